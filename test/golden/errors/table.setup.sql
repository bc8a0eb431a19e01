CREATE FOREIGN TABLE missing (id text) SERVER shop OPTIONS (table 'musik');
CREATE FOREIGN TABLE unlike (id text) SERVER shop OPTIONS (table 'nothing-like-it');
CREATE FOREIGN TABLE number_key (artist numeric, song_title text) SERVER shop OPTIONS (table 'music');
CREATE FOREIGN TABLE text_key (id text, s text) SERVER shop OPTIONS (table 'kinds');
CREATE FOREIGN TABLE no_key (genre text, plays numeric) SERVER shop OPTIONS (table 'music');
CREATE FOREIGN TABLE no_index (artist text, song_title text) SERVER shop OPTIONS (table 'music', index 'by_label');
CREATE FOREIGN TABLE consistent_index (artist text) SERVER shop OPTIONS (table 'music', index 'by_genre', consistent_read 'true');
CREATE FOREIGN TABLE short_key (id smallint, s text) SERVER shop OPTIONS (table 'Event-Log');
CREATE FOREIGN TABLE strict (id numeric, s text) SERVER shop OPTIONS (table 'kinds', on_type_mismatch 'error');
