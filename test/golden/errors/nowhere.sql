-- Nothing says where DynamoDB is, or who asks. No request is sent.
-- endpoint: none

-- expect: HINT
SELECT * FROM of_no_region;
-- expect: HINT
SELECT * FROM of_no_mapping;
-- expect: HINT
SELECT * FROM of_no_credentials;
-- expect: HINT
SELECT * FROM of_no_profile;
-- expect: HINT
IMPORT FOREIGN SCHEMA public FROM SERVER no_region INTO public;
-- expect: HINT
IMPORT FOREIGN SCHEMA public FROM SERVER no_credentials INTO public;
