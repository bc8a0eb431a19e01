-- A table made today: DescribeTable says 0 items for some hours, and nothing may be concluded from it.
-- sizes: unknown

-- expect: Scan on table "music"
-- expect: table size unknown
EXPLAIN SELECT * FROM music;
-- expect: Query on table "music"
EXPLAIN SELECT plays FROM music WHERE artist = 'Acme Band';
-- expect: Query on index "by_genre"
EXPLAIN SELECT artist FROM music WHERE genre = 'Rock' AND year > 2000;
EXPLAIN SELECT c.name, o.total FROM customers c JOIN orders o ON o.customer_id = c.id WHERE c.country = 'IE';
