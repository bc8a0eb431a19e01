/** Where statements end, what the prompt shows meanwhile, and how variables are put in. */
import { describe, expect, it } from 'vitest';
import type { LexerHost } from '../../src/shell/lexer/interpolation.ts';
import { type PromptStatus, QueryBuffer, Scanner } from '../../src/shell/lexer/scanner.ts';

interface Scanned {
  readonly statements: readonly string[];
  readonly rest: string;
  readonly prompt: PromptStatus;
  readonly warnings: readonly string[];
}

/** Feeds lines as the main loop does; a backslash is passed over with the word after it. */
function scan(text: string, variables: Readonly<Record<string, string>> = {}): Scanned {
  const warnings: string[] = [];
  const host: LexerHost = {
    variable: (name) => variables[name],
    active: () => true,
    backtick: () => '',
    warning: (message) => void warnings.push(message),
    error: () => {},
  };
  const scanner = new Scanner(host);
  const buffer = new QueryBuffer();
  const statements: string[] = [];
  let prompt: PromptStatus = 'ready';
  for (const line of text.split('\n')) {
    if (line === '' && !scanner.inQuote) continue;
    if (!buffer.empty) buffer.text += '\n';
    scanner.start(line);
    for (;;) {
      const found = scanner.scan(buffer);
      prompt = found.prompt;
      if (found.stop === 'incomplete' || found.stop === 'end') break;
      if (found.stop === 'backslash') statements.push('\\');
      else {
        statements.push(buffer.text);
        buffer.reset();
      }
    }
  }
  return { statements, rest: buffer.text, prompt, warnings };
}

describe('where a statement ends', () => {
  it.each<[string, string, readonly string[]]>([
    ['a semicolon', 'SELECT 1; SELECT 2;', ['SELECT 1;', 'SELECT 2;']],
    ['not in a string', "SELECT ';''';", ["SELECT ';''';"]],
    ['not in an identifier', 'SELECT ";""";', ['SELECT ";""";']],
    ['not after an escaped quote', "SELECT E'\\';';", ["SELECT E'\\';';"]],
    ['a backslash is no escape in a plain string', "SELECT '\\'; SELECT 2;", ["SELECT '\\';", 'SELECT 2;']],
    ['not in dollar quotes', 'SELECT $$;$$, $a$;$$;$a$;', ['SELECT $$;$$, $a$;$$;$a$;']],
    ['a dollar within a name opens nothing', 'SELECT a$b$; SELECT $1;', ['SELECT a$b$;', 'SELECT $1;']],
    ['not in a line comment', 'SELECT 1 -- ;\n;', ['SELECT 1 -- ;\n;']],
    ['not in nested comments', 'SELECT /* ; /* ; */ ; */ 1;', ['SELECT /* ; /* ; */ ; */ 1;']],
    ['not in parentheses', 'SELECT (1;2);', ['SELECT (1;2);']],
    ['unicode strings', `SELECT U&';', U&";";`, [`SELECT U&';', U&";";`]],
    ['bits and national strings', "SELECT b'1;', x'f;', n';';", ["SELECT b'1;', x'f;', n';';"]],
    ['an escaped semicolon stays', 'SELECT 1 \\; SELECT 2;', ['SELECT 1 ; SELECT 2;']],
    ['a division is no comment', 'SELECT 4/2; SELECT 1-1;', ['SELECT 4/2;', 'SELECT 1-1;']],
    ['a comment right after an operator', 'SELECT 1+--x\n1;', ['SELECT 1+--x\n1;']],
    [
      "a function's body",
      'CREATE OR REPLACE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END; SELECT 3;',
      [
        'CREATE OR REPLACE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END;',
        'SELECT 3;',
      ],
    ],
    ['BEGIN elsewhere opens nothing', 'BEGIN; SELECT 1;', ['BEGIN;', 'SELECT 1;']],
  ])('%s', (_, text, statements) => {
    expect(scan(text)).toMatchObject({ statements, rest: '' });
  });

  it('blanks and line comments before a statement are not part of it, a block comment is', () => {
    expect(scan('  -- a\n  SELECT 1;').statements).toEqual(['SELECT 1;']);
    expect(scan('/* a */ SELECT 1;').statements).toEqual(['/* a */ SELECT 1;']);
  });

  it('a backslash stops, and the buffer stays', () => {
    expect(scan('SELECT 1 \\')).toMatchObject({ statements: ['\\'], rest: 'SELECT 1 ' });
  });

  it('an open quote swallows a backslash', () => {
    expect(scan("SELECT ' \\q")).toMatchObject({ statements: [], prompt: 'single-quote' });
  });
});

describe('what the prompt shows', () => {
  it.each<[string, PromptStatus]>([
    ['', 'ready'],
    ['-- a comment', 'ready'],
    ['SELECT 1;', 'ready'],
    ['SELECT', 'continue'],
    ['SELECT (', 'paren'],
    ['SELECT ()', 'continue'],
    ["SELECT '", 'single-quote'],
    ["SELECT E'\\'", 'single-quote'],
    ['SELECT "', 'double-quote'],
    ['SELECT U&"', 'double-quote'],
    ['SELECT $$', 'dollar-quote'],
    ['SELECT $x$ $$', 'dollar-quote'],
    ['/*', 'comment'],
    ['/* /* */', 'comment'],
    ['CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1;', 'continue'],
  ])('%j: %s', (text, prompt) => {
    expect(scan(text).prompt).toBe(prompt);
  });
});

describe('lines', () => {
  it('empty ones are dropped outside quotes, and kept within', () => {
    expect(scan('SELECT\n\n1;').statements).toEqual(['SELECT\n1;']);
    expect(scan("SELECT 'a\n\nb';").statements).toEqual(["SELECT 'a\n\nb';"]);
    expect(scan('SELECT /*\n\n*/ 1;').statements).toEqual(['SELECT /*\n\n*/ 1;']);
  });
});

describe('variables', () => {
  const variables = { x: '10', s: "it's", id: 'My "Col"', back: 'a\\b', two: '1; SELECT 2;', self: ':self' };
  it.each<[string, readonly string[]]>([
    ['SELECT :x;', ['SELECT 10;']],
    ["SELECT :'s';", ["SELECT 'it''s';"]],
    ['SELECT :"id";', ['SELECT "My ""Col""";']],
    ["SELECT :'back';", ["SELECT  E'a\\\\b';"]],
    ['SELECT :{?x}, :{?nope};', ['SELECT TRUE, FALSE;']],
    ['SELECT \':x\', ":x", $$:x$$ /* :x */;', ['SELECT \':x\', ":x", $$:x$$ /* :x */;']],
    ['SELECT x::text, y := :x;', ['SELECT x::text, y := 10;']],
    ["SELECT :nope, :'nope';", ["SELECT :nope, :'nope';"]],
    ['SELECT a[1:x], a[1:2];', ['SELECT a[110], a[1:2];']],
    ['SELECT :two', ['SELECT 1;', 'SELECT 2;']],
    ['SELECT \\:x;', ['SELECT :x;']],
  ])('%s', (text, statements) => {
    expect(scan(text, variables).statements).toEqual(statements);
  });

  it('one that names itself is put in once', () => {
    expect(scan('SELECT :self;', variables)).toMatchObject({
      statements: ['SELECT :self;'],
      warnings: ['skipping recursive expansion of variable "self"'],
    });
  });
});
