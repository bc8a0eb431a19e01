/** A text of several statements cut into them, by the server's rules: at semicolons outside of quotes, comments, parentheses and BEGIN ATOMIC bodies. */
import { SqlError } from '../errors.ts';
import { type Lexeme, nextLexeme } from './scan.ts';
import type { Span } from './span.ts';

/** The statements of a text, without their semicolons and the blanks around them; empty ones are left out. Never throws. */
export function splitStatements(text: string): Span[] {
  const spans: Span[] = [];
  let statement = new Progress();
  let at = 0;
  for (;;) {
    const lexeme = tryNext(text, at);
    if (lexeme === 'broken') {
      // Where the text breaks a lexical rule (a quote that is not closed), the rest is one statement.
      spans.push({ start: statement.start ?? firstAfter(text, at), end: text.trimEnd().length });
      return spans;
    }
    if (lexeme === undefined || statement.endsAt(lexeme)) {
      if (statement.start !== undefined) spans.push({ start: statement.start, end: statement.end });
      if (lexeme === undefined) return spans;
      statement = new Progress();
    } else {
      statement.add(lexeme);
    }
    at = lexeme.end;
  }
}

function tryNext(text: string, at: number): Lexeme | undefined | 'broken' {
  try {
    return nextLexeme(text, at);
  } catch (error) {
    if (error instanceof SqlError) return 'broken';
    throw error;
  }
}

/** Where the text goes on after blanks (and not after comments: an open one is what broke). */
function firstAfter(text: string, at: number): number {
  return text.length - text.slice(at).trimStart().length;
}

/** How far a statement has been read. */
class Progress {
  start: number | undefined;
  end = 0;
  private parentheses = 0;
  /** Open BEGIN ... END and CASE ... END in the body of a function. */
  private blocks = 0;
  private readonly words: string[] = [];

  endsAt(lexeme: Lexeme): boolean {
    return lexeme.value === ';' && lexeme.kind === 'punctuation' && this.parentheses === 0 && this.blocks === 0;
  }

  add(lexeme: Lexeme): void {
    this.start ??= lexeme.start;
    this.end = lexeme.end;
    if (lexeme.kind === 'punctuation') {
      if (lexeme.value === '(') this.parentheses++;
      if (lexeme.value === ')' && this.parentheses > 0) this.parentheses--;
    }
    if (this.words.length < 4) this.words.push(lexeme.kind === 'word' ? lexeme.value : '');
    if (lexeme.kind === 'word' && this.parentheses === 0 && this.makesRoutine()) this.block(lexeme.value);
  }

  /** CREATE [OR REPLACE] FUNCTION or PROCEDURE: only these have BEGIN ATOMIC ... END, with semicolons inside. */
  private makesRoutine(): boolean {
    const [create, second, third, fourth] = this.words;
    const what = second === 'or' && third === 'replace' ? fourth : second;
    return create === 'create' && (what === 'function' || what === 'procedure');
  }

  private block(word: string): void {
    if (word === 'begin') this.blocks++;
    else if (word === 'case' && this.blocks > 0) this.blocks++;
    else if (word === 'end' && this.blocks > 0) this.blocks--;
  }
}
