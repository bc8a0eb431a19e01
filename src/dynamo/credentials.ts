/**
 * Credentials for the SDK, from the source the user mapping names. Temporary ones are refreshed by the SDK before they expire.
 *
 * Against an endpoint on loopback no credentials are needed: an emulator checks none, so made-up ones stand in where none are found, and nothing is
 * asked of the instance metadata service.
 */
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from '@smithy/types';
import type { ConnectionConfig, CredentialSource } from './config.ts';
import type { RequestHandlerOptions } from './network.ts';
import type { Redactor } from './redact.ts';

/** DynamoDB Local takes letters and digits only. */
const MADE_UP: AwsCredentialIdentity = { accessKeyId: 'local', secretAccessKey: 'local' };

export interface CredentialOptions {
  readonly config: ConnectionConfig;
  readonly loopback: boolean;
  readonly requestHandler: RequestHandlerOptions;
  /** Learns every secret that is handed out, so that it never stands in a message. */
  readonly redactor: Redactor;
}

export function credentialProvider({
  config,
  loopback,
  requestHandler,
  redactor,
}: CredentialOptions): AwsCredentialIdentityProvider {
  const provider = providerFor(config.credentials, config, requestHandler, loopback);
  return async (properties) => {
    const credentials = await provider(properties);
    redactor.learn(credentials.secretAccessKey, credentials.sessionToken);
    return credentials;
  };
}

function providerFor(
  source: CredentialSource,
  config: ConnectionConfig,
  requestHandler: RequestHandlerOptions,
  loopback: boolean,
): AwsCredentialIdentityProvider {
  switch (source.kind) {
    case 'keys': {
      const { accessKeyId, secretAccessKey, sessionToken } = source;
      const credentials = { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) };
      return async () => credentials;
    }
    case 'profile':
      return lazily(async () =>
        (await import('./credential-chain.ts')).profileProvider(source.profile, config, requestHandler),
      );
    case 'role': {
      const base = providerFor(source.source, config, requestHandler, loopback);
      return lazily(async () =>
        (await import('./credential-chain.ts')).roleProvider(source, base, config, requestHandler),
      );
    }
    case 'default':
      return loopback ? emulatorProvider(config, requestHandler) : defaultProvider(config, requestHandler);
  }
}

function defaultProvider(
  config: ConnectionConfig,
  requestHandler: RequestHandlerOptions,
): AwsCredentialIdentityProvider {
  return lazily(async () => (await import('./credential-chain.ts')).chainProvider(config, requestHandler));
}

/** The environment's keys or the profile's, since DynamoDB Local keeps a database for each key; else the made-up ones. */
function emulatorProvider(
  config: ConnectionConfig,
  requestHandler: RequestHandlerOptions,
): AwsCredentialIdentityProvider {
  const {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
    AWS_PROFILE: profile,
  } = process.env;
  if (accessKeyId && secretAccessKey && !profile) {
    return async () => ({ accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) });
  }
  if (!profile && !existsSync(process.env.AWS_SHARED_CREDENTIALS_FILE ?? join(homedir(), '.aws', 'credentials')))
    return async () => MADE_UP;
  const named = lazily(async () =>
    (await import('./credential-chain.ts')).profileProvider(profile ?? 'default', config, requestHandler),
  );
  return (properties) => named(properties).catch(() => MADE_UP);
}

/** A provider whose module is loaded when credentials are first needed. */
function lazily(make: () => Promise<AwsCredentialIdentityProvider>): AwsCredentialIdentityProvider {
  let made: Promise<AwsCredentialIdentityProvider> | undefined;
  return async (properties) => {
    made ??= make();
    return await (await made)(properties);
  };
}
