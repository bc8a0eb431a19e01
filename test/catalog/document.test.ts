import { spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import Conf from 'conf';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { changedOnDisk, loadCatalog, saveCatalog } from '../../src/catalog/document.ts';
import { ensureHomeDirectory, homeDirectory } from '../../src/catalog/home.ts';
import { withFileLock } from '../../src/catalog/lock.ts';
import { type CatalogObject, inOrder } from '../../src/catalog/objects.ts';
import { SqlError } from '../../src/errors.ts';

let home: string;
let path: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'ddbsql-catalog-'));
  path = join(home, 'catalog.json');
  vi.stubEnv('DDBSQL_HOME', home);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true, force: true });
});

function server(name: string, comment?: string): CatalogObject {
  const definition = { name, wrapper: 'w', ...(comment === undefined ? {} : { comment }) };
  return { kind: 'server', key: `server ${name}`, definition, dependsOn: [] };
}

async function failure(work: () => unknown): Promise<SqlError> {
  const error = await (async () => work())().catch((e: unknown) => e);
  if (error instanceof SqlError) return error;
  throw new Error('no SqlError was thrown', { cause: error });
}

const mode = (file: string) => statSync(file).mode & 0o777;

describe('the home directory', () => {
  it('is where conf would put a configuration', () => {
    vi.stubEnv('DDBSQL_HOME', '');
    expect(homeDirectory()).toBe(dirname(new Conf({ projectName: 'ddbsql', projectSuffix: '' }).path));
  });

  it('that cannot be made is said at once, and so is a lock', async () => {
    writeFileSync(join(home, 'file'), '');
    const { fields } = await failure(() => withFileLock(join(home, 'none', 'file'), () => {}));
    expect(fields.message).toMatch(/^could not create lock ".*": No such file or directory$/);
    vi.stubEnv('DDBSQL_HOME', join(home, 'file', 'a'));
    const base = { format: 1, revision: 0, objects: [], stamp: undefined } as const;
    const error = await failure(() => saveCatalog(base, []));
    expect(error.fields.message).toMatch(/^could not create directory ".*": Not a directory$/);
  });

  it('is DDBSQL_HOME where that is set, made for its owner alone', () => {
    vi.stubEnv('DDBSQL_HOME', join(home, 'a', 'b'));
    expect(ensureHomeDirectory()).toBe(join(home, 'a', 'b'));
    expect(mode(join(home, 'a', 'b'))).toBe(0o700);
    vi.stubEnv('DDBSQL_HOME', 'relative');
    expect(homeDirectory()).toBe(resolve('relative'));
  });
});

describe('the catalog file', () => {
  it('is empty while there is none, and its owner’s alone once there is', async () => {
    const base = loadCatalog();
    expect(base).toEqual({ format: 1, revision: 0, objects: [], stamp: undefined });
    const { document, merged } = await saveCatalog(base, [server('a')]);
    expect(merged).toBe(false);
    expect(document).toMatchObject({ revision: 1, objects: [server('a')] });
    expect(loadCatalog()).toEqual(document);
    expect(mode(path)).toBe(0o600);
    expect(readdirSync(home)).toEqual(['catalog.json']);
  });

  it('reads well', async () => {
    const objects = inOrder([
      server('s', 'a comment'),
      {
        kind: 'foreign table',
        key: 'foreign table public.music',
        definition: {
          schema: 'public',
          name: 'music',
          server: 's',
          options: { table: 'Music' },
          columns: [
            { name: 'artist', type: 'text', notNull: true },
            { name: 'year', type: 'integer', options: { attribute: 'Year' }, comment: 'when it came out' },
          ],
        },
        dependsOn: ['server s'],
      },
    ]);
    await saveCatalog(loadCatalog(), objects);
    expect(readFileSync(path, 'utf8')).toMatchInlineSnapshot(`
      "{
        "format": 1,
        "revision": 1,
        "objects": {
          "server s": { "kind": "server", "definition": { "name": "s", "wrapper": "w", "comment": "a comment" } },
          "foreign table public.music": {
            "kind": "foreign table",
            "definition": {
              "schema": "public",
              "name": "music",
              "server": "s",
              "options": { "table": "Music" },
              "columns": [
                { "name": "artist", "type": "text", "notNull": true },
                {
                  "name": "year",
                  "type": "integer",
                  "options": { "attribute": "Year" },
                  "comment": "when it came out"
                }
              ]
            },
            "dependsOn": ["server s"]
          }
        }
      }
      "
    `);
    expect(loadCatalog().objects).toEqual(objects);
  });

  it('is not written where nothing changed', async () => {
    const { document } = await saveCatalog(loadCatalog(), [server('a')]);
    const again = await saveCatalog(document, [server('a')]);
    expect(again.document).toEqual(document);
    expect(changedOnDisk(document)).toBe(false);
  });

  it('tells when another shell has saved', async () => {
    const none = loadCatalog();
    expect(changedOnDisk(none)).toBe(false);
    const { document } = await saveCatalog(none, [server('a')]);
    expect(changedOnDisk(none)).toBe(true);
    expect(changedOnDisk(document)).toBe(false);
    const theirs = await saveCatalog(loadCatalog(), [server('a'), server('b')]);
    expect(changedOnDisk(document)).toBe(true);
    const ours = await saveCatalog(document, [server('a'), server('c')]);
    expect(ours.merged).toBe(true);
    expect(ours.document.revision).toBe(theirs.document.revision + 1);
    expect(ours.document.objects).toEqual([server('a'), server('b'), server('c')]);
    rmSync(path);
    expect(changedOnDisk(document)).toBe(true);
  });

  it('saves nothing on a conflict', async () => {
    const { document } = await saveCatalog(loadCatalog(), [server('a')]);
    await saveCatalog(document, [server('a', 'theirs')]);
    const before = readFileSync(path, 'utf8');
    const error = await failure(() => saveCatalog(document, [server('a', 'ours'), server('b')]));
    expect(error.fields).toMatchObject({ code: '40001', message: expect.stringContaining('server a') });
    expect(readFileSync(path, 'utf8')).toBe(before);
    expect(readdirSync(home)).toEqual(['catalog.json']);
  });

  it('keeps its revision growing past one that it has seen', async () => {
    const { document } = await saveCatalog(loadCatalog(), [server('a')]);
    rmSync(path);
    const { document: next } = await saveCatalog(document, [server('a'), server('b')]);
    // What was deleted with the file is not ours to bring back; what we add is.
    expect(next.objects).toEqual([server('b')]);
  });

  it('is refused while others can read it', async () => {
    await saveCatalog(loadCatalog(), [server('a')]);
    const base = loadCatalog();
    for (const others of [0o640, 0o604, 0o660, 0o610]) {
      chmodSync(path, others);
      const error = await failure(loadCatalog);
      expect(error.fields).toMatchObject({
        code: 'F0000',
        message: `catalog file "${path}" is readable by others`,
        hint: `Run: chmod 600 "${path}"`,
      });
      expect((await failure(() => saveCatalog(base, []))).code).toBe('F0000');
    }
    chmodSync(path, 0o400);
    expect(loadCatalog().objects).toEqual([server('a')]);
  });

  it.each([
    ['{"format": 1, "revision": 1, "objects": {', /JSON/],
    ['', /JSON/],
    ['[]', /not a JSON object/],
    ['{}', /"format"/],
    ['{"format": 1, "objects": {}}', /"revision"/],
    ['{"format": 1, "revision": 1}', /"objects"/],
    [
      '{"format": 1, "revision": 1, "objects": {"server a": {"kind": "planet", "definition": {}}}}',
      /"kind" of "server a"/,
    ],
    ['{"format": 1, "revision": 1, "objects": {"server a": {"kind": "server"}}}', /no "definition"/],
    [
      '{"format": 1, "revision": 1, "objects": {"server a": {"kind": "server", "definition": {"name": 1}}}}',
      /"name" in the definition of "server a"/,
    ],
    [
      '{"format": 1, "revision": 1, "objects": {"server a": {"kind": "server", "definition": {"name": "b", "wrapper": "w"}}}}',
      /called "server b"/,
    ],
    [
      '{"format": 1, "revision": 1, "objects": {"server a": {"kind": "server", "definition": {"name": "a", "wrapper": "w", "options": {"updatable": false}}}}}',
      /"options"/,
    ],
    [
      '{"format": 1, "revision": 1, "objects": {"type a.b": {"kind": "type", "definition": {"schema": "a", "name": "b"}}}}',
      /"enum"/,
    ],
    [
      '{"format": 1, "revision": 1, "objects": {"server a": {"kind": "server", "definition": {"name": "a", "wrapper": "w"}, "dependsOn": 1}}}',
      /"dependsOn"/,
    ],
    // No more of it is shown than tells what is wrong: it can hold secrets.
    ['{"aws_access_key": "hush" x}', /^(?:Unexpected token 'x'|Expected ',' or '}' .*position \d+.*)$/],
    ['secret', /^Unexpected token 's'$/],
  ])('is left as it is when it is damaged: %s', async (text, detail) => {
    writeFileSync(path, text, { mode: 0o600 });
    const error = await failure(loadCatalog);
    expect(error.fields).toMatchObject({
      code: 'F0000',
      message: `catalog file "${path}" is damaged`,
      detail: expect.stringMatching(detail),
    });
    expect(error.fields.hint).toMatch(/move it away/);
    const saving = await failure(() =>
      saveCatalog({ format: 1, revision: 0, objects: [], stamp: undefined }, [server('a')]),
    );
    expect(saving.code).toBe('F0000');
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  it('is left as it is when it is newer', async () => {
    writeFileSync(path, '{"format": 2, "stuff": []}', { mode: 0o600 });
    expect((await failure(loadCatalog)).message).toBe(`catalog file "${path}" was written by a newer ddbsql`);
  });

  it('says in the system’s words what the system refuses', async () => {
    vi.stubEnv('DDBSQL_HOME', join(path, 'below a file'));
    writeFileSync(path, '');
    const error = await failure(() =>
      saveCatalog({ format: 1, revision: 0, objects: [], stamp: undefined }, [server('a')]),
    );
    expect(error.fields).toMatchObject({
      code: '58030',
      message: `could not create directory "${path}/below a file": Not a directory`,
    });
    vi.stubEnv('DDBSQL_HOME', home);
    rmSync(path);
    mkdirSync(path);
    expect((await failure(loadCatalog)).message).toBe(
      `could not read catalog file "${path}": Illegal operation on a directory`,
    );
  });

  it('may be a link to a file elsewhere', async () => {
    const elsewhere = join(home, 'elsewhere');
    mkdirSync(elsewhere);
    writeFileSync(join(elsewhere, 'c.json'), '{"format": 1, "revision": 7, "objects": {}}', { mode: 0o600 });
    symlinkSync(join(elsewhere, 'c.json'), path);
    await saveCatalog(loadCatalog(), [server('a')]);
    expect(lstatSync(path).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(elsewhere, 'c.json'), 'utf8')).toContain('"revision": 8');
    expect(readdirSync(elsewhere)).toEqual(['c.json']);
  });

  it('is replaced in one step inside a Snap’s terminal too', async () => {
    vi.stubEnv('SNAP', '/snap/code/1');
    const { document } = await saveCatalog(loadCatalog(), [server('a')]);
    const { ino } = statSync(path);
    await saveCatalog(document, [server('b')]);
    expect(statSync(path).ino).not.toBe(ino);
    expect(process.env.SNAP).toBe('/snap/code/1');
  });
});

describe('the lock', () => {
  it('of a process that is gone is a delay and no error', async () => {
    mkdirSync(`${path}.lock`);
    utimesSync(`${path}.lock`, 1, 1);
    await saveCatalog(loadCatalog(), [server('a')]);
    expect(readdirSync(home)).toEqual(['catalog.json']);
  });

  it('is waited for, and the work is done again where it was not held throughout', async () => {
    const file = join(home, 'file');
    let runs = 0;
    const result = await withFileLock(file, () => {
      runs++;
      if (runs === 1) {
        // Another waiter takes the lock for dead: removed and made again.
        rmdirSync(`${file}.lock`);
        mkdirSync(`${file}.lock`);
        utimesSync(`${file}.lock`, 1, 1);
      }
      return runs;
    });
    expect(result).toBe(2);
    expect(existsSync(`${file}.lock`)).toBe(false);
  });

  it('is released when the work fails', async () => {
    const file = join(home, 'file');
    await expect(
      withFileLock(file, () => {
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(readdirSync(home)).toEqual([]);
  });
});

describe('several processes', () => {
  let directory: string;
  let script: string;
  beforeAll(async () => {
    // Where the packages are found.
    directory = mkdtempSync(resolve('node_modules', '.catalog-process-'));
    script = join(directory, 'process.mjs');
    const entryPoints = [resolve('test/catalog/catalog-process.ts')];
    await build({ entryPoints, outfile: script, bundle: true, platform: 'node', format: 'esm', packages: 'external' });
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  /** Runs it, with a module loaded before it if given; kills it some time after its first save if asked. @returns the names it has saved */
  function save(prefix: string, count: number, { killAfter, preload }: { killAfter?: number; preload?: string } = {}) {
    const options = preload === undefined ? [] : ['--import', preload];
    const child = spawn(process.execPath, [...options, script, prefix, String(count)], { env: process.env });
    let [out, err] = ['', ''];
    let timer: NodeJS.Timeout | undefined;
    child.stdout.on('data', (data) => {
      // The clock starts with its first save, however long the process took to start.
      if (out === '' && killAfter !== undefined) timer = setTimeout(() => child.kill('SIGKILL'), killAfter);
      out += data;
    });
    child.stderr.on('data', (data) => {
      err += data;
    });
    return new Promise<{ saved: string[]; code: number | null; err: string }>((done) => {
      child.on('close', (code) => {
        clearTimeout(timer);
        done({ saved: out.split('\n').slice(0, -1), code, err });
      });
    });
  }

  const savedNames = () =>
    loadCatalog().objects.flatMap(({ kind, definition }) => (kind === 'server' ? [definition.name] : []));

  it('never lose each other’s changes', async () => {
    const results = await Promise.all(['a', 'b', 'c', 'd'].map((prefix) => save(prefix, 25)));
    expect(results.map(({ code, err }) => [code, err])).toEqual(results.map(() => [0, '']));
    expect(savedNames().sort()).toEqual(results.flatMap(({ saved }) => saved).sort());
    expect(savedNames()).toHaveLength(100);
    expect(loadCatalog().revision).toBe(100);
    expect(readdirSync(home)).toEqual(['catalog.json']);
  }, 60_000);

  it('lose nothing that was saved when they are killed', async () => {
    const killed = Array.from({ length: 4 }, (_, i) => save(`k${i}`, 1000, { killAfter: 50 + 37 * i }));
    const results = await Promise.all([...killed, save('steady', 10)]);
    const present = new Set(savedNames());
    expect(results.flatMap(({ saved }) => saved).filter((name) => !present.has(name))).toEqual([]);
    // What the killed ones left behind goes with a later save.
    for (const name of readdirSync(home)) if (name.includes('.tmp-')) utimesSync(join(home, name), 1, 1);
    writeFileSync(`${path}.tmp-0000000000abcdef`, 'half');
    utimesSync(`${path}.tmp-0000000000abcdef`, 1, 1);
    await save('last', 1);
    expect(readdirSync(home)).toEqual(['catalog.json']);
  }, 60_000);

  it('keep the old file where the disk has no room for the new one', async () => {
    const long = Array.from({ length: 200 }, (_, i) => server(`s${i}`, 'x'.repeat(100)));
    const { document } = await saveCatalog(loadCatalog(), long);
    // As write(2) does when the disk fills up: it writes what there is room for, and says so in its result only.
    const preload = join(directory, 'full-disk.mjs');
    writeFileSync(
      preload,
      `import fs from 'node:fs';
       const write = fs.writeSync;
       fs.writeSync = (fd, data, ...rest) =>
         write(fd, String(data).startsWith('{\\n  "format"') ? data.slice(0, 1000) : data, ...rest);`,
    );
    const { saved, code, err } = await save('one', 1, { preload });
    expect({ saved, code }).toEqual({ saved: [], code: 1 });
    expect(err).toContain('it was cut short');
    expect(loadCatalog().objects).toEqual(document.objects);
    expect(readdirSync(home)).toEqual(['catalog.json']);
  }, 60_000);
});
