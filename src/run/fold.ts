/**
 * Stable expressions of a scan's qualifiers, evaluated by PostgreSQL: `ts > now() - interval '1 day'` is planned with the moment it stands for. The statement runs in the same transaction, so that
 * now() is the same when PostgreSQL checks again.
 */
import type { Engine } from '../engine/port.ts';
import { constantOf } from '../plan/constant.ts';
import type { ForeignScan, Occurrence } from '../plan/scan.ts';
import { applyEdits, type Edit } from '../sql/edits.ts';
import type { Expression } from '../sql/expression.ts';
import { parseExpression } from '../sql/parse.ts';
import { quoteLiteral } from '../sql/quote.ts';
import { childrenOf } from '../sql/visit.ts';

type Node = ReturnType<typeof childrenOf>[number];

/** The scan with the stable expressions in its qualifiers replaced by constants. */
export async function foldStable(scan: ForeignScan, engine: Engine): Promise<ForeignScan> {
  const occurrences = await Promise.all(scan.occurrences.map((occurrence) => foldOccurrence(occurrence, engine)));
  return { ...scan, occurrences };
}

async function foldOccurrence(occurrence: Occurrence, engine: Engine): Promise<Occurrence> {
  const filter = occurrence.node.Filter;
  if (filter === undefined) return occurrence;
  const found = occurrence.qualifiers.flatMap((qualifier) => foldable(qualifier));
  if (found.length === 0 || !(await areStable(found, engine))) return occurrence;
  const texts = found.map(({ span }) => filter.slice(span.start, span.end));
  const columns = texts.map((text) => `(${text})::text, pg_typeof(${text})::text`);
  const [row] = (await engine.query(`SELECT ${columns.join(', ')}`)).rows;
  if (row === undefined) return occurrence;
  const edits = found.map(({ span }, i): Edit => {
    const value = row[2 * i];
    const literal = value == null ? 'NULL' : quoteLiteral(value);
    return { start: span.start, end: span.end, replacement: `${literal}::${row[2 * i + 1]}` };
  });
  const folded = parseExpression(applyEdits(filter, edits).text);
  const qualifiers = folded.type === 'and' ? folded.operands : [folded];
  return qualifiers.length === occurrence.texts.length ? { ...occurrence, qualifiers } : occurrence;
}

/** The largest parts that read no column and are not constants already. */
function foldable(node: Node): readonly Expression[] {
  if (node.type === 'select') return [];
  const children = childrenOf(node);
  const isExpression = 'span' in node && node.type !== 'type_name' && node.type !== 'sort' && node.type !== 'argument';
  if (isExpression && isClosed(node) && hasCall(node))
    return constantOf(node as Expression) === undefined ? [node as Expression] : [];
  return children.flatMap(foldable);
}

function isClosed(node: Node): boolean {
  if (node.type === 'column' || node.type === 'parameter' || node.type === 'plan_reference' || node.type === 'select')
    return false;
  return childrenOf(node).every(isClosed);
}

function hasCall(node: Node): boolean {
  return node.type === 'call' || node.type === 'value_function' || childrenOf(node).some(hasCall);
}

/** True where no function in the nodes is volatile, or moves on within a transaction. */
export async function areStable(nodes: readonly Node[], engine: Engine): Promise<boolean> {
  const names = new Set<string>();
  const visit = (node: Node): void => {
    if (node.type === 'call') names.add(node.name.at(-1)?.name ?? '');
    childrenOf(node).forEach(visit);
  };
  nodes.forEach(visit);
  if (names.has('statement_timestamp')) return false;
  if (names.size === 0) return true;
  const list = [...names].map((name) => quoteLiteral(name)).join(', ');
  const [row] = (
    await engine.query(`SELECT coalesce(bool_and(provolatile <> 'v'), false) FROM pg_proc WHERE proname IN (${list})`)
  ).rows;
  return row?.[0] === 't';
}
