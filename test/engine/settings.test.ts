import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../../src/engine/port.ts';
import { parseBoolean, SETTINGS } from '../../src/engine/settings.ts';
import { SqlError } from '../../src/errors.ts';
import { startEngine } from './start.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine({ timeZone: 'Europe/Paris' });
}, 60_000);
afterAll(() => engine.close());

async function value(sql: string): Promise<string | null | undefined> {
  return (await engine.query(sql)).rows[0]?.[0];
}

describe('in the engine', () => {
  test.each(Object.values(SETTINGS).map((setting) => [setting.name, setting]))(
    '%s has its default',
    async (name, setting) => {
      expect(await value(`SHOW ${name}`)).toBe(setting.default);
      await engine.query(`SET ${name} = 'changed'`);
      expect(await value(`SHOW ${name}`)).toBe('changed');
      await engine.query(`RESET ${name}`);
      expect(await value(`SHOW ${name}`)).toBe(setting.default);
      expect(() => setting.parse(setting.default)).not.toThrow();
    },
  );

  test('SET LOCAL ends with its transaction, RESET ALL and DISCARD ALL return to the defaults', async () => {
    await engine.query('BEGIN; SET LOCAL dynamodb_fdw.pushdown = off');
    expect(await value("SELECT current_setting('dynamodb_fdw.pushdown')")).toBe('off');
    await engine.query('COMMIT');
    expect(await value('SHOW dynamodb_fdw.pushdown')).toBe('on');
    await engine.query('SET dynamodb_fdw.segments = 4; RESET ALL');
    expect(await value('SHOW dynamodb_fdw.segments')).toBe('auto');
    await engine.query('SET dynamodb_fdw.segments = 4');
    await engine.query('DISCARD ALL');
    expect(await value('SHOW dynamodb_fdw.segments')).toBe('auto');
  });

  test("the time zone is the user's, and RESET returns to it", async () => {
    expect(await value('SHOW timezone')).toBe('Europe/Paris');
    await engine.query("SET timezone = 'UTC'; RESET timezone");
    expect(await value("SELECT '2024-07-01 12:00+00'::timestamptz")).toBe('2024-07-01 14:00:00+02');
  });

  test("PostgreSQL's own settings are as a user expects them", async () => {
    expect(await value('SHOW search_path')).toBe('"$user", public');
    expect(await value('SHOW datestyle')).toBe('ISO, MDY');
    expect(await value('SHOW client_encoding')).toBe('UTF8');
    expect(await value("SELECT 'B' < 'a' COLLATE \"default\"")).toBe('t');
    expect(await value('SELECT current_user')).toBe('postgres');
    expect(await value('SELECT current_database()')).toBe('ddbsql');
  });
});

test('an unknown time zone is UTC', async () => {
  const elsewhere = await startEngine({ timeZone: 'Mars/Olympus' });
  expect((await elsewhere.query('SHOW timezone')).rows).toEqual([['UTC']]);
  await elsewhere.close();
});

describe('parsed', () => {
  test('values', () => {
    expect(SETTINGS.pushdown.parse('TRUE')).toBe(true);
    expect(SETTINGS.pushdown.parse('off')).toBe(false);
    expect(SETTINGS.fullScan.parse(' Deny ')).toBe('deny');
    expect(SETTINGS.maxReadUnits.parse('')).toBeUndefined();
    expect(SETTINGS.maxReadUnits.parse('12.5')).toBe(12.5);
    expect(SETTINGS.segments.parse('auto')).toBe('auto');
    expect(SETTINGS.segments.parse('16')).toBe(16);
    expect(SETTINGS.onTypeMismatch.parse('error')).toBe('error');
  });

  test("booleans are PostgreSQL's", async () => {
    for (const text of [
      't',
      'tr',
      'true',
      'y',
      'yes',
      'on',
      '1',
      'TRUE',
      'o',
      'of',
      'off',
      'f',
      'n',
      '0',
      '',
      'x',
      '10',
    ]) {
      const valid = (await value(`SELECT pg_input_is_valid('${text}', 'boolean')`)) === 't';
      const expected = valid ? (await value(`SELECT '${text}'::boolean`)) === 't' : undefined;
      expect([text, parseBoolean(text)]).toEqual([text, expected]);
    }
  });

  test.each([
    [SETTINGS.pushdown, 'maybe', 'Available values: on, off.'],
    [SETTINGS.fullScan, 'never', 'Available values: allow, warn, deny.'],
    [SETTINGS.maxReadUnits, '-1', 'The value must be a number greater than zero, or empty for no limit.'],
    [SETTINGS.segments, '0', 'The value must be "auto" or a whole number from 1 to 1000000.'],
  ])('$0.name refuses %j', (setting, text, hint) => {
    const message = `invalid value for parameter "${setting.name}": "${text}"`;
    expect(() => setting.parse(text)).toThrow(new SqlError({ code: '22023', message, hint }));
  });
});
