/** Lists and sets as PostgreSQL arrays, in the form array_out prints, which array_in reads. */
import type { AttributeValue } from '../../plan/request.ts';
import type { Convert } from './column.ts';
import { sortedBinary, sortedNumbers, sortedStrings } from './order.ts';

/** PostgreSQL's MAXDIM. */
const MAX_DIMENSIONS = 6;

/** What array_out quotes: nothing, NULL's own word, and what has a meaning in an array's text. */
const QUOTED = /^$|^null$|[{}"\\, \t\n\r\v\f]/i;

function elementText(text: string): string {
  return QUOTED.test(text) ? `"${text.replace(/["\\]/g, '\\$&')}"` : text;
}

/** Sizes from the outermost dimension inwards; undefined where the lists are not rectangular or the dimensions too many. */
function shape(list: readonly AttributeValue[], depth = 1): readonly number[] | undefined {
  if (depth > MAX_DIMENSIONS) return undefined;
  const lists = list.filter((value) => 'L' in value);
  if (lists.length === 0) return [list.length];
  if (lists.length !== list.length) return undefined;
  const [first, ...others] = lists.map((value) => shape(value.L, depth + 1));
  if (!first || others.some((other) => String(other) !== String(first))) return undefined;
  return [list.length, ...first];
}

/** Reads lists, and sets of the types in `sets`, as arrays of elements that `convert` gives; undefined where one element does not fit. */
export function arrayText(elementBase: string, convert: Convert, sets: ReadonlySet<string>): Convert {
  const delimiter = elementBase === 'box' ? ';' : ',';
  // A list inside a list is one element of a jsonb[], and a dimension of any other array.
  const nests = elementBase !== 'json' && elementBase !== 'jsonb';

  const flat = (values: readonly AttributeValue[]): string | undefined => {
    let text = '{';
    for (let at = 0; at < values.length; at += 1) {
      const value = values[at];
      if (!value) return undefined;
      if (at > 0) text += delimiter;
      if ('NULL' in value) text += 'NULL';
      else {
        const element = convert(value);
        if (element === undefined) return undefined;
        text += elementText(element);
      }
    }
    return `${text}}`;
  };

  const nested = (values: readonly AttributeValue[], dimensions: number): string | undefined => {
    if (dimensions === 1) return flat(values);
    const texts: string[] = [];
    for (const value of values) {
      const text = 'L' in value ? nested(value.L, dimensions - 1) : undefined;
      if (text === undefined) return undefined;
      texts.push(text);
    }
    return `{${texts.join(delimiter)}}`;
  };

  const list = (values: readonly AttributeValue[]): string | undefined => {
    if (!nests || !values.some((value) => 'L' in value)) return flat(values);
    const sizes = shape(values);
    if (!sizes) return undefined;
    return sizes.includes(0) ? '{}' : nested(values, sizes.length);
  };

  return (value) => {
    if ('L' in value) return list(value.L);
    if ('SS' in value && sets.has('SS')) return flat(sortedStrings(value.SS).map((S) => ({ S })));
    if ('NS' in value && sets.has('NS')) return flat(sortedNumbers(value.NS).map((N) => ({ N })));
    if ('BS' in value && sets.has('BS')) return flat(sortedBinary(value.BS).map((B) => ({ B })));
    return undefined;
  };
}
