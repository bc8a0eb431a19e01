/**
 * The AWS SDK, and the only file that imports its client. Loaded on first use (`await import('./sdk.ts')`): it costs about 100 ms, which a query
 * answered without DynamoDB should not pay.
 */

import type { ServiceInputTypes, ServiceOutputTypes } from '@aws-sdk/client-dynamodb';
import {
  BatchGetItemCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  GetItemCommand,
  ListTablesCommand,
  QueryCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import type { AwsCredentialIdentityProvider, FinalizeRequestMiddleware } from '@smithy/types';
import type { ConnectionConfig } from './config.ts';
import { isThrottle } from './errors.ts';
import type { RequestHandlerOptions } from './network.ts';
import { PlainJsonProtocol } from './protocol.ts';
import { MAX_ATTEMPTS, RetryPolicy } from './retry.ts';

/** The operations ddbsql calls. A write is added here when it is first needed. */
const COMMANDS = {
  BatchGetItem: BatchGetItemCommand,
  DescribeTable: DescribeTableCommand,
  DescribeTimeToLive: DescribeTimeToLiveCommand,
  GetItem: GetItemCommand,
  ListTables: ListTablesCommand,
  Query: QueryCommand,
  Scan: ScanCommand,
} as const;

export type Operation = keyof typeof COMMANDS;

/** What one call took besides its answer. */
export interface CallCounts {
  /** Attempts that failed, throttled ones included. */
  failures: number;
  throttles: number;
  /** Told of each throttled attempt as it fails. */
  readonly onThrottle?: (() => void) | undefined;
}

/** A command by name, in the service's JSON form on both sides: the SDK's own types have Uint8Array where JSON has base64 text. */
interface PlainClient {
  send(command: object, options: { abortSignal?: AbortSignal | undefined }): Promise<object>;
}

export interface SdkOptions {
  readonly config: ConnectionConfig;
  readonly region: string | undefined;
  readonly profile: string | undefined;
  readonly credentials: AwsCredentialIdentityProvider;
  readonly requestHandler: RequestHandlerOptions;
}

export class Sdk {
  readonly #client: DynamoDBClient;
  readonly #counts = new WeakMap<object, CallCounts>();

  constructor({ config, region, profile, credentials, requestHandler }: SdkOptions) {
    // The SDK tells Node 20 users to upgrade on stderr; our package says which Node it needs.
    process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
    const maxAttempts = config.maxAttempts ?? MAX_ATTEMPTS;
    this.#client = new DynamoDBClient({
      ...(region !== undefined && { region }),
      ...(profile !== undefined && { profile }),
      ...(config.endpoint !== undefined && { endpoint: config.endpoint }),
      credentials,
      ...(config.useFips !== undefined && { useFipsEndpoint: config.useFips }),
      ...(config.useDualstack !== undefined && { useDualstackEndpoint: config.useDualstack }),
      maxAttempts,
      retryStrategy: new RetryPolicy(maxAttempts, config.onRetry),
      requestHandler,
      protocol: PlainJsonProtocol,
      customUserAgent: 'ddbsql',
    });
    // It makes a redacted copy of every response for a logger that is not there: 70 % of the SDK's time on a scan.
    this.#client.middlewareStack.remove('loggerMiddleware');
    const countFailures: FinalizeRequestMiddleware<ServiceInputTypes, ServiceOutputTypes> = (next) => async (args) => {
      try {
        return await next(args);
      } catch (error) {
        this.#count(args.input, error);
        throw error;
      }
    };
    this.#client.middlewareStack.addRelativeTo(countFailures, {
      relation: 'after',
      toMiddleware: 'retryMiddleware',
      name: 'ddbsqlCountFailures',
    });
  }

  #count(input: object, error: unknown): void {
    const counts = this.#counts.get(input);
    if (!counts) return;
    counts.failures += 1;
    if (!isThrottle(error)) return;
    counts.throttles += 1;
    counts.onThrottle?.();
  }

  /** Sends one request and fills `counts`, also when it fails. @throws the SDK's error of the last attempt */
  async call(operation: Operation, input: object, counts: CallCounts, signal?: AbortSignal): Promise<object> {
    const own = { ...input };
    this.#counts.set(own, counts);
    const Command = COMMANDS[operation] as new (input: object) => object;
    return await (this.#client as unknown as PlainClient).send(new Command(own), { abortSignal: signal });
  }

  /** @throws where no region is configured */
  async region(): Promise<string> {
    return await this.#client.config.region();
  }

  destroy(): void {
    this.#client.destroy();
  }
}
