/** What the express lane takes, and what it leaves to the engine. */
import { describe, expect, test } from 'vitest';
import { readExpressStatement } from '../../src/run/express-statement.ts';

describe('read', () => {
  test.each([
    'SELECT * FROM music',
    'select artist, m.title AS "The Title" from public.music m where (artist = \'x\') AND 5 < year;',
    "SELECT count(*) FROM music WHERE title LIKE 'a%' AND year IN (1, -2, 3.5) AND NOT b",
    'SELECT min(title), max(title) FROM "Music" WHERE artist IS NOT NULL',
    'SELECT artist FROM music ORDER BY artist DESC, title OFFSET 2 LIMIT 10',
    'SELECT time, "select" FROM music -- a comment\n',
  ])('%s', (sql) => expect(readExpressStatement(sql)).toBeDefined());

  test('a condition is read the right way round', () => {
    expect(readExpressStatement("SELECT a FROM t WHERE 5 >= n AND x BETWEEN 'a' AND 'b'")?.qualifiers).toEqual([
      { column: 'n', operator: '<=', negated: false, values: [{ kind: 'number', text: '5' }] },
      { column: 'x', operator: '>=', negated: false, values: [{ kind: 'string', text: 'a' }] },
      { column: 'x', operator: '<=', negated: false, values: [{ kind: 'string', text: 'b' }] },
    ]);
  });
});

describe('left to the engine', () => {
  test.each([
    '',
    'SELECT 1',
    'TABLE music',
    'SELECT * FROM a, b',
    'SELECT * FROM a JOIN b ON true',
    'SELECT DISTINCT artist FROM music',
    'SELECT artist || title FROM music',
    'SELECT artist::text FROM music',
    'SELECT lower(artist) FROM music',
    'SELECT count(artist) FROM music',
    'SELECT * FROM music WHERE a = b',
    'SELECT * FROM music WHERE a = NULL',
    'SELECT * FROM music WHERE a = 1 OR a = 2',
    'SELECT * FROM music WHERE a = 1 + 1',
    'SELECT * FROM music WHERE a = \'x\' COLLATE "C"',
    "SELECT * FROM music WHERE a LIKE 'x%' ESCAPE '!'",
    "SELECT * FROM music WHERE a = date '2024-01-01'",
    'SELECT * FROM music m WHERE music.a = 1',
    'SELECT * FROM music ORDER BY 1',
    'SELECT * FROM music ORDER BY a NULLS FIRST',
    'SELECT * FROM music LIMIT $1',
    'SELECT * FROM music FOR UPDATE',
    'SELECT * FROM music; SELECT 1',
    'SELECT * FROM ONLY music',
    'SELECT * FROM music TABLESAMPLE system (1)',
    "SELECT * FROM music WHERE a = 'unfinished",
    'SELECT artist, FROM music',
    `SELECT ${'n'.repeat(64)} FROM music`,
  ])('%s', (sql) => expect(readExpressStatement(sql)).toBeUndefined());
});
