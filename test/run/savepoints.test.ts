import { expect, it } from 'vitest';
import { savepointStatement, savepointStatements } from '../../src/run/savepoints.ts';

it.each([
  ['SAVEPOINT a', { kind: 'savepoint', name: 'a' }],
  ['-- before\n/* it */ savepoint "A ""b"""', { kind: 'savepoint', name: 'A "b"' }],
  ['ROLLBACK TO A', { kind: 'rollback to', name: 'a' }],
  ['rollback work to savepoint a', { kind: 'rollback to', name: 'a' }],
  ['ROLLBACK TRANSACTION TO SAVEPOINT"a"', { kind: 'rollback to', name: 'a' }],
  ['RELEASE a', { kind: 'release', name: 'a' }],
  ['RELEASE SAVEPOINT é', { kind: 'release', name: 'é' }],
  ['ROLLBACK', undefined],
  ['ROLLBACK AND CHAIN', undefined],
  ['SELECT savepoint FROM a', undefined],
])('%s', (text, expected) => {
  expect(savepointStatement(text)).toEqual(expected);
});

it('finds each by the number of its statement', () => {
  expect(savepointStatements('BEGIN; SAVEPOINT a; ROLLBACK; SELECT 1')).toEqual([
    undefined,
    { kind: 'savepoint', name: 'a' },
    undefined,
    undefined,
  ]);
});
