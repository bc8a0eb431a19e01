import { jsonEncoder, jsonString, uniqueNames } from './json-value.ts';
import type { Column } from './table.ts';

/** Rows as JSON objects, a key a column, null for NULL. */
export function objectEncoder(columns: readonly Column[]): (row: readonly (string | null)[]) => string {
  const names = uniqueNames(columns.map(({ name }) => name));
  const keys = names.map((name, index) => `${index > 0 ? ',' : ''}${jsonString(name)}:`);
  const encoders = columns.map(({ typeOid }) => jsonEncoder(typeOid));
  return (row) => {
    let text = '{';
    for (let index = 0; index < encoders.length; index++) {
      const cell = row[index];
      text += keys[index];
      text += cell === null || cell === undefined ? 'null' : encoders[index]?.(cell);
    }
    return `${text}}`;
  };
}
