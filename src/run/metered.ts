/** A connection for reading outside of a query (IMPORT, ANALYZE): what it reads keeps to a rate limit and a budget and is told. */
import type { DynamoConnection, ReadResponse } from '../dynamo/connection.ts';
import type { TokenBucket } from '../dynamo/token-bucket.ts';
import type { Budget } from './fetch.ts';
import { usageOf } from './meter.ts';
import type { Usage } from './port.ts';

export type Reader = Pick<DynamoConnection, 'send' | 'describeTable'>;

export function meteredReader(
  connection: Reader,
  rate: TokenBucket | undefined,
  onPage: (usage: Usage) => void,
  budget?: Budget,
): Reader {
  return {
    describeTable: (name, signal) => connection.describeTable(name, signal),
    send: async (request, signal) => {
      const send = async (): Promise<ReadResponse> => connection.send(request, signal);
      const table = 'TableName' in request.input ? request.input.TableName : '';
      budget?.check(table);
      await rate?.ready(signal);
      const response = await (budget === undefined ? send() : budget.sent(table, send));
      rate?.spend(response.consumed.total);
      onPage(usageOf(response));
      return response;
    },
  };
}
