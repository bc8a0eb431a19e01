/** `\watch`: runs the query again and again, until it fails or Ctrl-C. */
import { abandoning, attempt, startTiming } from './execute.ts';
import { ResultPrinting } from './results.ts';
import type { Shell } from './shell.ts';

export async function watch(shell: Shell, text: string, seconds: number): Promise<boolean> {
  const { print } = shell;
  const title = print.title === undefined ? '' : `${print.title}\t`;
  let ok = true;
  // A screen that is redrawn every few seconds is no place for a pager.
  shell.print = { ...print, pager: 'off' };
  try {
    while (ok && !shell.cancelled) {
      shell.print = { ...shell.print, title: `${title}${ctime(new Date())} (every ${seconds}s)\n` };
      ok = await once(shell, text);
      if (ok) await sleep(shell, seconds * 1000);
    }
  } finally {
    shell.print = print;
  }
  await shell.io.out('\n');
  return ok;
}

async function once(shell: Shell, text: string): Promise<boolean> {
  const printing = new ResultPrinting(shell, text, undefined);
  const timing = startTiming(shell);
  const ok = await attempt(shell, text, () =>
    abandoning(printing, () => shell.session.execute(text, printing.receiver)),
  );
  if (ok) await printing.finish();
  if (shell.timing) await shell.io.out(timing());
  return ok;
}

/** Waits, in steps short enough for Ctrl-C to be felt. */
async function sleep(shell: Shell, milliseconds: number): Promise<void> {
  const end = performance.now() + milliseconds;
  for (let left = milliseconds; left > 0 && !shell.cancelled; left = end - performance.now()) {
    await new Promise((resolve) => setTimeout(resolve, Math.min(left, 50)));
  }
}

/** `Sun Nov 22 11:56:57 2026`, as C's `%c` writes it. */
function ctime(date: Date): string {
  const [weekday, month] = [
    date.toLocaleDateString('en-US', { weekday: 'short' }),
    date.toLocaleDateString('en-US', { month: 'short' }),
  ];
  const day = String(date.getDate()).padStart(2, ' ');
  const time = [date.getHours(), date.getMinutes(), date.getSeconds()]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
  return `${weekday} ${month} ${day} ${time} ${date.getFullYear()}`;
}
