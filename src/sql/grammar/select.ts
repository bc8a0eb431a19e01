/** SELECT, VALUES, TABLE, WITH, and set operations of them. */
import type { Expression, Identifier } from '../expression.ts';
import type {
  CommonTable,
  GroupItem,
  IntoClause,
  SelectBody,
  SelectCore,
  SelectStatement,
  SetOperation,
  TableCore,
  TargetItem,
  ValuesCore,
  WindowSpec,
  WithClause,
} from '../select.ts';
import type { DmlStatement } from '../statement.ts';
import * as T from '../tokens.ts';
import { Any, K, P } from '../tokens.ts';
import type { Rule } from './base.ts';
import { FromGrammar } from './from.ts';

type Preparable = SelectStatement | DmlStatement;
type Limits = Pick<SelectStatement, 'limit' | 'limitSpan' | 'offset' | 'offsetSpan'> & { readonly ties?: number };
type Tail = Pick<SelectStatement, 'orderBy' | 'locking'> & Limits;

export abstract class SelectGrammar extends FromGrammar {
  /** INSERT, UPDATE, DELETE or MERGE after a WITH clause that has been read. */
  protected abstract readonly dmlAfterWith: Rule<DmlStatement, [withClause?: WithClause | undefined, start?: number]>;

  protected readonly selectStatement: Rule<SelectStatement> = this.RULE('selectStatement', () => {
    const start = this.here();
    const withClause = this.OPTION(() => this.SUBRULE(this.withClause));
    return this.SUBRULE(this.selectAfterWith, { ARGS: [withClause, start] });
  });

  protected override readonly parenthesisedSelect: Rule<SelectStatement> = this.RULE('parenthesisedSelect', () => {
    this.CONSUME(P.open);
    const query = this.SUBRULE(this.selectStatement);
    this.CONSUME(P.close);
    return query;
  });

  /** What can be prepared, and what a CTE can hold: a query or a statement that changes rows. */
  protected readonly preparable: Rule<Preparable> = this.RULE('preparable', () => {
    const start = this.here();
    const withClause = this.OPTION(() => this.SUBRULE(this.withClause));
    return this.OR<Preparable>([
      { ALT: () => this.SUBRULE(this.selectAfterWith, { ARGS: [withClause, start] }) },
      { ALT: () => this.SUBRULE(this.dmlAfterWith, { ARGS: [withClause, start] }) },
    ]);
  });

  protected readonly selectAfterWith: Rule<SelectStatement, [withClause?: WithClause | undefined, start?: number]> =
    this.RULE(
      'selectAfterWith',
      (withClause, start = 0): SelectStatement =>
        this.nested(() => {
          const body = this.SUBRULE(this.union);
          const tail = this.SUBRULE(this.selectTail);
          return this.ACTION(() => this.joinTail(withClause, body, tail, start));
        }),
    );

  /** A SELECT in parentheses is the same SELECT, to which WITH, ORDER BY and LIMIT may be added, each once. */
  private joinTail(withClause: WithClause | undefined, body: SelectBody, tail: Tail, start: number): SelectStatement {
    const span = this.since(start);
    const { ties, ...clauses } = tail;
    const outer = { with: withClause, ...clauses, withTies: ties !== undefined };
    if (body.type !== 'select') {
      this.checkTies(tail, tail.orderBy.length > 0);
      return { type: 'select', span, body, ...outer };
    }
    if (withClause === undefined && isBare(tail)) return body;
    const refuse = (what: string, at: number): never => {
      throw this.complain(at, `multiple ${what} clauses not allowed`);
    };
    const [sort] = tail.orderBy;
    if (sort !== undefined && body.orderBy.length > 0) refuse('ORDER BY', sort.span.start);
    if (tail.offsetSpan && body.offsetSpan) refuse('OFFSET', tail.offsetSpan.start);
    if (tail.limitSpan && body.limitSpan) refuse('LIMIT', tail.limitSpan.start);
    if (withClause && body.with) refuse('WITH', withClause.span.start);
    this.checkTies(tail, tail.orderBy.length + body.orderBy.length > 0);
    return {
      ...body,
      span,
      with: withClause ?? body.with,
      orderBy: sort === undefined ? body.orderBy : tail.orderBy,
      limit: tail.limitSpan ? tail.limit : body.limit,
      limitSpan: tail.limitSpan ?? body.limitSpan,
      withTies: tail.limitSpan ? ties !== undefined : body.withTies,
      offset: tail.offset ?? body.offset,
      offsetSpan: tail.offsetSpan ?? body.offsetSpan,
      locking: [...body.locking, ...tail.locking],
    };
  }

  private checkTies({ ties, locking }: Tail, ordered: boolean): void {
    if (ties === undefined) return;
    if (!ordered) throw this.complain(ties, 'WITH TIES cannot be specified without ORDER BY clause');
    const skips = locking.find(({ text }) => /skip\s+locked$/i.test(text));
    if (skips !== undefined) throw this.complain(ties, 'SKIP LOCKED and WITH TIES options cannot be used together');
  }

  private readonly union: Rule<SelectBody> = this.RULE('union', () => {
    const start = this.here();
    let left = this.SUBRULE(this.intersect);
    this.MANY(() => {
      const operator = this.CONSUME(Any.union).image as SetOperation['operator'];
      const all = this.SUBRULE(this.setQuantifier);
      const right = this.SUBRULE1(this.intersect);
      left = { type: 'set_operation', span: this.since(start), operator, all, left, right };
    });
    return left;
  });

  private readonly intersect: Rule<SelectBody> = this.RULE('intersect', () => {
    const start = this.here();
    let left = this.SUBRULE(this.selectPrimary);
    this.MANY(() => {
      this.CONSUME(K.INTERSECT);
      const all = this.SUBRULE(this.setQuantifier);
      const right = this.SUBRULE1(this.selectPrimary);
      left = { type: 'set_operation', span: this.since(start), operator: 'intersect', all, left, right };
    });
    return left;
  });

  /** ALL (true), DISTINCT or nothing. */
  private readonly setQuantifier: Rule<boolean> = this.RULE(
    'setQuantifier',
    () => this.OPTION(() => this.CONSUME(Any.distinctOrAll))?.tokenType === K.ALL,
  );

  private readonly selectPrimary: Rule<SelectBody> = this.RULE('selectPrimary', () =>
    this.OR<SelectBody>([
      { ALT: () => this.SUBRULE(this.selectCore) },
      { ALT: () => this.SUBRULE(this.values) },
      { ALT: () => this.SUBRULE(this.tableCore) },
      { ALT: () => this.SUBRULE(this.parenthesisedSelect) },
    ]),
  );

  private readonly tableCore: Rule<TableCore> = this.RULE('tableCore', (): TableCore => {
    const start = this.here();
    this.CONSUME(K.TABLE);
    const table = this.SUBRULE(this.relation);
    return { type: 'table_core', span: this.since(start), table };
  });

  private readonly values: Rule<ValuesCore> = this.RULE('values', (): ValuesCore => {
    const start = this.here();
    const rows: Expression[][] = [];
    this.CONSUME(K.VALUES);
    this.AT_LEAST_ONE_SEP({
      SEP: P.comma,
      DEF: () => {
        this.CONSUME(P.open);
        rows.push(this.SUBRULE(this.expressionList));
        this.CONSUME(P.close);
      },
    });
    return { type: 'values', span: this.since(start), rows };
  });

  private readonly selectCore: Rule<SelectCore> = this.RULE('selectCore', (): SelectCore => {
    const start = this.here();
    this.CONSUME(K.SELECT);
    const distinct = this.SUBRULE(this.distinct);
    const next = this.LA(1);
    const targets = this.OPTION(() => this.SUBRULE(this.targetList)) ?? [];
    this.ACTION(() => {
      // SELECT DISTINCT must select something; SELECT alone need not.
      if (distinct !== false && targets.length === 0) throw this.refuse(next);
    });
    const into = this.OPTION1(() => this.SUBRULE(this.into));
    const from = this.OPTION2(() => {
      this.CONSUME(K.FROM);
      return this.SUBRULE(this.fromList);
    });
    const where = this.OPTION3(() => this.SUBRULE(this.where));
    const group = this.OPTION4(() => this.SUBRULE(this.groupBy));
    const having = this.OPTION5(() => {
      this.CONSUME(K.HAVING);
      return this.SUBRULE(this.expression);
    });
    const windows = this.OPTION6(() => this.SUBRULE(this.windowClause)) ?? [];
    const clauses = { distinct, targets, into, from: from ?? [], where, having, windows };
    const grouping = { groupBy: group?.items ?? [], groupDistinct: group?.distinct ?? false };
    return { type: 'select_core', span: this.since(start), ...clauses, ...grouping };
  });

  private readonly distinct: Rule<boolean | Expression[]> = this.RULE('distinct', () =>
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

  private readonly into: Rule<IntoClause> = this.RULE('into', (): IntoClause => {
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

  private readonly groupBy: Rule<{ items: GroupItem[]; distinct: boolean }> = this.RULE('groupBy', () => {
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

  private readonly windowClause: Rule<SelectCore['windows']> = this.RULE('windowClause', () => {
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
  private readonly selectTail: Rule<Tail> = this.RULE('selectTail', (): Tail => {
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

  protected readonly withClause: Rule<WithClause> = this.RULE('withClause', (): WithClause => {
    const start = this.here();
    const tables: CommonTable[] = [];
    this.CONSUME(Any.withClause);
    const recursive = this.OPTION({
      // RECURSIVE may itself be the name of a table.
      GATE: () => this.isA(this.LA(2), T.ColId),
      DEF: () => this.CONSUME(K.RECURSIVE),
    });
    this.AT_LEAST_ONE_SEP({ SEP: P.comma, DEF: () => tables.push(this.SUBRULE(this.commonTable)) });
    return { type: 'with', span: this.since(start), recursive: recursive !== undefined, tables };
  });

  private readonly commonTable: Rule<CommonTable> = this.RULE('commonTable', (): CommonTable => {
    const start = this.here();
    const name = this.identifier(this.CONSUME(T.ColId));
    const columns = this.OPTION(() => this.SUBRULE(this.nameList));
    this.CONSUME(K.AS);
    const materialized = this.OPTION1(() => {
      const not = this.OPTION2(() => this.CONSUME(K.NOT));
      this.CONSUME(K.MATERIALIZED);
      return not === undefined;
    });
    this.CONSUME(P.open);
    const query = this.SUBRULE(this.preparable);
    this.CONSUME(P.close);
    const tailStart = this.here();
    this.OPTION3(() => this.SUBRULE(this.searchClause));
    this.OPTION4(() => this.SUBRULE(this.cycleClause));
    const tail = this.textOf(this.since(tailStart));
    const made = { type: 'cte', span: this.since(start), name, columns, materialized, query } as const;
    return { ...made, tail: tail === '' ? undefined : tail };
  });

  private readonly plainNames: Rule<void> = this.RULE('plainNames', () => {
    this.AT_LEAST_ONE_SEP({ SEP: P.comma, DEF: () => this.CONSUME(T.ColId) });
  });

  private readonly searchClause: Rule<void> = this.RULE('searchClause', () => {
    this.CONSUME(K.SEARCH);
    this.CONSUME(Any.depthOrBreadth);
    this.CONSUME(K.FIRST);
    this.CONSUME(K.BY);
    this.SUBRULE(this.plainNames);
    this.CONSUME(K.SET);
    this.CONSUME(T.ColId);
  });

  private readonly cycleClause: Rule<void> = this.RULE('cycleClause', () => {
    this.CONSUME(K.CYCLE);
    this.SUBRULE(this.plainNames);
    this.CONSUME(K.SET);
    this.CONSUME(T.ColId);
    this.OPTION(() => {
      this.CONSUME(K.TO);
      this.SUBRULE(this.primary);
      this.CONSUME(K.DEFAULT);
      this.SUBRULE1(this.primary);
    });
    this.CONSUME(K.USING);
    this.CONSUME1(T.ColId);
  });
}

function isBare({ orderBy, locking, limitSpan, offsetSpan }: Tail): boolean {
  return orderBy.length === 0 && locking.length === 0 && limitSpan === undefined && offsetSpan === undefined;
}
