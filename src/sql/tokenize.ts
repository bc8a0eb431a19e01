/** From a text to the row of tokens that the grammar reads. */
import type { IToken, TokenType } from 'chevrotain';
import { SqlError } from '../errors.ts';
import { type Lexeme, nextLexeme, resolveUnicode } from './scan.ts';
import { syntaxError } from './syntax-error.ts';
import {
  BitLiteral,
  DecimalLiteral,
  HexLiteral,
  Ident,
  IntegerLiteral,
  Invalid,
  K,
  keywordTokens,
  lookaheads,
  Operator,
  P,
  ParameterToken,
  punctuation,
  StringLiteral,
  WithLa,
} from './tokens.ts';

/** A token with what it stands for: the name, the string, the operator. */
export interface SqlToken extends IToken {
  readonly payload: string;
  /** Written in double quotes. */
  readonly quoted: boolean;
  /** Of an opening parenthesis: whether what it encloses is a query, and not an expression or a join that starts with one. */
  opensQuery: boolean;
}

/** PostgreSQL keeps 63 bytes of a name. */
function truncate(name: string): string {
  if (name.length <= 21) return name;
  const bytes = Buffer.from(name);
  if (bytes.length <= 63) return name;
  let end = 63;
  while (((bytes[end] ?? 0) & 0xc0) === 0x80) end--;
  return bytes.toString('utf8', 0, end);
}

function typeOf(lexeme: Lexeme): TokenType {
  switch (lexeme.kind) {
    case 'word':
      return keywordTokens.get(lexeme.value) ?? Ident;
    case 'quoted':
      return Ident;
    case 'string':
      return StringLiteral;
    case 'bit':
      return BitLiteral;
    case 'hex':
      return HexLiteral;
    case 'integer':
      return IntegerLiteral;
    case 'decimal':
      return DecimalLiteral;
    case 'parameter':
      return ParameterToken;
    case 'operator':
      return Operator;
    case 'punctuation':
      return punctuation[lexeme.value] ?? Invalid;
    case 'invalid':
      return Invalid;
  }
}

/** The tokens of a text; where the text breaks a lexical rule, those before that place and the error. */
export function tokenize(text: string): { readonly tokens: SqlToken[]; readonly error?: SqlError } {
  const tokens: SqlToken[] = [];
  const error = scanInto(tokens, text);
  markQueries(tokens);
  return error === undefined ? { tokens } : { tokens, error };
}

function scanInto(tokens: SqlToken[], text: string): SqlError | undefined {
  try {
    let at = 0;
    for (let lexeme = nextLexeme(text, 0); lexeme !== undefined; lexeme = nextLexeme(text, at)) {
      const type = typeOf(lexeme);
      at = lexeme.end;
      let payload = lexeme.value;
      if (lexeme.unicode === true) {
        const clause = escapeClause(text, lexeme.end);
        payload = resolveUnicode(text, lexeme, clause?.escape);
        at = clause?.end ?? at;
      }
      if (type === Ident) payload = truncate(payload);
      const last = tokens.at(-1);
      const rule = last === undefined ? undefined : lookaheads.get(last.tokenType);
      if (last !== undefined && rule?.before.has(type)) {
        last.tokenType = rule.becomes;
        last.tokenTypeIdx = rule.becomes.tokenTypeIdx ?? 0;
      }
      tokens.push({
        image: payload,
        payload,
        quoted: lexeme.kind === 'quoted',
        opensQuery: false,
        startOffset: lexeme.start,
        endOffset: at - 1,
        tokenType: type,
        tokenTypeIdx: type.tokenTypeIdx ?? 0,
      });
    }
  } catch (error) {
    if (error instanceof SqlError) return error;
    throw error;
  }
  return undefined;
}

/** After a parenthesised query, these show that the query goes on; a closing parenthesis, that it was in two pairs. */
const continuesQuery = new Set([P.close, K.UNION, K.INTERSECT, K.EXCEPT, K.ORDER, K.LIMIT, K.OFFSET, K.FETCH, K.FOR]);

/** Works out `opensQuery` for all parentheses in one pass from the back, so that no number of them makes the parser look far. */
function markQueries(tokens: readonly SqlToken[]): void {
  const closings: number[] = [];
  const closingOf = new Map<SqlToken, number>();
  for (let i = tokens.length - 1; i >= 0; i--) {
    const token = tokens[i];
    if (token?.tokenType === P.close) closings.push(i);
    if (token?.tokenType !== P.open) continue;
    const closing = closings.pop() ?? tokens.length;
    closingOf.set(token, closing);
    const first = tokens[i + 1];
    switch (first?.tokenType) {
      case K.SELECT:
      case K.WITH:
      case WithLa:
      case K.TABLE:
        token.opensQuery = true;
        break;
      case K.VALUES:
        token.opensQuery = tokens[i + 2]?.tokenType === P.open;
        break;
      case P.open: {
        const after = tokens[(closingOf.get(first) ?? tokens.length) + 1];
        token.opensQuery = first.opensQuery && (after === undefined || continuesQuery.has(after.tokenType));
        break;
      }
    }
  }
}

/** The UESCAPE clause that may follow U&'..' and U&"..". */
function escapeClause(text: string, at: number): { readonly escape: string; readonly end: number } | undefined {
  const word = nextLexeme(text, at);
  if (word?.kind !== 'word' || word.value !== 'uescape') return undefined;
  const clause = nextLexeme(text, word.end);
  if (clause?.kind !== 'string' || clause.unicode === true) {
    const { start, end } = clause ?? { start: text.length, end: text.length };
    throw syntaxError(text, start, end, 'UESCAPE must be followed by a simple string literal');
  }
  if (Array.from(clause.value).length !== 1 || /[0-9a-fA-F+'"\s]/.test(clause.value)) {
    throw syntaxError(text, clause.start, clause.end, 'invalid Unicode escape character');
  }
  return { escape: clause.value, end: clause.end };
}
