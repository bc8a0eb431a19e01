/**
 * What a statement asks of DynamoDB's catalog (`dynamodb_fdw_tables`, `dynamodb_fdw_indexes`): read back from PostgreSQL's plan over their staging tables, so that only the columns that are
 * looked at are asked for, and only the tables that a condition names.
 */
import { arrayElements, constantOf } from '../plan/constant.ts';
import type { PlanNode } from '../plan/explain-json.ts';
import { type Occurrence, relationScan, stagingReference } from '../plan/scan.ts';
import type { Expression } from '../sql/expression.ts';
import { quoteIdentifier } from '../sql/quote.ts';
import { CATALOG_COLUMNS, type CatalogKind, TABLE_NAME_COLUMN } from './remote-catalog-columns.ts';
import type { StagedCatalog } from './rewrite.ts';

export interface CatalogScan {
  readonly staging: string;
  readonly kind: CatalogKind;
  readonly needed: ReadonlySet<string>;
  /** The servers that a condition names; undefined: all. */
  readonly servers: readonly string[] | undefined;
  /** The tables that a condition names; undefined: all. */
  readonly tables: readonly string[] | undefined;
}

/** Statements that make the staging table of a catalog relation, empty, with the relation's own columns. */
export function createCatalogStaging({ staging, catalog }: StagedCatalog): string {
  const relation = `${quoteIdentifier(catalog.schema)}.${quoteIdentifier(catalog.name)}`;
  return `CREATE TEMP TABLE ${staging} (LIKE ${relation}, ddbsql_dropped int) ON COMMIT DROP; ALTER TABLE ${stagingReference(staging)} DROP COLUMN ddbsql_dropped;`;
}

/** Those of the catalogs that stand in the plan. */
export function catalogScans(roots: readonly PlanNode[], catalogs: readonly StagedCatalog[]): readonly CatalogScan[] {
  return catalogs.flatMap(({ staging, catalog }): readonly CatalogScan[] => {
    const kind = catalog.name as CatalogKind;
    const scan = relationScan(roots, staging, [...CATALOG_COLUMNS[kind]]);
    if (scan === undefined) return [];
    const named = (column: string): readonly string[] | undefined => namedBy(scan.occurrences, column);
    const { needed } = scan;
    return [{ staging, kind, needed, servers: named('server'), tables: named(TABLE_NAME_COLUMN[kind]) }];
  });
}

/** The values that all the places where it is scanned leave of a column; undefined where one of them leaves any. */
function namedBy(occurrences: readonly Occurrence[], column: string): readonly string[] | undefined {
  const values = new Set<string>();
  for (const { qualifiers, alias } of occurrences) {
    const listed = qualifiers.map((qualifier) => valuesOf(qualifier, column, alias)).find((each) => each !== undefined);
    if (listed === undefined) return undefined;
    for (const value of listed) values.add(value);
  }
  return [...values];
}

/** `column = 'x'`, `column = ANY ('{x,y}')`. */
function valuesOf(qualifier: Expression, column: string, alias: string): readonly string[] | undefined {
  const isColumn = (side: Expression): boolean =>
    side.type === 'column' &&
    !side.star &&
    side.parts.at(-1)?.name === column &&
    (side.parts.length === 1 || side.parts[0]?.name === alias);
  if (qualifier.type === 'binary' && qualifier.operator === '=') {
    const { left, right } = qualifier;
    const other = isColumn(left) ? right : isColumn(right) ? left : undefined;
    const value = other === undefined ? undefined : constantOf(other)?.text;
    return value == null ? undefined : [value];
  }
  if (qualifier.type !== 'quantified' || qualifier.operator !== '=' || qualifier.quantifier !== 'any') return undefined;
  const { operand, argument } = qualifier;
  if (!isColumn(operand) || argument.type === 'select') return undefined;
  const text = constantOf(argument)?.text;
  return text == null ? undefined : arrayElements(text)?.filter((element) => element !== null);
}

/** The operations that a scan's answer takes. */
function operations({ kind, needed, tables }: CatalogScan): string {
  const own = new Set(['server', TABLE_NAME_COLUMN[kind]]);
  const described =
    tables !== undefined || kind === 'dynamodb_fdw_indexes' || [...needed].some((each) => !own.has(each));
  return [
    ...(tables === undefined ? ['ListTables'] : []),
    ...(described ? ['DescribeTable'] : []),
    ...(needed.has('ttl_attribute') ? ['DescribeTimeToLive'] : []),
  ].join(', ');
}

/** EXPLAIN's lines, the scans of catalog relations shown as what they ask. */
export function explainCatalogs(lines: readonly string[], scans: readonly CatalogScan[]): readonly string[] {
  const byStaging = new Map(scans.map((scan) => [scan.staging, scan]));
  return lines.flatMap((line): readonly string[] => {
    const match = /^(\s*(?:->\s+)?)Seq Scan on (?:pg_temp(?:_\d+)?\.)?([a-z0-9_]+)(?: (.*?))?( {2}\(.*\))?$/.exec(line);
    const scan = byStaging.get(match?.[2] ?? '');
    if (match === null || scan === undefined) return [line];
    const [, lead = '', , alias, costs = ''] = match;
    const relation = alias === undefined || alias === scan.kind ? scan.kind : `${scan.kind} ${alias}`;
    const below = ' '.repeat(lead.length + 2);
    return [
      `${lead}Foreign Scan on ${relation}${costs}`,
      `${below}DynamoDB: ${operations(scan)}`,
      ...(scan.servers === undefined ? [] : [`${below}Server: ${scan.servers.join(', ')}`]),
      ...(scan.tables === undefined ? [] : [`${below}Table: ${scan.tables.join(', ')}`]),
    ];
  });
}

/** The same for EXPLAIN (FORMAT JSON). */
export function explainCatalogsJson(json: string, scans: readonly CatalogScan[]): string {
  if (scans.length === 0) return json;
  const byStaging = new Map(scans.map((scan) => [scan.staging, scan]));
  const replaced: unknown = JSON.parse(json, (_key, value: unknown) => {
    if (typeof value !== 'object' || value === null || !('Relation Name' in value)) return value;
    const scan = byStaging.get(String(value['Relation Name']));
    if (scan === undefined) return value;
    const DynamoDB = { Operations: operations(scan), Servers: scan.servers, Tables: scan.tables };
    return { ...value, 'Node Type': 'Foreign Scan', 'Relation Name': scan.kind, DynamoDB };
  });
  return JSON.stringify(replaced, null, 2);
}
