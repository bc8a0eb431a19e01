/** A real Secret Service for one run of the program: GNOME Keyring on a session bus of its own. What it keeps is below the home, locked by a password. */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { program, type Run, type RunOptions, run } from './program.ts';

/** Why there is none here; undefined where there is. */
export const noKeyring: string | undefined = ['dbus-run-session', 'gnome-keyring-daemon']
  .filter((command) => spawnSync('sh', ['-c', `command -v ${command}`]).status !== 0)
  .map((command) => `${command} is not installed (apt-get install -y dbus gnome-keyring)`)[0];

const UNLOCKED =
  'printf keyring-password | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; exec "$@"';

/** Runs a command with the keyring unlocked. */
export function runWithKeyring(command: readonly string[], options: RunOptions): Promise<Run> {
  const runtime = join(options.home, 'runtime');
  mkdirSync(runtime, { recursive: true, mode: 0o700 });
  return run('dbus-run-session', ['--', 'sh', '-c', UNLOCKED, 'sh', ...command], {
    ...options,
    environment: { XDG_RUNTIME_DIR: runtime, XDG_DATA_HOME: join(options.home, 'data'), ...options.environment },
  });
}

export function runProgramWithKeyring(argv: readonly string[], options: RunOptions): Promise<Run> {
  return runWithKeyring([process.execPath, program, ...argv], options);
}

/** The entries of the service `ddbsql`, by account, as another program finds them. */
export async function entriesOf(options: RunOptions): Promise<Readonly<Record<string, unknown>>> {
  const script = `const { findCredentials } = require('@napi-rs/keyring');
    console.log(JSON.stringify(findCredentials('ddbsql').map(({ account, password }) => [account, JSON.parse(password)])));`;
  const { stdout, stderr } = await runWithKeyring([process.execPath, '-e', script], {
    ...options,
    cwd: join(import.meta.dirname, '../..'),
  });
  if (stdout === '') throw new Error(stderr);
  return Object.fromEntries(JSON.parse(stdout) as [string, unknown][]);
}
