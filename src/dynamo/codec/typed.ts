/**
 * Attribute values with their types, as DynamoDB's API writes them (`{"S": "x"}`, `{"NS": ["1", "2"]}`), in jsonb's print form: for those who need to tell a set from a list, or a number
 * from a string that looks like one. Numbers are in numeric's print form, sets sorted, as everywhere.
 */
import type { AttributeValue, Item } from '../../plan/request.ts';
import { objectText, orUndefined, stringText } from './jsonb.ts';
import { numericText } from './numeric.ts';
import { sortedBinary, sortedNumbers, sortedStrings } from './order.ts';

/** undefined where the value has no jsonb form. */
export function typedText(value: AttributeValue): string | undefined {
  return orUndefined(() => typed(value));
}

/** A whole item: its attributes' names stand outside, as in the API. */
export function typedItemText(item: Item): string | undefined {
  return orUndefined(() => objectText(item, typed));
}

function typed(value: AttributeValue): string {
  if ('S' in value) return `{"S": ${stringText(value.S)}}`;
  if ('N' in value) return `{"N": "${numericText(value.N)}"}`;
  if ('M' in value) return `{"M": ${objectText(value.M, typed)}}`;
  if ('L' in value) return `{"L": [${value.L.map(typed).join(', ')}]}`;
  if ('BOOL' in value) return `{"BOOL": ${value.BOOL}}`;
  if ('NULL' in value) return '{"NULL": true}';
  if ('B' in value) return `{"B": "${value.B}"}`;
  if ('SS' in value) return `{"SS": [${sortedStrings(value.SS).map(stringText).join(', ')}]}`;
  if ('NS' in value) return `{"NS": [${sortedNumbers(value.NS).map(quoted).join(', ')}]}`;
  return `{"BS": [${sortedBinary(value.BS).map(quoted).join(', ')}]}`;
}

function quoted(text: string): string {
  return `"${text}"`;
}
