/** PostgreSQL's values as JSON text. Numbers are carried over digit by digit, never through a JavaScript number. */
import { type ArrayItem, parseArray } from './array-text.ts';
import { arrayDelimiter, elementOid, valueKind } from './type-oids.ts';

/** A value's PostgreSQL text as JSON, on one line and without a raw control character. */
export type JsonEncoder = (text: string) => string;

/**
 * Numbers and booleans as JSON's own, json and jsonb verbatim, arrays as JSON arrays of what their elements are, and
 * everything else, bytea among it, as the string PostgreSQL prints.
 */
export function jsonEncoder(typeOid: number): JsonEncoder {
  switch (valueKind(typeOid)) {
    case 'number':
      return jsonNumber;
    case 'bool':
      return (text) => (text === 't' ? 'true' : 'false');
    case 'json':
      return jsonVerbatim;
    case 'array':
      return arrayEncoder(typeOid);
    case 'bytea':
    case 'text':
      return jsonString;
  }
}

/** NaN, Infinity and the like are no JSON numbers, and become strings. */
const numberText = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** Whether PostgreSQL's text of a number is JSON's as well. */
export function isJsonNumber(text: string): boolean {
  return numberText.test(text);
}

function jsonNumber(text: string): string {
  return isJsonNumber(text) ? text : jsonString(text);
}

/** JSON.stringify leaves DEL and the C1 controls as they are; a terminal obeys those too. */
export function jsonString(text: string): string {
  return escapeJsonControls(JSON.stringify(text));
}

/** Raw line ends in valid JSON stand between its tokens only; other controls it may hold raw only inside strings. */
function jsonVerbatim(text: string): string {
  return escapeJsonControls(text.replace(lineEnds, ' '));
}

const lineEnds = /[\n\r\t]+/g;
const control = /\p{Cc}/u;
const controls = /\p{Cc}/gu;

function escapeJsonControls(json: string): string {
  if (!control.test(json)) return json;
  return json.replace(controls, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function arrayEncoder(arrayOid: number): JsonEncoder {
  const element = elementOid(arrayOid) ?? 0;
  const encode = jsonEncoder(element);
  const encodeItem = (item: ArrayItem): string => {
    if (item === null) return 'null';
    return typeof item === 'string' ? encode(item) : `[${item.map(encodeItem).join(',')}]`;
  };
  return (text) => {
    const items = parseArray(text, arrayDelimiter(element));
    return items === undefined ? jsonString(text) : encodeItem(items);
  };
}

/** Names that are unique, so that no column of the result is lost in an object: a second `id` becomes `id_2`. */
export function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set(names);
  const seen = new Set<string>();
  return names.map((name) => {
    let unique = name;
    for (let count = 2; seen.has(unique); count++) {
      const candidate = `${name}_${count}`;
      if (!taken.has(candidate)) unique = candidate;
    }
    seen.add(unique);
    return unique;
  });
}
