/** The clauses of SELECT: its columns, INTO, GROUP BY, WINDOW, LIMIT, FOR UPDATE. */
import type { Expression, Identifier } from '../expression.ts';
import type { GroupItem, IntoClause, SelectCore, SelectStatement, TargetItem, WindowSpec } from '../select.ts';
import * as T from '../tokens.ts';
import { Any, K, P } from '../tokens.ts';
import type { Rule } from './base.ts';
import { FromGrammar } from './from.ts';

type Limits = Pick<SelectStatement, 'limit' | 'limitSpan' | 'offset' | 'offsetSpan'> & { readonly ties?: number };
/** What may stand after the body of a SELECT. */
export type Tail = Pick<SelectStatement, 'orderBy' | 'locking'> & Limits;

export abstract class ClauseGrammar extends FromGrammar {
  protected readonly distinct: Rule<boolean | Expression[]> = this.RULE('distinct', () =>
    this.OR<boolean | Expression[]>([
      { ALT: () => this.CONSUME(K.ALL) && false },
      {
        ALT: () => {
          this.CONSUME(K.DISTINCT);
          return this.OR1<boolean | Expression[]>([
            {
              ALT: () => {
                this.CONSUME(K.ON);
                this.CONSUME(P.open);
                const list = this.SUBRULE(this.expressionList);
                this.CONSUME(P.close);
                return list;
              },
            },
            { ALT: () => true },
          ]);
        },
      },
      { ALT: () => false },
    ]),
  );

  /** The columns of SELECT and RETURNING. */
  protected readonly targetList: Rule<TargetItem[]> = this.RULE('targetList', () => {
    const targets: TargetItem[] = [];
    this.AT_LEAST_ONE_SEP({ SEP: P.comma, DEF: () => targets.push(this.SUBRULE(this.target)) });
    return targets;
  });

  private readonly target: Rule<TargetItem> = this.RULE('target', (): TargetItem => {
    const start = this.here();
    return this.OR<TargetItem>([
      {
        ALT: () => {
          this.CONSUME(P.star);
          const expression = { type: 'column', span: this.since(start), parts: [], star: true } as const;
          return { type: 'target', span: this.since(start), expression };
        },
      },
      {
        ALT: () => {
          const expression = this.SUBRULE(this.expression, { ARGS: [0, 'target'] });
          const alias = this.OPTION(() =>
            this.OR1<Identifier>({
              IGNORE_AMBIGUITIES: true,
              DEF: [
                {
                  ALT: () => {
                    this.CONSUME(K.AS);
                    return this.identifier(this.CONSUME(T.ColLabel));
                  },
                },
                { ALT: () => this.identifier(this.CONSUME(T.BareColLabel)) },
              ],
            }),
          );
          return { type: 'target', span: this.since(start), expression, alias };
        },
      },
    ]);
  });

  protected readonly into: Rule<IntoClause> = this.RULE('into', (): IntoClause => {
    const start = this.here();
    this.CONSUME(K.INTO);
    const persistence = this.SUBRULE(this.persistence);
    this.OPTION(() => this.CONSUME(K.TABLE));
    const name = this.SUBRULE(this.qualifiedName);
    return { type: 'into', span: this.since(start), name, persistence };
  });

  /** TEMP, LOCAL TEMP, UNLOGGED; these words are also names, so that what follows decides. */
  protected readonly persistence: Rule<IntoClause['persistence']> = this.RULE('persistence', () => {
    const named = (at: number): boolean => this.isA(this.LA(at), T.ColId) || this.ahead(at, K.TABLE);
    return this.OR<IntoClause['persistence']>({
      IGNORE_AMBIGUITIES: true,
      DEF: [
        {
          GATE: () => named(2),
          ALT: () => {
            this.OPTION(() => this.CONSUME(Any.localOrGlobal));
            this.CONSUME(Any.temporary);
            return 'temporary';
          },
        },
        { GATE: () => named(2), ALT: () => this.CONSUME(K.UNLOGGED) && 'unlogged' },
        { ALT: () => 'permanent' },
      ],
    });
  });

  protected readonly where: Rule<Expression> = this.RULE('where', () => {
    this.CONSUME(K.WHERE);
    return this.SUBRULE(this.expression);
  });

  protected readonly groupBy: Rule<{ items: GroupItem[]; distinct: boolean }> = this.RULE('groupBy', () => {
    this.CONSUME(K.GROUP);
    this.CONSUME(K.BY);
    const distinct = this.OPTION(() => this.CONSUME(Any.distinctOrAll))?.tokenType === K.DISTINCT;
    return { distinct, items: this.SUBRULE(this.groupList) };
  });

  private readonly groupList: Rule<GroupItem[]> = this.RULE('groupList', () => {
    const items: GroupItem[] = [];
    this.AT_LEAST_ONE_SEP({ SEP: P.comma, DEF: () => items.push(this.SUBRULE(this.groupItem)) });
    return items;
  });

  private readonly groupItem: Rule<GroupItem> = this.RULE('groupItem', (): GroupItem => {
    const start = this.here();
    const made = (kind: GroupItem['kind'], expressions: Expression[], items: GroupItem[] = []): GroupItem => ({
      type: 'group',
      span: this.since(start),
      kind,
      expressions,
      items,
    });
    return this.OR<GroupItem>({
      IGNORE_AMBIGUITIES: true,
      DEF: [
        {
          GATE: () => this.ahead(2, P.close),
          ALT: () => {
            this.CONSUME(P.open);
            this.CONSUME(P.close);
            return made('empty', []);
          },
        },
        {
          GATE: () => this.ahead(2, P.open),
          ALT: () => {
            const kind = this.CONSUME(Any.cube).image as 'rollup' | 'cube';
            this.CONSUME1(P.open);
            const expressions = this.SUBRULE(this.expressionList);
            this.CONSUME1(P.close);
            return made(kind, expressions);
          },
        },
        {
          GATE: () => this.ahead(2, K.SETS),
          ALT: () => {
            this.CONSUME(K.GROUPING);
            this.CONSUME(K.SETS);
            this.CONSUME2(P.open);
            const items = this.nested(() => this.SUBRULE(this.groupList));
            this.CONSUME2(P.close);
            return made('sets', [], items);
          },
        },
        { ALT: () => made('expression', [this.SUBRULE(this.expression)]) },
      ],
    });
  });

  protected readonly windowClause: Rule<SelectCore['windows']> = this.RULE('windowClause', () => {
    const windows: { name: Identifier; spec: WindowSpec }[] = [];
    this.CONSUME(K.WINDOW);
    this.AT_LEAST_ONE_SEP({
      SEP: P.comma,
      DEF: () => {
        const name = this.identifier(this.CONSUME(T.ColId));
        this.CONSUME(K.AS);
        windows.push({ name, spec: this.SUBRULE(this.windowSpec) });
      },
    });
    return windows;
  });

  /** ORDER BY, LIMIT, OFFSET, FETCH and FOR UPDATE. */
  protected readonly selectTail: Rule<Tail> = this.RULE('selectTail', (): Tail => {
    const orderBy = this.OPTION(() => this.SUBRULE(this.orderBy)) ?? [];
    const locking: { text: string; span: SelectStatement['span'] }[] = [];
    const lock = (clause: { text: string; span: SelectStatement['span'] }): unknown => locking.push(clause);
    const limits = this.OR<Limits>([
      {
        ALT: () => {
          const read = this.SUBRULE(this.limits);
          this.MANY(() => lock(this.SUBRULE(this.lockingClause)));
          return read;
        },
      },
      {
        ALT: () => {
          this.AT_LEAST_ONE(() => lock(this.SUBRULE1(this.lockingClause)));
          return this.OPTION1(() => this.SUBRULE1(this.limits)) ?? {};
        },
      },
      { ALT: () => ({}) },
    ]);
    return { orderBy, locking, ...limits };
  });

  /** LIMIT and OFFSET in either order. */
  private readonly limits: Rule<Limits> = this.RULE(
    'limits',
    (): Limits =>
      this.OR<Limits>([
        {
          ALT: () => {
            const limit = this.SUBRULE(this.limitClause);
            const offset = this.OPTION(() => this.SUBRULE(this.offsetClause));
            return { ...limit, ...offset };
          },
        },
        {
          ALT: () => {
            const offset = this.SUBRULE1(this.offsetClause);
            const limit = this.OPTION1(() => this.SUBRULE1(this.limitClause));
            return { ...offset, ...limit };
          },
        },
      ]),
  );

  private readonly limitClause: Rule<Limits> = this.RULE('limitClause', (): Limits => {
    const start = this.here();
    return this.OR<Limits>([
      {
        ALT: () => {
          this.CONSUME(K.LIMIT);
          const limit = this.OR1<Expression | undefined>([
            { ALT: () => this.CONSUME(K.ALL) && undefined },
            { ALT: () => this.SUBRULE(this.expression) },
          ]);
          const limitSpan = this.since(start);
          this.OPTION(() => {
            this.CONSUME(P.comma);
            this.SUBRULE1(this.expression);
            this.ACTION(() => {
              throw this.complain(start, 'LIMIT #,# syntax is not supported').with({
                hint: 'Use separate LIMIT and OFFSET clauses.',
              });
            });
          });
          return { limit, limitSpan };
        },
      },
      {
        ALT: () => {
          this.CONSUME(K.FETCH);
          this.CONSUME(Any.firstOrNext);
          const count = this.OPTION1({
            // ROW and ROWS could be a column; before ONLY and WITH they are what is fetched, of which there is then one.
            GATE: () =>
              !((this.ahead(1, K.ROW) || this.ahead(1, K.ROWS)) && (this.ahead(2, K.ONLY) || this.ahead(2, K.WITH))),
            DEF: () => this.SUBRULE(this.fetchCount),
          });
          const rows = this.since(start);
          this.CONSUME(Any.rowOrRows);
          const ties = this.OR3<number | undefined>([
            { ALT: () => this.CONSUME(K.ONLY) && undefined },
            {
              ALT: () => {
                const withToken = this.CONSUME(K.WITH);
                this.CONSUME(K.TIES);
                return withToken.startOffset;
              },
            },
          ]);
          const one = {
            type: 'literal',
            span: { start: rows.end, end: rows.end },
            literal: 'number',
            value: '1',
          } as const;
          return { limit: count ?? one, limitSpan: this.since(start), ...(ties === undefined ? {} : { ties }) };
        },
      },
    ]);
  });

  private readonly offsetClause: Rule<Limits> = this.RULE('offsetClause', (): Limits => {
    const start = this.here();
    this.CONSUME(K.OFFSET);
    const offset = this.SUBRULE(this.expression);
    this.OPTION(() => this.CONSUME(Any.rowOrRows));
    return { offset, offsetSpan: this.since(start) };
  });

  private readonly fetchCount: Rule<Expression> = this.RULE('fetchCount', (): Expression => {
    const start = this.here();
    return this.OR<Expression>([
      {
        ALT: () => {
          const sign = this.CONSUME(Any.sign);
          const operand = this.numberLiteral(this.CONSUME(Any.number));
          return { type: 'unary', span: this.since(start), operator: sign.image, operand };
        },
      },
      { ALT: () => this.SUBRULE(this.primary) },
    ]);
  });

  private readonly lockingClause: Rule<{ text: string; span: SelectStatement['span'] }> = this.RULE(
    'lockingClause',
    () => {
      const start = this.here();
      this.CONSUME(K.FOR);
      const readOnly = this.OR([
        {
          ALT: () => {
            this.CONSUME(K.READ);
            this.CONSUME(K.ONLY);
            return true;
          },
        },
        { ALT: () => this.CONSUME(Any.lock) && false },
        {
          ALT: () => {
            this.CONSUME(K.NO);
            this.CONSUME(K.KEY);
            this.CONSUME(K.UPDATE);
            return false;
          },
        },
        {
          ALT: () => {
            this.CONSUME1(K.KEY);
            this.CONSUME(K.SHARE);
            return false;
          },
        },
      ]);
      this.OPTION({
        GATE: () => !readOnly,
        DEF: () => {
          this.CONSUME(K.OF);
          this.AT_LEAST_ONE_SEP({ SEP: P.comma, DEF: () => this.SUBRULE(this.qualifiedName) });
        },
      });
      this.OPTION1({
        GATE: () => !readOnly,
        DEF: () =>
          this.OR1([
            { ALT: () => this.CONSUME(K.NOWAIT) },
            {
              ALT: () => {
                this.CONSUME(K.SKIP);
                return this.CONSUME(K.LOCKED);
              },
            },
          ]),
      });
      const span = this.since(start);
      return { text: this.textOf(span), span };
    },
  );
}
