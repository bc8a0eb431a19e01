import { expect, test } from 'vitest';
import { nextLexeme } from '../../src/sql/scan.ts';

function lexemes(text: string): string[] {
  const found: string[] = [];
  let at = 0;
  for (let lexeme = nextLexeme(text, 0); lexeme !== undefined; lexeme = nextLexeme(text, at)) {
    found.push(`${lexeme.kind} ${lexeme.value}`);
    at = lexeme.end;
  }
  return found;
}

const operators = (text: string): string[] =>
  lexemes(text)
    .filter((each) => /^(operator|punctuation) /.test(each))
    .map((each) => each.replace(/^\w+ /, ''));

test.each([
  ['a+b', ['+']],
  ['a+-b', ['+', '-']],
  ['a*-b', ['*', '-']],
  ['a<-b', ['<', '-']],
  ['a@-b', ['@-']],
  ['a=-1', ['=', '-']],
  ['a!=b', ['<>']],
  ['a!=-b', ['!=-']],
  ['a<=>b', ['<=>']],
  ['a||/b', ['||/']],
  ['a->>b', ['->>']],
  ['a*/*c*/b', ['*']],
  ['a<--c\n b', ['<']],
  ['a+--c\n b', ['+']],
  ['a::b', ['::']],
  ['a:=b=>c', [':=', '=>']],
  ['a[1:2]', ['[', ':', ']']],
  ['a..b', ['..']],
])('%j has the operators %j', (text, expected) => {
  expect(operators(text)).toEqual(expected);
});

test.each([
  ['1', 'integer 1'],
  ['2147483647', 'integer 2147483647'],
  ['2147483648', 'decimal 2147483648'],
  ['1_000', 'integer 1_000'],
  ['0xFf_1', 'integer 0xFf_1'],
  ['0b101', 'integer 0b101'],
  ['0o17', 'integer 0o17'],
  ['1.', 'decimal 1.'],
  ['.5', 'decimal .5'],
  ['1.e5', 'decimal 1.e5'],
  ['1e-5', 'decimal 1e-5'],
  ['$12', 'parameter 12'],
  ["b'01'", 'bit 01'],
  ["X'fF'", 'hex fF'],
])('%s is %s', (text, expected) => {
  expect(lexemes(text)).toEqual([expected]);
});

test('two dots end a number', () => {
  expect(lexemes('1..10')).toEqual(['integer 1', 'punctuation ..', 'integer 10']);
});

test('N before a string is a type', () => {
  expect(lexemes("N'a'")).toEqual(['word nchar', 'string a']);
});
