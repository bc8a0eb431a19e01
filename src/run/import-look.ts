/** Looks at the tables of an import: each is described and sampled, several at a time; what cannot be read is left out and named in one WARNING. */
import type { TableDescription } from '../catalog/model.ts';
import type { DynamoConnection } from '../dynamo/connection.ts';
import { sampleTable } from '../dynamo/sample.ts';
import type { TokenBucket } from '../dynamo/token-bucket.ts';
import { type Notice, SqlError, SqlState } from '../errors.ts';
import type { Item } from '../plan/request.ts';
import { inParallel } from './in-parallel.ts';
import { meteredReader } from './metered.ts';
import type { Usage } from './port.ts';

const CONCURRENT_TABLES = 8;

export interface LookedAt {
  readonly table: string;
  readonly description: TableDescription;
  readonly items: readonly Item[];
}

export interface Look {
  readonly tables: readonly LookedAt[];
  readonly skipped: readonly Notice[];
}

export interface LookContext {
  readonly connection: DynamoConnection;
  readonly signal: AbortSignal;
  readonly rate: TokenBucket | undefined;
  /** Told of each page of a sample, and which table of how many it is. */
  onPage(usage: Usage, table: string, done: number): void;
}

/**
 * @param mustBeReadable a table that is named may not be left out
 * @throws SqlError
 */
export async function lookAt(
  names: readonly string[],
  sampleSize: number,
  mustBeReadable: boolean,
  context: LookContext,
): Promise<Look> {
  const { connection, signal } = context;
  const denied: { readonly table: string; readonly error: SqlError }[] = [];
  const notReady: { readonly table: string; readonly status: string }[] = [];
  let done = 0;
  const looked = await inParallel(names, CONCURRENT_TABLES, async (table): Promise<LookedAt | undefined> => {
    try {
      const description = await connection.describeTable(table, signal);
      if (!isReadable(description)) {
        if (mustBeReadable) throw notReadable(description);
        notReady.push({ table, status: description.status });
        return undefined;
      }
      const reader = meteredReader(connection, context.rate, (usage) => context.onPage(usage, table, done));
      return { table, description, items: (await sampleTable(reader, table, sampleSize, signal)).items };
    } catch (error) {
      if (mustBeReadable || !(error instanceof SqlError)) throw error;
      if (error.code === SqlState.insufficientPrivilege) denied.push({ table, error });
      // One that was deleted since it was listed is none.
      else if (error.code !== SqlState.fdwTableNotFound) throw error;
      return undefined;
    } finally {
      done += 1;
    }
  });
  return {
    tables: looked.filter((each) => each !== undefined),
    skipped: [...deniedWarning(denied), ...notReadyWarning(notReady)],
  };
}

/** A table that is being changed can be read; one that is being made, deleted or archived cannot. */
function isReadable({ status }: TableDescription): boolean {
  return status === 'ACTIVE' || status === 'UPDATING';
}

function notReadable({ table, status }: TableDescription): SqlError {
  return new SqlError({
    code: '55000',
    message: `DynamoDB table "${table}" cannot be read in its state ${status}`,
    hint: 'Import it when it is ACTIVE.',
  });
}

function tables(count: number): string {
  return count === 1 ? '1 table' : `${count} tables`;
}

function deniedWarning(denied: readonly { readonly table: string; readonly error: SqlError }[]): readonly Notice[] {
  const sorted = [...denied].sort((a, b) => (a.table < b.table ? -1 : 1));
  const [first] = sorted;
  if (first === undefined) return [];
  return [
    {
      severity: 'WARNING',
      code: '01000',
      message: `skipped ${tables(sorted.length)} that may not be read: ${sorted.map(({ table }) => `"${table}"`).join(', ')}`,
      detail: first.error.fields.detail,
      hint: 'The policy of these credentials must allow dynamodb:DescribeTable and dynamodb:Scan on a table to import it.',
    },
  ];
}

function notReadyWarning(notReady: readonly { readonly table: string; readonly status: string }[]): readonly Notice[] {
  if (notReady.length === 0) return [];
  const sorted = [...notReady].sort((a, b) => (a.table < b.table ? -1 : 1));
  return [
    {
      severity: 'WARNING',
      code: '01000',
      message: `skipped ${tables(sorted.length)} that cannot be read now: ${sorted.map(({ table, status }) => `"${table}" (${status})`).join(', ')}`,
    },
  ];
}
