/**
 * EXECUTE of a prepared statement that reads foreign tables: the statement as it was prepared, its parameters replaced by the values given, so that it is planned with them.
 */
import type { Engine } from '../engine/port.ts';
import { SqlError } from '../errors.ts';
import { applyEdits, type Edit } from '../sql/edits.ts';
import { parseStatement } from '../sql/parse.ts';
import { quoteLiteral } from '../sql/quote.ts';
import { splitStatements } from '../sql/split.ts';
import type { Execute, Prepare, Statement } from '../sql/statement.ts';
import { walk } from '../sql/visit.ts';
import { tryParse } from './try-parse.ts';

/** A statement and its text. */
export interface Written {
  readonly statement: Statement;
  readonly text: string;
}

/**
 * The statement that an EXECUTE, or an EXPLAIN of one, runs.
 * @returns undefined for any other statement, and where PostgreSQL has something to say (no such statement, a wrong number of parameters)
 * @throws SqlError of evaluating the parameters
 */
export async function expandExecute({ statement, text }: Written, engine: Engine): Promise<Written | undefined> {
  const execute = statement.type === 'explain' ? (statement.statement as Statement) : statement;
  if (execute.type !== 'execute') return undefined;
  const inner = await preparedText(execute, text, engine);
  if (inner === undefined) return undefined;
  const whole = text.slice(0, execute.span.start) + inner;
  return { statement: parseStatement(whole), text: whole };
}

async function preparedText(execute: Execute, text: string, engine: Engine): Promise<string | undefined> {
  const { rows } = await engine.query(
    'SELECT statement, to_json(parameter_types::text[]) FROM pg_prepared_statements WHERE name = $1',
    [execute.name.name],
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  const types: readonly string[] = JSON.parse(row[1] ?? '[]');
  const prepared = findPrepare(row[0] ?? '', execute.name.name);
  if (prepared === undefined || types.length !== execute.args.length) return undefined;
  const values = await valuesOf(execute, text, types, engine);
  const { statement, source } = prepared;
  const edits = [...walk(statement.statement)].flatMap((node): readonly Edit[] =>
    node.type === 'parameter' ? [{ ...node.span, replacement: values[node.number - 1] ?? 'NULL' }] : [],
  );
  const { span } = statement.statement;
  const shifted = edits.map((edit) => ({ ...edit, start: edit.start - span.start, end: edit.end - span.start }));
  return applyEdits(source.slice(span.start, span.end), shifted).text;
}

/** The PREPARE of a name. PostgreSQL keeps the request that it stood in, with all of its statements; of two of one name, the later is the one that is there. */
function findPrepare(
  request: string,
  name: string,
): { readonly statement: Prepare; readonly source: string } | undefined {
  return splitStatements(request)
    .flatMap(({ start, end }) => {
      const source = request.slice(start, end);
      const statement = tryParse(source);
      return statement?.type === 'prepare' && statement.name.name === name ? [{ statement, source }] : [];
    })
    .at(-1);
}

/** The parameters' values as typed literals. Evaluated once, as PostgreSQL does. */
async function valuesOf(
  execute: Execute,
  text: string,
  types: readonly string[],
  engine: Engine,
): Promise<readonly string[]> {
  if (types.length === 0) return [];
  const columns = execute.args.map(({ span }, i) => `((${text.slice(span.start, span.end)})::${types[i]})::text`);
  const { rows } = await engine.query(`SELECT ${columns.join(', ')}`).catch((error: unknown) => {
    throw error instanceof SqlError ? error.with({ position: undefined }) : error;
  });
  return types.map((type, i) => {
    const value = rows[0]?.[i];
    return `${value == null ? 'NULL' : quoteLiteral(value)}::${type}`;
  });
}
