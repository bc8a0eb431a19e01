import { expect, test } from 'vitest';
import { parseStatement } from '../../src/sql/parse.ts';
import { columnReferencesQualifiedBySchema, tableReferences } from '../../src/sql/references.ts';

/** The names of the relations; with `!` those that are changed, with `?` those in no SELECT's FROM. */
function names(text: string): string[] {
  return tableReferences(parseStatement(text)).map(({ ref, target, core }) => {
    const name = ref.name.map((part) => part.name).join('.');
    expect(text.slice(ref.nameSpan.start, ref.nameSpan.end).replaceAll('"', '').toLowerCase()).toBe(name.toLowerCase());
    return `${name}${target ? '!' : core === undefined ? '?' : ''}`;
  });
}

test.each([
  ['SELECT 1', []],
  ['SELECT * FROM t, s.u AS x JOIN "V" ON true', ['t', 's.u', 'V']],
  ['SELECT * FROM t WHERE a IN (SELECT b FROM u WHERE EXISTS (SELECT 1 FROM v))', ['t', 'u', 'v']],
  ['SELECT (SELECT a FROM u) FROM t ORDER BY (SELECT b FROM v) LIMIT (SELECT c FROM w)', ['u', 't', 'v', 'w']],
  ['SELECT * FROM (SELECT * FROM t) x, LATERAL (SELECT * FROM u) y, f((SELECT a FROM v)) z', ['t', 'u', 'v']],
  ['SELECT sum(a) FILTER (WHERE a > (SELECT 1 FROM t)) OVER (PARTITION BY (SELECT 1 FROM u)) FROM v', ['t', 'u', 'v']],
  ['TABLE t', ['t?']],
  ['SELECT * FROM t UNION (SELECT * FROM u ORDER BY a) EXCEPT TABLE v', ['t', 'u', 'v?']],
  ['SELECT * FROM t TABLESAMPLE system ((SELECT a FROM u))', ['t', 'u']],
  ['SELECT json_array(SELECT a FROM t)', ['t']],
])('%s names %j', (text, expected) => {
  expect(names(text)).toEqual(expected);
});

test.each([
  ['WITH x AS (SELECT * FROM t) SELECT * FROM x', ['t']],
  ['WITH x AS (SELECT * FROM x) SELECT * FROM x', ['x']],
  ['WITH RECURSIVE x AS (SELECT 1 UNION ALL SELECT * FROM x, t) SELECT * FROM x', ['t']],
  ['WITH x AS (SELECT * FROM y), y AS (SELECT * FROM x) SELECT * FROM x, y', ['y']],
  ['WITH RECURSIVE x AS (SELECT * FROM y), y AS (SELECT 1) SELECT * FROM x, y', []],
  ['WITH x AS (SELECT 1) SELECT * FROM s.x', ['s.x']],
  ['WITH x AS (SELECT 1) SELECT * FROM (SELECT * FROM x) y, (WITH x AS (SELECT * FROM t) SELECT * FROM x) z', ['t']],
  ['SELECT * FROM (WITH x AS (SELECT 1) SELECT * FROM x) y, x', ['x']],
  ['SELECT * FROM x WHERE a IN (WITH x AS (SELECT * FROM x) SELECT * FROM x)', ['x', 'x']],
  ['WITH "X" AS (SELECT 1) SELECT * FROM x, "X"', ['x']],
  ['WITH x AS (INSERT INTO t SELECT * FROM u RETURNING *) SELECT * FROM x', ['t!', 'u']],
  ['WITH x AS (SELECT 1), y AS (DELETE FROM x USING x z RETURNING *) SELECT * FROM y', ['x!']],
  ['(WITH x AS (SELECT 1) SELECT * FROM x) UNION SELECT * FROM x', ['x']],
])('%s sees its CTEs as PostgreSQL does', (text, expected) => {
  expect(names(text)).toEqual(expected);
});

test.each([
  ['INSERT INTO t SELECT * FROM t', ['t!', 't']],
  ['INSERT INTO t VALUES ((SELECT a FROM u)) ON CONFLICT (a) DO UPDATE SET b = (SELECT c FROM v)', ['t!', 'u', 'v']],
  ['WITH x AS (SELECT 1) INSERT INTO x SELECT * FROM x', ['x!']],
  [
    'UPDATE t SET a = (SELECT 1 FROM u) FROM v WHERE b IN (SELECT 1 FROM w) RETURNING (SELECT 2 FROM x)',
    ['t!', 'u', 'v?', 'w', 'x'],
  ],
  ['DELETE FROM t USING u, LATERAL (SELECT * FROM v) w WHERE a', ['t!', 'u?', 'v']],
  [
    'MERGE INTO t USING (SELECT * FROM u) x ON true WHEN MATCHED THEN UPDATE SET a = (SELECT 1 FROM v)',
    ['t!', 'u', 'v'],
  ],
  ['COPY t FROM STDIN', ['t!']],
  ['COPY t TO STDOUT', ['t?']],
  ['COPY (SELECT * FROM t) TO STDOUT', ['t']],
  ['EXPLAIN ANALYZE DELETE FROM t', ['t!']],
  ['PREPARE p AS SELECT * FROM t', ['t']],
  ['EXECUTE p ((SELECT a FROM t))', ['t']],
  ['DECLARE c CURSOR FOR SELECT * FROM t', ['t']],
  ['CREATE TABLE x AS SELECT * FROM t', ['t']],
  ['CREATE VIEW v AS SELECT * FROM t, v', ['t', 'v']],
  ['CREATE RECURSIVE VIEW v (n) AS SELECT 1 UNION ALL SELECT n FROM v, t', ['t']],
  ['ANALYZE t, s.u (a)', ['t?', 's.u?']],
])('%s changes and reads %j', (text, expected) => {
  expect(names(text)).toEqual(expected);
});

test('the SELECT that a relation stands in is the innermost', () => {
  const text = 'SELECT (SELECT 2 FROM u) FROM t';
  const cores = tableReferences(parseStatement(text)).map(({ core }) => text.slice(core?.span.start, core?.span.end));
  expect(cores).toEqual(['SELECT 2 FROM u', text]);
});

test('column references with a schema are found wherever they stand', () => {
  const text = 'SELECT s.t.a, t.a, s.t.*, t.*, * FROM s.t WHERE f(s.t.b) IN (SELECT s.u.c FROM s.u) ORDER BY s.t.d';
  const found = columnReferencesQualifiedBySchema(parseStatement(text)).map(({ span }) =>
    text.slice(span.start, span.end),
  );
  expect(found).toEqual(['s.t.a', 's.t.*', 's.t.b', 's.u.c', 's.t.d']);
});
