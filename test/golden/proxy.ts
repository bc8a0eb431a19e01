/**
 * Stands between the program and the emulator, for one case: DescribeTable gives the sizes that tables.ts declares (emulators know none, or too well), ListTables only
 * the fixture's tables, and what is read is kept, so that a plan can be shown to read nothing.
 */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type DeclaredSize, TABLES } from './tables.ts';

export interface Proxy {
  readonly endpoint: string;
  /** Requests that read items: operation and table. */
  readonly reads: readonly string[];
  stop(): Promise<void>;
}

const READS = new Set(['GetItem', 'BatchGetItem', 'Query', 'Scan', 'TransactGetItems', 'ExecuteStatement']);

interface Sized {
  ItemCount?: number;
  TableSizeBytes?: number;
  IndexSizeBytes?: number;
}

interface TableAnswer {
  readonly Table?: Sized & {
    readonly TableName: string;
    readonly GlobalSecondaryIndexes?: (Sized & { readonly IndexName: string })[];
    readonly LocalSecondaryIndexes?: (Sized & { readonly IndexName: string })[];
  };
}

export async function startProxy(target: string, sizes: 'known' | 'unknown'): Promise<Proxy> {
  const reads: string[] = [];
  const server = createServer(async (request, response) => {
    const operation = String(request.headers['x-amz-target'] ?? '').split('.')[1] ?? '';
    const body = await bodyOf(request);
    if (READS.has(operation)) reads.push(`${operation} ${body}`);
    const answer = await fetch(target, { method: 'POST', headers: forwarded(request), body });
    const text = await answer.text();
    const changed = answer.ok ? change(operation, text, sizes) : text;
    response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(changed);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    reads,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function forwarded({ headers }: IncomingMessage): Record<string, string> {
  const kept = ['x-amz-target', 'content-type', 'authorization', 'x-amz-date', 'x-amz-security-token'];
  const passed = kept.flatMap((name) => (headers[name] === undefined ? [] : [[name, String(headers[name])]]));
  // DynamoDB Local takes no access key with a dash in it, as the document's has. Emulators do not look at the signature.
  const authorization = headers.authorization?.replace(/Credential=[^/]+/, 'Credential=local') ?? '';
  return { ...Object.fromEntries(passed), authorization };
}

function change(operation: string, text: string, sizes: 'known' | 'unknown'): string {
  if (operation === 'ListTables') {
    const { TableNames, ...rest } = JSON.parse(text) as { TableNames: string[] };
    return JSON.stringify({ ...rest, TableNames: TableNames.filter((name) => name in TABLES) });
  }
  if (operation !== 'DescribeTable') return text;
  const answer = JSON.parse(text) as TableAnswer;
  const { Table: table } = answer;
  if (table === undefined) return text;
  const size = TABLES[table.TableName]?.size;
  setSize(table, sizes === 'known' ? size : undefined, 'TableSizeBytes');
  for (const index of [...(table.GlobalSecondaryIndexes ?? []), ...(table.LocalSecondaryIndexes ?? [])]) {
    setSize(index, sizes === 'known' ? (size?.indexes?.[index.IndexName] ?? size) : undefined, 'IndexSizeBytes');
  }
  return JSON.stringify(answer);
}

function setSize(of: Sized, size: DeclaredSize | undefined, bytes: 'TableSizeBytes' | 'IndexSizeBytes'): void {
  of.ItemCount = size?.items ?? 0;
  of[bytes] = size?.bytes ?? 0;
}
