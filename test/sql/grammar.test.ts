import { expect, test } from 'vitest';
import { QueryGrammar } from '../../src/sql/grammar/query.ts';
import { WholeGrammar } from '../../src/sql/grammar/whole.ts';

test('both grammars pass Chevrotain’s validations', () => {
  expect(() => new QueryGrammar({ validate: true }).ready()).not.toThrow();
  expect(() => new WholeGrammar({ validate: true }).ready()).not.toThrow();
});
