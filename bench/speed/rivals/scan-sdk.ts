/** What a user would write for an export: the SDK as it comes, paginateScan, unmarshall, csv. With FILTER set, a filter in JavaScript. */
import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';

const client = new DynamoDBClient({});
const filter = process.env.FILTER !== undefined;
const cell = (value: unknown): string => {
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value ?? '');
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
const names = (process.env.COLUMNS_OF ?? '').split(',');
for await (const { Items = [] } of paginateScan({ client }, { TableName: process.env.TABLE ?? '' })) {
  let text = '';
  for (const item of Items) {
    const row = unmarshall(item);
    if (filter && !(String(row.name).length % 2 === 0 && row.amount * 2 > 1990)) continue;
    text += `${names.map((name) => cell(row[name])).join(',')}\n`;
  }
  if (!process.stdout.write(text)) await new Promise((resolve) => process.stdout.once('drain', resolve));
}
