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
  readonly wrapper: Identifier;
  readonly options: readonly Option[];
}
export interface AlterServer extends Node<'alter_server'> {
  readonly name: Identifier;
  readonly options: readonly Option[];
}
/** `user` is a role's name, or `CURRENT_USER`, `USER`, `SESSION_USER`, `CURRENT_ROLE`, `PUBLIC` (keyword), or undefined: not written at all. */
export interface UserMapping extends Node<'create_user_mapping' | 'alter_user_mapping' | 'drop_user_mapping'> {
  readonly user?: { readonly keyword: string } | Identifier | undefined;
  /** Where the user stands or, when it was left out, where it should (an empty span). */
  readonly userSpan: Span;
  readonly ifExists: boolean;
  readonly ifNotExists: boolean;
  readonly server: Identifier;
  readonly options: readonly Option[];
}
/** The columns are PostgreSQL's business: only what ddbsql looks at is kept. */
export interface CreateForeignTable extends Node<'create_foreign_table'> {
  readonly name: QualifiedName;
  readonly nameSpan: Span;
  readonly ifNotExists: boolean;
  readonly server: Identifier;
  readonly columns: readonly { readonly name: Identifier; readonly dataType: TypeName; readonly options: readonly Option[] }[];
  readonly options: readonly Option[];
}
export interface ImportForeignSchema extends Node<'import_foreign_schema'> {
  readonly remoteSchema: Identifier;
  readonly filter?: { readonly kind: 'limit_to' | 'except'; readonly tables: readonly Identifier[] } | undefined;
  readonly server: Identifier;
  readonly localSchema: Identifier;
  readonly options: readonly Option[];
}
/** `EXPLAIN [ANALYZE] [VERBOSE] [(option value, ...)] statement`. Option names lower case; a missing value is undefined (true). */
export interface Explain extends Node<'explain'> {
  readonly options: readonly { readonly name: string; readonly value?: string | undefined; readonly span: Span }[];
  readonly statement: Statement;
}
export interface Insert extends Node<'insert'> {
  readonly with?: WithClause | undefined;
  readonly target: TableRef;
  readonly columns: readonly Identifier[];
  /** undefined: DEFAULT VALUES. */
  readonly source?: SelectStatement | undefined;
  readonly overriding?: 'system' | 'user' | undefined;
  /** ON CONFLICT clause, verbatim. */
  readonly onConflict?: string | undefined;
  readonly returning: readonly TargetItem[];
}
export interface Assignment {
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
  readonly returning: readonly TargetItem[];
}
export interface Delete extends Node<'delete'> {
  readonly with?: WithClause | undefined;
  readonly target: TableRef;
  readonly using: readonly FromItem[];
  readonly where?: Expression | undefined;
  readonly returning: readonly TargetItem[];
}
export type DmlStatement = Insert | Update | Delete;

/** `PREPARE name (types) AS statement`. */
export interface Prepare extends Node<'prepare'> {
  readonly name: Identifier;
  readonly types: readonly TypeName[];
  readonly statement: Statement;
}
export interface Execute extends Node<'execute'> {
  readonly name: Identifier;
  readonly args: readonly Expression[];
}
/** `DEALLOCATE [PREPARE] name | ALL`. */
export interface Deallocate extends Node<'deallocate'> {
  readonly name?: Identifier | undefined;
}
/** `DECLARE c [...] CURSOR ... FOR query`: everything before the query is verbatim text of the user's. */
export interface DeclareCursor extends Node<'declare_cursor'> {
  readonly name: Identifier;
  readonly query: SelectStatement;
}
/** `COPY t (...) FROM/TO ...` or `COPY (query) TO ...`. */
export interface Copy extends Node<'copy'> {
  readonly query?: Statement | undefined;
  readonly table?: TableRef | undefined;
  readonly columns: readonly Identifier[];
  readonly direction: 'from' | 'to';
  /** `STDIN`, `STDOUT`, a file's name or a program; what follows is verbatim. */
  readonly endpoint: string;
}
/** `CREATE [TEMP] TABLE t AS query`, `CREATE MATERIALIZED VIEW v AS query`, `SELECT INTO` is a select with `into`. */
export interface CreateTableAs extends Node<'create_table_as'> {
  readonly name: QualifiedName;
  readonly materializedView: boolean;
  readonly query: Statement;
}
export interface CreateView extends Node<'create_view'> {
  readonly name: QualifiedName;
  readonly query: SelectStatement;
}
/** ANALYZE t, t2 (columns). */
export interface Analyze extends Node<'analyze'> {
  readonly verbose: boolean;
  readonly tables: readonly TableRef[];
}
/** SET/RESET/SHOW of a `dynamodb_fdw.*` setting and everything else that PostgreSQL alone handles. `words`: the first keywords, upper case. */
export interface Other extends Node<'other'> {
  readonly words: readonly string[];
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
