/** Shorthand for the demo's items, and chance that is the same every time. */
import type { AttributeValue, Item } from '../plan/request.ts';

export const S = (text: string): AttributeValue => ({ S: text });
export const N = (number: number | string): AttributeValue => ({ N: String(number) });
export const B = (bytes: readonly number[]): AttributeValue => ({ B: Buffer.from(bytes).toString('base64') });
export const BOOL = (yes: boolean): AttributeValue => ({ BOOL: yes });
export const NULL: AttributeValue = { NULL: true };
export const M = (map: Item): AttributeValue => ({ M: map });
export const L = (list: readonly AttributeValue[]): AttributeValue => ({ L: list });
/** Sets hold each value once. */
export const SS = (texts: readonly string[]): AttributeValue => ({ SS: [...new Set(texts)] });
export const NS = (numbers: readonly number[]): AttributeValue => ({ NS: [...new Set(numbers.map(String))] });

/** A source of chance with a seed (mulberry32): the demo's data never change, so its examples can be written down. */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** From 0 up to 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from `least` to `most`. */
  between(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  pick<T>(choices: readonly T[]): T {
    return choices[this.between(0, choices.length - 1)] as T;
  }

  /** Some of the choices, at least one, in their order. */
  some<T>(choices: readonly T[]): T[] {
    const kept = choices.filter(() => this.next() < 0.4);
    return kept.length > 0 ? kept : [this.pick(choices)];
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  bytes(length: number): number[] {
    return Array.from({ length }, () => this.between(0, 255));
  }
}

/** Cents as a decimal number: 1999 -> 19.99. */
export const money = (cents: number): string => (cents / 100).toFixed(2).replace(/\.?0+$/, '');
