/** A question whose answer is not shown, as getpass asks it: on the terminal itself, so that it can be asked while statements come from a file or a pipe. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { ReadStream } from 'node:tty';
import { SqlError, SqlState } from '../errors.ts';

const TERMINAL = '/dev/tty';

/** @throws SqlError where nobody can be asked, or the person pressed Ctrl-C or Ctrl-D */
export async function askSecret(question: string): Promise<string> {
  const output = open('w', question);
  const input = new ReadStream(open('r', question));
  try {
    input.setRawMode(true);
    writeSync(output, question);
    return await answer(input);
  } finally {
    input.setRawMode(false);
    input.destroy();
    writeSync(output, '\n');
    closeSync(output);
  }
}

function open(mode: 'r' | 'w', question: string): number {
  try {
    return openSync(TERMINAL, mode);
  } catch (error) {
    const message = `there is no terminal to ask on: ${question.replace(/:\s*$/, '')}`;
    const hint = 'Run ddbsql from a terminal, or with credentials that need no answer.';
    throw new SqlError({ code: SqlState.invalidAuthorization, message, hint }, 'ERROR', { cause: error });
  }
}

function answer(input: ReadStream): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const cancelled = (): SqlError =>
      new SqlError({ code: SqlState.queryCanceled, message: 'canceling statement due to user request' });
    input.setEncoding('utf8');
    input.once('error', reject);
    input.once('end', () => reject(cancelled()));
    input.on('data', (keys: string) => {
      for (const key of keys) {
        if (key === '\r' || key === '\n') return resolve(text);
        if (key === '\x03' || key === '\x04') return reject(cancelled());
        if (key === '\x7f' || key === '\b') text = [...text].slice(0, -1).join('');
        else if (key === '\x15') text = '';
        else text += key;
      }
    });
  });
}
