/** What the oracles' tables have in common. */
import { COLUMNS, type Shape, SORT_TYPE } from './arbitraries.ts';

/** The columns of the foreign table of a shape, but for its raw item. */
export function columnList(of: Shape): string {
  const sort = of.sk === 'none' ? 'sk text' : `sk ${SORT_TYPE[of.sk]}`;
  const keys = ['pk text', sort, 'gpk text', 'gsk numeric', 'lsk text'];
  return [...keys, ...COLUMNS.map(({ name, type }) => `${name} ${type}`)].join(', ');
}

/**
 * dynalite's filters compare strings by UTF-16 units, which puts U+FFEE behind astral characters; DynamoDB (and DynamoDB Local) by UTF-8 bytes. There a character takes its place that both put before them.
 */
export function comparable<T>(drawn: T, isDynalite: boolean): T {
  return isDynalite ? JSON.parse(JSON.stringify(drawn).replaceAll('\uffee', '\u4e00')) : drawn;
}
