-- DynamoDB is read and not written.

INSERT INTO customers (id) VALUES ('c9');
UPDATE customers SET name = 'x' WHERE id = 'c1';
DELETE FROM customers WHERE id = 'c1';
TRUNCATE customers;
MERGE INTO customers USING (SELECT 1) AS s ON false WHEN NOT MATCHED THEN INSERT (id) VALUES ('x');
COPY customers FROM STDIN;
c9	x
\.
SELECT * FROM customers WHERE id = 'c1' FOR UPDATE;
WITH gone AS (DELETE FROM customers RETURNING *) SELECT * FROM gone;
SELECT count(*) FROM customers;
