import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { savedForeignTable, savedUserMapping } from '../../src/catalog/saved-tables.ts';
import { SecretStore } from '../../src/catalog/secret-store.ts';
import { readSnapshot } from '../../src/catalog/snapshot.ts';
import { readForeignTables, relationKinds, userMappingFor } from '../../src/catalog/tables.ts';
import { startTestEngine, type TestEngine } from './engine.ts';

let engine: TestEngine;
beforeAll(async () => {
  engine = await startTestEngine();
  await engine.run(
    'CREATE FOREIGN DATA WRAPPER dynamodb_fdw; CREATE FOREIGN DATA WRAPPER other_fdw',
    "CREATE SERVER s FOREIGN DATA WRAPPER dynamodb_fdw OPTIONS (aws_region 'eu-west-1')",
    'CREATE SERVER theirs FOREIGN DATA WRAPPER other_fdw',
    "CREATE TYPE mood AS ENUM ('sad', 'happy')",
    'CREATE TYPE pair AS (a int, b int)',
    'CREATE DOMAIN plain AS text',
    'CREATE DOMAIN short AS varchar(5)',
    'CREATE DOMAIN shorter AS short CHECK (length(VALUE) < 3)',
    'CREATE DOMAIN money2 AS numeric(10,2)',
    'CREATE DOMAIN given AS text NOT NULL',
    'CREATE DOMAIN tags AS plain[]',
    'CREATE SCHEMA "My schema"',
  );
}, 60_000);
afterAll(() => engine?.close());

/** Every type the express lane knows, and those that have to be followed. */
const TYPES = [
  ...[
    'bool',
    'bytea',
    'int8',
    'int2',
    'int4',
    'text',
    'json',
    'float4',
    'float8',
    'inet',
    'cidr',
    'bpchar',
    'char',
    'varchar',
  ],
  ...[
    'date',
    'time',
    'timestamp',
    'timestamptz',
    'interval',
    'timetz',
    'numeric',
    'uuid',
    'jsonb',
    'char(3)',
    'varchar(7)',
  ],
  ...[
    'numeric(10,2)',
    'numeric(3,-2)',
    'numeric(2)',
    'time(2)',
    'timestamp(0)',
    'timestamptz(3)',
    'interval(3)',
    'bit(3)',
  ],
  ...['mood', 'pair', 'plain', 'short', 'shorter', 'money2', 'given', 'tags', 'point', 'int4range', 'int4multirange'],
  ...['text[]', 'numeric(5,1)[]', 'mood[]', 'shorter[]', 'tags[]', 'timestamptz(3)[]', 'int[][]', 'bpchar[]'],
];

describe('readForeignTables', () => {
  it('follows domains, arrays and enums', async () => {
    const columns = TYPES.map((type, i) => `c${i} ${type}`);
    await engine.run(`CREATE FOREIGN TABLE types (${columns.join(', ')}) SERVER s`);
    const [{ oid = 0 } = {}] = await relationKinds(engine.query, ['types']);
    const [table] = await readForeignTables(engine.query, [oid]);
    const looks = table?.columns.map(
      ({ type, base, typeModifier, constrained }, i) =>
        `${TYPES[i]}: ${type} | ${base} ${typeModifier}${constrained ? ' constrained' : ''}`,
    );
    expect(looks).toMatchInlineSnapshot(`
      [
        "bool: boolean | boolean -1",
        "bytea: bytea | bytea -1",
        "int8: bigint | bigint -1",
        "int2: smallint | smallint -1",
        "int4: integer | integer -1",
        "text: text | text -1",
        "json: json | json -1",
        "float4: real | real -1",
        "float8: double precision | double precision -1",
        "inet: inet | inet -1",
        "cidr: cidr | cidr -1",
        "bpchar: bpchar | character -1",
        "char: character(1) | character 5",
        "varchar: character varying | character varying -1",
        "date: date | date -1",
        "time: time without time zone | time without time zone -1",
        "timestamp: timestamp without time zone | timestamp without time zone -1",
        "timestamptz: timestamp with time zone | timestamp with time zone -1",
        "interval: interval | interval -1",
        "timetz: time with time zone | time with time zone -1",
        "numeric: numeric | numeric -1",
        "uuid: uuid | uuid -1",
        "jsonb: jsonb | jsonb -1",
        "char(3): character(3) | character 7",
        "varchar(7): character varying(7) | character varying 11",
        "numeric(10,2): numeric(10,2) | numeric 655366",
        "numeric(3,-2): numeric(3,-2) | numeric 198658",
        "numeric(2): numeric(2,0) | numeric 131076",
        "time(2): time(2) without time zone | time without time zone 2",
        "timestamp(0): timestamp(0) without time zone | timestamp without time zone 0",
        "timestamptz(3): timestamp(3) with time zone | timestamp with time zone 3",
        "interval(3): interval(3) | interval 2147418115",
        "bit(3): bit(3) | bit 3",
        "mood: mood | enum -1",
        "pair: pair | composite -1",
        "plain: plain | text -1",
        "short: short | character varying 9 constrained",
        "shorter: shorter | character varying 9 constrained",
        "money2: money2 | numeric 655366 constrained",
        "given: given | text -1 constrained",
        "tags: tags | text[] -1",
        "point: point | point -1",
        "int4range: int4range | range -1",
        "int4multirange: int4multirange | multirange -1",
        "text[]: text[] | text[] -1",
        "numeric(5,1)[]: numeric(5,1)[] | numeric[] 327685",
        "mood[]: mood[] | enum[] -1",
        "shorter[]: shorter[] | character varying[] 9 constrained",
        "tags[]: tags[] | text[][] -1",
        "timestamptz(3)[]: timestamp(3) with time zone[] | timestamp with time zone[] 3",
        "int[][]: integer[] | integer[] -1",
        "bpchar[]: bpchar[] | character[] -1",
      ]
    `);

    // The saved catalog alone says the same, as far as it says anything.
    const { objects } = await readSnapshot(engine.query);
    const saved = savedForeignTable(objects, ['types']);
    expect(saved?.columns.length).toBe(TYPES.length);
    const mine = new Set(['bit(3)', 'point', 'int4range', 'int4multirange', 'interval(3)']);
    saved?.columns.forEach((column, i) => {
      const { type, typeOid, ...fromEngine } = table?.columns[i] ?? column;
      const { type: _, typeOid: savedOid, ...fromSaved } = column;
      if (mine.has(TYPES[i] ?? '')) expect(column).toMatchObject({ typeOid: 0, base: 'unknown' });
      else expect(fromSaved).toEqual(fromEngine);
      if (savedOid !== 0) expect(savedOid).toBe(typeOid);
    });
  });

  it('gives options, numbers past dropped columns, and our tables only', async () => {
    await engine.run(
      `CREATE FOREIGN TABLE "My schema"."A" (gone int, "Id" text OPTIONS (attribute 'pk') NOT NULL) SERVER s OPTIONS (table 'x', index 'i')`,
      'ALTER FOREIGN TABLE "My schema"."A" DROP COLUMN gone',
      'CREATE FOREIGN TABLE not_ours (a int) SERVER theirs',
      'CREATE FOREIGN TABLE empty () SERVER s',
    );
    const kinds = await relationKinds(engine.query, ['"My schema"."A"', 'not_ours', 'empty']);
    const tables = await readForeignTables(
      engine.query,
      kinds.map(({ oid }) => oid),
    );
    expect(tables).toMatchObject([
      {
        schema: 'My schema',
        name: 'A',
        server: { name: 's', options: { aws_region: 'eu-west-1' } },
        options: { table: 'x', index: 'i' },
        columns: [{ name: 'Id', number: 2, type: 'text', typeOid: 25, notNull: true, options: { attribute: 'pk' } }],
      },
      { name: 'empty', columns: [], options: {} },
    ]);
    expect(await readForeignTables(engine.query, [])).toEqual([]);
  });
});

describe('relationKinds', () => {
  it('says what each name is, and which of our tables are read through it', async () => {
    await engine.run(
      'CREATE FOREIGN TABLE a (id text, n int) SERVER s',
      'CREATE FOREIGN TABLE b (id text) SERVER s',
      'CREATE FOREIGN TABLE foreign_other (id text) SERVER theirs',
      'CREATE TABLE loc (id text)',
      'CREATE VIEW one AS SELECT id FROM a WHERE n > 1',
      'CREATE VIEW two AS SELECT one.id FROM one JOIN b USING (id) WHERE EXISTS (SELECT FROM loc)',
      'CREATE VIEW local_view AS SELECT id FROM loc UNION SELECT id FROM foreign_other',
      'CREATE MATERIALIZED VIEW stored AS SELECT id FROM two WITH NO DATA',
      'CREATE VIEW over_stored AS SELECT id FROM stored',
      'CREATE TABLE parent (id text)',
      'CREATE FOREIGN TABLE child () INHERITS (parent) SERVER s',
      'CREATE TEMP TABLE tmp (id text)',
      'CREATE SEQUENCE seq',
    );
    const names = [
      'a',
      'A',
      '"A"',
      'public.one',
      'two',
      'local_view',
      'stored',
      'over_stored',
      'parent',
      'ONLY_not_there',
    ];
    names.push(
      'postgres.public.a',
      'other.public.a',
      'a.b.c.d',
      'pg_class',
      'tmp',
      'pg_temp.tmp',
      'loc',
      'foreign_other',
      '"',
      '',
      'seq',
    );
    const kinds = await relationKinds(engine.query, names);
    const named = new Map(kinds.map(({ oid, relation }) => [oid, relation]));
    const { rows } = await engine.query("SELECT oid, relname FROM pg_class WHERE relkind = 'f'");
    for (const [oid, name] of rows) named.set(Number(oid), name ?? '');
    const summary = kinds.map(({ name, relkind, schema, reads, definition }) => {
      const through = reads.map((oid) => named.get(oid)).join(',');
      const place = schema.startsWith('pg_temp') ? 'pg_temp' : schema;
      return `${name}: ${relkind || 'nothing'} ${place} [${through}]${definition === undefined ? '' : definition.replaceAll(/\s+/g, ' ')}`;
    });
    expect(summary).toMatchInlineSnapshot(`
      [
        "a: f public [a]",
        "A: f public [a]",
        ""A": nothing  []",
        "public.one: v public [a] SELECT id FROM a WHERE (n > 1);",
        "two: v public [a,b] SELECT one.id FROM (one JOIN b USING (id)) WHERE (EXISTS ( SELECT FROM loc));",
        "local_view: v public []",
        "stored: m public [a,b] SELECT id FROM two;",
        "over_stored: v public []",
        "parent: r public [child]",
        "ONLY_not_there: nothing  []",
        "postgres.public.a: f public [a]",
        "other.public.a: nothing  []",
        "a.b.c.d: nothing  []",
        "pg_class: r pg_catalog []",
        "tmp: r pg_temp []",
        "pg_temp.tmp: r pg_temp []",
        "loc: r public []",
        "foreign_other: f public []",
        "": nothing  []",
        ": nothing  []",
        "seq: S public []",
      ]
    `);
  });

  it('does not end a transaction, whatever the names', async () => {
    await engine.scratch(async () => {
      await relationKinds(engine.query, ['other.public.a', '"unfinished', '1x', 'a.', '.', 'ü.ö', '""', "it's"]);
      expect((await engine.query('SELECT 1')).rows).toEqual([['1']]);
    });
  });
});

describe('userMappingFor', () => {
  it("takes the user's own mapping, then PUBLIC's, with the secrets", async () => {
    const secrets = new SecretStore();
    const options = { aws_access_id: 'AKIA', aws_access_key: 'real' };
    await engine.run('CREATE ROLE alice; CREATE ROLE bob');
    expect(await userMappingFor(engine.query, secrets, 's')).toBeUndefined();
    await engine.run(
      "CREATE USER MAPPING FOR alice SERVER s OPTIONS (aws_access_id 'AKIA', aws_access_key '********')",
      "CREATE USER MAPPING FOR PUBLIC SERVER s OPTIONS (profile 'everyone')",
    );
    const { rows } = await engine.query('SELECT oid FROM pg_user_mapping WHERE umuser <> 0');
    secrets.stage(Number(rows[0]?.[0]), 'aws_access_key', 'real');
    expect(await userMappingFor(engine.query, secrets, 's', 'alice')).toEqual({ server: 's', user: 'alice', options });
    const everyone = { server: 's', user: 'public', options: { profile: 'everyone' } };
    expect(await userMappingFor(engine.query, secrets, 's', 'bob')).toEqual(everyone);
    expect(await userMappingFor(engine.query, secrets, 's')).toEqual(everyone);
    await engine.run('SET ROLE alice');
    expect(await userMappingFor(engine.query, secrets, 's')).toMatchObject({ user: 'alice' });
    await engine.run('RESET ROLE');

    const { objects } = await readSnapshot(engine.query);
    expect(savedUserMapping(objects, 's', 'alice')).toMatchObject({ user: 'alice' });
    expect(savedUserMapping(objects, 's')).toEqual(everyone);
    expect(savedUserMapping(objects, 'theirs')).toBeUndefined();
  });
});
