/** `dynamodb_fdw.full_scan`: a whole table is not read without a word. */
import type { FullScan } from '../engine/settings.ts';
import { SqlError, SqlState } from '../errors.ts';
import { dollars } from '../plan/cost.ts';
import { figure } from '../plan/figure.ts';
import type { ScanPlan } from '../plan/planner.ts';
import { quoteIdentifier } from '../sql/quote.ts';
import type { StatementReceiver } from './port.ts';

/** A table up to one page of a Scan is not worth a word. */
const SMALL_BYTES = 1024 * 1024;

/**
 * Warns of a full scan, or refuses it.
 * @throws SqlError where the setting is deny
 */
export function warnOfFullScan(plan: ScanPlan, setting: FullScan, receiver: StatementReceiver): void {
  const { access, scan } = plan;
  if (setting === 'allow' || access.method !== 'Scan' || !access.fullScan) return;
  const { items, readUnits, bytes, known } = access.estimate;
  if (setting === 'deny') {
    throw new SqlError({
      code: SqlState.configurationLimitExceeded,
      message: `query needs a full scan of DynamoDB table "${scan.description.table}"`,
      detail: known ? `It would read ${sizeText(items, bytes, readUnits)}.` : 'Its size is not known.',
      hint: keyHint(plan),
    });
  }
  const size = access.index === undefined ? scan.description.bytes : access.index.bytes;
  if (size <= SMALL_BYTES) return;
  receiver.notice?.({
    severity: 'NOTICE',
    code: '00000',
    message: `full scan of DynamoDB table "${scan.description.table}": ${sizeText(items, bytes, readUnits)}`,
    hint: keyHint(plan),
  });
}

function sizeText(items: number, bytes: number, readUnits: number): string {
  const megabytes = (bytes / 1024 / 1024).toFixed(1);
  return `about ${figure(items)} items, ${megabytes} MB, ${figure(readUnits)} read units ($${dollars(readUnits).toFixed(4)} on demand)`;
}

/** What would let the table be read by less: a condition that makes an index serve, or else one on a key. */
function keyHint({ scan, access }: ScanPlan): string {
  const { keys, indexes, table } = scan.description;
  const columnOf = (attribute: string): string => {
    for (const reading of scan.columns.values())
      if (reading.path.length === 1 && reading.path[0] === attribute) return reading.column.name;
    return attribute;
  };
  const unused = (access.unused ?? []).map(({ index, obstacle }) =>
    typeof obstacle === 'string'
      ? `Index ${index.name} would serve, but ${obstacle}.`
      : `Index ${index.name} would serve, but leaves out items without some attributes: add AND ${obstacle.sparseOn.map((name) => `${quoteIdentifier(columnOf(name))} IS NOT NULL`).join(' AND ')}.`,
  );
  if (unused.length > 0) return unused.join(' ');
  const choices = [
    `"${columnOf(keys.partition.name)}" (table ${table})`,
    ...indexes
      .filter((index) => index.active)
      .map((index) => `"${columnOf(index.keys.partition.name)}" (index ${index.name})`),
  ];
  return `A condition with = on one of these would read less: ${[...new Set(choices)].join(', ')}.`;
}
