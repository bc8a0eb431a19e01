/** The types of the grammar's tokens, and the groups of them that rules take any one of. */

import { createToken, EOF, Lexer, type TokenType } from 'chevrotain';
import { isBareLabel, type Keyword, type KeywordCategory, keywords } from './keywords.ts';

/** Makes a token type; `finish` completes it. There is no pattern: scan.ts finds the lexemes, PostgreSQL's rules being more than that. */
function tokenType(name: string): TokenType {
  return { name };
}

/**
 * Completes token types, all at once: as the categories of one type they are numbered in one go, where createToken() for each of
 * some 600 takes longer than all else at start.
 */
function finish(types: readonly TokenType[]): void {
  createToken({ name: 'EveryToken', pattern: Lexer.NA, categories: [...types] });
  for (const type of types) standFor(type, []);
}

/** Makes a type stand for each of several. */
function standFor(type: TokenType, members: readonly TokenType[]): void {
  const indexes = members.map(({ tokenTypeIdx }) => tokenTypeIdx ?? 0);
  type.CATEGORIES = [];
  type.categoryMatches = indexes;
  type.categoryMatchesMap = Object.fromEntries(indexes.map((index) => [index, true]));
  type.isParent = indexes.length > 0;
}

const groups = new Map<TokenType, readonly TokenType[]>();

/** A type that stands for each of several. */
function oneOf(name: string, members: readonly TokenType[]): TokenType {
  const type = tokenType(name);
  groups.set(type, members);
  return type;
}

/** What the parser sees after the last token. */
export const EndOfInput = EOF;

/** An identifier that is no keyword, or is quoted. */
export const Ident = tokenType('Ident');
export const StringLiteral = tokenType('StringLiteral');
export const BitLiteral = tokenType('BitLiteral');
export const HexLiteral = tokenType('HexLiteral');
export const IntegerLiteral = tokenType('IntegerLiteral');
export const DecimalLiteral = tokenType('DecimalLiteral');
export const ParameterToken = tokenType('ParameterToken');
/** Any operator that has no precedence of its own. */
export const Operator = tokenType('Operator');
/** A character that starts nothing. */
export const Invalid = tokenType('Invalid');
/** No text has it: it stands where a grammar leaves a place for another that builds on it. */
export const Never = tokenType('Never');

export const keywordTokens: ReadonlyMap<string, TokenType> = new Map(
  Array.from(keywords.keys(), (word) => [word, tokenType(word.toUpperCase())]),
);

/** The token type of each keyword, by its upper-case name. */
export const K = Object.fromEntries(
  Array.from(keywordTokens, ([word, type]) => [word.toUpperCase(), type]),
) as unknown as Readonly<Record<Uppercase<Keyword>, TokenType>>;

/*
 * PostgreSQL's grammar looks one token ahead at each place but five, and there its scanner looks further for it: NOT before
 * BETWEEN, IN, LIKE, ILIKE, SIMILAR; NULLS before FIRST, LAST; WITH before TIME, ORDINALITY; WITHOUT before TIME; FORMAT
 * before JSON. These are tokens of their own (and so no identifiers).
 */
export const NotLa = tokenType('NOT_LA');
export const NullsLa = tokenType('NULLS_LA');
export const WithLa = tokenType('WITH_LA');
export const WithoutLa = tokenType('WITHOUT_LA');
export const FormatLa = tokenType('FORMAT_LA');

export const lookaheads: ReadonlyMap<
  TokenType,
  { readonly before: ReadonlySet<TokenType>; readonly becomes: TokenType }
> = new Map([
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
  openBracket: tokenType('OpenBracket'),
  closeBracket: tokenType('CloseBracket'),
  dot: tokenType('Dot'),
  semicolon: tokenType('Semicolon'),
  colon: tokenType('Colon'),
  plus: tokenType('Plus'),
  minus: tokenType('Minus'),
  star: tokenType('Star'),
  slash: tokenType('Slash'),
  percent: tokenType('Percent'),
  caret: tokenType('Caret'),
  less: tokenType('Less'),
  greater: tokenType('Greater'),
  equals: tokenType('Equals'),
  typecast: tokenType('Typecast'),
  dotDot: tokenType('DotDot'),
  colonEquals: tokenType('ColonEquals'),
  equalsGreater: tokenType('EqualsGreater'),
  lessEquals: tokenType('LessEquals'),
  greaterEquals: tokenType('GreaterEquals'),
  notEquals: tokenType('NotEquals'),
} as const;

export const punctuation: Readonly<Record<string, TokenType>> = {
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

/** Identifiers and the keywords that a test lets through. */
function names(name: string, allowed: (category: KeywordCategory, word: string) => boolean): TokenType {
  const words = Array.from(keywords).filter(([word, category]) => allowed(category, word));
  return oneOf(name, [Ident, ...words.flatMap(([word]) => keywordTokens.get(word) ?? [])]);
}

/** A name that may be a column's or table's. */
export const ColId = names('ColId', (category) => category === 'unreserved' || category === 'col_name');
/** A name that may be a function's or type's. */
export const TypeFunctionName = names(
  'TypeFunctionName',
  (category) => category === 'unreserved' || category === 'type_func_name',
);
/** A name that may be a role's, an extension's and the like. */
export const NonReservedWord = names('NonReservedWord', (category) => category !== 'reserved');
/** Any name at all, as may follow AS or a dot. */
export const ColLabel = names('ColLabel', () => true);
/** A name that may be a column's label without AS. */
export const BareColLabel = names('BareColLabel', (_, word) => isBareLabel(word));

/** Choices between words or symbols that make no difference to what may follow. */
export const Any = {
  symbol: oneOf('AnySymbol', [
    ...[P.equals, P.less, P.greater, P.lessEquals, P.greaterEquals, P.notEquals, Operator],
    ...[P.plus, P.minus, P.star, P.slash, P.percent, P.caret],
  ]),
  sign: oneOf('AnySign', [P.plus, P.minus]),
  arrow: oneOf('AnyArrow', [P.equalsGreater, P.colonEquals]),
  literal: oneOf('AnyLiteral', [
    ...[StringLiteral, IntegerLiteral, DecimalLiteral, BitLiteral, HexLiteral, K.TRUE, K.FALSE, K.NULL],
  ]),
  number: oneOf('AnyNumber', [IntegerLiteral, DecimalLiteral]),
  not: oneOf('AnyNot', [K.NOT, NotLa]),
  junction: oneOf('AnyJunction', [K.AND, K.OR]),
  quantifier: oneOf('AnyQuantifier', [K.ANY, K.SOME, K.ALL]),
  like: oneOf('AnyLike', [K.LIKE, K.ILIKE]),
  symmetry: oneOf('AnySymmetry', [K.SYMMETRIC, K.ASYMMETRIC]),
  nullTest: oneOf('AnyNullTest', [K.ISNULL, K.NOTNULL]),
  truth: oneOf('AnyTruth', [K.NULL, K.TRUE, K.FALSE, K.UNKNOWN]),
  normalForm: oneOf('AnyNormalForm', [K.NFC, K.NFD, K.NFKC, K.NFKD]),
  jsonKind: oneOf('AnyJsonKind', [K.VALUE, K.ARRAY, K.OBJECT, K.SCALAR]),
  withOrWithout: oneOf('AnyWithOrWithout', [K.WITH, K.WITHOUT]),
  withClause: oneOf('AnyWithClause', [K.WITH, WithLa]),
  zone: oneOf('AnyZone', [WithLa, WithoutLa]),
  plainType: oneOf('AnyPlainType', [K.INT, K.INTEGER, K.SMALLINT, K.BIGINT, K.REAL, K.BOOLEAN, K.JSON]),
  dateTime: oneOf('AnyDateTime', [K.TIMESTAMP, K.TIME]),
  character: oneOf('AnyCharacter', [K.CHARACTER, K.CHAR]),
  numeric: oneOf('AnyNumeric', [K.NUMERIC, K.DECIMAL, K.DEC]),
  field: oneOf('AnyField', [K.YEAR, K.MONTH, K.DAY, K.HOUR, K.MINUTE]),
  extracted: oneOf('AnyExtracted', [Ident, K.YEAR, K.MONTH, K.DAY, K.HOUR, K.MINUTE, K.SECOND]),
  trimmed: oneOf('AnyTrimmed', [K.BOTH, K.LEADING, K.TRAILING]),
  direction: oneOf('AnyDirection', [K.ASC, K.DESC]),
  firstOrLast: oneOf('AnyFirstOrLast', [K.FIRST, K.LAST]),
  firstOrNext: oneOf('AnyFirstOrNext', [K.FIRST, K.NEXT]),
  rowOrRows: oneOf('AnyRowOrRows', [K.ROW, K.ROWS]),
  distinctOrAll: oneOf('AnyDistinctOrAll', [K.DISTINCT, K.ALL]),
  keywordCall: oneOf('AnyKeywordCall', [K.COALESCE, K.GREATEST, K.LEAST, K.GROUPING, K.NULLIF]),
  frame: oneOf('AnyFrame', [K.RANGE, K.ROWS, K.GROUPS]),
  side: oneOf('AnySide', [K.PRECEDING, K.FOLLOWING]),
  excluded: oneOf('AnyExcluded', [K.GROUP, K.TIES]),
  currentTime: oneOf('AnyCurrentTime', [K.CURRENT_TIME, K.CURRENT_TIMESTAMP, K.LOCALTIME, K.LOCALTIMESTAMP]),
  currentValue: oneOf('AnyCurrentValue', [
    ...[K.CURRENT_DATE, K.CURRENT_ROLE, K.CURRENT_USER, K.SESSION_USER, K.SYSTEM_USER, K.USER, K.CURRENT_CATALOG],
    K.CURRENT_SCHEMA,
  ]),
  outer: oneOf('AnyOuter', [K.LEFT, K.RIGHT, K.FULL]),
  union: oneOf('AnyUnion', [K.UNION, K.EXCEPT]),
  cube: oneOf('AnyCube', [K.ROLLUP, K.CUBE]),
  temporary: oneOf('AnyTemporary', [K.TEMP, K.TEMPORARY]),
  localOrGlobal: oneOf('AnyLocalOrGlobal', [K.LOCAL, K.GLOBAL]),
  depthOrBreadth: oneOf('AnyDepthOrBreadth', [K.DEPTH, K.BREADTH]),
  lock: oneOf('AnyLock', [K.UPDATE, K.SHARE]),
  overriding: oneOf('AnyOverriding', [K.SYSTEM, K.USER]),
  oldOrNew: oneOf('AnyOldOrNew', [K.OLD, K.NEW]),
  sourceOrTarget: oneOf('AnySourceOrTarget', [K.SOURCE, K.TARGET]),
  xmlKind: oneOf('AnyXmlKind', [K.DOCUMENT, K.CONTENT]),
  xmlMechanism: oneOf('AnyXmlMechanism', [K.REF, K.VALUE]),
  xmlBlanks: oneOf('AnyXmlBlanks', [K.PRESERVE, K.STRIP]),
  jsonNull: oneOf('AnyJsonNull', [K.NULL, K.ABSENT]),
  jsonColon: oneOf('AnyJsonColon', [P.colon, K.VALUE]),
  jsonQuery: oneOf('AnyJsonQuery', [K.JSON_QUERY, K.JSON_VALUE, K.JSON_EXISTS]),
  jsonCondition: oneOf('AnyJsonCondition', [K.CONDITIONAL, K.UNCONDITIONAL]),
  jsonQuotes: oneOf('AnyJsonQuotes', [K.KEEP, K.OMIT]),
  jsonDefault: oneOf('AnyJsonDefault', [K.ERROR, K.NULL, K.TRUE, K.FALSE, K.UNKNOWN]),
  arrayOrObject: oneOf('AnyArrayOrObject', [K.ARRAY, K.OBJECT]),
  mappedUser: oneOf('AnyMappedUser', [K.CURRENT_USER, K.CURRENT_ROLE, K.SESSION_USER, K.USER]),
  analyze: oneOf('AnyAnalyze', [K.ANALYZE, K.ANALYSE]),
  stdio: oneOf('AnyStdio', [K.STDIN, K.STDOUT]),
  fromOrTo: oneOf('AnyFromOrTo', [K.FROM, K.TO]),
} as const;

/** Any token but parentheses, commas and semicolons: what a clause that is kept as text is made of. */
export const Filler = oneOf('Filler', [
  ...keywordTokens.values(),
  ...[Ident, StringLiteral, BitLiteral, HexLiteral, IntegerLiteral, DecimalLiteral, ParameterToken, Operator, Invalid],
  ...[NotLa, NullsLa, WithLa, WithoutLa, FormatLa],
  ...Object.values(P).filter((type) => ![P.comma, P.open, P.close, P.semicolon].includes(type as never)),
]);

const single: readonly TokenType[] = [
  ...[Ident, StringLiteral, BitLiteral, HexLiteral, IntegerLiteral, DecimalLiteral, ParameterToken, Operator, Invalid],
  ...[Never, NotLa, NullsLa, WithLa, WithoutLa, FormatLa],
  ...Object.values(P),
  ...keywordTokens.values(),
];

/** Every token type, for the parser's constructor. */
export const vocabulary: TokenType[] = [...single, ...groups.keys()];
finish(vocabulary);
for (const [type, members] of groups) standFor(type, members);
