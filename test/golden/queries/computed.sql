-- What PostgreSQL computes over what DynamoDB gave: aggregates, windows, CTEs, set operations, jsonb.

SELECT genre, count(*), round(avg(plays), 1) AS plays, max(rating) FROM music GROUP BY genre ORDER BY genre;
SELECT genre, count(*) FROM music GROUP BY genre HAVING count(*) > 1 ORDER BY 2 DESC, 1;
SELECT genre, artist, sum(plays) FROM music GROUP BY GROUPING SETS ((genre), (artist), ()) ORDER BY 1, 2;
SELECT count(*) FILTER (WHERE plays > 100) AS popular, string_agg(song_title, ', ' ORDER BY plays DESC) FROM music WHERE artist = 'Acme Band';
SELECT artist, song_title, rank() OVER (PARTITION BY artist ORDER BY plays DESC), sum(plays) OVER w AS running
  FROM music WINDOW w AS (PARTITION BY artist ORDER BY song_title) ORDER BY artist, song_title;
WITH paid AS (SELECT * FROM orders WHERE status IN ('PAID', 'SHIPPED')),
     best AS (SELECT customer_id, sum(total) AS spent FROM paid GROUP BY customer_id)
SELECT c.name, b.spent FROM best b JOIN customers c ON c.id = b.customer_id ORDER BY b.spent DESC;
WITH RECURSIVE days (day) AS (
  SELECT date '2024-02-10' UNION ALL SELECT day + 1 FROM days WHERE day < '2024-02-13'
)
SELECT day, count(o.placed), coalesce(sum(o.total), 0) AS total FROM days LEFT JOIN orders o ON o.placed::date = day GROUP BY day ORDER BY day;
SELECT artist FROM music WHERE genre = 'Rock' UNION SELECT artist FROM music WHERE genre = 'Folk' ORDER BY 1;
SELECT artist FROM music INTERSECT SELECT artist FROM music WHERE rating > 4 ORDER BY 1;
SELECT o.customer_id, line ->> 'sku' AS sku, (line ->> 'quantity')::int * (line ->> 'price')::numeric AS amount
  FROM orders o CROSS JOIN LATERAL jsonb_array_elements(o.lines) AS line ORDER BY 1, 2, 3;
SELECT jsonb_object_agg(id, name) FROM customers;
SELECT jsonb_path_query_array(lines, '$[*] ? (@.price > 20).sku') FROM orders WHERE customer_id = 'c1' ORDER BY placed;
SELECT unnest(tags) AS tag, count(*) FROM music GROUP BY tag ORDER BY tag;
SELECT song_title, CASE WHEN rating >= 4 THEN 'good' WHEN rating IS NULL THEN 'unknown' ELSE 'fair' END FROM music ORDER BY song_title COLLATE "C" LIMIT 4;
SELECT date_trunc('month', placed) AS month, count(*), sum(total) FROM orders GROUP BY month ORDER BY month;
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY total) FROM orders;
SELECT DISTINCT ON (artist) artist, song_title, plays FROM music ORDER BY artist, plays DESC;
-- Nothing is computed of the rows behind a LIMIT.
SELECT song_title, 100 / (year - 2020) AS quotient FROM music WHERE artist = 'Acme Band' AND upper(song_title) <> 'X' LIMIT 1;
SELECT song_title, 100 / (year - 2020) AS quotient FROM music WHERE artist = 'Acme Band' AND upper(song_title) <> 'X' OFFSET 1 ROW FETCH NEXT ROW ONLY;
SELECT song_title, 100 / (year - 2020) AS quotient FROM music WHERE artist = 'Acme Band' AND upper(song_title) <> 'X';
