/** What `\timing` says under psql's own line: what a statement read from DynamoDB, where it read anything. */
import type { Usage } from '../run/port.ts';

type ByTable = ReadonlyMap<string, Usage>;

/** The line with its newline; empty where nothing was asked of DynamoDB between the two. */
export function costLine(before: ByTable, after: ByTable): string {
  const used = (name: 'requests' | 'readUnits' | 'writeUnits'): number => total(after, name) - total(before, name);
  const requests = used('requests');
  if (requests === 0) return '';
  const parts = [counted(requests, 'request'), counted(used('readUnits'), 'read unit')];
  const written = used('writeUnits');
  if (written > 0) parts.push(counted(written, 'write unit'));
  return `DynamoDB: ${parts.join(', ')}\n`;
}

function total(usage: ByTable, name: keyof Usage): number {
  return [...usage.values()].reduce((sum, used) => sum + used[name], 0);
}

/** Units come in halves; sums of them must not show a rounding error. */
function counted(count: number, noun: string): string {
  const shown = roundUnits(count);
  return `${shown} ${noun}${shown === '1' ? '' : 's'}`;
}

export function roundUnits(units: number): string {
  return String(Math.round(units * 1000) / 1000);
}
