/** Errors and notices as libpq words them (fe-protocol3.c pqBuildErrorMessage3). */
import { type MessageFields, type Notice, SqlError } from '../errors.ts';
import { formatErrorPosition } from './error-position.ts';
import { escapeControls } from './lines.ts';

export type Verbosity = 'terse' | 'default' | 'verbose' | 'sqlstate';
export type ShowContext = 'never' | 'errors' | 'always';

export interface MessageOptions {
  /** The text the error's position counts in: what was sent as one query. */
  readonly sourceText?: string | undefined;
  readonly verbosity: Verbosity;
  readonly showContext: ShowContext;
  /** Spell control characters out: where the message goes to a terminal. */
  readonly escapeControls?: boolean;
}

/**
 * The message with all its lines: `ERROR:  …`, the line it is about with a caret, DETAIL, HINT, QUERY, CONTEXT, LOCATION.
 * It ends in a newline, and has no `psql:file:line: ` before it.
 */
export function formatMessage(message: SqlError | Notice, options: MessageOptions): string {
  const fields = message instanceof SqlError ? message.fields : message;
  const { verbosity } = options;
  if (verbosity === 'sqlstate') return `${message.severity}:  ${fields.code}\n`;
  const lines: string[] = [];
  const position = findPosition(fields, options.sourceText);
  const pointer = verbosity === 'terse' || position === undefined || position.text === undefined ? undefined : position;
  const code = verbosity === 'verbose' ? `${fields.code}: ` : '';
  const place = position !== undefined && pointer === undefined ? ` at character ${position.at}` : '';
  lines.push(`${message.severity}:  ${code}${fields.message}${place}\n`);
  if (verbosity !== 'terse') {
    if (pointer?.text !== undefined) {
      lines.push(formatErrorPosition(pointer.text, pointer.at, options.escapeControls ?? false));
    }
    lines.push(...explanations(message, fields, options.showContext));
  }
  if (verbosity === 'verbose') lines.push(...particulars(fields));
  const text = lines.join('');
  return options.escapeControls ? escapeControls(text) : text;
}

/** Where the error is, in the user's text or in a query of PostgreSQL's own; the text, where it is known. */
function findPosition(
  fields: MessageFields,
  sourceText: string | undefined,
): { readonly at: number; readonly text: string | undefined } | undefined {
  if (fields.position !== undefined) return { at: fields.position, text: sourceText };
  if (fields.internalPosition !== undefined) return { at: fields.internalPosition, text: fields.internalQuery };
  return undefined;
}

function explanations(message: SqlError | Notice, fields: MessageFields, showContext: ShowContext): string[] {
  const showsContext = showContext === 'always' || (showContext === 'errors' && message instanceof SqlError);
  return labelled([
    ['DETAIL', fields.detail],
    ['HINT', fields.hint],
    ['QUERY', fields.internalQuery],
    ['CONTEXT', showsContext ? fields.where : undefined],
  ]);
}

function particulars(fields: MessageFields): string[] {
  const { routine, file, line } = fields;
  const place = `${routine === undefined ? '' : `${routine}, `}${file === undefined || line === undefined ? '' : `${file}:${line}`}`;
  const isKnown = routine !== undefined || file !== undefined || line !== undefined;
  return labelled([
    ['SCHEMA NAME', fields.schema],
    ['TABLE NAME', fields.table],
    ['COLUMN NAME', fields.column],
    ['DATATYPE NAME', fields.dataType],
    ['CONSTRAINT NAME', fields.constraint],
    ['LOCATION', isKnown ? place : undefined],
  ]);
}

function labelled(parts: readonly (readonly [label: string, text: string | undefined])[]): string[] {
  return parts.flatMap(([label, text]) => (text === undefined ? [] : [`${label}:  ${text}\n`]));
}
