/**
 * A connection to DynamoDB over the AWS SDK, which keeps signing, credentials, endpoints and the mechanics of retries. The SDK is loaded with the first
 * connection.
 */
import { setMaxListeners } from 'node:events';
import type { TableDescription } from '../catalog/model.ts';
import { type SqlError, SqlState } from '../errors.ts';
import type { Request } from '../plan/request.ts';
import type { ConnectionConfig } from './config.ts';
import { effectiveEndpoint, isLoopback, isRenewable, profileOf } from './config.ts';
import type { DynamoConnection, ReadResponse, Sample } from './connection.ts';
import { credentialProvider } from './credentials.ts';
import type { TableOutput } from './describe.ts';
import { tableDescription } from './describe.ts';
import type { Attempted } from './errors.ts';
import { canceled, endpointVariant, invalidEndpoint, isExpired, missingRegion, toSqlError } from './errors.ts';
import { nearest } from './nearest.ts';
import { agentsFor, requestHandler } from './network.ts';
import { Redactor } from './redact.ts';
import { indexOf, readAnswer, tableOf } from './response.ts';
import { sampleTable } from './sample.ts';
import type { CallCounts, Operation, Sdk } from './sdk.ts';
import { TimedCache } from './timed-cache.ts';
import { UnreadableAnswer } from './unreadable.ts';

const DESCRIPTION_MS = 5 * 60_000;
const EMULATOR_REGION = 'us-east-1';
/** A hint about similar names is worth one page of ListTables and this long a wait. */
const SIMILAR_MS = 1_000;

/**
 * Makes a connection; nothing is sent yet.
 * @throws SqlError where no region is known, the endpoint is no URL or stands beside use_fips, or AWS_CA_BUNDLE cannot be read
 */
export async function connect(config: ConnectionConfig): Promise<DynamoConnection> {
  const endpoint = effectiveEndpoint(config, process.env);
  if (endpoint !== undefined && !/^https?:$/.test(URL.canParse(endpoint) ? new URL(endpoint).protocol : ''))
    throw invalidEndpoint(endpoint);
  if (endpoint !== undefined && config.useFips === true) throw endpointVariant('use_fips', endpoint);
  if (endpoint !== undefined && config.useDualstack === true) throw endpointVariant('use_dualstack', endpoint);
  const loopback = endpoint !== undefined && isLoopback(endpoint);
  const redactor = new Redactor();
  const { Sdk: SdkClass } = await import('./sdk.ts');
  const agents = await agentsFor(process.env);
  const make = (region: string | undefined): Sdk => {
    const handler = requestHandler(process.env, agents);
    const credentials = credentialProvider({
      config: { ...config, region },
      loopback,
      requestHandler: handler,
      redactor,
    });
    return new SdkClass({
      config,
      region,
      profile: profileOf(config.credentials),
      credentials,
      requestHandler: handler,
    });
  };
  const region = config.region ?? (await configuredRegion(make)) ?? (loopback ? EMULATOR_REGION : undefined);
  if (region === undefined) throw missingRegion();
  const attempted = {
    region,
    endpoint: endpoint && redactor.redact(endpoint),
    profile: profileOf(config.credentials),
    redactor,
  };
  return new Connection(() => make(region), attempted, isRenewable(config.credentials));
}

/** What the environment and the shared files say, asked of the SDK so that both agree. */
async function configuredRegion(make: (region: undefined) => Sdk): Promise<string | undefined> {
  const sdk = make(undefined);
  try {
    return await sdk.region();
  } catch {
    return undefined;
  } finally {
    sdk.destroy();
  }
}

/** Errors of a table that is not what the request took it for. */
const MAY_BE_ANOTHER: ReadonlySet<string> = new Set(['ResourceNotFoundException', 'ValidationException']);

type Place = Pick<Attempted, 'region' | 'endpoint' | 'profile' | 'redactor'>;

/** DescribeTable's answer, as it came and as plans use it. */
interface Described {
  readonly output: TableOutput;
  readonly description: TableDescription;
}

class Connection implements DynamoConnection {
  readonly #make: () => Sdk;
  readonly #place: Place;
  readonly #isRenewable: boolean;
  readonly #descriptions = new TimedCache<Described>(DESCRIPTION_MS);
  #sdk: Sdk | undefined;
  /** Clients whose credentials have been accepted: only those can have expired, others were never good. */
  readonly #trusted = new WeakSet<Sdk>();

  constructor(make: () => Sdk, place: Place, isRenewable: boolean) {
    this.#make = make;
    this.#place = place;
    this.#isRenewable = isRenewable;
  }

  get region(): string {
    return this.#place.region ?? '';
  }

  get endpoint(): string | undefined {
    return this.#place.endpoint;
  }

  async send(request: Request, signal?: AbortSignal, onThrottle?: () => void): Promise<ReadResponse> {
    const what = { operation: request.operation, table: tableOf(request), index: indexOf(request) };
    const { output, counts } = await this.#call(request.operation, request.input, what, signal, onThrottle);
    const answer = readAnswer(request.operation, output, (error) => this.#unreadable(what, error));
    return { ...answer, retries: counts.failures, throttles: counts.throttles };
  }

  /** The error for an answer that is not DynamoDB's. */
  #unreadable(what: Pick<Attempted, 'operation' | 'table'>, cause?: unknown): SqlError {
    return toSqlError(new UnreadableAnswer(200, { cause }), { ...this.#place, ...what, attempts: 1, elapsedMs: 0 });
  }

  async describeTable(name: string, signal?: AbortSignal): Promise<TableDescription> {
    return (await this.#described(name, signal)).description;
  }

  async describeTableOutput(name: string, signal?: AbortSignal): Promise<TableOutput> {
    return (await this.#described(name, signal)).output;
  }

  #described(name: string, signal: AbortSignal | undefined): Promise<Described> {
    const shared = this.#descriptions.get(name, async () => {
      const what = { operation: 'DescribeTable', table: name };
      const { output } = await this.#call('DescribeTable', { TableName: name }, what);
      const { Table } = output as { Table?: TableOutput };
      if (Table?.KeySchema === undefined) throw this.#unreadable(what);
      return { output: Table, description: tableDescription(Table) };
    });
    return untilAborted(shared, signal);
  }

  async timeToLiveAttribute(name: string, signal?: AbortSignal): Promise<string | undefined> {
    const what = { operation: 'DescribeTimeToLive', table: name };
    const { output } = await this.#call('DescribeTimeToLive', { TableName: name }, what, signal);
    const { TimeToLiveDescription } = output as {
      TimeToLiveDescription?: { TimeToLiveStatus?: string; AttributeName?: string };
    };
    const { TimeToLiveStatus = 'DISABLED', AttributeName } = TimeToLiveDescription ?? {};
    return TimeToLiveStatus.startsWith('ENABL') ? AttributeName : undefined;
  }

  forget(name?: string): void {
    this.#descriptions.forget(name);
  }

  async *listTables(signal?: AbortSignal): AsyncGenerator<string> {
    let start: string | undefined;
    do {
      const input = start === undefined ? {} : { ExclusiveStartTableName: start };
      const { output } = await this.#call('ListTables', input, { operation: 'ListTables' }, signal);
      const { TableNames = [], LastEvaluatedTableName } = output as {
        TableNames?: string[];
        LastEvaluatedTableName?: string;
      };
      yield* TableNames;
      start = LastEvaluatedTableName;
    } while (start !== undefined);
  }

  async sample(name: string, count: number, signal?: AbortSignal): Promise<Sample> {
    return await sampleTable(this, name, count, signal);
  }

  close(): void {
    this.#sdk?.destroy();
    this.#sdk = undefined;
  }

  async #call(
    operation: Operation,
    input: object,
    what: Pick<Attempted, 'operation' | 'table' | 'index'>,
    signal?: AbortSignal,
    onThrottle?: () => void,
  ): Promise<{ output: object; counts: CallCounts }> {
    if (signal?.aborted) throw canceled();
    if (signal) mayEndMany(signal);
    const counts: CallCounts = { failures: 0, throttles: 0, onThrottle };
    const startedAt = performance.now();
    try {
      return { output: await this.#answer(operation, input, counts, signal), counts };
    } catch (error) {
      const attempted = {
        ...this.#place,
        ...what,
        attempts: counts.failures,
        elapsedMs: performance.now() - startedAt,
      };
      const sqlError = toSqlError(error, attempted);
      if (sqlError.code === SqlState.invalidAuthorization) this.close(); // The next request reads the credentials anew.
      // The table may be another by now than it was described: gone, or made again with other keys.
      if (what.table !== undefined && MAY_BE_ANOTHER.has((error as Error).name)) this.forget(what.table);
      if (sqlError.code !== SqlState.fdwTableNotFound || what.table === undefined) throw sqlError;
      throw toSqlError(error, { ...attempted, similar: await this.#similar(what.table) });
    }
  }

  /** Sends a request. Where credentials that were good have expired, their source is asked for new ones, and it is sent again. */
  async #answer(operation: Operation, input: object, counts: CallCounts, signal?: AbortSignal): Promise<object> {
    for (;;) {
      this.#sdk ??= this.#make();
      const sdk = this.#sdk;
      try {
        const answer = await untilAborted(sdk.call(operation, input, counts, signal), signal);
        this.#trusted.add(sdk);
        return answer;
      } catch (error) {
        if (!this.#isRenewable || !isExpired(error) || !this.#trusted.has(sdk)) throw error;
        // Of a parallel scan's requests the first one to fail makes the new client. The old one is left to those that are still with it.
        if (this.#sdk === sdk) this.#sdk = undefined;
      }
    }
  }

  /** Tables named like the one that does not exist: a hint only, so whatever goes wrong here is left out. */
  async #similar(table: string): Promise<string[]> {
    const names: string[] = [];
    try {
      const signal = AbortSignal.timeout(SIMILAR_MS);
      const answer = await this.#sdk?.call('ListTables', {}, { failures: 0, throttles: 0 }, signal);
      names.push(...((answer as { TableNames?: string[] } | undefined)?.TableNames ?? []));
    } catch {
      return [];
    }
    return nearest(table, names);
  }
}

/** One signal ends all requests of a statement, of which a parallel scan, or a join of many tables, has more than Node's warning about listeners allows. */
function mayEndMany(signal: AbortSignal): void {
  setMaxListeners(0, signal);
}

/** The promise, or at once the cancelled error: the SDK does not watch the signal while it looks for credentials. */
function untilAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise;
  mayEndMany(signal);
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(canceled());
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
