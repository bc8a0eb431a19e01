/** `\d NAME`: one relation's columns, and under them what else belongs to it. */

import { printListing } from '../print.ts';
import type { Shell } from '../shell.ts';
import { attributeFooters } from './attributes.ts';
import { columnTable } from './columns.ts';
import { dynamodbFooters } from './dynamodb.ts';
import { relationFooters } from './footers.ts';
import { patternConditions } from './pattern.ts';
import { hiddenQuery, notOurOwn, where } from './query.ts';
import { type ListOptions, notFound, patternFailure } from './relations.ts';
import { describeSequence } from './sequence.ts';

export interface Relation {
  readonly oid: string;
  readonly schema: string;
  readonly name: string;
  /** pg_class.relkind. */
  readonly kind: string;
  readonly unlogged: boolean;
}

export async function describeRelations(shell: Shell, options: ListOptions): Promise<'done' | 'error'> {
  let conditions: readonly string[];
  try {
    conditions = [
      notOurOwn('n.nspname', 'c.relname'),
      ...patternConditions(options.pattern, {
        schema: 'n.nspname',
        name: 'c.relname',
        visible: 'pg_catalog.pg_table_is_visible(c.oid)',
      }),
    ];
  } catch (error) {
    return patternFailure(shell, error);
  }
  const found = await hiddenQuery(
    shell,
    `SELECT c.oid,
  n.nspname,
  c.relname,
  c.relkind,
  c.relpersistence
FROM pg_catalog.pg_class c
     LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
${where(conditions)}ORDER BY 2, 3;`,
  );
  if (found === undefined) return 'error';
  if (found.rows.length === 0) {
    if (!shell.quiet) shell.messages.error(notFound(options.pattern));
    return 'error';
  }
  for (const [oid, schema, name, kind, persistence] of found.rows) {
    if (shell.cancelled) return 'error';
    await describeRelation(
      shell,
      {
        oid: oid ?? '',
        schema: schema ?? '',
        name: name ?? '',
        kind: kind ?? '',
        unlogged: persistence === 'u',
      },
      options.verbose,
    );
  }
  return 'done';
}

const titles: Readonly<Record<string, string>> = {
  r: 'Table',
  p: 'Partitioned table',
  v: 'View',
  m: 'Materialized view',
  S: 'Sequence',
  i: 'Index',
  I: 'Partitioned index',
  t: 'TOAST table',
  c: 'Composite type',
  f: 'Foreign table',
};

export function relationTitle({ kind, unlogged, schema, name }: Relation): string {
  const title = titles[kind] ?? `?${kind}?`;
  const words = unlogged && kind !== 'v' ? `Unlogged ${title.toLowerCase()}` : title;
  return `${words} "${schema}.${name}"`;
}

async function describeRelation(shell: Shell, relation: Relation, verbose: boolean): Promise<void> {
  if (relation.kind === 'S') return describeSequence(shell, relation);
  const table = await columnTable(shell, relation, verbose);
  if (table === undefined) return;
  const footers = await relationFooters(shell, relation, verbose);
  if (relation.kind === 'f' && verbose) {
    footers.push(...(await dynamodbFooters(shell, relation.oid)));
    footers.push(...(await attributeFooters(shell, relation.oid)));
  }
  await printListing(shell, { title: relationTitle(relation), ...table, footers, alwaysTable: true });
}
