/** What the operators of an expression are to the parser. */
import type { TokenType } from 'chevrotain';
import { Level } from '../level.ts';
import { K, NotLa, Operator, P } from '../tokens.ts';

/** What an expression may contain. */
export type Mode =
  | 'full'
  /** gram.y's b_expr: without AND, OR, NOT, IN and the like, where these would end it. */
  | 'restricted'
  /** A column of SELECT or RETURNING: an operator that is a word may turn out to be its label. */
  | 'target'
  /** The first argument of SUBSTRING: SIMILAR may end it. */
  | 'substring';

const comparisons = [P.less, P.greater, P.equals, P.lessEquals, P.greaterEquals, P.notEquals];

/** What may follow in each mode, by token type. */
const inRestricted: readonly (readonly [TokenType, number])[] = [
  [K.IS, Level.is],
  ...comparisons.map((type) => [type, Level.comparison] as const),
  [Operator, Level.operator],
  [K.OPERATOR, Level.operator],
  [P.plus, Level.sum],
  [P.minus, Level.sum],
  [P.star, Level.product],
  [P.slash, Level.product],
  [P.percent, Level.product],
  [P.caret, Level.power],
  [P.typecast, Level.typecast],
];
const inFull: typeof inRestricted = [
  ...inRestricted,
  [K.OR, Level.or],
  [K.AND, Level.and],
  [K.ISNULL, Level.is],
  [K.NOTNULL, Level.is],
  ...[K.BETWEEN, K.IN, K.LIKE, K.ILIKE, K.SIMILAR, NotLa].map((type) => [type, Level.pattern] as const),
  [K.AT, Level.at],
  [K.COLLATE, Level.collate],
];

function byIndex(levels: typeof inRestricted): readonly (number | undefined)[] {
  const table: number[] = [];
  for (const [type, level] of levels) table[type.tokenTypeIdx ?? 0] = level;
  return table;
}

const full = byIndex(inFull);
const restricted = byIndex(inRestricted);

/** The level of a token as an infix or postfix operator; undefined when it is none. */
export function levelOf(type: TokenType, mode: Mode): number | undefined {
  return (mode === 'restricted' ? restricted : full)[type.tokenTypeIdx ?? 0];
}

const words = new Set([K.OR, K.AND, K.IS, K.BETWEEN, K.IN, K.LIKE, K.ILIKE, K.SIMILAR, K.AT, K.COLLATE, K.OPERATOR]);
const afterLabel = new Set([
  ...[
    P.comma,
    P.close,
    P.semicolon,
    K.INTO,
    K.FROM,
    K.WHERE,
    K.GROUP,
    K.HAVING,
    K.WINDOW,
    K.UNION,
    K.INTERSECT,
    K.EXCEPT,
  ],
  ...[K.ORDER, K.LIMIT, K.OFFSET, K.FETCH, K.FOR, K.ON, K.WITH],
]);

/** Whether a word that could be an operator is a label without AS, `SELECT a is, b at FROM t`, as what follows shows. */
export function isLabel(type: TokenType, following: TokenType): boolean {
  return words.has(type) && (afterLabel.has(following) || following.name === 'EOF');
}
