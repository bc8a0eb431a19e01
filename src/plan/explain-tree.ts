/** PostgreSQL's own EXPLAIN output over the staging tables, with each staging table's scan shown as the foreign scan it stands for. */
import { quoteIdentifier } from '../sql/quote.ts';
import { type ShownScan, scanJson, scanLines } from './explain-scan.ts';
import type { ScanPlan } from './planner.ts';

/** Lines added below a scan beside what the plan says (EXPLAIN ANALYZE's figures). */
export type ExtraLines = (plan: ScanPlan) => readonly string[];

const SCAN_LINE =
  /^(\s*(?:->\s+)?)(?:Seq Scan|Sample Scan) on (?:pg_temp(?:_\d+)?\.)?([a-z0-9_]+)(?: (.*?))?( {2}\(.*\))?$/;

/** EXPLAIN's lines, staging scans replaced. */
export function explainText(
  lines: readonly string[],
  scans: readonly ShownScan[],
  verbose: boolean,
  extra: ExtraLines = () => [],
): readonly string[] {
  const byStaging = new Map(scans.map((shown) => [shown.plan.scan.staging, shown]));
  const out: string[] = [];
  let pending: { readonly indent: number; readonly lines: readonly string[] } | undefined;
  const flush = (): void => {
    if (pending !== undefined) out.push(...pending.lines.map((line) => ' '.repeat(pending?.indent ?? 0) + line));
    pending = undefined;
  };
  for (const line of lines) {
    const indent = line.length - line.trimStart().length;
    // The lines of a node end where another node begins or the indentation falls back.
    if (pending !== undefined && (indent < pending.indent || /^\s*(?:->|(?:InitPlan|SubPlan|CTE) )/.test(line)))
      flush();
    const match = SCAN_LINE.exec(line);
    const shown = byStaging.get(match?.[2] ?? '');
    if (match === null || shown === undefined) {
      out.push(line);
      continue;
    }
    flush();
    const lead = match[1] ?? '';
    out.push(`${lead}Foreign Scan on ${relationText(shown.plan, match[3], verbose)}${match[4] ?? ''}`);
    pending = { indent: lead.length + 2, lines: [...scanLines(shown), ...extra(shown.plan)] };
  }
  flush();
  return out;
}

function relationText(plan: ScanPlan, alias: string | undefined, verbose: boolean): string {
  const { schema, name } = plan.scan.table;
  const table = quoteIdentifier(name);
  const qualified = verbose ? `${quoteIdentifier(schema)}.${table}` : table;
  return alias === undefined || alias === table ? qualified : `${qualified} ${alias}`;
}

/** EXPLAIN (FORMAT JSON), staging scans replaced. */
export function explainJson(
  json: string,
  scans: readonly ShownScan[],
  extra: (plan: ScanPlan) => Record<string, unknown> = () => ({}),
): string {
  const byStaging = new Map(scans.map((shown) => [shown.plan.scan.staging, shown]));
  const replaced: unknown = JSON.parse(json, (_key, value: unknown) => {
    if (typeof value !== 'object' || value === null || !('Relation Name' in value)) return value;
    const shown = byStaging.get(String(value['Relation Name']));
    if (shown === undefined) return value;
    const { schema, name } = shown.plan.scan.table;
    return {
      ...value,
      'Node Type': 'Foreign Scan',
      'Relation Name': name,
      ...('Schema' in value ? { Schema: schema } : {}),
      DynamoDB: { ...scanJson(shown), ...extra(shown.plan) },
    };
  });
  return JSON.stringify(replaced, null, 2);
}
