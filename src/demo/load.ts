/** Fills the demo's DynamoDB. Plain requests over one kept-alive agent: the AWS SDK would take longer to load than the data. */
import { Agent, request } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import type { Item } from '../plan/request.ts';
import { createTableInput, DEMO_TABLES } from './tables.ts';

/** BatchWriteItem's limit. */
const BATCH = 25;

/** Milliseconds between two tries of a write to a table that is still being made, and how many tries there are: ten seconds of them. */
const PAUSE = 5;
const TRIES = 2000;

/** Gives the answer's status and text. */
type Call = (
  operation: string,
  input: object,
) => Promise<{ readonly status: number | undefined; readonly text: string }>;

function caller(endpoint: string, agent: Agent): Call {
  // The demo's DynamoDB wants a signature's form and does not check it.
  const authorization =
    'AWS4-HMAC-SHA256 Credential=local/20240101/us-east-1/dynamodb/aws4_request, SignedHeaders=host;x-amz-date, Signature=0';
  return (operation, input) =>
    new Promise((resolve, reject) => {
      const headers = {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `DynamoDB_20120810.${operation}`,
        'x-amz-date': '20240101T000000Z',
        authorization,
      };
      const sent = request(endpoint, { method: 'POST', agent, headers }, (response) => {
        let answer = '';
        response.setEncoding('utf8').on('data', (chunk: string) => {
          answer += chunk;
        });
        response.on('end', () => resolve({ status: response.statusCode, text: answer }));
      });
      sent.on('error', reject);
      sent.end(JSON.stringify(input));
    });
}

function batches(items: readonly Item[]): Item[][] {
  return Array.from({ length: Math.ceil(items.length / BATCH) }, (_, at) => items.slice(at * BATCH, (at + 1) * BATCH));
}

/** Calls, and tries again while a table is not there yet: CreateTable answers before it is, and on a busy machine that can take a while. */
async function succeed(call: Call, operation: string, input: object): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    const { status, text } = await call(operation, input);
    if (status === 200) return;
    if (tries === TRIES || !text.includes('ResourceNotFoundException'))
      throw new Error(`the demo's ${operation} failed: ${text}`);
    await setTimeout(PAUSE);
  }
}

/** Makes the tables and fills them. @throws Error where DynamoDB refuses something */
export async function loadDemo(endpoint: string): Promise<void> {
  const agent = new Agent({ keepAlive: true });
  const call = caller(endpoint, agent);
  try {
    for (const table of DEMO_TABLES) {
      await succeed(call, 'CreateTable', createTableInput(table));
      for (const batch of batches(table.items())) {
        await succeed(call, 'BatchWriteItem', {
          RequestItems: { [table.name]: batch.map((Item) => ({ PutRequest: { Item } })) },
        });
      }
    }
  } finally {
    agent.destroy();
  }
}
