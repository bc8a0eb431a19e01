/**
 * The whole suite, as `npm test` and CI run it: lint, types, build, every test on dynalite, and the DynamoDB-facing ones again on DynamoDB Local where Java 17 is found.
 *
 *   node scripts/test.mjs
 *
 * Its last line is `N passed, N failed, N skipped`.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Tests in which a DynamoDB answers: the golden ones, and those that ask for the emulator. */
const FACING_DYNAMODB = [
  'test/golden/golden',
  // Its statements are among the golden ones, and the ways of handing them over are the shell's. The oracle of statements is about ways of asking PostgreSQL, that of qualifiers about documents that are read alike.
  'test/oracle/oracle',
  ...['dynamo', 'run'].flatMap(asking),
];
/** DynamoDB Local's scans are slow: it is asked fewer questions. */
const FEWER = {
  DDBSQL_ORACLE_RUNS: '7',
  DDBSQL_ORACLE_QUERIES: '25',
  DDBSQL_EXPRESS_RUNS: '3',
  DDBSQL_PHASES_RUNS: '30',
};

const folder = mkdtempSync(join(tmpdir(), 'ddbsql-suite-'));
const totals = { passed: 0, failed: 0, skipped: 0 };

check('lint', 'biome', ['check', '.']);
check('types', 'tsc', ['--noEmit']);
check('build', process.execPath, ['scripts/build.mjs']);
suite('dynalite', [], {});
const java = javaVersion();
if (java >= 17) suite('DynamoDB Local', FACING_DYNAMODB, { DDBSQL_TEST_DYNAMODB: 'local', ...FEWER });
else
  console.log(
    `Not run on DynamoDB Local: it needs Java 17, ${java === 0 ? 'and there is none' : `and this is ${java}`}.`,
  );

rmSync(folder, { recursive: true, force: true });
console.log(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
process.exit(totals.failed > 0 || totals.passed === 0 ? 1 : 0);

/** The tests of a folder that ask for the emulator. */
function asking(folder) {
  return readdirSync(join('test', folder))
    .map((name) => join('test', folder, name))
    .filter((file) => file.endsWith('.test.ts') && readFileSync(file, 'utf8').includes('/emulators/emulator.ts'));
}

/** A step that is no test counts as one where it fails. */
function check(name, program, args) {
  if (!step(name, program, args)) totals.failed += 1;
}

/** Runs a program of node_modules/.bin (or by its path); a failure is told and the rest still runs. */
function step(name, program, args, env = {}) {
  console.log(`\n== ${name}`);
  const path = program.includes('/') ? program : join('node_modules', '.bin', program);
  const { status, signal } = spawnSync(path, args, { stdio: 'inherit', env: { ...process.env, ...env } });
  if (status !== 0) console.log(`== ${name} failed${signal === null ? '' : ` (${signal})`}`);
  return status === 0;
}

function suite(name, files, env) {
  const report = join(folder, `${name.replaceAll(' ', '-')}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const succeeded = step(`tests on ${name}`, 'vitest', ['run', ...reporters, ...files], env);
  const counted = readReport(report);
  totals.passed += counted.numPassedTests;
  // A file that cannot be loaded fails without a test that does.
  totals.failed += succeeded ? 0 : Math.max(1, counted.numFailedTests);
  totals.skipped += counted.numPendingTests;
}

function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0 };
  }
}

function javaVersion() {
  const { stderr } = spawnSync('java', ['-version'], { encoding: 'utf8' });
  return Number(/version "(\d+)/.exec(stderr ?? '')?.[1] ?? 0);
}
