/**
 * Attribute values as PostgreSQL prints jsonb: keys by length, then by bytes; one space after `:` and `,`; numbers in numeric's print form; sets as sorted
 * arrays; binary as base64 text.
 *
 * jsonb cannot hold the character U+0000: a value with one has no jsonb form.
 */
import type { AttributeValue } from '../../plan/request.ts';
import { numericText } from './numeric.ts';
import { compareUtf8, sortedBinary, sortedNumbers, sortedStrings } from './order.ts';

/** Thrown by the writers of this folder only, and caught by {@link orUndefined}: U+0000 deep in a value. */
class NoJsonb extends Error {}

/** undefined where the value has no jsonb form. */
export function jsonbText(value: AttributeValue): string | undefined {
  return orUndefined(() => valueText(value));
}

/** What `text` gives; undefined where it has no jsonb form. */
export function orUndefined(text: () => string): string | undefined {
  try {
    return text();
  } catch (error) {
    if (error instanceof NoJsonb) return undefined;
    throw error;
  }
}

/** What may stand between quotes in JSON only when escaped, and a few control characters more. */
const NEEDS_ESCAPE = /["\\\p{Cc}]/u;

/** A JSON string. `JSON.stringify` escapes as PostgreSQL's escape_json does. */
export function stringText(text: string): string {
  if (!NEEDS_ESCAPE.test(text)) return `"${text}"`;
  if (text.includes('\0')) throw new NoJsonb();
  return JSON.stringify(text);
}

function valueText(value: AttributeValue): string {
  if ('S' in value) return stringText(value.S);
  if ('N' in value) return numericText(value.N);
  if ('M' in value) return objectText(value.M, valueText);
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

/** @param memberText the text of a member's value */
export function objectText<Value = AttributeValue>(
  map: Readonly<Record<string, Value>>,
  memberText: (value: Value) => string,
): string {
  let text = '{';
  for (const name of sortedNames(map)) {
    const value = map[name.name];
    if (!value) continue;
    text += (text === '{' ? '' : ', ') + name.text + memberText(value);
  }
  return `${text}}`;
}

/** A key, with what printing and ordering it need. */
interface Name {
  readonly name: string;
  /** `"name": ` */
  readonly text: string;
  readonly bytes: number;
}

/** The same few names come with every item. */
const names = new Map<string, Name>();
const MOST_NAMES = 10_000;

function nameOf(name: string): Name {
  const known = names.get(name);
  if (known) return known;
  const made = { name, text: `${stringText(name)}: `, bytes: Buffer.byteLength(name) };
  if (names.size >= MOST_NAMES) names.clear();
  names.set(name, made);
  return made;
}

function comesAfter(left: Name, right: Name): boolean {
  return left.bytes === right.bytes ? compareUtf8(left.name, right.name) > 0 : left.bytes > right.bytes;
}

/** jsonb's order of keys. Insertion sort: objects have few keys, and often come in order already. */
function sortedNames(map: object): Name[] {
  const sorted: Name[] = [];
  for (const name of Object.keys(map)) {
    const added = nameOf(name);
    let at = sorted.length;
    sorted.push(added);
    for (; at > 0; at -= 1) {
      const before = sorted[at - 1] as Name;
      if (!comesAfter(before, added)) break;
      sorted[at] = before;
    }
    sorted[at] = added;
  }
  return sorted;
}
