/**
 * DynamoDB's JSON protocol without the SDK's value conversion: requests and responses carry attribute values in the service's own JSON form (numbers and
 * binary as text), which is what plans hold and what the codec reads. Errors stay the SDK's.
 *
 * Why: the SDK walks every attribute twice to rebuild it with Uint8Arrays. Leaving that out makes a scan about 1.4 times faster, and exact.
 */
import type { IncomingMessage } from 'node:http';
import { AwsJson1_0Protocol } from '@aws-sdk/core/protocols';
import type {
  EndpointBearer,
  HandlerExecutionContext,
  HttpRequest,
  HttpResponse,
  MetadataBearer,
  OperationSchema,
  SerdeFunctions,
} from '@smithy/types';
import { type PageText, splitPage } from './items.ts';
import { UnreadableAnswer } from './unreadable.ts';

type Context = HandlerExecutionContext & SerdeFunctions;

export class PlainJsonProtocol extends AwsJson1_0Protocol {
  override async serializeRequest<Input extends object>(
    operation: OperationSchema,
    input: Input,
    context: Context & EndpointBearer,
  ): Promise<HttpRequest> {
    const request = await super.serializeRequest(operation, {}, context);
    request.body = JSON.stringify(input);
    return request;
  }

  override async deserializeResponse<Output extends MetadataBearer>(
    operation: OperationSchema,
    context: Context,
    response: HttpResponse,
  ): Promise<Output> {
    if (response.statusCode >= 300) {
      try {
        return await super.deserializeResponse<Output>(operation, context, response);
      } catch (error) {
        if (error instanceof SyntaxError) throw new UnreadableAnswer(response.statusCode, { cause: error });
        throw error;
      }
    }
    const text = await bodyText(response.body as IncomingMessage);
    let output: object;
    try {
      output = outputOf(text);
    } catch (error) {
      throw new UnreadableAnswer(response.statusCode, { cause: error });
    }
    return Object.assign(output, { $metadata: this.deserializeMetadata(response) }) as unknown as Output;
  }
}

/** @throws SyntaxError */
function outputOf(text: string): object {
  const page = splitPage(text);
  if (page !== undefined) return { ...page.output, ItemsText: page.items } satisfies PageText;
  return text === '' ? {} : JSON.parse(text);
}

/** The body as text. Where its length is known each piece is copied once, to its place, and let go. */
function bodyText(body: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    let bytes = Buffer.allocUnsafe(announcedLength(body));
    let length = 0;
    body.on('data', (chunk: Buffer) => {
      if (length + chunk.length > bytes.length) {
        const larger = Buffer.allocUnsafe((length + chunk.length) * 2);
        bytes.copy(larger, 0, 0, length);
        bytes = larger;
      }
      length += chunk.copy(bytes, length);
    });
    body.on('end', () => resolve(bytes.toString('utf8', 0, length)));
    body.on('error', reject);
    // A connection that closes early is an error the SDK retries; after 'end' or 'error' this does nothing.
    body.on('close', () =>
      reject(Object.assign(new Error('the connection closed before the whole answer came'), { code: 'ECONNRESET' })),
    );
  });
}

/** No answer of DynamoDB is longer than 16 MB as JSON; what claims to be is not given the memory beforehand. */
const MOST_ANNOUNCED = 1 << 24;

function announcedLength({ headers }: Partial<IncomingMessage>): number {
  const length = Number(headers?.['content-length']);
  return length > 0 && length <= MOST_ANNOUNCED ? length : 0;
}
