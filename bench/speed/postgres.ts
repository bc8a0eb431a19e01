/** A PostgreSQL server to set psql's printing beside: the machine's own, in a folder that is thrown away, reached through a socket in it. */
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

export interface PostgresServer {
  /** What psql finds it by. */
  readonly env: Readonly<Record<string, string>>;
  stop(): void;
}

/** Where Debian and its kin put the server's programs, which are not on the path. */
const VERSIONS = '/usr/lib/postgresql';

/** undefined where there is none, or where it does not start */
export function startPostgres(): PostgresServer | undefined {
  const bin = programs();
  if (bin === undefined) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'ddbsql-bench-postgres-'));
  // The server does not run as root; `nobody` has to reach the folder.
  const isRoot = userInfo().uid === 0;
  const run = (program: string, ...args: string[]): void => {
    const command = isRoot ? ['runuser', '-u', 'nobody', '--', join(bin, program)] : [join(bin, program)];
    const [first = '', ...rest] = [...command, ...args];
    execFileSync(first, rest, { stdio: 'ignore', cwd: folder });
  };
  const data = join(folder, 'data');
  try {
    if (isRoot) {
      execFileSync('chown', ['nobody', folder]);
      chmodSync(folder, 0o755);
    }
    run('initdb', '-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale', 'C.UTF-8', '--no-sync');
    run('pg_ctl', '-D', data, '-w', '-l', join(folder, 'log'), '-o', `-k ${folder} -h ''`, 'start');
  } catch {
    rmSync(folder, { recursive: true, force: true });
    return undefined;
  }
  return {
    env: { PGHOST: folder, PGUSER: 'postgres', PGDATABASE: 'postgres' },
    stop: () => {
      run('pg_ctl', '-D', data, '-w', '-m', 'immediate', 'stop');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function programs(): string | undefined {
  if (!existsSync(VERSIONS)) return undefined;
  const newest = readdirSync(VERSIONS).sort((a, b) => Number(b) - Number(a));
  return newest.map((version) => join(VERSIONS, version, 'bin')).find((bin) => existsSync(join(bin, 'initdb')));
}
