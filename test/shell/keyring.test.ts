/** `keyring 'true'`: the secrets of a user mapping are in the system's keyring, and nowhere else. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Recorder, startRecorder } from '../emulators/recorder.ts';
import { entriesOf, noKeyring, runProgramWithKeyring } from './keyring.ts';
import { type Run, runProgram } from './program.ts';

let home: string;
let dynamo: Recorder;
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'ddbsql-keyring-'));
  dynamo = await startRecorder();
});
afterEach(() => {
  dynamo.stop();
  rmSync(home, { recursive: true, force: true });
});

const server = (): string => `CREATE EXTENSION dynamodb_fdw;
CREATE SERVER s FOREIGN DATA WRAPPER dynamodb_fdw OPTIONS (endpoint '${dynamo.endpoint}', aws_region 'us-east-1');
CREATE FOREIGN TABLE t (pk text) SERVER s;
`;
const MAPPING =
  "CREATE USER MAPPING FOR CURRENT_USER SERVER s OPTIONS (aws_access_id 'AKRING', aws_access_key 'the-secret-key', aws_session_token 'the-token', keyring 'true');\n";

const catalog = (): string => readFileSync(join(home, 'catalog.json'), 'utf8');
const account = (name: string): string => `${name} in ${home}`;

describe.skipIf(noKeyring !== undefined)(`with GNOME Keyring${noKeyring === undefined ? '' : `: ${noKeyring}`}`, () => {
  /** Runs statements; all of them are to succeed. */
  async function sql(input: string): Promise<Run> {
    const result = await runProgramWithKeyring(['-X', '-v', 'ON_ERROR_STOP=1', '-f', '-'], { home, input });
    expect(result.stderr).not.toContain('ERROR');
    expect(result.code).toBe(0);
    return result;
  }

  test('secrets go into it, and come out of it in the next session', async () => {
    await sql(server() + MAPPING);
    expect(catalog()).toContain('"aws_access_key": "********"');
    expect(catalog()).not.toMatch(/the-secret-key|the-token/);
    expect(await entriesOf({ home })).toEqual({
      [account('s/postgres')]: { aws_access_key: 'the-secret-key', aws_session_token: 'the-token' },
    });
    // By the express lane, and by the engine.
    for (const query of ['SELECT * FROM t;', 'SELECT pk || pk FROM t;']) {
      const { stdout } = await sql(query);
      expect(stdout).toContain('(3 rows)');
      expect(dynamo.seen.at(-1)).toMatchObject({ accessKey: 'AKRING', token: 'the-token' });
    }
    await sql(
      "ALTER USER MAPPING FOR CURRENT_USER SERVER s OPTIONS (SET aws_session_token 'a-newer-token');\nSELECT * FROM t;",
    );
    expect(dynamo.seen.at(-1)).toMatchObject({ token: 'a-newer-token' });
    await sql('ALTER USER MAPPING FOR CURRENT_USER SERVER s OPTIONS (DROP aws_session_token);\nSELECT * FROM t;');
    expect(dynamo.seen.at(-1)).toMatchObject({ accessKey: 'AKRING', token: undefined });
    expect(await entriesOf({ home })).toEqual({ [account('s/postgres')]: { aws_access_key: 'the-secret-key' } });
  });

  test('an entry follows its mapping: moved, taken back, deleted', async () => {
    await sql(`${server()}CREATE ROLE ada;\n${MAPPING.replace('CURRENT_USER', 'ada')}`);
    await sql('ALTER SERVER s RENAME TO "S/2";\nALTER ROLE ada RENAME TO grace;');
    expect(Object.keys(await entriesOf({ home }))).toEqual([account('"S/2"/grace')]);
    await sql(`ALTER USER MAPPING FOR grace SERVER "S/2" OPTIONS (SET keyring 'false');`);
    expect(await entriesOf({ home })).toEqual({});
    expect(catalog()).toContain('the-secret-key');
    await sql(`ALTER USER MAPPING FOR grace SERVER "S/2" OPTIONS (SET keyring 'on');`);
    expect(catalog()).not.toContain('the-secret-key');
    expect(Object.keys(await entriesOf({ home }))).toEqual([account('"S/2"/grace')]);
    await sql('DROP SERVER "S/2" CASCADE;');
    expect(await entriesOf({ home })).toEqual({});
  });

  test('what is rolled back leaves it as it was', async () => {
    await sql(server() + MAPPING);
    const before = await entriesOf({ home });
    await sql(`BEGIN;
ALTER USER MAPPING FOR CURRENT_USER SERVER s OPTIONS (SET aws_session_token 'not-yet');
SELECT * FROM t;
ROLLBACK;
BEGIN;
SAVEPOINT here;
DROP USER MAPPING FOR CURRENT_USER SERVER s;
ROLLBACK TO here;
COMMIT;`);
    expect(dynamo.seen.at(-1)).toMatchObject({ token: 'not-yet' });
    expect(await entriesOf({ home })).toEqual(before);
    await sql('SELECT * FROM t;');
    expect(dynamo.seen.at(-1)).toMatchObject({ token: 'the-token' });
  });

  test('where it is gone, what needs it says so, and the rest goes on', async () => {
    await sql(server() + MAPPING);
    const { stdout, stderr } = await runProgram(['-X', '-c', 'SELECT 1 AS one', '-c', 'SELECT * FROM t'], { home });
    expect(stdout).toContain('(1 row)');
    expect(stderr).toMatch(
      /^ERROR: {2}the system's keyring cannot be used\nDETAIL: .*\nHINT: {2}Start and unlock a keyring/,
    );
    const dropped = await runProgram(['-X', '-c', 'DROP USER MAPPING FOR CURRENT_USER SERVER s'], { home });
    expect(dropped.stdout).toBe('DROP USER MAPPING\n');
    expect(dropped.stderr).toContain('WARNING:  the keyring still holds the secrets of a user mapping that is gone');
  });

  test('an entry that somebody removed', async () => {
    await sql(server() + MAPPING);
    rmSync(join(home, 'data'), { recursive: true });
    const { stderr } = await runProgramWithKeyring(['-X', '-c', 'SELECT * FROM t'], { home });
    expect(stderr).toContain('the value of option "aws_access_key" of the user mapping on server "s" is not known');
    expect(stderr).toContain("ALTER USER MAPPING FOR postgres SERVER s OPTIONS (SET aws_access_key '...')");
  });
});

test('without a keyring the statement fails, and nothing of it stays', async () => {
  const { stdout, stderr } = await runProgram(['-X', '-f', '-'], { home, input: `${server()}${MAPPING}\\deu\n` });
  expect(stderr).toContain("ERROR:  the system's keyring cannot be used");
  expect(stderr).toContain('or leave out the option keyring');
  expect(stdout).toContain('(0 rows)');
  expect(stdout + stderr + catalog()).not.toContain('the-secret-key');
});
