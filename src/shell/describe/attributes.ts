/** What `\d+` of a foreign table shows of the last ANALYZE: the types each column's attribute has, and the attributes that no column reads. */
import { oneLine } from '../../format/lines.ts';
import { plural } from '../../plan/figure.ts';
import { observation } from '../../run/observation.ts';
import type { ObservedAttribute, ObservedTable } from '../../run/port.ts';
import type { Shell } from '../shell.ts';

/** None where the table was not analyzed. */
export async function attributeFooters(shell: Shell, oid: string): Promise<readonly string[]> {
  const observed = await shell.withSession(() => shell.session.attributeStatistics(Number(oid)));
  return observed === undefined ? [] : attributeLines(observed);
}

export function attributeLines({ analyzedAt, sampledItems, attributes }: ObservedTable): readonly string[] {
  const items = plural(sampledItems, 'sampled item');
  const when = `${analyzedAt.slice(0, 19).replace('T', ' ')}+00`;
  const unread = attributes.filter(({ column }) => column === undefined);
  return [
    `Attributes in ${items} (analyzed ${when}):`,
    ...attributes.flatMap((each) => (each.column === undefined ? [] : [`    ${line(each, each.column)}`])),
    ...(unread.length === 0 ? [] : ['Attributes without a column:', ...unread.map((each) => `    ${line(each)}`)]),
  ];
}

/** A newline in a name or an example must not look like a line of ours. */
function line(observed: ObservedAttribute, column?: string): string {
  const { attribute, example } = observed;
  const isNamedSo = column !== undefined && (attribute === column || attribute === quoted(column));
  const path = column === undefined ? attribute : `${quoted(column)}${isNamedSo ? '' : ` (${attribute})`}`;
  return oneLine(`${path}: ${observation(observed)}${example === undefined ? '' : `; for example ${example}`}`);
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
