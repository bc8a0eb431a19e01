/** Requests of the wire protocol, each whole in one buffer of its own, ready to be transferred. */
import { serialize } from 'pg-protocol';

/** The simple protocol: one or several statements. */
export function simpleQuery(sql: string): Uint8Array<ArrayBuffer> {
  return request(serialize.query(sql));
}

/** The extended protocol: one statement, parameters and results as text. */
export function queryWithParameters(sql: string, values: readonly (string | null)[]): Uint8Array<ArrayBuffer> {
  return request(
    serialize.parse({ text: sql }),
    serialize.bind({ values: [...values] }),
    serialize.describe({ type: 'P' }),
    serialize.execute(),
    serialize.sync(),
  );
}

/** The columns a statement would give, without running it. */
export function describeQuery(sql: string): Uint8Array<ArrayBuffer> {
  return request(serialize.parse({ text: sql }), serialize.describe({ type: 'S' }), serialize.sync());
}

/** Copies: `pg-protocol` hands out parts of a pool, which must not be transferred. */
function request(...messages: Buffer[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(messages.reduce((sum, message) => sum + message.length, 0));
  let at = 0;
  for (const message of messages) {
    bytes.set(message, at);
    at += message.length;
  }
  return bytes;
}
