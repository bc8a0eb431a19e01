/**
 * A page's items as the text they came in. Most pages are never needed as objects: their items are alike, and are read by pattern (codec/shape). JSON.parse and walking what it makes took most of a
 * scan's time.
 */
import type { Item } from '../plan/request.ts';

/** Items, parsed or not. */
export type Items = readonly Item[] | ItemsText;

export class ItemsText {
  /** The members of the JSON array: `{...},{...}`. */
  readonly text: string;
  /** How many there are, as the service says. */
  readonly length: number;
  readonly #refuse: (error: unknown) => unknown;
  #parsed: readonly Item[] | undefined;

  /** @param refuse the error to throw in place of JSON.parse's */
  constructor(text: string, length: number, refuse: (error: unknown) => unknown = (error) => error) {
    this.text = text;
    this.length = length;
    this.#refuse = refuse;
  }

  parsed(): readonly Item[] {
    this.#parsed ??= this.parse(this.text);
    return this.#parsed;
  }

  /** Some of them. @param text whole items, with commas between them */
  parse(text: string): readonly Item[] {
    try {
      return JSON.parse(`[${text}]`);
    } catch (error) {
      throw this.#refuse(error);
    }
  }
}

export function parsedItems(items: Items): readonly Item[] {
  return items instanceof ItemsText ? items.parsed() : items;
}

/** How an answer's items stand beside the rest of it. */
export interface PageText {
  readonly ItemsText?: string;
}

const ITEMS = '"Items":[';
/** What follows the items: a key of at most 3 KB, and the read units of up to 26 indexes. */
const REST_LENGTH = 65_536;
const END = /\](?:,"(?:Count|ScannedCount|LastEvaluatedKey|ConsumedCapacity)":|\}\s*$)/;

/** A Query's or Scan's answer with its items cut out. */
export interface SplitPage {
  /** The answer, its `Items` an empty array. */
  readonly output: object;
  readonly items: string;
}

/**
 * Cuts the items out of an answer without parsing them. Undefined where it does not look as expected, as an emulator's may not: then it has to be parsed whole.
 *
 * Where they begin: a quote in a JSON string is escaped, so `"Items":[` is a member; in front of the items there are only numbers and objects without arrays. Where they end: an attribute value's array
 * is its object's only member, so a `]` among the items is followed by `}`, and `],"Count` cannot be inside a string either, which would end there with a letter behind it.
 */
export function splitPage(text: string): SplitPage | undefined {
  const start = text.indexOf(ITEMS) + ITEMS.length;
  if (start < ITEMS.length) return undefined;
  const from = Math.max(start, text.length - REST_LENGTH);
  const end = text.slice(from).search(END);
  if (end < 0) return undefined;
  try {
    const output = JSON.parse(text.slice(0, start) + text.slice(from + end));
    return typeof output.Count === 'number' ? { output, items: text.slice(start, from + end) } : undefined;
  } catch {
    return undefined;
  }
}
