/** The least a client can do: HTTP and JSON.parse, no output. PROJECTION names the attributes that are asked for; all where it is not set. */
import { Agent, request } from 'node:http';

const agent = new Agent({ keepAlive: true });
const url = new URL(process.env.AWS_ENDPOINT_URL_DYNAMODB ?? '');

function page(start: unknown): Promise<{ Items: unknown[]; LastEvaluatedKey?: unknown }> {
  return new Promise((resolve, reject) => {
    const headers = { 'x-amz-target': 'DynamoDB_20120810.Scan', 'content-type': 'application/x-amz-json-1.0' };
    const sent = request(url, { method: 'POST', agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve(JSON.parse(Buffer.concat(chunks).toString())));
    });
    sent.on('error', reject);
    const { TABLE, PROJECTION } = process.env;
    sent.end(JSON.stringify({ TableName: TABLE, ProjectionExpression: PROJECTION, ExclusiveStartKey: start }));
  });
}

let start: unknown;
do {
  ({ LastEvaluatedKey: start } = await page(start));
} while (start !== undefined);
agent.destroy();
