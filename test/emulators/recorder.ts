/** A DynamoDB that remembers how requests were signed: one table of `pk`, whose scan has as many pages as asked for, and keys that it calls expired. */
import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SignedRequest {
  readonly operation: string;
  readonly accessKey: string;
  readonly region: string;
  readonly token: string | undefined;
  readonly headers: IncomingHttpHeaders;
}

export interface Recorder {
  readonly endpoint: string;
  readonly port: number;
  readonly seen: SignedRequest[];
  /** Access keys that are answered with ExpiredTokenException. */
  readonly expired: Set<string>;
  stop(): void;
}

interface Scan {
  readonly Segment?: number;
  readonly TotalSegments?: number;
  readonly ExclusiveStartKey?: { readonly pk: { readonly S: string } };
}

const PER_PAGE = 3;

const TABLE = {
  TableName: 't',
  TableStatus: 'ACTIVE',
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
  BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
};

export async function startRecorder(pages = 1): Promise<Recorder> {
  const seen: SignedRequest[] = [];
  const expired = new Set<string>();
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const signed = signature(request);
    seen.push(signed);
    response.setHeader('content-type', 'application/x-amz-json-1.0');
    if (expired.has(signed.accessKey)) {
      response.statusCode = 400;
      response.end(
        '{"__type":"com.amazon.coral.service#ExpiredTokenException","message":"The security token included in the request is expired"}',
      );
    } else if (signed.operation === 'DescribeTable') response.end(JSON.stringify({ Table: TABLE }));
    else response.end(JSON.stringify(page(JSON.parse(body) as Scan, pages)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    port,
    seen,
    expired,
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function signature({ headers }: IncomingMessage): SignedRequest {
  const [, accessKey = '', , region = ''] =
    /Credential=([^/]+)\/(\d+)\/([^/]+)\//.exec(headers.authorization ?? '') ?? [];
  const operation = String(headers['x-amz-target']).split('.').at(-1) ?? '';
  const token = headers['x-amz-security-token'];
  return { operation, accessKey, region, headers, token: typeof token === 'string' ? token : undefined };
}

/** The pages go round the segments. */
function page({ Segment = 0, TotalSegments = 1, ExclusiveStartKey }: Scan, pages: number): object {
  const at = ExclusiveStartKey ? Number(ExclusiveStartKey.pk.S.split('.')[0]) + TotalSegments : Segment;
  const count = at < pages ? PER_PAGE : 0;
  const Items = Array.from({ length: count }, (_, n) => ({ pk: { S: `${at}.${n}` } }));
  const next = at + TotalSegments < pages ? { LastEvaluatedKey: Items.at(-1) } : {};
  return { Items, Count: count, ScannedCount: count, ...next };
}

export async function text(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) body += chunk;
  return body;
}
