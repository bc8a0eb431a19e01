import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { OPTIONS } from '../../src/catalog/options.ts';
import type { Engine } from '../../src/engine/port.ts';
import { caught } from './caught.ts';
import { Recorder } from './recorder.ts';
import { startEngine } from './start.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine();
  await engine.query('CREATE EXTENSION dynamodb_fdw');
  await engine.query('CREATE SERVER s FOREIGN DATA WRAPPER dynamodb_fdw');
}, 60_000);
afterAll(() => engine.close());

/** The error of a statement that gives these options to a server, a mapping, a table or a column. */
async function refused(statement: string): Promise<{ code: string; message: string; hint?: string | undefined }> {
  const { code, message, fields } = await caught(engine.query(statement));
  expect(fields.where).toBeUndefined();
  return { code, message, hint: fields.hint };
}

async function accepted(statement: string): Promise<void> {
  await engine.query(`BEGIN; ${statement}; ROLLBACK`);
}

describe('the extension', () => {
  test('is one of PostgreSQL', async () => {
    const { rows } = await engine.query(
      `SELECT e.extname, e.extversion, f.fdwname, a.comment
       FROM pg_extension e
       JOIN pg_depend d ON d.refobjid = e.oid AND d.deptype = 'e'
       JOIN pg_foreign_data_wrapper f ON f.oid = d.objid
       JOIN pg_available_extensions a ON a.name = e.extname`,
    );
    expect(rows).toEqual([['dynamodb_fdw', '1.0', 'dynamodb_fdw', 'foreign-data wrapper for Amazon DynamoDB']]);
  });

  test('IF NOT EXISTS is a NOTICE', async () => {
    const recorder = new Recorder();
    await engine.run('CREATE EXTENSION IF NOT EXISTS dynamodb_fdw', recorder);
    expect(recorder.events).toEqual(['NOTICE: extension "dynamodb_fdw" already exists, skipping', 'CREATE EXTENSION']);
    expect((await refused('CREATE EXTENSION dynamodb_fdw')).code).toBe('42710');
  });

  test('DROP says what depends on it', async () => {
    await engine.query('BEGIN; CREATE FOREIGN TABLE t (a text) SERVER s');
    const error = await caught(engine.query('SAVEPOINT p; DROP EXTENSION dynamodb_fdw'));
    expect(error.fields).toMatchObject({
      code: '2BP01',
      detail: 'server s depends on foreign-data wrapper dynamodb_fdw\nforeign table t depends on server s',
      hint: 'Use DROP ... CASCADE to drop the dependent objects too.',
    });
    const recorder = new Recorder();
    await engine.run('ROLLBACK TO p; DROP EXTENSION dynamodb_fdw CASCADE; ROLLBACK', recorder);
    expect(recorder.notices).toMatchObject([
      {
        message: 'drop cascades to 2 other objects',
        detail: 'drop cascades to server s\ndrop cascades to foreign table t',
      },
    ]);
  });

  test('lists its options, those of the options table', async () => {
    const { rows } = await engine.query('SELECT object, option, meaning FROM dynamodb_fdw_options()');
    expect(rows).toEqual(OPTIONS.map(({ object, name, meaning }) => [object, name, meaning]));
  });
});

describe('the validator', () => {
  test('takes every option where it belongs', async () => {
    await accepted(`CREATE SERVER full_server FOREIGN DATA WRAPPER dynamodb_fdw OPTIONS (
      aws_region 'eu-west-1', endpoint 'http://localhost:8000', consistent_read 'on', updatable 'false',
      max_read_units '1000', rate_limit '0.5', use_fips 'true', use_dualstack 'no')`);
    await accepted(`CREATE USER MAPPING FOR PUBLIC SERVER s OPTIONS (
      aws_access_id 'a', aws_access_key 'b=c', aws_session_token 'd', profile 'e', role_arn 'f', external_id 'g',
      mfa_serial 'h', keyring 'true')`);
    await accepted(`CREATE FOREIGN TABLE full_table (
        a text OPTIONS (attribute 'A.b[0]', coerce 'true'), b timestamptz OPTIONS (format 'epoch_ms'))
      SERVER s OPTIONS ("table" 'T', raw_item_column 'c', index 'i', consistent_read 'f', updatable 't', segments '8',
        on_type_mismatch 'error')`);
  });

  test('names what is not an option, and what is', async () => {
    expect(await refused("ALTER SERVER s OPTIONS (ADD bogus 'x')")).toEqual({
      code: 'HV00D',
      message: 'invalid option "bogus"',
      hint:
        'Valid options in this context are: aws_region, consistent_read, endpoint, max_read_units, rate_limit, ' +
        'updatable, use_dualstack, use_fips',
    });
    expect((await refused("CREATE FOREIGN TABLE t (a text OPTIONS (key '1')) SERVER s")).hint).toBe(
      'Valid options in this context are: attribute, coerce, format',
    );
    expect((await refused("ALTER FOREIGN DATA WRAPPER dynamodb_fdw OPTIONS (ADD x '1')")).hint).toBe(
      'There are no valid options in this context.',
    );
  });

  test('offers the nearest name', async () => {
    expect(await refused("ALTER SERVER s OPTIONS (ADD region 'x')")).toEqual({
      code: 'HV00D',
      message: 'invalid option "region"',
      hint: expect.stringMatching(/^Valid options/),
    });
    expect((await refused("ALTER SERVER s OPTIONS (ADD consistent_raed 'x')")).hint).toBe(
      'Perhaps you meant the option "consistent_read".',
    );
    expect((await refused("CREATE USER MAPPING FOR PUBLIC SERVER s OPTIONS (aws_acces_key 'x')")).hint).toBe(
      'Perhaps you meant the option "aws_access_key".',
    );
    expect((await refused("CREATE FOREIGN TABLE t (a text) SERVER s OPTIONS (segmnets '2')")).hint).toBe(
      'Perhaps you meant the option "segments".',
    );
  });

  test.each([
    ['consistent_read', 'maybe', 'Valid values are "true" and "false".'],
    ['max_read_units', '0', 'The value must be a number greater than zero.'],
    ['rate_limit', '-1', 'The value must be a number greater than zero.'],
    ['rate_limit', '1e3', 'The value must be a number greater than zero.'],
    ['endpoint', 'localhost:8000', 'The value must be a URL such as http://localhost:8000.'],
    ['aws_region', '', 'The value must not be empty.'],
  ])('refuses %s %j', async (option, value, hint) => {
    expect(await refused(`ALTER SERVER s OPTIONS (ADD ${option} '${value}')`)).toEqual({
      code: 'HV024',
      message: `invalid value for option "${option}": "${value}"`,
      hint,
    });
  });

  test.each([
    ["OPTIONS (segments '0')", 'The value must be a whole number from 1.'],
    ["OPTIONS (segments '1.5')", 'The value must be a whole number from 1.'],
    ["OPTIONS (on_type_mismatch 'ignore')", 'Valid values are: null, error.'],
  ])('refuses a foreign table with %s', async (options, hint) => {
    expect((await refused(`CREATE FOREIGN TABLE t (a text) SERVER s ${options}`)).hint).toBe(hint);
  });

  test('looks at the whole list again when one option changes', async () => {
    await accepted("ALTER SERVER s OPTIONS (ADD aws_region 'a'); ALTER SERVER s OPTIONS (SET aws_region 'b')");
    await accepted("ALTER SERVER s OPTIONS (ADD aws_region 'a'); ALTER SERVER s OPTIONS (DROP aws_region)");
  });

  test('works in any schema and under any search_path', async () => {
    await engine.query('BEGIN; DROP EXTENSION dynamodb_fdw CASCADE; CREATE SCHEMA "Odd one"');
    await engine.query('CREATE EXTENSION dynamodb_fdw SCHEMA "Odd one"; SET LOCAL search_path = pg_temp');
    await engine.query("CREATE SERVER s2 FOREIGN DATA WRAPPER dynamodb_fdw OPTIONS (aws_region 'x')");
    const error = await caught(engine.query("ALTER SERVER s2 OPTIONS (ADD bogus 'x')"));
    expect(error.code).toBe('HV00D');
    await engine.query('ROLLBACK');
  });
});
