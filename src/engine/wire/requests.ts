/** Requests of the wire protocol. */
import { serialize } from 'pg-protocol';

export type Request =
  /** The simple protocol: one or several statements. */
  | { readonly kind: 'statements'; readonly sql: string }
  /** The extended protocol: one statement, parameters and results as text. */
  | { readonly kind: 'bound'; readonly sql: string; readonly values: readonly (string | null)[] }
  /** The columns a statement would give, without running it. */
  | { readonly kind: 'describe'; readonly sql: string };

/** The whole request in one buffer of its own, ready to be transferred. */
export function encode(request: Request): Uint8Array<ArrayBuffer> {
  switch (request.kind) {
    case 'statements':
      return join(serialize.query(request.sql));
    case 'bound':
      return join(
        serialize.parse({ text: request.sql }),
        serialize.bind({ values: [...request.values] }),
        serialize.describe({ type: 'P' }),
        serialize.execute(),
        serialize.sync(),
      );
    case 'describe':
      return join(serialize.parse({ text: request.sql }), serialize.describe({ type: 'S' }), serialize.sync());
  }
}

/** A request with the data of its COPY behind it. */
export function encodeWithData(request: Request, chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const data = chunks.map((chunk) => serialize.copyData(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length)));
  return join(Buffer.from(encode(request).buffer), ...data, serialize.copyDone());
}

/** Copies: `pg-protocol` hands out parts of a pool, which must not be transferred. */
function join(...messages: Buffer[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(messages.reduce((sum, message) => sum + message.length, 0));
  let at = 0;
  for (const message of messages) {
    bytes.set(message, at);
    at += message.length;
  }
  return bytes;
}
