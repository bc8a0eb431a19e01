/** `\pset format dynamodb-json`: what IMPORT reads of a table is printed as the items that are in it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startDynalite } from '../emulators/dynalite.ts';
import { createTable, putItems } from '../emulators/tables.ts';
import { runProgram } from './program.ts';

const control = '\x1b]0;\u009b\u202e"\\\n';
const items = [
  {
    id: { S: 'a' },
    n: { N: '12345678901234567890123456789012345678' },
    small: { N: '-0.00000000000000000000000000001' },
    flag: { BOOL: true },
    bytes: { B: 'AP8b' },
    names: { SS: ['NULL', 'a,b', '{c}', control] },
    numbers: { NS: ['-1.5', '10', '100'] },
    blobs: { BS: ['AA==', '/w=='] },
    list: { L: [{ S: 'x' }, { N: '1.5' }, { NULL: true }, { L: [] }, { M: { [control]: { S: control } } }] },
    map: { M: { deep: { M: { n: { N: '9007199254740993' }, b: { BOOL: false } } } } },
    [`odd ${control}`]: { S: control },
  },
  { id: { S: 'b' }, n: { N: '0' }, names: { SS: ['one'] }, list: { L: [] }, map: { M: {} } },
];

it('as they were put', async () => {
  const home = mkdtempSync(join(tmpdir(), 'ddbsql-items-'));
  const dynalite = await startDynalite();
  try {
    await createTable(dynalite.endpoint, 'things', { keys: ['id'] });
    await putItems(dynalite.endpoint, 'things', items);
    const statements = [
      'CREATE EXTENSION dynamodb_fdw',
      `CREATE SERVER s FOREIGN DATA WRAPPER dynamodb_fdw OPTIONS (endpoint '${dynalite.endpoint}', aws_region 'us-east-1')`,
      "CREATE USER MAPPING FOR CURRENT_USER SERVER s OPTIONS (aws_access_id 'a', aws_access_key 'b')",
      'IMPORT FOREIGN SCHEMA public FROM SERVER s INTO public',
      'SELECT * FROM things ORDER BY id',
    ];
    const argv = ['-X', '-q', '-P', 'format=dynamodb-json', ...statements.flatMap((sql) => ['-c', sql])];
    const { stdout, stderr } = await runProgram(argv, { home });
    expect(stderr).toBe('');
    const printed = stdout
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { Item: object }).Item);
    expect(printed.map(sorted)).toEqual(items.map(sorted));
  } finally {
    await dynalite.stop();
    rmSync(home, { recursive: true, force: true });
  }
});

/** A set has no order. */
function sorted(item: object): object {
  return Object.fromEntries(
    Object.entries(item).map(([name, value]: [string, Record<string, unknown>]) => {
      const [type = '', content] = Object.entries(value)[0] ?? [];
      return [name, { [type]: type.endsWith('S') && Array.isArray(content) ? [...content].sort() : content }];
    }),
  );
}
