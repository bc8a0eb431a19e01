/** The program on a pseudo-terminal: lines typed at its prompt, and all that the screen shows in the end. */
import { spawn } from '@lydell/node-pty';
import { screenText } from '../shell/screen.ts';
import { cleanEnvironment, PROGRAM, type RunOptions } from './program.ts';

const PATIENCE_MS = 60_000;
const PROMPT = /ddbsql=[>#] $/;

/** Types each line when the prompt is there, then `\q`. Wide enough for any line to stay one. */
export async function typeLines(lines: readonly string[], options: RunOptions): Promise<string> {
  const environment = { TERM: 'xterm', NO_COLOR: '1', ...options.environment };
  const terminal = spawn(process.execPath, [PROGRAM, '-X', '-P', 'pager=off'], {
    name: 'xterm',
    cols: 1000,
    rows: 50,
    env: cleanEnvironment({ ...options, environment }),
  });
  let output = '';
  terminal.onData((data) => {
    output += data;
  });
  const exited = new Promise<void>((resolve) => terminal.onExit(() => resolve()));
  try {
    let typed = 0;
    for (const line of [...lines, '\\q']) {
      await untilPrompt(() => output, typed);
      typed = output.length;
      terminal.write(`${line}\r`);
    }
    await exited;
    return screenText(output);
  } finally {
    terminal.kill();
  }
}

/** Waits for a prompt on a line after the one that was typed on. */
async function untilPrompt(output: () => string, typed: number): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  for (let shown = ''; ; ) {
    const now = output();
    // Drawn, and drawn to its end.
    const isNew = typed === 0 || now.slice(typed).includes('\n');
    if (isNew && now === shown && PROMPT.test(lastLine(now))) return;
    shown = now;
    if (Date.now() > deadline) throw new Error(`no prompt came:\n${screenText(now)}`);
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}

function lastLine(output: string): string {
  return screenText(output).split('\n').at(-1) ?? '';
}
