/**
 * The golden cases (test/golden): lists what differs, or writes what is expected anew.
 *
 *   npm run golden
 *   npm run golden -- --update plans/index     one case, or a whole group, or `all`
 *
 * What a case says of itself (`-- expect: ...`) holds for an update too. Read the diff before it is committed.
 */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({ options: { update: { type: 'string' } }, allowPositionals: true });
const [name = values.update] = positionals;
const only = name === undefined || name === 'all' ? [] : ['-t', name];
const { status } = spawnSync('node_modules/.bin/vitest', ['run', 'test/golden/golden.test.ts', ...only], {
  stdio: 'inherit',
  env: { ...process.env, ...(values.update === undefined ? {} : { DDBSQL_GOLDEN_UPDATE: values.update }) },
});
process.exit(status ?? 1);
