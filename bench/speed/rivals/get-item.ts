/** What a user would write for one item: the SDK, bundled, one GetItem. */
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';

const client = new DynamoDBClient({});
const { Item } = await client.send(
  new GetItemCommand({ TableName: 'orders_100000', Key: { customer: { S: 'cust#000000' }, line: { N: '0' } } }),
);
console.log(JSON.stringify(Item));
process.exit(0);
