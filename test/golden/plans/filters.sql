-- Every condition that becomes a filter, on a Scan.

-- expect: Scan on table "orders"
-- expect: Filter Expression: total = 25
-- expect: exact
EXPLAIN SELECT customer_id FROM orders WHERE total = 25;
-- A bare <> would also be true of items without the attribute; SQL's is not.
-- expect: attribute_exists(total)
EXPLAIN SELECT customer_id FROM orders WHERE total <> 25;
-- expect: total < 25
EXPLAIN SELECT customer_id FROM orders WHERE total < 25;
-- expect: total <= 25.5
EXPLAIN SELECT customer_id FROM orders WHERE total <= 25.50;
-- expect: total > 25
EXPLAIN SELECT customer_id FROM orders WHERE total > 25;
-- expect: total >= 25
EXPLAIN SELECT customer_id FROM orders WHERE total >= 25;
-- expect: total >= 10 AND total <= 20
EXPLAIN SELECT customer_id FROM orders WHERE total BETWEEN 10 AND 20;
-- expect: total < 10 OR total > 20
EXPLAIN SELECT customer_id FROM orders WHERE total NOT BETWEEN 10 AND 20;
-- expect: total IN (1, 2, 3)
EXPLAIN SELECT customer_id FROM orders WHERE total IN (1, 2, 3);
EXPLAIN SELECT customer_id FROM orders WHERE total NOT IN (1, 2, 3);
-- expect: attribute_not_exists
EXPLAIN SELECT customer_id FROM orders WHERE total IS NULL;
-- expect: attribute_exists(total)
EXPLAIN SELECT customer_id FROM orders WHERE total IS NOT NULL;
-- expect: begins_with(album, 'Songs')
EXPLAIN SELECT artist FROM music WHERE album LIKE 'Songs%';
-- expect: contains(album, 'Life')
EXPLAIN SELECT artist FROM music WHERE album LIKE '%Life%';
-- expect: begins_with(album, 'S_ngs 100%')
EXPLAIN SELECT artist FROM music WHERE album LIKE 'S\_ngs 100\%%';
-- expect: superset
EXPLAIN SELECT artist FROM music WHERE album LIKE 'S_ngs%';
-- expect: Local
EXPLAIN SELECT artist FROM music WHERE album ILIKE 'songs%';
EXPLAIN SELECT artist FROM music WHERE album NOT LIKE 'Songs%';
-- Attributes that are in no key may be of any type: one of another type reads as NULL.
-- expect: rating = 4
EXPLAIN SELECT artist FROM music WHERE rating = 4;
-- expect: attribute_type(rating, 'N')
EXPLAIN SELECT artist FROM music WHERE rating <> 4;
-- expect: NOT attribute_type(rating, 'N')
EXPLAIN SELECT artist FROM music WHERE rating IS NULL;
-- expect: attribute_type(rating, 'N')
EXPLAIN SELECT artist FROM music WHERE rating IS NOT NULL;
-- expect: rating > 4
EXPLAIN SELECT artist FROM music WHERE NOT (rating <= 4);
-- expect: album <> 'Maps'
EXPLAIN SELECT artist FROM music WHERE album IS NOT NULL AND album NOT IN ('Hey Now', 'Maps');
EXPLAIN SELECT artist FROM music WHERE album IS DISTINCT FROM 'Hey Now';
EXPLAIN SELECT artist FROM music WHERE coalesce(album, '') = '';
-- AND, OR, NOT.
-- expect: OR
EXPLAIN SELECT customer_id FROM orders WHERE total < 5 OR total > 500;
EXPLAIN SELECT customer_id FROM orders WHERE (total < 5 OR status = 'NEW') AND (total > 1 OR status = 'PAID');
-- expect: OR
EXPLAIN SELECT customer_id FROM orders WHERE NOT (total < 5 AND status = 'NEW');
-- An arm that stays with PostgreSQL keeps the whole OR with it.
-- expect: Local
-- expect-not: Filter Expression
EXPLAIN SELECT customer_id FROM orders WHERE total < 5 OR length(status) = md5(status)::bit(8)::int;
-- What can be pushed of an AND is pushed.
-- expect: Filter Expression: total < 5
-- expect: Local
EXPLAIN SELECT customer_id FROM orders WHERE total < 5 AND md5(status) > 'a';
-- Booleans.
-- expect: active = true
EXPLAIN SELECT id FROM customers WHERE active;
EXPLAIN SELECT id FROM customers WHERE NOT active;
EXPLAIN SELECT id FROM customers WHERE active IS NOT TRUE;
-- Sets, documents, nested attributes, names with dashes.
-- expect: contains(tags, 'live')
EXPLAIN SELECT artist FROM music WHERE 'live' = ANY (tags);
-- expect: contains(tags, 'single')
EXPLAIN SELECT artist FROM music WHERE tags @> '{live,single}';
-- expect: label.country
EXPLAIN SELECT artist FROM music WHERE label ->> 'country' = 'GB';
-- expect: address.city
EXPLAIN SELECT name FROM customers WHERE city = 'Cork';
-- expect: "e-mail"
EXPLAIN SELECT pk FROM event_log WHERE email = 'ada@example.com';
EXPLAIN SELECT id FROM kinds WHERE item -> 'm' ->> 'a' = '1';
-- Other types than DynamoDB's own.
EXPLAIN SELECT id FROM customers WHERE joined = '2023-02-01';
EXPLAIN SELECT id FROM customers WHERE joined >= '2024-01-01';
EXPLAIN SELECT pk FROM event_log WHERE ip = '10.0.0.1';
EXPLAIN SELECT id FROM kinds WHERE b = '\x00ff10';
EXPLAIN SELECT artist FROM music WHERE length(album) > 12;
-- A value that no item can hold.
-- expect: no request
EXPLAIN SELECT customer_id FROM orders WHERE total = 'NaN';
-- expect: no request
EXPLAIN SELECT artist FROM music WHERE year = 99999999999;
-- expect: no request
EXPLAIN SELECT artist FROM music WHERE year = 1999.5;
