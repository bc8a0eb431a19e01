import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PREAMBLE, toDdl } from '../../src/catalog/ddl.ts';
import type { CatalogObjects } from '../../src/catalog/objects.ts';
import { wrongDefinitionField } from '../../src/catalog/shape.ts';
import { readCatalog, readSnapshot } from '../../src/catalog/snapshot.ts';
import { startTestEngine, type TestEngine } from './engine.ts';

let engine: TestEngine;
beforeAll(async () => {
  engine = await startTestEngine();
}, 60_000);
afterAll(() => engine?.close());

/** The objects that statements make, and those that the replay of their DDL makes. */
async function roundTrip(...statements: readonly string[]): Promise<CatalogObjects> {
  const made = await engine.scratch(async () => {
    await engine.run(...statements);
    return readCatalog(engine.query);
  });
  const again = await engine.scratch(async () => {
    await engine.run(...toDdl(made));
    return readCatalog(engine.query);
  });
  expect(again).toEqual(made);
  for (const { kind, definition } of made) expect(wrongDefinitionField(kind, { ...definition })).toBeUndefined();
  return made;
}

const WRAPPER = 'CREATE FOREIGN DATA WRAPPER dynamodb_fdw';
const SERVER = "CREATE SERVER s FOREIGN DATA WRAPPER dynamodb_fdw OPTIONS (aws_region 'us-east-1')";

describe('readCatalog', () => {
  it('finds nothing in a new engine', async () => {
    expect(await readCatalog(engine.query)).toEqual([]);
  });

  it('reads what the first statements of a user make', async () => {
    const objects = await roundTrip(
      WRAPPER,
      SERVER,
      "CREATE USER MAPPING FOR CURRENT_USER SERVER s OPTIONS (aws_access_id 'AKIA', aws_access_key '********')",
      "CREATE FOREIGN TABLE music (artist text NOT NULL, year int OPTIONS (attribute 'Year')) SERVER s OPTIONS (table 'Music')",
      'CREATE VIEW old AS SELECT artist FROM music WHERE year < 1970',
    );
    expect(objects).toMatchInlineSnapshot(`
      [
        {
          "definition": {
            "name": "dynamodb_fdw",
          },
          "dependsOn": [],
          "key": "foreign-data wrapper dynamodb_fdw",
          "kind": "foreign-data wrapper",
        },
        {
          "definition": {
            "name": "s",
            "options": {
              "aws_region": "us-east-1",
            },
            "wrapper": "dynamodb_fdw",
          },
          "dependsOn": [
            "foreign-data wrapper dynamodb_fdw",
          ],
          "key": "server s",
          "kind": "server",
        },
        {
          "definition": {
            "options": {
              "aws_access_id": "AKIA",
              "aws_access_key": "********",
            },
            "server": "s",
            "user": "postgres",
          },
          "dependsOn": [
            "server s",
          ],
          "key": "user mapping for postgres on s",
          "kind": "user mapping",
        },
        {
          "definition": {
            "columns": [
              {
                "name": "artist",
                "notNull": true,
                "type": "text",
              },
              {
                "name": "year",
                "options": {
                  "attribute": "Year",
                },
                "type": "integer",
              },
            ],
            "name": "music",
            "options": {
              "table": "Music",
            },
            "schema": "public",
            "server": "s",
          },
          "dependsOn": [
            "server s",
          ],
          "key": "foreign table public.music",
          "kind": "foreign table",
        },
        {
          "definition": {
            "name": "old",
            "query": [
              " SELECT artist",
              "   FROM public.music",
              "  WHERE (year < 1970)",
            ],
            "schema": "public",
          },
          "dependsOn": [
            "foreign table public.music",
          ],
          "key": "view public.old",
          "kind": "view",
        },
      ]
    `);
  });

  it('keeps every kind of object and what is said about it', async () => {
    const objects = await roundTrip(
      WRAPPER,
      'CREATE ROLE app NOINHERIT',
      "CREATE ROLE alice LOGIN SUPERUSER CONNECTION LIMIT 3 VALID UNTIL '2030-01-01'",
      'GRANT app TO alice WITH ADMIN OPTION, INHERIT FALSE',
      'GRANT pg_read_all_data TO app',
      "COMMENT ON ROLE app IS 'an app'",
      'CREATE SCHEMA sales AUTHORIZATION alice',
      'GRANT USAGE ON SCHEMA sales TO app',
      "COMMENT ON SCHEMA sales IS 'what was sold'",
      "COMMENT ON FOREIGN DATA WRAPPER dynamodb_fdw IS 'DynamoDB'",
      'GRANT USAGE ON FOREIGN DATA WRAPPER dynamodb_fdw TO app WITH GRANT OPTION',
      "CREATE SERVER s TYPE 'emulator' VERSION '1.2' FOREIGN DATA WRAPPER dynamodb_fdw",
      'GRANT USAGE ON FOREIGN SERVER s TO app, PUBLIC',
      'ALTER SERVER s OWNER TO alice',
      "COMMENT ON SERVER s IS 'it''s \\ here'",
      'CREATE USER MAPPING FOR PUBLIC SERVER s',
      "CREATE USER MAPPING FOR alice SERVER s OPTIONS (profile 'dev')",
      "CREATE TYPE sales.mood AS ENUM ('sad', 'it''s ok', 'happy')",
      'REVOKE USAGE ON TYPE sales.mood FROM PUBLIC',
      "COMMENT ON TYPE sales.mood IS 'how it feels'",
      `CREATE DOMAIN sales.code AS varchar(5) COLLATE "C" DEFAULT 'x' NOT NULL CONSTRAINT short CHECK (length(VALUE) < 9) CHECK (VALUE <> 'no')`,
      'CREATE TYPE sales.pair AS (a int, b sales.mood[], c text COLLATE "C")',
      "COMMENT ON COLUMN sales.pair.a IS 'first'",
      'CREATE TYPE sales.nothing AS ()',
      "CREATE FUNCTION sales.twice(x int, VARIADIC y int[] DEFAULT '{}') RETURNS int LANGUAGE sql IMMUTABLE RETURN x * 2",
      'REVOKE EXECUTE ON FUNCTION sales.twice FROM PUBLIC',
      'GRANT EXECUTE ON FUNCTION sales.twice TO app',
      'CREATE PROCEDURE sales.go(IN a text, OUT b int) LANGUAGE plpgsql AS $$ BEGIN b := 1; END $$',
      "COMMENT ON PROCEDURE sales.go IS 'goes'",
      'SET LOCAL check_function_bodies = off',
      'CREATE FUNCTION late() RETURNS bigint LANGUAGE sql AS $$ SELECT count(*) FROM not_there $$',
      `CREATE FOREIGN TABLE sales.orders (
         "Id" text COLLATE "C" CONSTRAINT must NOT NULL, mood sales.mood DEFAULT 'happy', at timestamptz DEFAULT '2020-01-02 03:04:05+02',
         price numeric(10,2) OPTIONS (attribute 'a.b[0]') CHECK (price > 0), moods sales.mood[], pair sales.pair, code sales.code,
         double numeric GENERATED ALWAYS AS (price * 2) STORED, half numeric GENERATED ALWAYS AS (price / 2) VIRTUAL,
         n int DEFAULT sales.twice(2), wait interval DEFAULT '-1 day 2 hours', gone int,
         CONSTRAINT sane CHECK (price < 1000) NOT VALID
       ) SERVER s OPTIONS (table 'or''ders\\', raw_item_column 'x')`,
      'ALTER FOREIGN TABLE sales.orders DROP COLUMN gone',
      'GRANT SELECT, UPDATE ON sales.orders TO app',
      'GRANT INSERT ("Id", price), SELECT (mood) ON sales.orders TO app WITH GRANT OPTION',
      'REVOKE DELETE ON sales.orders FROM CURRENT_USER',
      `COMMENT ON COLUMN sales.orders."Id" IS 'the key'`,
      "COMMENT ON FOREIGN TABLE sales.orders IS 'orders'",
      'CREATE FOREIGN TABLE nothing () SERVER s',
      `CREATE VIEW sales.cheap WITH (security_barrier) AS SELECT "Id" AS "select", price FROM sales.orders WHERE price < 10 WITH LOCAL CHECK OPTION`,
      'GRANT SELECT ON sales.cheap TO app',
      `COMMENT ON COLUMN sales.cheap."select" IS 'renamed'`,
      'CREATE VIEW "A view" AS WITH RECURSIVE t(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM t WHERE n < 9) SELECT n, lower(\'X\') FROM t',
      'CREATE VIEW top AS SELECT c."select", v.n FROM sales.cheap AS c, "A view" AS v',
      'ALTER VIEW top OWNER TO alice',
      'CREATE FUNCTION listed() RETURNS SETOF sales.orders LANGUAGE sql BEGIN ATOMIC SELECT * FROM sales.orders; END',
    );
    expect(toDdl(objects).slice(PREAMBLE.length)).toMatchInlineSnapshot(`
      [
        "CREATE ROLE app NOINHERIT",
        "GRANT pg_read_all_data TO app WITH ADMIN false, INHERIT false, SET true",
        "COMMENT ON ROLE app IS 'an app'",
        "CREATE ROLE alice SUPERUSER LOGIN CONNECTION LIMIT 3 VALID UNTIL '2030-01-01 00:00:00+00'",
        "GRANT app TO alice WITH ADMIN true, INHERIT false, SET true",
        "CREATE SCHEMA sales",
        "ALTER SCHEMA sales OWNER TO alice",
        "GRANT USAGE ON SCHEMA sales TO app",
        "COMMENT ON SCHEMA sales IS 'what was sold'",
        "CREATE DOMAIN sales.code AS character varying(5) COLLATE pg_catalog."C" DEFAULT 'x'::character varying NOT NULL CONSTRAINT code_check CHECK (((VALUE)::text <> 'no'::text)) CONSTRAINT short CHECK ((length((VALUE)::text) < 9))",
        "CREATE TYPE sales.mood AS ENUM ('sad', 'it''s ok', 'happy')",
        "REVOKE ALL ON TYPE sales.mood FROM PUBLIC",
        "COMMENT ON TYPE sales.mood IS 'how it feels'",
        "CREATE TYPE sales.nothing AS ()",
        "CREATE TYPE sales.pair AS (a integer, b sales.mood[], c text COLLATE pg_catalog."C")",
        "COMMENT ON COLUMN sales.pair.a IS 'first'",
        "CREATE FOREIGN DATA WRAPPER dynamodb_fdw",
        "GRANT USAGE ON FOREIGN DATA WRAPPER dynamodb_fdw TO app WITH GRANT OPTION",
        "COMMENT ON FOREIGN DATA WRAPPER dynamodb_fdw IS 'DynamoDB'",
        "CREATE SERVER s TYPE 'emulator' VERSION '1.2' FOREIGN DATA WRAPPER dynamodb_fdw",
        "ALTER SERVER s OWNER TO alice",
        "GRANT USAGE ON FOREIGN SERVER s TO app",
        "GRANT USAGE ON FOREIGN SERVER s TO PUBLIC",
        "COMMENT ON SERVER s IS E'it''s \\\\ here'",
        "CREATE USER MAPPING FOR PUBLIC SERVER s",
        "CREATE USER MAPPING FOR alice SERVER s OPTIONS (profile 'dev')",
        "CREATE FOREIGN TABLE public.nothing () SERVER s",
        "CREATE OR REPLACE FUNCTION sales.twice(x integer, VARIADIC y integer[] DEFAULT '{}'::integer[])
       RETURNS integer
       LANGUAGE sql
       IMMUTABLE
      RETURN (x * 2)",
        "GRANT EXECUTE ON FUNCTION sales.twice(integer, integer[]) TO app",
        "REVOKE ALL ON FUNCTION sales.twice(integer, integer[]) FROM PUBLIC",
        "CREATE FOREIGN TABLE sales.orders (
        "Id" text COLLATE pg_catalog."C" CONSTRAINT must NOT NULL,
        mood sales.mood DEFAULT 'happy'::sales.mood,
        at timestamp with time zone DEFAULT '2020-01-02 01:04:05+00'::timestamp with time zone,
        price numeric(10,2) OPTIONS (attribute 'a.b[0]'),
        moods sales.mood[],
        pair sales.pair,
        code sales.code,
        double numeric GENERATED ALWAYS AS ((price * (2)::numeric)) STORED,
        half numeric GENERATED ALWAYS AS ((price / (2)::numeric)) VIRTUAL,
        n integer DEFAULT sales.twice(2),
        wait interval DEFAULT '-1 days +02:00:00'::interval,
        CONSTRAINT orders_price_check CHECK ((price > (0)::numeric)),
        CONSTRAINT sane CHECK ((price < (1000)::numeric)) NOT VALID
      ) SERVER s OPTIONS ("table" E'or''ders\\\\', raw_item_column 'x')",
        "GRANT SELECT, UPDATE ON TABLE sales.orders TO app",
        "REVOKE ALL ON TABLE sales.orders FROM postgres",
        "GRANT INSERT, MAINTAIN, REFERENCES, SELECT, TRIGGER, TRUNCATE, UPDATE ON TABLE sales.orders TO postgres",
        "GRANT INSERT ("Id") ON TABLE sales.orders TO app WITH GRANT OPTION",
        "GRANT SELECT (mood) ON TABLE sales.orders TO app WITH GRANT OPTION",
        "GRANT INSERT (price) ON TABLE sales.orders TO app WITH GRANT OPTION",
        "COMMENT ON FOREIGN TABLE sales.orders IS 'orders'",
        "COMMENT ON COLUMN sales.orders."Id" IS 'the key'",
        "CREATE OR REPLACE FUNCTION public.late()
       RETURNS bigint
       LANGUAGE sql
      AS $function$ SELECT count(*) FROM not_there $function$",
        "CREATE OR REPLACE FUNCTION public.listed()
       RETURNS SETOF sales.orders
       LANGUAGE sql
      BEGIN ATOMIC
       SELECT orders."Id",
           orders.mood,
           orders.at,
           orders.price,
           orders.moods,
           orders.pair,
           orders.code,
           orders.double,
           orders.half,
           orders.n,
           orders.wait
          FROM sales.orders;
      END",
        "CREATE OR REPLACE PROCEDURE sales.go(IN a text, OUT b integer)
       LANGUAGE plpgsql
      AS $procedure$ BEGIN b := 1; END $procedure$",
        "COMMENT ON PROCEDURE sales.go(text) IS 'goes'",
        "CREATE VIEW public."A view" AS
       WITH RECURSIVE t(n) AS (
               VALUES (1)
              UNION ALL
               SELECT (t_1.n + 1)
                 FROM t t_1
                WHERE (t_1.n < 9)
              )
       SELECT n,
          lower('X'::text) AS lower
         FROM t",
        "CREATE VIEW sales.cheap WITH (security_barrier='true', check_option='local') AS
       SELECT "Id" AS "select",
          price
         FROM sales.orders
        WHERE (price < (10)::numeric)",
        "GRANT SELECT ON TABLE sales.cheap TO app",
        "COMMENT ON COLUMN sales.cheap."select" IS 'renamed'",
        "CREATE VIEW public.top AS
       SELECT c."select",
          v.n
         FROM sales.cheap c,
          public."A view" v",
        "ALTER VIEW public.top OWNER TO alice",
      ]
    `);
    expect(objects.map(({ key, dependsOn }) => [key, ...dependsOn])).toMatchInlineSnapshot(`
      [
        [
          "role app",
        ],
        [
          "role alice",
          "role app",
        ],
        [
          "schema sales",
          "role alice",
          "role app",
        ],
        [
          "type sales.code",
          "schema sales",
        ],
        [
          "type sales.mood",
          "schema sales",
        ],
        [
          "type sales.nothing",
          "schema sales",
        ],
        [
          "type sales.pair",
          "schema sales",
          "type sales.mood",
        ],
        [
          "foreign-data wrapper dynamodb_fdw",
          "role app",
        ],
        [
          "server s",
          "foreign-data wrapper dynamodb_fdw",
          "role alice",
          "role app",
        ],
        [
          "user mapping for PUBLIC on s",
          "server s",
        ],
        [
          "user mapping for alice on s",
          "role alice",
          "server s",
        ],
        [
          "foreign table public.nothing",
          "server s",
        ],
        [
          "function sales.twice(integer, integer[])",
          "role app",
          "schema sales",
        ],
        [
          "foreign table sales.orders",
          "function sales.twice(integer, integer[])",
          "role app",
          "schema sales",
          "server s",
          "type sales.code",
          "type sales.mood",
          "type sales.pair",
        ],
        [
          "function public.late()",
        ],
        [
          "function public.listed()",
          "foreign table sales.orders",
        ],
        [
          "procedure sales.go(text)",
          "schema sales",
        ],
        [
          "view public."A view"",
        ],
        [
          "view sales.cheap",
          "foreign table sales.orders",
          "role app",
          "schema sales",
        ],
        [
          "view public.top",
          "role alice",
          "view public."A view"",
          "view sales.cheap",
        ],
      ]
    `);
  });

  it('leaves the settings as they were, in a transaction and outside', async () => {
    const settings = async () =>
      (await engine.query("SELECT current_setting('search_path'), current_setting('datestyle')")).rows[0];
    await engine.run("SET search_path = x, public; SET datestyle = 'German'");
    const before = await settings();
    await readCatalog(engine.query);
    expect(await settings()).toEqual(before);
    await engine.run('BEGIN; SET LOCAL search_path = y');
    await readCatalog(engine.query);
    expect(await settings()).toEqual(['y', 'German, DMY']);
    await engine.run('COMMIT');
    expect(await settings()).toEqual(before);
    await engine.run('RESET search_path; RESET datestyle');
  });

  it('reads the same under any settings of the user', async () => {
    const statements = [
      WRAPPER,
      SERVER,
      'CREATE SCHEMA other',
      "CREATE TYPE other.mood AS ENUM ('a')",
      `CREATE FOREIGN TABLE other.t (m other.mood, at timestamptz DEFAULT '2020-01-02 03:04:05+00', d date DEFAULT '2020-03-04',
         i interval DEFAULT '-1 day 2 hours', f float8 DEFAULT 0.1, b bytea DEFAULT '\\x0aff') SERVER s`,
      'CREATE VIEW v AS SELECT m, lower(i::text) AS "lower" FROM other.t',
    ];
    const usual = await roundTrip(...statements);
    const odd = ["SET LOCAL search_path = other, public, pg_catalog; SET LOCAL datestyle = 'SQL, DMY'"];
    odd.push(
      "SET LOCAL intervalstyle = 'sql_standard'; SET LOCAL timezone = 'Asia/Tokyo'; SET LOCAL extra_float_digits = 0",
    );
    odd.push('SET LOCAL bytea_output = escape; SET LOCAL quote_all_identifiers = on');
    await engine.scratch(async () => {
      await engine.run(...statements, ...odd);
      expect(await readCatalog(engine.query)).toEqual(usual);
    });
    await engine.scratch(async () => {
      await engine.run(...odd, ...toDdl(usual));
      expect(await readCatalog(engine.query)).toEqual(usual);
    });
  });

  it('reads it whoever the user has become', async () => {
    const statements = [
      WRAPPER,
      SERVER,
      'CREATE ROLE alice',
      "CREATE USER MAPPING FOR PUBLIC SERVER s OPTIONS (a 'b')",
    ];
    await engine.scratch(async () => {
      await engine.run(...statements);
      const usual = await readCatalog(engine.query);
      await engine.run('SET LOCAL ROLE alice');
      expect(await readCatalog(engine.query)).toEqual(usual);
      expect((await engine.query('SELECT current_user')).rows).toEqual([['alice']]);
    });
    await engine.run('CREATE ROLE bob; SET ROLE bob');
    await readCatalog(engine.query);
    expect((await engine.query('SELECT current_user')).rows).toEqual([['bob']]);
    await engine.run('RESET ROLE; DROP ROLE bob');
  });

  it('leaves out what lives in the session, and what needs it, and says so', async () => {
    const { objects, sessionOnly } = await engine.scratch(async () => {
      await engine.run(
        WRAPPER,
        SERVER,
        'CREATE TABLE loc (a int)',
        'CREATE TEMP TABLE tmp (a int)',
        'CREATE SEQUENCE seq',
        'CREATE TYPE span AS RANGE (subtype = int4)',
        'CREATE TEMP VIEW tmp_view AS SELECT 1 AS one',
        'CREATE FOREIGN TABLE kept (a int) SERVER s',
        'CREATE FOREIGN TABLE with_serial (a serial) SERVER s',
        'CREATE FOREIGN TABLE with_identity (a int GENERATED ALWAYS AS IDENTITY) SERVER s',
        "CREATE FOREIGN TABLE with_next (a int DEFAULT nextval('seq')) SERVER s",
        'CREATE FOREIGN TABLE with_range (a span) SERVER s',
        'CREATE VIEW on_local AS SELECT a FROM loc',
        'CREATE VIEW on_that AS SELECT o.a FROM on_local AS o, kept',
        'CREATE MATERIALIZED VIEW stored AS SELECT a FROM kept WITH NO DATA',
        'CREATE VIEW on_stored AS SELECT a FROM stored',
        "CREATE FUNCTION of_local() RETURNS SETOF loc LANGUAGE sql AS 'SELECT * FROM loc'",
        "CREATE FUNCTION speaks_of_local() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM loc'",
        'CREATE AGGREGATE total(int) (sfunc = int4pl, stype = int)',
        'CREATE VIEW with_total AS SELECT total(a) AS total FROM kept',
      );
      return readSnapshot(engine.query);
    });
    expect(objects.map(({ key }) => key)).toEqual([
      'foreign-data wrapper dynamodb_fdw',
      'server s',
      'foreign table public.kept',
      'function public.speaks_of_local()',
    ]);
    expect(Object.fromEntries(sessionOnly.map(({ key, because }) => [key, because]))).toEqual({
      'foreign table public.with_serial': 'sequence with_serial_a_seq',
      'foreign table public.with_identity': 'sequence with_identity_a_seq',
      'foreign table public.with_next': 'sequence seq',
      'foreign table public.with_range': 'type span',
      'view public.on_local': 'table loc',
      'view public.on_that': 'view public.on_local',
      'view public.on_stored': 'materialized view stored',
      'function public.of_local()': 'table loc',
      'view public.with_total': 'function total(integer)',
    });
  });

  it('leaves out schemas of ddbsql’s own', async () => {
    const objects = await engine.scratch(async () => {
      await engine.run(WRAPPER, SERVER, 'CREATE SCHEMA own', 'CREATE FOREIGN TABLE own.t () SERVER s');
      return readCatalog(engine.query, { excludeSchemas: ['own'] });
    });
    expect(objects.map(({ key }) => key)).toEqual(['foreign-data wrapper dynamodb_fdw', 'server s']);
  });
});
