/** How GNU readline shows candidates: in columns, read downwards. */
import { widthOf } from '../format/width.ts';

const gap = 2;

export function completionList(candidates: readonly string[], screenWidth: number): string {
  // A candidate is a line at most.
  const shown = candidates.map((candidate) => candidate.replace(/[\n\t]/g, ' '));
  const width = Math.max(...shown.map(widthOf)) + gap;
  const columns = Math.max(1, Math.floor(screenWidth / width));
  const rows = Math.ceil(shown.length / columns);
  let text = '';
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const candidate = shown[row + column * rows];
      if (candidate === undefined) break;
      text += column + 1 < columns ? candidate + ' '.repeat(width - widthOf(candidate)) : candidate;
    }
    text += '\r\n';
  }
  return text;
}

/** What all candidates begin with, in whole characters. */
export function commonPrefix(candidates: readonly string[]): string {
  const [first = '', ...others] = candidates;
  let prefix = '';
  for (const character of first) {
    const longer = prefix + character;
    if (!others.every((other) => other.startsWith(longer))) break;
    prefix = longer;
  }
  return prefix;
}
