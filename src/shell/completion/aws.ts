/** AWS's regions, and the profiles of this machine's AWS configuration. */
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

export const awsRegions: readonly string[] = [
  'af-south-1',
  'ap-east-1',
  'ap-east-2',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-south-2',
  'ap-southeast-1',
  'ap-southeast-2',
  'ap-southeast-3',
  'ap-southeast-4',
  'ap-southeast-5',
  'ap-southeast-7',
  'ca-central-1',
  'ca-west-1',
  'cn-north-1',
  'cn-northwest-1',
  'eu-central-1',
  'eu-central-2',
  'eu-north-1',
  'eu-south-1',
  'eu-south-2',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'il-central-1',
  'me-central-1',
  'me-south-1',
  'mx-central-1',
  'sa-east-1',
  'us-east-1',
  'us-east-2',
  'us-gov-east-1',
  'us-gov-west-1',
  'us-west-1',
  'us-west-2',
];

/** A head of a section: what kind it says it is, and the name, which may be in quotes. */
const sectionHead =
  /^\[[ \t]*(?:(?<kind>profile|sso-session|services)[ \t]+)?(?:"(?<quoted>[^"\n]*)"|(?<name>[^\]\n]*?))[ \t]*\]/gm;

/** The names of profiles: only section heads are read, no key of any profile. */
export function awsProfiles(): readonly string[] {
  const { AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE } = process.env;
  const directory = join(homedir(), '.aws');
  const names = new Set<string>();
  for (const path of [
    AWS_CONFIG_FILE ?? join(directory, 'config'),
    AWS_SHARED_CREDENTIALS_FILE ?? join(directory, 'credentials'),
  ]) {
    for (const { groups = {} } of readIfThere(path).matchAll(sectionHead)) {
      const name = groups.quoted ?? groups.name ?? '';
      if (name !== '' && (groups.kind === undefined || groups.kind === 'profile')) names.add(name);
    }
  }
  return [...names].sort();
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
