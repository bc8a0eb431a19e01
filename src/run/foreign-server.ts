/** Servers and tables by the names that they have in DynamoDB. */
import type { ForeignTable, Options } from '../catalog/model.ts';
import type { Engine } from '../engine/port.ts';
import { SqlError, SqlState } from '../errors.ts';

/** The DynamoDB table's name. */
export function remoteName(table: ForeignTable): string {
  return table.options.table ?? table.name;
}

/** @throws SqlError 42704 where there is no such server */
export async function foreignServer(engine: Engine, name: string): Promise<ForeignTable['server']> {
  const { rows } = await engine.query(
    `SELECT (SELECT json_object_agg(option_name, option_value) FROM pg_options_to_table(srvoptions))::text
     FROM pg_foreign_server WHERE srvname = $1`,
    [name],
  );
  const [row] = rows;
  if (row === undefined)
    throw new SqlError({ code: SqlState.undefinedObject, message: `server "${name}" does not exist` });
  return { name, options: (JSON.parse(row[0] ?? 'null') ?? {}) as Options };
}
