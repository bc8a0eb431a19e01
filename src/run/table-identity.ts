/**
 * What a statement says of the table a row is in: `tableoid`, `pg_typeof` of a row, and a row as the table's type. PostgreSQL sees a staging table; the user is told of the foreign table it stands for.
 * Which relation a name means is left to PostgreSQL: every staging table of the statement is compared with, and of a row that no table gave (an outer join's) it is NULL as ever.
 */
import type { Edit } from '../sql/edits.ts';
import type { Cast, ColumnRef, Expression } from '../sql/expression.ts';
import { quoteIdentifier, quoteLiteral } from '../sql/quote.ts';
import type { Statement } from '../sql/statement.ts';
import { type AnyNode, walk } from '../sql/visit.ts';

/** A staging table as it is named, and the foreign table. */
export interface StandIn {
  readonly staging: string;
  readonly table: { readonly oid: number; readonly schema: string; readonly name: string };
}

/** Edits that put the foreign tables in the staging tables' place. They insert only, and so do not overlap with others. */
export function identityEdits(statement: Statement, standIns: readonly StandIn[]): readonly Edit[] {
  const edits: Edit[] = [];
  const names: Edit[] = [];
  for (const node of walk(statement)) {
    if (node.type === 'column' && isTableOid(node)) {
      const cases = standIns.map(
        ({ staging, table }) =>
          `WHEN ${quoteLiteral(staging)}::pg_catalog.regclass THEN '${table.oid}'::pg_catalog.oid`,
      );
      edits.push(...around(node, cases, columnText(node)));
    } else if (node.type === 'call' && node.name.at(-1)?.name === 'pg_typeof') {
      const [argument, ...more] = node.args;
      // Another expression would be computed twice.
      if (argument?.value.type !== 'column' || argument.value.star || more.length > 0) continue;
      const cases = standIns.map(({ staging, table }) => {
        const type = quoteLiteral(`${quoteIdentifier(table.schema)}.${quoteIdentifier(table.name)}`);
        return `WHEN ${quoteLiteral(staging)}::pg_catalog.regtype THEN ${type}::pg_catalog.regtype`;
      });
      edits.push(...around(node, cases, `pg_catalog.pg_typeof(${columnText(argument.value)})`));
    } else if (isRowCast(node, standIns)) {
      // A row that no table gave stays NULL: ROW() would be a row of NULLs.
      edits.push(
        insertion(node.span.start, `(CASE WHEN ${columnText(node.operand)} IS DISTINCT FROM NULL THEN `),
        insertion(node.operand.span.start, 'ROW('),
        insertion(node.operand.span.end, ')'),
        insertion(node.span.end, ' END)'),
      );
    } else if (node.type === 'target' && node.alias === undefined) {
      const name = isRowCast(node.expression, standIns) ? columnText(node.expression.operand) : nameOf(node.expression);
      if (name !== undefined) names.push(insertion(node.span.end, ` AS ${name}`));
    }
  }
  // At one place a name comes after the expression's own end.
  return [...edits, ...names];
}

function around(
  { span }: { readonly span: { start: number; end: number } },
  cases: readonly string[],
  otherwise: string,
) {
  return [insertion(span.start, '(CASE '), insertion(span.end, ` ${cases.join(' ')} ELSE ${otherwise} END)`)];
}

function insertion(at: number, replacement: string): Edit {
  return { start: at, end: at, replacement };
}

interface RowCast extends Cast {
  readonly operand: ColumnRef;
}

/** `music.*::music`: what a view keeps of a row of the table; a staging table's row is of another type. */
function isRowCast(node: AnyNode, standIns: readonly StandIn[]): node is RowCast {
  if (node.type !== 'cast' || node.operand.type !== 'column') return false;
  const { parts, star } = node.operand;
  return star && parts.length === 1 && standIns.some(({ table }) => quoteIdentifier(table.name) === rowTypeOf(node));
}

function rowTypeOf({ target: { name } }: Cast): string | undefined {
  const last = typeof name === 'string' ? undefined : name.at(-1)?.name;
  return last === undefined ? undefined : quoteIdentifier(last);
}

function isTableOid({ parts, star }: ColumnRef): boolean {
  return !star && parts.at(-1)?.name === 'tableoid';
}

/** As it is called where a table's name has become an alias. */
function columnText({ parts }: ColumnRef): string {
  return parts
    .slice(-2)
    .map(({ name }) => quoteIdentifier(name))
    .join('.');
}

/** The name that PostgreSQL gives the target as the user wrote it, where the edits would make it another. */
function nameOf(expression: Expression): string | undefined {
  if (expression.type === 'cast') return nameOf(expression.operand);
  if (expression.type === 'column') return isTableOid(expression) ? 'tableoid' : undefined;
  return expression.type === 'call' && expression.name.at(-1)?.name === 'pg_typeof' ? 'pg_typeof' : undefined;
}
