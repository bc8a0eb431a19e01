/** Changes to a text by position, and the way back: errors are shown at the place in the text that the user typed. */

/** `text.slice(start, end)` becomes `replacement`. Edits of one text do not overlap. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
}

/** A text made from another by edits. */
export interface EditedText {
  readonly text: string;
  readonly original: string;
  readonly edits: readonly Edit[];
}

/** Applies the edits, in whatever order they come. */
export function applyEdits(original: string, edits: readonly Edit[]): EditedText {
  const sorted = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  let text = '';
  let at = 0;
  for (const edit of sorted) {
    text += original.slice(at, edit.start) + edit.replacement;
    at = edit.end;
  }
  return { text: text + original.slice(at), original, edits: sorted };
}

/**
 * The offset in the original that an offset in the edited text comes from (UTF-16 code units, both). Inside a replacement it is the start of what was replaced.
 */
export function originalOffset(edited: EditedText, offset: number): number {
  let shift = 0;
  for (const edit of edited.edits) {
    const start = edit.start + shift;
    if (offset < start) break;
    if (offset < start + edit.replacement.length) return edit.start;
    shift += edit.replacement.length - (edit.end - edit.start);
  }
  return offset - shift;
}

/** PostgreSQL's position (from 1, in code points) of an offset in code units. */
export function positionOf(text: string, offset: number): number {
  return [...text.slice(0, offset)].length + 1;
}

/** The offset in code units of PostgreSQL's position. */
export function offsetOf(text: string, position: number): number {
  let offset = 0;
  for (let n = 1; n < position && offset < text.length; n++) offset += (text.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1;
  return offset;
}

/** An error's position in the edited text, as one in the original. */
export function originalPosition(edited: EditedText, position: number): number {
  return positionOf(edited.original, originalOffset(edited, offsetOf(edited.text, position)));
}
