/** The arguments of backslash commands. */
import { describe, expect, it } from 'vitest';
import { LexerInput } from '../../src/shell/lexer/input.ts';
import type { LexerHost } from '../../src/shell/lexer/interpolation.ts';
import { type ArgumentMode, SlashScanner } from '../../src/shell/lexer/slash-scanner.ts';

const variables: Readonly<Record<string, string>> = { v: 'a b', q: "it's", pipe: '|cat' };

function read(text: string, mode: ArgumentMode, strips = false) {
  const errors: string[] = [];
  const host: LexerHost = {
    variable: (name) => variables[name],
    active: () => true,
    backtick: (command) => `<${command}>`,
    warning: () => {},
    error: (message) => void errors.push(message),
  };
  const input = new LexerInput();
  input.start(text);
  const scanner = new SlashScanner(input, host);
  const name = scanner.command();
  const found: string[] = [];
  for (
    let argument = scanner.argument(mode, strips);
    argument !== undefined;
    argument = scanner.argument(mode, strips)
  ) {
    found.push(argument.text);
  }
  return { name, arguments: found, errors };
}

describe('normal arguments', () => {
  it.each<[string, string, readonly string[]]>([
    ['echo a  b', 'echo', ['a', 'b']],
    ["echo 'a  b'", 'echo', ['a  b']],
    ["echo 'it''s' 'a\\tb\\n\\101\\x41'", 'echo', ["it's", 'a\tb\nAA']],
    ['echo "a b" x"y"z', 'echo', ['"a b"', 'x"y"z']],
    ["echo mix'ed 'a'b c'", 'echo', ['mixed ab c']],
    ['echo :v :\'q\' :"v" :{?v} :{?nope} :nope', 'echo', ['a b', "'it''s'", '"a b"', 'TRUE', 'FALSE', ':nope']],
    ['echo `date :v`', 'echo', ['<date a b>']],
    ["echo `x :'q'`", 'echo', [`<x 'it'"'"'s'>`]],
    ["echo ''", 'echo', ['']],
    ['echo', 'echo', []],
    ['!echo hi', '!echo', ['hi']],
    ['g\\echo', 'g', []],
    ['echo ::v', 'echo', [':a b']],
  ])('\\%s', (text, name, expected) => {
    expect(read(text, 'normal')).toEqual({ name, arguments: expected, errors: [] });
  });

  it('an open quote is said, and ends the arguments', () => {
    expect(read("echo a 'b", 'normal')).toEqual({
      name: 'echo',
      arguments: ['a'],
      errors: ['unterminated quoted string'],
    });
  });

  it('takes unquoted semicolons off where asked', () => {
    expect(read("i a;; 'b;'", 'normal', true).arguments).toEqual(['a', 'b;']);
    expect(read('i a;', 'normal').arguments).toEqual(['a;']);
  });
});

describe('other modes', () => {
  it('identifiers lose their quotes and fold', () => {
    expect(read('d Ab"C d"E""F', 'sql-id').arguments).toEqual(['abC def']);
    expect(read('c Ab"C"', 'sql-id-hack').arguments).toEqual(['AbC']);
  });
  it('a pipe takes the rest of the line', () => {
    expect(read("o |sed 's/ /x/' ;", 'file-pipe').arguments).toEqual(["|sed 's/ /x/' ;"]);
    expect(read('o a|b', 'file-pipe').arguments).toEqual(['a|b']);
  });
  it('a whole line is as it is', () => {
    expect(read("!  echo 'a'  :v \\x", 'whole-line').arguments).toEqual(["echo 'a'  :v \\x"]);
  });
});
