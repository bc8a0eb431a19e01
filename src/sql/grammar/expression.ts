/** Value expressions: operators and what stands between them (gram.y's a_expr and b_expr). */
import { SqlState } from '../../errors.ts';
import type { AndOr, Expression, RowConstructor } from '../expression.ts';
import { Level } from '../level.ts';
import { tooDeep } from '../syntax-error.ts';
import * as T from '../tokens.ts';
import { Any, K, P } from '../tokens.ts';
import type { Rule } from './base.ts';
import { isLabel, levelOf, type Mode } from './precedence.ts';
import { type LeftSide, nothing, PredicateGrammar } from './predicate.ts';

/** How many operators may follow each other without parentheses: as deep a tree as all who walk it can bear. */
const longest = 2000;

export abstract class ExpressionGrammar extends PredicateGrammar {
  /** gram.y's c_expr: what is an operand of anything without parentheses. */
  protected abstract readonly primary: Rule<Expression>;

  /** An expression whose operators bind at least as tightly as `minimum`: precedence climbing. */
  override readonly expression: Rule<Expression, [minimum?: number, mode?: Mode]> = this.RULE(
    'expression',
    (minimum = 0, mode: Mode = 'full'): Expression =>
      this.nested(() => {
        const start = this.here();
        let left = this.SUBRULE(this.operand, { ARGS: [mode] });
        let chained = 0;
        this.MANY({
          GATE: () => this.binds(minimum, mode),
          DEF: () => {
            left = this.SUBRULE(this.operation, { ARGS: [left, start, mode] });
            // A chain makes a tree as deep as it is long, but for AND and OR.
            if (left.type !== 'and' && left.type !== 'or' && ++chained > longest) throw tooDeep();
          },
        });
        return left;
      }),
  );

  private binds(minimum: number, mode: Mode): boolean {
    const next = this.LA(1).tokenType;
    const level = levelOf(next, mode);
    if (level === undefined || level < minimum) return false;
    if (mode === 'substring') return next !== K.SIMILAR || this.ahead(2, K.TO);
    // A label can only follow a whole expression; deeper inside, the word is an operator.
    return mode !== 'target' || minimum > 0 || !isLabel(next, this.LA(2).tokenType);
  }

  /** Signs, prefix operators and NOT before a primary. */
  private readonly operand: Rule<Expression, [mode?: Mode]> = this.RULE(
    'operand',
    (mode: Mode = 'full'): Expression => {
      const start = this.here();
      const whole = mode !== 'restricted';
      return this.OR<Expression>({
        IGNORE_AMBIGUITIES: true,
        DEF: [
          {
            GATE: () => whole,
            ALT: () => {
              this.CONSUME(Any.not);
              const operand = this.SUBRULE(this.expression, { ARGS: [Level.not, mode] });
              return { type: 'not', span: this.since(start), operand };
            },
          },
          {
            ALT: () => {
              const sign = this.CONSUME(Any.sign);
              const operand = this.SUBRULE1(this.expression, { ARGS: [Level.sign, mode] });
              return { type: 'unary', span: this.since(start), operator: sign.image, operand };
            },
          },
          {
            // OPERATOR is also a name, of a column say.
            GATE: () => !this.ahead(1, K.OPERATOR) || this.ahead(2, P.open),
            ALT: () => {
              const operator = this.OR3([
                { ALT: () => this.CONSUME(T.Operator).image },
                { ALT: () => this.SUBRULE(this.namedOperator) },
              ]);
              const operand = this.SUBRULE2(this.expression, { ARGS: [Level.operator + 1, mode] });
              return { type: 'unary', span: this.since(start), operator, operand };
            },
          },
          {
            GATE: () => whole,
            ALT: () => this.CONSUME(K.DEFAULT) && { type: 'default', span: this.since(start) },
          },
          { GATE: () => whole, ALT: () => this.SUBRULE(this.unique) },
          { ALT: () => this.SUBRULE(this.primaryOrOverlaps, { ARGS: [mode] }) },
        ],
      });
    },
  );

  /** `UNIQUE (SELECT ...)`, which PostgreSQL knows and refuses. */
  private readonly unique: Rule<Expression> = this.RULE('unique', () => {
    const start = this.here();
    this.CONSUME(K.UNIQUE);
    this.OPTION(() => {
      this.CONSUME(K.NULLS);
      this.OPTION1(() => this.CONSUME(K.NOT));
      this.CONSUME(K.DISTINCT);
    });
    this.SUBRULE(this.parenthesisedSelect);
    return this.ACTION(() => {
      throw this.complain(start, 'UNIQUE predicate is not yet implemented', SqlState.featureNotSupported);
    });
  });

  /** `(a, b) OVERLAPS (c, d)` takes rows on both sides and no other expressions. */
  private readonly primaryOrOverlaps: Rule<Expression, [mode?: Mode]> = this.RULE(
    'primaryOrOverlaps',
    (mode: Mode = 'full'): Expression => {
      const start = this.here();
      const left = this.SUBRULE(this.primary);
      const right = this.OPTION({
        GATE: () => mode !== 'restricted' && left.type === 'row' && left.span.end === this.behind(),
        DEF: () => {
          this.CONSUME(K.OVERLAPS);
          const row = this.SUBRULE(this.row);
          this.ACTION(() => this.checkOverlaps(left as RowConstructor, row));
          return row;
        },
      });
      if (right === undefined) return left;
      return { type: 'binary', span: this.since(start), operator: 'OVERLAPS', left, right };
    },
  );

  private checkOverlaps(left: RowConstructor, right: RowConstructor): void {
    for (const [side, { elements, span }] of Object.entries({ left, right })) {
      if (elements.length === 2) continue;
      throw this.complain(span.start, `wrong number of parameters on ${side} side of OVERLAPS expression`);
    }
  }

  /** `ROW(a, b)` or `(a, b)`, and no single expression in parentheses. */
  private readonly row: Rule<RowConstructor> = this.RULE('row', (): RowConstructor => {
    const start = this.here();
    const explicit = this.OPTION(() => this.CONSUME(K.ROW)) !== undefined;
    this.CONSUME(P.open);
    const elements = this.OPTION1(() => this.SUBRULE(this.expressionList)) ?? [];
    this.ACTION(() => {
      if (!explicit && elements.length < 2) throw this.refuse(this.LA(1));
    });
    this.CONSUME(P.close);
    return { type: 'row', span: this.since(start), elements, explicit };
  });

  /** One operator after `left`, with what follows it. */
  private readonly operation: Rule<Expression, LeftSide> = this.RULE(
    'operation',
    (left = nothing, start = 0, mode: Mode = 'full'): Expression => {
      const args = { ARGS: [left, start, mode] as LeftSide };
      return this.OR<Expression>([
        { ALT: () => this.SUBRULE(this.infix, args) },
        { ALT: () => this.SUBRULE(this.junction, args) },
        { ALT: () => this.SUBRULE(this.isTest, args) },
        { ALT: () => this.SUBRULE(this.pattern, args) },
        {
          ALT: () => {
            this.CONSUME(P.typecast);
            const target = this.SUBRULE(this.typeName);
            return { type: 'cast', span: this.since(start), operand: left, target, written: 'colons' };
          },
        },
        {
          ALT: () => {
            this.CONSUME(K.AT);
            const zone = this.OR1([
              {
                ALT: () => {
                  this.CONSUME(K.TIME);
                  this.CONSUME(K.ZONE);
                  return this.SUBRULE(this.expression, { ARGS: [Level.collate, mode] });
                },
              },
              { ALT: () => this.CONSUME(K.LOCAL) && undefined },
            ]);
            return { type: 'at_time_zone', span: this.since(start), operand: left, zone };
          },
        },
        {
          ALT: () => {
            this.CONSUME(K.COLLATE);
            const collation = this.SUBRULE(this.qualifiedName);
            return { type: 'collate', span: this.since(start), operand: left, collation };
          },
        },
      ]);
    },
  );

  /** AND and OR; chains become one node. */
  private readonly junction: Rule<AndOr, LeftSide> = this.RULE(
    'junction',
    (left = nothing, start = 0, mode: Mode = 'full'): AndOr => {
      const type = this.CONSUME(Any.junction).image as AndOr['type'];
      const right = this.SUBRULE(this.expression, { ARGS: [type === 'and' ? Level.not : Level.and, mode] });
      // The left side is this chain so far; its list goes on, since a copy for each operand makes long chains slow.
      const operands = left.type === type ? ((left as AndOr).operands as Expression[]) : [left];
      this.ACTION(() => operands.push(...(right.type === type ? (right as AndOr).operands : [right])));
      return { type, span: this.since(start), operands };
    },
  );

  /** Symbols, and symbols before ANY, SOME or ALL. */
  private readonly infix: Rule<Expression, LeftSide> = this.RULE(
    'infix',
    (left = nothing, start = 0, mode: Mode = 'full'): Expression => {
      const level = levelOf(this.LA(1).tokenType, mode) ?? 0;
      const operator = this.SUBRULE(this.anyOperator);
      return this.OR<Expression>([
        {
          GATE: () => mode !== 'restricted',
          ALT: () => {
            const quantified = this.SUBRULE(this.quantified);
            return { type: 'quantified', span: this.since(start), operand: left, operator, ...quantified };
          },
        },
        {
          ALT: () => {
            const right = this.SUBRULE(this.expression, { ARGS: [level + 1, mode] });
            if (level === Level.comparison) this.refuseChain(level, mode);
            return { type: 'binary', span: this.since(start), operator, left, right };
          },
        },
      ]);
    },
  );
}
