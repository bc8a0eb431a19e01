/** A session that is made when it is first needed: a shell that is only asked for help, or left at once, starts none. */
import { CancelMark } from '../run/canceled.ts';
import { NO_USAGE } from '../run/meter.ts';
import type { Session } from '../run/port.ts';

export function lazySession(open: () => Promise<Session>): Session {
  let opening: Promise<Session> | undefined;
  let opened: Session | undefined;
  const mark = new CancelMark();
  const session = (): Promise<Session> => {
    opening ??= open().then(
      (made) => {
        opened = made;
        return made;
      },
      (error: unknown) => {
        // What was wrong may be put right: the next statement tries again.
        opening = undefined;
        throw error;
      },
    );
    return opening;
  };
  /** The session for a request, which may be cancelled before there is one. */
  const forRequest = async (): Promise<Session> => {
    mark.begin();
    const made = await session();
    mark.check();
    return made;
  };
  return {
    get transactionStatus() {
      return opened?.transactionStatus ?? 'idle';
    },
    serverVersion: async () => (await session()).serverVersion(),
    execute: async (text, receiver) => (await forRequest()).execute(text, receiver),
    executeWithParameters: async (text, parameters, receiver) =>
      (await forRequest()).executeWithParameters(text, parameters, receiver),
    query: async (sql, parameters) => (await session()).query(sql, parameters),
    describe: async (text) => (await session()).describe(text),
    copyFrom: async (statement, chunks, receiver) => (await forRequest()).copyFrom(statement, chunks, receiver),
    describeForeignTable: async (oid) => (await session()).describeForeignTable(oid),
    attributeStatistics: async (oid) => (await session()).attributeStatistics(oid),
    remoteTables: async (server, signal) => (await session()).remoteTables(server, signal),
    remoteIndexes: async (server, table, signal) => (await session()).remoteIndexes(server, table, signal),
    sampledKeys: async (oid, signal) => (await session()).sampledKeys(oid, signal),
    catalogDdl: async () => (await session()).catalogDdl(),
    takeNotifications: () => opened?.takeNotifications() ?? [],
    lastUsage: () => opened?.lastUsage() ?? NO_USAGE,
    usageByTable: () => opened?.usageByTable() ?? new Map(),
    cancel: async () => {
      mark.cancel();
      await opened?.cancel();
    },
    warmUp: () =>
      void session().then(
        (made) => made.warmUp(),
        () => {},
      ),
    close: async () => (await opening?.catch(() => undefined))?.close(),
  };
}
