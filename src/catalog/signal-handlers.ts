/** Packages that clean up at signals, and what that would do to a shell. */

/**
 * Loads packages without the signal handlers they install (`conf` and `proper-lockfile` do, through `when-exit` and `signal-exit`).
 *
 * Those handlers send the signal again, to end the process: the shell would see one Ctrl-C twice, and die of the second. What they clean up
 * is cleaned up elsewhere: locks go stale, half-written files go with the next save, and `exit` handlers stay.
 */
export async function withoutSignalHandlers<T>(load: () => Promise<T>): Promise<T> {
  const stop = dropHandlers();
  try {
    return await load();
  } finally {
    stop();
  }
}

type Handler = (...args: unknown[]) => void;

function dropHandlers(): () => void {
  let added: (readonly [string | symbol, Handler])[] = [];
  const settle = (): void => {
    // Such a package hooks every signal at once, as nobody else does; a handler of the shell's own, added meanwhile, is none of these.
    const isPackage = added.some(([event]) => event === 'SIGVTALRM');
    for (const [event, handler] of added) {
      if (isPackage && String(event).startsWith('SIG')) process.off(event, handler);
    }
    added = [];
  };
  const onNewListener = (event: string | symbol, handler: Handler): void => {
    if (added.length === 0) queueMicrotask(settle);
    added.push([event, handler]);
  };
  process.on('newListener', onNewListener);
  return () => {
    process.off('newListener', onNewListener);
  };
}
