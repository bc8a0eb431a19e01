/** The little the shell has to know of a statement's kind, read from its first words as psql does (common.c). */
import { splitStatements } from '../sql/split.ts';

/** What follows blanks and comments at the start. */
function afterBlanks(text: string): string {
  let rest = text;
  for (;;) {
    const trimmed = rest.replace(/^(?:\s+|--[^\n]*(?:\n|$))+/, '');
    if (!trimmed.startsWith('/*')) return trimmed;
    let depth = 0;
    let at = 0;
    for (; at < trimmed.length; at++) {
      if (trimmed.startsWith('/*', at)) {
        depth++;
        at++;
      } else if (trimmed.startsWith('*/', at)) {
        depth--;
        at++;
        if (depth === 0) break;
      }
    }
    rest = trimmed.slice(at + 1);
  }
}

function leadingWords(text: string, count: number): string[] {
  const words: string[] = [];
  let rest = afterBlanks(text);
  while (words.length < count) {
    const word = /^[A-Za-z_]+/.exec(rest)?.[0];
    if (word === undefined) break;
    words.push(word.toLowerCase());
    rest = afterBlanks(rest.slice(word.length));
  }
  return words;
}

const controlsTransaction = new Set(['abort', 'begin', 'start', 'commit', 'end', 'rollback']);

/** True for statements that AUTOCOMMIT off puts no BEGIN before: they control transactions, or refuse to run in one. */
export function beginsNoTransaction(text: string): boolean {
  const [first = '', second = '', third = '', fourth = ''] = leadingWords(text, 4);
  if (controlsTransaction.has(first)) return true;
  switch (first) {
    case 'prepare':
      return second === 'transaction';
    case 'vacuum':
      return true;
    case 'cluster':
      return second === '';
    case 'create':
      if (second === 'database' || second === 'tablespace') return true;
      return (second === 'index' && third === 'concurrently') || (second === 'unique' && fourth === 'concurrently');
    case 'alter':
      return second === 'system';
    case 'drop':
      if (second === 'database' || second === 'tablespace' || second === 'system') return true;
      return second === 'index' && third === 'concurrently';
    case 'reindex':
      return second === 'database' || second === 'system' || third === 'concurrently';
    case 'discard':
      return second === 'all';
    default:
      return false;
  }
}

/** True for a statement whose data the shell has to send: `COPY ... FROM STDIN`. */
export function copiesFromStdin(text: string): boolean {
  const statement = afterBlanks(text);
  return /^copy\b/i.test(statement) && /\bfrom\s+stdin\b/i.test(withoutQuoted(statement));
}

/** Quoted text and parentheses taken out, so that words within them do not count. */
function withoutQuoted(text: string): string {
  return text.replace(/'(?:[^']|'')*'|"(?:[^"]|"")*"/g, ' ').replace(/\([^()]*\)/g, ' ');
}

/** True of one query that only reads. */
export function isLoneQuery(text: string): boolean {
  return /^\s*(?:SELECT|TABLE|VALUES)\b/i.test(text) && !/\bINTO\b/i.test(text) && splitStatements(text).length === 1;
}
