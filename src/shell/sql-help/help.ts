/** `\h`: the syntax of SQL commands, found as psql finds it. */
import { type SqlSyntax, sqlCommandNames, sqlSyntax } from './syntax.ts';

/** The reference pages of the PostgreSQL that answers. */
const pages = 'https://www.postgresql.org/docs/18/';
const defaultWidth = 80;
const columnWidth = 33;

export function sqlHelp(topic: string, screenWidth: number): string {
  if (topic === '') return commandList(screenWidth > 0 ? screenWidth : defaultWidth);
  for (const beginning of beginnings(topic)) {
    const found = topic === '*' ? sqlSyntax : matching(beginning, topic);
    if (found.length > 0) return found.map(entry).join('');
  }
  return `No help available for "${topic}".\nTry \\h with no arguments to see available help.\n`;
}

/** All that was asked for, then its first two words, then its first. */
function beginnings(topic: string): readonly string[] {
  const words = topic.split(' ');
  return [...new Set([topic, words.slice(0, 2).join(' '), words[0] as string])];
}

/** Commands that begin so, up to one that is exactly what was asked for: SELECT is not SELECT INTO. */
function matching(beginning: string, topic: string): readonly SqlSyntax[] {
  const start = beginning.toUpperCase();
  const found: SqlSyntax[] = [];
  for (const command of sqlSyntax) {
    if (!command.name.startsWith(start)) continue;
    found.push(command);
    if (command.name === topic.toUpperCase()) break;
  }
  return found;
}

function entry({ name, description, synopsis, page }: SqlSyntax): string {
  return `Command:     ${name}\nDescription: ${description}\nSyntax:\n${synopsis}\n\nURL: ${pages}${page}\n\n`;
}

function commandList(width: number): string {
  const columns = Math.max(1, Math.floor((width - 3) / columnWidth));
  const rows = Math.ceil(sqlCommandNames.length / columns);
  let text = 'Available help:\n';
  for (let row = 0; row < rows; row++) {
    const cells = Array.from({ length: columns }, (_, column) => sqlCommandNames[row + column * rows] ?? '');
    text += `  ${cells.map((cell, index) => (index < columns - 1 ? cell.padEnd(columnWidth) : cell)).join('')}\n`;
  }
  return text;
}
