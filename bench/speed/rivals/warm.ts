/** A warm shell's statements beside the SDK's own calls, in one process and in turn: milliseconds of each, the medians as JSON. */
import { DynamoDBClient, GetItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import '../../../bin/v8-flags.js';
import { createSession } from '../../../src/run/express-session.ts';

const { WORKER: worker = '', SNAPSHOT: snapshot = '', ROUNDS = '200' } = process.env;
const TableName = 'orders_100000';
const client = new DynamoDBClient({});
const session = createSession({ artifacts: { worker, snapshot } });

const key = { customer: { S: 'cust#000000' }, line: { N: '0' } };
const contenders: Readonly<Record<string, () => Promise<unknown>>> = {
  getItem: () => client.send(new GetItemCommand({ TableName, Key: key })),
  lookup: () => session.execute(`SELECT * FROM ${TableName} WHERE customer = 'cust#000000' AND line = 0`, {}),
  query: () =>
    client.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: 'customer = :c',
        ExpressionAttributeValues: { ':c': { S: 'cust#000000' } },
      }),
    ),
  statement: () =>
    session.execute(`SELECT city, count(*) FROM ${TableName} WHERE customer = 'cust#000000' GROUP BY city`, {}),
};

const times: Record<string, number[]> = {};
for (let round = -20; round < Number(ROUNDS); round++) {
  for (const [name, run] of Object.entries(contenders)) {
    const started = performance.now();
    await run();
    if (round >= 0) times[name] = [...(times[name] ?? []), performance.now() - started];
  }
}
const median = (all: number[]): number => all.sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;
console.log(JSON.stringify(Object.fromEntries(Object.entries(times).map(([name, all]) => [name, median(all)]))));
process.exit(0);
