/** `$1`, `$2` ... bound: each becomes a literal of unknown type, which PostgreSQL types as it types a parameter. */

import { SqlError } from '../errors.ts';
import type { Edit } from '../sql/edits.ts';
import { quoteLiteral } from '../sql/quote.ts';
import type { Statement } from '../sql/statement.ts';
import { childrenOf } from '../sql/visit.ts';

type Node = ReturnType<typeof childrenOf>[number];

/** The edits that put values in the place of a statement's parameters. @throws SqlError 08P01 where one has no value */
export function parameterEdits(statement: Statement, values: readonly (string | null)[]): readonly Edit[] {
  const edits: Edit[] = [];
  const visit = (node: Node): void => {
    if (node.type === 'parameter') {
      const value = values[node.number - 1];
      if (value === undefined) {
        throw new SqlError({
          code: '08P01',
          message: `bind message supplies ${values.length} parameters, but prepared statement "" requires ${node.number}`,
        });
      }
      edits.push({ ...node.span, replacement: value === null ? 'NULL' : quoteLiteral(value) });
    }
    childrenOf(node).forEach(visit);
  };
  visit(statement as Node);
  return edits;
}
