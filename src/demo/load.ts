/** Fills the demo's DynamoDB. Plain requests over one kept-alive agent: the AWS SDK would take longer to load than the data. */
import { Agent, request } from 'node:http';
import type { Item } from '../plan/request.ts';
import { createTableInput, DEMO_TABLES } from './tables.ts';

/** BatchWriteItem's limit. */
const BATCH = 25;

type Call = (operation: string, input: object) => Promise<void>;

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
        response.on('end', () =>
          response.statusCode === 200 ? resolve() : reject(new Error(`the demo's ${operation} failed: ${answer}`)),
        );
      });
      sent.on('error', reject);
      sent.end(JSON.stringify(input));
    });
}

function batches(items: readonly Item[]): Item[][] {
  return Array.from({ length: Math.ceil(items.length / BATCH) }, (_, at) => items.slice(at * BATCH, (at + 1) * BATCH));
}

/** Makes the tables and fills them. */
export async function loadDemo(endpoint: string): Promise<void> {
  const agent = new Agent({ keepAlive: true });
  const call = caller(endpoint, agent);
  try {
    for (const table of DEMO_TABLES) {
      await call('CreateTable', createTableInput(table));
      for (const batch of batches(table.items())) {
        await call('BatchWriteItem', {
          RequestItems: { [table.name]: batch.map((Item) => ({ PutRequest: { Item } })) },
        });
      }
    }
  } finally {
    agent.destroy();
  }
}
