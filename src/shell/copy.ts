/** `\copy`: COPY with a file, a program or the shell's own input and output instead of the server's. */

import { spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { PassThrough } from 'node:stream';
import type { CommandCall } from './commands/command.ts';
import { parseCopy, type SlashCopy } from './copy-arguments.ts';
import { copyData } from './copy-data.ts';
import { attempt, isRefusal } from './execute.ts';
import type { CommandStatus } from './mainloop.ts';
import { ResultPrinting } from './results.ts';
import type { Shell } from './shell.ts';
import { childFailure, openSink, pipeSink, type Sink } from './sink.ts';
import { systemErrorText } from './system-error.ts';

export async function copyBetween(call: CommandCall, line: string): Promise<CommandStatus> {
  const { shell } = call;
  if (line.trim() === '') return call.fail('arguments required');
  const copy = parseCopy(line);
  if (typeof copy === 'string') {
    shell.messages.error(copy === '' ? '\\copy: parse error at end of line' : `\\copy: parse error at "${copy}"`);
    return 'error';
  }
  const statement = `COPY ${copy.what} ${copy.direction === 'from' ? 'FROM STDIN' : 'TO STDOUT'}${copy.options}`;
  const ok = copy.direction === 'from' ? await copyIn(shell, copy, statement) : await copyOut(shell, copy, statement);
  return ok ? 'done' : 'error';
}

async function copyOut(shell: Shell, copy: SlashCopy, statement: string): Promise<boolean> {
  let target: Sink;
  try {
    target = outputOf(shell, copy);
  } catch (error) {
    shell.messages.error(`${copy.place.name}: ${systemErrorText(error)}`);
    return false;
  }
  const printing = new ResultPrinting(shell, statement, target);
  const ok = await attempt(shell, statement, () => shell.session.execute(statement, printing.receiver));
  const [tag] = printing.tags;
  // On stdout the tag would be part of the data.
  if (ok && tag !== undefined && !shell.quiet && !target.isStdout) await shell.sink.write(`${tag}\n`);
  return (await closed(shell, copy, target)) && ok;
}

/** Closes what \copy opened. False where it was a program that failed. */
async function closed(shell: Shell, { place }: SlashCopy, target: Sink): Promise<boolean> {
  if (target === shell.sink) return true;
  await target.close();
  if (target.failure === undefined) return true;
  shell.messages.error(`${place.name}: ${target.failure}`);
  return false;
}

function outputOf(shell: Shell, { place }: SlashCopy): Sink {
  switch (place.kind) {
    case 'stdio':
      return shell.sink;
    case 'process':
      return shell.stdout;
    case 'program':
      return pipeSink(place.name);
    case 'file':
      return openSink(place.name);
  }
}

async function copyIn(shell: Shell, { place }: SlashCopy, statement: string): Promise<boolean> {
  const printing = new ResultPrinting(shell, statement, undefined);
  const send = (chunks: AsyncIterable<Uint8Array>): Promise<boolean> =>
    attempt(shell, statement, () => shell.session.copyFrom(statement, chunks, printing.receiver));
  if (place.kind === 'stdio' || place.kind === 'process') {
    const data = copyData(shell, place.kind === 'stdio' ? shell.source : shell.io.input);
    try {
      return await attempt(shell, statement, () =>
        shell.session.copyFrom(statement, data.chunks, printing.receiver).catch((thrown: unknown) => {
          if (isRefusal(thrown)) data.refused();
          throw thrown;
        }),
      );
    } finally {
      await data.drain();
    }
  }
  if (place.kind === 'program') {
    const child = spawn('/bin/sh', ['-c', place.name], { stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = new Promise<string | undefined>((resolve) => {
      child.once('close', (code, signal) => resolve(childFailure(code, signal)));
      child.once('error', (error) => resolve(systemErrorText(error)));
    });
    // Read from the start: what a program has written when it ends is thrown away where nobody reads it.
    const data = child.stdout.pipe(new PassThrough());
    const ok = await send(data);
    data.resume();
    const failure = await ended;
    if (failure !== undefined) shell.messages.error(`${place.name}: ${failure}`);
    return ok && failure === undefined;
  }
  const stream = createReadStream(place.name);
  try {
    await new Promise<void>((resolve, reject) => {
      stream.once('open', () => resolve());
      stream.once('error', reject);
    });
  } catch (error) {
    shell.messages.error(`${place.name}: ${systemErrorText(error)}`);
    return false;
  }
  return send(stream);
}
