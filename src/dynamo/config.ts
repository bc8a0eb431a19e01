/** How a DynamoDB connection is configured: server options, user mapping options and the command line, in one plain object. */
import { parseBoolean } from '../catalog/boolean.ts';
import type { Options } from '../catalog/model.ts';

/** Where credentials come from. Secrets live here and in the SDK, and nowhere else. */
export type CredentialSource =
  /** The SDK's own chain: environment, shared files, SSO, web identity, container, instance. */
  | { readonly kind: 'default' }
  | {
      readonly kind: 'keys';
      readonly accessKeyId: string;
      readonly secretAccessKey: string;
      readonly sessionToken?: string | undefined;
    }
  /** A profile of ~/.aws: static keys, SSO, credential_process, source_profile, role_arn. */
  | { readonly kind: 'profile'; readonly profile: string }
  /** A role, assumed with the credentials of `source`. */
  | {
      readonly kind: 'role';
      readonly roleArn: string;
      readonly externalId?: string | undefined;
      readonly mfaSerial?: string | undefined;
      readonly source: CredentialSource;
    };

/** One more attempt is about to be made. */
export interface RetryEvent {
  /** The service's error name, or the network error's code. */
  readonly error: string;
  readonly throttled: boolean;
  /** The attempt that failed, from 1. */
  readonly attempt: number;
  readonly delayMs: number;
}

export interface ConnectionConfig {
  readonly region?: string | undefined;
  /** A URL; without it AWS_ENDPOINT_URL_DYNAMODB, AWS_ENDPOINT_URL, the profile's `endpoint_url`, then AWS's own. */
  readonly endpoint?: string | undefined;
  readonly credentials: CredentialSource;
  readonly useFips?: boolean | undefined;
  readonly useDualstack?: boolean | undefined;
  /** Attempts for one request, the first included. */
  readonly maxAttempts?: number | undefined;
  readonly onRetry?: ((event: RetryEvent) => void) | undefined;
  /** Asks the person for a one-time code of an MFA device. */
  readonly mfaCode?: ((serial: string) => Promise<string>) | undefined;
}

/** Whether credentials that have expired may have been renewed where they come from: all but those that are written down here. */
export function isRenewable(source: CredentialSource): boolean {
  return source.kind !== 'keys';
}

/** The profile a credential source names, followed through roles. */
export function profileOf(source: CredentialSource): string | undefined {
  switch (source.kind) {
    case 'profile':
      return source.profile;
    case 'role':
      return profileOf(source.source);
    case 'keys':
    case 'default':
      return undefined;
  }
}

function baseSource(mapping: Options): CredentialSource {
  const {
    aws_access_id: accessKeyId,
    aws_access_key: secretAccessKey,
    aws_session_token: sessionToken,
    profile,
  } = mapping;
  if (accessKeyId !== undefined && secretAccessKey !== undefined)
    return { kind: 'keys', accessKeyId, secretAccessKey, sessionToken };
  if (profile !== undefined) return { kind: 'profile', profile };
  return { kind: 'default' };
}

/** The credential source a user mapping's options name; a `role_arn` beside keys or a profile is assumed with those. */
export function credentialSource(mapping: Options): CredentialSource {
  const source = baseSource(mapping);
  const { role_arn: roleArn, external_id: externalId, mfa_serial: mfaSerial } = mapping;
  return roleArn === undefined ? source : { kind: 'role', roleArn, externalId, mfaSerial, source };
}

/** Undefined leaves it to the environment and the profile (AWS_USE_FIPS_ENDPOINT, `use_fips_endpoint`). */
function flag(value: string | undefined): boolean | undefined {
  return value === undefined ? undefined : parseBoolean(value);
}

/** The connection a server and a user mapping describe; what the command line says (`overrides`) wins where it says anything. */
export function connectionConfig(
  server: Options,
  mapping: Options = {},
  overrides: Partial<ConnectionConfig> = {},
): ConnectionConfig {
  const said = Object.fromEntries(Object.entries(overrides).filter(([, value]) => value !== undefined));
  return {
    region: server.aws_region,
    endpoint: server.endpoint,
    useFips: flag(server.use_fips),
    useDualstack: flag(server.use_dualstack),
    credentials: credentialSource(mapping),
    ...said,
  };
}

/** Emulators listen on loopback: they need no region and no credentials, so none are asked for. */
export function isLoopback(endpoint: string): boolean {
  if (!URL.canParse(endpoint)) return false;
  const { hostname } = new URL(endpoint);
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^(127\.\d+|0\.0)\.\d+\.\d+$/.test(hostname)
  );
}

/** The endpoint that will be used, as far as it is known before the SDK reads the shared files. */
export function effectiveEndpoint(config: ConnectionConfig, env: NodeJS.ProcessEnv): string | undefined {
  if (config.endpoint !== undefined) return config.endpoint;
  if (env.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS?.toLowerCase() === 'true') return undefined;
  return env.AWS_ENDPOINT_URL_DYNAMODB || env.AWS_ENDPOINT_URL || undefined;
}
