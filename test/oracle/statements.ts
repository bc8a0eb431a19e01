/**
 * Random statements for the oracle: whole queries, put together of everything that FROM, WHERE, GROUP BY and the rest may hold, over two foreign tables and a view. None of them can fail
 * on a value, and none has an answer that hangs on the order in which rows come.
 */
import fc from 'fast-check';
import { COLUMNS, qualifiedBy, qualifier, type Shape, SORT_TYPE } from './arbitraries.ts';

/** Types that expressions are made of. Others are only selected, counted and tested for NULL. */
type Type = 'text' | 'num' | 'int' | 'bool' | 'json' | 'bytes' | 'texts' | 'date' | 'other';

interface Column {
  readonly name: string;
  readonly type: Type;
}

/** A relation that can be seen from a place. */
interface Visible {
  /** undefined: the columns that USING has merged, which have no relation's name. */
  readonly alias: string | undefined;
  readonly columns: readonly Column[];
  /** The foreign table that it is, under its own column names. */
  readonly base?: Base | undefined;
  /** Whether its row may be taken as a whole. */
  readonly whole: boolean;
}

type Scope = readonly Visible[];

/** A relation in FROM: its text, what it makes visible, and what an unqualified name may mean. */
interface From {
  readonly text: string;
  readonly visible: Scope;
}

interface Query {
  readonly text: string;
  readonly columns: readonly Column[];
  /** Its rows stand in one order only. */
  readonly ordered: boolean;
}

/** A table to ask of. `name` stands for it in the text; the caller puts a table's name in its place. */
export interface Base {
  readonly name: string;
  readonly shape: Shape;
  readonly columns: readonly Column[];
}

/** A random statement. */
export interface Statement {
  readonly text: string;
  /** Its rows stand in one order only. */
  readonly ordered: boolean;
}

const TYPES: Readonly<Record<string, Type>> = {
  text: 'text',
  'varchar(3)': 'text',
  numeric: 'num',
  integer: 'int',
  boolean: 'bool',
  jsonb: 'json',
  bytea: 'bytes',
  'text[]': 'texts',
  date: 'date',
};

/** The table of a shape, under the name that stands for it. */
export function baseTable(name: string, shape: Shape): Base {
  const sort: Type = shape.sk === 'none' ? 'text' : (TYPES[SORT_TYPE[shape.sk]] ?? 'other');
  return {
    name,
    shape,
    columns: [
      { name: 'pk', type: 'text' },
      { name: 'sk', type: sort },
      { name: 'gpk', type: 'text' },
      { name: 'gsk', type: 'num' },
      { name: 'lsk', type: 'text' },
      ...COLUMNS.map((column): Column => ({ name: column.name, type: TYPES[column.type] ?? 'other' })),
      ...(shape.raw ? [{ name: 'item', type: 'json' as const }] : []),
    ],
  };
}

const LITERALS: Readonly<Record<Exclude<Type, 'other'>, readonly string[]>> = {
  text: ["'a'", "'ab'", "'b'", "'é'", "'x'", "'y'", "'abc'", "''", "'5'", "'a%c'", "'B'"],
  num: ['0', '1', '-1', '2', '5', '5.5', '2.345', '20', '2147483648', '1e125', "'NaN'::numeric"],
  int: ['0', '1', '-1', '2', '5', '20', '2147483647'],
  bool: ['true', 'false'],
  json: [`'{"k": 5}'`, `'"a"'`, `'[]'`, `'{}'`, `'5'`, `'{"a": [1], "k": null}'`].map((text) => `${text}::jsonb`),
  bytes: ["'\\x'::bytea", "'\\x00'::bytea", "'\\x01'::bytea", "'\\xff'::bytea", "'\\x0102'::bytea"],
  texts: ["'{}'::text[]", "'{a}'::text[]", "'{a,b}'::text[]", "'{a,NULL}'::text[]"],
  date: ["'2024-05-06'::date", "'2024-05-07'::date", "'infinity'::date"],
};
const COMPARED: readonly Type[] = ['text', 'num', 'int', 'bool', 'bytes', 'texts', 'date', 'json'];
const OPERATORS = ['=', '=', '=', '<>', '<', '<=', '>', '>='];

/** The statements of a world, by a seed. */
export class Statements {
  #state: number;
  #names = 0;
  readonly #bases: readonly Base[];

  readonly #views: readonly CommonTable[];

  /** @param views by the names that stand for them */
  constructor(bases: readonly Base[], views: readonly CommonTable[], seed: number) {
    this.#bases = bases;
    this.#views = views;
    this.#state = seed >>> 0;
  }

  next(): Statement {
    this.#names = 0;
    const { text, ordered } = this.#query([], this.#views, this.#below(3) + 1);
    return { text, ordered };
  }

  // ---- drawing ----

  /** mulberry32. */
  #random(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  #below(count: number): number {
    return Math.floor(this.#random() * count);
  }

  #chance(share: number): boolean {
    return this.#random() < share;
  }

  #pick<T>(from: readonly T[]): T {
    const found = from[this.#below(from.length)];
    if (found === undefined) throw new Error('nothing to pick');
    return found;
  }

  /** One of the ways, a way as often as its weight says; one that cannot be gone is left for another. */
  #way<T>(...ways: readonly (readonly [weight: number, way: () => T | undefined])[]): T {
    let left = ways;
    for (;;) {
      const at = this.#random() * left.reduce((sum, [weight]) => sum + weight, 0);
      let passed = 0;
      const chosen = left.find(([weight]) => {
        passed += weight;
        return at < passed;
      });
      const found = chosen?.[1]();
      if (found !== undefined) return found;
      left = left.filter((each) => each !== chosen);
      if (left.length === 0) throw new Error('no way');
    }
  }

  #name(): string {
    return `r${++this.#names}`;
  }

  #literal(type: Type): string {
    return type === 'other' ? 'NULL' : this.#pick(LITERALS[type]);
  }

  // ---- queries ----

  /** A query, with what stands around it. `ctes`: common tables that can be named. */
  #query(outer: Scope, ctes: readonly CommonTable[], depth: number): Query {
    const own = [...ctes];
    const parts: string[] = [];
    if (depth > 0 && this.#chance(0.04)) parts.push(`RECURSIVE ${this.#recursive(own)}`);
    else if (depth > 0 && this.#chance(0.2)) {
      const count = this.#below(2) + 1;
      for (let n = 0; n < count; n++) parts.push(this.#commonTable(outer, own, depth - 1));
    }
    const body = this.#way(
      [6, () => this.#select(outer, own, depth)],
      [1, () => (depth > 0 ? this.#setOperation(outer, own, depth - 1) : undefined)],
    );
    return { ...body, text: `${parts.length > 0 ? `WITH ${parts.join(', ')} ` : ''}${body.text}` };
  }

  /** Adds a common table to those that can be named. */
  #commonTable(outer: Scope, ctes: CommonTable[], depth: number): string {
    // Now and then it hides a table.
    const hidden = this.#pick(this.#bases).name;
    const name = this.#chance(0.15) && !ctes.some((each) => each.name === hidden) ? hidden : this.#name();
    const { text, columns } = this.#query(outer, ctes, depth);
    const renamed = columns.map((column, n) => ({ ...column, name: `c${n}` }));
    ctes.push({ name, columns: renamed });
    const kept = this.#pick(['', '', 'MATERIALIZED ', 'NOT MATERIALIZED ']);
    return `${name}(${renamed.map((column) => column.name).join(', ')}) AS ${kept}(${text})`;
  }

  /** What can be reached from some rows by a column that names others. */
  #recursive(ctes: CommonTable[]): string {
    const name = this.#name();
    const base = this.#base(ctes) ?? this.#pick(this.#bases);
    const [start, link] = [this.#pick(['t', 'u', 'pk', 'gpk', 'v']), this.#pick(['t', 'u', 'v', 'lsk', 'gpk'])];
    const where = this.#where([{ alias: 'b', columns: base.columns, base, whole: false }], [], ctes, 0);
    ctes.push({ name, columns: [{ name: 'c0', type: 'text' }] });
    return `${name}(c0) AS (SELECT b.${start}::text FROM ${base.name} b${where} UNION SELECT b.${link}::text FROM ${name} JOIN ${base.name} b ON b.pk = ${name}.c0)`;
  }

  #setOperation(outer: Scope, ctes: readonly CommonTable[], depth: number): Query {
    const types = Array.from({ length: this.#below(2) + 1 }, () => this.#pick(['text', 'num', 'int'] as const));
    const arms = Array.from({ length: this.#below(2) + 2 }, () => this.#queryOf(types, outer, ctes, depth));
    const operator = this.#pick([
      'UNION ALL',
      'UNION ALL',
      'UNION',
      'INTERSECT',
      'EXCEPT',
      'INTERSECT ALL',
      'EXCEPT ALL',
    ]);
    const columns = types.map((type, n): Column => ({ name: `s${n}`, type }));
    const text = arms.map((arm) => `(${arm})`).join(` ${operator} `);
    return this.#chance(0.3)
      ? { text: `${text} ORDER BY ${columns.map((_, n) => n + 1).join(', ')}${this.#limit()}`, columns, ordered: true }
      : { text, columns, ordered: false };
  }

  /** A query of columns of the types, the first arm's named s0, s1 ... */
  #queryOf(types: readonly Type[], outer: Scope, ctes: readonly CommonTable[], depth: number): string {
    const from = this.#from(outer, ctes, depth);
    const scope = [...from.visible, ...outer];
    const targets = types.map((type) => this.#expression(type, from.visible, scope, depth));
    const where = this.#where(from.visible, scope, ctes, depth);
    const text = `SELECT ${targets.map((target, n) => `${target} AS s${n}`).join(', ')} FROM ${from.text}${where}`;
    if (!this.#chance(0.2)) return text;
    return `${text} ORDER BY ${types.map((_, n) => n + 1).join(', ')}${this.#limit()}`;
  }

  #limit(): string {
    const offset = this.#chance(0.3) ? ` OFFSET ${this.#below(4)}` : '';
    return this.#way(
      [3, () => ''],
      [3, () => ` LIMIT ${this.#pick([0, 1, 2, 3, 5, 10])}${offset}`],
      [1, () => `${offset}${offset === '' ? '' : ' ROWS'} FETCH FIRST ${this.#below(5) + 1} ROWS WITH TIES`],
    );
  }

  #select(outer: Scope, ctes: readonly CommonTable[], depth: number): Query {
    const from = this.#from(outer, ctes, depth);
    const scope = [...from.visible, ...outer];
    const where = this.#where(from.visible, scope, ctes, depth);
    return this.#way(
      [5, () => this.#rows(from, where, scope, ctes, depth)],
      [4, () => this.#groups(from, where, scope, ctes, depth)],
      [1, () => this.#aggregates(from, where, scope, ctes, depth)],
    );
  }

  /** SELECT without groups. */
  #rows({ text, visible }: From, where: string, scope: Scope, ctes: readonly CommonTable[], depth: number): Query {
    const targets = Array.from({ length: this.#below(3) + 1 }, () =>
      this.#way<readonly [text: string, type: Type]>(
        [5, () => this.#anyColumn(visible)],
        [2, () => this.#typed(visible, scope, depth)],
        [1, () => this.#scalarSubquery(scope, ctes, depth)],
        [1, () => [this.#predicate(visible, scope, ctes, depth), 'bool']],
        [1, () => this.#wholeRow(visible)],
        [1, () => this.#window(visible)],
      ),
    );
    const columns = targets.map(([, type], n): Column => ({ name: `t${n}`, type }));
    const list = targets.map(([target], n) => `${target} AS t${n}`).join(', ');
    const all = targets.map((_, n) => n + 1).join(', ');
    const [first] = targets;
    const how = this.#way<readonly [head: string, tail: string, ordered: boolean]>(
      [5, () => ['', '', false]],
      [3, () => ['', ` ORDER BY ${this.#directions(targets.length)}${this.#limit()}`, true]],
      [
        1,
        () => {
          const by = this.#scalarSubquery(scope, ctes, depth);
          return by === undefined ? undefined : ['', ` ORDER BY ${by[0]}, ${all}${this.#limit()}`, true];
        },
      ],
      [
        1,
        () => {
          const count = this.#scalarSubquery([], ctes, depth);
          return count?.[1] === 'num'
            ? ['', ` ORDER BY ${all} LIMIT least(abs(coalesce(${count[0]}, 1)), 1000)`, true]
            : undefined;
        },
      ],
      [1, () => ['DISTINCT ', '', false]],
      [1, () => ['DISTINCT ', ` ORDER BY ${all}${this.#limit()}`, true]],
      [
        1,
        () =>
          first?.[1] === 'other'
            ? undefined
            : [`DISTINCT ON (${first?.[0]}) `, ` ORDER BY ${first?.[0]}, ${all}`, true],
      ],
    );
    // What one value's text is, its equals may have another: of json and of what is unknown nothing is made distinct or ordered.
    const isPlain = columns.every(({ type }) => type !== 'other');
    const [head, tail, ordered] = isPlain ? how : ['', '', false];
    return { text: `SELECT ${head}${list} FROM ${text}${where}${tail}`, columns, ordered };
  }

  #directions(count: number): string {
    return Array.from(
      { length: count },
      (_, n) => `${n + 1}${this.#pick(['', '', ' DESC', ' NULLS FIRST', ' DESC NULLS LAST'])}`,
    ).join(', ');
  }

  #anyColumn(visible: Scope): readonly [string, Type] | undefined {
    const all = visible.flatMap((each) => each.columns.map((column) => [nameOf(each, column), column.type] as const));
    return all.length === 0 ? undefined : this.#pick(all);
  }

  #typed(visible: Scope, scope: Scope, depth: number): readonly [string, Type] {
    const type = this.#pick(['text', 'num', 'int', 'bool'] as const);
    return [this.#expression(type, visible, scope, depth), type];
  }

  #wholeRow(visible: Scope): readonly [string, Type] | undefined {
    const rows = visible.filter(({ whole }) => whole);
    if (rows.length === 0) return undefined;
    const { alias } = this.#pick(rows);
    return this.#way<readonly [string, Type]>(
      [3, () => [`(${alias}.*)::text`, 'text']],
      [2, () => [`to_jsonb(${alias}.*)`, 'json']],
      [1, () => [`row_to_json(${alias}.*)::text`, 'text']],
      [1, () => [`(${alias}.*) IS NULL`, 'bool']],
    );
  }

  /** Window functions whose value does not hang on the order of peers. */
  #window(visible: Scope): readonly [string, Type] | undefined {
    const keys = this.#columnsOf('text', visible);
    const numbers = this.#columnsOf('num', visible);
    const [partition, order, value] = [keys, keys, numbers].map((from) =>
      from.length === 0 ? undefined : this.#pick(from),
    );
    if (partition === undefined || order === undefined || value === undefined) return undefined;
    const by = this.#chance(0.6) ? `PARTITION BY ${partition} ` : '';
    const frame = this.#pick([
      '',
      ' RANGE UNBOUNDED PRECEDING',
      ' GROUPS BETWEEN 1 PRECEDING AND 1 FOLLOWING',
      ' GROUPS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING EXCLUDE GROUP',
    ]);
    const call = this.#pick(['count(*)', `sum(${value})`, `max(${value})`, 'rank()', 'dense_rank()', `min(${order})`]);
    const filter = /rank/.test(call) || this.#chance(0.8) ? '' : ` FILTER (WHERE ${value} > 1)`;
    return [`${call}${filter} OVER (${by}ORDER BY ${order}${frame})`, call.startsWith('min') ? 'text' : 'num'];
  }

  #groups(
    { text, visible }: From,
    where: string,
    scope: Scope,
    ctes: readonly CommonTable[],
    depth: number,
  ): Query | undefined {
    if (!['text', 'num'].every((type) => this.#columnsOf(type as Type, visible).length > 0)) return undefined;
    const keys = Array.from({ length: this.#below(2) + 1 }, () =>
      this.#way<readonly [string, Type]>(
        [4, () => this.#groupable(visible)],
        [1, () => this.#computedKey(visible)],
        [1, () => this.#scalarSubquery(scope, ctes, depth)],
      ),
    );
    const aggregates = Array.from({ length: this.#below(3) }, () => this.#aggregate(visible, scope, ctes, depth));
    const targets = [...keys, ...aggregates];
    const list = targets.map(([target], n) => `${target} AS t${n}`).join(', ');
    const columns = targets.map(([, type], n): Column => ({ name: `t${n}`, type }));
    const numbers = keys.map((_, n) => n + 1).join(', ');
    const expressions = keys.map(([key]) => key).join(', ');
    const grouped = this.#way(
      [4, () => `GROUP BY ${numbers}`],
      [2, () => `GROUP BY ${expressions}`],
      [1, () => `GROUP BY ROLLUP (${expressions})`],
      [1, () => `GROUP BY CUBE (${expressions})`],
      [1, () => `GROUP BY GROUPING SETS ((${expressions}), (${keys[0]?.[0]}), ())`],
    );
    const keyed: Scope = keys.flatMap(([key, type]) =>
      /^r\d+\.\w+$/.test(key) ? [{ alias: undefined, columns: [{ name: key, type }], whole: false }] : [],
    );
    const having = this.#way(
      [5, () => ''],
      [1, () => ` HAVING count(*) > ${this.#below(3)}`],
      [1, () => ` HAVING ${keys[0]?.[0]} IS NOT NULL AND count(*) < 9`],
      [
        1,
        () =>
          depth > 0
            ? ` HAVING ${this.#subqueryTest(keyed, [...keyed, ...scope.slice(visible.length)], ctes, depth - 1)}`
            : undefined,
      ],
    );
    const ordered = this.#chance(0.4) && columns.every(({ type }) => type !== 'other');
    const tail = ordered ? ` ORDER BY ${this.#directions(targets.length)}${this.#limit()}` : '';
    return { text: `SELECT ${list} FROM ${text}${where} ${grouped}${having}${tail}`, columns, ordered };
  }

  #computedKey(visible: Scope): readonly [string, Type] | undefined {
    const [texts, numbers] = [this.#columnsOf('text', visible), this.#columnsOf('num', visible)];
    return this.#way<readonly [string, Type]>(
      [1, () => (texts.length === 0 ? undefined : [`upper(${this.#pick(texts)})`, 'text'])],
      [1, () => (texts.length === 0 ? undefined : [`COALESCE(${this.#pick(texts)}, '-')`, 'text'])],
      [1, () => (numbers.length === 0 ? undefined : [`(${this.#pick(numbers)} > 1)`, 'bool'])],
    );
  }

  #groupable(visible: Scope): readonly [string, Type] | undefined {
    const type = this.#pick(['text', 'text', 'text', 'num', 'int', 'bool', 'bytes', 'date'] as const);
    const found = this.#columnsOf(type, visible);
    return found.length === 0 ? undefined : [this.#pick(found), type];
  }

  #aggregates(
    { text, visible }: From,
    where: string,
    scope: Scope,
    ctes: readonly CommonTable[],
    depth: number,
  ): Query {
    const targets = Array.from({ length: this.#below(3) + 1 }, () => this.#aggregate(visible, scope, ctes, depth));
    const columns = targets.map(([, type], n): Column => ({ name: `t${n}`, type }));
    return {
      text: `SELECT ${targets.map(([target], n) => `${target} AS t${n}`).join(', ')} FROM ${text}${where}`,
      columns,
      ordered: true,
    };
  }

  #aggregate(visible: Scope, scope: Scope, ctes: readonly CommonTable[], depth: number): readonly [string, Type] {
    const column = (type: Type): string | undefined => {
      const found = this.#columnsOf(type, visible);
      return found.length === 0 ? undefined : this.#pick(found);
    };
    const of =
      (type: Type, make: (column: string) => readonly [string, Type]) => (): readonly [string, Type] | undefined => {
        const found = column(type);
        return found === undefined ? undefined : make(found);
      };
    const [call, type] = this.#way<readonly [string, Type]>(
      [4, () => ['count(*)', 'num']],
      [2, of('num', (c) => [`sum(${c})`, 'num'])],
      [2, of('int', (c) => [`sum(${c})`, 'num'])],
      [1, of('int', (c) => [`avg(${c})`, 'num'])],
      [1, of('num', (c) => [`count(DISTINCT ${c})`, 'num'])],
      [2, of('text', (c) => [`${this.#pick(['min', 'max'])}(${c})`, 'text'])],
      [2, of('num', (c) => [`${this.#pick(['min', 'max'])}(${c})`, 'num'])],
      [1, of('text', (c) => [`string_agg(${c}, ',' ORDER BY ${c})`, 'text'])],
      [1, of('text', (c) => [`array_agg(DISTINCT ${c} ORDER BY ${c})`, 'other'])],
      [1, of('bool', (c) => [`${this.#pick(['bool_and', 'bool_or', 'every'])}(${c})`, 'bool'])],
      [1, of('text', (c) => [`mode() WITHIN GROUP (ORDER BY ${c})`, 'text'])],
      [1, of('num', (c) => [`percentile_disc(0.5) WITHIN GROUP (ORDER BY ${c})`, 'num'])],
      [1, () => ['count(*) > 2', 'bool']],
    );
    if (call.includes('>') || !this.#chance(0.2)) return [call, type];
    return [`${call} FILTER (WHERE ${this.#predicate(visible, scope, ctes, depth - 1)})`, type];
  }

  // ---- FROM ----

  #from(outer: Scope, ctes: readonly CommonTable[], depth: number): From {
    return this.#way(
      [6, () => this.#relation(outer, ctes, depth)],
      [3, () => this.#join(outer, ctes, depth)],
      [1, () => this.#comma(outer, ctes, depth)],
      [1, () => (depth > 0 ? this.#lateral(outer, ctes, depth) : undefined)],
    );
  }

  #relation(outer: Scope, ctes: readonly CommonTable[], depth: number): From {
    return this.#way(
      [8, () => this.#table(ctes)],
      [2, () => this.#renamed(ctes)],
      [2, () => this.#common(ctes)],
      [2, () => (depth > 0 ? this.#derived(outer, ctes, depth - 1) : undefined)],
      [1, () => this.#values()],
      [1, () => this.#series()],
    );
  }

  /** A table that no common table hides. */
  #base(ctes: readonly CommonTable[]): Base | undefined {
    const seen = this.#bases.filter(({ name }) => !ctes.some((each) => each.name === name));
    return seen.length === 0 ? undefined : this.#pick(seen);
  }

  #table(ctes: readonly CommonTable[]): From | undefined {
    const base = this.#base(ctes);
    if (base === undefined) return undefined;
    const alias = this.#name();
    const only = this.#chance(0.05) ? 'ONLY ' : '';
    return {
      text: `${only}${base.name} ${this.#pick(['', 'AS '])}${alias}`,
      visible: [{ alias, columns: base.columns, base, whole: true }],
    };
  }

  /** `t AS x (b, a)`: some of the columns under each other's names. */
  #renamed(ctes: readonly CommonTable[]): From | undefined {
    const base = this.#base(ctes);
    if (base === undefined) return undefined;
    const alias = this.#name();
    const count = this.#below(6) + 1;
    const shuffled = this.#chance(0.5);
    const own = base.columns.slice(0, count).map(({ name }) => name);
    const given = shuffled ? [...own.slice(1), ...own.slice(0, 1)] : own.map((_, n) => `q${n}`);
    const columns = base.columns.map((column, n) => ({ ...column, name: given[n] ?? column.name }));
    return { text: `${base.name} AS ${alias}(${given.join(', ')})`, visible: [{ alias, columns, whole: true }] };
  }

  #common(ctes: readonly CommonTable[]): From | undefined {
    const table = ctes.length === 0 ? undefined : this.#pick(ctes);
    if (table === undefined || ctes.findLast(({ name }) => name === table.name) !== table) return undefined;
    const alias = this.#name();
    return { text: `${table.name} ${alias}`, visible: [{ alias, columns: table.columns, whole: true }] };
  }

  #derived(outer: Scope, ctes: readonly CommonTable[], depth: number): From {
    const { text, columns } = this.#query(outer, ctes, depth);
    const alias = this.#name();
    const columnNames = columns.map((_, n) => `d${n}`);
    const renamed = columns.map((column, n) => ({ ...column, name: columnNames[n] ?? '' }));
    return {
      text: `(${text}) AS ${alias}(${columnNames.join(', ')})`,
      visible: [{ alias, columns: renamed, whole: false }],
    };
  }

  #values(): From {
    const alias = this.#name();
    const rows = Array.from(
      { length: this.#below(3) + 1 },
      () => `(${this.#literal('text')}, ${this.#chance(0.2) ? 'NULL::numeric' : `${this.#literal('int')}::numeric`})`,
    );
    const columns: readonly Column[] = [
      { name: 'v0', type: 'text' },
      { name: 'v1', type: 'num' },
    ];
    return { text: `(VALUES ${rows.join(', ')}) AS ${alias}(v0, v1)`, visible: [{ alias, columns, whole: false }] };
  }

  #series(): From {
    const alias = this.#name();
    return {
      text: `generate_series(0, ${this.#below(5)}) AS ${alias}(g)`,
      visible: [{ alias, columns: [{ name: 'g', type: 'int' }], whole: false }],
    };
  }

  #join(outer: Scope, ctes: readonly CommonTable[], depth: number): From {
    const left =
      this.#chance(0.2) && depth > 0 ? this.#join(outer, ctes, depth - 1) : this.#relation(outer, ctes, depth - 1);
    const right = this.#relation(outer, ctes, depth - 1);
    const kind = this.#pick(['JOIN', 'JOIN', 'LEFT JOIN', 'LEFT JOIN', 'RIGHT JOIN', 'FULL JOIN']);
    const visible = [...left.visible, ...right.visible];
    const merged = left.visible.some(({ alias }) => alias === undefined)
      ? []
      : this.#shared(left.visible, right.visible);
    if (merged.length > 0 && this.#chance(0.3)) {
      const column = this.#pick(merged);
      return {
        text: `${left.text} ${kind} ${right.text} USING (${column.name})`,
        visible: [...visible, { alias: undefined, columns: [column], whole: false }],
      };
    }
    const equality = this.#equality(left.visible, right.visible);
    if (equality === undefined) return { text: `${left.text} CROSS JOIN ${right.text}`, visible };
    // PostgreSQL joins fully only by what it can hash or merge.
    const more =
      kind === 'FULL JOIN' || this.#chance(0.5)
        ? ''
        : ` AND ${this.#predicate(visible, [...visible, ...outer], ctes, depth - 1)}`;
    return { text: `${left.text} ${kind} ${right.text} ON ${equality}${more}`, visible };
  }

  /** Columns of the same name and type that each side has once. */
  #shared(left: Scope, right: Scope): readonly Column[] {
    const all = (scope: Scope): readonly Column[] => scope.flatMap(({ columns }) => columns);
    const once = (columns: readonly Column[], name: string): boolean =>
      columns.filter((c) => c.name === name).length === 1;
    const [l, r] = [all(left), all(right)];
    return l.filter(
      ({ name, type }) =>
        ['text', 'num', 'int'].includes(type) &&
        once(l, name) &&
        once(r, name) &&
        r.some((c) => c.name === name && c.type === type),
    );
  }

  #equality(left: Scope, right: Scope): string | undefined {
    const type = this.#pick(['text', 'text', 'text', 'num', 'int'] as const);
    const [l, r] = [this.#keysOf(type, left), this.#keysOf(type, right)];
    if (l.length === 0 || r.length === 0) return undefined;
    return `${this.#pick(l)} = ${this.#pick(r)}`;
  }

  /** Columns of a type, those of keys more often. */
  #keysOf(type: Type, visible: Scope): readonly string[] {
    const columns = this.#columnsOf(type, visible);
    const keys = columns.filter((name) => /\.?(pk|gpk|sk|gsk)$/.test(name));
    return this.#chance(0.5) && keys.length > 0 ? keys : columns;
  }

  #comma(outer: Scope, ctes: readonly CommonTable[], depth: number): From {
    const [left, right] = [this.#relation(outer, ctes, depth - 1), this.#relation(outer, ctes, depth - 1)];
    return { text: `${left.text}, ${right.text}`, visible: [...left.visible, ...right.visible] };
  }

  #lateral(outer: Scope, ctes: readonly CommonTable[], depth: number): From {
    const left = this.#relation(outer, ctes, depth - 1);
    const { text, columns } = this.#query([...left.visible, ...outer], ctes, depth - 1);
    const alias = this.#name();
    const names = columns.map((_, n) => `l${n}`);
    const right: Visible = {
      alias,
      columns: columns.map((column, n) => ({ ...column, name: names[n] ?? '' })),
      whole: false,
    };
    const relation = `LATERAL (${text}) AS ${alias}(${names.join(', ')})`;
    const joined = this.#pick([`, ${relation}`, ` LEFT JOIN ${relation} ON true`, ` CROSS JOIN ${relation}`]);
    return { text: left.text + joined, visible: [...left.visible, right] };
  }

  // ---- expressions ----

  #columnsOf(type: Type, scope: Scope): readonly string[] {
    return scope.flatMap((each) =>
      each.columns.filter((column) => column.type === type).map((column) => nameOf(each, column)),
    );
  }

  /** An expression of the type, mostly of what FROM gives, now and then of what is outside. */
  #expression(type: Type, visible: Scope, scope: Scope, depth: number): string {
    const own = this.#columnsOf(type, visible);
    const all = this.#columnsOf(type, scope);
    const column = (): string | undefined =>
      own.length > 0 && this.#chance(0.7) ? this.#pick(own) : all.length > 0 ? this.#pick(all) : undefined;
    const pair = (make: (a: string, b: string) => string) => (): string | undefined => {
      const [a, b] = [column(), depth > 0 ? this.#expression(type, visible, scope, depth - 1) : this.#literal(type)];
      return a === undefined ? undefined : make(a, b);
    };
    return this.#way(
      [6, column],
      [
        1,
        () =>
          type === 'other' ? undefined : type === 'text' ? `${this.#literal(type)}::text` : `(${this.#literal(type)})`,
      ],
      [1, pair((a, b) => `COALESCE(${a}, ${b})`)],
      [1, pair((a, b) => `NULLIF(${a}, ${b})`)],
      [1, pair((a, b) => `CASE WHEN ${a} = ${this.#literal(type)} THEN ${b} ELSE ${a} END`)],
      [1, pair((a, b) => (type === 'text' ? `(${a} || ${b})` : `GREATEST(${a}, ${b})`))],
      [
        1,
        pair((a) =>
          type === 'text' ? `upper(${a})` : type === 'num' ? `(${a} + 1)` : `LEAST(${a}, ${this.#literal(type)})`,
        ),
      ],
      [0.01, () => nullOf(type)],
    );
  }

  /** One value of a subquery, whichever rows it has. */
  #scalarSubquery(scope: Scope, ctes: readonly CommonTable[], depth: number): readonly [string, Type] | undefined {
    if (depth <= 0) return undefined;
    const from = this.#from(scope, ctes, depth - 1);
    const inner = [...from.visible, ...scope];
    const where = this.#where(from.visible, inner, ctes, depth - 1);
    const own = this.#columnsOf('text', from.visible);
    return this.#way<readonly [string, Type]>(
      [
        3,
        () => {
          const [call, type] = this.#aggregate(from.visible, inner, ctes, 0);
          return [`(SELECT ${call} FROM ${from.text}${where})`, type];
        },
      ],
      [
        2,
        () =>
          own.length === 0
            ? undefined
            : [
                `(SELECT ${this.#pick(own)} AS o FROM ${from.text}${where} ORDER BY o${this.#pick(['', ' DESC'])} LIMIT 1)`,
                'text',
              ],
      ],
      [1, () => [`EXISTS (SELECT FROM ${from.text}${where})`, 'bool']],
      [
        1,
        () =>
          own.length === 0
            ? undefined
            : [`ARRAY(SELECT ${this.#pick(own)} AS o FROM ${from.text}${where} ORDER BY o)`, 'texts'],
      ],
    );
  }

  #where(visible: Scope, scope: Scope, ctes: readonly CommonTable[], depth: number): string {
    if (this.#chance(0.25)) return '';
    const all = Array.from({ length: this.#below(2) + 1 }, () => this.#predicate(visible, scope, ctes, depth));
    return ` WHERE ${all.join(' AND ')}`;
  }

  #predicate(visible: Scope, scope: Scope, ctes: readonly CommonTable[], depth: number): string {
    const inner = (): string => this.#predicate(visible, scope, ctes, depth - 1);
    return this.#way(
      [5, () => this.#comparison(visible, scope, depth)],
      [3, () => this.#keyCondition(visible)],
      [3, () => this.#qualifier(visible)],
      [1, () => `(${this.#pick(visible.length > 0 ? this.#all(visible) : ['1'])} IS ${this.#pick(['', 'NOT '])}NULL)`],
      [1, () => this.#rowTest(visible)],
      [1, () => (depth > 0 ? `(${inner()} OR ${inner()})` : undefined)],
      [1, () => (depth > 0 ? `NOT (${inner()})` : undefined)],
      [
        1,
        () => (depth > 0 ? `(${inner()}) IS ${this.#pick(['NOT TRUE', 'NOT FALSE', 'UNKNOWN', 'TRUE'])}` : undefined),
      ],
      [1, () => (depth > 0 ? `CASE WHEN ${inner()} THEN ${inner()} ELSE ${inner()} END` : undefined)],
      [4, () => (depth > 0 ? this.#subqueryTest(visible, scope, ctes, depth - 1) : undefined)],
    );
  }

  #all(visible: Scope): readonly string[] {
    return visible.flatMap((each) => each.columns.map((column) => nameOf(each, column)));
  }

  #comparison(visible: Scope, scope: Scope, depth: number): string {
    const type = this.#pick(COMPARED);
    const left = this.#expression(type, visible, scope, 0);
    const right = this.#chance(0.6) ? this.#literal(type) : this.#expression(type, visible, scope, depth > 0 ? 1 : 0);
    return this.#way(
      [6, () => `(${left} ${this.#pick(OPERATORS)} ${right})`],
      [1, () => `(${left} BETWEEN ${this.#pick(['', 'SYMMETRIC '])}${this.#literal(type)} AND ${this.#literal(type)})`],
      [
        1,
        () => `(${left} ${this.#pick(['', 'NOT '])}IN (${this.#literal(type)}, ${right}${this.#pick(['', ', NULL'])}))`,
      ],
      [1, () => `(${left} IS ${this.#pick(['', 'NOT '])}DISTINCT FROM ${this.#chance(0.2) ? nullOf(type) : right})`],
      [
        1,
        () =>
          type === 'text'
            ? `(${left} ${this.#pick(['', 'NOT '])}LIKE ${this.#pick(["'a%'", "'%b%'", "'a_c'", "'a!%c' ESCAPE '!'", "'ab'", "'%'"])})`
            : undefined,
      ],
      [1, () => (type === 'bool' ? `(${left})` : undefined)],
      [1, () => (type === 'texts' ? `(${left} @> ARRAY['a'])` : undefined)],
      [1, () => (type === 'texts' ? `('a' = ANY (${left}))` : undefined)],
      [1, () => (type === 'json' ? `(${left}->>'k' = ${this.#literal('text')})` : undefined)],
      [1, () => (type === 'json' ? `(${left} @> '{"k": 5}')` : undefined)],
    );
  }

  /** What a table or an index can be asked by key. */
  #keyCondition(visible: Scope): string | undefined {
    const bases = visible.filter(({ base }) => base !== undefined);
    if (bases.length === 0) return undefined;
    const { alias, base } = this.#pick(bases);
    const sort = base?.columns.find(({ name }) => name === 'sk')?.type ?? 'text';
    return this.#way(
      [3, () => `${alias}.pk = ${this.#pick(["'a'", "'ab'", "'b'", "'é'"])}`],
      [2, () => `${alias}.pk IN ('a', 'b')`],
      [2, () => `${alias}.gpk = ${this.#pick(["'x'", "'y'"])}`],
      [1, () => `(${alias}.pk = 'a' OR ${alias}.gpk = 'x')`],
      [2, () => `${alias}.pk = 'a' AND ${alias}.sk ${this.#pick(OPERATORS)} ${this.#literal(sort)}`],
      [1, () => `${alias}.gpk = 'x' AND ${alias}.gsk ${this.#pick(OPERATORS)} ${this.#literal('num')}`],
      [1, () => `(${alias}.pk, ${alias}.sk) ${this.#pick(OPERATORS)} ('a', ${this.#literal(sort)})`],
    );
  }

  #qualifier(visible: Scope): string | undefined {
    const bases = visible.filter(({ base }) => base !== undefined);
    if (bases.length === 0) return undefined;
    const { alias, base } = this.#pick(bases);
    if (alias === undefined || base === undefined) return undefined;
    const [text] = fc.sample(qualifier(base.shape), { seed: this.#below(2 ** 31), numRuns: 1 });
    return text === undefined ? undefined : qualifiedBy(alias, text);
  }

  #rowTest(visible: Scope): string | undefined {
    const rows = visible.filter(({ whole }) => whole);
    if (rows.length === 0) return undefined;
    const { alias } = this.#pick(rows);
    return this.#pick([`((${alias}.*) IS NOT NULL)`, `((${alias}.*) IS NULL)`, `(${alias}.* IS DISTINCT FROM NULL)`]);
  }

  #subqueryTest(visible: Scope, scope: Scope, ctes: readonly CommonTable[], depth: number): string {
    const type = this.#pick(['text', 'text', 'num', 'int'] as const);
    const left = this.#expression(type, visible, scope, 0);
    return this.#way(
      [3, () => `${left} ${this.#pick(['IN', 'IN', 'NOT IN'])} (${this.#queryOf([type], scope, ctes, depth)})`],
      [
        3,
        () => {
          const from = this.#from(scope, ctes, depth);
          return `${this.#pick(['', 'NOT '])}EXISTS (SELECT FROM ${from.text}${this.#where(from.visible, [...from.visible, ...scope], ctes, depth)})`;
        },
      ],
      [
        1,
        () =>
          `${left} ${this.#pick(OPERATORS)} ${this.#pick(['ANY', 'ALL'])} (${this.#queryOf([type], scope, ctes, depth)})`,
      ],
      [
        1,
        () => {
          const found = this.#scalarSubquery(scope, ctes, depth + 1);
          return found?.[1] === type ? `${left} ${this.#pick(OPERATORS)} ${found[0]}` : undefined;
        },
      ],
      [
        1,
        () => {
          const other = this.#expression('text', visible, scope, 0);
          return `(${left}, ${other}) ${this.#pick(['IN', 'NOT IN'])} (${this.#queryOf([type, 'text'], scope, ctes, depth)})`;
        },
      ],
    );
  }
}

/** A common table, or a view. */
export interface CommonTable {
  readonly name: string;
  readonly columns: readonly Column[];
}

const TYPE_NAMES: Readonly<Partial<Record<Type, string>>> = {
  num: 'numeric',
  bytes: 'bytea',
  json: 'jsonb',
  texts: 'text[]',
  other: 'text',
};

function nullOf(type: Type): string {
  return `NULL::${TYPE_NAMES[type] ?? type}`;
}

function nameOf({ alias }: Visible, { name }: Column): string {
  return alias === undefined ? name : `${alias}.${name}`;
}
