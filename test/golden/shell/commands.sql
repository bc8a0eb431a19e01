-- Commands that need no DynamoDB.
\conninfo
\l
\encoding
\encoding latin1
\cd /
\! pwd
\cd /no/such/folder
\setenv DDBSQL_COLOUR blue
\getenv colour DDBSQL_COLOUR
\getenv none DDBSQL_NOTHING
\echo :colour :none
\f ';'
\a
SELECT 1 AS a, 2 AS b;
\a
\t
SELECT 1 AS a, 2 AS b;
\t
\T class=x
\H
SELECT 1 AS a;
\H
\C 'A title'
SELECT 1 AS a;
\C
\z music
\c ddbsql
\s
\if true
\echo yes
\else
\echo no
\endif
\if maybe
\endif
\da
\df
\sf f
\password
\lo_list
\x auto
\x
SELECT 1 AS a;
\x
\h DROP SERVER
\h nothing
\pset border 2
SELECT 1 AS a;
\pset border
\pset nothing
\copy nothing
\g (nothing=1)
\r
\gexec
\crosstabview
SELECT count(nope) FROM music \watch 0.01
