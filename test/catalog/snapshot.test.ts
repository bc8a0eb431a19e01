import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toDdl } from '../../src/catalog/ddl.ts';
import type { CatalogObjects } from '../../src/catalog/objects.ts';
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
    expect(toDdl(objects).slice(8)).toMatchInlineSnapshot(`
      [
        "CREATE ROLE app NOINHERIT",
        "GRANT pg_read_all_data TO app WITH ADMIN false, INHERIT false, SET true",
        "COMMENT ON ROLE app IS 'an app'",
        "CREATE ROLE alice SUPERUSER LOGIN CONNECTION LIMIT 3 VALID UNTIL '2030-01-01 00:00:00+00'",
        "GRANT app TO alice WITH ADMIN true, INHERIT false, SET true",
        "CREATE SCHEMA sales",
        "ALTER SCHEMA sales OWNER TO alice",
        "REVOKE ALL ON SCHEMA sales FROM app",
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
        "REVOKE ALL ON FOREIGN DATA WRAPPER dynamodb_fdw FROM app",
        "GRANT USAGE ON FOREIGN DATA WRAPPER dynamodb_fdw TO app WITH GRANT OPTION",
        "COMMENT ON FOREIGN DATA WRAPPER dynamodb_fdw IS 'DynamoDB'",
        "CREATE SERVER s TYPE 'emulator' VERSION '1.2' FOREIGN DATA WRAPPER dynamodb_fdw",
        "ALTER SERVER s OWNER TO alice",
        "REVOKE ALL ON FOREIGN SERVER s FROM app",
        "GRANT USAGE ON FOREIGN SERVER s TO app",
        "REVOKE ALL ON FOREIGN SERVER s FROM PUBLIC",
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
        "REVOKE ALL ON FUNCTION sales.twice(integer, integer[]) FROM app",
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
        "REVOKE ALL ON TABLE sales.orders FROM app",
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
        "REVOKE ALL ON TABLE sales.cheap FROM app",
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
});
