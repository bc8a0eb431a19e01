-- Cost 1: EXPLAIN shows request, index, key condition, filter, projection, each qualifier's verdict and why, pages and read units; and reads no item.
-- expect: DynamoDB: Query on index "by_genre" of table "music"
-- expect: Key Condition: genre = 'Rock' AND year >= 1990
-- expect: Filter Expression: album >= '' AND album <> 'x'
-- expect: Projection: artist, song_title, year, genre, album, plays
-- expect: Estimate: 
-- expect: read units
-- expect: key condition, exact
-- expect: filter, exact
-- expect: Local: 
EXPLAIN SELECT artist, plays FROM music WHERE genre = 'Rock' AND year >= 1990 AND album <> 'x' AND upper(album) = 'Y';
-- As JSON, with the request as DynamoDB takes it.
-- expect: "KeyConditionExpression"
-- expect: "ExpressionAttributeValues"
-- expect: "TableName": "music"
-- expect: "Read Units"
EXPLAIN (FORMAT JSON) SELECT plays FROM music WHERE artist = 'Acme Band' AND song_title < 'P' AND genre = 'Rock';
-- expect: "Operation": "GetItem"
EXPLAIN (FORMAT JSON) SELECT name FROM customers WHERE id = 'c1';
-- Several scans each show their own.
-- expect: GetItem on table "customers"
-- expect: Query on table "orders"
EXPLAIN SELECT c.name, o.total FROM customers c JOIN orders o ON o.customer_id = c.id WHERE c.id = 'c1';
