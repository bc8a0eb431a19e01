/** Constants: literals, literals of a named type, CURRENT_DATE and its kin. */
import type { TokenType } from 'chevrotain';
import type { Expression, Literal, ValueFunction } from '../expression.ts';
import type { TypeName } from '../select.ts';
import * as T from '../tokens.ts';
import { Any, K, P } from '../tokens.ts';
import type { Rule } from './base.ts';
import { ExplainedGrammar } from './explained.ts';
import type { SimpleType } from './types.ts';

export abstract class LiteralGrammar extends ExplainedGrammar {
  protected readonly literalValue: Rule<Literal> = this.RULE('literalValue', (): Literal => {
    const token = this.CONSUME(Any.literal);
    const literal = literalKinds.get(token.tokenType) ?? 'null';
    return { type: 'literal', span: this.spanOf(token), literal, value: token.image };
  });

  protected readonly valueFunction: Rule<ValueFunction> = this.RULE('valueFunction', (): ValueFunction => {
    const start = this.here();
    let precision: number | undefined;
    const token = this.OR([
      { ALT: () => this.CONSUME(Any.currentValue) },
      {
        ALT: () => {
          const timed = this.CONSUME(Any.currentTime);
          this.OPTION(() => {
            this.CONSUME(P.open);
            precision = Number(this.CONSUME(T.IntegerLiteral).image);
            this.CONSUME(P.close);
          });
          return timed;
        },
      },
    ]);
    return { type: 'value_function', span: this.since(start), name: this.wordOf(token), precision };
  });

  /** Whether a keyword that is a type's name stands before a literal, `numeric(3) '1'`, and is not a column's name. */
  protected startsTypedLiteral(): boolean {
    if (this.ahead(1, K.DOUBLE)) return this.ahead(2, K.PRECISION);
    return afterTypeName.has(this.LA(2).tokenType);
  }

  protected readonly typedLiteral: Rule<Expression> = this.RULE('typedLiteral', (): Expression => {
    const start = this.here();
    return this.OR<Expression>([
      {
        ALT: () => {
          this.CONSUME(K.INTERVAL);
          const precision = this.OPTION(() => {
            this.CONSUME(P.open);
            const token = this.CONSUME(T.IntegerLiteral);
            this.CONSUME(P.close);
            return this.numberLiteral(token);
          });
          const named = this.since(start);
          const operand = this.literal(this.CONSUME(T.StringLiteral));
          const intervalFields = this.OPTION1({
            GATE: () => precision === undefined,
            DEF: () => this.SUBRULE(this.intervalFields),
          });
          const modifiers = precision === undefined ? [] : [precision];
          const target = this.type({ name: 'interval', modifiers, intervalFields }, named);
          return { type: 'cast', span: this.since(start), operand, target, written: 'prefix' };
        },
      },
      {
        ALT: () => {
          const simple = this.SUBRULE(this.constantType);
          const target = this.type(simple, this.since(start));
          const operand = this.literal(this.CONSUME1(T.StringLiteral));
          return { type: 'cast', span: this.since(start), operand, target, written: 'prefix' };
        },
      },
    ]);
  });

  protected type(simple: SimpleType, span: TypeName['span']): TypeName {
    return { type: 'type_name', span, setof: false, ...simple, dimensions: [] };
  }
}

/** After a type's keyword: its literal, or more of its name. */
const afterTypeName = new Set([...[T.StringLiteral, P.open, K.VARYING, K.CHARACTER, K.CHAR, T.WithLa, T.WithoutLa]]);

const literalKinds = new Map<TokenType, Literal['literal']>([
  [T.StringLiteral, 'string'],
  [T.IntegerLiteral, 'number'],
  [T.DecimalLiteral, 'number'],
  [T.BitLiteral, 'bit'],
  [T.HexLiteral, 'hex'],
  [K.TRUE, 'boolean'],
  [K.FALSE, 'boolean'],
  [K.NULL, 'null'],
]);
