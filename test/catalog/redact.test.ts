import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasSecret, redactSecrets } from '../../src/catalog/redact.ts';

describe('redactSecrets', () => {
  it.each([
    ["CREATE USER MAPPING FOR a SERVER s OPTIONS (aws_access_id 'AKIA', aws_access_key 'S3CR3T')"],
    ["ALTER USER MAPPING FOR a SERVER s OPTIONS (SET AWS_Access_Key 'S3CR3T', ADD aws_session_token 'S3CR3T too')"],
    ["create user mapping server s options (aws_access_key'S3CR3T'\""],
    ['... ("aws_access_key" \'S3CR3T\')'],
    ["... (aws_access_key E'S3CR3T\\' S3CR3T')"],
    ["... (aws_access_key U&'S3CR3T' UESCAPE '!')"],
    ['... (aws_access_key $$S3CR3T$$)'],
    ["... (aws_access_key $q$S3CR3T's$q$)"],
    ["... (aws_access_key /* the key */ 'S3CR3T''S3CR3T')"],
    ["... (aws_access_key -- the key\n 'S3CR3T')"],
    ["... (aws_access_key 'S3CR3T'\n 'S3CR3T')"],
    ["... (aws_access_key '''S3CR3T')"],
    ["... (aws_access_key 'S3CR3T"],
    ['... (aws_access_key $x$S3CR3T$$'],
    ['OPTIONS (aws_access_key S3CR3T/+=, aws_access_id AKIA)'],
    ['OPTIONS (aws_access_key "S3CR3T", aws_access_id \'AKIA\')'],
    ["OPTIONS (aws_access_key = 'S3CR3T')"],
    ["OPTIONS (aws_access_key => 'S3CR3T')"],
    ['{"aws_access_key": "S3CR3T"}'],
    ["OPTIONS (aws_secret_access_key 'S3CR3T')"],
    ["DO $$ BEGIN CREATE USER MAPPING FOR a SERVER s OPTIONS (aws_access_key 'S3CR3T'); END $$"],
    ["DO 'BEGIN CREATE USER MAPPING FOR a SERVER s OPTIONS (aws_access_key ''S3CR3T''); END'"],
    ["DO $$ BEGIN EXECUTE 'CREATE USER MAPPING FOR a SERVER s OPTIONS (aws_access_key ''S3CR3T'''); END $$"],
    ["EXECUTE 'EXECUTE ''... (aws_access_key ''''S3CR3T'''')'' '"],
    ['\\set aws_access_key S3CR3T'],
    ["CREATE USER MAPPING FOR a SERVER s OPTIONS (aws_acces_key 'S3CR3T')"],
    ["CREATE USER MAPPING FOR a SERVER s OPTION (password 'S3CR3T', aws_access_id 'AKIA')"],
    ["ALTER USER MAPPING FOR a SERVER s OPTIONS (SET secret 'S3CR3T', ADD profile 'p')"],
    ["ALTER USER MAPPING FOR a SERVER s OPTIONS (ADD aws_access_id 'AKIA' 'S3CR3T')"],
    ["CREATE USER MAPPING FOR a SERVER s OPTIONS ('S3CR3T')"],
    ["CREATE USER MAPPING FOR a SERVER s OPTIONS (aws_access_key, 'S3CR3T')"],
    ['CREATE USER MAPPING FOR a SERVER s OPTIONS (aws_access_key, S3CR3T)'],
    ['CREATE USER MAPPING FOR a SERVER s OPTIONS (acces_key S3CR3T/S3CR3T+S3CR3T=, profile p)'],
    ["CREATE USER MAPPING FOR a SERVER s OPTIONS (acces_key 'S3CR3T"],
    ['CREATE USER MAPPING FOR a SERVER s OPTIONS (acces_key $$S3CR3T$$)'],
    ["DO 'BEGIN CREATE USER MAPPING FOR a SERVER s OPTIONS (acces_key ''S3CR3T''); END'"],
    ["CREATE USERMAPPING FOR a SERVER s OPTIONS (acces_key 'S3CR3T')"],
    ["CREATE USER MAPPING FOR a SERVER s WITH acces_key 'S3CR3T', region 'S3CR3T'"],
    ["ALTER USER MAPPING FOR a SERVER s SET acces_key 'S3CR3T';"],
    ["CREATE SERVER s FOREIGN DATA WRAPPER w OPTIONS (aws_region 'r', secret_key 'S3CR3T')"],
    ["CREATE FOREIGN TABLE t (a text OPTIONS (attribute 'b')) SERVER s OPTIONS (ADD my_token 'S3CR3T')"],
    ["CREATE SERVER s FOREIGN DATA WRAPPER w OPTIONS (aws_secret 'S3CR3T')"],
    ["DO $$ BEGIN EXECUTE format('... (aws_access_key %L)', 'S3CR3T'); END $$"],
    ["DO $$ DECLARE k text := 'S3CR3T'; BEGIN EXECUTE format('... (aws_access_key %1$L)', k); END $$"],
    ["DO $$ BEGIN EXECUTE '... (aws_access_key ' || quote_literal('S3CR3T') || ')'; END $$"],
    ['\\set my_secret S3CR3T'],
    ["\\setenv AWS_SECRET_ACCESS_KEY 'S3CR3T S3CR3T'"],
    ["ALTER ROLE postgres PASSWORD 'S3CR3T'"],
    ["create user bob\n  WITH LOGIN encrypted password'S3CR3T' VALID UNTIL 'infinity'"],
    ['\\c postgres://u:S3CR3T@host:5432/db'],
    ["SELECT 'https://u:S3CR3T@host/'"],
  ])('hides the value in %s', (text) => {
    const redacted = redactSecrets(text);
    expect(redacted).not.toContain('S3CR3T');
    expect(redacted).toContain('********');
    expect(hasSecret(text)).toBe(true);
    expect(hasSecret(redacted)).toBe(false);
  });

  it('leaves the rest of the statement as it was', () => {
    expect(
      redactSecrets(
        "ALTER USER MAPPING FOR a SERVER s OPTIONS (SET aws_access_key 'a''b', ADD profile 'it''s', DROP keyring);",
      ),
    ).toBe(
      "ALTER USER MAPPING FOR a SERVER s OPTIONS (SET aws_access_key '********', ADD profile 'it''s', DROP keyring);",
    );
    expect(redactSecrets("DO 'x OPTIONS (aws_access_key ''s''''x'', profile ''p'')'; SELECT 'y'")).toBe(
      "DO 'x OPTIONS (aws_access_key ''********'', profile ''p'')'; SELECT 'y'",
    );
  });

  it.each([
    ['SELECT aws_access_key FROM keys'],
    ['ALTER ROLE bob PASSWORD NULL'],
    ["SELECT password FROM users WHERE role = 'x'"],
    ["CREATE ROLE bob; SELECT password 'x'"],
    ["OPTIONS (endpoint 'http://host:8000/a@b')"],
    ['SELECT aws_access_key "key" FROM keys'],
    ["SELECT 'aws_access_key', 'x'"],
    ["... OPTIONS (aws_access_id 'AKIA', DROP aws_access_key, ADD profile 'p')"],
    ["... OPTIONS (aws_access_key :'key', aws_session_token :token)"],
    ["... OPTIONS (my_aws_access_key 'x')"],
    ["... OPTIONS (aws_access_key '')"],
    ["... OPTIONS (aws_access_key '********')"],
    ['\\set key value'],
    [
      "CREATE USER MAPPING FOR a SERVER s OPTIONS (aws_access_id 'AKIA', profile 'p', \"role_arn\" 'r', keyring 'true')",
    ],
    ["ALTER USER MAPPING FOR a SERVER s OPTIONS (SET profile 'p', DROP secret, ADD secret :'key', ADD other '')"],
    ["CREATE USER MAPPING FOR a SERVER s OPTIONS (); SELECT 'x', ('y')"],
    ["SELECT 'user mapping', f(a 'b')"],
  ])('leaves %s alone', (text) => {
    expect(redactSecrets(text)).toBe(text);
  });

  it('hides any value in any way of writing it, at any depth', () => {
    const secret = fc
      .string({ unit: fc.constantFrom(...'abAB09/+=\'"\\$\n ():;,é😀'), minLength: 1, maxLength: 12 })
      .map((inner) => `K${inner}K`);
    const doubled = (value: string): string => value.replaceAll("'", "''");
    const literal = fc.constantFrom<(value: string) => string>(
      (value) => `'${doubled(value)}'`,
      (value) => `E'${doubled(value.replaceAll('\\', '\\\\'))}'`,
      (value) => `E'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`,
      (value) => `N'${doubled(value)}'`,
      (value) => `$tag$${value}$tag$`,
    );
    const around = fc.constantFrom<(statement: string) => string>(
      (statement) => statement,
      (statement) => `DO $do$ BEGIN ${statement}; END $do$`,
      (statement) => `DO 'BEGIN ${doubled(statement)}; END'`,
      (statement) => `DO 'BEGIN EXECUTE ''${doubled(doubled(statement))}''; END'`,
      (statement) => statement.slice(0, statement.lastIndexOf('K') + 1),
    );
    fc.assert(
      fc.property(secret, literal, around, (value, write, wrap) => {
        const text = wrap(`CREATE USER MAPPING FOR a SERVER s OPTIONS (aws_access_key ${write(value)}, profile 'p')`);
        expect(redactSecrets(text)).not.toContain('K');
      }),
      { numRuns: 2000 },
    );
  });
});
