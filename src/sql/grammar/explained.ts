/** What EXPLAIN prints and nobody types: references to subplans, halves of aggregates. */
import type { Expression, FunctionCall, PlanReference } from '../expression.ts';
import * as T from '../tokens.ts';
import { K, P } from '../tokens.ts';
import type { Rule } from './base.ts';
import { CallGrammar } from './call.ts';

export abstract class ExplainedGrammar extends CallGrammar {
  protected abstract readonly columnOrCall: Rule<Expression>;

  protected partialCall(): boolean {
    return this.isA(this.LA(2), T.TypeFunctionName) && (this.ahead(3, P.open) || this.ahead(3, P.dot));
  }

  /** `PARTIAL count(*)` in EXPLAIN's text. */
  protected readonly partialAggregate: Rule<Expression> = this.RULE('partialAggregate', (): Expression => {
    const start = this.here();
    this.CONSUME(K.PARTIAL);
    const called = this.SUBRULE(this.columnOrCall);
    return { ...called, partial: true, span: this.since(start) } as FunctionCall;
  });

  protected startsPlanReference(): boolean {
    if (!this.ahead(1, P.open)) return this.ahead(2, P.open) && this.namesPlan(3);
    return this.ahead(2, K.ANY) || this.ahead(2, K.ALL) || this.namesPlan(2);
  }

  /** Whether a subplan's name starts some tokens ahead: `SubPlan 1`, `hashed SubPlan 1`, `alternatives: ...`. */
  private namesPlan(ahead: number): boolean {
    const word = this.LA(ahead).image;
    if (word === 'alternatives') return this.ahead(ahead + 1, P.colon);
    if (word === 'hashed' || word === 'rescan') return this.namesPlan(ahead + 1);
    const number = this.LA(ahead + 1).tokenType;
    return (word === 'subplan' || word === 'initplan') && (number === T.IntegerLiteral || number === T.Ident);
  }

  /** EXPLAIN's references to subplans. */
  protected readonly planReference: Rule<PlanReference> = this.RULE('planReference', (): PlanReference => {
    const start = this.here();
    let test: Expression | undefined;
    this.OR([
      {
        ALT: () => {
          this.OR1([{ ALT: () => this.CONSUME(K.EXISTS) }, { ALT: () => this.CONSUME(K.ARRAY) }]);
          this.SUBRULE(this.balanced);
        },
      },
      {
        ALT: () => {
          this.CONSUME(P.open);
          this.OR2({
            IGNORE_AMBIGUITIES: true,
            DEF: [
              {
                ALT: () => {
                  this.OR3([{ ALT: () => this.CONSUME(K.ANY) }, { ALT: () => this.CONSUME(K.ALL) }]);
                  test = this.SUBRULE(this.expression);
                },
              },
              { ALT: () => this.AT_LEAST_ONE(() => this.CONSUME(T.Filler)) },
            ],
          });
          this.CONSUME(P.close);
          this.OPTION(() => {
            this.CONSUME(P.dot);
            this.CONSUME(T.Ident);
          });
        },
      },
    ]);
    const span = this.since(start);
    return { type: 'plan_reference', span, text: this.textOf(span), test };
  });
}
