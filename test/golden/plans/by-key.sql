-- One item by its whole key, and many.

-- expect: GetItem on table "music"
-- expect-not: Filter Expression
EXPLAIN SELECT album FROM music WHERE artist = 'Acme Band' AND song_title = 'Happy Day';
