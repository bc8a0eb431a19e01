/**
 * A page's items as the JSON they came in. Most pages are never needed as objects: their items are alike, and are read by pattern (codec/shape). JSON.parse and walking what it makes took most of a
 * scan's time.
 */
import type { Item } from '../plan/request.ts';
import { giveBack } from './body-buffers.ts';

/** Items, parsed or not. */
export type Items = readonly Item[] | JsonItems;

export class JsonItems {
  /** How many there are, as the service says. */
  readonly length: number;
  readonly #refuse: (error: unknown) => unknown;
  #body: Buffer | undefined;
  #bytes: Buffer | undefined;
  #parsed: readonly Item[] | undefined;

  /**
   * @param bytes the members of the JSON array: `{...},{...}`
   * @param body the buffer they are part of
   * @param refuse the error to throw in place of JSON.parse's
   */
  constructor(bytes: Buffer, length: number, body?: Buffer, refuse: (error: unknown) => unknown = (error) => error) {
    this.#bytes = bytes;
    this.#body = body;
    this.length = length;
    this.#refuse = refuse;
  }

  get bytes(): Buffer {
    if (this.#bytes === undefined) throw new Error('a page is read once');
    return this.#bytes;
  }

  parsed(): readonly Item[] {
    this.#parsed ??= this.parse(this.bytes.toString());
    return this.#parsed;
  }

  /** The error for items that are not JSON. */
  refused(error: SyntaxError): unknown {
    return this.#refuse(error);
  }

  /** Some of them. @param text whole items, with commas between them */
  parse(text: string): readonly Item[] {
    try {
      return JSON.parse(`[${text}]`);
    } catch (error) {
      throw this.#refuse(error);
    }
  }

  /** They have been read: the buffer they came in is free for another page. */
  release(): void {
    if (this.#body !== undefined) giveBack(this.#body);
    this.#body = undefined;
    this.#bytes = undefined;
  }
}

export function parsedItems(items: Items): readonly Item[] {
  return items instanceof JsonItems ? items.parsed() : items;
}

/** How an answer's items stand beside the rest of it. */
export interface JsonPage {
  readonly ItemsJson?: { readonly bytes: Buffer; readonly body: Buffer };
}

const ITEMS = '"Items":[';
/** What follows the items: a key of at most 3 KB, and the read units of up to 26 indexes. */
const REST_LENGTH = 65_536;
const END = /\](?:,"(?:Count|ScannedCount|LastEvaluatedKey|ConsumedCapacity)":|\}\s*$)/;

/** A Query's or Scan's answer with its items cut out. */
export interface SplitPage {
  /** The answer, its `Items` an empty array. */
  readonly output: object;
  /** Part of the answer's own buffer. */
  readonly items: Buffer;
}

/**
 * Cuts the items out of an answer without parsing them. Undefined where it does not look as expected, as an emulator's may not: then it has to be parsed whole.
 *
 * Where they begin: a quote in a JSON string is escaped, so `"Items":[` is a member; in front of the items there are only numbers and objects without arrays. Where they end: an attribute value's array
 * is its object's only member, so a `]` among the items is followed by `}`, and `],"Count` cannot be inside a string either, which would end there with a letter behind it.
 */
export function splitPage(answer: Buffer): SplitPage | undefined {
  const start = answer.indexOf(ITEMS) + ITEMS.length;
  if (start < ITEMS.length) return undefined;
  const from = Math.max(start, answer.length - REST_LENGTH);
  // One character for each byte, so that places are the same.
  const end = answer.toString('latin1', from).search(END);
  if (end < 0) return undefined;
  try {
    const output = JSON.parse(answer.toString('utf8', 0, start) + answer.toString('utf8', from + end));
    return typeof output.Count === 'number' ? { output, items: answer.subarray(start, from + end) } : undefined;
  } catch {
    return undefined;
  }
}
