/** How GNU readline shows candidates: in columns, read downwards. */
const gap = 2;

export function completionList(candidates: readonly string[], screenWidth: number): string {
  const width = Math.max(...candidates.map((candidate) => candidate.length)) + gap;
  const columns = Math.max(1, Math.floor(screenWidth / width));
  const rows = Math.ceil(candidates.length / columns);
  let text = '';
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const candidate = candidates[row + column * rows];
      if (candidate === undefined) break;
      text += column + 1 < columns ? candidate.padEnd(width) : candidate;
    }
    text += '\r\n';
  }
  return text;
}

/** What all candidates begin with. */
export function commonPrefix(candidates: readonly string[]): string {
  const [first = '', ...others] = candidates;
  let length = first.length;
  for (const other of others) {
    while (!other.startsWith(first.slice(0, length))) length--;
  }
  return first.slice(0, length);
}
