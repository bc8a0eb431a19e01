/**
 * Where ddbsql's output may differ from psql 15.18's transcripts, each difference with its reason. What is rewritten is the transcript: it is made
 * to say what ddbsql ought to say.
 */
export interface Difference {
  readonly reason: string;
  /** The transcripts it applies to; all where it is left out. */
  readonly cases?: RegExp;
  readonly from: RegExp;
  readonly to: string;
}

export const differences: readonly Difference[] = [
  { reason: 'the program has another name', from: /^psql(?=: |:[^\s:]+:)/gm, to: 'ddbsql' },
  {
    reason: 'the program has another name',
    cases: /069/,
    from: /\.psqlrc/g,
    to: '.ddbsqlrc',
  },
  { reason: 'elapsed time varies', from: /Time: [\d.]+ ms(?: \([\d:.]+\))?/g, to: 'Time: <T> ms' },
  {
    reason: 'elapsed time varies, and so whether it reaches a second',
    from: /Time: <T> ms \(<mm:ss.mmm>\)/g,
    to: 'Time: <T> ms',
  },
  {
    reason: 'ddbsql has formats that psql has not',
    cases: /046/,
    from: /allowed formats are .*/g,
    to: 'allowed formats are aligned, asciidoc, boxed, csv, dynamodb-json, html, json, latex, latex-longtable, markdown, ndjson, troff-ms, unaligned, wrapped',
  },
  {
    reason: 'the reference pages are those of the PostgreSQL that is embedded',
    cases: /063/,
    from: /docs\/15\//g,
    to: 'docs/18/',
  },
  {
    reason: "PostgreSQL 18's wording",
    cases: /021/,
    from: /different "datestyle" setting/g,
    to: 'different "DateStyle" setting',
  },
  {
    reason: 'source lines move from version to version',
    cases: /022/,
    from: /^(LOCATION: {2}\w+, \w+\.c):\d+$/gm,
    to: '$1:<N>',
  },
  {
    reason: 'there is one database, and it is called ddbsql',
    cases: /049/,
    from: /^DBNAME = 'ddb'$/gm,
    to: "DBNAME = 'ddbsql'",
  },
  {
    reason: 'there is no server with a host and a port',
    cases: /049/,
    from: /^(?:HOST|PORT) = .*\n/gm,
    to: '',
  },
  {
    reason: 'PostgreSQL is the embedded one',
    cases: /049/,
    from: /^(SERVER_VERSION_(?:NAME|NUM)) = .*$/gm,
    to: "$1 = '<version>'",
  },
  {
    reason: "FOR SERVER, as the wrapper's document prints it, means the current user",
    cases: /019/,
    from: /^.*syntax error at or near "dynamodb_server"\nLINE 1: CREATE USER MAPPING FOR SERVER dynamodb_server;\n.*\^$/gm,
    to: 'CREATE USER MAPPING',
  },
  {
    reason: 'a foreign table is read and not written to, which is said before its columns are looked at',
    cases: /012/,
    from: /column "nope"(?: of relation "music")? does not exist(\nLINE 1: (UPDATE |DELETE FROM )music (?:SET|WHERE) nope = 1;)\n *\^/g,
    to: 'cannot change foreign table "music"$1\n<caret under $2>\nDETAIL:  ddbsql reads DynamoDB and does not write to it.',
  },
  {
    reason: 'the same: the caret is under the table',
    cases: /012/,
    from: /(LINE 1: (UPDATE |DELETE FROM )music (?:SET|WHERE) nope = 1;)\n *\^/g,
    to: '$1\n<caret under $2>',
  },
  {
    reason: '\\d+ tells of the DynamoDB table too',
    cases: /007|008|016/,
    from: /^DynamoDB table: .*\n/gm,
    to: '',
  },
  { reason: 'a variable of our own', cases: /049/, from: /^HIGHLIGHT = .*\n/gm, to: '' },
  {
    reason: 'the banner says whose it is',
    cases: /tty/,
    from: /^psql \(15.*$/gm,
    to: 'ddbsql (0.1.0)',
  },
  { reason: 'the database has another name', cases: /tty/, from: /^ddb(?=[-=(*!@'"$^][*!]?[>#])/gm, to: 'ddbsql' },
  {
    reason: 'there is no host and no port, and one user',
    cases: /tty/,
    from: /ddbuser@127:54399/g,
    to: 'postgres@[local]:',
  },
  { reason: 'the shell has another name', cases: /tty/, from: /to leave psql/g, to: 'to leave ddbsql' },
  {
    reason: 'ddbsql has formats that psql has not',
    cases: /tty-complete/,
    from: /^aligned +html +troff-ms\nasciidoc +latex +unaligned\ncsv +latex-longtable +wrapped$/gm,
    to: [
      'aligned          dynamodb-json    latex-longtable  unaligned',
      'asciidoc         html             markdown         wrapped',
      'boxed            json             ndjson',
      'csv              latex            troff-ms',
    ].join('\n'),
  },
  { reason: 'the database has another name', cases: /tty-c/, from: /^ddb(?==[>#])/gm, to: 'ddbsql' },
  {
    reason: 'there is no server with a host and a port',
    cases: /tty-conninfo/,
    from: /"ddb" as user "ddbuser" on host .*\.$/gm,
    to: '"ddbsql" as user "postgres" on the embedded PostgreSQL <version>.',
  },
  {
    reason: 'the same',
    cases: /tty-conninfo/,
    from: /on the embedded PostgreSQL \d+\.\d+\./g,
    to: 'on the embedded PostgreSQL <version>.',
  },
  {
    reason: 'the same',
    cases: /tty-conninfo/,
    from: /^connection to server at "127.0.0.1", port 54399 failed/gm,
    to: 'connection to the embedded PostgreSQL failed',
  },
  {
    reason: 'one database and one user, and nobody is a superuser of DynamoDB',
    cases: /tty-conninfo/,
    from: /to database "ddb" as user "(?:ddbuser|postgres)"/g,
    to: 'to database "ddbsql" as user "postgres"',
  },
  { reason: 'the same', cases: /tty-conninfo/, from: /^ddbsql=# /gm, to: 'ddbsql=> ' },
  {
    reason: 'there is no password to set: credentials are those of AWS',
    cases: /tty-conninfo/,
    from: /\\password\nEnter new password for user "postgres":\nddbsql=> /g,
    to: '\\password\n\\password: not supported by ddbsql: credentials are options of a user mapping: see \\h CREATE USER MAPPING\nddbsql=> ^C\nddbsql=> ',
  },
  {
    reason: "the version is ddbsql's",
    cases: /049/,
    from: /^(VERSION(?:_NAME|_NUM)?) = '.*'$/gm,
    to: "$1 = '<version>'",
  },
];

/** The transcript as ddbsql is to print it; run over ddbsql's output too, it takes out what varies from run to run. */
export function normalize(name: string, text: string): string {
  return differences
    .filter(({ cases }) => cases === undefined || cases.test(name))
    .reduce((result, { from, to }) => result.replace(from, to), text);
}
