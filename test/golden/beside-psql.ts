/**
 * What psql 15 and ddbsql are run with side by side (test/golden/engine.test.ts), on one server: what is printed and the exit code must be the same.
 * A script that must not be seen by others begins with a database without tables.
 */
export interface BesideCase {
  readonly name: string;
  readonly argv?: readonly string[];
  readonly input?: string;
  readonly files?: Readonly<Record<string, string>>;
}

const copies = [
  '\\copy t from stdin',
  '\\copy pg_temp.t ( a , b ) from stdin',
  '\\copy (select "a" , \'x)\' from t) to stdout with (format csv)',
  '\\copy nope to stdout',
  '\\copy t to stdout csv header',
  "\\copy t to 'o.txt'",
  '\\copy t to o.txt;',
  "\\copy t from 'nope.txt'",
  '\\copy t from .',
  '\\copy t to .',
  "\\copy (select E'a\\'b)', e'x''\\\\') to stdout",
  "\\copy t from program 'kill -9 $$'",
  "\\copy t from program 'exit 3'",
  "\\copy t to program 'cat >p.txt; exit 4'",
  '\\copy t ( a to stdout',
  '\\copy t to',
  '\\copy t to program cat',
  '\\copy t frm x',
  '\\copy (select 1) from stdin',
  '\\copy (values(1,$$a)$$)) to stdout',
  '\\copy (select 1/0) to stdout',
] as const;

/** The line among statements, with data for it; where it reads none, that is no query. */
function copying(line: string): string {
  return `create temp table t(a int,b text);\ninsert into t values(5,'x');\n${line}\n3\tfoo\n\\.\n\\r\nselect * from t;\ndrop table t;\n`;
}

export const besideCases: readonly BesideCase[] = [
  { name: '-a echoes a backslash command without its backslash', argv: ['-a', '-c', '\\echo x'] },
  {
    name: '\\pset repeats the name an option was given by',
    input: '\\pset x maybe\n\\pset vertical 2\n\\pset expanded x\n\\pset t maybe\n\\pset tuples_only 7\n\\x 3\n\\t 3\n',
  },
  { name: '-E shows BEGIN and COMMIT of -1', argv: ['-E', '-1', '-c', 'select 1', '-c', 'select 2'] },
  { name: '-E shows COMMIT of -1 after an error', argv: ['-E', '-1', '-c', 'select nope', '-c', 'select 2'] },
  {
    name: '-E shows ROLLBACK of -1 where ON_ERROR_STOP has stopped it',
    argv: ['-E', '-1', '-v', 'ON_ERROR_STOP=1', '-c', 'select nope', '-c', 'select 2'],
  },
  { name: "-1 passes on the server's warnings", argv: ['-1', '-c', 'commit', '-c', 'select 1'] },
  { name: 'a long option may be cut short', argv: ['--tuples', '--comm=select 1', '--no-al', '--comm', 'select 2'] },
  {
    name: 'notifications follow the query that brings them',
    input:
      "\\o |sed 's/PID [0-9]*/PID n/'\nlisten x;\nnotify x, 'y';\nbegin; notify x; select 1; commit;\nlisten \"Odd \"\"name\"; select pg_notify('Odd \"name', E'a\\tb\\nc') \\; select 2;\nselect 1/0;\nunlisten *;\nnotify x;\n\\o\n",
  },
  { name: '-f of a directory', argv: ['-f', '.'] },
  { name: '-f takes a path as it is', argv: ['-f', '~/x'] },
  { name: 'a backtick command that is none', input: '\\echo `nope-cmd`\n\\! nope-cmd\n' },
  {
    name: '\\gdesc sets what a query sets',
    input:
      'select 1, 2 as x \\gdesc\n\\echo :ERROR :SQLSTATE :ROW_COUNT\nselect nope \\gdesc\n\\echo :ERROR :SQLSTATE\ncreate table t() \\gdesc\n\\echo :ERROR :SQLSTATE :ROW_COUNT\n',
  },
  {
    name: '\\gdesc under a title, and \\crosstabview under FETCH_COUNT',
    input:
      "\\C T\nselect 1 as x \\gdesc\n\\C\n\\set FETCH_COUNT 1\nselect 'r' || i, i, i * 100 from generate_series(1, 3) i \\crosstabview\nselect 1 as x, 2 as longer \\gdesc\n",
  },
  {
    name: 'no columns under FETCH_COUNT, unaligned',
    input:
      '\\set FETCH_COUNT 2\n\\pset format unaligned\n\\t\nselect from generate_series(1, 1);\nselect from generate_series(1, 2);\nselect from generate_series(1, 5);\n\\x\nselect from generate_series(1, 2);\n\\t\nselect from generate_series(1, 3);\nselect;\n',
  },
  {
    name: "\\crosstabview's columns in the order of a fourth",
    input: `values ('x','b','1','2'),('x','a','2','x'),('x',null,'3',null),('x','','4','1.5'),('x','é','5','-3'),('x','Z','6','010') \\crosstabview 1 2 3 4
values ('x','b',1,'2'),('y','b',2,'1'),('y','a',3,'9'),('x','c',4,'') \\crosstabview 1 2 3 4
`,
  },
  {
    name: '\\restrict, and what runs until \\unrestrict',
    input: `\\unrestrict
\\unrestrict x
\\restrict
\\restrict ''
\\echo a
\\unrestrict ''
\\restrict abc def
\\echo no
select 1;
select 2 \\g
\\r
\\d
\\restrict other
\\unrestrict wrong
\\unrestrict
\\if true
\\echo x
\\endif
\\set a 1
\\set
\\copy x from stdin
\\nope
\\gexec
\\unrestrict abc extra
\\echo back
\\if false
\\restrict q
\\endif
\\echo still
\\restrict a
\\if false
\\unrestrict a
\\endif
\\unrestrict a
\\restrict 'é x'
\\unrestrict 'é x'
\\echo \`echo hi\`
\\restrict k
\\echo \`echo hidden > /dev/stderr\`
\\unrestrict \`echo k\`
\\unrestrict k
`,
  },
  {
    name: 'LASTOID after a command that has a tag',
    input:
      '\\echo :LASTOID\nselect 1;\n\\echo :LASTOID\ncreate temp table t(a int);\n\\echo :LASTOID\n\\unset LASTOID\ncopy t from stdin;\n1\n\\.\n\\echo :LASTOID\n\\unset LASTOID\ninsert into t values (1) returning a;\n\\echo :LASTOID\n\\unset LASTOID\n\\copy t to stdout\n\\echo :LASTOID\ncopy t to stdout;\n\\echo :LASTOID\nselect nope;\n\\echo :LASTOID\nexplain select 1;\n\\echo :LASTOID\nselect 1 as a \\gset\n\\echo :LASTOID\nset a.b = 1;\n\\echo :LASTOID\n\\unset LASTOID\nset a.b=1 \\gexec\n\\echo :LASTOID\nbegin \\gset\n\\echo :LASTOID\n',
  },
  {
    name: "\\g's file is opened for a result",
    input:
      'create temp table t(i int) \\g y\n\\! ls y\n\\! echo kept >z\nselect nope \\g z\n\\! cat z\ninsert into t values(1) returning i \\g w\n\\! cat w\nselect 1\\; select 2 \\g v\n\\! cat v\nselect 1 \\g /nope/b\n\\echo :ERROR :SQLSTATE\nselect nope \\g /nope/c\nset x.y=1 \\g /nope/d\n',
  },
  {
    name: "COPY's tag is not among its data",
    input:
      'copy (select 1) to stdout \\g x\n\\! cat x\n\\o oo\ncopy (select 3) to stdout;\ncreate temp table u();\n\\o\n\\! cat oo\ncopy (select 4) to stdout;\n\\echo :ROW_COUNT\n',
  },
  ...[copies.slice(0, 7), copies.slice(7, 14), copies.slice(14)].map(
    (lines, n): BesideCase => ({
      name: `\\copy, echoed and logged, part ${n + 1}`,
      argv: ['-e', '-L', 'log'],
      input: lines.map(copying).join(''),
    }),
  ),
  {
    name: '\\copy is timed, and begins a transaction',
    input:
      'create temp table t(a int);\n\\timing\n\\copy t from stdin\n1\n\\.\n\\copy t to stdout\n\\timing\n\\set AUTOCOMMIT off\n\\copy t from stdin\n2\n\\.\nrollback;\ntable t;\n',
  },
  {
    name: 'patterns with a database in them',
    input: ['des', 'deu', 'dew', 'det', 'dx', 'd', 'dt']
      .flatMap((command) =>
        ['a.b', 'a.b.c', 'a.b.c.d', 'ddbsql.pg_catalog.pg_am', '*.pg_catalog.pg_am', 'a..b', '.'].map(
          (pattern) => `\\${command} ${pattern}\n`,
        ),
      )
      .join(''),
  },
  {
    name: 'a result that cannot be used as asked leaves the variables as they were',
    input: [
      'select 1 as a where false \\gset',
      'select 1 as a union all select 2 \\gset',
      'select nope;',
      'select 1 as a where false \\gset',
      'select 1 as a, 2 \\crosstabview',
      'select 1 \\g /nope/b',
      "select 'select 1', 'select 5 union all select 6' union all select 'select 7', 'select 8' union all select null, null \\gexec",
      "select 'select 1', 'select nope', 'select 5 union all select 6' \\gexec",
    ]
      .map((line) => `${line}\n\\echo :ERROR :SQLSTATE :ROW_COUNT\n`)
      .join(''),
  },
  {
    name: 'what -L keeps is aligned, whatever is printed, and has listings too',
    argv: ['-q', '-L', 'log'],
    input: `select 1 as a, null as b;
\\x
select 2 as a;
\\pset format csv
select 3 as a, 'x,y' as b;
create temp table t(a int);
\\dt pg_temp.t
\\d t
\\des
select 1, 'x' \\gdesc
select 1, 2, 3 \\crosstabview
\\pset format unaligned
\\t
select 4, 5;
select 6, 7 \\g o
\\pset format wrapped
\\pset columns 20
select repeat('abc ', 30);
\\x auto
select 1 as a, 2 as b;
\\set FETCH_COUNT 2
\\pset format html
select g, repeat('x', g) from generate_series(1, 5) g;
copy (select 8) to stdout;
\\d nope
`,
  },
  {
    name: "a backtick command takes no value of several lines, and '\\0' ends an argument",
    argv: ['-f', 'f.sql'],
    files: {
      'f.sql':
        "\\set v 'a\\nb'\n\\echo `echo :'v'`\n\\set v 'a\\rb'\n\\echo `echo :'v'`\n\\echo 'a\\0b'c d\n\\set z '\\0' e\n\\echo :z\n",
    },
  },
  {
    name: "\\prompt's question is output in a script alone",
    argv: ['-f', 'f.sql', '-c', "\\prompt 'and you? ' b", '-c', '\\echo :a :b'],
    files: { 'f.sql': "\\prompt 'who? ' a\n" },
    input: 'x\ny\n',
  },
  {
    name: '\\timing of what \\watch repeats',
    input:
      '\\timing\ncreate temp table w(a int);\nwith i as (insert into w values (1)) select 1 / (2 - count(*)) from w \\g\nselect 1 / 0 \\watch 0.01\n',
  },
  {
    name: "\\crosstabview's columns by what is no number, or none",
    input: ['(-g * 1.5)::text', 'nullif(g, 3)::text', '(10 * g)::text', "'+' || g"]
      .map(
        (key) =>
          `select 'a' as r, nullif(g, 2)::text as c, g as v, ${key} as k from generate_series(4, 1, -1) g \\crosstabview r c v k\n`,
      )
      .join(''),
  },
  {
    name: 'an encoding that is none stops no script',
    argv: ['-v', 'ON_ERROR_STOP=1'],
    input: '\\encoding nope\nselect 1;\n',
  },
  {
    name: '\\gexec stops at an error under ON_ERROR_STOP alone',
    input:
      "select 'select nope', 'select 5' \\gexec\n\\set ON_ERROR_STOP on\nselect 'select nope', 'select 6' \\gexec\nselect 7;\n",
  },
  {
    name: '\\du',
    input: `begin; create role many nologin noinherit connection limit 2; create role one login createdb connection limit 1 valid until '2030-01-01'; create role none connection limit 0 bypassrls in role many, one; comment on role one is 'c';
\\du
\\du+ o*
\\dgS pg_m*
\\dg one
\\du nope
\\du a.b
\\x
\\du many
`,
  },
  {
    name: '\\d NAME of what belongs to something else, and what it was made with',
    input: `set client_min_messages = warning; begin;
create table t(id serial primary key, n int generated by default as identity, u int unique nulls not distinct deferrable initially deferred, v text);
alter table t replica identity using index t_pkey; alter table t set (fillfactor = 70, toast.autovacuum_enabled = off); create index br on t using brin (u) with (pages_per_range = 4);
create table f(); alter table f replica identity full; create table n(); alter table n replica identity nothing; create type c as (a int); create table ty of c;
create view v with (security_barrier) as select id from t with check option; create materialized view mv as select id from t; create index mvi on mv(id);
create table p(a int, b int) partition by range(a); create index pi on p(a); create table p1 partition of p for values from (1) to (5) partition by list (b); create table p2 partition of p1 default; create index only_p on only p(b);
create sequence free; create temp table tmp(); grant select on tmp, t to public;
select reltoastrelid::regclass as toast from pg_class where oid = 'pg_catalog.pg_rewrite'::regclass \\gset
${['t', 'f', 'n', 'ty', 'v', 'mv', 'p', 'pi', 'p1', 'p1_a_idx', 'p2_a_idx', 'only_p', 't_pkey', 't_u_key', 'br', 't_id_seq', 't_n_seq', 'free', ':toast'].map((name) => `\\d ${name}\n\\d+ ${name}\n`).join('')}\\dp
\\dp t*
\\z pg_am
\\dp pg_catalog.pg_am
`,
  },
  {
    name: '\\d NAME and what stands under it',
    input: `set client_min_messages = warning; begin;
create table "A b"(i int primary key, "Q""x" text default 'a' not null, c varchar(10) collate "C" check (c<>'x') unique, g int generated always as (i+1) stored, idn int generated by default as identity, foreign key (i) references "A b"(i));
create view v as select * from "A b"; create rule r as on insert to v do instead nothing; create rule r2 as on update to "A b" do also nothing;
create table p(a int) partition by range(a); create table p1 partition of p for values from (1) to (2); create table p2 partition of p default partition by list (a);
create table e(a int) partition by list (a); create table inh() inherits("A b"); create table inh2() inherits("A b", inh);
alter table "A b" enable row level security; create policy pol on "A b" as restrictive for select to public using (true); create policy pol2 on "A b" with check (i > 1);
create table rls(a int); alter table rls enable row level security; alter table rls force row level security;
create function tf() returns trigger language plpgsql as $$begin return new; end$$;
create trigger tg before insert on "A b" for each row execute function tf(); create trigger tg2 after delete on "A b" execute function tf(); alter table "A b" disable trigger tg;
create statistics st on i, c from "A b"; create statistics st2 (mcv) on i, g from "A b"; alter statistics st2 set statistics 5;
create foreign data wrapper w; create server srv foreign data wrapper w; create foreign table ft partition of p for values from (5) to (6) server srv options (a 'b');
${['"A b"', 'v', 'p', 'p1', 'p2', 'e', 'inh', 'inh2', 'rls', 'ft', '"A b_pkey"', '"A b_c_key"'].map((name) => `\\d ${name}\n\\d+ ${name}\n`).join('')}\\dp "A b"
\\set HIDE_TABLEAM on
\\x
\\d+ rls
\\pset format html
\\d rls
`,
  },
];
