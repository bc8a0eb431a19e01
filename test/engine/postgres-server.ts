/** A real PostgreSQL server for tests, where Debian's or another package has left its programs; in a folder of its own, on a socket. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chown, mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const DEBIAN = '/usr/lib/postgresql';

export interface PostgresServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** The folder of `initdb` and `pg_ctl`, of the newest version there is. */
export async function postgresPrograms(): Promise<string | undefined> {
  const versions = existsSync(DEBIAN) ? await readdir(DEBIAN) : [];
  const newest = versions.sort((a, b) => Number(b) - Number(a)).map((version) => join(DEBIAN, version, 'bin'));
  return newest.find((folder) => existsSync(join(folder, 'initdb')));
}

/** @param user the one that initdb makes */
export async function startPostgres(programs: string, user = 'postgres'): Promise<PostgresServer> {
  // PostgreSQL refuses to run as root; /tmp, because a socket's path may not be long.
  const owner = process.getuid?.() === 0 ? await accountOf('postgres') : undefined;
  const folder = await mkdtemp('/tmp/ddbsql-pg-');
  if (owner) await chown(folder, owner.uid, owner.gid);
  const execute = (program: string, ...args: string[]) => run(join(programs, program), args, { cwd: folder, ...owner });
  const data = join(folder, 'data');
  await execute('initdb', '-D', data, '-U', user, '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync');
  const options = `-k ${folder} -c listen_addresses= -c fsync=off`;
  await execute('pg_ctl', 'start', '-w', '-s', '-D', data, '-l', join(folder, 'log'), '-o', options);
  return {
    url: `postgres://${user}@/postgres?host=${encodeURIComponent(folder)}`,
    async stop() {
      await execute('pg_ctl', 'stop', '-w', '-s', '-m', 'immediate', '-D', data);
      await rm(folder, { recursive: true });
    },
  };
}

async function accountOf(name: string): Promise<{ uid: number; gid: number }> {
  const [uid, gid] = await Promise.all(
    ['-u', '-g'].map(async (flag) => Number((await run('id', [flag, name])).stdout)),
  );
  if (uid === undefined || gid === undefined) throw new Error(`there is no account ${name}`);
  return { uid, gid };
}
