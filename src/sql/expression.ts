/**
 * The nodes of PostgreSQL's value expressions (https://www.postgresql.org/docs/18/sql-expressions.html).
 *
 * One shape serves what a user types and what PostgreSQL deparses in EXPLAIN. Nodes are plain, frozen-by-type data with a
 * `type` tag and the span of the text they came from; parentheses are not kept (the printer puts back those that are needed).
 */
import type { SelectStatement, SortItem, TypeName, WindowSpec } from './select.ts';
import type { Span } from './span.ts';

interface Node<T extends string> {
  readonly type: T;
  readonly span: Span;
}

/** An identifier as PostgreSQL folds it: `name` is folded and unquoted, `quoted` says how it was written. */
export interface Identifier extends Node<'identifier'> {
  readonly name: string;
  readonly quoted: boolean;
}

/** `schema.table`, `db.schema.table`, `pg_catalog.func`. */
export type QualifiedName = readonly Identifier[];

/** `'x'`, `E'x'`, `U&'x'`, `$$x$$` (value unescaped); `1`, `1.5e3`, `0xff` (value as written); B'..' and X'..'; TRUE; NULL. */
export interface Literal extends Node<'literal'> {
  readonly literal: 'string' | 'number' | 'bit' | 'hex' | 'boolean' | 'null';
  readonly value: string;
}
/** `a`, `t.a`, `s.t.a`, `t.*` (star), `*` (no parts and star). */
export interface ColumnRef extends Node<'column'> {
  readonly parts: QualifiedName;
  readonly star: boolean;
}
/** `$1`. */
export interface Parameter extends Node<'parameter'> {
  readonly number: number;
}
/** `x::t`, `CAST(x AS t)`, `t 'literal'` (written: which of them). */
export interface Cast extends Node<'cast'> {
  readonly operand: Expression;
  readonly target: TypeName;
  readonly written: 'colons' | 'cast' | 'prefix';
}
/** Symbolic operators, also `OPERATOR(s.+)` (operator text `OPERATOR(s.+)`). `!=` is kept as `<>`. */
export interface UnaryOp extends Node<'unary'> {
  readonly operator: string;
  readonly operand: Expression;
}
export interface BinaryOp extends Node<'binary'> {
  readonly operator: string;
  readonly left: Expression;
  readonly right: Expression;
}
/** n-ary, flattened: `a AND b AND c` is one node with three operands. */
export interface AndOr extends Node<'and' | 'or'> {
  readonly operands: readonly Expression[];
}
export interface Not extends Node<'not'> {
  readonly operand: Expression;
}
/** `IS [NOT] NULL|TRUE|FALSE|UNKNOWN|DOCUMENT|NORMALIZED`. ISNULL and NOTNULL are read as IS [NOT] NULL. */
export interface IsTest extends Node<'is'> {
  readonly operand: Expression;
  readonly test: 'null' | 'true' | 'false' | 'unknown' | 'document' | 'normalized' | 'json';
  readonly negated: boolean;
  /** Words after `IS [NOT]` for `normalized` (NFC) and `json` (VALUE, OBJECT WITH UNIQUE KEYS), verbatim. */
  readonly detail?: string | undefined;
}
export interface IsDistinct extends Node<'distinct'> {
  readonly left: Expression;
  readonly right: Expression;
  readonly negated: boolean;
}
export interface Between extends Node<'between'> {
  readonly operand: Expression;
  readonly low: Expression;
  readonly high: Expression;
  readonly symmetric: boolean;
  readonly negated: boolean;
}
export interface InList extends Node<'in'> {
  readonly operand: Expression;
  readonly list: readonly Expression[];
  readonly negated: boolean;
}
export interface InSubquery extends Node<'in_subquery'> {
  readonly operand: Expression;
  readonly query: SelectStatement;
  readonly negated: boolean;
}
export interface Like extends Node<'like'> {
  readonly kind: 'like' | 'ilike' | 'similar';
  readonly operand: Expression;
  readonly pattern: Expression;
  readonly escape?: Expression | undefined;
  readonly negated: boolean;
}
/** `x op ANY (array)` / `x op ALL (subquery)`; SOME is read as ANY. `operator` may be `LIKE`, `NOT LIKE`, `ILIKE`, `NOT ILIKE`. */
export interface Quantified extends Node<'quantified'> {
  readonly operand: Expression;
  readonly operator: string;
  readonly quantifier: 'any' | 'all';
  readonly argument: Expression | SelectStatement;
}
export interface Argument extends Node<'argument'> {
  readonly name?: Identifier | undefined;
  readonly variadic: boolean;
  readonly value: Expression;
}
/** `f(a, DISTINCT ..., ORDER BY ...) WITHIN GROUP (...) FILTER (WHERE ...) IGNORE NULLS OVER ...`. */
export interface FunctionCall extends Node<'call'> {
  readonly name: QualifiedName;
  readonly args: readonly Argument[];
  readonly star: boolean;
  readonly distinct: boolean;
  readonly orderBy: readonly SortItem[];
  readonly withinGroup?: readonly SortItem[] | undefined;
  readonly filter?: Expression | undefined;
  readonly over?: Identifier | WindowSpec | undefined;
  /** `PARTIAL count(*)`, the first half of a parallel aggregate: only in EXPLAIN's text. */
  readonly partial?: true | undefined;
}
/**
 * The calls that SQL gives a syntax of their own: `EXTRACT(f FROM x)`, `SUBSTRING(x FROM a FOR b)`, `POSITION(a IN b)`, `TRIM(LEADING a FROM b)`,
 * `OVERLAY(...)`, `NORMALIZE(x, NFC)`, `COLLATION FOR (x)`, XML* and JSON* constructors. `parts` alternates keywords (upper case) and arguments
 * in the order written (commas and parentheses count as keywords), so that one node holds them all; JSON_ARRAY may hold a query; `name` is upper case. COALESCE, NULLIF,
 * GREATEST, LEAST and GROUPING look like functions, and are {@link FunctionCall} with a lower-case name that is not quoted.
 */
export interface SpecialCall extends Node<'special'> {
  readonly name: string;
  readonly parts: readonly (string | Expression | TypeName | SelectStatement)[];
  readonly over?: Identifier | WindowSpec | undefined;
  readonly filter?: Expression | undefined;
}
/** `CURRENT_DATE`, `CURRENT_TIMESTAMP(3)`, `CURRENT_USER`, ... (name upper case). */
export interface ValueFunction extends Node<'value_function'> {
  readonly name: string;
  readonly precision?: number | undefined;
}
export interface Case extends Node<'case'> {
  readonly operand?: Expression | undefined;
  readonly whens: readonly { readonly when: Expression; readonly then: Expression }[];
  readonly otherwise?: Expression | undefined;
}
export interface ArrayConstructor extends Node<'array'> {
  readonly elements: readonly Expression[];
}
export interface ArraySubquery extends Node<'array_subquery'> {
  readonly query: SelectStatement;
}
/** `ROW(a, b)` (explicit) or `(a, b)`. */
export interface RowConstructor extends Node<'row'> {
  readonly elements: readonly Expression[];
  readonly explicit: boolean;
}
export interface ScalarSubquery extends Node<'subquery'> {
  readonly query: SelectStatement;
}
export interface Exists extends Node<'exists'> {
  readonly query: SelectStatement;
}
/** `x[1]`, `x[1:2]`, `x[:]`; slice says which. */
export interface Subscript extends Node<'subscript'> {
  readonly operand: Expression;
  readonly slice: boolean;
  readonly lower?: Expression | undefined;
  readonly upper?: Expression | undefined;
}
/** `(x).f`, `(x).*` (field undefined). */
export interface FieldSelect extends Node<'field'> {
  readonly operand: Expression;
  readonly field?: Identifier | undefined;
}
export interface Collate extends Node<'collate'> {
  readonly operand: Expression;
  readonly collation: QualifiedName;
}
/** `x AT TIME ZONE z`; `x AT LOCAL` has no zone. */
export interface AtTimeZone extends Node<'at_time_zone'> {
  readonly operand: Expression;
  readonly zone?: Expression | undefined;
}
/** DEFAULT as a value, in VALUES of INSERT and in SET; PostgreSQL refuses it anywhere else. */
export interface DefaultValue extends Node<'default'> {}
/**
 * `(SubPlan 1)`, `(hashed SubPlan 1)`, `(InitPlan 1).col1`, `(rescan SubPlan 1)`, `EXISTS(SubPlan 1)`, `(ANY (a = (SubPlan 1).col1))`: only in
 * EXPLAIN's text. `text` is verbatim.
 */
export interface PlanReference extends Node<'plan_reference'> {
  readonly text: string;
  /** What stands inside of `(ANY ...)` and `(ALL ...)`. */
  readonly test?: Expression | undefined;
}

/** Every expression node. The printer and each visitor is an exhaustive map over its `type`. */
export type Expression =
  | Literal
  | ColumnRef
  | Parameter
  | Cast
  | UnaryOp
  | BinaryOp
  | AndOr
  | Not
  | IsTest
  | IsDistinct
  | Between
  | InList
  | InSubquery
  | Like
  | Quantified
  | FunctionCall
  | SpecialCall
  | ValueFunction
  | Case
  | ArrayConstructor
  | ArraySubquery
  | RowConstructor
  | ScalarSubquery
  | Exists
  | Subscript
  | FieldSelect
  | Collate
  | AtTimeZone
  | DefaultValue
  | PlanReference;
