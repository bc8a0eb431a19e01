/**
 * A scan's own filter, run by PostgreSQL while it loads (COPY ... WHERE): a row that the statement's plan would drop as it reads the staging table is not put into it. The statement filters again
 * all the same, so that nothing depends on this but time and memory.
 */
import type { Engine } from '../engine/port.ts';
import type { ScanPlan } from '../plan/planner.ts';
import { columnReferences } from '../plan/scan.ts';
import { applyEdits } from '../sql/edits.ts';
import { parseExpression } from '../sql/parse.ts';
import { quoteIdentifier } from '../sql/quote.ts';
import { walk } from '../sql/visit.ts';
import { areStable } from './fold.ts';

/** The filter as COPY takes it, where it drops rows and COPY can run it: no subquery, nothing that gives another value when it runs again. */
export async function rowFilter({ scan, access }: ScanPlan, engine: Engine): Promise<string | undefined> {
  const [occurrence, ...others] = scan.occurrences;
  const filter = occurrence?.node.Filter;
  // Qualifiers are there where the filter could be read.
  if (occurrence === undefined || others.length > 0 || filter === undefined || occurrence.qualifiers.length === 0)
    return undefined;
  // A sample is taken of all rows, before the filter.
  if (access.exact || occurrence.node['Node Type'] !== 'Seq Scan') return undefined;
  const expression = parseExpression(filter);
  if ([...walk(expression)].some(({ type }) => type === 'plan_reference' || type === 'select' || type === 'parameter'))
    return undefined;
  const columns = new Set(scan.table.columns.map(({ name }) => name));
  const references = columnReferences(expression);
  const names = references.map(({ parts }) => parts.at(-1)?.name ?? '');
  // A column of another relation, whose row the scan is run for, is not there as it loads.
  const isOwn = references.every(
    ({ parts, star }, i) =>
      !star && parts.length === 2 && parts[0]?.name === occurrence.alias && columns.has(names[i] ?? ''),
  );
  if (!isOwn) return undefined;
  if (!(await areStable([expression], engine))) return undefined;
  return applyEdits(
    filter,
    references.map(({ span }, i) => ({ ...span, replacement: quoteIdentifier(names[i] ?? '') })),
  ).text;
}
