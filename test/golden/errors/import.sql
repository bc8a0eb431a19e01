-- Imports that fail leave nothing behind.

-- expect: HINT
IMPORT FOREIGN SCHEMA app FROM SERVER shop INTO public;
-- expect: table "no_such_table" is not present
IMPORT FOREIGN SCHEMA public LIMIT TO (dynamodb_table1, no_such_table) FROM SERVER shop INTO public;
-- expect: relation "customers" already exists
IMPORT FOREIGN SCHEMA public FROM SERVER shop INTO public;
-- expect: relation "music" already exists
IMPORT FOREIGN SCHEMA public LIMIT TO (dynamodb_table1, music) FROM SERVER shop INTO public;
IMPORT FOREIGN SCHEMA public FROM SERVER nothing INTO public;
IMPORT FOREIGN SCHEMA public FROM SERVER shop INTO nothing;
IMPORT FOREIGN SCHEMA public FROM SERVER shop INTO public OPTIONS (raw_column 'item');
IMPORT FOREIGN SCHEMA public FROM SERVER shop INTO public OPTIONS (sample_size 'all');
IMPORT FOREIGN SCHEMA public FROM SERVER shop;
\det
