/** Ours against PostgreSQL's own: the keywords, what is accepted and refused and in what words, and how names and strings are quoted. */
import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SqlError } from '../../src/errors.ts';
import { isBareLabel, keywords } from '../../src/sql/keywords.ts';
import { parseExpression, parseStatement } from '../../src/sql/parse.ts';
import { printStatement } from '../../src/sql/print.ts';
import { quoteIdentifier, quoteLiteral } from '../../src/sql/quote.ts';
import { right, wrong } from './corpus.ts';

interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly position: number | undefined;
}

/** What the grammar itself raises: syntax errors, bad escapes, reserved names, what is known and not implemented. */
const grammarCodes = new Set(['42601', '22025', '42939', '0A000']);

let postgres: PGlite;

beforeAll(async () => {
  postgres = new PGlite();
  await postgres.waitReady;
});
afterAll(() => postgres.close());

/** In a transaction that has failed PostgreSQL reads a statement and goes no further, so that nothing need exist. */
async function refuse(): Promise<void> {
  await postgres.exec('ROLLBACK; BEGIN');
  await postgres.exec('SELECT 1/0').catch(() => undefined);
}

async function postgresSays(text: string): Promise<Refusal | undefined> {
  try {
    await postgres.exec(text);
  } catch (error) {
    const { code, message, position } = error as { code: string; message: string; position?: string };
    if (code === '25P02') return undefined;
    if (grammarCodes.has(code))
      return { code, message, position: position === undefined ? undefined : Number(position) };
  }
  // Only the end of a transaction is carried out, or tried.
  await refuse();
  return undefined;
}

function weSay(text: string): Refusal | undefined {
  try {
    parseStatement(text);
    return undefined;
  } catch (error) {
    if (!(error instanceof SqlError)) throw error;
    return { code: error.code, message: error.message, position: error.fields.position };
  }
}

test('the keywords are PostgreSQL’s', async () => {
  const { rows } = await postgres.query<{ word: string; catcode: string; barelabel: boolean }>(
    'SELECT word, catcode, barelabel FROM pg_get_keywords()',
  );
  const categories = { unreserved: 'U', col_name: 'C', type_func_name: 'T', reserved: 'R' };
  const ours = Array.from(keywords, ([word, category]) => [word, categories[category], isBareLabel(word)]);
  expect(ours.sort()).toEqual(rows.map(({ word, catcode, barelabel }) => [word, catcode, barelabel]).sort());
});

test('what PostgreSQL accepts is accepted, and so is what it is printed as', async () => {
  await refuse();
  for (const text of right) {
    expect(await postgresSays(text), text).toBeUndefined();
    expect(weSay(text), text).toBeUndefined();
    const printed = printStatement(parseStatement(text));
    expect(await postgresSays(printed), printed).toBeUndefined();
  }
});

test('what PostgreSQL refuses is refused in the same words, at the same place', async () => {
  await refuse();
  for (const text of wrong) {
    const theirs = await postgresSays(text);
    expect(theirs, text).toBeDefined();
    expect(weSay(text), text).toEqual(theirs);
  }
});

test('names and strings are quoted as PostgreSQL quotes them', async () => {
  await postgres.exec('ROLLBACK');
  const names = [...keywords.keys(), 'a', 'A', 'a b', 'a"b', '_x1', '1x', 'é', 'a$b'];
  const strings = ['', "it's", 'a\\b', "\\'", 'é😀', 'two\nlines'];
  const { rows } = await postgres.query<{ quoted: string }>(
    'SELECT quote_ident(n) AS quoted FROM unnest($1::text[]) n',
    [names],
  );
  expect(names.map(quoteIdentifier)).toEqual(rows.map(({ quoted }) => quoted));
  const literals = await postgres.query<{ quoted: string; value: string }>(
    'SELECT quote_literal(s) AS quoted FROM unnest($1::text[]) s',
    [strings],
  );
  // PostgreSQL puts a space before E''.
  expect(strings.map(quoteLiteral)).toEqual(literals.rows.map(({ quoted }) => quoted.trim()));
});

test('string constants and names mean what PostgreSQL reads in them', async () => {
  const strings = [
    ...[
      "'it''s'",
      "'a\\b'",
      "E'a\\tb\\n\\\\c\\'d'",
      "E'\\x41\\101\\u00e9\\U0001F600'",
      "E'\\ud83d\\ude00'",
      "E'\\xc3\\xa9'",
      "E'\\q'",
    ],
    ...[
      "U&'d\\0061t\\+01F600'",
      "U&'d!0061!!' UESCAPE '!'",
      '$$a$b$$',
      '$x$a$$b$x$',
      "'a'\n'b'",
      "'a' -- c\n  'b'",
      "E'a'\n'\\n'",
    ],
  ];
  const names = [
    'ABC',
    '"A b"',
    '"a""b"',
    'ÀB',
    'U&"d\\0061ta"',
    'U&"d!0061" UESCAPE \'!\'',
    'x'.repeat(70),
    'é'.repeat(40),
  ];
  for (const text of strings) {
    const { rows } = await postgres.query<{ value: string }>(`SELECT ${text} AS value`);
    expect(parseExpression(text), text).toMatchObject({ type: 'literal', value: rows[0]?.value });
  }
  for (const text of names) {
    const { fields } = await postgres.query(`SELECT 1 AS ${text}`);
    expect(parseExpression(text), text).toMatchObject({ type: 'column', parts: [{ name: fields[0]?.name }] });
  }
});
