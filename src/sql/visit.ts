/** The nodes inside of a node: one exhaustive map, so that a node added to the tree and forgotten here does not compile. */
import type { Argument, Expression } from './expression.ts';
import type {
  Alias,
  CommonTable,
  FromItem,
  FunctionRef,
  GroupItem,
  IntoClause,
  SelectBody,
  SelectStatement,
  SortItem,
  TargetItem,
  TypeName,
  WindowFrame,
  WindowSpec,
  WithClause,
} from './select.ts';
import type { Assignment, MergeWhen, Statement } from './statement.ts';

/** Every node that can hold others; identifiers, options and the like are no nodes of their own here. */
export type AnyNode =
  | Statement
  | SelectBody
  | Expression
  | Argument
  | FromItem
  | WithClause
  | CommonTable
  | TargetItem
  | IntoClause
  | GroupItem
  | SortItem
  | WindowSpec
  | TypeName
  | Alias;

type WithType<Node, Type> = Node extends { readonly type: infer Types } ? (Type extends Types ? Node : never) : never;
type NodeOf<Type extends AnyNode['type']> = WithType<AnyNode, Type>;
type Children = readonly (AnyNode | undefined)[];
type ChildrenMap = { readonly [Type in AnyNode['type']]: (node: NodeOf<Type>) => Children };

const none = (): Children => [];

function isNode(value: { readonly type: string } | undefined): value is AnyNode {
  return value !== undefined && value.type !== 'identifier';
}

function overWindow(over: { readonly type: string } | undefined): Children {
  return isNode(over) ? [over] : [];
}

function ofFrame(frame: WindowFrame | undefined): Children {
  return [frame?.start.offset, frame?.end?.offset];
}

function ofCalls(calls: FunctionRef['calls']): Children {
  return calls.flatMap(({ call, definitions }) => [call, ...(definitions ?? []).map(({ dataType }) => dataType)]);
}

function ofAssignments(set: readonly Assignment[]): Children {
  // The last of a path holds the others, and the column before them.
  return set.flatMap(({ columns, value }) => [...columns.map(({ path }) => path.at(-1)), value]);
}

function ofMerge({ condition, action }: MergeWhen): Children {
  if (action.action === 'update') return [condition, ...ofAssignments(action.set)];
  return [condition, ...(action.action === 'insert' ? (action.values ?? []) : [])];
}

function ofSelect(node: SelectStatement): Children {
  return [node.with, node.body, ...node.orderBy, node.limit, node.offset];
}

const children: ChildrenMap = {
  // Expressions.
  literal: none,
  column: none,
  parameter: none,
  default: none,
  value_function: none,
  plan_reference: (node) => [node.test],
  cast: (node) => [node.operand, node.target],
  unary: (node) => [node.operand],
  binary: (node) => [node.left, node.right],
  and: (node) => node.operands,
  or: (node) => node.operands,
  not: (node) => [node.operand],
  is: (node) => [node.operand],
  distinct: (node) => [node.left, node.right],
  between: (node) => [node.operand, node.low, node.high],
  in: (node) => [node.operand, ...node.list],
  in_subquery: (node) => [node.operand, node.query],
  like: (node) => [node.operand, node.pattern, node.escape],
  quantified: (node) => [node.operand, node.argument],
  call: (node) => [...node.args, ...node.orderBy, ...(node.withinGroup ?? []), node.filter, ...overWindow(node.over)],
  special: (node) => [...node.parts.filter((part) => typeof part !== 'string'), node.filter, ...overWindow(node.over)],
  case: (node) => [node.operand, ...node.whens.flatMap(({ when, then }) => [when, then]), node.otherwise],
  array: (node) => node.elements,
  array_subquery: (node) => [node.query],
  row: (node) => node.elements,
  subquery: (node) => [node.query],
  exists: (node) => [node.query],
  subscript: (node) => [node.operand, node.lower, node.upper],
  field: (node) => [node.operand],
  collate: (node) => [node.operand],
  at_time_zone: (node) => [node.operand, node.zone],
  argument: (node) => [node.value],

  // Queries.
  select: ofSelect,
  select_core: (node) => [
    ...(typeof node.distinct === 'boolean' ? [] : node.distinct),
    ...node.targets,
    node.into,
    ...node.from,
    node.where,
    ...node.groupBy,
    node.having,
    ...node.windows.map(({ spec }) => spec),
  ],
  values: (node) => node.rows.flat(),
  table_core: (node) => [node.table],
  set_operation: (node) => [node.left, node.right],
  with: (node) => node.tables,
  cte: (node) => [node.query],
  target: (node) => [node.expression],
  into: none,
  group: (node) => [...node.expressions, ...node.items],
  sort: (node) => [node.expression],
  window: (node) => [...node.partitionBy, ...node.orderBy, ...ofFrame(node.frame)],
  type_name: (node) => node.modifiers,
  alias: (node) => (node.definitions ?? []).map(({ dataType }) => dataType),
  table: (node) => [node.alias, ...(node.sample?.args ?? []), node.sample?.repeatable],
  from_subquery: (node) => [node.query, node.alias],
  from_function: (node) => [...ofCalls(node.calls), node.alias],
  join: (node) => [node.left, node.right, node.on, node.alias],

  // Statements.
  insert: (node) => [
    node.with,
    node.target,
    ...(node.columnPaths ?? []).map((path) => path.at(-1)),
    node.source,
    ...(node.onConflictExpressions ?? []),
    ...node.returning,
  ],
  update: (node) => [node.with, node.target, ...ofAssignments(node.set), ...node.from, node.where, ...node.returning],
  delete: (node) => [node.with, node.target, ...node.using, node.where, ...node.returning],
  merge: (node) => [node.with, node.target, node.source, node.on, ...node.whens.flatMap(ofMerge), ...node.returning],
  explain: (node) => [node.statement],
  prepare: (node) => [...node.types, node.statement],
  execute: (node) => node.args,
  deallocate: none,
  declare_cursor: (node) => [node.query],
  copy: (node) => [node.query, node.table],
  create_table_as: (node) => [node.query],
  create_view: (node) => [node.query],
  analyze: (node) => node.tables,
  create_server: none,
  alter_server: none,
  create_user_mapping: none,
  alter_user_mapping: none,
  drop_user_mapping: none,
  create_foreign_table: (node) => node.columns.map(({ dataType }) => dataType),
  import_foreign_schema: none,
  other: none,
};

/** The nodes right inside of a node, in the order they are written. */
export function childrenOf(node: AnyNode): readonly AnyNode[] {
  const visit = children[node.type] as (node: AnyNode) => Children;
  return visit(node).filter((child) => child !== undefined);
}

/** All nodes inside of a node, itself first. */
export function* walk(node: AnyNode): Generator<AnyNode> {
  yield node;
  for (const child of childrenOf(node)) yield* walk(child);
}
