/** The catalog and the real engine, where the extension makes the wrapper and its validator looks at every option. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toDdl, toReplayDdl } from '../../src/catalog/ddl.ts';
import { diffToDdl } from '../../src/catalog/diff.ts';
import { OPTIONS, SECRET_OPTIONS } from '../../src/catalog/options.ts';
import { readCatalog } from '../../src/catalog/snapshot.ts';
import type { Engine } from '../../src/engine/port.ts';
import { startEngine } from '../engine/start.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine();
}, 60_000);
afterAll(() => engine?.close());

const read = () => readCatalog((sql, parameters) => engine.query(sql, parameters));

/** What a new engine holds once the statements have run. */
async function madeBy(...statements: readonly string[]) {
  await engine.run('BEGIN', {});
  try {
    for (const statement of statements) await engine.run(statement, {});
    return await read();
  } finally {
    await engine.run('ROLLBACK', {});
  }
}

const EXTENSION = 'CREATE EXTENSION IF NOT EXISTS dynamodb_fdw';

describe('the extension', () => {
  it('is one object, however much it makes', async () => {
    expect(await read()).toEqual([]);
    const objects = await madeBy(EXTENSION);
    expect(objects).toMatchObject([
      { key: 'extension dynamodb_fdw', definition: { name: 'dynamodb_fdw', version: '1.0', schema: 'public' } },
    ]);
    expect(await madeBy(...toDdl(objects))).toEqual(objects);
    expect(await madeBy(EXTENSION, ...diffToDdl(objects, []))).toEqual([]);
  });

  it('has its wrapper listed once its privileges were changed, and given back to it when that is undone', async () => {
    const statements = [
      EXTENSION,
      'CREATE SCHEMA elsewhere',
      'CREATE ROLE app',
      'GRANT USAGE ON FOREIGN DATA WRAPPER dynamodb_fdw TO app',
      'CREATE SERVER s FOREIGN DATA WRAPPER dynamodb_fdw',
    ];
    const granted = await madeBy(...statements);
    expect(granted.find(({ kind }) => kind === 'foreign-data wrapper')).toEqual({
      key: 'foreign-data wrapper dynamodb_fdw',
      kind: 'foreign-data wrapper',
      definition: { name: 'dynamodb_fdw', extension: 'dynamodb_fdw', grants: { app: ['USAGE'] } },
      dependsOn: ['extension dynamodb_fdw', 'role app'],
    });
    expect(await madeBy(...toDdl(granted))).toEqual(granted);
    const plain = await madeBy(...statements.filter((statement) => !statement.startsWith('GRANT')));
    expect(await madeBy(...statements, ...diffToDdl(granted, plain))).toEqual(plain);
    expect(await madeBy(...toDdl(plain), ...diffToDdl(plain, granted))).toEqual(granted);
    expect(await madeBy(...toDdl(granted), ...diffToDdl(granted, []))).toEqual([]);
  });

  it('is replayed with its validator at rest, and awake again afterwards', async () => {
    const objects = await madeBy(
      EXTENSION,
      'CREATE ROLE app',
      'GRANT USAGE ON FOREIGN DATA WRAPPER dynamodb_fdw TO app',
      "CREATE SERVER s FOREIGN DATA WRAPPER dynamodb_fdw OPTIONS (aws_region 'us-east-1')",
      "CREATE FOREIGN TABLE t (a text OPTIONS (attribute 'b')) SERVER s",
    );
    expect(await madeBy(...toReplayDdl(objects))).toEqual(objects);
    expect(await madeBy(...toReplayDdl(objects), ...diffToDdl(objects, []))).toEqual([]);
    const wrong = "ALTER SERVER s OPTIONS (wrong 'x')";
    await expect(madeBy(...toReplayDdl(objects), wrong)).rejects.toThrow('invalid option "wrong"');
    expect(toReplayDdl([])).toEqual([]);
  });

  it('takes every option back, secrets masked', async () => {
    const value = ({ kind }: (typeof OPTIONS)[number]): string => {
      if (typeof kind !== 'string') return kind.oneOf[0] ?? '';
      return { text: "it's \\ x", boolean: 'on', count: '3', number: '2.5', url: 'http://localhost:8000' }[kind];
    };
    const of = (object: string) =>
      OPTIONS.filter((option) => option.object === object)
        .map(
          (option) => `${option.name === 'table' ? '"table"' : option.name} '${value(option).replaceAll("'", "''")}'`,
        )
        .join(', ');
    const objects = await madeBy(
      EXTENSION,
      `CREATE SERVER s FOREIGN DATA WRAPPER dynamodb_fdw OPTIONS (${of('server')})`,
      `CREATE USER MAPPING FOR CURRENT_USER SERVER s OPTIONS (${of('user mapping')})`,
      `CREATE FOREIGN TABLE t (a text OPTIONS (${of('column')})) SERVER s OPTIONS (${of('foreign table')})`,
    );
    const ddl = toDdl(objects);
    for (const name of SECRET_OPTIONS) expect(ddl.join('\n')).toContain(`${name} '********'`);
    expect((await madeBy(...ddl)).map(({ key }) => key)).toEqual(objects.map(({ key }) => key));
  });
});

it('every option says what it means, and once', () => {
  expect(new Set(OPTIONS.map(({ object, name }) => `${object} ${name}`)).size).toBe(OPTIONS.length);
  for (const { meaning } of OPTIONS) expect(meaning).not.toBe('');
});
