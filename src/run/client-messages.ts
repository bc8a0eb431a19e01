/** `client_min_messages`: PostgreSQL heeds it for what it says itself, and what ddbsql says is heard as if PostgreSQL said it. */
import type { NoticeSeverity } from '../errors.ts';
import type { StatementReceiver } from './port.ts';
import type { SessionSettings } from './settings.ts';

/** From what level of the setting on a notice is no longer sent. INFO always is. */
const SILENCED_BY: Readonly<Record<NoticeSeverity, readonly string[]>> = {
  INFO: [],
  WARNING: ['error'],
  NOTICE: ['error', 'warning'],
  LOG: ['error', 'warning', 'notice'],
  DEBUG: ['error', 'warning', 'notice', 'log'],
};

/** The receiver, with the notices that the session wants to hear. */
export function heeding(
  { clientMinMessages }: Pick<SessionSettings, 'clientMinMessages'>,
  receiver: StatementReceiver,
): StatementReceiver {
  return {
    ...receiver,
    notice: (notice) => {
      if (!SILENCED_BY[notice.severity].includes(clientMinMessages)) receiver.notice?.(notice);
    },
  };
}
