/**
 * An HTTP proxy in front of an emulator that does what emulators never do: throttle, drop connections, delay, fail, answer a batch in parts. It also
 * records every request, so that a test can say what was sent: that EXPLAIN reads no item, for one.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface RecordedRequest {
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** undefined when nothing was answered. */
  readonly status?: number | undefined;
}

export type Fault =
  /** An error of the service: its name without the prefix, e.g. `ThrottlingException`. */
  | { readonly kind: 'error'; readonly name: string; readonly status?: number; readonly message?: string }
  /** A body that is not DynamoDB's. */
  | { readonly kind: 'html'; readonly status: number }
  /** The connection ends before an answer, or in the middle of it. */
  | { readonly kind: 'drop'; readonly midway?: true }
  | { readonly kind: 'delay'; readonly ms: number }
  /** An answer of DynamoDB's that an emulator does not give. */
  | { readonly kind: 'answer'; readonly output: object }
  /** A batch answered in parts: at most so many keys, the rest UnprocessedKeys. */
  | { readonly kind: 'partial'; readonly keys: number };

export interface FaultRule {
  readonly fault: Fault;
  /** For requests of this operation only. */
  readonly operation?: string;
  /** For requests about this table only. */
  readonly table?: string;
  /** For the first so many of them; all unless told. */
  readonly times?: number;
  /** After letting so many of them pass. */
  readonly after?: number;
}

export interface FaultProxy {
  readonly endpoint: string;
  readonly requests: readonly RecordedRequest[];
  /** Operations that read items: what a plan must not have called. */
  readonly reads: readonly RecordedRequest[];
  /** How many requests of an operation have come, the ones that wait for their answer among them. */
  received(operation: string): number;
  add(rule: FaultRule): void;
  /** Forgets rules and requests. */
  reset(): void;
  stop(): Promise<void>;
}

const READS = new Set(['GetItem', 'BatchGetItem', 'Query', 'Scan', 'TransactGetItems', 'ExecuteStatement']);

class Rule {
  readonly #rule: FaultRule;
  #seen = 0;

  constructor(rule: FaultRule) {
    this.#rule = rule;
  }

  /** The fault for a request this rule is about; undefined for others. */
  take(operation: string, table: unknown): Fault | undefined {
    const { fault, after = 0, times = Number.POSITIVE_INFINITY } = this.#rule;
    if (this.#rule.operation !== undefined && this.#rule.operation !== operation) return undefined;
    if (this.#rule.table !== undefined && this.#rule.table !== table) return undefined;
    this.#seen += 1;
    return this.#seen > after && this.#seen <= after + times ? fault : undefined;
  }
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

interface Answer {
  readonly status: number;
  readonly body: Buffer;
}

function forward(target: string, request: IncomingMessage, body: Buffer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = { ...request.headers, host: new URL(target).host, 'content-length': String(body.length) };
    const onward = send(target, { method: 'POST', headers }, (response) => {
      bodyOf(response).then((answer) => resolve({ status: response.statusCode ?? 500, body: answer }), reject);
    });
    onward.on('error', reject);
    onward.end(body);
  });
}

type RequestItems = Record<string, { Keys: unknown[] }>;

/** Splits a batch: what to ask for now, and what to call unprocessed. */
function split(items: RequestItems, most: number): { now: RequestItems; later: RequestItems } {
  const now: RequestItems = {};
  const later: RequestItems = {};
  let left = most;
  for (const [table, spec] of Object.entries(items)) {
    const taken = spec.Keys.slice(0, left);
    const rest = spec.Keys.slice(left);
    left -= taken.length;
    if (taken.length > 0) now[table] = { ...spec, Keys: taken };
    if (rest.length > 0) later[table] = { ...spec, Keys: rest };
  }
  return { now, later };
}

async function partialBatch(
  target: string,
  request: IncomingMessage,
  input: { RequestItems: RequestItems },
  most: number,
): Promise<Answer> {
  const { now, later } = split(input.RequestItems, most);
  if (Object.keys(now).length === 0)
    return { status: 200, body: Buffer.from(JSON.stringify({ Responses: {}, UnprocessedKeys: later })) };
  const { status, body } = await forward(target, request, Buffer.from(JSON.stringify({ ...input, RequestItems: now })));
  return { status, body: Buffer.from(JSON.stringify({ ...JSON.parse(body.toString()), UnprocessedKeys: later })) };
}

function serviceError(fault: Fault & { kind: 'error' }): Answer {
  const { name, status = 400, message = `${name} made by the test` } = fault;
  return { status, body: Buffer.from(JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${name}`, message })) };
}

export async function startFaultProxy(target: string): Promise<FaultProxy> {
  const requests: RecordedRequest[] = [];
  const received: string[] = [];
  let rules: Rule[] = [];

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await bodyOf(request);
    const operation = String(request.headers['x-amz-target'] ?? '').split('.')[1] ?? '';
    const input = JSON.parse(body.toString() || '{}');
    received.push(operation);
    const faults = rules.flatMap((rule) => rule.take(operation, input.TableName) ?? []);
    const fault = faults.find(({ kind }) => kind !== 'delay');
    for (const each of faults) if (each.kind === 'delay') await new Promise((resolve) => setTimeout(resolve, each.ms));
    const record = (status?: number): void => void requests.push({ operation, input, status });
    const reply = ({ status, body: text }: Answer, type = 'application/x-amz-json-1.0'): void => {
      record(status);
      response.writeHead(status, { 'content-type': type, 'content-length': text.length });
      response.end(text);
    };
    switch (fault?.kind) {
      case 'error':
        return reply(serviceError(fault));
      case 'answer':
        return reply({ status: 200, body: Buffer.from(JSON.stringify(fault.output)) });
      case 'html':
        return reply(
          { status: fault.status, body: Buffer.from('<html><body>Sign in to the network</body></html>') },
          'text/html',
        );
      case 'partial':
        return reply(await partialBatch(target, request, input, fault.keys));
      case 'drop': {
        record();
        if (!fault.midway) return void request.socket.destroy();
        const { status, body: text } = await forward(target, request, body);
        response.writeHead(status, { 'content-length': text.length });
        response.write(text.subarray(0, text.length / 2), () => request.socket.destroy());
        return;
      }
      case 'delay':
      case undefined:
        return reply(await forward(target, request, body));
    }
  };

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    get reads() {
      return requests.filter(({ operation }) => READS.has(operation));
    },
    received: (operation) => received.filter((each) => each === operation).length,
    add: (rule) => void rules.push(new Rule(rule)),
    reset: () => {
      rules = [];
      requests.length = 0;
      received.length = 0;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
