-- Planner 10: pushdown goes through views and prepared statements, with their values.
-- expect: GetItem on table "music"
-- expect-not: Scan on table
EXPLAIN SELECT year FROM rock WHERE artist = 'Acme Band' AND song_title = 'Hold On';
-- A view of a view.
CREATE VIEW old_rock AS SELECT artist, song_title FROM rock WHERE year < 2000;
-- expect: Key Condition: genre = 'Rock' AND year < 2000
-- expect: Filter Expression: artist = 'Acme Band'
-- expect-not: Scan on table
EXPLAIN SELECT song_title FROM old_rock WHERE artist = 'Acme Band';
-- Both sides of a join in a view that groups.
-- expect: GetItem on table "customers"
-- expect: Key Condition: customer_id = 'c1'
-- expect-not: Scan on table
EXPLAIN SELECT spent FROM spending WHERE id = 'c1';
-- Prepared statements.
PREPARE songs (text, text) AS SELECT plays FROM music WHERE artist = $1 AND song_title >= $2;
-- expect: Key Condition: artist = 'Acme Band' AND song_title >= 'H'
EXPLAIN EXECUTE songs('Acme Band', 'H');
-- expect: Key Condition: artist = 'No One You Know' AND song_title >= 'M'
EXPLAIN EXECUTE songs('No One You Know', 'M');
-- expect: no request
EXPLAIN EXECUTE songs('', 'M');
-- Parameters of \bind.
-- expect: GetItem on table "customers"
EXPLAIN SELECT name FROM customers WHERE id = $1 \bind c1 \g
