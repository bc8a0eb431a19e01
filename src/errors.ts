/**
 * Errors and notices in PostgreSQL's form: severity, SQLSTATE, message, position, DETAIL, HINT, CONTEXT.
 *
 * Everything that can go wrong in front of a user is a {@link SqlError}; what only informs is a {@link Notice}.
 * Fields and their names follow https://www.postgresql.org/docs/18/protocol-error-fields.html.
 */

/** The fields of one ErrorResponse or NoticeResponse message. */
export interface MessageFields {
  /** SQLSTATE, five characters (https://www.postgresql.org/docs/18/errcodes-appendix.html). */
  readonly code: string;
  readonly message: string;
  /** 1-based offset in characters (code points) into the text the user typed. */
  readonly position?: number | undefined;
  readonly detail?: string | undefined;
  readonly hint?: string | undefined;
  /** CONTEXT lines. */
  readonly where?: string | undefined;
  readonly internalPosition?: number | undefined;
  readonly internalQuery?: string | undefined;
  readonly schema?: string | undefined;
  readonly table?: string | undefined;
  readonly column?: string | undefined;
  readonly dataType?: string | undefined;
  readonly constraint?: string | undefined;
  readonly file?: string | undefined;
  readonly line?: string | undefined;
  readonly routine?: string | undefined;
}

export type ErrorSeverity = 'ERROR' | 'FATAL' | 'PANIC';
export type NoticeSeverity = 'WARNING' | 'NOTICE' | 'INFO' | 'LOG' | 'DEBUG';

/** A message that informs and stops nothing. */
export interface Notice extends MessageFields {
  readonly severity: NoticeSeverity;
}

/** An error as PostgreSQL reports it. `message` is the primary message alone, without `ERROR:`. */
export class SqlError extends Error {
  override readonly name = 'SqlError';
  readonly severity: ErrorSeverity;
  readonly fields: MessageFields;

  constructor(fields: MessageFields, severity: ErrorSeverity = 'ERROR', options?: ErrorOptions) {
    super(fields.message, options);
    this.severity = severity;
    this.fields = fields;
  }

  get code(): string {
    return this.fields.code;
  }

  /** The same error with some fields changed, e.g. a position mapped back to what the user typed. */
  with(changed: Partial<MessageFields>): SqlError {
    return new SqlError({ ...this.fields, ...changed }, this.severity, { cause: this });
  }
}

/** SQLSTATEs ddbsql raises itself; PostgreSQL's own come from the engine. */
export const SqlState = {
  syntaxError: '42601',
  undefinedTable: '42P01',
  undefinedColumn: '42703',
  undefinedObject: '42704',
  duplicateTable: '42P07',
  featureNotSupported: '0A000',
  invalidParameterValue: '22023',
  queryCanceled: '57014',
  ioError: '58030',
  configurationLimitExceeded: '53400',
  insufficientPrivilege: '42501',
  invalidAuthorization: '28000',
  internalError: 'XX000',
  fdwError: 'HV000',
  fdwInvalidOptionName: 'HV00D',
  fdwSchemaNotFound: 'HV00P',
  fdwTableNotFound: 'HV00R',
  fdwInvalidDataType: 'HV004',
  fdwInvalidAttributeValue: 'HV024',
  fdwUnableToCreateExecution: 'HV00L',
  fdwUnableToEstablishConnection: 'HV00N',
  fdwOptionNameNotFound: 'HV00J',
} as const;
