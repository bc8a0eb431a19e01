/** `\cost`: what the session has taken from DynamoDB, table by table. */
import type { Usage } from '../../run/port.ts';
import { roundUnits } from '../cost-line.ts';
import { printListing } from '../print.ts';
import type { Shell } from '../shell.ts';

const headers = ['Table', 'Requests', 'Pages', 'Items read', 'Items returned', 'Read units', 'Write units', 'Retries'];
const counted = ['requests', 'pages', 'itemsScanned', 'itemsReturned', 'readUnits', 'writeUnits', 'retries'] as const;

export async function printCost(shell: Shell): Promise<void> {
  const usage = [...shell.session.usageByTable()].sort(([a], [b]) => (a < b ? -1 : 1));
  const rows = usage.map(([table, used]) => [table, ...cells(used)]);
  if (rows.length > 1) {
    rows.push(['total', ...counted.map((name) => roundUnits(usage.reduce((sum, [, used]) => sum + used[name], 0)))]);
  }
  await printListing(shell, {
    title: 'DynamoDB requests of this session',
    headers,
    aligns: ['l', ...counted.map(() => 'r' as const)],
    rows,
    footers: rows.length === 0 ? ['(0 rows)'] : [],
  });
}

function cells(usage: Usage): string[] {
  return counted.map((name) => roundUnits(usage[name]));
}
