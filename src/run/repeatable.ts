/** Which values a scan may wait for: those that PostgreSQL finds again when it answers, and that it may be asked for beforehand without anything being done twice. */
import type { Engine } from '../engine/port.ts';
import type { Dependency } from '../plan/dependency.ts';
import { type AnyNode, walk } from '../sql/visit.ts';
import { areStable } from './fold.ts';
import { WRITES } from './read-only.ts';
import { tryParse } from './try-parse.ts';

/** The dependencies whose query gives the same however often it runs, and changes nothing: no random(), no nextval(), no INSERT in a WITH clause. */
export async function repeatable(dependencies: readonly Dependency[], engine: Engine): Promise<readonly Dependency[]> {
  const asked = dependencies.map((dependency) => ({ dependency, statement: tryParse(dependency.query) }));
  const verdicts = await Promise.all(
    asked.map(
      async ({ statement }) =>
        statement !== undefined && ![...walk(statement)].some(isOnce) && (await areStable([statement], engine)),
    ),
  );
  return dependencies.filter((_, i) => verdicts[i]);
}

function isOnce(node: AnyNode): boolean {
  return WRITES.has(node.type) || (node.type === 'table' && node.sample !== undefined);
}
