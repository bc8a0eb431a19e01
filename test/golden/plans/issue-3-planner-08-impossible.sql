-- Planner 8: what no item can satisfy makes no request.
-- expect-not: Query on
-- expect-not: Scan on table
-- expect-not: GetItem
-- expect: no request
EXPLAIN SELECT * FROM music WHERE artist = '';
-- expect-not: Query on
-- expect-not: Scan on table
-- expect-not: GetItem
-- expect: no request
EXPLAIN SELECT plays FROM music WHERE artist = 'Acme Band' AND song_title > 'M' AND song_title < 'H';
-- expect-not: Query on
-- expect-not: Scan on table
-- expect-not: GetItem
-- expect: no request
EXPLAIN SELECT plays FROM music WHERE artist = 'Acme Band' AND song_title BETWEEN 'P' AND 'H';
-- expect-not: Query on
-- expect-not: Scan on table
-- expect-not: GetItem
-- expect: no request
EXPLAIN SELECT rating FROM music WHERE rating > 5 AND rating < 3;
-- expect-not: Query on
-- expect-not: Scan on table
-- expect-not: GetItem
-- expect: no request
EXPLAIN SELECT rating FROM music WHERE rating = 1e200;
-- expect-not: Query on
-- expect-not: Scan on table
-- expect-not: GetItem
-- expect: no request
EXPLAIN SELECT rating FROM music WHERE rating = 'NaN';
-- What PostgreSQL sees by itself has no scan at all.
-- expect-not: DynamoDB:
EXPLAIN SELECT * FROM music WHERE false;
-- expect-not: DynamoDB:
EXPLAIN SELECT * FROM music WHERE artist = NULL;
-- expect-not: DynamoDB:
EXPLAIN SELECT * FROM music WHERE genre = 'Rock' AND 1 = 2;
-- expect-not: DynamoDB:
EXPLAIN SELECT plays FROM music WHERE artist IN ('Acme Band') AND artist IN ('No One You Know');
