/** A catalog file with something in it that cannot be made: said by name, left out, and kept. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { engineArtifacts } from '../../scripts/artifacts.ts';
import type { Notice } from '../../src/errors.ts';
import type { Session } from '../../src/run/port.ts';
import { createSession } from '../../src/run/session.ts';
import { outcome, run } from './session.ts';

const ROOT = new URL('../../', import.meta.url);
const MADE = `
  CREATE EXTENSION dynamodb_fdw;
  CREATE SERVER s FOREIGN DATA WRAPPER dynamodb_fdw OPTIONS (aws_region 'us-east-1');
  CREATE USER MAPPING FOR CURRENT_USER SERVER s OPTIONS (aws_access_id 'AKIA', aws_access_key 'shh');
  CREATE TYPE mood AS ENUM ('fine');
  CREATE FOREIGN TABLE moods (id text, m mood) SERVER s;
  CREATE VIEW glad AS SELECT id FROM moods WHERE m = 'fine';
  CREATE VIEW glad_ones AS SELECT count(*) FROM glad;
  CREATE FOREIGN TABLE whole (id text) SERVER s;`;

test('an object that cannot be made is left out of the session and stays in the file', {
  timeout: 60_000,
}, async () => {
  const home = mkdtempSync(join(tmpdir(), 'ddbsql-replay-'));
  process.env.DDBSQL_HOME = home;
  const file = join(home, 'catalog.json');
  const artifacts = await engineArtifacts(ROOT);
  const notices: Notice[] = [];
  const inSession = async (work: (session: Session) => Promise<void>): Promise<void> => {
    notices.length = 0;
    const session = createSession({ artifacts, onNotice: (notice) => void notices.push(notice) });
    try {
      await work(session);
    } finally {
      await session.close();
    }
  };
  const objects = (): Record<string, unknown> => JSON.parse(readFileSync(file, 'utf8')).objects;
  const edit = (from: string, to: string): void => writeFileSync(file, readFileSync(file, 'utf8').replace(from, to));

  await inSession(async (session) => void (await run(session, MADE)));
  const { 'type public.mood': _, ...others } = objects();
  const broken = {
    ...others,
    'view public.gone': {
      kind: 'view',
      definition: { schema: 'public', name: 'gone', query: ['SELECT * FROM dropped.t'] },
      dependsOn: ['foreign table dropped.t'],
    },
  };
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), objects: broken }));

  await inSession(async (session) => {
    expect(
      await outcome(session, "SELECT relname FROM pg_class WHERE relname IN ('moods', 'whole', 'glad', 'gone')"),
    ).toBe('[["whole"]]');
    expect(notices).toEqual([
      {
        severity: 'WARNING',
        code: '42704',
        message: `could not make foreign table public.moods of catalog file "${file}": type "public.mood" does not exist`,
        detail:
          'The session goes on without it, and the file keeps it.\nWhat needs it is left out too: view public.glad, view public.glad_ones.',
        hint: 'Mend or remove "foreign table public.moods" in the file, or create it anew, which replaces it there.',
      },
      expect.objectContaining({
        message: expect.stringMatching(/^could not make view public.gone of .*: relation "dropped.t" does not exist$/),
      }),
    ]);
    // A later save keeps all of it, secrets too.
    await run(session, 'CREATE FOREIGN TABLE more (id text) SERVER s; DROP FOREIGN TABLE whole');
    const { 'foreign table public.whole': _, ...kept } = broken as Record<string, unknown>;
    expect(objects()).toEqual({ ...kept, 'foreign table public.more': expect.anything() });
    // Mended by another hand meanwhile, one is made and one is forgotten.
    edit('public.mood"', 'text"');
    const { 'view public.gone': __, ...rest } = objects();
    writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), objects: rest }));
    expect(await outcome(session, "SELECT 'moods'::regclass")).toBe('[["moods"]]');
    await run(session, "COMMENT ON FOREIGN TABLE more IS 'x'");
    expect(Object.keys(objects())).not.toContain('view public.gone');
    expect(Object.keys(objects())).toContain('view public.glad_ones');
    expect(notices).toHaveLength(2);
  });
  await inSession(async (session) => {
    // `m = 'fine'::public.mood` still speaks of the type.
    expect(await outcome(session, "SELECT to_regclass('glad')")).toBe('[[null]]');
    expect(notices).toMatchObject([{ message: expect.stringContaining('view public.glad of') }]);
    await run(session, 'CREATE VIEW glad AS SELECT id FROM moods');
  });
  await inSession(async (session) => {
    expect(await outcome(session, "SELECT to_regclass('glad_ones')")).toBe('[["glad_ones"]]');
    expect(notices).toEqual([]);
  });
});
