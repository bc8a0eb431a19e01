/** What tests an expression and is more than one symbol: IS, IN, LIKE, BETWEEN, ANY and ALL. */
import type { Between, Expression, IsTest, Like, Quantified } from '../expression.ts';
import { Level } from '../level.ts';
import { quoteIdentifier } from '../quote.ts';
import type { SelectStatement } from '../select.ts';
import * as T from '../tokens.ts';
import { Any, K, P } from '../tokens.ts';
import type { Rule } from './base.ts';
import { levelOf, type Mode } from './precedence.ts';
import { TypeGrammar } from './types.ts';

/** What stands before an operator: the expression, where its text starts, and the mode it was read in. */
export type LeftSide = [left?: Expression, start?: number, mode?: Mode];

type Quantifier = Pick<Quantified, 'quantifier' | 'argument'>;

/** Stands in for the left side while Chevrotain records the grammar. */
export const nothing: Expression = { type: 'default', span: { start: 0, end: 0 } };

export abstract class PredicateGrammar extends TypeGrammar {
  abstract readonly expression: Rule<Expression, [minimum?: number, mode?: Mode]>;
  /** `(SELECT ...)`. */
  protected abstract readonly parenthesisedSelect: Rule<SelectStatement>;

  protected override readonly expressionList: Rule<Expression[]> = this.RULE('expressionList', () => {
    const list: Expression[] = [];
    this.AT_LEAST_ONE_SEP({ SEP: P.comma, DEF: () => list.push(this.SUBRULE(this.expression)) });
    return list;
  });

  /** Comparisons, BETWEEN, LIKE and IS DISTINCT FROM do not chain: `a < b < c` is an error at the second `<`. */
  protected refuseChain(level: number, mode: Mode): void {
    const next = this.LA(1);
    if (levelOf(next.tokenType, mode) === level) throw this.refuse(next);
  }

  /** `OPERATOR(pg_catalog.+)`. */
  protected readonly namedOperator: Rule<string> = this.RULE('namedOperator', () => {
    const schemas: string[] = [];
    this.CONSUME(K.OPERATOR);
    this.CONSUME(P.open);
    this.MANY(() => {
      schemas.push(`${quoteIdentifier(this.CONSUME(T.ColId).image)}.`);
      this.CONSUME(P.dot);
    });
    const symbol = this.CONSUME(Any.symbol).image;
    this.CONSUME(P.close);
    return `OPERATOR(${schemas.join('')}${symbol})`;
  });

  /** Any operator: `+`, `OPERATOR(pg_catalog.+)`. */
  protected readonly anyOperator: Rule<string> = this.RULE('anyOperator', () =>
    this.OR([{ ALT: () => this.CONSUME(Any.symbol).image }, { ALT: () => this.SUBRULE(this.namedOperator) }]),
  );

  /** `ANY (...)` after an operator. */
  protected readonly quantified: Rule<Quantifier> = this.RULE('quantified', (): Quantifier => {
    const all = this.CONSUME(Any.quantifier).tokenType === K.ALL;
    const argument = this.OR1<Expression | SelectStatement>({
      IGNORE_AMBIGUITIES: true,
      DEF: [
        { GATE: () => this.opensQuery(), ALT: () => this.SUBRULE(this.parenthesisedSelect) },
        {
          ALT: () => {
            this.CONSUME(P.open);
            const array = this.SUBRULE(this.expression);
            this.CONSUME(P.close);
            return array;
          },
        },
      ],
    });
    return { quantifier: all ? 'all' : 'any', argument };
  });

  protected readonly pattern: Rule<Expression, LeftSide> = this.RULE(
    'pattern',
    (left = nothing, start = 0, mode: Mode = 'full'): Expression => {
      const negated = this.OPTION(() => this.CONSUME(T.NotLa)) !== undefined;
      const args = { ARGS: [left, start, mode, negated] as [Expression, number, Mode, boolean] };
      return this.OR<Expression>([
        { ALT: () => this.SUBRULE(this.like, args) },
        { ALT: () => this.SUBRULE(this.between, args) },
        { ALT: () => this.SUBRULE(this.inList, args) },
      ]);
    },
  );

  private readonly like: Rule<Expression, [...LeftSide, negated?: boolean]> = this.RULE(
    'like',
    (operand = nothing, start = 0, mode: Mode = 'full', negated = false): Expression => {
      const kind = this.OR([
        { ALT: () => this.CONSUME(Any.like).image as Like['kind'] },
        {
          ALT: (): Like['kind'] => {
            this.CONSUME(K.SIMILAR);
            this.CONSUME(K.TO);
            return 'similar';
          },
        },
      ]);
      return this.OR1<Expression>([
        {
          GATE: () => kind !== 'similar',
          ALT: () => {
            const operator = `${negated ? 'NOT ' : ''}${kind === 'like' ? 'LIKE' : 'ILIKE'}`;
            const quantified = this.SUBRULE(this.quantified);
            return { type: 'quantified', span: this.since(start), operand, operator, ...quantified };
          },
        },
        {
          ALT: () => {
            const pattern = this.SUBRULE(this.expression, { ARGS: [Level.escape, mode] });
            const escapeWith = this.OPTION(() => {
              this.CONSUME(K.ESCAPE);
              return this.SUBRULE1(this.expression, { ARGS: [Level.escape, mode] });
            });
            this.refuseChain(Level.pattern, mode);
            return { type: 'like', span: this.since(start), kind, operand, pattern, escape: escapeWith, negated };
          },
        },
      ]);
    },
  );

  private readonly between: Rule<Between, [...LeftSide, negated?: boolean]> = this.RULE(
    'between',
    (operand = nothing, start = 0, mode: Mode = 'full', negated = false): Between => {
      this.CONSUME(K.BETWEEN);
      const symmetric = this.OPTION(() => this.CONSUME(Any.symmetry))?.tokenType === K.SYMMETRIC;
      const low = this.SUBRULE(this.expression, { ARGS: [0, 'restricted'] });
      this.CONSUME(K.AND);
      const high = this.SUBRULE1(this.expression, { ARGS: [Level.escape, mode] });
      this.refuseChain(Level.pattern, mode);
      return { type: 'between', span: this.since(start), operand, low, high, symmetric, negated };
    },
  );

  private readonly inList: Rule<Expression, [...LeftSide, negated?: boolean]> = this.RULE(
    'inList',
    (operand = nothing, start = 0, _mode: Mode = 'full', negated = false): Expression => {
      this.CONSUME(K.IN);
      return this.OR<Expression>({
        IGNORE_AMBIGUITIES: true,
        DEF: [
          {
            GATE: () => this.opensQuery(),
            ALT: () => {
              const query = this.SUBRULE(this.parenthesisedSelect);
              return { type: 'in_subquery', span: this.since(start), operand, query, negated };
            },
          },
          {
            ALT: () => {
              this.CONSUME(P.open);
              const list = this.SUBRULE(this.expressionList);
              this.CONSUME(P.close);
              return { type: 'in', span: this.since(start), operand, list, negated };
            },
          },
        ],
      });
    },
  );

  protected readonly isTest: Rule<Expression, LeftSide> = this.RULE(
    'isTest',
    (operand = nothing, start = 0, mode: Mode = 'full'): Expression => {
      const whole = mode !== 'restricted';
      const made = (test: IsTest['test'], negated: boolean, detail?: string): Expression => {
        const span = this.since(start);
        return { type: 'is', span, operand, test, negated, ...(detail === undefined ? {} : { detail }) };
      };
      return this.OR<Expression>([
        { ALT: () => made('null', this.CONSUME(Any.nullTest).tokenType === K.NOTNULL) },
        {
          ALT: () => {
            this.CONSUME(K.IS);
            const negated = this.OPTION(() => this.CONSUME(K.NOT)) !== undefined;
            return this.OR1<Expression>([
              { GATE: () => whole, ALT: () => made(this.CONSUME(Any.truth).image as IsTest['test'], negated) },
              { ALT: () => this.CONSUME(K.DOCUMENT) && made('document', negated) },
              {
                GATE: () => whole,
                ALT: () => made('normalized', negated, this.SUBRULE(this.normalForm)),
              },
              { GATE: () => whole, ALT: () => made('json', negated, this.SUBRULE(this.jsonKind)) },
              {
                ALT: () => {
                  this.CONSUME(K.DISTINCT);
                  this.CONSUME(K.FROM);
                  const right = this.SUBRULE(this.expression, { ARGS: [Level.comparison, mode] });
                  this.refuseChain(Level.is, mode);
                  return { type: 'distinct', span: this.since(start), left: operand, right, negated };
                },
              },
            ]);
          },
        },
      ]);
    },
  );

  /** `NORMALIZED`, `NFC NORMALIZED`. */
  private readonly normalForm: Rule<string | undefined> = this.RULE('normalForm', () => {
    const form = this.OPTION(() => this.SUBRULE(this.unicodeForm));
    this.CONSUME(K.NORMALIZED);
    return form;
  });

  protected readonly unicodeForm: Rule<string> = this.RULE('unicodeForm', () =>
    this.wordOf(this.CONSUME(Any.normalForm)),
  );

  /** `JSON OBJECT WITH UNIQUE KEYS`: the words after JSON. */
  private readonly jsonKind: Rule<string | undefined> = this.RULE('jsonKind', () => {
    const words: string[] = [];
    this.CONSUME(K.JSON);
    this.OPTION(() => words.push(this.CONSUME(Any.jsonKind).image));
    const unique = this.OPTION1(() => this.SUBRULE(this.uniqueKeys)) ?? [];
    const all = words.concat(unique);
    return all.length === 0 ? undefined : all.join(' ').toUpperCase();
  });

  /** `WITH UNIQUE KEYS`, `WITHOUT UNIQUE`. */
  protected readonly uniqueKeys: Rule<string[]> = this.RULE('uniqueKeys', () => {
    const word = this.wordOf(this.CONSUME(Any.withOrWithout));
    this.CONSUME(K.UNIQUE);
    this.OPTION(() => this.CONSUME(K.KEYS));
    return [word, 'UNIQUE', 'KEYS'];
  });
}
