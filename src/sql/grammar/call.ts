/** Function calls with all that may follow them, windows, and ORDER BY. */
import type { Argument, Expression, FunctionCall, Identifier, QualifiedName, SpecialCall } from '../expression.ts';
import type { FrameBound, SortItem, WindowFrame, WindowSpec } from '../select.ts';
import * as T from '../tokens.ts';
import { Any, K, P } from '../tokens.ts';
import type { Rule } from './base.ts';
import { SpecialGrammar } from './special.ts';

/** What may follow a call that aggregates. */
type CallTail = Pick<FunctionCall, 'withinGroup' | 'filter' | 'over'>;

export abstract class CallGrammar extends SpecialGrammar {
  /** A place for the calls of SQL/XML and SQL/JSON, which few statements need: see whole.ts. */
  protected readonly rareCall: Rule<SpecialCall> = this.RULE('rareCall', () => this.rare());
  protected readonly jsonAggregate: Rule<SpecialCall> = this.RULE('jsonAggregate', () => this.rare());
  /** XMLTABLE and JSON_TABLE. */
  protected readonly rareTable: Rule<SpecialCall> = this.RULE('rareTable', () => this.rare());

  private rare(): SpecialCall {
    const start = this.here();
    this.CONSUME(T.Never);
    return this.special(start, '', []);
  }

  readonly sortItem: Rule<SortItem> = this.RULE('sortItem', (): SortItem => {
    const start = this.here();
    const expression = this.SUBRULE(this.expression);
    const order = this.OPTION(() =>
      this.OR<Pick<SortItem, 'direction' | 'using'>>([
        { ALT: () => ({ direction: this.CONSUME(Any.direction).image as 'asc' | 'desc' }) },
        {
          ALT: () => {
            this.CONSUME(K.USING);
            return { using: this.SUBRULE(this.anyOperator) };
          },
        },
      ]),
    );
    const nulls = this.OPTION1(() => {
      this.CONSUME(T.NullsLa);
      return this.CONSUME(Any.firstOrLast).image as SortItem['nulls'];
    });
    return { type: 'sort', span: this.since(start), expression, ...order, nulls };
  });

  /** `ORDER BY a, b`. */
  protected readonly orderBy: Rule<SortItem[]> = this.RULE('orderBy', () => {
    const items: SortItem[] = [];
    this.CONSUME(K.ORDER);
    this.CONSUME(K.BY);
    this.AT_LEAST_ONE_SEP({ SEP: P.comma, DEF: () => items.push(this.SUBRULE(this.sortItem)) });
    return items;
  });

  private readonly argument: Rule<Argument> = this.RULE('argument', (): Argument => {
    const start = this.here();
    const variadic = this.OPTION(() => this.CONSUME(K.VARIADIC)) !== undefined;
    const name = this.OPTION1({
      GATE: () => this.ahead(2, P.equalsGreater) || this.ahead(2, P.colonEquals),
      DEF: () => {
        const named = this.identifier(this.CONSUME(T.TypeFunctionName));
        this.CONSUME(Any.arrow);
        return named;
      },
    });
    const value = this.SUBRULE(this.expression);
    return { type: 'argument', span: this.since(start), name, variadic, value };
  });

  /** Where ORDER BY stood in the arguments of the call read last. */
  protected orderedAt = 0;

  /** `(a, DISTINCT b, VARIADIC c ORDER BY d)` after a function's name. */
  protected readonly callArguments: Rule<FunctionCall, [name?: QualifiedName, start?: number]> = this.RULE(
    'callArguments',
    (name = [], start = 0): FunctionCall => {
      const args: Argument[] = [];
      let distinct = false;
      let orderBy: SortItem[] = [];
      this.CONSUME(P.open);
      const star = this.OR([
        { ALT: () => this.CONSUME(P.star) && true },
        {
          ALT: () => {
            const quantifier = this.OPTION(() => this.CONSUME(Any.distinctOrAll));
            distinct = quantifier?.tokenType === K.DISTINCT;
            this.AT_LEAST_ONE_SEP({
              SEP: P.comma,
              DEF: () => {
                const comma = this.LA(0);
                this.ACTION(() => {
                  // VARIADIC stands before the last argument, and not with ALL or DISTINCT.
                  if (args.at(-1)?.variadic === true) throw this.refuse(comma);
                  if (quantifier !== undefined && this.ahead(1, K.VARIADIC)) throw this.refuse(this.LA(1));
                });
                args.push(this.SUBRULE(this.argument));
              },
            });
            const at = this.here();
            orderBy = this.OPTION1(() => this.SUBRULE(this.orderBy)) ?? [];
            this.orderedAt = at;
            return false;
          },
        },
        { ALT: () => false },
      ]);
      this.CONSUME(P.close);
      return { type: 'call', span: this.since(start), name, args, star, distinct, orderBy };
    },
  );

  /** WITHIN GROUP, FILTER and OVER. */
  protected readonly callTail: Rule<CallTail, [aggregate?: FunctionCall]> = this.RULE(
    'callTail',
    (aggregate): CallTail => {
      const at = this.here();
      const withinGroup = this.OPTION(() => {
        this.CONSUME(K.WITHIN);
        this.CONSUME(K.GROUP);
        this.CONSUME(P.open);
        const items = this.SUBRULE(this.orderBy);
        this.CONSUME(P.close);
        this.ACTION(() => this.checkWithinGroup(at, aggregate));
        return items;
      });
      const filter = this.OPTION1(() => {
        this.CONSUME(K.FILTER);
        this.CONSUME1(P.open);
        this.CONSUME(K.WHERE);
        const condition = this.SUBRULE(this.expression);
        this.CONSUME1(P.close);
        return condition;
      });
      const over = this.OPTION2(() => {
        this.CONSUME(K.OVER);
        return this.OR<Identifier | WindowSpec>([
          { ALT: () => this.identifier(this.CONSUME(T.ColId)) },
          { ALT: () => this.SUBRULE(this.windowSpec) },
        ]);
      });
      return { withinGroup, filter, over };
    },
  );

  private checkWithinGroup(at: number, aggregate?: FunctionCall): void {
    if (aggregate === undefined) return;
    const problem =
      (aggregate.orderBy.length > 0 && 'cannot use multiple ORDER BY clauses with WITHIN GROUP') ||
      (aggregate.distinct && 'cannot use DISTINCT with WITHIN GROUP') ||
      (aggregate.args.some((argument) => argument.variadic) && 'cannot use VARIADIC with WITHIN GROUP');
    if (problem !== false) throw this.complain(at, problem);
  }

  /** The calls whose name is a keyword; where they may stand without window clauses, in FROM too. */
  protected readonly specialCall: Rule<SpecialCall> = this.RULE('specialCall', () =>
    this.OR([
      { ALT: () => this.SUBRULE(this.extract) },
      { ALT: () => this.SUBRULE(this.position) },
      { ALT: () => this.SUBRULE(this.trim) },
      { ALT: () => this.SUBRULE(this.substring) },
      { ALT: () => this.SUBRULE(this.overlay) },
      { ALT: () => this.SUBRULE(this.normalize) },
      { ALT: () => this.SUBRULE(this.treat) },
      { ALT: () => this.SUBRULE(this.collationFor) },
      { ALT: () => this.SUBRULE(this.mergeAction) },
      { ALT: () => this.SUBRULE(this.rareCall) },
    ]),
  );

  /** COALESCE, GREATEST, LEAST, NULLIF and GROUPING: calls whose name is a keyword but whose arguments are plain. */
  protected readonly keywordCall: Rule<FunctionCall> = this.RULE('keywordCall', (): FunctionCall => {
    const start = this.here();
    const name = this.CONSUME(Any.keywordCall);
    this.CONSUME(P.open);
    const values: Expression[] = [];
    this.AT_LEAST_ONE_SEP({
      SEP: P.comma,
      DEF: () => {
        values.push(this.SUBRULE(this.expression));
        this.ACTION(() => {
          // NULLIF takes two arguments, and the grammar says so.
          const more = this.ahead(1, P.comma);
          if (name.tokenType === K.NULLIF && more !== (values.length === 1)) throw this.refuse(this.LA(1));
        });
      },
    });
    this.CONSUME(P.close);
    const args = values.map((value): Argument => ({ type: 'argument', span: value.span, variadic: false, value }));
    const called = { type: 'call', span: this.since(start), name: [this.identifier(name)], args } as const;
    return { ...called, star: false, distinct: false, orderBy: [] };
  });

  protected readonly windowSpec: Rule<WindowSpec> = this.RULE('windowSpec', (): WindowSpec => {
    const start = this.here();
    this.CONSUME(P.open);
    const hidden = this.OPTION({
      GATE: () => this.explained && this.LA(1).image === '?',
      DEF: () => this.CONSUME(T.Operator),
    });
    const base = this.OPTION1({
      GATE: () => !frameStart.has(this.LA(1).tokenType),
      DEF: () => this.identifier(this.CONSUME(T.ColId)),
    });
    const partitionBy = this.OPTION2(() => {
      this.CONSUME(K.PARTITION);
      this.CONSUME(K.BY);
      return this.SUBRULE(this.expressionList);
    });
    const orderBy = this.OPTION3(() => this.SUBRULE(this.orderBy));
    const frame = this.OPTION4(() => this.SUBRULE(this.windowFrame));
    this.CONSUME(P.close);
    const spec = { type: 'window', span: this.since(start), base, partitionBy: partitionBy ?? [] } as const;
    return { ...spec, orderBy: orderBy ?? [], frame, hidden: hidden === undefined ? undefined : true };
  });

  private readonly windowFrame: Rule<WindowFrame> = this.RULE('windowFrame', (): WindowFrame => {
    const mode = this.CONSUME(Any.frame).image as WindowFrame['mode'];
    let end: FrameBound | undefined;
    const start = this.OR1({
      IGNORE_AMBIGUITIES: true,
      DEF: [
        {
          ALT: () => {
            this.CONSUME(K.BETWEEN);
            const first = this.SUBRULE(this.frameBound);
            this.CONSUME(K.AND);
            end = this.SUBRULE1(this.frameBound);
            return first;
          },
        },
        { ALT: () => this.SUBRULE2(this.frameBound) },
      ],
    });
    const exclude = this.OPTION(() => {
      this.CONSUME(K.EXCLUDE);
      return this.OR2([
        {
          ALT: () => {
            this.CONSUME(K.CURRENT);
            this.CONSUME(K.ROW);
            return 'current row';
          },
        },
        { ALT: () => this.CONSUME(Any.excluded).image },
        {
          ALT: () => {
            this.CONSUME(K.NO);
            this.CONSUME(K.OTHERS);
            return 'no others';
          },
        },
      ]) as WindowFrame['exclude'];
    });
    return { mode, start, end, exclude };
  });

  private readonly frameBound: Rule<FrameBound> = this.RULE('frameBound', (): FrameBound => {
    return this.OR<FrameBound>({
      IGNORE_AMBIGUITIES: true,
      DEF: [
        {
          GATE: () => this.ahead(2, K.PRECEDING) || this.ahead(2, K.FOLLOWING),
          ALT: () => {
            this.CONSUME(K.UNBOUNDED);
            const side = this.CONSUME(Any.side).image as 'preceding' | 'following';
            return { bound: `unbounded ${side}` };
          },
        },
        {
          GATE: () => this.ahead(2, K.ROW),
          ALT: () => {
            this.CONSUME(K.CURRENT);
            this.CONSUME(K.ROW);
            return { bound: 'current row' };
          },
        },
        {
          ALT: () => {
            const offset = this.SUBRULE(this.expression);
            return { bound: this.CONSUME1(Any.side).image as 'preceding' | 'following', offset };
          },
        },
      ],
    });
  });
}

/** These start a part of the window's definition, so that it has no name of another window before them. */
const frameStart = new Set([K.PARTITION, K.RANGE, K.ROWS, K.GROUPS]);
