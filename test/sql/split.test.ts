import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitStatements } from '../../src/sql/split.ts';
import { right } from './corpus.ts';

const split = (text: string): string[] => splitStatements(text).map(({ start, end }) => text.slice(start, end));

test.each([
  ['', []],
  [' ;; ; ', []],
  ['-- only a comment', []],
  ['/* x; */ ;', []],
  ['SELECT 1', ['SELECT 1']],
  ['SELECT 1;', ['SELECT 1']],
  [' SELECT 1 ; SELECT 2 ;', ['SELECT 1', 'SELECT 2']],
  ["SELECT ';' ; SELECT E'\\';' ; SELECT \";\"", ["SELECT ';'", "SELECT E'\\';'", 'SELECT ";"']],
  ['SELECT $$;$$; SELECT $a$;$$;$a$', ['SELECT $$;$$', 'SELECT $a$;$$;$a$']],
  ['SELECT 1 -- ;\n; SELECT 2 /* ; /* ; */ ; */', ['SELECT 1', 'SELECT 2']],
  ['/* a */ SELECT 1 /* b */; -- c\n SELECT 2', ['SELECT 1', 'SELECT 2']],
  [
    'CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2); SELECT 3',
    ['CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2)', 'SELECT 3'],
  ],
  ['SELECT 1); SELECT 2', ['SELECT 1)', 'SELECT 2']],
])('%j is %j', (text, expected) => {
  expect(split(text)).toEqual(expected);
});

test('semicolons in the body of a SQL function do not end it', () => {
  const body = `CREATE OR REPLACE FUNCTION f() RETURNS int
    BEGIN ATOMIC
      SELECT CASE WHEN true THEN 1 END;
      SELECT 2;
    END`;
  expect(split(`${body}; SELECT 3`)).toEqual([body, 'SELECT 3']);
  expect(split('BEGIN; SELECT 1; END; SELECT 2')).toEqual(['BEGIN', 'SELECT 1', 'END', 'SELECT 2']);
});

test.each([
  ["SELECT 1; SELECT 'abc; SELECT 2", ['SELECT 1', "SELECT 'abc; SELECT 2"]],
  ['SELECT 1; SELECT "abc; ', ['SELECT 1', 'SELECT "abc;']],
  ['SELECT 1; /* abc', ['SELECT 1', '/* abc']],
  ['SELECT $a$ x; y', ['SELECT $a$ x; y']],
  ['SELECT 1a; SELECT 2', ['SELECT 1a; SELECT 2']],
])('in %j the rest after a lexical error is one statement', (text, expected) => {
  expect(split(text)).toEqual(expected);
});

test('statements put together come apart again', () => {
  const statements = right.filter((text) => !text.endsWith(';'));
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...statements), { maxLength: 8 }),
      fc.constantFrom(';', ' ; \n', ';;', '; -- x;\n'),
      (texts, between) => {
        expect(split(texts.join(between))).toEqual(texts);
      },
    ),
  );
});
