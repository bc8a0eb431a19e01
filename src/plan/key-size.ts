/**
 * How long keys can be. DynamoDB refuses a request with a longer one, where SQL has an answer: nothing equals it, and everything is below or above it.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
 */
import { Buffer } from 'node:buffer';
import type { Scalar } from './order.ts';

/** Bytes of the longest key. */
export const KEY_BYTES = { partition: 2048, sort: 1024 } as const;

/** The greatest characters of one, two and three bytes. */
const GREATEST = ['', '\u007f', '\u07ff', '\uffff'] as const;

/** The greatest key of `most` bytes that is less than a value too long to be one; undefined where the value is short enough. */
export function greatestKeyBelow(value: Scalar, most: number): Scalar | undefined {
  if ('N' in value) return undefined;
  const bytes = 'S' in value ? Buffer.from(value.S, 'utf8') : Buffer.from(value.B, 'base64');
  if (bytes.length <= most) return undefined;
  if ('B' in value) return { B: bytes.subarray(0, most).toString('base64') };
  let end = most;
  // Not within a character.
  while (((bytes[end] ?? 0) & 0xc0) === 0x80) end--;
  // A character of more bytes, which has no room, is greater than every one of fewer.
  return { S: bytes.subarray(0, end).toString('utf8') + GREATEST[most - end] };
}
