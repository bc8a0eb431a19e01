/** A cell as lines of printable text: what psql's text formats lay out (mbprint.c pg_wcsformat). */
import { codePointWidth } from './width.ts';

export interface Line {
  readonly text: string;
  /** Terminal columns. */
  readonly width: number;
}

const TAB_STOP = 8;

/**
 * Splits at newlines, spells out control characters (`\r`, `\x1B`, `\u0085`: also the defence against terminal
 * injection), expands tabs to every eighth column, and drops the non-characters that psql's mbvalidate drops.
 */
export function formatLines(text: string): Line[] {
  const lines: Line[] = [];
  let line = '';
  let width = 0;
  /** Start of the run of plain characters not yet copied. */
  let plain = 0;
  for (let at = 0; at < text.length; ) {
    const codePoint = text.codePointAt(at) ?? 0;
    const next = at + (codePoint > 0xffff ? 2 : 1);
    const columns = codePointWidth(codePoint);
    if (columns >= 0 && !isDropped(codePoint)) {
      width += columns;
    } else {
      line += text.slice(plain, at);
      plain = next;
      if (codePoint === 0x0a) {
        lines.push({ text: line, width });
        line = '';
        width = 0;
      } else if (columns < 0) {
        const shown = codePoint === 0x09 ? ' '.repeat(TAB_STOP - (width % TAB_STOP)) : spellControl(codePoint);
        line += shown;
        width += shown.length;
      }
    }
    at = next;
  }
  lines.push({ text: line + text.slice(plain), width });
  return lines;
}

/** U+nFFFE and U+nFFFF above the BMP: mbprint.c mb_utf_validate lets those of the BMP through. */
function isDropped(codePoint: number): boolean {
  return codePoint > 0xffff && (codePoint & 0xfffe) === 0xfffe;
}

/** A control character as visible ASCII: `\r`, `\x1B`, `\u0085`. */
export function spellControl(codePoint: number): string {
  if (codePoint === 0x0d) return '\\r';
  const hex = codePoint.toString(16).toUpperCase();
  return codePoint < 0x80 ? `\\x${hex.padStart(2, '0')}` : `\\u${hex.padStart(4, '0')}`;
}

const control = /(?![\n\t])\p{Cc}/u;
const controls = /(?![\n\t])\p{Cc}/gu;

/** Text that cannot move a terminal's cursor: every control character but newline and tab spelled out. */
export function escapeControls(text: string): string {
  return control.test(text) ? text.replace(controls, (found) => spellControl(found.charCodeAt(0))) : text;
}

/** Somebody else's text within a line of ours: newlines and tabs are spelled out as well. */
export function oneLine(text: string): string {
  return text.replace(/\p{Cc}/gu, (found) =>
    found === '\n' ? '\\n' : found === '\t' ? '\\t' : spellControl(found.charCodeAt(0)),
  );
}
