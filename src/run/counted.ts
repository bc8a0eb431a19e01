/**
 * count(*) answered by DynamoDB's Select=COUNT: in the query over the staging table, which stays empty, `count(*)` becomes `(count(*) + n)`. All else of the query, its column names, HAVING and
 * ORDER BY included, stays PostgreSQL's.
 */
import { applyEdits, type Edit, type EditedText } from '../sql/edits.ts';
import type { FunctionCall } from '../sql/expression.ts';
import { parseStatement } from '../sql/parse.ts';
import type { SelectCore } from '../sql/select.ts';
import { childrenOf } from '../sql/visit.ts';

type Node = ReturnType<typeof childrenOf>[number];

/** A SELECT over one relation alone, and the count(*) calls in it. */
interface CountedCore {
  readonly relation: string;
  readonly core: SelectCore;
  readonly calls: readonly FunctionCall[];
}

/** The relations (by unqualified name) whose count(*) a statement computes in a way that a number can take the place of. */
export function countableRelations(text: string): ReadonlySet<string> {
  return new Set(countedCores(text).map(({ relation }) => relation));
}

/** The text with the counts put in. @param counts by relation, all of them countable */
export function withCounts(text: string, counts: ReadonlyMap<string, number>): EditedText {
  const edits = countedCores(text).flatMap(({ relation, core, calls }): readonly Edit[] => {
    const count = counts.get(relation);
    if (count === undefined) return [];
    // The call gave its column the name "count"; an expression around it has none of its own.
    const naming = new Set(
      core.targets.filter((target) => target.alias === undefined).map((target) => target.expression.span.start),
    );
    const alone = new Set(
      core.targets.filter((target) => target.expression.type === 'call').map((target) => target.expression.span.start),
    );
    return calls.flatMap(({ span }) => [
      { start: span.start, end: span.start, replacement: '(' },
      {
        start: span.end,
        end: span.end,
        replacement: ` + ${count})${naming.has(span.start) && alone.has(span.start) ? ' AS count' : ''}`,
      },
    ]);
  });
  return applyEdits(text, edits);
}

function countedCores(text: string): readonly CountedCore[] {
  const found: CountedCore[] = [];
  const visit = (node: Node): void => {
    if (node.type === 'select_core') {
      const [from, ...more] = node.from;
      const calls = callsIn(node);
      if (from?.type === 'table' && more.length === 0 && calls.length > 0) {
        found.push({ relation: from.name.at(-1)?.name ?? '', core: node, calls });
      }
    }
    childrenOf(node).forEach(visit);
  };
  visit(parseStatement(text));
  return found;
}

/** count(*) calls of the SELECT itself, not of its subqueries. */
function callsIn(core: SelectCore): readonly FunctionCall[] {
  const calls: FunctionCall[] = [];
  const visit = (node: Node): void => {
    if (node.type === 'select') return;
    if (node.type === 'call' && node.star && node.name.at(-1)?.name === 'count') calls.push(node);
    else childrenOf(node).forEach(visit);
  };
  childrenOf(core).forEach(visit);
  return calls;
}
