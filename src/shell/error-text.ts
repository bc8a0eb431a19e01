/** Errors and notices in the words the variables VERBOSITY and SHOW_CONTEXT ask for. */
import type { Notice, SqlError } from '../errors.ts';
import { formatMessage, type MessageOptions } from '../format/errors.ts';
import { placeWithoutSecrets } from './secrets.ts';
import type { Shell } from './shell.ts';

function options(shell: Shell, text: string): MessageOptions {
  return {
    sourceText: text === '' ? undefined : text,
    verbosity: shell.variables.choice('VERBOSITY'),
    showContext: shell.variables.choice('SHOW_CONTEXT'),
    escapeControls: shell.io.errorIsTerminal,
  };
}

/** `text` is what was sent; empty where the error is not about what somebody typed. */
export function formatError(
  shell: Shell,
  error: SqlError,
  text: string,
  changed: Partial<MessageOptions> = {},
): string {
  const place = placeWithoutSecrets(text, error.fields.position);
  return formatMessage(error.with({ position: place.position }), { ...options(shell, place.text), ...changed });
}

export function formatNotice(shell: Shell, notice: Notice, text: string): string {
  const place = placeWithoutSecrets(text, notice.position);
  return formatMessage({ ...notice, position: place.position }, options(shell, place.text));
}
