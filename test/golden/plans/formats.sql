-- EXPLAIN's own options.

EXPLAIN (VERBOSE) SELECT song_title FROM music WHERE artist = 'Acme Band' AND plays > 10;
EXPLAIN (FORMAT JSON) SELECT song_title FROM music WHERE artist = 'Acme Band' AND md5(album) > 'a';
EXPLAIN (COSTS ON, VERBOSE OFF) SELECT count(*) FROM music;
EXPLAIN VERBOSE SELECT m.song_title FROM music AS m, customers WHERE m.artist = customers.id;
EXPLAIN (FORMAT YAML) SELECT song_title FROM music;
EXPLAIN (COSTS OFF, NONSENSE) SELECT song_title FROM music;
EXPLAIN (VERBOSE MAYBE) (SELECT song_title FROM music);
EXPLAIN (WAL) SELECT song_title FROM music;
EXPLAIN SELECT nothing FROM music;
