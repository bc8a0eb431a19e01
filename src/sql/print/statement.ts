/** Statements as text: one printer for each type of node, so that one forgotten does not compile. */
import { quoteAlways, quoteLiteral } from '../quote.ts';
import type {
  Analyze,
  Copy,
  CreateForeignTable,
  CreateServer,
  CreateTableAs,
  CreateView,
  ForeignColumn,
  ImportForeignSchema,
  Option,
  Statement,
  UserMapping,
  UtilityOption,
} from '../statement.ts';
import { printDml } from './dml.ts';
import { printList, printType } from './expression.ts';
import { printPersistence, printSelect, printTable } from './select.ts';
import { printIdentifier, printName, printNames, words } from './words.ts';

type NodeOf<Type> = Statement extends infer Node
  ? Node extends { readonly type: infer Types }
    ? Type extends Types
      ? Node
      : never
    : never
  : never;
type Printers = { readonly [Type in Statement['type']]: (node: NodeOf<Type>) => string };

const printers: Printers = {
  select: printSelect,
  insert: printDml,
  update: printDml,
  delete: printDml,
  merge: printDml,
  explain: ({ options, statement }) => words('EXPLAIN', printUtilityOptions(options), printStatement(statement)),
  create_server: printCreateServer,
  alter_server: ({ name, version, options }) =>
    words('ALTER SERVER', printIdentifier(name), printVersion(version), printOptions(options)),
  create_user_mapping: (node) => printUserMapping('CREATE', node),
  alter_user_mapping: (node) => printUserMapping('ALTER', node),
  drop_user_mapping: (node) => printUserMapping('DROP', node),
  create_foreign_table: printForeignTable,
  import_foreign_schema: printImport,
  prepare: ({ name, types, statement }) =>
    words(
      'PREPARE',
      printIdentifier(name),
      types.length > 0 && `(${types.map(printType).join(', ')})`,
      'AS',
      printStatement(statement),
    ),
  execute: ({ name, args }) => words('EXECUTE', printIdentifier(name), args.length > 0 && `(${printList(args)})`),
  deallocate: ({ name }) => words('DEALLOCATE', name === undefined ? 'ALL' : printIdentifier(name)),
  declare_cursor: ({ name, options, hold, query }) =>
    words('DECLARE', printIdentifier(name), options, 'CURSOR', hold, 'FOR', printSelect(query)),
  copy: printCopy,
  create_table_as: printCreateTableAs,
  create_view: printCreateView,
  analyze: printAnalyze,
  other: ({ text }) => text,
};

export function printStatement(node: Statement): string {
  return (printers[node.type] as (node: Statement) => string)(node);
}

function printOption({ action, name, value }: Option): string {
  const change = action === 'add' ? undefined : action.toUpperCase();
  return words(change, printIdentifier(name), value !== undefined && quoteLiteral(value));
}

function printOptions(options: readonly Option[]): string | undefined {
  return options.length === 0 ? undefined : `OPTIONS (${options.map(printOption).join(', ')})`;
}

function printVersion(version: string | null | undefined): string | undefined {
  if (version === undefined) return undefined;
  return version === null ? 'VERSION NULL' : `VERSION ${quoteLiteral(version)}`;
}

function printCreateServer(node: CreateServer): string {
  return words(
    'CREATE SERVER',
    node.ifNotExists && 'IF NOT EXISTS',
    printIdentifier(node.name),
    node.serverType !== undefined && `TYPE ${quoteLiteral(node.serverType)}`,
    printVersion(node.version),
    'FOREIGN DATA WRAPPER',
    printIdentifier(node.wrapper),
    printOptions(node.options),
  );
}

function printUserMapping(verb: string, node: UserMapping): string {
  const { user } = node;
  return words(
    verb,
    'USER MAPPING',
    node.ifNotExists && 'IF NOT EXISTS',
    node.ifExists && 'IF EXISTS',
    'FOR',
    user && ('keyword' in user ? user.keyword : printIdentifier(user)),
    'SERVER',
    printIdentifier(node.server),
    printOptions(node.options),
  );
}

function printForeignColumn({ name, dataType, options, rest }: ForeignColumn): string {
  return words(printIdentifier(name), printType(dataType), printOptions(options), rest);
}

function printForeignTable(node: CreateForeignTable): string {
  const elements = [...node.columns.map(printForeignColumn), ...node.elements];
  const partition = node.clauses?.toUpperCase().startsWith('PARTITION') === true;
  return words(
    'CREATE FOREIGN TABLE',
    node.ifNotExists && 'IF NOT EXISTS',
    printName(node.name),
    !partition && `(${elements.join(', ')})`,
    node.clauses,
    'SERVER',
    printIdentifier(node.server),
    printOptions(node.options),
  );
}

function printImport({ remoteSchema, filter, server, localSchema, options }: ImportForeignSchema): string {
  const kind = filter?.kind === 'except' ? 'EXCEPT' : 'LIMIT TO';
  return words(
    'IMPORT FOREIGN SCHEMA',
    printIdentifier(remoteSchema),
    filter && `${kind} (${filter.tables.map(printIdentifier).join(', ')})`,
    'FROM SERVER',
    printIdentifier(server),
    'INTO',
    printIdentifier(localSchema),
    printOptions(options),
  );
}

function printUtilityOption({ name, value }: UtilityOption): string {
  const plain = value === undefined || /^(?:[a-z_][a-z0-9_]*|[-+]?[0-9.]+)$/.test(value);
  const word = /^[a-z_]+$/.test(name) ? name.toUpperCase() : quoteAlways(name);
  return words(word, plain ? value : quoteLiteral(value));
}

function printUtilityOptions(options: readonly UtilityOption[]): string | undefined {
  return options.length === 0 ? undefined : `(${options.map(printUtilityOption).join(', ')})`;
}

function printCopy(node: Copy): string {
  return words(
    'COPY',
    node.query && `(${printStatement(node.query)})`,
    node.table && printTable(node.table),
    printNames(node.columns),
    node.direction.toUpperCase(),
    node.endpointKind === 'program' && 'PROGRAM',
    node.endpointKind === 'stdio' ? node.endpoint : quoteLiteral(node.endpoint),
    node.options,
  );
}

function printCreateTableAs(node: CreateTableAs): string {
  return words(
    'CREATE',
    printPersistence(node.persistence),
    node.materializedView ? 'MATERIALIZED VIEW' : 'TABLE',
    node.ifNotExists && 'IF NOT EXISTS',
    printName(node.name),
    printNames(node.columns),
    node.clauses,
    'AS',
    printStatement(node.query),
    node.withData !== undefined && (node.withData ? 'WITH DATA' : 'WITH NO DATA'),
  );
}

function printCreateView(node: CreateView): string {
  return words(
    'CREATE',
    node.orReplace && 'OR REPLACE',
    node.temporary && 'TEMPORARY',
    node.recursive && 'RECURSIVE',
    'VIEW',
    printName(node.name),
    printNames(node.columns),
    node.clauses,
    'AS',
    printSelect(node.query),
    node.check && `WITH ${node.check.toUpperCase()} CHECK OPTION`,
  );
}

function printAnalyze({ verbose, options, tables, columns }: Analyze): string {
  return words(
    'ANALYZE',
    printUtilityOptions(options),
    verbose && 'VERBOSE',
    tables.map((table, index) => words(printTable(table), printNames(columns[index]))).join(', '),
  );
}
