-- The catalog that cases begin with, unless they say `-- catalog: empty`.
CREATE EXTENSION dynamodb_fdw;
CREATE SERVER shop FOREIGN DATA WRAPPER dynamodb_fdw OPTIONS (aws_region 'us-east-1');
CREATE USER MAPPING FOR CURRENT_USER SERVER shop OPTIONS (aws_access_id 'local', aws_access_key 'secret');
CREATE FOREIGN TABLE music (
  artist text NOT NULL,
  song_title text NOT NULL,
  year int,
  genre text,
  album text,
  plays bigint,
  rating numeric,
  tags text[],
  label jsonb
) SERVER shop;
CREATE FOREIGN TABLE customers (
  id text NOT NULL,
  name text,
  country text,
  active boolean,
  joined date OPTIONS (format 'iso8601'),
  city text OPTIONS (attribute 'address.city'),
  address jsonb,
  phones text[]
) SERVER shop;
CREATE FOREIGN TABLE orders (
  customer_id text NOT NULL,
  placed timestamptz OPTIONS (format 'iso8601') NOT NULL,
  total numeric,
  status text,
  lines jsonb
) SERVER shop;
CREATE FOREIGN TABLE kinds (
  id numeric NOT NULL,
  s text,
  n numeric,
  b bytea,
  yes boolean,
  m jsonb,
  l jsonb,
  ss text[],
  ns numeric[],
  bs bytea[],
  nil text,
  item jsonb
) SERVER shop OPTIONS (raw_item_column 'item');
CREATE FOREIGN TABLE event_log (
  pk text OPTIONS (attribute 'PK'),
  sk text OPTIONS (attribute 'SK'),
  name text OPTIONS (attribute 'Name'),
  email text OPTIONS (attribute 'e-mail'),
  ip inet
) SERVER shop OPTIONS (table 'Event-Log');
CREATE VIEW rock AS SELECT artist, song_title, year FROM music WHERE genre = 'Rock';
CREATE VIEW spending AS
  SELECT c.id, c.name, sum(o.total) AS spent, count(*) AS orders
  FROM customers c JOIN orders o ON o.customer_id = c.id
  GROUP BY c.id, c.name;
