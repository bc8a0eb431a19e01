/** What a terminal shows of the bytes it was sent: as much of a terminal as the line editor uses. */
const ESC = '\x1b';
/** A control sequence, or one character. */
const token = new RegExp(`${ESC}\\[([?\\d;]*)([A-Za-z])|[\\s\\S]`, 'gu');

/** @param columns where a line goes on in the next one; nowhere unless told */
export function screenText(output: string, columns = Number.POSITIVE_INFINITY): string {
  const lines: string[][] = [[]];
  let row = 0;
  let column = 0;
  const line = (): string[] => {
    while (lines.length <= row) lines.push([]);
    return lines[row] as string[];
  };
  for (const [text, parameters, final] of output.matchAll(token)) {
    const count = Number.parseInt(parameters ?? '', 10) || 1;
    switch (final ?? text) {
      case '\r':
        column = 0;
        break;
      case '\n':
        row++;
        line();
        break;
      case '\b':
      case 'D':
        if (final !== undefined || text === '\b') column = Math.max(0, column - count);
        else write('D');
        break;
      case '\x07':
        break;
      default:
        if (final === undefined) write(text);
        else control(final, count, parameters ?? '');
    }
  }
  return lines.map((characters) => Array.from(characters, (each) => each ?? ' ').join('')).join('\n');

  function write(character: string): void {
    if (column >= columns) {
      row++;
      column = 0;
    }
    line()[column++] = character;
  }
  function control(final: string, count: number, parameters: string): void {
    if (final === 'G') column = count - 1;
    else if (final === 'C') column += count;
    else if (final === 'A') row = Math.max(0, row - count);
    else if (final === 'B') row += count;
    else if (final === 'K') line().length = Math.min(line().length, parameters === '2' ? 0 : column);
    else if (final === 'J') {
      line().length = Math.min(line().length, column);
      lines.length = row + 1;
    }
  }
}
