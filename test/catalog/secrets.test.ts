import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toDdl } from '../../src/catalog/ddl.ts';
import type { CatalogObjects } from '../../src/catalog/objects.ts';
import { SecretStore } from '../../src/catalog/secret-store.ts';
import { loadSecrets, maskSecrets, runWithSecrets, withSecrets } from '../../src/catalog/secrets.ts';
import { readSnapshot } from '../../src/catalog/snapshot.ts';
import { userMappingFor } from '../../src/catalog/tables.ts';
import { SqlError } from '../../src/errors.ts';
import { originalPosition } from '../../src/sql/edits.ts';
import { parseStatement } from '../../src/sql/parse.ts';
import type { UserMapping } from '../../src/sql/statement.ts';
import { startTestEngine, type TestEngine } from './engine.ts';

function parse(text: string): UserMapping {
  const statement = parseStatement(text);
  if (statement.type !== 'create_user_mapping' && statement.type !== 'alter_user_mapping')
    throw new Error(statement.type);
  return statement;
}

describe('maskSecrets', () => {
  it('replaces secret values and nothing else', () => {
    const text =
      "CREATE USER MAPPING FOR a SERVER s OPTIONS (AWS_ACCESS_ID 'id', AWS_ACCESS_KEY 'it''s', aws_session_token 't')";
    const masked = maskSecrets(text, parse(text));
    expect(masked.text).toBe(
      "CREATE USER MAPPING FOR a SERVER s OPTIONS (AWS_ACCESS_ID 'id', AWS_ACCESS_KEY '********', aws_session_token '********')",
    );
    expect(masked.secrets).toEqual([
      { option: 'aws_access_key', value: "it's" },
      { option: 'aws_session_token', value: 't' },
    ]);
  });

  it('takes positions after a secret back to what was typed', () => {
    const text = "ALTER USER MAPPING FOR a SERVER s OPTIONS (SET aws_access_key '😀', ADD wrong 'x')";
    const masked = maskSecrets(text, parse(text));
    const position = [...masked.text.slice(0, masked.text.indexOf('wrong'))].length + 1;
    expect(originalPosition(masked, position)).toBe([...text.slice(0, text.indexOf('wrong'))].length + 1);
  });

  it('leaves a statement without secrets, and an empty secret for the engine to refuse', () => {
    for (const text of [
      "ALTER USER MAPPING FOR a SERVER s OPTIONS (profile 'p')",
      "ALTER USER MAPPING FOR a SERVER s OPTIONS (aws_access_key '')",
    ]) {
      expect(maskSecrets(text, parse(text)).text).toBe(text);
    }
  });
});

describe('SecretStore', () => {
  it('follows transactions and savepoints', () => {
    const store = new SecretStore();
    store.stage(1, 'key', 'a');
    store.commit();
    store.stage(1, 'key', 'b');
    expect(store.get(1)).toEqual({ key: 'b' });
    store.rollback();
    expect(store.get(1)).toEqual({ key: 'a' });

    store.stage(1, 'token', 't');
    store.savepoint('one');
    store.stage(1, 'key', undefined);
    store.savepoint('two');
    store.stage(2, 'key', 'z');
    store.savepoint('one');
    store.stage(2, 'key', 'y');
    store.rollbackTo('one');
    expect(store.get(2)).toEqual({ key: 'z' });
    store.release('one');
    store.rollbackTo('one');
    expect([store.get(1), store.get(2)]).toEqual([{ key: 'a', token: 't' }, {}]);
    store.stage(1, 'key', 'c');
    store.rollbackTo('one');
    store.release('one');
    store.rollbackTo('none of that name');
    store.commit();
    expect(store.get(1)).toEqual({ key: 'a', token: 't' });
  });
});

describe('secrets and the engine', () => {
  let engine: TestEngine;
  const store = new SecretStore();
  beforeAll(async () => {
    engine = await startTestEngine();
    await engine.run(
      'CREATE FOREIGN DATA WRAPPER dynamodb_fdw; CREATE SERVER s FOREIGN DATA WRAPPER dynamodb_fdw; CREATE ROLE a',
    );
  }, 60_000);
  afterAll(() => engine?.close());

  const execute = (text: string) => runWithSecrets(engine.query, store, text, parse(text), (sql) => engine.run(sql));
  const inEngine = async () =>
    (
      await engine.query('SELECT array_to_string(umoptions, $1) FROM pg_user_mappings ORDER BY umid', [' '])
    ).rows.flat();
  const saved = async (): Promise<CatalogObjects> => withSecrets(await readSnapshot(engine.query), store);
  const keys = (objects: CatalogObjects) =>
    objects.flatMap((o) => (o.kind === 'user mapping' ? [o.definition.options?.aws_access_key] : []));

  it('keeps them out of the engine, and gives them to who connects and to the document', async () => {
    await execute("CREATE USER MAPPING FOR CURRENT_USER SERVER s OPTIONS (aws_access_id 'id', aws_access_key 'real')");
    await execute("CREATE USER MAPPING FOR PUBLIC SERVER s OPTIONS (aws_access_key 'everyone')");
    await execute("CREATE USER MAPPING FOR a SERVER s OPTIONS (aws_access_key 'of a')");
    await execute("CREATE USER MAPPING IF NOT EXISTS FOR a SERVER s OPTIONS (aws_access_key 'not taken')");
    store.commit();
    expect(await inEngine()).toEqual([
      'aws_access_id=id aws_access_key=********',
      'aws_access_key=********',
      'aws_access_key=********',
    ]);
    expect((await userMappingFor(engine.query, store, 's'))?.options).toEqual({
      aws_access_id: 'id',
      aws_access_key: 'real',
    });
    expect(keys(await saved()).sort()).toEqual(['everyone', 'of a', 'real']);
  });

  it('keeps nothing of a statement that failed, and the error speaks of what was typed', async () => {
    const text =
      "ALTER USER MAPPING FOR CURRENT_USER SERVER s OPTIONS (ADD aws_access_key 'longer than the mask', ADD wrong 'x')";
    const run = async (sql: string) => {
      throw new SqlError({ code: '42601', message: 'no', position: sql.indexOf('wrong') + 1 });
    };
    const error = await runWithSecrets(engine.query, store, text, parse(text), run).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(SqlError);
    if (error instanceof SqlError) expect(error.fields.position).toBe(text.indexOf('wrong') + 1);
    store.commit();
    expect(keys(await saved())).toContain('real');
  });

  it('rolls back with the transaction', async () => {
    await engine.run('BEGIN');
    await execute("ALTER USER MAPPING FOR a SERVER s OPTIONS (SET aws_access_key 'new')");
    expect(keys(await saved())).toContain('new');
    await engine.run('ROLLBACK');
    store.rollback();
    expect(keys(await saved())).toContain('of a');
    await execute('ALTER USER MAPPING FOR a SERVER s OPTIONS (DROP aws_access_key)');
    store.commit();
    expect(keys(await saved())).toContain(undefined);
  });

  it('comes back from the document into a new session', async () => {
    const document = await saved();
    const ddl = toDdl(document);
    expect(ddl.join()).not.toMatch(/real|everyone/);
    await engine.run('DROP SERVER s CASCADE; DROP FOREIGN DATA WRAPPER dynamodb_fdw; DROP ROLE a');
    const next = new SecretStore();
    await engine.scratch(async () => {
      await engine.run(...ddl);
      await loadSecrets(engine.query, document, next);
      next.commit();
      expect(withSecrets(await readSnapshot(engine.query), next)).toEqual(document);
    });
  });
});
