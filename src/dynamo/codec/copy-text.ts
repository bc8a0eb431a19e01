/** COPY's text format (https://www.postgresql.org/docs/18/sql-copy.html#id-1.9.3.55.9.2). */

import type { TextForm } from './text-form.ts';

export const NULL_TEXT = '\\N';

const SPECIAL = /[\\\n\r\t]/;
const EACH_SPECIAL = /[\\\n\r\t]/g;
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

export function copyEscaped(text: string): string {
  return SPECIAL.test(text) ? text.replace(EACH_SPECIAL, (character) => ESCAPES[character] ?? character) : text;
}

/** A line of COPY's text. */
export const COPY: TextForm = {
  separator: '\t',
  nullText: NULL_TEXT,
  quote: '',
  special: SPECIAL,
  escapes: ESCAPES,
  isCopy: true,
};

const UNESCAPED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** The values of a line in that form, without its end; null for NULL. */
export function rowOfLine(line: Uint8Array): (string | null)[] {
  const text = Buffer.from(line.buffer, line.byteOffset, line.length).toString();
  return text.split('\t').map((field) => {
    if (field === NULL_TEXT) return null;
    return field.includes('\\')
      ? field.replace(/\\(.)/g, (_, escaped: string) => UNESCAPED[escaped] ?? escaped)
      : field;
  });
}
