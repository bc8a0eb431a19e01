/**
 * Every option of the `dynamodb_fdw` objects, once. The extension's validator (src/engine/extension), the planner and reader, and
 * the documentation take them from here, so they cannot drift apart.
 */

export type OptionObject = 'wrapper' | 'server' | 'user mapping' | 'foreign table' | 'column' | 'import';

/**
 * What a value must look like. `boolean` is whatever PostgreSQL reads as one, `count` an integer from 1, `number` a number above 0,
 * `url` an http(s) URL.
 */
export type OptionKind = 'text' | 'boolean' | 'count' | 'number' | 'url' | { readonly oneOf: readonly string[] };

export interface OptionSpec {
  readonly object: OptionObject;
  readonly name: string;
  readonly kind: OptionKind;
  /** True where the value is never printed or logged. */
  readonly secret?: true;
  /** In words, empty where there is none. */
  readonly default: string;
  readonly meaning: string;
}

const MISMATCH = { oneOf: ['null', 'error'] } as const;
const SETTING = 'the setting';

export const OPTIONS: readonly OptionSpec[] = [
  {
    object: 'server',
    name: 'aws_region',
    kind: 'text',
    default: "the SDK's: AWS_REGION, then the profile",
    meaning: 'AWS region',
  },
  {
    object: 'server',
    name: 'endpoint',
    kind: 'url',
    default: 'that of the region',
    meaning: 'URL of DynamoDB, an emulator or a VPC endpoint',
  },
  { object: 'server', name: 'consistent_read', kind: 'boolean', default: SETTING, meaning: 'read strongly consistent' },
  {
    object: 'server',
    name: 'updatable',
    kind: 'boolean',
    default: 'true',
    meaning: 'taken as other wrappers take it; ddbsql writes nothing either way',
  },
  {
    object: 'server',
    name: 'max_read_units',
    kind: 'number',
    default: SETTING,
    meaning: "a query's budget of read units",
  },
  { object: 'server', name: 'rate_limit', kind: 'number', default: SETTING, meaning: 'read units a second' },
  { object: 'server', name: 'use_fips', kind: 'boolean', default: 'false', meaning: 'use the FIPS endpoint' },
  {
    object: 'server',
    name: 'use_dualstack',
    kind: 'boolean',
    default: 'false',
    meaning: 'use the endpoint that serves IPv4 and IPv6',
  },

  { object: 'user mapping', name: 'aws_access_id', kind: 'text', default: '', meaning: 'access key id' },
  { object: 'user mapping', name: 'aws_access_key', kind: 'text', secret: true, default: '', meaning: 'secret key' },
  {
    object: 'user mapping',
    name: 'aws_session_token',
    kind: 'text',
    secret: true,
    default: '',
    meaning: 'session token of temporary credentials',
  },
  { object: 'user mapping', name: 'profile', kind: 'text', default: '', meaning: 'profile of ~/.aws/config' },
  { object: 'user mapping', name: 'role_arn', kind: 'text', default: '', meaning: 'role to assume' },
  {
    object: 'user mapping',
    name: 'external_id',
    kind: 'text',
    // AWS: "the external ID is not a secret", whoever may read the role's trust policy sees it.
    default: '',
    meaning: 'external id asked for by the role',
  },
  {
    object: 'user mapping',
    name: 'mfa_serial',
    kind: 'text',
    default: '',
    meaning: 'MFA device asked for by the role',
  },
  {
    object: 'user mapping',
    name: 'keyring',
    kind: 'boolean',
    default: 'false',
    meaning: "keep the secrets in the system's keyring instead of the catalog file",
  },

  {
    object: 'foreign table',
    name: 'table',
    kind: 'text',
    default: "the foreign table's own name",
    meaning: 'DynamoDB table, by name or ARN',
  },
  {
    object: 'foreign table',
    name: 'raw_item_column',
    kind: 'text',
    default: '',
    meaning: 'column (json or jsonb) that holds the whole item',
  },
  {
    object: 'foreign table',
    name: 'index',
    kind: 'text',
    default: 'chosen for each query',
    meaning: 'read only through this secondary index',
  },
  {
    object: 'foreign table',
    name: 'consistent_read',
    kind: 'boolean',
    default: "the server's",
    meaning: 'read strongly consistent',
  },
  {
    object: 'foreign table',
    name: 'updatable',
    kind: 'boolean',
    default: "the server's",
    meaning: 'taken as other wrappers take it; ddbsql writes nothing either way',
  },
  {
    object: 'foreign table',
    name: 'segments',
    kind: 'count',
    default: SETTING,
    meaning: 'segments of a parallel Scan',
  },
  {
    object: 'foreign table',
    name: 'on_type_mismatch',
    kind: MISMATCH,
    default: SETTING,
    meaning: 'an attribute of a type that does not fit its column: read as NULL, or an error',
  },

  {
    object: 'column',
    name: 'attribute',
    kind: 'text',
    default: "the column's own name",
    meaning: 'DynamoDB attribute, or the path of a nested one',
  },
  {
    object: 'column',
    name: 'format',
    kind: { oneOf: ['iso8601', 'epoch', 'epoch_ms', 'base64', 'json', 'dynamodb'] },
    default: 'that of the type',
    meaning:
      'how values are stored: dates as ISO 8601 text, seconds or milliseconds since 1970; bytea or json as text; or jsonb with DynamoDB types ({"S": ...})',
  },
  {
    object: 'column',
    name: 'coerce',
    kind: 'boolean',
    default: 'false',
    meaning: "read whatever PostgreSQL's input function accepts, whichever type the attribute has",
  },

  {
    object: 'import',
    name: 'raw_item_column',
    kind: 'text',
    default: '',
    meaning: 'add a jsonb column of this name that holds the whole item',
  },
  { object: 'import', name: 'sample_size', kind: 'count', default: '100', meaning: 'items read to infer the columns' },
  {
    object: 'import',
    name: 'refresh',
    kind: 'boolean',
    default: 'false',
    meaning: 'alter the foreign tables that exist already to what the tables are now',
  },
];

/** Names of the options whose values are never printed, logged or handed to the engine. */
export const SECRET_OPTIONS: ReadonlySet<string> = new Set(
  OPTIONS.filter(({ secret }) => secret === true).map(({ name }) => name),
);

/** What stands for a secret value wherever one would be seen, the engine included. */
export const SECRET_MASK = '********';
