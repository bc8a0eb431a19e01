/** What a terminal shows of the bytes it was sent: as much of a terminal as the line editor uses. */
const ESC = '\x1b';
/** A control sequence, or one character. */
const token = new RegExp(`${ESC}\\[([?\\d;]*)([A-Za-z])|[\\s\\S]`, 'gu');

export function screenText(output: string): string {
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
