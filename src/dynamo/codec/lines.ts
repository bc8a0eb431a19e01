/** Items into lines of text, one column a target, in the form that is asked for. A page's lines become one buffer, without rows in between. */
import type { AttributeValue, Item } from '../../plan/request.ts';
import { keepHeapSmall } from '../heap.ts';
import { type Items, JsonItems, parsedItems } from '../items.ts';
import { finder } from './attribute.ts';
import { type ColumnCodec, columnCodec } from './column.ts';
import { LineBuffer } from './line-buffer.ts';
import { type Mismatch, Mismatches, type MismatchPolicy } from './mismatch.ts';
import type { Cell, Piece } from './shape/cell.ts';
import { ShapeReader } from './shape/reader.ts';
import type { ColumnTarget } from './target.ts';
import { type TextForm, type TextWriter, textWriter } from './text-form.ts';

/** A page's lines. */
export interface Lines {
  readonly bytes: Uint8Array;
  readonly count: number;
}

export interface LineWriter {
  /** @throws SqlError for a mismatch in mode 'error' */
  write(items: Items): Lines;
  /** Mismatches of all pages so far. */
  mismatches(): readonly Mismatch[];
}

/** Plain data, so that a thread can be told of it. */
export interface LineOptions {
  readonly form: TextForm;
  readonly policy: MismatchPolicy;
  /** The columns that are written, in this order, by their places among the targets; all of them where it is not given. */
  readonly written?: readonly number[] | undefined;
  /** Names of columns of which a value that does not fit makes the row none of the answer's. */
  readonly required?: ReadonlySet<string> | undefined;
  /** Each page's lines have a buffer of their own, which can be transferred. Else it is used again for the next page's. */
  readonly transferable?: boolean | undefined;
}

type Find = (item: Item) => AttributeValue | undefined;

/** The raw item column sees the item as one map. */
const wholeItem: Find = (item) => ({ M: item });

interface Column {
  readonly target: ColumnTarget;
  readonly codec: ColumnCodec;
  readonly find: Find;
  readonly field: (text: string) => string;
}

/** @throws SqlError where a target's `format` does not suit its type */
export function createLineWriter(targets: readonly ColumnTarget[], options: LineOptions): LineWriter {
  const { form, policy, written = targets.map((_, at) => at), required, transferable = false } = options;
  const texts = textWriter(form);
  const columns = targets.map((target): Column => {
    const codec = columnCodec(target);
    const find = target.wholeItem ? wholeItem : finder(target.path);
    return { target, codec, find, field: form.isCopy ? codec.toCopy : texts.field };
  });
  const mismatches = new Mismatches(policy);
  const buffer = new LineBuffer();
  let count = 0;

  const writeItem = (item: Item): void => {
    const fields: string[] = new Array(columns.length);
    let isDropped = false;
    for (let at = 0; at < columns.length; at += 1) {
      const { target, codec, find, field } = columns[at] as Column;
      const value = find(item);
      fields[at] = form.nullText;
      if (value === undefined || 'NULL' in value) continue;
      const text = codec.convert(value);
      if (text !== undefined) fields[at] = field(text);
      else {
        mismatches.add(target, value, item);
        isDropped ||= required?.has(target.name) === true;
      }
    }
    if (isDropped) return;
    buffer.add(`${written.map((at) => fields[at]).join(form.separator)}\n`);
    count += 1;
  };

  const reader = targets.some((target) => target.wholeItem)
    ? undefined
    : new ShapeReader(columns, (cells) => lineLayout(cells, columns, written, { ...form, ...texts }));
  const visitor = {
    item: writeItem,
    match(groups: RegExpExecArray, layout: LineLayout): boolean {
      const line = layout(groups);
      if (line === undefined) return false;
      buffer.add(line);
      count += 1;
      return true;
    },
  };

  return {
    write(items) {
      count = 0;
      keepHeapSmall();
      if (reader !== undefined && items instanceof JsonItems) reader.read(items, visitor);
      else for (const item of parsedItems(items)) writeItem(item);
      if (items instanceof JsonItems) items.release();
      const bytes = buffer.take();
      return { bytes: transferable ? Uint8Array.prototype.slice.call(bytes) : bytes, count };
    },
    mismatches: () => mismatches.list(),
  };
}

type Document = Extract<Cell, { readonly kind: 'document' }>;

/** A form, and how texts are written in it. */
type Form = TextForm & TextWriter;

/** A matched item's line; undefined where a value does not fit. */
type LineLayout = (groups: RegExpExecArray) => string | undefined;

/** A matched item's field as it is written, with the separator before it; undefined where the value does not fit. */
type FieldLayout = (groups: RegExpExecArray) => string | undefined;

function lineLayout(
  cells: readonly Cell[],
  columns: readonly Column[],
  written: readonly number[],
  form: Form,
): LineLayout {
  const fields = written.map((place, at) => {
    const { field } = columns[place] as Column;
    return fieldLayout(cells[place] as Cell, field, form, at === 0 ? '' : form.separator);
  });
  // A column that is not written may still not fit.
  const others = cells
    .filter((_, at) => !written.includes(at))
    .filter(({ kind }) => kind === 'read' || kind === 'document')
    .map((cell) => fieldLayout(cell, (text) => text, form, ''));
  return (groups) => {
    for (let at = 0; at < others.length; at += 1)
      if ((others[at] as FieldLayout)(groups) === undefined) return undefined;
    let line = '';
    for (let at = 0; at < fields.length; at += 1) {
      const text = (fields[at] as FieldLayout)(groups);
      if (text === undefined) return undefined;
      line += text;
    }
    return `${line}\n`;
  };
}

function fieldLayout(cell: Cell, field: (text: string) => string, form: Form, before: string): FieldLayout {
  const nothing = before + form.nullText;
  switch (cell.kind) {
    case 'null':
      return () => nothing;
    case 'verbatim': {
      const { group } = cell;
      const { separator } = form;
      if (cell.number) return (groups) => (groups[group] === undefined ? nothing : before + groups[group]);
      return (groups) => {
        const text = groups[group];
        if (text === undefined) return nothing;
        return before + (text.includes(separator) ? field(text) : text);
      };
    }
    case 'read': {
      const { group, read } = cell;
      return (groups) => {
        const captured = groups[group];
        if (captured === undefined) return nothing;
        const text = read(captured);
        return typeof text === 'string' ? before + field(text) : text === null ? nothing : undefined;
      };
    }
    case 'document':
      return documentLayout(cell, form, before);
  }
}

function documentLayout({ texts, pieces }: Document, form: Form, before: string): FieldLayout {
  const [{ group: first }] = pieces;
  const nothing = before + form.nullText;
  const isSpecial = texts.some((text) => form.isSpecial(text));
  const escaped = (text: string): string => (isSpecial ? form.escaped(text) : text);
  // Else what a captured text has of its own stands within quotes of the document's, which make all of it special.
  const isKnown = isSpecial || pieces.every(({ read }) => read === undefined);
  const quote = isSpecial ? form.quote : '';
  const [head = '', ...tails] = texts.map(escaped);
  return (groups) => {
    if (groups[first] === undefined) return nothing;
    let text = head;
    for (let at = 0; at < pieces.length; at += 1) {
      const { group, read } = pieces[at] as Piece;
      const captured = groups[group] ?? '';
      const piece = read === undefined ? captured : read(captured);
      if (piece === undefined) return undefined;
      text += (read === undefined ? piece : escaped(piece)) + tails[at];
    }
    return before + (isKnown ? quote + text + quote : form.field(text));
  };
}
