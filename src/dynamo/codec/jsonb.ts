/**
 * Attribute values as PostgreSQL prints jsonb: keys by length, then by bytes; one space after `:` and `,`; numbers in numeric's print form; sets as sorted
 * arrays; binary as base64 text.
 *
 * jsonb cannot hold the character U+0000: a value with one has no jsonb form.
 */
import type { AttributeValue, Item } from '../../plan/request.ts';
import { numericText } from './numeric.ts';
import { compareUtf8, sortedBinary, sortedNumbers, sortedStrings } from './order.ts';

/** Thrown within this file only: U+0000 deep in a value. */
class NoJsonb extends Error {}

/** undefined where the value has no jsonb form. */
export function jsonbText(value: AttributeValue): string | undefined {
  return orUndefined(() => valueText(value));
}

/** A whole item as a jsonb object. */
export function itemText(item: Item): string | undefined {
  return orUndefined(() => objectText(item));
}

function orUndefined(text: () => string): string | undefined {
  try {
    return text();
  } catch (error) {
    if (error instanceof NoJsonb) return undefined;
    throw error;
  }
}

const NEEDS_ESCAPE = /["\\\p{Cc}\ud800-\udfff]/u;

/** A JSON string. `JSON.stringify` escapes as PostgreSQL's escape_json does. */
function stringText(text: string): string {
  if (!NEEDS_ESCAPE.test(text)) return `"${text}"`;
  if (text.includes('\0')) throw new NoJsonb();
  return JSON.stringify(text);
}

function valueText(value: AttributeValue): string {
  if ('S' in value) return stringText(value.S);
  if ('N' in value) return numericText(value.N);
  if ('M' in value) return objectText(value.M);
  if ('L' in value) return listText(value.L);
  if ('BOOL' in value) return value.BOOL ? 'true' : 'false';
  if ('NULL' in value) return 'null';
  if ('B' in value) return `"${value.B}"`;
  if ('SS' in value) return `[${sortedStrings(value.SS).map(stringText).join(', ')}]`;
  if ('NS' in value) return `[${sortedNumbers(value.NS).join(', ')}]`;
  return `[${sortedBinary(value.BS)
    .map((text) => `"${text}"`)
    .join(', ')}]`;
}

function listText(list: readonly AttributeValue[]): string {
  let text = '[';
  for (let at = 0; at < list.length; at += 1) {
    const value = list[at];
    if (value) text += at === 0 ? valueText(value) : `, ${valueText(value)}`;
  }
  return `${text}]`;
}

function objectText(map: Item): string {
  let text = '{';
  let separator = '';
  for (const name of sortedNames(map)) {
    const value = map[name];
    if (value) text += `${separator}${stringText(name)}: ${valueText(value)}`;
    separator = ', ';
  }
  return `${text}}`;
}

const ASCII = /^\p{ASCII}*$/u;

function byteLength(text: string): number {
  return ASCII.test(text) ? text.length : Buffer.byteLength(text);
}

function compareNames(left: string, right: string): number {
  return byteLength(left) - byteLength(right) || compareUtf8(left, right);
}

/** jsonb's order of keys. Insertion sort: objects have few keys, and often come in order already. */
function sortedNames(map: Item): string[] {
  const names = Object.keys(map);
  for (let at = 1; at < names.length; at += 1) {
    const name = names[at] as string;
    let to = at;
    for (; to > 0 && compareNames(names[to - 1] as string, name) > 0; to -= 1) names[to] = names[to - 1] as string;
    names[to] = name;
  }
  return names;
}
