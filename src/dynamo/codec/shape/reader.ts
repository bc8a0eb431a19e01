/**
 * Reads a page's items by pattern, from the text they came in: the items of a table are alike, and a regular expression made for their shape reads one some five times as fast as JSON.parse does. What no
 * shape covers is parsed, alone, and teaches. Where that is most of a table, its pages are parsed whole.
 */
import type { Item } from '../../../plan/request.ts';
import type { ItemsText } from '../../items.ts';
import { type Cell, capturedBy, cellOf, type Reading } from './cell.ts';
import { anyItem, itemPattern } from './pattern.ts';
import { joined, type Shape, sameShape, shapeOf, widest } from './shape.ts';

/** Fewer items are parsed before a regular expression is compiled. */
const FEW = 64;
/** Looked at before the first pattern is made. */
const FIRST = 16;
/** Tables with items of several kinds have several shapes. */
const MOST_SHAPES = 4;
/** A table that needs more patterns than this has no shape. */
const MOST_PATTERNS = 48;
/** Attributes that a pattern may have: beyond, V8 gives up compiling it. */
const MOST_ATTRIBUTES = 200;
/** The parsed ones of so many items... */
const TRIAL = 512;
/** ... may be this share of them. */
const MOST_PARSED = 0.5;

/** What is made of a page's items, one after the other. */
export interface Visitor<Layout> {
  /** An item that a pattern matched. False where it has to be seen as an object. */
  match(groups: RegExpExecArray, layout: Layout): boolean;
  item(item: Item): void;
}

interface Known<Layout> {
  readonly shape: Shape;
  pattern: RegExp | undefined;
  layout: Layout | undefined;
}

export class ShapeReader<Layout> {
  readonly #columns: readonly Reading[];
  readonly #layOut: (cells: readonly Cell[]) => Layout;
  /** The one that matched last stands first. */
  #known: Known<Layout>[] = [];
  #patterns = 0;
  #read = 0;
  #parsed = 0;
  readonly #anyItem = anyItem();

  /** @param layOut prepares what a visitor is given of a shape */
  constructor(columns: readonly Reading[], layOut: (cells: readonly Cell[]) => Layout) {
    this.#columns = columns;
    this.#layOut = layOut;
  }

  get #pays(): boolean {
    return this.#patterns <= MOST_PATTERNS && (this.#read < TRIAL || this.#parsed < this.#read * MOST_PARSED);
  }

  /** @throws what the visitor throws; the text's own error where it is no JSON */
  read(items: ItemsText, visitor: Visitor<Layout>): void {
    if (items.length < FEW || !this.#pays) {
      for (const item of items.parsed()) visitor.item(item);
      return;
    }
    const { text } = items;
    let at = this.#known.length === 0 ? this.#parseFirst(items, visitor) : 0;
    while (at < text.length) {
      const after = this.#match(items, at, visitor);
      at = after > at ? after : this.#parse(items, at, visitor);
    }
  }

  #parseFirst(items: ItemsText, visitor: Visitor<Layout>): number {
    let at = 0;
    for (let n = 0; n < FIRST && at < items.text.length; n += 1) at = this.#parse(items, at, visitor);
    return at;
  }

  /** Reads items as long as one shape matches them. @returns where the next one begins: `at` where none did */
  #match(items: ItemsText, at: number, visitor: Visitor<Layout>): number {
    const { text } = items;
    for (let n = 0; n < this.#known.length; n += 1) {
      const known = this.#known[n] as Known<Layout>;
      const { pattern, layout } = this.#compiled(known);
      let next = at;
      pattern.lastIndex = next;
      for (let groups = pattern.exec(text); groups !== null; groups = pattern.exec(text)) {
        this.#read += 1;
        if (!visitor.match(groups, layout)) this.#visitParsed(items, groups[0].replace(/,$/, ''), visitor);
        next = pattern.lastIndex;
      }
      if (next === at) continue;
      if (n > 0) this.#known = [known, ...this.#known.filter((other) => other !== known)];
      return next;
    }
    return at;
  }

  /** Parses one item and learns from it. @returns where the next one begins */
  #parse(items: ItemsText, at: number, visitor: Visitor<Layout>): number {
    const pattern = this.#anyItem;
    pattern.lastIndex = at;
    const [whole = '', text = ''] = pattern.exec(items.text) ?? [];
    this.#read += 1;
    if (whole !== '' && this.#pays) {
      for (const item of this.#visitParsed(items, text, visitor)) this.#learn(item);
      return at + whole.length;
    }
    // Deeper than the pattern goes, or no shape pays: the rest of the page.
    const rest = this.#visitParsed(items, items.text.slice(at), visitor);
    this.#read += rest.length - 1;
    return items.text.length;
  }

  #visitParsed(items: ItemsText, text: string, visitor: Visitor<Layout>): readonly Item[] {
    const parsed = items.parse(text);
    this.#parsed += parsed.length;
    for (const item of parsed) visitor.item(item);
    return parsed;
  }

  #learn(item: Item): void {
    const shape = shapeOf(item);
    if (shape.length > MOST_ATTRIBUTES) return;
    for (const [n, known] of this.#known.entries()) {
      const wider = joined(known.shape, shape);
      if (wider === undefined || wider.length > MOST_ATTRIBUTES) continue;
      const isCovered = sameShape(wider, known.shape);
      // It was covered by what it means, but is written in another way.
      if (isCovered && known.pattern === undefined) return;
      this.#known[n] = { shape: isCovered ? widest(wider) : wider, pattern: undefined, layout: undefined };
      return;
    }
    if (this.#known.length < MOST_SHAPES) this.#known.push({ shape, pattern: undefined, layout: undefined });
  }

  #compiled(known: Known<Layout>): { readonly pattern: RegExp; readonly layout: Layout } {
    if (known.pattern === undefined || known.layout === undefined) {
      this.#patterns += 1;
      const { pattern, groups } = itemPattern(known.shape, capturedBy(known.shape, this.#columns));
      known.pattern = pattern;
      known.layout = this.#layOut(this.#columns.map((column) => cellOf(known.shape, column, groups)));
    }
    return { pattern: known.pattern, layout: known.layout };
  }
}
