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
  if (result !== undefined) await printListing(shell, relationTitle(relation), result, { footer: false });
}
