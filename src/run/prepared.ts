/**
 * EXECUTE of a prepared statement that reads foreign tables: the statement as it was prepared, its parameters replaced by the values given, so that it is planned with them.
 */
import type { Engine } from '../engine/port.ts';
import { SqlError } from '../errors.ts';
import { applyEdits, type Edit, originalPosition } from '../sql/edits.ts';
import type { Expression } from '../sql/expression.ts';
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

/** The EXECUTE that a statement is, or explains, or makes a table of. */
export function executeIn(statement: Statement): Execute | undefined {
  switch (statement.type) {
    case 'execute':
      return statement;
    case 'explain':
      return executeIn(statement.statement as Statement);
    case 'create_table_as':
      return statement.query.type === 'execute' ? statement.query : undefined;
    default:
      return undefined;
  }
}

/**
 * The statement that an EXECUTE, an EXPLAIN of one, or a CREATE TABLE AS EXECUTE runs.
 * @param touches whether a prepared statement reads foreign tables: of others PostgreSQL evaluates the parameters, once
 * @returns undefined for any other statement, and where PostgreSQL has something to say (no such statement, a wrong number of parameters)
 * @throws SqlError of evaluating the parameters
 */
export async function expandExecute(
  { statement, text }: Written,
  engine: Engine,
  touches: (prepared: Written) => Promise<boolean>,
): Promise<Written | undefined> {
  const execute = executeIn(statement);
  const inner = execute === undefined ? undefined : await preparedText(execute, text, engine, touches);
  if (execute === undefined || inner === undefined) return undefined;
  const whole = text.slice(0, execute.span.start) + inner + text.slice(execute.span.end);
  const expanded = tryParse(whole);
  // A table cannot be made of what is no query: PostgreSQL says so.
  return expanded === undefined ? undefined : { statement: expanded, text: whole };
}

async function preparedText(
  execute: Execute,
  text: string,
  engine: Engine,
  touches: (prepared: Written) => Promise<boolean>,
): Promise<string | undefined> {
  const { rows } = await engine.query(
    'SELECT statement, to_json(parameter_types::text[]) FROM pg_prepared_statements WHERE name = $1',
    [execute.name.name],
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  const types = (JSON.parse(row[1] ?? '[]') as readonly string[]).map(unlimited);
  const prepared = findPrepare(row[0] ?? '', execute.name.name);
  // A statement without parameters takes any, and looks at none.
  if (prepared === undefined || (types.length > 0 && types.length !== execute.args.length)) return undefined;
  if (execute.args.some((argument) => [...walk(argument)].some(({ type }) => type === 'select'))) return undefined;
  const { statement, source } = prepared;
  if (!(await touches({ statement: statement.statement as Statement, text: source }))) return undefined;
  const values = await valuesOf(execute, text, types, engine);
  const edits = [...walk(statement.statement)].flatMap((node): readonly Edit[] => {
    if (node.type === 'parameter') return [{ ...node.span, replacement: values[node.number - 1] ?? 'NULL' }];
    // A value with its type gives a column that type's name, a parameter gives it none.
    const isNameless = node.type === 'target' && node.alias === undefined && isParameter(node.expression);
    return isNameless ? [{ start: node.span.end, end: node.span.end, replacement: ' AS "?column?"' }] : [];
  });
  const { span } = statement.statement;
  const shifted = edits.map((edit) => ({ ...edit, start: edit.start - span.start, end: edit.end - span.start }));
  return applyEdits(source.slice(span.start, span.end), shifted).text;
}

/** The name of a type of any length: `character` and `bit` without one are of length 1, a parameter's are of any. */
function unlimited(type: string): string {
  return type.replace(/^character(?=$|\[)/, 'bpchar').replace(/^bit(?=$|\[)/, '"bit"');
}

function isParameter(expression: Expression): boolean {
  if (expression.type === 'collate' || expression.type === 'subscript') return isParameter(expression.operand);
  return expression.type === 'parameter';
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
  // The arguments stay where they were typed, and so do errors; what stands before the first goes.
  const [first] = execute.args;
  const edits = execute.args.flatMap(({ span }, i): readonly Edit[] => [
    { start: span.start, end: span.start, replacement: '((' },
    { start: span.end, end: span.end, replacement: `)::${types[i]})::text` },
  ]);
  const head = { start: 0, end: first?.span.start ?? 0, replacement: 'SELECT ' };
  const asQuery = applyEdits(text.slice(0, execute.args.at(-1)?.span.end), [head, ...edits]);
  const { rows } = await engine.query(asQuery.text).catch((error: unknown) => {
    if (!(error instanceof SqlError) || error.fields.position === undefined) throw error;
    throw error.with({ position: originalPosition(asQuery, error.fields.position) });
  });
  return types.map((type, i) => {
    const value = rows[0]?.[i];
    return `(${value == null ? 'NULL' : quoteLiteral(value)}::${type})`;
  });
}
