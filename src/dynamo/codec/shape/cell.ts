/** How a column's text comes from what an item's pattern has captured. */
import type { AttributeValue } from '../../../plan/request.ts';
import { type DocumentPath, finder } from '../attribute.ts';
import type { ColumnCodec, Convert } from '../column.ts';
import { jsonbText, objectText, orUndefined, stringText } from '../jsonb.ts';
import { numericText } from '../numeric.ts';
import type { ColumnTarget } from '../target.ts';
import type { Captured, Groups } from './pattern.ts';
import type { Form, Shape } from './shape.ts';

/** Makes a column's text of a capture; null for NULL, undefined where the value does not fit. */
export type Read = (captured: string) => string | null | undefined;

/** A part of a document that differs from item to item. */
export interface Piece {
  readonly group: number;
  /** undefined: the capture is the text. It has no quote, backslash or control character. */
  readonly read: ((captured: string) => string | undefined) | undefined;
}

export type Cell =
  /** In no item of the shape. */
  | { readonly kind: 'null' }
  /** The capture is the text, which has no quote, backslash or control character, and as a number only what numbers have. */
  | { readonly kind: 'verbatim'; readonly group: number; readonly number: boolean }
  | { readonly kind: 'read'; readonly group: number; readonly read: Read }
  /** The pieces between texts, of which there is one more. NULL where the first piece is. */
  | { readonly kind: 'document'; readonly texts: readonly string[]; readonly pieces: readonly [Piece, ...Piece[]] };

export interface Reading {
  readonly target: Pick<ColumnTarget, 'path'>;
  readonly codec: Pick<ColumnCodec, 'convert' | 'verbatim'>;
}

/** Where a column's path leads in a shape, and what is left of it where a form is met that says no more. */
interface Found {
  readonly form: Form;
  readonly rest: DocumentPath;
}

function find(shape: Shape, [name, ...path]: DocumentPath): Found | undefined {
  let form = shape.find((attribute) => attribute.name === name)?.form;
  for (const [at, part] of path.entries()) {
    if (form === undefined) return undefined;
    if (form.type === 'any') return { form, rest: path.slice(at) };
    if (typeof part === 'number') form = form.type === 'L' ? form.elements[part] : undefined;
    else form = form.type === 'M' ? form.members.find((member) => member.name === part)?.form : undefined;
  }
  return form && { form, rest: [] };
}

/** What has to be captured for the columns. */
export function capturedBy(shape: Shape, columns: readonly Reading[]): Captured {
  const content = new Set<Form>();
  const whole = new Set<Form>();
  for (const { target, codec } of columns) {
    const found = find(shape, target.path);
    if (found === undefined) continue;
    const { form } = found;
    const parts = documentParts(form, codec.convert);
    if (isScalar(form)) content.add(form);
    else if (parts === undefined) whole.add(form);
    else for (const part of parts.pieces) (part.type === 'any' ? whole : content).add(part);
  }
  return { content, whole };
}

function isScalar({ type }: Form): boolean {
  return type === 'S' || type === 'N' || type === 'B' || type === 'BOOL';
}

export function cellOf(shape: Shape, { target, codec }: Reading, groups: Groups): Cell {
  const found = find(shape, target.path);
  if (found === undefined || found.form.type === 'NULL') return { kind: 'null' };
  const { form, rest } = found;
  const content = groups.content.get(form);
  if (isScalar(form) && content !== undefined) {
    if (codec.verbatim === form.type && ((form.type === 'S' && !form.escaped) || (form.type === 'N' && form.plain)))
      return { kind: 'verbatim', group: content, number: form.type === 'N' };
    return { kind: 'read', group: content, read: scalarRead(form, codec.convert) };
  }
  const parts = documentParts(form, codec.convert);
  const pieces = parts?.pieces.map((piece): Piece => {
    const group = (piece.type === 'any' ? groups.whole : groups.content).get(piece) ?? 0;
    return { group, read: pieceRead(piece) };
  });
  const [first, ...more] = pieces ?? [];
  if (parts !== undefined && first !== undefined)
    return { kind: 'document', texts: parts.texts, pieces: [first, ...more] };
  return { kind: 'read', group: groups.whole.get(form) ?? 0, read: wholeRead(codec.convert, rest) };
}

function scalarRead(form: Form, convert: Convert): Read {
  switch (form.type) {
    case 'S':
      return form.escaped ? (text) => convert({ S: unescaped(text) }) : (text) => convert({ S: text });
    case 'N':
      return (text) => convert({ N: text });
    case 'B':
      return (text) => convert({ B: text });
    default:
      return (text) => convert({ BOOL: text === 'true' });
  }
}

function unescaped(text: string): string {
  return text.includes('\\') ? JSON.parse(`"${text}"`) : text;
}

/** Only a path through a value whose form is not known has a rest. */
function wholeRead(convert: Convert, rest: DocumentPath): Read {
  const within = finder(['', ...rest]);
  return (text) => {
    const value = within({ '': JSON.parse(text) });
    return value === undefined || 'NULL' in value ? null : convert(value);
  };
}

// ---- documents ----

/** Stands for a piece; no jsonb holds it. */
const HOLE = '\0';

/** A document as jsonb prints it, cut at the forms that differ from item to item. Undefined where it is no such document, or has nothing that differs. */
function documentParts(
  form: Form,
  convert: Convert,
): { readonly texts: readonly string[]; readonly pieces: readonly Form[] } | undefined {
  if (convert !== jsonbText || (form.type !== 'M' && form.type !== 'L')) return undefined;
  const pieces: Form[] = [];
  const textOf = (each: Form): string => {
    if (each.type === 'NULL') return 'null';
    if (each.type === 'M') return objectText(Object.fromEntries(each.members.map((m) => [m.name, m.form])), textOf);
    if (each.type === 'L') return `[${each.elements.map(textOf).join(', ')}]`;
    pieces.push(each);
    const isQuoted = each.type === 'B' || (each.type === 'S' && !each.escaped);
    return isQuoted ? `"${HOLE}"` : HOLE;
  };
  const text = orUndefined(() => textOf(form));
  return text === undefined || pieces.length === 0 ? undefined : { texts: text.split(HOLE), pieces };
}

function pieceRead(form: Form): Piece['read'] {
  if (form.type === 'any') return (text) => jsonbText(JSON.parse(text) as AttributeValue);
  if (form.type === 'S' && form.escaped) return (text) => orUndefined(() => stringText(unescaped(text)));
  return form.type === 'N' && !form.plain ? numericText : undefined;
}
