/** Expressions without operators: columns, calls, CASE, rows, arrays, subqueries (gram.y's c_expr). */
import type { Case, Expression, FieldSelect, FunctionCall, Identifier, SpecialCall, Subscript } from '../expression.ts';
import * as T from '../tokens.ts';
import { K, P } from '../tokens.ts';
import type { Rule } from './base.ts';
import { LiteralGrammar } from './literal.ts';
import { nothing } from './predicate.ts';
import type { SimpleType } from './types.ts';

export abstract class PrimaryGrammar extends LiteralGrammar {
  protected override readonly primary: Rule<Expression> = this.RULE('primary', () =>
    this.OR<Expression>({
      IGNORE_AMBIGUITIES: true,
      DEF: [
        { ALT: () => this.SUBRULE(this.literalValue) },
        { GATE: () => this.explained && this.startsPlanReference(), ALT: () => this.SUBRULE(this.planReference) },
        { GATE: () => this.opensQuery(), ALT: () => this.SUBRULE(this.scalarSubquery) },
        { ALT: () => this.SUBRULE(this.parenthesised) },
        { ALT: () => this.SUBRULE(this.parameter) },
        { ALT: () => this.SUBRULE(this.caseExpression) },
        { ALT: () => this.SUBRULE(this.castCall) },
        { ALT: () => this.SUBRULE(this.arrayExpression) },
        { GATE: () => this.ahead(2, P.open), ALT: () => this.SUBRULE(this.exists) },
        { GATE: () => this.ahead(2, P.open), ALT: () => this.SUBRULE(this.explicitRow) },
        { GATE: () => this.ahead(2, P.open), ALT: () => this.SUBRULE(this.keywordCall) },
        { GATE: () => this.startsSpecialCall(), ALT: () => this.SUBRULE(this.specialCall) },
        { GATE: () => this.ahead(2, P.open), ALT: () => this.SUBRULE(this.jsonAggregateCall) },
        {
          // current_schema() is an ordinary function too, and a type's name may be what it likes.
          GATE: () => !this.ahead(1, K.CURRENT_SCHEMA) || !(this.ahead(2, P.open) || this.ahead(2, T.StringLiteral)),
          ALT: () => this.SUBRULE(this.valueFunction),
        },
        { GATE: () => this.startsTypedLiteral(), ALT: () => this.SUBRULE(this.typedLiteral) },
        // EXPLAIN prints the function of a scan, which may be JSON_TABLE.
        { GATE: () => this.explained && this.ahead(2, P.open), ALT: () => this.SUBRULE(this.rareTable) },
        { GATE: () => this.explained && this.partialCall(), ALT: () => this.SUBRULE(this.partialAggregate) },
        { ALT: () => this.SUBRULE(this.columnOrCall) },
      ],
    }),
  );

  /** `.field`, `.*`, `[1]` and `[1:2]` after an operand, as many as there are. */
  private readonly indirection: Rule<Expression, [operand?: Expression, start?: number]> = this.RULE(
    'indirection',
    (operand = nothing, start = 0): Expression => {
      let result = operand;
      let misplaced = false;
      this.MANY(() => {
        // A star ends it: `a.*.b` is refused, after all of it has been read.
        misplaced ||= result.type === 'column' ? result.star : result.type === 'field' && !result.field;
        result = this.SUBRULE(this.indirectionStep, { ARGS: [result, start] });
      });
      this.ACTION(() => {
        if (misplaced) throw this.refuse(this.LA(1), 'improper use of "*"');
      });
      return result;
    },
  );

  protected readonly indirectionStep: Rule<Expression, [operand?: Expression, start?: number]> = this.RULE(
    'indirectionStep',
    (operand = nothing, start = 0): Expression =>
      this.OR<Expression>([
        {
          ALT: () => {
            this.CONSUME(P.dot);
            const field = this.OR1<Identifier | undefined>([
              { ALT: () => this.identifier(this.CONSUME(T.ColLabel)) },
              { ALT: () => this.CONSUME(P.star) && undefined },
            ]);
            return { type: 'field', span: this.since(start), operand, field } satisfies FieldSelect;
          },
        },
        { ALT: () => this.SUBRULE(this.subscript, { ARGS: [operand, start] }) },
      ]),
  );

  private readonly subscript: Rule<Subscript, [operand?: Expression, start?: number]> = this.RULE(
    'subscript',
    (operand = nothing, start = 0): Subscript => {
      this.CONSUME(P.openBracket);
      const lower = this.OPTION(() => this.SUBRULE(this.expression));
      let upper: Expression | undefined;
      const slice = this.OPTION1(() => {
        this.CONSUME(P.colon);
        upper = this.OPTION2(() => this.SUBRULE1(this.expression));
        return true;
      });
      const close = this.LA(1);
      this.CONSUME(P.closeBracket);
      this.ACTION(() => {
        if (slice !== true && lower === undefined) throw this.refuse(close);
      });
      return { type: 'subscript', span: this.since(start), operand, slice: slice === true, lower, upper };
    },
  );

  private readonly parameter: Rule<Expression> = this.RULE('parameter', () => {
    const start = this.here();
    const number = Number(this.CONSUME(T.ParameterToken).image);
    return this.SUBRULE(this.indirection, {
      ARGS: [{ type: 'parameter', span: this.since(start), number }, start],
    });
  });

  /** `(a)` and `(a, b)`. */
  private readonly parenthesised: Rule<Expression> = this.RULE('parenthesised', (): Expression => {
    const start = this.here();
    this.CONSUME(P.open);
    const elements = this.SUBRULE(this.expressionList);
    this.CONSUME(P.close);
    if (elements.length > 1) return { type: 'row', span: this.since(start), elements, explicit: false };
    return this.SUBRULE(this.indirection, { ARGS: [elements[0] ?? nothing, start] });
  });

  private readonly scalarSubquery: Rule<Expression> = this.RULE('scalarSubquery', () => {
    const start = this.here();
    const query = this.SUBRULE(this.parenthesisedSelect);
    return this.SUBRULE(this.indirection, { ARGS: [{ type: 'subquery', span: this.since(start), query }, start] });
  });

  private readonly exists: Rule<Expression> = this.RULE('exists', (): Expression => {
    const start = this.here();
    this.CONSUME(K.EXISTS);
    const query = this.SUBRULE(this.parenthesisedSelect);
    return { type: 'exists', span: this.since(start), query };
  });

  private readonly arrayExpression: Rule<Expression> = this.RULE('arrayExpression', (): Expression => {
    const start = this.here();
    this.CONSUME(K.ARRAY);
    return this.OR<Expression>([
      { ALT: () => ({ ...this.SUBRULE(this.arrayElements), span: this.since(start) }) },
      {
        ALT: () => {
          const query = this.SUBRULE(this.parenthesisedSelect);
          return { type: 'array_subquery', span: this.since(start), query };
        },
      },
    ]);
  });

  /** `[1, 2]`, and `[[1, 2], [3, 4]]` inside of ARRAY[...]. */
  private readonly arrayElements: Rule<Expression> = this.RULE('arrayElements', (): Expression => {
    const start = this.here();
    const elements: Expression[] = [];
    this.CONSUME(P.openBracket);
    this.OPTION(() => {
      this.OR([
        {
          ALT: () => {
            this.AT_LEAST_ONE_SEP({
              SEP: P.comma,
              DEF: () => elements.push(this.nested(() => this.SUBRULE(this.arrayElements))),
            });
          },
        },
        { ALT: () => elements.push(...list(this.SUBRULE(this.expressionList))) },
      ]);
    });
    this.CONSUME(P.closeBracket);
    return { type: 'array', span: this.since(start), elements };
  });

  private readonly explicitRow: Rule<Expression> = this.RULE('explicitRow', (): Expression => {
    const start = this.here();
    this.CONSUME(K.ROW);
    this.CONSUME(P.open);
    const elements = this.OPTION(() => this.SUBRULE(this.expressionList)) ?? [];
    this.CONSUME(P.close);
    return { type: 'row', span: this.since(start), elements, explicit: true };
  });

  private readonly caseExpression: Rule<Case> = this.RULE('caseExpression', (): Case => {
    const start = this.here();
    const whens: { when: Expression; then: Expression }[] = [];
    this.CONSUME(K.CASE);
    const operand = this.OPTION(() => this.SUBRULE(this.expression));
    this.AT_LEAST_ONE(() => {
      this.CONSUME(K.WHEN);
      const when = this.SUBRULE1(this.expression);
      this.CONSUME(K.THEN);
      // biome-ignore lint/suspicious/noThenProperty: the node is no promise
      whens.push({ when, then: this.SUBRULE2(this.expression) });
    });
    const otherwise = this.OPTION1(() => {
      this.CONSUME(K.ELSE);
      return this.SUBRULE3(this.expression);
    });
    this.CONSUME(K.END);
    return { type: 'case', span: this.since(start), operand, whens, otherwise };
  });

  protected readonly castCall: Rule<Expression> = this.RULE('castCall', (): Expression => {
    const start = this.here();
    this.CONSUME(K.CAST);
    this.CONSUME(P.open);
    const operand = this.SUBRULE(this.expression);
    this.CONSUME(K.AS);
    const target = this.SUBRULE(this.typeName);
    this.CONSUME(P.close);
    return { type: 'cast', span: this.since(start), operand, target, written: 'cast' };
  });

  /** What begins with a name: a column, a call, a literal of a named type. */
  protected override readonly columnOrCall: Rule<Expression> = this.RULE('columnOrCall', (): Expression => {
    const start = this.here();
    const first = this.CONSUME(T.NonReservedWord);
    const parts = [this.identifier(first)];
    const functionOnly = !this.isA(first, T.ColId);
    let star = false;
    this.MANY({
      GATE: () => !functionOnly && !star,
      DEF: () => {
        this.CONSUME(P.dot);
        this.OR([
          { ALT: () => parts.push(this.identifier(this.CONSUME(T.ColLabel))) },
          {
            ALT: () => {
              this.CONSUME(P.star);
              star = true;
            },
          },
        ]);
      },
    });
    const callable = !star && (parts.length > 1 || this.isA(first, T.TypeFunctionName));
    return this.OR1<Expression>([
      {
        GATE: () => callable,
        ALT: () => {
          const called = this.SUBRULE(this.callArguments, { ARGS: [parts, start] });
          return this.SUBRULE(this.afterCall, { ARGS: [called, start] });
        },
      },
      {
        GATE: () => callable,
        ALT: () => {
          const target = this.type({ name: parts, modifiers: [] }, this.since(start));
          const operand = this.literal(this.CONSUME(T.StringLiteral));
          return { type: 'cast', span: this.since(start), operand, target, written: 'prefix' };
        },
      },
      {
        ALT: () => {
          this.ACTION(() => {
            if (functionOnly) throw this.refuse(this.LA(1));
          });
          const column = { type: 'column', span: this.since(start), parts, star } as const;
          return this.SUBRULE(this.indirection, { ARGS: [column, start] });
        },
      },
    ]);
  });

  /** A call becomes a type with modifiers when a literal follows it: `mytype(3) 'x'`. */
  private readonly afterCall: Rule<Expression, [called?: FunctionCall, start?: number]> = this.RULE(
    'afterCall',
    (called, start = 0): Expression => {
      return this.OR<Expression>([
        {
          GATE: () => called !== undefined && called.args.length > 0 && !called.distinct,
          ALT: () => {
            const named = this.since(start);
            const operand = this.literal(this.CONSUME(T.StringLiteral));
            const target = this.ACTION(() => this.type(this.calledType(called as FunctionCall), named));
            return { type: 'cast', span: this.since(start), operand, target, written: 'prefix' };
          },
        },
        {
          ALT: () => {
            const tail = this.SUBRULE(this.callTail, { ARGS: [called] });
            return { ...(called as FunctionCall), ...tail, span: this.since(start) };
          },
        },
      ]);
    },
  );

  private calledType({ name, args, orderBy }: FunctionCall): SimpleType {
    for (const { name: argument, span } of args) {
      if (argument !== undefined) throw this.complain(span.start, 'type modifier cannot have parameter name');
    }
    if (orderBy.length > 0) throw this.complain(this.orderedAt, 'type modifier cannot have ORDER BY');
    return { name, modifiers: args.map((argument) => argument.value) };
  }

  private readonly jsonAggregateCall: Rule<SpecialCall> = this.RULE('jsonAggregateCall', (): SpecialCall => {
    const start = this.here();
    const called = this.SUBRULE(this.jsonAggregate);
    const { filter, over } = this.SUBRULE(this.callTail);
    return { ...called, filter, over, span: this.since(start) };
  });

  /** Whether a special call's keyword is one here, and not a column of that name. */
  protected startsSpecialCall(): boolean {
    return this.ahead(2, this.ahead(1, K.COLLATION) ? K.FOR : P.open);
  }
}

function list<Item>(items: readonly Item[]): readonly Item[] {
  // While the grammar is recorded there is no list.
  return Array.isArray(items) ? items : [];
}
