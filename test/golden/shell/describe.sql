-- The \d family, and what \d+ adds of the DynamoDB table.
\d+ music
\d+ customers
\d+ event_log
\d rock
\d+ rock
\dE
\dv+ r*
CREATE TABLE notes (id serial PRIMARY KEY, artist text NOT NULL UNIQUE, body text DEFAULT '-' CHECK (body <> ''), CONSTRAINT long CHECK (length(body) < 100));
CREATE INDEX notes_body ON notes (lower(body)) WHERE body IS NOT NULL;
CREATE MATERIALIZED VIEW counted AS SELECT count(*) AS n FROM notes;
\d notes
\d notes_body
\d+ notes_pkey
\d notes_id_seq
\d counted
\di
\ds
\dm
COMMENT ON FOREIGN TABLE music IS 'songs';
COMMENT ON COLUMN music.plays IS 'how often';
GRANT SELECT ON music TO PUBLIC;
\d+ mus*
\dp music
\dn+
\dx+ plpgsql
\dx
\det
\des
\deu
\dew
\dn
\dt
\des+
\deu+
\dew+
\det+ music
\d nothing
\da
\dp nothing
