/** Pages that threads read give the lines that one thread makes of them, in the pages' order, with the same account of what did not fit. */
import { afterEach, beforeAll, expect, test } from 'vitest';
import { lineThreadScript } from '../../scripts/artifacts.ts';
import { COPY } from '../../src/dynamo/codec/copy-text.ts';
import type { ThreadChoice } from '../../src/dynamo/codec/line-threads.ts';
import type { LineOptions } from '../../src/dynamo/codec/lines.ts';
import { PageLines } from '../../src/dynamo/codec/page-lines.ts';
import type { ColumnTarget } from '../../src/dynamo/codec/target.ts';
import { type Items, JsonItems } from '../../src/dynamo/items.ts';
import { SqlError } from '../../src/errors.ts';
import { csvForm } from '../../src/format/csv.ts';
import { order } from '../emulators/canned.ts';

let script: string;
beforeAll(async () => {
  script = await lineThreadScript(new URL('../../', import.meta.url));
});

const unreadable = new Error('not an answer of DynamoDB');
let given = 0;
afterEach(() => {
  given = 0;
});

function target(base: string, attribute: string): ColumnTarget {
  return { name: attribute, path: [attribute], base, type: base, typeModifier: -1, coerce: false };
}
const TARGETS = [
  target('text', 'customer'),
  target('numeric', 'line'),
  target('text', 'note'),
  target('jsonb', 'address'),
  target('numeric', 'odd'),
  target('boolean', 'express'),
];
const policy = { mode: 'null', keys: ['customer', 'line'] } as const;

/** Items 100 to a page; every fortieth has an `odd` that fits no number, and what forms have to write otherwise. */
function textOf(page: number): string {
  return Array.from({ length: 100 }, (_, n) => {
    const i = page * 100 + n;
    const odd = i % 40 === 7 ? { S: 'odd' } : i % 40 === 9 ? { BOOL: true } : { N: String(i) };
    const note = i % 50 === 3 ? { S: 'tab\t, "quote",\nline 😀' } : order(i).note;
    return JSON.stringify({ ...order(i), odd, note });
  }).join(',');
}

async function* pages(count: number, text: (page: number) => string = textOf): AsyncGenerator<{ items: Items }> {
  for (let page = 0; page < count; page++) {
    given += 1;
    // An allocation of its own, as a body is received into.
    const bytes = Buffer.from(new Uint8Array(Buffer.from(text(page))).buffer);
    // Some pages come as objects: unions and emulators give such.
    const items = page % 10 === 9 ? JSON.parse(`[${bytes}]`) : new JsonItems(bytes, 100, bytes, () => unreadable);
    yield { items };
    yield { items: [] };
  }
}

async function read(options: LineOptions, choice: ThreadChoice | undefined, from = pages(24)): Promise<unknown> {
  const lines = new PageLines(TARGETS, options, choice);
  const all: string[] = [];
  let rows = 0;
  for await (const { bytes, count } of lines.of(from)) {
    all.push(Buffer.from(bytes).toString());
    rows += count;
  }
  const mismatches = lines.mismatches().map(({ target: { name }, count, types }) => ({ name, count, types }));
  return { all, rows, mismatches };
}

const FORMS: readonly (readonly [string, LineOptions])[] = [
  ['COPY', { form: COPY, policy }],
  ['COPY, transferable', { form: COPY, policy, transferable: true }],
  ['csv of some columns', { form: csvForm(';', 'NULL'), policy, written: [4, 2, 3] }],
  ['rows dropped', { form: csvForm(',', ''), policy, required: new Set(['odd']) }],
];
test.each(FORMS)('%s: by threads = by one', async (_, options) => {
  const alone = await read(options, undefined);
  expect(alone).toMatchObject({
    mismatches: [
      {
        name: 'odd',
        count: 120,
        types: new Map([
          ['S', 60],
          ['BOOL', 60],
        ]),
      },
    ],
  });
  expect(await read(options, { count: 3, script })).toEqual(alone);
});

test('an attribute that does not fit, where that is an error, ends it with the error', async () => {
  const fits = (page: number): string =>
    textOf(page).replaceAll(/"odd":\{"(?:S":"odd"|BOOL":true)\}/g, '"odd":{"N":"1"}');
  const options: LineOptions = { form: COPY, policy: { mode: 'error', keys: ['customer', 'line'] } };
  const failed = read(
    options,
    { count: 2, script },
    pages(40, (page) => (page < 12 ? fits(page) : textOf(page))),
  );
  await expect(failed).rejects.toBeInstanceOf(SqlError);
  await expect(failed).rejects.toMatchObject({
    message: 'attribute "odd" of type S does not fit column "odd" of type numeric',
    fields: { code: 'HV004', detail: 'The item\'s key is {"customer": "cust#000060", "line": 7}.' },
  });
  expect(given).toBeLessThan(30);
});

test('items that are no JSON are refused as the connection refuses them', async () => {
  const broken = pages(40, (page) => (page === 15 ? '{"customer":{"S":'.repeat(100) : textOf(page)));
  await expect(read({ form: COPY, policy }, { count: 2, script }, broken)).rejects.toBe(unreadable);
});

test('a consumer that stops ends the threads and the pages', async () => {
  const lines = new PageLines(TARGETS, { form: COPY, policy }, { count: 2, script });
  let taken = 0;
  for await (const _ of lines.of(pages(1000))) if (++taken === 20) break;
  expect(given).toBeLessThan(40);
});

test('a thread that cannot start is an error', async () => {
  const choice = { count: 2, script: new URL('./there-is-no-such-thread.mjs', import.meta.url) };
  await expect(read({ form: COPY, policy }, choice)).rejects.toThrow();
});
