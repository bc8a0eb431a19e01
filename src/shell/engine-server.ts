/** The server of `--engine`, as it may be shown. */
import { withoutPassword } from '../engine/server/address.ts';

/** What `ps` shows of the process, without the password of the URL. */
export function hidePassword(url: string): void {
  const shown = shownUrl(url);
  if (shown === url) return;
  process.title = ['ddbsql', ...process.argv.slice(2).map((argument) => argument.replaceAll(url, shown))].join(' ');
}

/** The URL without its password; nothing of a text that is no URL. */
export function shownUrl(url: string): string {
  try {
    return withoutPassword(url);
  } catch {
    return '(not a URL)';
  }
}
