/** How tightly the operators of an expression bind: PostgreSQL's own order (https://www.postgresql.org/docs/18/sql-syntax-lexical.html#SQL-PRECEDENCE). */
export const Level = {
  or: 1,
  and: 2,
  not: 3,
  is: 4,
  comparison: 5,
  /** BETWEEN, IN, LIKE, ILIKE, SIMILAR. */
  pattern: 6,
  escape: 7,
  /** Any operator without a level of its own. */
  operator: 8,
  sum: 9,
  product: 10,
  power: 11,
  at: 12,
  collate: 13,
  sign: 14,
  typecast: 15,
} as const;
