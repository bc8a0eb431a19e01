import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeCatalogs } from '../../src/catalog/merge.ts';
import { type CatalogObject, inOrder, keyOf } from '../../src/catalog/objects.ts';
import { SqlError } from '../../src/errors.ts';
import { catalogs } from './arbitrary.ts';

function server(name: string, region = 'r', dependsOn: readonly string[] = []): CatalogObject {
  const definition = { name, wrapper: 'dynamodb_fdw', options: { aws_region: region } };
  return { kind: 'server', definition, key: keyOf({ kind: 'server', definition }), dependsOn };
}

function failure(work: () => unknown): SqlError {
  try {
    work();
  } catch (error) {
    if (error instanceof SqlError) return error;
  }
  throw new Error('nothing was thrown');
}

describe('mergeCatalogs', () => {
  it('keeps what both did', () => {
    const base = [server('a'), server('b'), server('c'), server('d')];
    const ours = [server('a', 'x'), server('c'), server('d'), server('new')];
    const theirs = [server('a'), server('b'), server('c', 'y'), server('theirs')];
    expect(mergeCatalogs(base, ours, theirs)).toEqual([
      server('a', 'x'),
      server('c', 'y'),
      server('new'),
      server('theirs'),
    ]);
  });

  it('takes the same change by both as one', () => {
    expect(mergeCatalogs([server('a')], [server('b')], [server('b')])).toEqual([server('b')]);
    expect(mergeCatalogs([], [server('b')], [server('b')])).toEqual([server('b')]);
  });

  it.each([
    ['changed differently', [server('a')], [server('a', 'x')], [server('a', 'y')]],
    ['dropped here, changed there', [server('a')], [], [server('a', 'y')]],
    ['changed here, dropped there', [server('a')], [server('a', 'x')], []],
    ['made differently', [], [server('a', 'x')], [server('a', 'y')]],
  ])('refuses what was %s', (_, base, ours, theirs) => {
    const error = failure(() => mergeCatalogs(base, ours, theirs));
    expect(error.fields).toMatchObject({ code: '40001', message: expect.stringContaining('server a') });
  });

  it('refuses an object without what it needs', () => {
    const [a, needy] = [server('a'), server('needy', 'r', ['server a'])];
    const here = failure(() => mergeCatalogs([a], [a, needy], []));
    const there = failure(() => mergeCatalogs([a], [], [a, needy]));
    expect([here.code, there.code]).toEqual(['40001', '40001']);
    expect(here.fields.detail).toBe('server needy depends on server a, which was dropped.');
    expect(here.message).toMatchInlineSnapshot(
      `"could not save server needy: another ddbsql has changed the catalog at the same time"`,
    );
  });

  it('takes what already stood without what it needs', () => {
    const alone = server('alone', 'r', ['type public.gone', 'server needed']);
    const base = [alone, server('needed')];
    expect(mergeCatalogs(base, [alone, server('new')], base)).toEqual([alone, server('new')]);
  });

  it('has one side’s changes where the other made none, and can be done again', () => {
    fc.assert(
      fc.property(catalogs, catalogs, (base, next) => {
        expect(mergeCatalogs(base, next, base)).toEqual(inOrder(next));
        expect(mergeCatalogs(base, base, next)).toEqual(inOrder(next));
        expect(mergeCatalogs(base, next, next)).toEqual(inOrder(next));
      }),
    );
  });
});
