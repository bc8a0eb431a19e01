/** A thread that turns pages into lines: the script that line-threads.ts starts. */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { SqlError } from '../../errors.ts';
import { JsonItems } from '../items.ts';
import type { LineAnswer, LineThreadData, PageMessage } from './line-messages.ts';
import { createLineWriter } from './lines.ts';

const port = parentPort as MessagePort;
const { targets, options } = workerData as LineThreadData;
const writer = createLineWriter(targets, { ...options, transferable: true });

port.on('message', ({ bytes, length }: PageMessage) => {
  const started = performance.now();
  const page = bytes.buffer;
  try {
    const lines = writer.write(new JsonItems(Buffer.from(page, bytes.byteOffset, bytes.length), length));
    const mismatches = writer.mismatches().map(({ target, ...rest }) => ({ ...rest, at: targets.indexOf(target) }));
    const milliseconds = performance.now() - started;
    answer({ lines, mismatches, milliseconds, page }, [lines.bytes.buffer as ArrayBuffer, page as ArrayBuffer]);
  } catch (error) {
    if (error instanceof SqlError) answer({ error: error.fields, severity: error.severity });
    else answer({ unreadable: error instanceof Error ? error.message : String(error) });
  }
});

function answer(message: LineAnswer, transferred: ArrayBuffer[] = []): void {
  port.postMessage(message, transferred);
}
