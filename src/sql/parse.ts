/**
 * From text to nodes. The grammar follows PostgreSQL 18's, so that what PostgreSQL refuses is refused with the same words at the
 * same place. The parser is made at the first call.
 */
import type { IToken } from 'chevrotain';
import type { SqlError } from '../errors.ts';
import type { Expression } from './expression.ts';
import { QueryGrammar } from './grammar/query.ts';
import { needsWholeGrammar, WholeGrammar } from './grammar/whole.ts';
import type { SortItem } from './select.ts';
import type { Statement } from './statement.ts';
import { syntaxError, tooDeep } from './syntax-error.ts';
import { type SqlToken, tokenize } from './tokenize.ts';

let queryGrammar: QueryGrammar | undefined;
let wholeGrammar: WholeGrammar | undefined;

/** A statement's text is asked about by several, and typed again. Nobody changes its nodes. */
const recent = new Map<string, Statement>();
const MOST_RECENT = 4;
/** Characters: what is longer is not kept in memory. */
const LONGEST_KEPT = 10_000;

/** Reads one statement, with or without its semicolon. Throws the SqlError that PostgreSQL would give. */
export function parseStatement(text: string): Statement {
  const known = recent.get(text);
  if (known !== undefined) return known;
  const statement = parse(text, false, (parser) => parser.oneStatement());
  if (text.length > LONGEST_KEPT) return statement;
  const [oldest] = recent.keys();
  if (recent.size >= MOST_RECENT && oldest !== undefined) recent.delete(oldest);
  recent.set(text, statement);
  return statement;
}

/** Reads an expression as a user writes it, or as EXPLAIN (VERBOSE) prints it in Filter, Output, Hash Cond and the like. */
export function parseExpression(text: string): Expression {
  return parse(text, true, (parser) => parser.oneExpression());
}

/** Reads one entry of EXPLAIN's Sort Key: `a.b COLLATE "C" DESC NULLS LAST`. */
export function parseSortKey(text: string): SortItem {
  return parse(text, true, (parser) => parser.oneSortKey());
}

function grammarFor(tokens: readonly SqlToken[]): QueryGrammar {
  if (wholeGrammar !== undefined) return wholeGrammar;
  if (needsWholeGrammar(tokens)) {
    wholeGrammar = new WholeGrammar({ validate: false }).ready();
    return wholeGrammar;
  }
  queryGrammar ??= new QueryGrammar({ validate: false }).ready();
  return queryGrammar;
}

function parse<Result>(text: string, explained: boolean, rule: (parser: QueryGrammar) => Result): Result {
  const { tokens, error: lexical } = tokenize(text);
  const grammar = grammarFor(tokens);
  try {
    grammar.load(text, tokens, explained);
    const result = rule(grammar);
    const [error] = grammar.errors;
    // What is wrong with the text after the last token comes to light only when all before it is right.
    if (lexical !== undefined && (error === undefined || atEnd(error.token))) throw lexical;
    if (error !== undefined) throw refusal(text, error.token);
    return result;
  } catch (error) {
    if (error instanceof RangeError) throw tooDeep();
    throw error;
  }
}

function atEnd(token: IToken): boolean {
  return Number.isNaN(token.startOffset);
}

function refusal(text: string, token: IToken): SqlError {
  if (atEnd(token)) return syntaxError(text, text.length, text.length);
  return syntaxError(text, token.startOffset, (token.endOffset ?? token.startOffset) + 1);
}
