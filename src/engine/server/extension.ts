/**
 * CREATE EXTENSION dynamodb_fdw on a server that does not have the extension's files: its objects are made by the same script, and entered in
 * pg_extension as its own (in a database that only this session uses). From then on PostgreSQL itself knows it: `\dx`, DROP EXTENSION and all.
 */
import { readFileSync } from 'node:fs';
import type { BackendMessage, CommandCompleteMessage, DatabaseError } from 'pg-protocol/dist/messages.js';
import { applyEdits, type Edit, originalPosition } from '../../sql/edits.ts';
import { quoteLiteral } from '../../sql/quote.ts';
import { splitStatements } from '../../sql/split.ts';
import { extensionScript } from '../extension/script.ts';

/** A request with the statement replaced, and what makes its reply one to the request as it was. */
export interface Emulated {
  readonly sql: string;
  readonly reply: (message: BackendMessage) => BackendMessage;
}

const CREATE_EXTENSION =
  /^CREATE\s+EXTENSION\s+(?:IF\s+NOT\s+EXISTS\s+)?(?:dynamodb_fdw|"dynamodb_fdw")(?:\s+WITH)?(?:\s+SCHEMA\s+("(?:[^"]|"")+"|\w+))?(?:\s+VERSION\s+(?:'1\.0'|"1\.0"))?(?:\s+CASCADE)?$/i;

/** @param template `dynamodb_fdw--1.0.sql`. @returns undefined for a request that does not make the extension */
export function emulateExtension(sql: string, template: URL): Emulated | undefined {
  if (!/create\s+extension/i.test(sql)) return undefined;
  const spans = splitStatements(sql);
  const made = new Set<number>();
  const edits = spans.flatMap(({ start, end }, n): Edit[] => {
    const statement = sql.slice(start, end);
    const match = CREATE_EXTENSION.exec(statement);
    if (match === null) return [];
    made.add(n);
    return [{ start, end, replacement: creation(statement, match[1], template) }];
  });
  if (edits.length === 0) return undefined;
  const edited = applyEdits(sql, edits);
  let completed = 0;
  return {
    sql: edited.text,
    reply(message) {
      if (message.name === 'commandComplete' && made.has(completed++)) {
        return { ...message, text: 'CREATE EXTENSION' } as CommandCompleteMessage;
      }
      const { position } = message as DatabaseError;
      if (message.name === 'error' && position !== undefined) {
        (message as DatabaseError).position = String(originalPosition(edited, Number(position)));
      }
      return message;
    },
  };
}

/** One statement that does what CREATE EXTENSION does. Where the extension is there, PostgreSQL says so itself. */
function creation(statement: string, schema: string | undefined, template: URL): string {
  const wanted = schema === undefined ? 'current_schema()' : `(parse_ident(${quoteLiteral(schema)}))[1]`;
  const script = extensionScript(readFileSync(template, 'utf8')).replace(/^\\echo.*$/gm, '');
  return `DO ${quoteLiteral(`
DECLARE
  wanted text := ${wanted};
  settings CONSTANT text[] := ARRAY['search_path', 'allow_system_table_mods', 'check_function_bodies'];
  before text[] := (SELECT array_agg(current_setting(name) ORDER BY n) FROM unnest(settings) WITH ORDINALITY AS s(name, n));
  extension oid;
BEGIN
  IF EXISTS (SELECT FROM pg_catalog.pg_extension WHERE extname = 'dynamodb_fdw') THEN
    EXECUTE ${quoteLiteral(statement)};
    RETURN;
  END IF;
  IF to_regnamespace(quote_ident(wanted)) IS NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'invalid_schema_name',
      MESSAGE = coalesce(format('schema "%s" does not exist', wanted), 'no schema has been selected to create in');
  END IF;
  PERFORM set_config('search_path', quote_ident(wanted), true), set_config('allow_system_table_mods', 'on', true);
  EXECUTE replace(${quoteLiteral(script)}, '@extschema@', quote_ident(wanted));
  INSERT INTO pg_catalog.pg_extension (oid, extname, extowner, extnamespace, extrelocatable, extversion)
    SELECT pg_nextoid('pg_catalog.pg_extension', 'oid', 'pg_catalog.pg_extension_oid_index'), 'dynamodb_fdw', u.usesysid,
      to_regnamespace(quote_ident(wanted)), false, '1.0'
    FROM pg_catalog.pg_user AS u WHERE u.usename = current_user
    RETURNING oid INTO extension;
  INSERT INTO pg_catalog.pg_depend (classid, objid, objsubid, refclassid, refobjid, refobjsubid, deptype)
    VALUES ('pg_extension'::regclass, extension, 0, 'pg_namespace'::regclass, to_regnamespace(quote_ident(wanted)), 0, 'n');
  ALTER EXTENSION dynamodb_fdw ADD FUNCTION dynamodb_fdw_options();
  ALTER EXTENSION dynamodb_fdw ADD FUNCTION dynamodb_fdw_validator(text[], oid);
  ALTER EXTENSION dynamodb_fdw ADD FUNCTION dynamodb_fdw_unasked(text);
  ALTER EXTENSION dynamodb_fdw ADD FOREIGN DATA WRAPPER dynamodb_fdw;
  ALTER EXTENSION dynamodb_fdw ADD VIEW dynamodb_fdw_tables;
  ALTER EXTENSION dynamodb_fdw ADD VIEW dynamodb_fdw_indexes;
  COMMENT ON EXTENSION dynamodb_fdw IS 'foreign-data wrapper for Amazon DynamoDB';
  PERFORM set_config(name, before[n], true) FROM unnest(settings) WITH ORDINALITY AS s(name, n);
END`)}`;
}
