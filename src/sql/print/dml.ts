/** INSERT, UPDATE, DELETE and MERGE as text. */
import type { Expression } from '../expression.ts';
import type {
  Assignment,
  Delete,
  DmlStatement,
  Insert,
  Merge,
  MergeAction,
  MergeWhen,
  ReturningAlias,
  Update,
} from '../statement.ts';
import { printExpression, printList } from './expression.ts';
import { printFrom, printSelect, printTable, printTarget, printWith } from './select.ts';
import { clause, printIdentifier, printNames, words } from './words.ts';

type DmlPrinters = { readonly [Type in DmlStatement['type']]: (node: Extract<DmlStatement, { type: Type }>) => string };

const printers: DmlPrinters = { insert: printInsert, update: printUpdate, delete: printDelete, merge: printMerge };

export function printDml(node: DmlStatement): string {
  return (printers[node.type] as (node: DmlStatement) => string)(node);
}

function printInsert(node: Insert): string {
  const columns = node.columns.map((name, index) => printAssigned({ name, path: node.columnPaths?.[index] ?? [] }));
  return words(
    node.with && printWith(node.with),
    'INSERT INTO',
    printTable(node.target),
    columns.length > 0 && `(${columns.join(', ')})`,
    node.overriding && `OVERRIDING ${node.overriding.toUpperCase()} VALUE`,
    node.source === undefined ? 'DEFAULT VALUES' : printSelect(node.source),
    node.onConflict,
    printReturning(node),
  );
}

function printUpdate(node: Update): string {
  return words(
    node.with && printWith(node.with),
    'UPDATE',
    printTable(node.target),
    clause('SET', node.set, printAssignment),
    clause('FROM', node.from, printFrom),
    printFilter(node),
    printReturning(node),
  );
}

function printDelete(node: Delete): string {
  return words(
    node.with && printWith(node.with),
    'DELETE FROM',
    printTable(node.target),
    clause('USING', node.using, printFrom),
    printFilter(node),
    printReturning(node),
  );
}

function printMerge(node: Merge): string {
  return words(
    node.with && printWith(node.with),
    'MERGE INTO',
    printTable(node.target),
    'USING',
    printFrom(node.source),
    'ON',
    printExpression(node.on),
    ...node.whens.map(printWhen),
    printReturning(node),
  );
}

function printWhen({ match, condition, action }: MergeWhen): string {
  return words(
    'WHEN',
    match.toUpperCase(),
    condition && `AND ${printExpression(condition)}`,
    'THEN',
    printAction(action),
  );
}

function printAction(action: MergeAction): string {
  switch (action.action) {
    case 'nothing':
      return 'DO NOTHING';
    case 'delete':
      return 'DELETE';
    case 'update':
      return `UPDATE ${clause('SET', action.set, printAssignment)}`;
    case 'insert':
      return words(
        'INSERT',
        printNames(action.columns),
        action.overriding && `OVERRIDING ${action.overriding.toUpperCase()} VALUE`,
        action.values === undefined ? 'DEFAULT VALUES' : `VALUES (${printList(action.values)})`,
      );
  }
}

function printFilter({ where, currentOf }: Update | Delete): string | undefined {
  if (currentOf !== undefined) return `WHERE CURRENT OF ${printIdentifier(currentOf)}`;
  return where && `WHERE ${printExpression(where)}`;
}

function printReturning({ returning, returningAliases }: DmlStatement): string | undefined {
  const alias = ({ row, name }: ReturningAlias): string => `${row.toUpperCase()} AS ${printIdentifier(name)}`;
  const aliases = returningAliases && `WITH (${returningAliases.map(alias).join(', ')})`;
  return clause(words('RETURNING', aliases), returning, printTarget);
}

function printAssignment({ columns, row, value }: Assignment): string {
  const targets = columns.map(printAssigned).join(', ');
  return `${row ? `(${targets})` : targets} = ${value === undefined ? 'DEFAULT' : printExpression(value)}`;
}

/** `a[1].b`, which as an expression would be `(a[1]).b`. */
function printAssigned({ name, path }: Assignment['columns'][number]): string {
  return printIdentifier(name) + path.map(printStep).join('');
}

function printStep(step: Expression): string {
  if (step.type === 'field') return `.${step.field === undefined ? '*' : printIdentifier(step.field)}`;
  if (step.type !== 'subscript') return '';
  const [lower, upper] = [step.lower, step.upper].map((bound) => (bound === undefined ? '' : printExpression(bound)));
  return step.slice ? `[${lower}:${upper}]` : `[${lower}]`;
}
