import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Row } from '../../src/engine/port.ts';
import { type FormatName, formatNames } from '../../src/format/options.ts';
import { field, print } from './collect.ts';

/** Any text PostgreSQL could hold, controls and astral characters among it. */
const anyText = fc.string({ unit: 'binary', maxLength: 12 }).map((text) => text.replaceAll('\0', ''));
const oddText = fc
  .array(fc.oneof(fc.constantFrom('\x1b[31m', '\x9b', '\r', '\n', '\t', '"', ',', '|', '\\', 'a', '日'), anyText), {
    maxLength: 6,
  })
  .map((parts) => parts.join(''));
const asciiText = fc.string({ unit: 'grapheme-ascii', maxLength: 12 });

interface Sample {
  readonly names: readonly string[];
  readonly rows: readonly Row[];
}

function samples(text: fc.Arbitrary<string>): fc.Arbitrary<Sample> {
  return fc.integer({ min: 1, max: 4 }).chain((columns) =>
    fc.record({
      names: fc.array(text, { minLength: columns, maxLength: columns }),
      rows: fc.array(fc.array(fc.option(text), { minLength: columns, maxLength: columns }), { maxLength: 7 }),
    }),
  );
}

const fieldsOf = (names: readonly string[]) => names.map((name) => field(name));
const expandedModes = ['off', 'on'] as const;

describe('no control character reaches a person', () => {
  const unsafe = /(?![\n\t])\p{Cc}/u;

  test.each(formatNames.flatMap((format) => expandedModes.map((expanded) => ({ format, expanded }))))(
    '$format, expanded $expanded, on a terminal',
    async ({ format, expanded }) => {
      await fc.assert(
        fc.asyncProperty(samples(oddText), oddText, oddText, async ({ names, rows }, title, footer) => {
          const options = { format, expanded, title, escapeControls: true };
          expect(await print(options, fieldsOf(names), rows, [footer])).not.toMatch(unsafe);
        }),
        { numRuns: 30 },
      );
    },
  );

  const always: readonly FormatName[] = ['aligned', 'boxed', 'dynamodb-json', 'json', 'markdown', 'ndjson', 'wrapped'];
  test.each(always.flatMap((format) => expandedModes.map((expanded) => ({ format, expanded }))))(
    'nor in $format, expanded $expanded, anywhere else',
    async ({ format, expanded }) => {
      await fc.assert(
        fc.asyncProperty(samples(oddText), async ({ names, rows }) => {
          const options = { format, expanded, columns: 20 };
          expect(await print(options, fieldsOf(names), rows)).not.toMatch(unsafe);
        }),
        { numRuns: 30 },
      );
    },
  );
});

test('csv is read back as what it was written from', async () => {
  await fc.assert(
    fc.asyncProperty(
      samples(oddText),
      fc.constantFrom(',', ';', '\t', '.', '\\'),
      async ({ names, rows }, separator) => {
        const text = await print({ format: 'csv', csvFieldSeparator: separator }, fieldsOf(names), rows);
        expect(parseCsv(text, separator)).toEqual([names, ...rows.map((row) => row.map((cell) => cell ?? ''))]);
      },
    ),
  );
});

/** RFC 4180, with one-character line ends. */
function parseCsv(text: string, separator: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    let value = '';
    if (text[at] === '"') {
      for (at++; text[at] !== '"' || text[at + 1] === '"'; at++) {
        value += text[at];
        if (text[at] === '"') at++;
      }
      at++;
    } else {
      while (text[at] !== separator && text[at] !== '\n') value += text[at++];
    }
    row.push(value);
    if (text[at++] === '\n') {
      rows.push(row);
      row = [];
    }
  }
  return rows;
}

describe('JSON', () => {
  const uniquelyNamed = samples(oddText).filter(({ names }) => new Set(names).size === names.length);
  const objects = ({ names, rows }: Sample): unknown[] =>
    // The map keeps a column named __proto__ an own one.
    rows.map((row) => Object.fromEntries(names.map((name, index) => [name, row[index]])));

  test('json parses to the rows', async () => {
    await fc.assert(
      fc.asyncProperty(uniquelyNamed, async (sample) => {
        const text = await print({ format: 'json' }, fieldsOf(sample.names), sample.rows);
        expect(JSON.parse(text)).toEqual(objects(sample));
      }),
    );
  });

  test('ndjson parses to the rows, a line each', async () => {
    await fc.assert(
      fc.asyncProperty(uniquelyNamed, async (sample) => {
        const text = await print({ format: 'ndjson' }, fieldsOf(sample.names), sample.rows);
        const lines = text === '' ? [] : text.trimEnd().split('\n');
        expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(objects(sample));
      }),
    );
  });
});

describe('lines of a table of ASCII text are as wide as each other', () => {
  const widthsOf = (text: string): Set<number> =>
    new Set(
      text
        .trimEnd()
        .split('\n')
        .slice(0, -1)
        .map((line) => line.length),
    );

  test.each(['ascii', 'unicode', 'old-ascii'] as const)('%s', async (lineStyle) => {
    await fc.assert(
      fc.asyncProperty(samples(asciiText), async ({ names, rows }) => {
        expect(widthsOf(await print({ border: 2, lineStyle }, fieldsOf(names), rows)).size).toBe(1);
      }),
    );
  });

  test('wrapped', async () => {
    await fc.assert(
      fc.asyncProperty(samples(asciiText), fc.integer({ min: 1, max: 60 }), async ({ names, rows }, columns) => {
        // Under a name of no width, psql folds a column away to nothing, and its text sticks out.
        const fields = fieldsOf(names.map((name) => name || 'c'));
        const text = await print({ format: 'wrapped', border: 2, columns }, fields, rows);
        expect(widthsOf(text).size).toBe(1);
      }),
    );
  });
});
