/** `\crosstabview`: a result as a grid, one column's values down the side, another's across the top. */
import type { Field, Row } from '../engine/port.ts';
import { dequote } from './lexer/slash-scanner.ts';
import { printFields } from './print.ts';
import type { Shell } from './shell.ts';
import type { Sink } from './sink.ts';
import { parseInteger } from './values.ts';

const maxColumns = 1600;

/** Prints the grid, or returns why it cannot. */
export async function printCrosstab(
  shell: Shell,
  fields: readonly Field[],
  rows: readonly Row[],
  columns: readonly string[],
  sink: Sink,
): Promise<string | undefined> {
  const plan = chooseColumns(fields, columns);
  if (typeof plan === 'string') return `\\crosstabview: ${plan}`;
  const down = new Map<string | null, number>();
  const across = new Map<string | null, { sortKey: string | null }>();
  const cells = new Map<string, string | null>();
  for (const row of rows) {
    const vertical = row[plan.vertical] ?? null;
    const horizontal = row[plan.horizontal] ?? null;
    if (!down.has(vertical)) down.set(vertical, down.size);
    if (!across.has(horizontal)) {
      across.set(horizontal, { sortKey: plan.sort === undefined ? null : (row[plan.sort] ?? null) });
    }
    if (across.size > maxColumns) return `\\crosstabview: maximum number of columns (${maxColumns}) exceeded`;
    const key = JSON.stringify([vertical, horizontal]);
    if (cells.has(key)) {
      const name = (value: string | null): string => (value === null ? '(null)' : value);
      return `\\crosstabview: query result contains multiple data values for row "${name(vertical)}", column "${name(horizontal)}"`;
    }
    cells.set(key, row[plan.data] ?? null);
  }

  const heads = [...across.keys()];
  if (plan.sort !== undefined) {
    const rank = (head: string | null): number => rankOf(across.get(head)?.sortKey);
    heads.sort((a, b) => rank(a) - rank(b) || byName(a, b));
  }
  const side = fields[plan.vertical] as Field;
  const data = fields[plan.data] as Field;
  const grid: Row[] = [...down.keys()].map((vertical) => [
    vertical,
    ...heads.map((head) => {
      const key = JSON.stringify([vertical, head]);
      // A cell that no row filled is empty, not NULL.
      return cells.has(key) ? (cells.get(key) ?? null) : '';
    }),
  ]);
  const nullText = shell.print.nullText;
  const gridFields: Field[] = [side, ...heads.map((head) => ({ ...data, name: head ?? nullText }))];
  await printFields(shell, gridFields, grid, sink);
  return undefined;
}

/** An integer is a rank; anything else is 0, as NULL is (crosstabview.c rankSort). */
function rankOf(sortKey: string | null | undefined): number {
  return sortKey != null && /^-?\d*$/.test(sortKey) ? Number.parseInt(sortKey, 10) || 0 : 0;
}

/** Columns of one rank: in the order of their bytes, NULL last. */
function byName(a: string | null, b: string | null): number {
  if (a === null || b === null) return a === null ? 1 : -1;
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

interface Columns {
  readonly vertical: number;
  readonly horizontal: number;
  readonly data: number;
  readonly sort: number | undefined;
}

function chooseColumns(fields: readonly Field[], names: readonly string[]): Columns | string {
  if (fields.length < 3) return 'query must return at least three columns';
  const [down, over, value, order] = names;
  const at = (name: string | undefined, otherwise: number): number | string =>
    name === undefined ? otherwise : columnIndex(fields, name);
  const vertical = at(down, 0);
  if (typeof vertical === 'string') return vertical;
  const horizontal = at(over, 1);
  if (typeof horizontal === 'string') return horizontal;
  if (vertical === horizontal) return 'vertical and horizontal headers must be different columns';

  let data: number | string;
  if (value !== undefined) {
    data = columnIndex(fields, value);
  } else {
    if (fields.length > 3) return 'data column must be specified when query returns more than three columns';
    data = [0, 1, 2].find((index) => index !== vertical && index !== horizontal) ?? 2;
  }
  if (typeof data === 'string') return data;
  const sort = order === undefined ? undefined : columnIndex(fields, order);
  if (typeof sort === 'string') return sort;
  return { vertical, horizontal, data, sort };
}

/** A column by its number from 1, or its name, folded as SQL folds it. */
function columnIndex(fields: readonly Field[], text: string): number | string {
  const number = /^\d+$/.test(text) ? parseInteger(text) : undefined;
  if (number !== undefined) {
    return number >= 1 && number <= fields.length
      ? number - 1
      : `column number ${number} is out of range 1..${fields.length}`;
  }
  const name = dequote(text, true);
  const found = fields.flatMap((field, index) => (field.name === name ? [index] : []));
  if (found.length > 1) return `ambiguous column name: "${name}"`;
  return found[0] ?? `column name not found: "${name}"`;
}
