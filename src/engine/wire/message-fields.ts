/** Errors and notices: from the wire's fields to ddbsql's. */
import { type MessageFields, type Notice, type NoticeSeverity, SqlError } from '../../errors.ts';
import type { Notification } from '../port.ts';

/** What `pg-protocol` reads from an ErrorResponse or NoticeResponse, and `pg` hands on. */
export interface WireFields {
  readonly message?: string | undefined;
  readonly severity?: string | undefined;
  readonly code?: string | undefined;
  readonly detail?: string | undefined;
  readonly hint?: string | undefined;
  readonly position?: string | undefined;
  readonly internalPosition?: string | undefined;
  readonly internalQuery?: string | undefined;
  readonly where?: string | undefined;
  readonly schema?: string | undefined;
  readonly table?: string | undefined;
  readonly column?: string | undefined;
  readonly dataType?: string | undefined;
  readonly constraint?: string | undefined;
  readonly file?: string | undefined;
  readonly line?: string | undefined;
  readonly routine?: string | undefined;
}

export function errorOf(fields: WireFields): SqlError {
  const { severity } = fields;
  return new SqlError(messageFields(fields), severity === 'FATAL' || severity === 'PANIC' ? severity : 'ERROR');
}

export function noticeOf(fields: WireFields): Notice {
  return { ...messageFields(fields), severity: noticeSeverity(fields.severity) };
}

/** As `pg-protocol` reads a NotificationResponse. */
export function notificationOf({
  channel,
  payload,
  processId,
}: {
  readonly channel: string;
  readonly payload?: string | undefined;
  readonly processId: number;
}): Notification {
  return { channel, payload: payload ?? '', processId };
}

function noticeSeverity(text: string | undefined): NoticeSeverity {
  // DEBUG1 to DEBUG5 are one to us.
  if (text?.startsWith('DEBUG')) return 'DEBUG';
  return text === 'WARNING' || text === 'INFO' || text === 'LOG' ? text : 'NOTICE';
}

function messageFields(wire: WireFields): MessageFields {
  return {
    code: wire.code ?? '',
    message: wire.message ?? '',
    position: numberOf(wire.position),
    detail: wire.detail,
    hint: wire.hint,
    where: withoutValidator(wire.where),
    internalPosition: numberOf(wire.internalPosition),
    internalQuery: wire.internalQuery,
    schema: wire.schema,
    table: wire.table,
    column: wire.column,
    dataType: wire.dataType,
    constraint: wire.constraint,
    file: wire.file,
    line: wire.line,
    routine: wire.routine,
  };
}

function numberOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}

/** postgres_fdw's validator is C and leaves no CONTEXT; ours is PL/pgSQL, and its own line tells a user nothing. */
function withoutValidator(where: string | undefined): string | undefined {
  const lines = where?.split('\n').filter((line) => !/^PL\/pgSQL function (\S+\.)?dynamodb_fdw_validator\(/.test(line));
  return lines?.length ? lines.join('\n') : undefined;
}
