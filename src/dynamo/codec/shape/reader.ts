/**
 * Reads a page's items by pattern, from the text they came in: the items of a table are alike, and a regular expression made for their shape reads one some five times as fast as JSON.parse does. What no
 * shape covers is parsed, alone, and teaches. Where that is most of a table, its pages are parsed whole.
 */
import { isUtf8 } from 'node:buffer';
import type { Item } from '../../../plan/request.ts';
import type { JsonItems } from '../../items.ts';
import { type Cell, capturedBy, cellOf, type Reading } from './cell.ts';
import { anyItem, itemPattern } from './pattern.ts';
import { Piece } from './piece.ts';
import { joined, type Shape, sameShape, shapeOf, widest } from './shape.ts';

/** Bytes that are looked at at once: few enough for a string of its own in V8's young generation, which is reclaimed at once, and for the processor's cache. */
const PIECE = 65_536;
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
  readonly #size: number;
  /** The one that matched last stands first. */
  #known: Known<Layout>[] = [];
  #patterns = 0;
  #read = 0;
  #parsed = 0;
  readonly #anyItem = anyItem();

  /**
   * @param layOut prepares what a visitor is given of a shape
   * @param size bytes that are looked at at once
   */
  constructor(columns: readonly Reading[], layOut: (cells: readonly Cell[]) => Layout, size: number = PIECE) {
    this.#size = size;
    this.#columns = columns;
    this.#layOut = layOut;
  }

  get #pays(): boolean {
    return this.#patterns <= MOST_PATTERNS && (this.#read < TRIAL || this.#parsed < this.#read * MOST_PARSED);
  }

  /** @throws what the visitor throws; the items' own error where they are no JSON */
  read(items: JsonItems, visitor: Visitor<Layout>): void {
    // Places in text that stands for bytes that are no UTF-8 would not be places among the bytes.
    if (items.length < FEW || !this.#pays || !isUtf8(items.bytes)) {
      for (const item of items.parsed()) visitor.item(item);
      return;
    }
    let size = this.#size;
    for (const piece = new Piece(items); !piece.isOver; ) {
      piece.cut(size);
      const { at } = piece;
      this.#readPiece(piece, visitor);
      // Not one item was whole in it.
      size = piece.at > at ? this.#size : size * 4;
    }
  }

  /** Reads the items that are whole in the piece. */
  #readPiece(piece: Piece, visitor: Visitor<Layout>): void {
    let left = this.#known.length === 0 ? FIRST : 0;
    while (piece.at < piece.text.length) {
      if (left > 0) left -= 1;
      else if (this.#match(piece, visitor)) continue;
      if (piece.endsSoon) return;
      if (!this.#parse(piece, visitor)) return;
    }
  }

  /** Reads items as long as one shape matches them. False where not even the first one did. */
  #match(piece: Piece, visitor: Visitor<Layout>): boolean {
    const { text } = piece;
    for (let n = 0; n < this.#known.length; n += 1) {
      const known = this.#known[n] as Known<Layout>;
      const { pattern, layout } = this.#compiled(known);
      let next = piece.at;
      pattern.lastIndex = next;
      for (let groups = pattern.exec(text); groups !== null; groups = pattern.exec(text)) {
        this.#read += 1;
        if (!visitor.match(groups, layout)) this.#visitParsed(piece.items, groups[0].replace(/,$/, ''), visitor);
        next = pattern.lastIndex;
      }
      if (next === piece.at) continue;
      piece.at = next;
      if (n > 0) this.#known = [known, ...this.#known.filter((other) => other !== known)];
      return true;
    }
    return false;
  }

  /** Parses one item and learns from it. False where it is not whole in the piece. */
  #parse(piece: Piece, visitor: Visitor<Layout>): boolean {
    const pattern = this.#anyItem;
    pattern.lastIndex = piece.at;
    const [whole = '', text = ''] = this.#pays ? (pattern.exec(piece.text) ?? []) : [];
    if (whole !== '') {
      this.#read += 1;
      piece.at += whole.length;
      for (const item of this.#visitParsed(piece.items, text, visitor)) this.#learn(item);
      return true;
    }
    if (this.#pays && !piece.isLast) return false;
    // Deeper than the pattern goes, or no shape pays: the rest of the page.
    this.#read += this.#visitParsed(piece.items, piece.rest(), visitor).length;
    return true;
  }

  #visitParsed(items: JsonItems, text: string, visitor: Visitor<Layout>): readonly Item[] {
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
