/** The tokens of the grammar: Chevrotain's token types, and the step from a text to a row of them. */

import { createToken, EOF, type IToken, Lexer, type TokenType } from 'chevrotain';
import { SqlError } from '../errors.ts';
import { isBareLabel, type Keyword, type KeywordCategory, keywords } from './keywords.ts';
import { type Lexeme, nextLexeme, resolveUnicode } from './scan.ts';
import { syntaxError } from './syntax-error.ts';

function tokenType(name: string, categories: TokenType[] = []): TokenType {
  // The pattern is never used: scan.ts finds the lexemes, since PostgreSQL's rules are more than regular expressions.
  const type = createToken({ name, pattern: Lexer.NA });
  // Given to createToken, the categories would be worked out anew for each of some 550 types, which takes as long as all else
  // at start; the parser's constructor works them out once.
  type.CATEGORIES = categories;
  return type;
}

/** What the parser sees after the last token. */
export const EndOfInput = EOF;

/** A name that may be a column's or table's. */
export const ColId = tokenType('ColId');
/** A name that may be a function's or type's. */
export const TypeFunctionName = tokenType('TypeFunctionName');
/** A name that may be a role's, an extension's and the like. */
export const NonReservedWord = tokenType('NonReservedWord');
/** Any name at all, as may follow AS or a dot. */
export const ColLabel = tokenType('ColLabel');
/** A name that may be a column's label without AS. */
export const BareColLabel = tokenType('BareColLabel');

/** Any token but parentheses, commas and semicolons: what a clause that is kept as text is made of. */
export const Filler = tokenType('Filler');

/** An identifier that is no keyword, or is quoted. (Chevrotain looks for one type that was created with its categories.) */
export const Ident = createToken({
  name: 'Ident',
  pattern: Lexer.NA,
  categories: [Filler, ColId, TypeFunctionName, NonReservedWord, ColLabel, BareColLabel],
});
export const StringLiteral = tokenType('StringLiteral', [Filler]);
export const BitLiteral = tokenType('BitLiteral', [Filler]);
export const HexLiteral = tokenType('HexLiteral', [Filler]);
export const IntegerLiteral = tokenType('IntegerLiteral', [Filler]);
export const DecimalLiteral = tokenType('DecimalLiteral', [Filler]);
export const ParameterToken = tokenType('ParameterToken', [Filler]);
/** Any operator that has no precedence of its own. */
export const Operator = tokenType('Operator', [Filler]);
const Invalid = tokenType('Invalid', [Filler]);

const categoriesOf: Record<KeywordCategory, TokenType[]> = {
  unreserved: [Filler, ColId, TypeFunctionName, NonReservedWord, ColLabel],
  col_name: [Filler, ColId, NonReservedWord, ColLabel],
  type_func_name: [Filler, TypeFunctionName, NonReservedWord, ColLabel],
  reserved: [Filler, ColLabel],
};

const keywordTokens = new Map<string, TokenType>();
for (const [word, category] of keywords) {
  const categories = isBareLabel(word) ? [...categoriesOf[category], BareColLabel] : categoriesOf[category];
  keywordTokens.set(word, tokenType(word.toUpperCase(), categories));
}

/** The token type of each keyword, by its upper-case name. */
export const K = Object.fromEntries(
  Array.from(keywordTokens, ([word, type]) => [word.toUpperCase(), type]),
) as unknown as Readonly<Record<Uppercase<Keyword>, TokenType>>;

/*
 * PostgreSQL's grammar looks one token ahead at each place but five, and there its scanner looks further for it: NOT before
 * BETWEEN, IN, LIKE, ILIKE, SIMILAR; NULLS before FIRST, LAST; WITH before TIME, ORDINALITY; WITHOUT before TIME; FORMAT
 * before JSON. These are tokens of their own (and so no identifiers).
 */
export const NotLa = tokenType('NOT_LA', [Filler]);
export const NullsLa = tokenType('NULLS_LA', [Filler]);
export const WithLa = tokenType('WITH_LA', [Filler]);
export const WithoutLa = tokenType('WITHOUT_LA', [Filler]);
export const FormatLa = tokenType('FORMAT_LA', [Filler]);

const lookaheads = new Map<TokenType, { readonly before: ReadonlySet<TokenType>; readonly becomes: TokenType }>([
  [K.NOT, { before: new Set([K.BETWEEN, K.IN, K.LIKE, K.ILIKE, K.SIMILAR]), becomes: NotLa }],
  [K.NULLS, { before: new Set([K.FIRST, K.LAST]), becomes: NullsLa }],
  [K.WITH, { before: new Set([K.TIME, K.ORDINALITY]), becomes: WithLa }],
  [K.WITHOUT, { before: new Set([K.TIME]), becomes: WithoutLa }],
  [K.FORMAT, { before: new Set([K.JSON]), becomes: FormatLa }],
]);

/** Punctuation and the operators that have a precedence of their own. */
export const P = {
  comma: tokenType('Comma'),
  open: tokenType('OpenParen'),
  close: tokenType('CloseParen'),
  openBracket: tokenType('OpenBracket', [Filler]),
  closeBracket: tokenType('CloseBracket', [Filler]),
  dot: tokenType('Dot', [Filler]),
  semicolon: tokenType('Semicolon'),
  colon: tokenType('Colon', [Filler]),
  plus: tokenType('Plus', [Filler]),
  minus: tokenType('Minus', [Filler]),
  star: tokenType('Star', [Filler]),
  slash: tokenType('Slash', [Filler]),
  percent: tokenType('Percent', [Filler]),
  caret: tokenType('Caret', [Filler]),
  less: tokenType('Less', [Filler]),
  greater: tokenType('Greater', [Filler]),
  equals: tokenType('Equals', [Filler]),
  typecast: tokenType('Typecast', [Filler]),
  dotDot: tokenType('DotDot', [Filler]),
  colonEquals: tokenType('ColonEquals', [Filler]),
  equalsGreater: tokenType('EqualsGreater', [Filler]),
  lessEquals: tokenType('LessEquals', [Filler]),
  greaterEquals: tokenType('GreaterEquals', [Filler]),
  notEquals: tokenType('NotEquals', [Filler]),
} as const;

const punctuation: Readonly<Record<string, TokenType>> = {
  ',': P.comma,
  '(': P.open,
  ')': P.close,
  '[': P.openBracket,
  ']': P.closeBracket,
  '.': P.dot,
  ';': P.semicolon,
  ':': P.colon,
  '+': P.plus,
  '-': P.minus,
  '*': P.star,
  '/': P.slash,
  '%': P.percent,
  '^': P.caret,
  '<': P.less,
  '>': P.greater,
  '=': P.equals,
  '::': P.typecast,
  '..': P.dotDot,
  ':=': P.colonEquals,
  '=>': P.equalsGreater,
  '<=': P.lessEquals,
  '>=': P.greaterEquals,
  '<>': P.notEquals,
};

/** Every token type, for the parser's constructor. */
export const vocabulary: TokenType[] = [
  ...[Filler, ColId, TypeFunctionName, NonReservedWord, ColLabel, BareColLabel],
  ...[Ident, StringLiteral, BitLiteral, HexLiteral, IntegerLiteral, DecimalLiteral, ParameterToken, Operator, Invalid],
  ...[NotLa, NullsLa, WithLa, WithoutLa, FormatLa],
  ...Object.values(P),
  ...keywordTokens.values(),
];

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
