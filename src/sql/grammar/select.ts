/** SELECT, VALUES, TABLE, WITH, and set operations of them. */
import type { Expression } from '../expression.ts';
import type {
  CommonTable,
  SelectBody,
  SelectCore,
  SelectStatement,
  SetOperation,
  TableCore,
  ValuesCore,
  WithClause,
} from '../select.ts';
import type { DmlStatement } from '../statement.ts';
import * as T from '../tokens.ts';
import { Any, K, P } from '../tokens.ts';
import type { Rule } from './base.ts';
import { ClauseGrammar, type Tail } from './clause.ts';

type Preparable = SelectStatement | DmlStatement;
export abstract class SelectGrammar extends ClauseGrammar {
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
