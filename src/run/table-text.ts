/** A foreign table in a statement that is proposed to the user. */
import type { ForeignTable } from '../catalog/model.ts';
import { quoteIdentifier } from '../sql/quote.ts';

/** With its schema, unless that is the one every search path has. */
export function tableText({ schema, name }: Pick<ForeignTable, 'schema' | 'name'>): string {
  return schema === 'public' ? quoteIdentifier(name) : `${quoteIdentifier(schema)}.${quoteIdentifier(name)}`;
}
