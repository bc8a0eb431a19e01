/** Prompts and their escapes (psql's prompt.c). */
import { escapeControls } from '../format/lines.ts';
import { widthOf } from '../format/width.ts';
import type { PromptStatus } from './lexer/scanner.ts';
import { commandOutput, databaseName, type Shell } from './shell.ts';

/** Marks what takes no width, as readline's prompts do. */
export const invisible = { start: '\x01', end: '\x02' } as const;

const continuation: Readonly<Record<PromptStatus, string>> = {
  ready: '=',
  continue: '-',
  comment: '*',
  'single-quote': "'",
  'double-quote': '"',
  'dollar-quote': '$',
  paren: '(',
  copy: '',
};

export function promptText(shell: Shell, status: PromptStatus, active: boolean): string {
  const name = status === 'ready' ? 'PROMPT1' : status === 'copy' ? 'PROMPT3' : 'PROMPT2';
  const text = shell.untrusted.spell(expand(shell, shell.variables.get(name) ?? '', status, active));
  if (name === 'PROMPT1') shell.promptWidth = visibleWidth(text);
  return text;
}

function visibleWidth(text: string): number {
  const shown = text
    .split(invisible.start)
    .map((piece, index) => (index === 0 ? piece : piece.slice(piece.indexOf(invisible.end) + 1)))
    .join('');
  return widthOf(shown.split('\n').at(-1) ?? '');
}

function expand(shell: Shell, template: string, status: PromptStatus, active: boolean): string {
  let result = '';
  for (let at = 0; at < template.length; at++) {
    const character = template[at] as string;
    if (character !== '%') {
      result += character;
      continue;
    }
    const code = template[++at];
    if (code === undefined) break;
    if (code >= '0' && code <= '7') {
      const octal = /^[0-7]{1,3}/.exec(template.slice(at))?.[0] ?? code;
      at += octal.length - 1;
      result += String.fromCharCode(Number.parseInt(octal, 8) & 255);
    } else if (code === ':') {
      const end = template.indexOf(':', at + 1);
      const name = template.slice(at + 1, end < 0 ? undefined : end);
      // A variable may hold what a query returned; colours are written into the prompt itself.
      result += escapeControls(shell.variables.get(name) ?? '');
      at = end < 0 ? template.length : end;
    } else if (code === '`') {
      const end = template.indexOf('`', at + 1);
      result += commandOutput(template.slice(at + 1, end < 0 ? undefined : end)).replace(/[\r\n]+$/, '');
      at = end < 0 ? template.length : end;
    } else {
      result += simpleCode(shell, code, status, active);
    }
  }
  return result;
}

function simpleCode(shell: Shell, code: string, status: PromptStatus, active: boolean): string {
  switch (code) {
    case '/':
      return databaseName;
    case '~':
      // psql's mark for one's own database: there is no other here.
      return '~';
    case 'M':
    case 'm':
      return '[local]';
    case '>':
      return '';
    case 'n':
      return shell.user;
    case 'p':
      return String(process.pid);
    case 'l':
      return String(shell.statementLine);
    case 'R':
      if (status !== 'ready') return continuation[status];
      if (!active) return '@';
      return shell.variables.flag('SINGLELINE') ? '^' : '=';
    case 'x':
      return { idle: '', transaction: '*', failed: '!' }[shell.session.transactionStatus];
    case 'w':
      return ' '.repeat(shell.promptWidth);
    case '#':
      // Nobody is a superuser of DynamoDB.
      return '>';
    case '[':
      return invisible.start;
    case ']':
      return invisible.end;
    case '%':
      return '%';
    default:
      return code;
  }
}
