/** The data of COPY FROM STDIN: the lines of the script, or what a person types, up to `\.`. */
import { CopyCanceled } from '../engine/copy.ts';
import { Interrupted, type LineSource } from './lines.ts';
import { promptText } from './prompt.ts';
import type { Shell } from './shell.ts';

const batchBytes = 65_536;

export interface CopyData {
  readonly chunks: AsyncIterable<Uint8Array>;
  /** Reads on to the end of the data, where COPY stopped early: it is not to be run as statements. Where COPY did not begin, there is none. */
  drain(): Promise<void>;
  /** COPY was refused as PostgreSQL refuses a foreign table that cannot be written to: once its data comes. A person is not asked for it. */
  refused(): void;
}

/** `source` is where the statement came from; only its lines count for messages. */
export function copyData(shell: Shell, source: LineSource): CopyData {
  let began = false;
  let ended = false;
  const asks = shell.interactive && source === shell.source;
  const next = async (): Promise<string | undefined> => {
    const line = await lineOf(source.next(asks ? promptText(shell, 'copy', true) : undefined));
    if (source === shell.source) shell.messages.line++;
    if (line === undefined || line === '\\.' || line === '\\.\r') {
      ended = true;
      return undefined;
    }
    return line;
  };
  const lineOf = async (typed: Promise<string | undefined>): Promise<string | undefined> => {
    shell.isAsking = asks;
    try {
      return await typed;
    } catch (thrown) {
      ended = true;
      throw thrown instanceof Interrupted ? new CopyCanceled() : thrown;
    } finally {
      shell.isAsking = false;
    }
  };
  async function* read(): AsyncGenerator<Uint8Array> {
    began = true;
    if (asks && !shell.quiet) {
      await shell.io.out(
        'Enter data to be copied followed by a newline.\n' +
          'End with a backslash and a period on a line by itself, or an EOF signal.\n',
      );
    }
    let batch = '';
    for (let line = await next(); line !== undefined; line = await next()) {
      batch += `${line}\n`;
      if (batch.length >= batchBytes) {
        yield Buffer.from(batch);
        batch = '';
      }
    }
    if (batch !== '') yield Buffer.from(batch);
  }
  return {
    chunks: read(),
    refused() {
      began ||= !asks;
    },
    async drain() {
      while (began && !ended) await next();
    },
  };
}
