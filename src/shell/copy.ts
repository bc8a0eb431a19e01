/** `\copy`: COPY with a file, a program or the shell's own input and output instead of the server's. */

import { spawn } from 'node:child_process';
import { createReadStream, statSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import type { CommandCall } from './commands/command.ts';
import { parseCopy, type SlashCopy } from './copy-arguments.ts';
import { type CopyData, copyData } from './copy-data.ts';
import { sendQuery } from './execute.ts';
import type { CommandStatus } from './mainloop.ts';
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
  const ok = copy.direction === 'from' ? await copyIn(shell, copy) : await copyOut(shell, copy);
  return ok ? 'done' : 'error';
}

async function copyOut(shell: Shell, copy: SlashCopy): Promise<boolean> {
  let target: Sink;
  try {
    target = outputOf(shell, copy);
  } catch (error) {
    shell.messages.error(`${copy.place.name}: ${systemErrorText(error)}`);
    return false;
  }
  shell.nextQuery = { copyTo: target };
  const ok = await sendQuery(shell, copy.statement);
  return (await closed(shell, copy, target)) && ok;
}

/** Closes what \copy opened. False where it was a program that failed. */
async function closed(shell: Shell, { place }: SlashCopy, target: Sink): Promise<boolean> {
  if (target === shell.sink || target === shell.stdout) return true;
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

async function copyIn(shell: Shell, { place, statement }: SlashCopy): Promise<boolean> {
  const send = (data: CopyData): Promise<boolean> => {
    shell.nextQuery = { copyFrom: data };
    return sendQuery(shell, statement);
  };
  if (place.kind === 'stdio') return send(copyData(shell, shell.source));
  if (place.kind === 'process') return send(copyData(shell, shell.io.input));
  if (place.kind === 'program') {
    const child = spawn('/bin/sh', ['-c', place.name], { argv0: 'sh', stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = new Promise<string | undefined>((resolve) => {
      child.once('close', (code, signal) => resolve(childFailure(code, signal)));
      child.once('error', (error) => resolve(systemErrorText(error)));
    });
    // Read from the start: what a program has written when it ends is thrown away where nobody reads it.
    const data = child.stdout.pipe(new PassThrough());
    const ok = await send(bytesOf(data));
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
    if (statSync(place.name).isDirectory()) throw new Error('cannot copy from/to a directory');
  } catch (error) {
    stream.destroy();
    shell.messages.error(`${place.name}: ${systemErrorText(error)}`);
    return false;
  }
  return send(bytesOf(stream));
}

/** Data that ends by itself: no line of it is anybody's statement. */
function bytesOf(chunks: AsyncIterable<Uint8Array>): CopyData {
  return { chunks, drain: async () => {}, refused() {} };
}
