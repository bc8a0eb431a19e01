/**
 * Every failure of a DynamoDB request as an error in PostgreSQL's form, with a HINT that says what to do.
 *
 * Services name their errors; texts differ between AWS and the emulators, so only names (and the codes of network errors) decide. Texts are shown, as
 * DETAIL, where they help and after secrets are taken out; texts about signatures are not shown at all, since they quote what was signed.
 */
import type { MessageFields } from '../errors.ts';
import { SqlError, SqlState } from '../errors.ts';
import type { Redactor } from './redact.ts';
import { networkCode } from './retry.ts';

/** What was being done when it failed. */
export interface Attempted {
  readonly operation: string;
  readonly table?: string | undefined;
  readonly index?: string | undefined;
  readonly region?: string | undefined;
  readonly endpoint?: string | undefined;
  readonly profile?: string | undefined;
  /** Attempts made, and how long they took together. */
  readonly attempts?: number | undefined;
  readonly elapsedMs?: number | undefined;
  /** Tables with a name like the one that does not exist. */
  readonly similar?: readonly string[] | undefined;
  readonly redactor?: Redactor | undefined;
}

type Explain = (error: Error, attempted: Attempted) => MessageFields;

const THROTTLES = new Set([
  'ProvisionedThroughputExceededException',
  'ThrottlingException',
  'RequestLimitExceeded',
  'ThrottledException',
  'Throttling',
  'TooManyRequestsException',
  'SlowDown',
]);

export function isThrottle(error: unknown): boolean {
  return error instanceof Error && THROTTLES.has(error.name);
}

const EXPIRED = new Set(['ExpiredTokenException', 'ExpiredToken', 'RequestExpired']);

/** The service no longer takes the credentials, and took them once. */
export function isExpired(error: unknown): boolean {
  return error instanceof Error && EXPIRED.has(error.name);
}

export function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

export function canceled(): SqlError {
  return new SqlError({ code: SqlState.queryCanceled, message: 'canceling statement due to user request' });
}

/** `DynamoDB in us-east-1`, `DynamoDB at http://127.0.0.1:8000`. */
function place({ endpoint, region }: Attempted): string {
  if (endpoint !== undefined) return `DynamoDB at ${endpoint}`;
  return region === undefined ? 'DynamoDB' : `DynamoDB in ${region}`;
}

function said(error: Error, { redactor }: Attempted): string {
  // The SDK goes on to tell its programmer where to look.
  const message = error.message.replace(/\n\s*Deserialization error: to see the raw response[\s\S]*/, '').trim();
  return redactor ? redactor.redact(message) : message;
}

/** ` (10 attempts in 12.3 s)`: nothing for a single one. */
function effort({ attempts = 1, elapsedMs = 0 }: Attempted): string {
  return attempts > 1 ? ` (${attempts} attempts in ${(elapsedMs / 1000).toFixed(1)} s)` : '';
}

const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ');

/** `Scan on table "orders"`. */
function deed({ operation, table, index }: Attempted): string {
  const on = table === undefined ? '' : ` on table "${table}"`;
  return index === undefined ? `${operation}${on}` : `${operation}${on}, index "${index}"`;
}

const LOGIN_HINT =
  'Give CREATE USER MAPPING the options aws_access_id and aws_access_key, or profile, or role_arn; or set AWS_PROFILE or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or run "aws configure" or "aws sso login".';

const noCredentials: Explain = (error, attempted) => {
  // The SDK gives a missing profile, an expired SSO login and a failed process one and the same name. Its text only chooses the hint here.
  const sso = /\bSSO\b|\bsso\b/.test(error.message);
  return {
    code: SqlState.invalidAuthorization,
    message: sso ? 'the AWS SSO login has expired or is missing' : 'no AWS credentials could be loaded',
    detail: said(error, attempted),
    hint: sso ? ssoHint(attempted) : LOGIN_HINT,
  };
};

function ssoHint({ profile }: Attempted): string {
  const named = profile ?? process.env.AWS_PROFILE;
  return `Run "aws sso login${named === undefined ? '' : ` --profile ${named}`}" in another terminal, then run the query again.`;
}

const expired: Explain = (_error, attempted) => ({
  code: SqlState.invalidAuthorization,
  message: 'the AWS credentials have expired',
  hint:
    attempted.profile !== undefined || process.env.AWS_PROFILE !== undefined
      ? `Renew them (${ssoHint(attempted).replace(/^Run (".*?").*$/, '$1')} for an SSO profile), then run the query again.`
      : 'Get new temporary credentials (ALTER USER MAPPING ... OPTIONS (SET aws_session_token ...), or the environment), then run the query again.',
});

const rejected =
  (message: string): Explain =>
  (error, attempted) => ({
    code: SqlState.invalidAuthorization,
    message: `${place(attempted)} rejected the credentials: ${message}`,
    detail: `The service answered ${error.name}.`,
    hint: "Check the access key, the secret key and the session token of the user mapping, the region, and this computer's clock.",
  });

const accessDenied: Explain = (error, attempted) => ({
  code: SqlState.insufficientPrivilege,
  message: `permission denied for ${deed(attempted)}`,
  detail: said(error, attempted),
  hint: `The policy of these credentials must allow dynamodb:${attempted.operation}${attempted.table === undefined ? '' : ` on table "${attempted.table}"${attempted.index === undefined ? '' : ' and its indexes'}`}.`,
});

const notFound: Explain = (_error, attempted) => {
  const { table, region, endpoint, similar = [] } = attempted;
  const where = endpoint !== undefined ? `endpoint ${endpoint}` : `region ${region ?? 'unknown'}`;
  return {
    code: SqlState.fdwTableNotFound,
    message:
      table === undefined
        ? `DynamoDB knows no such resource (${attempted.operation})`
        : `DynamoDB table "${table}" does not exist`,
    hint:
      similar.length > 0
        ? `Looked in ${where}. Perhaps you meant ${quoted(similar)}.`
        : `Looked in ${where}. Check the table option of the foreign table, and the region and endpoint of the server.`,
  };
};

const refused: Explain = (error, attempted) => ({
  code: SqlState.fdwError,
  message: `DynamoDB refused ${deed(attempted)}: ${said(error, attempted)}`,
});

const throttled: Explain = (error, attempted) => ({
  code: SqlState.configurationLimitExceeded,
  message: `DynamoDB throttled ${deed(attempted)}${effort(attempted)}`,
  detail: said(error, attempted),
  hint: 'Read more slowly (SET dynamodb_fdw.rate_limit = <read units a second>), or raise the capacity of the table or index.',
});

const failed: Explain = (error, attempted) => ({
  code: SqlState.fdwError,
  message: `${place(attempted)} failed to answer ${deed(attempted)}${effort(attempted)}`,
  detail: said(error, attempted),
  hint: 'This is on the side of the service; run the query again.',
});

const unreadable: Explain = (error, attempted) => ({
  code: SqlState.fdwUnableToEstablishConnection,
  message: `what answers for ${place(attempted)} is not DynamoDB${effort(attempted)}`,
  detail: said(error, attempted).split('\n')[0],
  hint: 'Check the endpoint of the server, and HTTPS_PROXY and NO_PROXY.',
});

const timedOut: Explain = (error, attempted) => ({
  code: SqlState.fdwUnableToEstablishConnection,
  message: `${place(attempted)} did not answer in time${effort(attempted)}`,
  detail: said(error, attempted).replace(/^@smithy\/node-http-handler - /, ''),
  hint: 'Check the network, HTTPS_PROXY and the endpoint of the server, then run the query again.',
});

/** By the service's (or the SDK's) error name. */
const BY_NAME: Readonly<Record<string, Explain>> = {
  CredentialsProviderError: noCredentials,
  TokenProviderError: noCredentials,
  ExpiredTokenException: expired,
  ExpiredToken: expired,
  RequestExpired: expired,
  InvalidSignatureException: rejected('the signature does not match'),
  SignatureDoesNotMatch: rejected('the signature does not match'),
  IncompleteSignatureException: rejected('the signature is incomplete'),
  IncompleteSignature: rejected('the signature is incomplete'),
  UnrecognizedClientException: rejected('the access key or the session token is not known'),
  InvalidClientTokenId: rejected('the access key or the session token is not known'),
  MissingAuthenticationTokenException: rejected('the request was not signed'),
  MissingAuthenticationToken: rejected('the request was not signed'),
  RequestTimeTooSkewed: rejected('the clocks differ too much'),
  AccessDeniedException: accessDenied,
  AccessDenied: accessDenied,
  KMSAccessDeniedException: accessDenied,
  ResourceNotFoundException: notFound,
  ValidationException: refused,
  SerializationException: refused,
  InternalServerError: failed,
  InternalFailure: failed,
  InternalServerErrorException: failed,
  ServiceUnavailable: failed,
  ServiceUnavailableException: failed,
  TimeoutError: timedOut,
  RequestTimeout: timedOut,
  UnreadableAnswer: unreadable,
};

const unreachable =
  (reason: string): Explain =>
  (error, attempted) => {
    const code = SqlState.fdwUnableToEstablishConnection;
    const other = otherHost(error, attempted);
    if (other !== undefined)
      return {
        code,
        message: `could not connect to ${other}: ${reason}`,
        hint: 'Credentials are fetched from there, or requests go through it. Check the network, the options of the user mapping, and HTTPS_PROXY.',
      };
    return {
      code,
      message: `could not connect to ${place(attempted)}: ${reason}`,
      hint:
        attempted.endpoint === undefined
          ? 'Check the network, the region of the server, and HTTPS_PROXY.'
          : 'Check the endpoint of the server. Is the emulator running?',
    };
  };

/** The host that was looked up in vain, where it is not DynamoDB's: one that gives credentials (STS, SSO), or a proxy. */
function otherHost(error: Error, { endpoint }: Attempted): string | undefined {
  for (let each: unknown = error, depth = 0; each instanceof Error && depth < 5; each = each.cause, depth += 1) {
    if (!('hostname' in each) || typeof each.hostname !== 'string') continue;
    const host = each.hostname;
    const isOurs =
      endpoint === undefined ? /(^|[.-])(dynamodb|ddb)[.-]/.test(host) : new URL(endpoint).hostname === host;
    return isOurs ? undefined : host;
  }
  return undefined;
}

const broken: Explain = (error, attempted) => ({
  code: SqlState.fdwUnableToEstablishConnection,
  message: `the connection to ${place(attempted)} was lost${effort(attempted)}`,
  detail: said(error, attempted),
  hint: 'Run the query again.',
});

const proxyFailed: Explain = (error, attempted) => ({
  code: SqlState.fdwUnableToEstablishConnection,
  message: `could not connect to ${place(attempted)}: ${said(error, attempted)}`,
  hint: 'Check HTTPS_PROXY, HTTP_PROXY and NO_PROXY.',
});

const untrusted: Explain = (error, attempted) => ({
  code: SqlState.fdwUnableToEstablishConnection,
  message: `could not connect to ${place(attempted)}: its certificate is not trusted`,
  detail: said(error, attempted),
  hint: 'If a company proxy signs its own certificates, set AWS_CA_BUNDLE (or NODE_EXTRA_CA_CERTS) to its CA file.',
});

const noTls: Explain = (error, attempted) => ({
  code: SqlState.fdwUnableToEstablishConnection,
  message: `could not connect to ${place(attempted)}: no TLS connection could be made`,
  detail: said(error, attempted),
  hint: 'Check the endpoint of the server: an emulator is usually at http://, AWS at https://.',
});

/** By the code of a network error. */
const BY_CODE: Readonly<Record<string, Explain>> = {
  ECONNREFUSED: unreachable('nothing listens there'),
  ENOTFOUND: unreachable('the host name is not known'),
  EAI_AGAIN: unreachable('the host name could not be looked up'),
  EHOSTUNREACH: unreachable('the host cannot be reached'),
  ENETUNREACH: unreachable('the network cannot be reached'),
  ECONNRESET: broken,
  EPIPE: broken,
  ETIMEDOUT: timedOut,
  EPROXY: proxyFailed,
  EPROTO: noTls,
  SELF_SIGNED_CERT_IN_CHAIN: untrusted,
  DEPTH_ZERO_SELF_SIGNED_CERT: untrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
  UNABLE_TO_GET_ISSUER_CERT: untrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
  CERT_HAS_EXPIRED: untrusted,
  CERT_NOT_YET_VALID: untrusted,
  ERR_TLS_CERT_ALTNAME_INVALID: untrusted,
};

const unknown: Explain = (error, attempted) => ({
  code: SqlState.fdwError,
  message: `${deed(attempted)} failed: ${said(error, attempted)}${effort(attempted)}`,
  ...(error.name !== 'Error' && { detail: `The error is ${error.name}.` }),
});

function status(error: Error): number | undefined {
  const metadata = '$metadata' in error ? (error.$metadata as { httpStatusCode?: number } | undefined) : undefined;
  return metadata?.httpStatusCode;
}

function explainer(error: Error): Explain {
  if (THROTTLES.has(error.name)) return throttled;
  const code = networkCode(error);
  // A code first: the SDK calls a refused connection a TimeoutError.
  const byCode = code === undefined || !Object.hasOwn(BY_CODE, code) ? undefined : BY_CODE[code];
  if (byCode) return byCode;
  if (code?.startsWith('ERR_SSL') || code?.startsWith('ERR_TLS')) return noTls;
  const byName = Object.hasOwn(BY_NAME, error.name) ? BY_NAME[error.name] : undefined;
  if (byName) return byName;
  return (status(error) ?? 0) >= 500 ? failed : unknown;
}

/**
 * What is left of the SDK's error as a cause: the error itself holds the request, signed headers and session token included, where a debugger or a log of
 * causes would show them. An answer about a signature even quotes it.
 */
function withoutRequest(error: Error, fields: MessageFields, attempted: Attempted): Error {
  const cause = new Error(fields.code === SqlState.invalidAuthorization ? '' : said(error, attempted));
  cause.name = error.name;
  return cause;
}

/** The error a user sees. What is one already passes through. */
export function toSqlError(error: unknown, attempted: Attempted): SqlError {
  if (error instanceof SqlError) return error;
  if (isAbort(error)) return canceled();
  const thrown = error instanceof Error ? error : new Error(String(error));
  const fields = explainer(thrown)(thrown, attempted);
  return new SqlError(fields, 'ERROR', { cause: withoutRequest(thrown, fields, attempted) });
}

export function missingRegion(): SqlError {
  return new SqlError({
    code: SqlState.fdwOptionNameNotFound,
    message: 'no AWS region is configured',
    hint: "Say it in the server's options (ALTER SERVER ... OPTIONS (ADD aws_region 'us-east-1')), with --region, in AWS_REGION, or in the profile. For an emulator, give the server an endpoint.",
  });
}

export function invalidEndpoint(endpoint: string): SqlError {
  return new SqlError({
    code: SqlState.fdwInvalidAttributeValue,
    message: `invalid value for option "endpoint": ${endpoint}`,
    hint: 'An endpoint is a URL: http://localhost:8000, https://dynamodb.eu-west-1.amazonaws.com.',
  });
}

/** @param option `use_fips` or `use_dualstack`: they choose among AWS's own endpoints */
export function endpointVariant(option: string, endpoint: string): SqlError {
  return new SqlError({
    code: SqlState.fdwInvalidAttributeValue,
    message: `option "${option}" cannot be used with endpoint ${endpoint}`,
    hint: `Drop the endpoint (also AWS_ENDPOINT_URL_DYNAMODB and AWS_ENDPOINT_URL), or "${option}", and name the endpoint itself.`,
  });
}

export function unreadableBundle(file: string, error: unknown): SqlError {
  const code = error instanceof Error ? networkCode(error) : undefined;
  return new SqlError({
    code: SqlState.ioError,
    message: `could not read the CA file "${file}" that AWS_CA_BUNDLE names${code === undefined ? '' : ` (${code})`}`,
  });
}
