/**
 * The statements ddbsql reads itself: queries, EXPLAIN, FDW DDL, IMPORT FOREIGN SCHEMA, DML, and those that carry a query (PREPARE, COPY,
 * DECLARE, CREATE VIEW ...). Every other statement is `other`: PostgreSQL's business alone.
 */
import type { Expression, Identifier, QualifiedName } from './expression.ts';
import type { FromItem, SelectStatement, TableRef, TargetItem, TypeName, WithClause } from './select.ts';
import type { Span } from './span.ts';

interface Node<T extends string> {
  readonly type: T;
  readonly span: Span;
}

/** `name 'value'`, with ADD, SET or DROP where ALTER allows them (a bare one means `add`; `drop` has no value). */
export interface Option extends Node<'option'> {
  readonly action: 'add' | 'set' | 'drop';
  /** Folded to lower case unless it was quoted. */
  readonly name: Identifier;
  readonly value?: string | undefined;
  /** The literal's span, quotes included. */
  readonly valueSpan?: Span | undefined;
}

export interface CreateServer extends Node<'create_server'> {
  readonly name: Identifier;
  readonly ifNotExists: boolean;
  /** TYPE 't'. */
  readonly serverType?: string | undefined;
  /** VERSION 'v'; null for VERSION NULL. */
  readonly version?: string | null | undefined;
  readonly wrapper: Identifier;
  readonly options: readonly Option[];
}
/** Only with VERSION or OPTIONS; OWNER TO and RENAME TO are `other`. */
export interface AlterServer extends Node<'alter_server'> {
  readonly name: Identifier;
  readonly version?: string | null | undefined;
  readonly options: readonly Option[];
}
/** `user` is a role's name, or `CURRENT_USER`, `USER`, `SESSION_USER`, `CURRENT_ROLE`, `PUBLIC` (keyword), or undefined: not written at all. */
export interface UserMapping extends Node<'create_user_mapping' | 'alter_user_mapping' | 'drop_user_mapping'> {
  readonly user?: { readonly keyword: string } | Identifier | undefined;
  /** Where the user stands or, when it was left out, the empty span right after FOR. */
  readonly userSpan: Span;
  readonly ifExists: boolean;
  readonly ifNotExists: boolean;
  readonly server: Identifier;
  readonly options: readonly Option[];
}
/** A column of a foreign table; what is PostgreSQL's business alone (constraints, COLLATE, DEFAULT ...) is kept as text. */
export interface ForeignColumn {
  readonly name: Identifier;
  readonly dataType: TypeName;
  readonly options: readonly Option[];
  readonly rest?: string | undefined;
}
/** `elements` are the table constraints and LIKE clauses, and `clauses` stands before SERVER (INHERITS, PARTITION OF): verbatim both. */
export interface CreateForeignTable extends Node<'create_foreign_table'> {
  readonly name: QualifiedName;
  readonly nameSpan: Span;
  readonly ifNotExists: boolean;
  readonly server: Identifier;
  readonly columns: readonly ForeignColumn[];
  readonly elements: readonly string[];
  readonly clauses?: string | undefined;
  readonly options: readonly Option[];
}
export interface ImportForeignSchema extends Node<'import_foreign_schema'> {
  readonly remoteSchema: Identifier;
  readonly filter?: { readonly kind: 'limit_to' | 'except'; readonly tables: readonly Identifier[] } | undefined;
  readonly server: Identifier;
  readonly localSchema: Identifier;
  readonly options: readonly Option[];
}
/** `(option value, ...)` of EXPLAIN and ANALYZE. The name is in lower case; a missing value is undefined (true). */
export interface UtilityOption {
  readonly name: string;
  readonly value?: string | undefined;
  readonly span: Span;
}
/** `EXPLAIN [ANALYZE] [VERBOSE] [(option value, ...)] statement`. */
export interface Explain extends Node<'explain'> {
  readonly options: readonly UtilityOption[];
  readonly statement: Statement;
}
export interface Insert extends Node<'insert'> {
  readonly with?: WithClause | undefined;
  readonly target: TableRef;
  readonly columns: readonly Identifier[];
  /** For each column, as in {@link Assignment}; undefined when no column has subscripts or fields. */
  readonly columnPaths?: readonly (readonly Expression[])[] | undefined;
  /** undefined: DEFAULT VALUES. */
  readonly source?: SelectStatement | undefined;
  readonly overriding?: 'system' | 'user' | undefined;
  /** ON CONFLICT clause, verbatim. */
  readonly onConflict?: string | undefined;
  /** The expressions inside of it. */
  readonly onConflictExpressions?: readonly Expression[] | undefined;
  readonly returning: readonly TargetItem[];
  readonly returningAliases?: readonly ReturningAlias[] | undefined;
}
/** `RETURNING WITH (OLD AS o, NEW AS n) ...`. */
export interface ReturningAlias {
  readonly row: 'old' | 'new';
  readonly name: Identifier;
}
export interface Assignment {
  /** `path`: `a[1].f` as its Subscript and FieldSelect nodes, each the operand of the next. */
  readonly columns: readonly { readonly name: Identifier; readonly path: readonly Expression[] }[];
  /** `(a, b) = ...` */
  readonly row: boolean;
  /** undefined: DEFAULT. */
  readonly value?: Expression | undefined;
}
export interface Update extends Node<'update'> {
  readonly with?: WithClause | undefined;
  readonly target: TableRef;
  readonly set: readonly Assignment[];
  readonly from: readonly FromItem[];
  readonly where?: Expression | undefined;
  /** WHERE CURRENT OF cursor. */
  readonly currentOf?: Identifier | undefined;
  readonly returning: readonly TargetItem[];
  readonly returningAliases?: readonly ReturningAlias[] | undefined;
}
export interface Delete extends Node<'delete'> {
  readonly with?: WithClause | undefined;
  readonly target: TableRef;
  readonly using: readonly FromItem[];
  readonly where?: Expression | undefined;
  /** WHERE CURRENT OF cursor. */
  readonly currentOf?: Identifier | undefined;
  readonly returning: readonly TargetItem[];
  readonly returningAliases?: readonly ReturningAlias[] | undefined;
}
export interface Merge extends Node<'merge'> {
  readonly with?: WithClause | undefined;
  readonly target: TableRef;
  readonly source: FromItem;
  readonly on: Expression;
  readonly whens: readonly MergeWhen[];
  readonly returning: readonly TargetItem[];
  readonly returningAliases?: readonly ReturningAlias[] | undefined;
}
/** `WHEN [NOT] MATCHED [BY SOURCE | BY TARGET] [AND condition] THEN action`. */
export interface MergeWhen {
  readonly match: 'matched' | 'not matched by source' | 'not matched by target';
  readonly condition?: Expression | undefined;
  readonly action: MergeAction;
}
export type MergeAction =
  | { readonly action: 'update'; readonly set: readonly Assignment[] }
  | { readonly action: 'delete' }
  | { readonly action: 'nothing' }
  | {
      readonly action: 'insert';
      readonly columns: readonly Identifier[];
      readonly overriding?: 'system' | 'user' | undefined;
      /** undefined: DEFAULT VALUES. */
      readonly values?: readonly Expression[] | undefined;
    };
export type DmlStatement = Insert | Update | Delete | Merge;

/** `PREPARE name (types) AS statement`. */
export interface Prepare extends Node<'prepare'> {
  readonly name: Identifier;
  readonly types: readonly TypeName[];
  readonly statement: SelectStatement | DmlStatement;
}
export interface Execute extends Node<'execute'> {
  readonly name: Identifier;
  readonly args: readonly Expression[];
}
/** `DEALLOCATE [PREPARE] name | ALL`. */
export interface Deallocate extends Node<'deallocate'> {
  readonly name?: Identifier | undefined;
}
/** `DECLARE c [...] CURSOR ... FOR query`: what stands before and after CURSOR is verbatim text of the user's. */
export interface DeclareCursor extends Node<'declare_cursor'> {
  readonly name: Identifier;
  /** `BINARY`, `SCROLL` and the like. */
  readonly options?: string | undefined;
  /** `WITH HOLD`. */
  readonly hold?: string | undefined;
  readonly query: SelectStatement;
}
/** `COPY t (...) FROM/TO ...` or `COPY (query) TO ...`. */
export interface Copy extends Node<'copy'> {
  readonly query?: SelectStatement | DmlStatement | undefined;
  readonly table?: TableRef | undefined;
  readonly columns: readonly Identifier[];
  readonly direction: 'from' | 'to';
  /** `STDIN`, `STDOUT`, a file's name or a program. */
  readonly endpoint: string;
  readonly endpointKind: 'stdio' | 'file' | 'program';
  /** What follows the endpoint, verbatim: WITH (...), WHERE ... */
  readonly options?: string | undefined;
}
/** `CREATE [TEMP] TABLE t AS query`, `CREATE MATERIALIZED VIEW v AS query`; `SELECT INTO` is a select with `into`. */
export interface CreateTableAs extends Node<'create_table_as'> {
  readonly name: QualifiedName;
  readonly materializedView: boolean;
  readonly persistence: 'permanent' | 'temporary' | 'unlogged';
  readonly ifNotExists: boolean;
  readonly columns: readonly Identifier[];
  /** USING, WITH (...), ON COMMIT, TABLESPACE, verbatim. */
  readonly clauses?: string | undefined;
  readonly query: SelectStatement | Execute;
  /** WITH DATA, WITH NO DATA. */
  readonly withData?: boolean | undefined;
}
export interface CreateView extends Node<'create_view'> {
  readonly name: QualifiedName;
  readonly orReplace: boolean;
  readonly temporary: boolean;
  readonly recursive: boolean;
  readonly columns: readonly Identifier[];
  /** WITH (...), verbatim. */
  readonly clauses?: string | undefined;
  readonly query: SelectStatement;
  /** WITH CHECK OPTION. */
  readonly check?: 'local' | 'cascaded' | undefined;
}
/** ANALYZE t, t2 (columns). */
export interface Analyze extends Node<'analyze'> {
  readonly verbose: boolean;
  readonly options: readonly UtilityOption[];
  readonly tables: readonly TableRef[];
  /** For each table, its columns. */
  readonly columns: readonly (readonly Identifier[])[];
}
/** SET/RESET/SHOW of a `dynamodb_fdw.*` setting and everything else that PostgreSQL alone handles. `words`: the first keywords, upper case. */
export interface Other extends Node<'other'> {
  readonly words: readonly string[];
  /** The statement as written. */
  readonly text: string;
}

export type Statement =
  | SelectStatement
  | DmlStatement
  | Explain
  | CreateServer
  | AlterServer
  | UserMapping
  | CreateForeignTable
  | ImportForeignSchema
  | Prepare
  | Execute
  | Deallocate
  | DeclareCursor
  | Copy
  | CreateTableAs
  | CreateView
  | Analyze
  | Other;
