/** What `\d+` of a foreign table adds to psql's: the DynamoDB table behind it, in lines like those psql has for a table's indexes. */
import type { KeySchema, SecondaryIndex, TableDescription } from '../../catalog/model.ts';
import { SqlError } from '../../errors.ts';
import { oneLine } from '../../format/lines.ts';
import { plural } from '../../plan/figure.ts';
import type { Shell } from '../shell.ts';

/** The lines under the columns. A table that cannot be described is a line that says why: the rest of `\d+` needs no DynamoDB. */
export async function dynamodbFooters(shell: Shell, oid: string): Promise<readonly string[]> {
  try {
    const described = await shell.withSession(() => shell.session.describeForeignTable(Number(oid)));
    return described === undefined ? [] : tableLines(described);
  } catch (error) {
    if (!(error instanceof SqlError) || shell.cancelled) throw error;
    return [`DynamoDB table: not described: ${error.message}`];
  }
}

export function tableLines({ table, status, billing, tableClass, stream, items, bytes, ...rest }: TableDescription) {
  const facts = [
    status.toLowerCase(),
    billing,
    ...(tableClass === 'STANDARD' ? [] : [tableClass.toLowerCase().replaceAll('_', ' ')]),
    ...(stream === undefined ? [] : [`stream ${stream}`]),
    extent(items, bytes),
  ];
  return [
    `DynamoDB table: ${quoted(table)}, ${facts.join(', ')}`,
    'DynamoDB indexes:',
    `    PRIMARY KEY ${keys(rest.keys)}`,
    ...rest.indexes.map((index) => `    ${indexLine(index)}`),
  ];
}

function indexLine({ name, kind, keys: schema, projection, active, items, bytes }: SecondaryIndex): string {
  const projected = projection.type === 'INCLUDE' ? ` INCLUDE (${projection.attributes.map(quoted).join(', ')})` : '';
  const facts = [
    `${quoted(name)} ${kind.toUpperCase()} ${keys(schema)}${projected === '' ? ` ${projection.type}` : projected}`,
    ...(active ? [] : ['not active']),
    extent(items, bytes),
  ];
  return facts.join(', ');
}

function keys({ partition, sort }: KeySchema): string {
  const parts = sort === undefined ? [partition] : [partition, sort];
  return `(${parts.map(({ name, type }) => `${quoted(name)} ${type}`).join(', ')})`;
}

/** DynamoDB counts every six hours or so, and before it first has it says 0. */
function extent(items: number, bytes: number): string {
  if (items === 0) return 'size not known';
  return `about ${plural(items, 'item')} in ${size(bytes)}`;
}

/** As pg_size_pretty writes it. */
function size(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB', 'PB'];
  let value = bytes;
  let unit = 0;
  for (; value >= 10_240 && unit < units.length - 1; unit++) value /= 1024;
  return `${Math.round(value)} ${units[unit]}`;
}

function quoted(name: string): string {
  return `"${oneLine(name).replaceAll('"', '""')}"`;
}
