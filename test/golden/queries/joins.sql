-- Joins of every kind; what a side lacks is NULL.

SELECT c.name, o.total FROM customers c JOIN orders o ON o.customer_id = c.id ORDER BY o.placed;
SELECT c.name, o.total FROM customers c LEFT JOIN orders o ON o.customer_id = c.id ORDER BY c.id, o.placed;
SELECT c.name, o.customer_id, o.total FROM customers c RIGHT JOIN orders o ON o.customer_id = c.id ORDER BY o.placed;
SELECT c.name, o.customer_id FROM customers c FULL JOIN orders o ON o.customer_id = c.id AND o.total > 50 ORDER BY c.name, o.customer_id, o.placed;
SELECT c.name, o.total FROM customers c, orders o WHERE o.customer_id = c.id AND c.country = 'IE' ORDER BY o.placed;
SELECT a.song_title, b.song_title FROM music a JOIN music b USING (artist) WHERE a.song_title < b.song_title AND artist = 'Acme Band' ORDER BY 1, 2;
SELECT name FROM customers c WHERE EXISTS (SELECT FROM orders o WHERE o.customer_id = c.id AND o.status = 'PAID') ORDER BY name;
SELECT name FROM customers c WHERE NOT EXISTS (SELECT FROM orders o WHERE o.customer_id = c.id) ORDER BY name;
SELECT total FROM orders WHERE customer_id IN (SELECT id FROM customers WHERE country = 'IE') ORDER BY total;
SELECT total FROM orders WHERE customer_id NOT IN (SELECT id FROM customers) ORDER BY total;
SELECT total FROM orders WHERE customer_id = (SELECT id FROM customers WHERE name = 'Ada Byrne') ORDER BY total;
SELECT c.name, last.total
  FROM customers c LEFT JOIN LATERAL (SELECT total FROM orders o WHERE o.customer_id = c.id ORDER BY placed DESC LIMIT 1) last ON true
  ORDER BY c.id;
-- With tables of PostgreSQL's own, and with values.
CREATE TEMP TABLE discount (country text, percent int);
INSERT INTO discount VALUES ('IE', 10), ('GB', 5);
SELECT c.name, sum(o.total * (100 - d.percent) / 100) AS due
  FROM customers c JOIN orders o ON o.customer_id = c.id JOIN discount d USING (country)
  GROUP BY c.name ORDER BY due DESC;
SELECT v.id, c.name FROM (VALUES ('c3'), ('c9')) AS v (id) LEFT JOIN customers c USING (id) ORDER BY v.id;
