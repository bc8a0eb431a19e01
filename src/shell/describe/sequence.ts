/** `\d` of a sequence. */

import type { Shell } from '../shell.ts';
import { hiddenQuery, printListing } from './query.ts';
import { type Relation, relationTitle } from './relation.ts';

export async function describeSequence(shell: Shell, relation: Relation): Promise<void> {
  const result = await hiddenQuery(
    shell,
    `SELECT pg_catalog.format_type(seqtypid, NULL) AS "Type",
       seqstart AS "Start",
       seqmin AS "Minimum",
       seqmax AS "Maximum",
       seqincrement AS "Increment",
       CASE WHEN seqcycle THEN 'yes' ELSE 'no' END AS "Cycles?",
       seqcache AS "Cache"
FROM pg_catalog.pg_sequence
WHERE seqrelid = '${relation.oid}';`,
  );
  const owner = await hiddenQuery(
    shell,
    `SELECT pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname) || '.' || pg_catalog.quote_ident(a.attname),
  d.deptype
FROM pg_catalog.pg_depend d
     JOIN pg_catalog.pg_class c ON c.oid = d.refobjid
     JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.refobjsubid
WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
  AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
  AND d.objid = '${relation.oid}'
  AND d.deptype IN ('a', 'i');`,
  );
  if (result === undefined || owner === undefined) return;
  const footers = owner.rows.map(([column, kind]) =>
    kind === 'i' ? `Sequence for identity column: ${column}` : `Owned by: ${column}`,
  );
  await printListing(shell, relationTitle(relation), result, { footer: false }, footers);
}
