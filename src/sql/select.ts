/** The nodes of SELECT, VALUES, TABLE and WITH (https://www.postgresql.org/docs/18/sql-select.html). */
import type { Expression, FunctionCall, Identifier, QualifiedName, SpecialCall, ValueFunction } from './expression.ts';
import type { Span } from './span.ts';
import type { DmlStatement } from './statement.ts';

/** A type's name with its modifiers: `numeric(10,2)`, `timestamp(3) with time zone`, `text[]`, `int ARRAY[3]`, `interval day to second`. */
export interface TypeName {
  readonly type: 'type_name';
  readonly span: Span;
  readonly setof: boolean;
  /** Canonical words for the built-in multi-word names (`double precision`, `timestamp with time zone`), else the identifiers. */
  readonly name: QualifiedName | string;
  readonly modifiers: readonly Expression[];
  /** Words after an interval (`day to second`). */
  readonly intervalFields?: string | undefined;
  /** One entry a dimension; undefined for `[]`. */
  readonly dimensions: readonly (number | undefined)[];
}

export interface SortItem {
  readonly type: 'sort';
  readonly span: Span;
  readonly expression: Expression;
  readonly direction?: 'asc' | 'desc' | undefined;
  /** `USING op`. */
  readonly using?: string | undefined;
  readonly nulls?: 'first' | 'last' | undefined;
}

export interface WindowSpec {
  readonly type: 'window';
  readonly span: Span;
  readonly base?: Identifier | undefined;
  readonly partitionBy: readonly Expression[];
  readonly orderBy: readonly SortItem[];
  readonly frame?: WindowFrame | undefined;
  /** `OVER (?)`: what EXPLAIN of older servers prints instead of the window. */
  readonly hidden?: true | undefined;
}
export interface WindowFrame {
  readonly mode: 'rows' | 'range' | 'groups';
  readonly start: FrameBound;
  readonly end?: FrameBound | undefined;
  readonly exclude?: 'current row' | 'group' | 'ties' | 'no others' | undefined;
}
export interface FrameBound {
  readonly bound: 'unbounded preceding' | 'preceding' | 'current row' | 'following' | 'unbounded following';
  readonly offset?: Expression | undefined;
}

export interface TargetItem {
  readonly type: 'target';
  readonly span: Span;
  readonly expression: Expression;
  readonly alias?: Identifier | undefined;
}

/** One column of `AS t(c1 int, c2 text COLLATE "C")`. */
export interface ColumnDefinition {
  readonly name: Identifier;
  readonly dataType: TypeName;
  readonly collation?: QualifiedName | undefined;
}

/** `[AS] alias (c1, c2)` or `AS (c1 int, c2 text)`. */
export interface Alias {
  readonly type: 'alias';
  readonly span: Span;
  readonly name?: Identifier | undefined;
  readonly columns?: readonly Identifier[] | undefined;
  readonly definitions?: readonly ColumnDefinition[] | undefined;
}

/** A relation by name in FROM (or the target of DML). `nameSpan` covers the qualified name alone. */
export interface TableRef {
  readonly type: 'table';
  readonly span: Span;
  readonly name: QualifiedName;
  readonly nameSpan: Span;
  readonly only: boolean;
  readonly alias?: Alias | undefined;
  /** `TABLESAMPLE method (args) REPEATABLE (seed)`. */
  readonly sample?:
    | {
        readonly method: QualifiedName;
        readonly args: readonly Expression[];
        readonly repeatable?: Expression | undefined;
      }
    | undefined;
}
export interface SubqueryRef {
  readonly type: 'from_subquery';
  readonly span: Span;
  readonly lateral: boolean;
  readonly query: SelectStatement;
  readonly alias?: Alias | undefined;
}
/** `f(...) WITH ORDINALITY`, `ROWS FROM (f(), g())`, XMLTABLE/JSON_TABLE (as a special call). */
export interface FunctionRef {
  readonly type: 'from_function';
  readonly span: Span;
  readonly lateral: boolean;
  readonly rowsFrom: boolean;
  readonly calls: readonly {
    readonly call: FunctionCall | SpecialCall | ValueFunction;
    readonly definitions?: readonly ColumnDefinition[] | undefined;
  }[];
  readonly ordinality: boolean;
  readonly alias?: Alias | undefined;
}
export interface Join {
  readonly type: 'join';
  readonly span: Span;
  readonly join: 'inner' | 'left' | 'right' | 'full' | 'cross';
  readonly natural: boolean;
  readonly left: FromItem;
  readonly right: FromItem;
  readonly on?: Expression | undefined;
  readonly using?: readonly Identifier[] | undefined;
  readonly usingAlias?: Identifier | undefined;
  /** `(a JOIN b ...) AS j`. */
  readonly alias?: Alias | undefined;
}
export type FromItem = TableRef | SubqueryRef | FunctionRef | Join;

export interface GroupItem {
  readonly type: 'group';
  readonly span: Span;
  readonly kind: 'expression' | 'empty' | 'rollup' | 'cube' | 'sets';
  readonly expressions: readonly Expression[];
  /** Nested items of GROUPING SETS. */
  readonly items: readonly GroupItem[];
}

export interface CommonTable {
  readonly type: 'cte';
  readonly span: Span;
  readonly name: Identifier;
  readonly columns?: readonly Identifier[] | undefined;
  readonly materialized?: boolean | undefined;
  readonly query: SelectStatement | DmlStatement;
  /** SEARCH and CYCLE clauses, verbatim. */
  readonly tail?: string | undefined;
}
export interface WithClause {
  readonly type: 'with';
  readonly span: Span;
  readonly recursive: boolean;
  readonly tables: readonly CommonTable[];
}

/** `INTO [TEMP | UNLOGGED] [TABLE] name`: the statement makes a table. */
export interface IntoClause {
  readonly type: 'into';
  readonly span: Span;
  readonly name: QualifiedName;
  readonly persistence: 'permanent' | 'temporary' | 'unlogged';
}

/** The body of a SELECT: one of these, or a set operation of two. */
export interface SelectCore {
  readonly type: 'select_core';
  readonly span: Span;
  readonly distinct: boolean | readonly Expression[];
  readonly targets: readonly TargetItem[];
  readonly into?: IntoClause | undefined;
  readonly from: readonly FromItem[];
  readonly where?: Expression | undefined;
  readonly groupBy: readonly GroupItem[];
  readonly groupDistinct: boolean;
  readonly having?: Expression | undefined;
  readonly windows: readonly { readonly name: Identifier; readonly spec: WindowSpec }[];
}
export interface ValuesCore {
  readonly type: 'values';
  readonly span: Span;
  readonly rows: readonly (readonly Expression[])[];
}
/** `TABLE name`. */
export interface TableCore {
  readonly type: 'table_core';
  readonly span: Span;
  readonly table: TableRef;
}
export interface SetOperation {
  readonly type: 'set_operation';
  readonly span: Span;
  readonly operator: 'union' | 'intersect' | 'except';
  readonly all: boolean;
  readonly left: SelectBody;
  readonly right: SelectBody;
}
/**
 * A parenthesised SELECT as an arm of a set operation is a SelectStatement and keeps its own WITH, ORDER BY and LIMIT. Parentheses around a
 * whole SELECT are not kept: as in PostgreSQL, `(SELECT ... LIMIT 1) ORDER BY a` is `SELECT ... ORDER BY a LIMIT 1`.
 */
export type SelectBody = SelectCore | ValuesCore | TableCore | SetOperation | SelectStatement;

export interface SelectStatement {
  readonly type: 'select';
  readonly span: Span;
  readonly with?: WithClause | undefined;
  readonly body: SelectBody;
  readonly orderBy: readonly SortItem[];
  /** LIMIT n or FETCH FIRST n ROWS (`limit` undefined for LIMIT ALL, which is no limit). */
  readonly limit?: Expression | undefined;
  readonly withTies: boolean;
  readonly offset?: Expression | undefined;
  /** Spans of the whole `LIMIT ...`/`FETCH ...` and `OFFSET ...` clauses, for the rewriter. */
  readonly limitSpan?: Span | undefined;
  readonly offsetSpan?: Span | undefined;
  /** `FOR UPDATE OF t NOWAIT` and the like, verbatim. */
  readonly locking: readonly { readonly text: string; readonly span: Span }[];
}
