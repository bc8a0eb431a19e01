/** `\h` of DROP. */
import type { SqlSyntax } from './syntax.ts';

export const dropSyntax: readonly SqlSyntax[] = [
  {
    name: 'DROP ACCESS METHOD',
    description: 'remove an access method',
    page: 'sql-drop-access-method.html',
    synopsis: `DROP ACCESS METHOD [ IF EXISTS ] name [ CASCADE | RESTRICT ]`,
  },
  {
    name: 'DROP AGGREGATE',
    description: 'remove an aggregate function',
    page: 'sql-dropaggregate.html',
    synopsis: `DROP AGGREGATE [ IF EXISTS ] name ( aggregate_signature ) [, ...] [ CASCADE | RESTRICT ]

where aggregate_signature is:

* |
[ argmode ] [ argname ] argtype [ , ... ] |
[ [ argmode ] [ argname ] argtype [ , ... ] ] ORDER BY [ argmode ] [ argname ] argtype [ , ... ]`,
  },
  {
    name: 'DROP CAST',
    description: 'remove a cast',
    page: 'sql-dropcast.html',
    synopsis: `DROP CAST [ IF EXISTS ] (source_type AS target_type) [ CASCADE | RESTRICT ]`,
  },
  {
    name: 'DROP COLLATION',
    description: 'remove a collation',
    page: 'sql-dropcollation.html',
    synopsis: `DROP COLLATION [ IF EXISTS ] name [ CASCADE | RESTRICT ]`,
  },
  {
    name: 'DROP CONVERSION',
    description: 'remove a conversion',
    page: 'sql-dropconversion.html',
    synopsis: `DROP CONVERSION [ IF EXISTS ] name [ CASCADE | RESTRICT ]`,
  },
  {
    name: 'DROP DATABASE',
    description: 'remove a database',
    page: 'sql-dropdatabase.html',
    synopsis: `DROP DATABASE [ IF EXISTS ] name [ [ WITH ] ( option [, ...] ) ]

where option can be:

    FORCE`,
  },
  {
    name: 'DROP DOMAIN',
    description: 'remove a domain',
    page: 'sql-dropdomain.html',
    synopsis: `DROP DOMAIN [ IF EXISTS ] name [, ...] [ CASCADE | RESTRICT ]`,
  },
  {
    name: 'DROP EVENT TRIGGER',
    description: 'remove an event trigger',
    page: 'sql-dropeventtrigger.html',
    synopsis: `DROP EVENT TRIGGER [ IF EXISTS ] name [ CASCADE | RESTRICT ]`,
  },
  {
    name: 'DROP EXTENSION',
    description: 'remove an extension',
    page: 'sql-dropextension.html',
    synopsis: `DROP EXTENSION [ IF EXISTS ] name [, ...] [ CASCADE | RESTRICT ]`,
  },
  {
    name: 'DROP FOREIGN DATA WRAPPER',
    description: 'remove a foreign-data wrapper',
    page: 'sql-dropforeigndatawrapper.html',
    synopsis: `DROP FOREIGN DATA WRAPPER [ IF EXISTS ] name [, ...] [ CASCADE | RESTRICT ]`,
  },
  {
    name: 'DROP FOREIGN TABLE',
    description: 'remove a foreign table',
    page: 'sql-dropforeigntable.html',
    synopsis: `DROP FOREIGN TABLE [ IF EXISTS ] name [, ...] [ CASCADE | RESTRICT ]`,
  },
  {
    name: 'DROP FUNCTION',
    description: 'remove a function',
    page: 'sql-dropfunction.html',
    synopsis: `DROP FUNCTION [ IF EXISTS ] name [ ( [ [ argmode ] [ argname ] argtype [, ...] ] ) ] [, ...]
    [ CASCADE | RESTRICT ]`,
  },
  {
    name: 'DROP GROUP',
    description: 'remove a database role',
    page: 'sql-dropgroup.html',
    synopsis: `DROP GROUP [ IF EXISTS ] name [, ...]`,
  },
  {
    name: 'DROP INDEX',
    description: 'remove an index',
    page: 'sql-dropindex.html',
    synopsis: `DROP INDEX [ CONCURRENTLY ] [ IF EXISTS ] name [, ...] [ CASCADE | RESTRICT ]`,
  },
  {
    name: 'DROP LANGUAGE',
    description: 'remove a procedural language',
    page: 'sql-droplanguage.html',
    synopsis: `DROP [ PROCEDURAL ] LANGUAGE [ IF EXISTS ] name [ CASCADE | RESTRICT ]`,
  },
  {
    name: 'DROP MATERIALIZED VIEW',
    description: 'remove a materialized view',
    page: 'sql-dropmaterializedview.html',
    synopsis: `DROP MATERIALIZED VIEW [ IF EXISTS ] name [, ...] [ CASCADE | RESTRICT ]`,
  },
  {
    name: 'DROP OPERATOR',
    description: 'remove an operator',
    page: 'sql-dropoperator.html',
    synopsis: `DROP OPERATOR [ IF EXISTS ] name ( { left_type | NONE } , right_type ) [, ...] [ CASCADE | RESTRICT ]`,
  },
  {
    name: 'DROP OPERATOR CLASS',
    description: 'remove an operator class',
    page: 'sql-dropopclass.html',
    synopsis: `DROP OPERATOR CLASS [ IF EXISTS ] name USING index_method [ CASCADE | RESTRICT ]`,
  },
  {
    name: 'DROP OPERATOR FAMILY',
    description: 'remove an operator family',
    page: 'sql-dropopfamily.html',
    synopsis: `DROP OPERATOR FAMILY [ IF EXISTS ] name USING index_method [ CASCADE | RESTRICT ]`,
  },
  {
    name: 'DROP OWNED',
    description: 'remove database objects owned by a database role',
    page: 'sql-drop-owned.html',
    synopsis: `DROP OWNED BY { name | CURRENT_ROLE | CURRENT_USER | SESSION_USER } [, ...] [ CASCADE | RESTRICT ]`,
  },
  {
    name: 'DROP POLICY',
    description: 'remove a row-level security policy from a table',
    page: 'sql-droppolicy.html',
    synopsis: `DROP POLICY [ IF EXISTS ] name ON table_name [ CASCADE | RESTRICT ]`,
  },
  {
    name: 'DROP PROCEDURE',
    description: 'remove a procedure',
    page: 'sql-dropprocedure.html',
    synopsis: `DROP PROCEDURE [ IF EXISTS ] name [ ( [ [ argmode ] [ argname ] argtype [, ...] ] ) ] [, ...]
    [ CASCADE | RESTRICT ]`,
  },
  {
    name: 'DROP PUBLICATION',
    description: 'remove a publication',
    page: 'sql-droppublication.html',
    synopsis: `DROP PUBLICATION [ IF EXISTS ] name [, ...] [ CASCADE | RESTRICT ]`,
  },
  {
    name: 'DROP ROLE',
    description: 'remove a database role',
    page: 'sql-droprole.html',
    synopsis: `DROP ROLE [ IF EXISTS ] name [, ...]`,
  },
  {
    name: 'DROP ROUTINE',
    description: 'remove a routine',
    page: 'sql-droproutine.html',
    synopsis: `DROP ROUTINE [ IF EXISTS ] name [ ( [ [ argmode ] [ argname ] argtype [, ...] ] ) ] [, ...]
    [ CASCADE | RESTRICT ]`,
  },
  {
    name: 'DROP RULE',
    description: 'remove a rewrite rule',
    page: 'sql-droprule.html',
    synopsis: `DROP RULE [ IF EXISTS ] name ON table_name [ CASCADE | RESTRICT ]`,
  },
  {
    name: 'DROP SCHEMA',
    description: 'remove a schema',
    page: 'sql-dropschema.html',
    synopsis: `DROP SCHEMA [ IF EXISTS ] name [, ...] [ CASCADE | RESTRICT ]`,
  },
  {
    name: 'DROP SEQUENCE',
    description: 'remove a sequence',
    page: 'sql-dropsequence.html',
    synopsis: `DROP SEQUENCE [ IF EXISTS ] name [, ...] [ CASCADE | RESTRICT ]`,
  },
  {
    name: 'DROP SERVER',
    description: 'remove a foreign server descriptor',
    page: 'sql-dropserver.html',
    synopsis: `DROP SERVER [ IF EXISTS ] name [, ...] [ CASCADE | RESTRICT ]`,
  },
  {
    name: 'DROP STATISTICS',
    description: 'remove extended statistics',
    page: 'sql-dropstatistics.html',
    synopsis: `DROP STATISTICS [ IF EXISTS ] name [, ...] [ CASCADE | RESTRICT ]`,
  },
  {
    name: 'DROP SUBSCRIPTION',
    description: 'remove a subscription',
    page: 'sql-dropsubscription.html',
    synopsis: `DROP SUBSCRIPTION [ IF EXISTS ] name [ CASCADE | RESTRICT ]`,
  },
  {
    name: 'DROP TABLE',
    description: 'remove a table',
    page: 'sql-droptable.html',
    synopsis: `DROP TABLE [ IF EXISTS ] name [, ...] [ CASCADE | RESTRICT ]`,
  },
  {
    name: 'DROP TABLESPACE',
    description: 'remove a tablespace',
    page: 'sql-droptablespace.html',
    synopsis: `DROP TABLESPACE [ IF EXISTS ] name`,
  },
  {
    name: 'DROP TEXT SEARCH CONFIGURATION',
    description: 'remove a text search configuration',
    page: 'sql-droptsconfig.html',
    synopsis: `DROP TEXT SEARCH CONFIGURATION [ IF EXISTS ] name [ CASCADE | RESTRICT ]`,
  },
  {
    name: 'DROP TEXT SEARCH DICTIONARY',
    description: 'remove a text search dictionary',
    page: 'sql-droptsdictionary.html',
    synopsis: `DROP TEXT SEARCH DICTIONARY [ IF EXISTS ] name [ CASCADE | RESTRICT ]`,
  },
  {
    name: 'DROP TEXT SEARCH PARSER',
    description: 'remove a text search parser',
    page: 'sql-droptsparser.html',
    synopsis: `DROP TEXT SEARCH PARSER [ IF EXISTS ] name [ CASCADE | RESTRICT ]`,
  },
  {
    name: 'DROP TEXT SEARCH TEMPLATE',
    description: 'remove a text search template',
    page: 'sql-droptstemplate.html',
    synopsis: `DROP TEXT SEARCH TEMPLATE [ IF EXISTS ] name [ CASCADE | RESTRICT ]`,
  },
  {
    name: 'DROP TRANSFORM',
    description: 'remove a transform',
    page: 'sql-droptransform.html',
    synopsis: `DROP TRANSFORM [ IF EXISTS ] FOR type_name LANGUAGE lang_name [ CASCADE | RESTRICT ]`,
  },
  {
    name: 'DROP TRIGGER',
    description: 'remove a trigger',
    page: 'sql-droptrigger.html',
    synopsis: `DROP TRIGGER [ IF EXISTS ] name ON table_name [ CASCADE | RESTRICT ]`,
  },
  {
    name: 'DROP TYPE',
    description: 'remove a data type',
    page: 'sql-droptype.html',
    synopsis: `DROP TYPE [ IF EXISTS ] name [, ...] [ CASCADE | RESTRICT ]`,
  },
  {
    name: 'DROP USER',
    description: 'remove a database role',
    page: 'sql-dropuser.html',
    synopsis: `DROP USER [ IF EXISTS ] name [, ...]`,
  },
  {
    name: 'DROP USER MAPPING',
    description: 'remove a user mapping for a foreign server',
    page: 'sql-dropusermapping.html',
    synopsis: `DROP USER MAPPING [ IF EXISTS ] FOR { user_name | USER | CURRENT_ROLE | CURRENT_USER | PUBLIC } SERVER server_name`,
  },
  {
    name: 'DROP VIEW',
    description: 'remove a view',
    page: 'sql-dropview.html',
    synopsis: `DROP VIEW [ IF EXISTS ] name [, ...] [ CASCADE | RESTRICT ]`,
  },
];
