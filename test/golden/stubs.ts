/** Endpoints that a case can name as psql variables: services that refuse, and one that nobody serves. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Stubs {
  /** `-v NAME=URL` for each of them. */
  readonly variables: readonly string[];
  /** The text with their URLs replaced by their names. */
  named(text: string): string;
  stop(): Promise<void>;
}

/** What AWS answers, by the error's name. */
const REFUSALS: Readonly<Record<string, { readonly name: string; readonly message: string }>> = {
  unknown_key: {
    name: 'com.amazon.coral.service#UnrecognizedClientException',
    message: 'The security token included in the request is invalid.',
  },
  wrong_secret: {
    name: 'com.amazon.coral.service#InvalidSignatureException',
    message:
      'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method.',
  },
  no_permission: {
    name: 'com.amazon.coral.service#AccessDeniedException',
    message:
      'User: arn:aws:iam::123456789012:user/eve is not authorized to perform: dynamodb:DescribeTable on resource: arn:aws:dynamodb:us-east-1:123456789012:table/music because no identity-based policy allows the dynamodb:DescribeTable action',
  },
};

export async function startStubs(): Promise<Stubs> {
  const servers: Server[] = [];
  const urls = new Map<string, string>();
  for (const [stub, { name, message }] of Object.entries(REFUSALS)) {
    const body = JSON.stringify({ __type: name, message });
    const server = createServer((request, response) => {
      request
        .resume()
        .on('end', () => response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' }).end(body));
    });
    servers.push(server);
    urls.set(stub, await listen(server));
  }
  // Port 1 is the system's to give, and is given to nobody.
  urls.set('nobody', 'http://127.0.0.1:1');
  return {
    variables: [...urls].flatMap(([stub, url]) => ['-v', `${stub}=${url}`]),
    named: (text) => [...urls].reduce((named, [stub, url]) => named.replaceAll(url, `http://${stub}`), text),
    stop: async () => {
      await Promise.all(servers.map(stop));
    },
  };
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
