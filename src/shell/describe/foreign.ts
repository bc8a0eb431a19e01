/** The listings of foreign objects: `\dew`, `\des`, `\deu`, `\det`. */
import { OPTIONS } from '../../catalog/options.ts';
import { printListing as printTable } from '../print.ts';
import type { Shell } from '../shell.ts';
import { patternConditions } from './pattern.ts';
import { hiddenQuery, list, optionsText, privileges, where } from './query.ts';

function description(table: string, id: string): string {
  return `LEFT JOIN pg_catalog.pg_description d
       ON d.classoid = ${table}.tableoid AND d.objoid = ${id} AND d.objsubid = 0\n`;
}

export function listWrappers(shell: Shell, pattern: string | undefined, verbose: boolean) {
  return list(shell, 'List of foreign-data wrappers', () => {
    let sql = `SELECT fdw.fdwname AS "Name",
  pg_catalog.pg_get_userbyid(fdw.fdwowner) AS "Owner",
  fdw.fdwhandler::pg_catalog.regproc AS "Handler",
  fdw.fdwvalidator::pg_catalog.regproc AS "Validator"`;
    if (verbose) {
      sql += `,\n  ${privileges('fdwacl')},\n  ${optionsText('fdwoptions')} AS "FDW options",\n  d.description AS "Description" `;
    }
    sql += '\nFROM pg_catalog.pg_foreign_data_wrapper fdw\n';
    if (verbose) sql += description('fdw', 'fdw.oid');
    return `${sql}${where(patternConditions(pattern, { name: 'fdwname' }))}ORDER BY 1;`;
  });
}

/** A pattern matches a server by its name or by its wrapper's; of a wrapper that it names, `+` lists the options. */
export async function listServers(shell: Shell, pattern: string | undefined, verbose: boolean) {
  const status = await list(shell, 'List of foreign servers', () => {
    let sql = `SELECT s.srvname AS "Name",
  pg_catalog.pg_get_userbyid(s.srvowner) AS "Owner",
  f.fdwname AS "Foreign-data wrapper"`;
    if (verbose) {
      sql += `,\n  ${privileges('s.srvacl')},\n  s.srvtype AS "Type",\n  s.srvversion AS "Version",\n  ${optionsText('srvoptions')} AS "FDW options",\n  d.description AS "Description"`;
    }
    sql += '\nFROM pg_catalog.pg_foreign_server s\n     JOIN pg_catalog.pg_foreign_data_wrapper f ON f.oid=s.srvfdw\n';
    if (verbose) sql += description('s', 's.oid');
    const conditions = patternConditions(pattern, { name: 's.srvname', alternative: 'f.fdwname' });
    return `${sql}${where(conditions)}ORDER BY 1;`;
  });
  if (status === 'done' && verbose && pattern !== undefined) await listWrapperOptions(shell, pattern);
  return status;
}

async function listWrapperOptions(shell: Shell, pattern: string): Promise<void> {
  const conditions = [...patternConditions(pattern, { name: 'fdwname' }), "fdwname = 'dynamodb_fdw'"];
  const named = await hiddenQuery(
    shell,
    `SELECT 1 FROM pg_catalog.pg_foreign_data_wrapper\n${where(conditions).trimEnd()};`,
  );
  if (named === undefined || named.rows.length === 0) return;
  await printTable(shell, {
    title: 'Options of foreign-data wrapper "dynamodb_fdw"',
    headers: ['Object', 'Option', 'Default', 'Meaning'],
    rows: OPTIONS.map((option) => [option.object, option.name, option.default, option.meaning]),
  });
}

export function listUserMappings(shell: Shell, pattern: string | undefined, verbose: boolean) {
  return list(shell, 'List of user mappings', () => {
    let sql = 'SELECT um.srvname AS "Server",\n  um.usename AS "User name"';
    // The engine holds no secret: where one was given it has asterisks.
    if (verbose) sql += `,\n  ${optionsText('umoptions')} AS "FDW options"`;
    sql += '\nFROM pg_catalog.pg_user_mappings um\n';
    const conditions = patternConditions(pattern, { name: 'um.srvname', alternative: 'um.usename' });
    return `${sql}${where(conditions)}ORDER BY 1, 2;`;
  });
}

export function listForeignTables(shell: Shell, pattern: string | undefined, verbose: boolean) {
  return list(shell, 'List of foreign tables', () => {
    let sql = 'SELECT n.nspname AS "Schema",\n  c.relname AS "Table",\n  s.srvname AS "Server"';
    if (verbose) sql += `,\n ${optionsText('ft.ftoptions')} AS "FDW options",\n  d.description AS "Description"`;
    sql += `\nFROM pg_catalog.pg_foreign_table ft
  INNER JOIN pg_catalog.pg_class c ON c.oid = ft.ftrelid
  INNER JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  INNER JOIN pg_catalog.pg_foreign_server s ON s.oid = ft.ftserver\n`;
    if (verbose) {
      sql +=
        '   LEFT JOIN pg_catalog.pg_description d\n          ON d.classoid = c.tableoid AND d.objoid = c.oid AND d.objsubid = 0\n';
    }
    const conditions = patternConditions(pattern, {
      schema: 'n.nspname',
      name: 'c.relname',
      visible: 'pg_catalog.pg_table_is_visible(c.oid)',
    });
    return `${sql}${where(conditions)}ORDER BY 1, 2;`;
  });
}
