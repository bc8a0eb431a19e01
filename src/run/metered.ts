/** A connection for reading outside of a query (IMPORT, ANALYZE): what it reads keeps to a rate limit and is told. */
import type { DynamoConnection } from '../dynamo/connection.ts';
import type { TokenBucket } from '../dynamo/token-bucket.ts';
import { usageOf } from './meter.ts';
import type { Usage } from './port.ts';

export type Reader = Pick<DynamoConnection, 'send' | 'describeTable'>;

export function meteredReader(
  connection: Reader,
  rate: TokenBucket | undefined,
  onPage: (usage: Usage) => void,
): Reader {
  return {
    describeTable: (name, signal) => connection.describeTable(name, signal),
    send: async (request, signal) => {
      await rate?.ready(signal);
      const response = await connection.send(request, signal);
      rate?.spend(response.consumed.total);
      onPage(usageOf({ ...response, last: true }));
      return response;
    },
  };
}
