-- Services that refuse, and none at all. No secret is shown.

-- expect: HINT
-- expect-not: the-secret
SELECT * FROM of_unknown_key;
-- expect: HINT
-- expect-not: the-secret
SELECT * FROM of_wrong_secret;
-- expect: HINT
SELECT * FROM of_no_permission;
-- expect: HINT
SELECT * FROM of_nobody;
-- The same from a plan, which only describes the table, and from an import.
-- expect: HINT
EXPLAIN SELECT * FROM of_nobody;
-- expect: HINT
IMPORT FOREIGN SCHEMA public FROM SERVER nobody INTO public;
-- expect: HINT
IMPORT FOREIGN SCHEMA public FROM SERVER unknown_key INTO public;
\det of_*
