/** The SDK's credential providers, configured as ddbsql needs them: through the same proxy and CA, shared files read anew, MFA codes asked for. */
import { fromIni, fromNodeProviderChain, fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import type { AwsCredentialIdentityProvider } from '@smithy/types';
import type { ConnectionConfig, CredentialSource } from './config.ts';
import type { RequestHandlerOptions } from './network.ts';

const quiet = (): void => {};
/** The SDK's providers write warnings to the console otherwise, into the middle of a result. */
const SILENT = { trace: quiet, debug: quiet, info: quiet, warn: quiet, error: quiet };

function common(config: ConnectionConfig, requestHandler: RequestHandlerOptions): object {
  return {
    ...(config.mfaCode && { mfaCodeProvider: config.mfaCode }),
    clientConfig: { requestHandler, ...(config.region !== undefined && { region: config.region }) },
    logger: SILENT,
    // A login renewed in another terminal counts without leaving the shell.
    ignoreCache: true,
  };
}

export function profileProvider(
  profile: string,
  config: ConnectionConfig,
  requestHandler: RequestHandlerOptions,
): AwsCredentialIdentityProvider {
  return fromIni({ profile, ...common(config, requestHandler) });
}

export function chainProvider(
  config: ConnectionConfig,
  requestHandler: RequestHandlerOptions,
): AwsCredentialIdentityProvider {
  return fromNodeProviderChain(common(config, requestHandler));
}

export function roleProvider(
  role: CredentialSource & { readonly kind: 'role' },
  base: AwsCredentialIdentityProvider,
  config: ConnectionConfig,
  requestHandler: RequestHandlerOptions,
): AwsCredentialIdentityProvider {
  return fromTemporaryCredentials({
    params: {
      RoleArn: role.roleArn,
      RoleSessionName: 'ddbsql',
      ...(role.externalId !== undefined && { ExternalId: role.externalId }),
      ...(role.mfaSerial !== undefined && { SerialNumber: role.mfaSerial }),
    },
    masterCredentials: base,
    ...common(config, requestHandler),
  });
}
