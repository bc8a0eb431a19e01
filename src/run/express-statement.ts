/**
 * The statements of the express lane, read straight from their lexemes: one relation, plain columns, conditions that compare a column with literals. The grammar reads all of SQL, and
 * loading it takes longer than such a statement's whole trip to DynamoDB. What is not recognised here is no error: the grammar, and PostgreSQL, will say what it is.
 */
import { type KeywordCategory, keywords } from '../sql/keywords.ts';
import { type Lexeme, nextLexeme } from '../sql/scan.ts';

/** A literal as it is written, its type not yet decided: PostgreSQL takes it from the column. */
export interface ExpressValue {
  readonly kind: 'string' | 'number' | 'boolean';
  readonly text: string;
}

export type ExpressComparator = '=' | '<>' | '<' | '<=' | '>' | '>=';

/** One condition on one column. `true` is the column itself; `null` and `true` have no values, `in` any number, the others one. */
export interface ExpressQualifier {
  readonly column: string;
  readonly operator: ExpressComparator | 'in' | 'like' | '^@' | 'null' | 'true';
  readonly negated: boolean;
  readonly values: readonly ExpressValue[];
}

export type ExpressTarget =
  | { readonly kind: 'everything' }
  | { readonly kind: 'column'; readonly column: string; readonly label: string }
  | { readonly kind: 'count'; readonly label: string }
  | { readonly kind: 'extreme'; readonly column: string; readonly greatest: boolean; readonly label: string };

export interface ExpressStatement {
  /** Folded: `['music']`, `['sales', 'orders']`. */
  readonly relation: readonly string[];
  readonly targets: readonly ExpressTarget[];
  readonly qualifiers: readonly ExpressQualifier[];
  readonly order: readonly { readonly column: string; readonly descending: boolean }[];
  /** undefined: no LIMIT. */
  readonly limit: number | undefined;
  readonly offset: number;
}

/** The statement, where it is of the few forms that the express lane knows. */
export function readExpressStatement(text: string): ExpressStatement | undefined {
  try {
    return new Reader(lexemesOf(text)).statement();
  } catch {
    // Not one of them, or a lexical error, which PostgreSQL will tell.
    return undefined;
  }
}

/** One for all: a stack takes longer to write down than most statements take to be looked at. */
const notExpress = new Error('not a statement for the express lane');

/** A longer text is a long list of keys: reading it twice would cost more than the lane saves. */
const MAX_LEXEMES = 2000;

function lexemesOf(text: string): readonly Lexeme[] {
  const lexemes: Lexeme[] = [];
  let at = 0;
  for (;;) {
    const lexeme = nextLexeme(text, at);
    if (lexeme === undefined) return lexemes;
    // A first word that begins no such statement ends the reading at once.
    if (lexemes.length === 0 && lexeme.value !== 'select') throw notExpress;
    if (lexeme.unicode === true || lexemes.length === MAX_LEXEMES) throw notExpress;
    lexemes.push(lexeme);
    at = lexeme.end;
  }
}

const MIRRORED: Readonly<Record<ExpressComparator, ExpressComparator>> = {
  '=': '=',
  '<>': '<>',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

const COLUMN_NAMES: ReadonlySet<KeywordCategory | undefined> = new Set([undefined, 'unreserved', 'col_name']);
const NAME_BYTES = 63;

class Reader {
  readonly #lexemes: readonly Lexeme[];
  #at = 0;
  #alias: string | undefined;

  constructor(lexemes: readonly Lexeme[]) {
    this.#lexemes = lexemes;
  }

  statement(): ExpressStatement {
    this.#expectWord('select');
    const start = this.#at;
    // What qualifies a column is known after FROM: the targets are read again then.
    this.#targets();
    this.#expectWord('from');
    const relation = [this.#name()];
    if (this.#takes('.')) relation.push(this.#name());
    this.#alias = this.#tableAlias() ?? relation.at(-1);
    const end = this.#at;
    this.#at = start;
    const targets = this.#targets();
    this.#at = end;
    const qualifiers = this.#takesWord('where') ? this.#conjunction() : [];
    const order = this.#takesWord('order') ? this.#order() : [];
    const { limit, offset } = this.#limits();
    while (this.#takes(';'));
    if (this.#next !== undefined) throw notExpress;
    return { relation, targets, qualifiers, order, limit, offset };
  }

  get #next(): Lexeme | undefined {
    return this.#lexemes[this.#at];
  }

  #take(): Lexeme {
    const lexeme = this.#next;
    if (lexeme === undefined) throw notExpress;
    this.#at++;
    return lexeme;
  }

  #takesWord(word: string): boolean {
    const found = this.#next?.kind === 'word' && this.#next.value === word;
    if (found) this.#at++;
    return found;
  }

  #expectWord(word: string): void {
    if (!this.#takesWord(word)) throw notExpress;
  }

  #takes(punctuation: string): boolean {
    const found = this.#next?.kind === 'punctuation' && this.#next.value === punctuation;
    if (found) this.#at++;
    return found;
  }

  #expect(punctuation: string): void {
    if (!this.#takes(punctuation)) throw notExpress;
  }

  /** A column's or relation's name; a longer one than PostgreSQL keeps is for PostgreSQL to cut, with its notice. */
  #name(): string {
    const { kind, value } = this.#take();
    const isName = kind === 'quoted' || (kind === 'word' && COLUMN_NAMES.has(keywords.get(value)));
    if (!isName || value === '' || Buffer.byteLength(value) > NAME_BYTES) throw notExpress;
    return value;
  }

  /** A name after AS, which may be any word. */
  #label(): string {
    const { kind, value } = this.#take();
    if ((kind !== 'quoted' && kind !== 'word') || value === '' || Buffer.byteLength(value) > NAME_BYTES)
      throw notExpress;
    return value;
  }

  #tableAlias(): string | undefined {
    if (this.#takesWord('as')) return this.#name();
    const next = this.#next;
    const isAlias = next?.kind === 'quoted' || (next?.kind === 'word' && COLUMN_NAMES.has(keywords.get(next.value)));
    return isAlias ? this.#name() : undefined;
  }

  // ---- targets ----

  #targets(): readonly ExpressTarget[] {
    const targets = [this.#target()];
    while (this.#takes(',')) targets.push(this.#target());
    return targets;
  }

  #target(): ExpressTarget {
    if (this.#takes('*')) return { kind: 'everything' };
    const next = this.#next;
    const call = this.#lexemes[this.#at + 1]?.value === '(' && next?.kind === 'word' ? next.value : undefined;
    if (call === 'count') {
      this.#at += 2;
      this.#expect('*');
      this.#expect(')');
      return { kind: 'count', label: this.#columnLabel('count') };
    }
    if (call === 'min' || call === 'max') {
      this.#at += 2;
      const column = this.#column();
      this.#expect(')');
      return { kind: 'extreme', column, greatest: call === 'max', label: this.#columnLabel(call) };
    }
    const first = this.#name();
    if (!this.#takes('.')) return { kind: 'column', column: first, label: this.#columnLabel(first) };
    this.#checkQualifier(first);
    if (this.#takes('*')) return { kind: 'everything' };
    const column = this.#name();
    return { kind: 'column', column, label: this.#columnLabel(column) };
  }

  #columnLabel(own: string): string {
    if (this.#takesWord('as')) return this.#label();
    const next = this.#next;
    const isLabel = next?.kind === 'quoted' || (next?.kind === 'word' && !keywords.has(next.value));
    return isLabel ? this.#label() : own;
  }

  #column(): string {
    const first = this.#name();
    if (!this.#takes('.')) return first;
    this.#checkQualifier(first);
    return this.#name();
  }

  #checkQualifier(name: string): void {
    if (this.#alias !== undefined && name !== this.#alias) throw notExpress;
  }

  // ---- WHERE ----

  #conjunction(): ExpressQualifier[] {
    const all = this.#condition();
    while (this.#takesWord('and')) all.push(...this.#condition());
    return all;
  }

  #condition(): ExpressQualifier[] {
    if (this.#takes('(')) {
      const inner = this.#conjunction();
      this.#expect(')');
      return inner;
    }
    if (this.#takesWord('not')) {
      const column = this.#column();
      return [{ column, operator: 'true', negated: true, values: [] }];
    }
    const literal = this.#literal();
    if (literal !== undefined) {
      const operator = this.#comparator();
      if (operator === undefined) throw notExpress;
      return [{ column: this.#column(), operator: MIRRORED[operator], negated: false, values: [literal] }];
    }
    return this.#columnCondition(this.#column());
  }

  #columnCondition(column: string): ExpressQualifier[] {
    const operator = this.#comparator();
    if (operator !== undefined) return [{ column, operator, negated: false, values: [this.#value()] }];
    if (this.#next?.kind === 'operator' && this.#next.value === '^@') {
      this.#at++;
      return [{ column, operator: '^@', negated: false, values: [this.#value()] }];
    }
    if (this.#takesWord('is')) {
      const negated = this.#takesWord('not');
      this.#expectWord('null');
      return [{ column, operator: 'null', negated, values: [] }];
    }
    const negated = this.#takesWord('not');
    if (this.#takesWord('in')) return [{ column, operator: 'in', negated, values: this.#list() }];
    if (this.#takesWord('like')) return [{ column, operator: 'like', negated, values: [this.#value()] }];
    if (negated) throw notExpress;
    if (this.#takesWord('between')) {
      const low = this.#value();
      this.#expectWord('and');
      const high = this.#value();
      return [
        { column, operator: '>=', negated, values: [low] },
        { column, operator: '<=', negated, values: [high] },
      ];
    }
    return [{ column, operator: 'true', negated, values: [] }];
  }

  #comparator(): ExpressComparator | undefined {
    const next = this.#next;
    if (next?.kind !== 'punctuation' || !Object.hasOwn(MIRRORED, next.value)) return undefined;
    this.#at++;
    return next.value as ExpressComparator;
  }

  #list(): readonly ExpressValue[] {
    this.#expect('(');
    const values = [this.#value()];
    while (this.#takes(',')) values.push(this.#value());
    this.#expect(')');
    return values;
  }

  #value(): ExpressValue {
    const value = this.#literal();
    if (value === undefined) throw notExpress;
    return value;
  }

  #literal(): ExpressValue | undefined {
    const next = this.#next;
    if (next === undefined) return undefined;
    if (next.kind === 'string') {
      this.#at++;
      return { kind: 'string', text: next.value };
    }
    if (next.kind === 'word' && (next.value === 'true' || next.value === 'false')) {
      this.#at++;
      return { kind: 'boolean', text: next.value === 'true' ? 't' : 'f' };
    }
    const sign = this.#takes('-') ? '-' : '';
    const number = this.#next;
    if (number?.kind === 'integer' || number?.kind === 'decimal') {
      this.#at++;
      return { kind: 'number', text: sign + number.value };
    }
    if (sign !== '') throw notExpress;
    return undefined;
  }

  // ---- ORDER BY, LIMIT, OFFSET ----

  #order(): ExpressStatement['order'] {
    this.#expectWord('by');
    const keys = [this.#sortKey()];
    while (this.#takes(',')) keys.push(this.#sortKey());
    return keys;
  }

  #sortKey(): ExpressStatement['order'][number] {
    const column = this.#column();
    const descending = this.#takesWord('desc');
    if (!descending) this.#takesWord('asc');
    return { column, descending };
  }

  #limits(): Pick<ExpressStatement, 'limit' | 'offset'> {
    let limit: number | undefined;
    let offset: number | undefined;
    for (;;) {
      if (limit === undefined && this.#takesWord('limit')) limit = this.#count();
      else if (offset === undefined && this.#takesWord('offset')) offset = this.#count();
      else return { limit, offset: offset ?? 0 };
    }
  }

  #count(): number {
    const { kind, value } = this.#take();
    if ((kind !== 'integer' && kind !== 'decimal') || !/^\d{1,15}$/.test(value)) throw notExpress;
    return Number(value);
  }
}
