-- The same queries, fetched by pushdown and by reading everything: each prints its answer twice.
-- sizes: known

\set twice 'SET dynamodb_fdw.pushdown = on; :query; SET dynamodb_fdw.pushdown = off; :query;'
\pset tuples_only on
\set QUIET on
SET dynamodb_fdw.full_scan = allow;
\set query 'SELECT * FROM music WHERE artist = ''Acme Band'' AND song_title = ''Happy Day'''
:twice
\set query 'SELECT song_title FROM music WHERE artist = ''Acme Band'' AND song_title >= ''Hap'' ORDER BY 1 DESC LIMIT 2'
:twice
\set query 'SELECT song_title FROM music WHERE genre = ''Rock'' AND year > 1990 ORDER BY 1'
:twice
\set query 'SELECT count(*) FROM orders WHERE status <> ''NEW'''
:twice
\set query 'SELECT customer_id, total FROM orders WHERE status IS NULL OR total NOT BETWEEN 10 AND 100 ORDER BY total'
:twice
\set query 'SELECT song_title FROM music WHERE tags && ''{live,single}'' AND album NOT LIKE ''%Title'' ORDER BY 1'
:twice
\set query 'SELECT max(placed), min(total) FROM orders WHERE customer_id = ''c1'''
:twice
\set query 'SELECT c.name, o.total FROM customers c LEFT JOIN orders o ON o.customer_id = c.id AND o.status = ''PAID'' ORDER BY 1, 2'
:twice
\set query 'SELECT id FROM kinds WHERE s <> ''x'' OR yes IS NULL ORDER BY 1'
:twice
\set query 'SELECT count(*) FROM (SELECT artist FROM music WHERE plays > 10 LIMIT 3) s'
:twice
