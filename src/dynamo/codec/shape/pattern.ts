/**
 * Regular expressions for DynamoDB's JSON, as it comes over the wire: no white space. All of them are deterministic on JSON (no two ways to match the same text begin with the same character), so that a
 * text that does not match is given up in linear time.
 */
import { PLAIN_NUMBER } from '../numeric.ts';
import type { Attribute, Form, Shape } from './shape.ts';

/** Control characters have to be escaped in JSON. */
const PLAIN_STRING = '[^"\\\\\\x00-\\x1f]*';
const STRING = `${PLAIN_STRING}(?:\\\\.${PLAIN_STRING})*`;
const NULL = '\\{"NULL":true\\}';

/** Objects within objects, an item's and its values': an item with deeper ones is left to JSON.parse. */
const MOST_NESTED = 12;

const OBJECT = ((): string => {
  const inner = `[^{}"\\x00-\\x1f]|"${STRING}"`;
  let object = `\\{(?:${inner})*\\}`;
  for (let depth = 1; depth < MOST_NESTED; depth += 1) object = `\\{(?:${inner}|${object})*\\}`;
  return object;
})();

const END = '(?:,|$)';

/** One item of a page, whatever it is, and the comma behind it. */
export function anyItem(): RegExp {
  return new RegExp(`(${OBJECT})${END}`, 'y');
}

/** Which values are captured: as they are written between the quotes, or whole with braces. */
export interface Captured {
  readonly content: ReadonlySet<Form>;
  readonly whole: ReadonlySet<Form>;
}

/** The numbers of the groups that capture them. */
export interface Groups {
  readonly content: ReadonlyMap<Form, number>;
  readonly whole: ReadonlyMap<Form, number>;
}

/** One item of a shape, and the comma behind it. */
export function itemPattern(shape: Shape, captured: Captured): { readonly pattern: RegExp; readonly groups: Groups } {
  const content = new Map<Form, number>();
  const whole = new Map<Form, number>();
  let count = 0;

  const capture = (form: Form, source: string): string => {
    if (!captured.content.has(form)) return `(?:${source})`;
    count += 1;
    content.set(form, count);
    return `(${source})`;
  };
  const value = (form: Form): string => {
    switch (form.type) {
      case 'S':
        return `\\{"S":"${capture(form, form.escaped ? STRING : PLAIN_STRING)}"\\}`;
      case 'N':
        return `\\{"N":"${capture(form, form.plain ? PLAIN_NUMBER : PLAIN_STRING)}"\\}`;
      case 'B':
        return `\\{"B":"${capture(form, PLAIN_STRING)}"\\}`;
      case 'BOOL':
        return `\\{"BOOL":${capture(form, 'true|false')}\\}`;
      case 'NULL':
        return NULL;
      case 'M':
        return `\\{"M":\\{${form.members.map(({ name, form: member }) => `${key(name)}:${all(member)}`).join(',')}\\}\\}`;
      case 'L':
        return `\\{"L":\\[${form.elements.map(all).join(',')}\\]\\}`;
      case 'any':
        return OBJECT;
    }
  };
  const all = (form: Form): string => {
    if (!captured.whole.has(form)) return value(form);
    count += 1;
    whole.set(form, count);
    return `(${value(form)})`;
  };
  const attribute = ({ name, form, optional, nullable }: Attribute): string => {
    const source = nullable ? `(?:${all(form)}|${NULL})` : all(form);
    // JSON has the comma just where an attribute stands in front.
    return optional ? `(?:,?${key(name)}:${source})?` : `,?${key(name)}:${source}`;
  };
  const pattern = new RegExp(`\\{${shape.map(attribute).join('')}\\}${END}`, 'y');
  return { pattern, groups: { content, whole } };
}

function key(name: string): string {
  return JSON.stringify(name).replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
