/** The connection: regions and endpoints as configured, descriptions remembered, samples, names page by page. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { connect } from '../../src/dynamo/client.ts';
import { connectionConfig, credentialSource, isLoopback } from '../../src/dynamo/config.ts';
import { parsedItems } from '../../src/dynamo/items.ts';
import { SqlError } from '../../src/errors.ts';
import type { Request } from '../../src/plan/request.ts';
import { emulator } from '../emulators/emulator.ts';
import type { FaultProxy } from '../emulators/faults.ts';
import { startFaultProxy } from '../emulators/faults.ts';
import { startRecorder } from '../emulators/recorder.ts';
import { createTable, item, putItems, uniqueName } from '../emulators/tables.ts';
import { useCleanEnvironment } from './clean-environment.ts';

const SCAN: Request = { operation: 'Scan', input: { TableName: 't', ReturnConsumedCapacity: 'INDEXES' } };

const home = useCleanEnvironment();

describe('configuration', () => {
  test('server options and user mapping', () => {
    const server = { aws_region: 'eu-west-1', endpoint: 'http://127.0.0.1:8000' };
    expect(
      connectionConfig(
        server,
        { aws_access_id: 'AK', aws_access_key: 'SK' },
        { region: 'us-west-2', endpoint: undefined },
      ),
    ).toEqual({
      region: 'us-west-2',
      endpoint: 'http://127.0.0.1:8000',
      credentials: { kind: 'keys', accessKeyId: 'AK', secretAccessKey: 'SK' },
    });
    expect(connectionConfig({ use_fips: 'on', use_dualstack: 'false' })).toMatchObject({
      useFips: true,
      useDualstack: false,
    });
    expect(credentialSource({})).toEqual({ kind: 'default' });
    expect(credentialSource({ profile: 'dev', role_arn: 'arn:r', external_id: 'x' })).toEqual({
      kind: 'role',
      roleArn: 'arn:r',
      externalId: 'x',
      source: { kind: 'profile', profile: 'dev' },
    });
  });

  test('loopback', () => {
    for (const yes of [
      'http://localhost:8000',
      'http://127.0.0.1',
      'http://[::1]:8000',
      'http://ddb.localhost',
      'http://0.0.0.0:8000',
    ])
      expect(isLoopback(yes), yes).toBe(true);
    for (const no of [
      'http://dynamodb-local:8000',
      'https://dynamodb.us-east-1.amazonaws.com',
      'http://127.evil.com',
      'http://128.0.0.1',
      'localhost',
    ])
      expect(isLoopback(no), no).toBe(false);
  });

  test('a missing region is an error that says where to put it', async () => {
    const error = await connect({ credentials: { kind: 'default' } }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(SqlError);
    expect((error as SqlError).fields).toMatchObject({
      code: 'HV00J',
      message: 'no AWS region is configured',
      hint: expect.stringContaining('aws_region'),
    });
  });

  test('the region of the environment and of the profile', async () => {
    writeFileSync(join(home(), 'config'), '[profile dev]\nregion = eu-central-1\n');
    writeFileSync(
      join(home(), 'credentials'),
      '[dev]\naws_access_key_id = AKDEV\naws_secret_access_key = secret-of-dev\n',
    );
    expect((await connect({ credentials: { kind: 'profile', profile: 'dev' } })).region).toBe('eu-central-1');
    vi.stubEnv('AWS_REGION', 'sa-east-1');
    expect((await connect({ credentials: { kind: 'default' } })).region).toBe('sa-east-1');
  });

  test('the endpoint of the environment', async () => {
    const { endpoint, seen, stop } = await startRecorder();
    vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', endpoint);
    const connection = await connect({ credentials: { kind: 'default' } });
    expect([connection.endpoint, connection.region]).toEqual([endpoint, 'us-east-1']);
    await connection.send(SCAN);
    expect(seen).toHaveLength(1);
    stop();
  });
});

describe('tables', () => {
  let faults: FaultProxy;
  const table = uniqueName('client');
  beforeAll(async () => {
    const { endpoint } = await emulator();
    await createTable(endpoint, table, {
      keys: ['pk', 'sk:N'],
      global: { by_day: { keys: ['day'], projection: ['who'] } },
      local: { by_size: { keys: ['pk', 'size:N'], projection: 'KEYS_ONLY' } },
    });
    await putItems(
      endpoint,
      table,
      Array.from({ length: 40 }, (_, at) => item({ pk: `p${at % 8}`, sk: at, b: new Uint8Array([at]) })),
    );
    faults = await startFaultProxy(endpoint);
  });
  afterAll(() => faults.stop());

  test('a description is shared and kept', async () => {
    faults.reset();
    const connection = await connect({ endpoint: faults.endpoint, credentials: { kind: 'default' } });
    const [one, two] = await Promise.all([connection.describeTable(table), connection.describeTable(table)]);
    expect(one).toBe(two);
    expect(one).toMatchObject({
      table,
      keys: { partition: { name: 'pk', type: 'S' }, sort: { name: 'sk', type: 'N' } },
      indexes: [
        {
          name: 'by_size',
          kind: 'local',
          keys: { partition: { name: 'pk' }, sort: { name: 'size', type: 'N' } },
          projection: { type: 'KEYS_ONLY' },
          active: true,
        },
        {
          name: 'by_day',
          kind: 'global',
          keys: { partition: { name: 'day', type: 'S' } },
          projection: { type: 'INCLUDE', attributes: ['who'] },
          active: true,
        },
      ],
      billing: 'on-demand',
      status: 'ACTIVE',
    });
    expect(await connection.describeTable(table)).toBe(one);
    expect(faults.requests.map(({ operation }) => operation)).toEqual(['DescribeTable']);
    connection.forget(table);
    await connection.describeTable(table);
    expect(faults.requests).toHaveLength(2);
    expect(faults.reads).toEqual([]);
    connection.close();
  });

  test('a table that refuses a request is described anew: it may have been made again with other keys', async () => {
    faults.reset();
    const connection = await connect({ endpoint: faults.endpoint, credentials: { kind: 'default' } });
    const description = await connection.describeTable(table);
    const refused: Request = {
      operation: 'GetItem',
      input: { TableName: table, Key: { other: { S: 'x' } }, ReturnConsumedCapacity: 'INDEXES' },
    };
    await expect(connection.send(refused)).rejects.toThrow(SqlError);
    expect(await connection.describeTable(table)).not.toBe(description);
    connection.close();
  });

  test("a description without a key is not DynamoDB's", async () => {
    faults.reset();
    for (const output of [{}, { Table: null }, { Table: { TableName: table } }]) {
      faults.add({ fault: { kind: 'answer', output }, operation: 'DescribeTable', times: 1 });
      const connection = await connect({ endpoint: faults.endpoint, credentials: { kind: 'default' } });
      await expect(connection.describeTable(table)).rejects.toMatchObject({
        code: 'HV00N',
        message: expect.stringContaining('is not DynamoDB'),
      });
      connection.close();
    }
    faults.reset();
  });

  test('binary goes out and comes back as base64 text', async () => {
    const connection = await connect({ endpoint: faults.endpoint, credentials: { kind: 'default' } });
    const answer = await connection.send({
      operation: 'Scan',
      input: {
        TableName: table,
        FilterExpression: 'b = :b',
        ExpressionAttributeValues: { ':b': { B: 'Bw==' } },
        ReturnConsumedCapacity: 'INDEXES',
      },
    });
    expect(parsedItems(answer.items)).toEqual([{ pk: { S: 'p7' }, sk: { N: '7' }, b: { B: 'Bw==' } }]);
    connection.close();
  });

  test('a sample has as many items as asked for, or all', async () => {
    const connection = await connect({ endpoint: faults.endpoint, credentials: { kind: 'default' } });
    expect((await connection.sample(table, 10)).items).toHaveLength(10);
    expect((await connection.sample(table, 1000)).items).toHaveLength(40);
    expect((await connection.sample(table, 0)).items).toEqual([]);
    connection.close();
  });

  test('many requests share one signal without a warning', async () => {
    const warnings: Error[] = [];
    const onWarning = (warning: Error): void => void warnings.push(warning);
    process.on('warning', onWarning);
    const connection = await connect({ endpoint: faults.endpoint, credentials: { kind: 'default' } });
    const { signal } = new AbortController();
    await Promise.all(
      Array.from({ length: 24 }, () =>
        connection.send(
          { operation: 'Scan', input: { TableName: table, Limit: 1, ReturnConsumedCapacity: 'INDEXES' } },
          signal,
        ),
      ),
    );
    const { signal: another } = new AbortController();
    await Promise.all(Array.from({ length: 24 }, () => connection.describeTable(table, another)));
    await new Promise((resolve) => setImmediate(resolve));
    process.off('warning', onWarning);
    expect(warnings).toEqual([]);
    connection.close();
  });

  test('names come page by page', async () => {
    const connection = await connect({ endpoint: faults.endpoint, credentials: { kind: 'default' } });
    const names: string[] = [];
    for await (const name of connection.listTables()) names.push(name);
    expect(names).toContain(table);
    connection.close();
  });
});
