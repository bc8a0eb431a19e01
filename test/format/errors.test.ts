import { describe, expect, test } from 'vitest';
import { type MessageFields, type Notice, SqlError } from '../../src/errors.ts';
import { formatErrorPosition } from '../../src/format/error-position.ts';
import { formatMessage, type MessageOptions } from '../../src/format/errors.ts';
import { readLines } from './fixtures.ts';

interface PositionCase {
  readonly query: string;
  readonly position: number;
  readonly out: string;
}

test.each(readLines<PositionCase>('error-positions.jsonl'))(
  'window of psql 15.18: $query',
  ({ query, position, out }) => {
    expect(formatErrorPosition(query, position, false)).toBe(out);
  },
);

const fields: MessageFields = {
  code: '42703',
  message: 'column "nope" does not exist',
  position: 8,
  file: 'parse_relation.c',
  line: '3665',
  routine: 'errorMissingColumn',
};

function format(message: SqlError | Notice, options: Partial<MessageOptions> = {}): string {
  return formatMessage(message, {
    verbosity: 'default',
    showContext: 'errors',
    sourceText: 'SELECT nope;',
    ...options,
  });
}

describe('VERBOSITY', () => {
  test('default', () => {
    expect(format(new SqlError(fields))).toBe(
      'ERROR:  column "nope" does not exist\nLINE 1: SELECT nope;\n               ^\n',
    );
  });
  test('terse', () => {
    expect(format(new SqlError({ ...fields, hint: 'unseen' }), { verbosity: 'terse' })).toBe(
      'ERROR:  column "nope" does not exist at character 8\n',
    );
  });
  test('sqlstate', () => {
    expect(format(new SqlError(fields, 'FATAL'), { verbosity: 'sqlstate' })).toBe('FATAL:  42703\n');
  });
  test('verbose', () => {
    const violation = { schema: 's', table: 't', column: 'c', dataType: 'd', constraint: 'k' };
    expect(format(new SqlError({ ...fields, ...violation }), { verbosity: 'verbose' })).toBe(
      [
        'ERROR:  42703: column "nope" does not exist',
        'LINE 1: SELECT nope;',
        '               ^',
        'SCHEMA NAME:  s',
        'TABLE NAME:  t',
        'COLUMN NAME:  c',
        'DATATYPE NAME:  d',
        'CONSTRAINT NAME:  k',
        'LOCATION:  errorMissingColumn, parse_relation.c:3665',
        '',
      ].join('\n'),
    );
  });
});

test('a position without its text is told as a number', () => {
  expect(format(new SqlError(fields), { sourceText: undefined })).toBe(
    'ERROR:  column "nope" does not exist at character 8\n',
  );
});

test("a query of PostgreSQL's own has its caret, and is quoted", () => {
  const { position: _, ...rest } = fields;
  const internal: MessageFields = {
    ...rest,
    internalPosition: 8,
    internalQuery: 'SELECT nope',
    detail: 'd',
    hint: 'h',
    where: 'PL/pgSQL function inline_code_block line 1 at EXECUTE',
  };
  expect(format(new SqlError(internal), { sourceText: 'DO …' })).toBe(
    [
      'ERROR:  column "nope" does not exist',
      'LINE 1: SELECT nope',
      '               ^',
      'DETAIL:  d',
      'HINT:  h',
      'QUERY:  SELECT nope',
      'CONTEXT:  PL/pgSQL function inline_code_block line 1 at EXECUTE',
      '',
    ].join('\n'),
  );
});

describe('SHOW_CONTEXT', () => {
  const notice: Notice = { severity: 'NOTICE', code: '00000', message: 'hi', where: 'w' };
  test.each([
    ['never', '', ''],
    ['errors', 'CONTEXT:  w\n', ''],
    ['always', 'CONTEXT:  w\n', 'CONTEXT:  w\n'],
  ] as const)('%s', (showContext, ofError, ofNotice) => {
    expect(format(new SqlError({ code: 'XX000', message: 'e', where: 'w' }), { showContext })).toBe(
      `ERROR:  e\n${ofError}`,
    );
    expect(format(notice, { showContext })).toBe(`NOTICE:  hi\n${ofNotice}`);
  });
});

test('control characters are spelled out for a terminal, and the caret stays below its place', () => {
  const error = new SqlError({ code: '42601', message: 'at or near "\x1b[2J"', position: 3, detail: '\x9b' });
  expect(format(error, { sourceText: '\x1b\tx', escapeControls: true })).toBe(
    'ERROR:  at or near "\\x1B[2J"\nLINE 1: \\x1B x\n             ^\nDETAIL:  \\u009B\n',
  );
});
