/** PostgreSQL's values as DynamoDB attribute values in JSON: `{"N":"1.5"}`. No number passes through a JavaScript number. */
import { type ArrayItem, parseArray } from './array-text.ts';
import { type JsonNode, parseJson } from './json-tree.ts';
import { isJsonNumber, type JsonEncoder, jsonString } from './json-value.ts';
import { arrayDelimiter, BYTEA, elementOid, NUMERIC, TEXT, valueKind } from './type-oids.ts';

/**
 * By the column's type, as IMPORT FOREIGN SCHEMA gives an attribute its column: numbers N, bool BOOL, bytea B, json and jsonb what they hold, `text[]` SS,
 * `numeric[]` NS, `bytea[]` BS, everything else S. Other arrays, and those that are no set (empty, with NULL, with an element twice), are L.
 */
export function attributeEncoder(typeOid: number): JsonEncoder {
  switch (valueKind(typeOid)) {
    case 'number':
      return number;
    case 'bool':
      return (text) => `{"BOOL":${text === 't'}}`;
    case 'bytea':
      return (text) => `{"B":"${byteaBytes(text).toString('base64')}"}`;
    case 'json':
      return (text) => jsonAttribute(parseJson(text));
    case 'array':
      return array(typeOid);
    case 'text':
      return string;
  }
}

function string(text: string): string {
  return `{"S":${jsonString(text)}}`;
}

/** DynamoDB has no NaN and no infinity: those stay text. */
function number(text: string): string {
  return isJsonNumber(text) ? `{"N":"${text}"}` : string(text);
}

/** The sets of DynamoDB, by the kind of their elements' column. */
const setTypes = new Map<number, 'SS' | 'NS' | 'BS'>([
  [TEXT, 'SS'],
  [NUMERIC, 'NS'],
  [BYTEA, 'BS'],
]);

function array(arrayOid: number): JsonEncoder {
  const element = elementOid(arrayOid) ?? 0;
  const encode = attributeEncoder(element);
  const setType = setTypes.get(element);
  const encodeItem = (item: ArrayItem): string => {
    if (item === null) return '{"NULL":true}';
    return typeof item === 'string' ? encode(item) : `{"L":[${item.map(encodeItem).join(',')}]}`;
  };
  return (text) => {
    const items = parseArray(text, arrayDelimiter(element));
    if (items === undefined) return string(text);
    return (setType === undefined ? undefined : set(setType, items)) ?? encodeItem(items);
  };
}

/** Undefined where DynamoDB has no such set. */
function set(type: 'SS' | 'NS' | 'BS', items: readonly ArrayItem[]): string | undefined {
  const members = new Map<string, string>();
  for (const item of items) {
    if (typeof item !== 'string' || (type === 'NS' && !isJsonNumber(item))) return undefined;
    const member = type === 'BS' ? byteaBytes(item).toString('base64') : item;
    // 1 and 1.0 are one number.
    members.set(type === 'NS' ? item.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '') : member, jsonString(member));
  }
  if (items.length === 0 || members.size < items.length) return undefined;
  return `{"${type}":[${[...members.values()].join(',')}]}`;
}

function jsonAttribute(node: JsonNode): string {
  switch (node.kind) {
    case 'null':
      return '{"NULL":true}';
    case 'bool':
      return `{"BOOL":${node.value}}`;
    case 'number':
      return `{"N":"${node.text}"}`;
    case 'string':
      return string(node.value);
    case 'array':
      return `{"L":[${node.items.map(jsonAttribute).join(',')}]}`;
    case 'object':
      return `{"M":{${[...node.members].map(([key, value]) => `${jsonString(key)}:${jsonAttribute(value)}`).join(',')}}}`;
  }
}

/** bytea's text, in either form bytea_output gives it: `\x6869`, or escaped, where a backslash begins `\\` or `\ooo`. */
export function byteaBytes(text: string): Buffer {
  if (text.startsWith('\\x')) return Buffer.from(text.slice(2), 'hex');
  const bytes = text.replace(/\\(\\|[0-7]{3})/g, (_, code: string) =>
    code === '\\' ? '\\' : String.fromCharCode(Number.parseInt(code, 8)),
  );
  return Buffer.from(bytes, 'latin1');
}
