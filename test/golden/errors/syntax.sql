-- What is no SQL, is shown where it is not.

SELEC * FROM music;
SELECT * FORM music;
SELECT * FROM music WHERE;
SELECT 'half;
';
SELECT * FROM music WHERE artist = = 'x';
SELECT (1;
);
EXPLAIN;
\nonsense
\d nothing
SELECT '☃', nothing FROM music;
SELECT *
  FROM music
 WHERE nothing = 1;
-- A half statement at the end of the file is sent as it is.
SELECT artist FROM music WHERE artist IN ('Acme Band',
