/**
 * A session for the shell's tests: plain PostgreSQL (PGlite in memory, in this process), no DynamoDB, no catalog. It answers as a connection
 * would, so that what the shell makes of answers can be compared with psql.
 */
import { readFileSync } from 'node:fs';
import { PGlite, protocol } from '@electric-sql/pglite';
import type { Field, Result, ResultReceiver, Row, TransactionStatus } from '../../../src/engine/port.ts';
import { type MessageFields, type Notice, type NoticeSeverity, SqlError } from '../../../src/errors.ts';
import type { Session, Usage } from '../../../src/run/port.ts';

const { serialize } = protocol;

/** The messages of the protocol this reads, as PGlite's parser gives them. */
interface Message {
  readonly name: string;
  readonly fields?: readonly unknown[];
  readonly text?: string;
  readonly status?: string;
  readonly dataTypeIDs?: readonly number[];
}

const noUsage: Usage = {
  requests: 0,
  pages: 0,
  itemsScanned: 0,
  itemsReturned: 0,
  readUnits: 0,
  writeUnits: 0,
  retries: 0,
  throttles: 0,
};

export async function openStandIn(snapshot: string): Promise<Session> {
  const database = await PGlite.create({
    loadDataDir: new Blob([readFileSync(snapshot)]),
    relaxedDurability: true,
    extensions: {},
  });
  await database.exec("SET TIME ZONE 'UTC'");
  return new StandInSession(database);
}

class StandInSession implements Session {
  readonly #database: PGlite;
  #status: TransactionStatus = 'idle';
  #sleep: { stop(): void } | undefined;

  constructor(database: PGlite) {
    this.#database = database;
  }

  get transactionStatus(): TransactionStatus {
    return this.#status;
  }

  async serverVersion(): Promise<string> {
    const { rows } = await this.query('SHOW server_version');
    return rows[0]?.[0] ?? '';
  }

  async execute(text: string, receiver: ResultReceiver): Promise<void> {
    // The only statement that takes long: this engine cannot be interrupted, so it is not what sleeps.
    const seconds = /pg_sleep\(([\d.]+)\)/.exec(text)?.[1];
    if (seconds !== undefined) await this.#sleepFor(Number(seconds));
    const copied = /\bto\s+stdout\b/i.test(text) && /^\s*copy\b/i.test(text);
    if (copied) return this.#copyTo(text, receiver);
    await this.#deliver(await this.#send(serialize.query(text)), receiver);
  }

  async executeWithParameters(
    text: string,
    parameters: readonly (string | null)[],
    receiver: ResultReceiver,
  ): Promise<void> {
    const messages: Message[] = [];
    for (const message of [
      serialize.parse({ text }),
      serialize.bind({ values: [...parameters] }),
      serialize.describe({ type: 'P' }),
      serialize.execute({}),
      serialize.sync(),
    ]) {
      messages.push(...(await this.#send(message)));
    }
    await this.#deliver(messages, receiver);
  }

  async query(sql: string): Promise<Result> {
    let fields: readonly Field[] = [];
    let tag = '';
    const rows: Row[] = [];
    await this.execute(sql, {
      fields(found) {
        fields = found;
      },
      rows: (found) => void rows.push(...found),
      complete(done) {
        tag = done;
      },
    });
    return { fields, rows, tag };
  }

  async describe(text: string): Promise<Result> {
    const messages = [
      ...(await this.#send(serialize.parse({ text }))),
      ...(await this.#send(serialize.describe({ type: 'S' }))),
    ];
    await this.#send(serialize.sync());
    await this.#deliver(
      messages.filter(({ name }) => name === 'error'),
      {},
    );
    const description = messages.find(({ name }) => name === 'rowDescription');
    const fields = (description?.fields ?? []).map(fieldOf);
    if (fields.length === 0) return { fields: [], rows: [], tag: '' };
    const values = fields.map(
      ({ name, typeOid, typeModifier }) =>
        `('${name.replaceAll("'", "''")}', format_type(${typeOid}, ${typeModifier}))`,
    );
    return this.query(`SELECT * FROM (VALUES ${values.join(',')}) v`);
  }

  async copyFrom(statement: string, chunks: AsyncIterable<Uint8Array>, receiver: ResultReceiver): Promise<void> {
    const parts: Uint8Array[] = [];
    for await (const chunk of chunks) parts.push(chunk);
    try {
      const sql = statement.replace(/\bfrom\s+stdin\b/i, "FROM '/dev/blob'");
      const { affectedRows } = await this.#database.query(sql, [], { blob: new Blob(parts) });
      await receiver.complete?.(`COPY ${affectedRows ?? 0}`);
    } catch (error) {
      throw asSqlError(error);
    }
  }

  lastUsage(): Usage {
    return noUsage;
  }
  usageByTable(): ReadonlyMap<string, Usage> {
    return new Map([['music', { ...noUsage, requests: 2, pages: 3, itemsScanned: 40, readUnits: 1.5 }]]);
  }
  async cancel(): Promise<void> {
    this.#sleep?.stop();
  }
  warmUp(): void {}
  async close(): Promise<void> {
    await this.#database.close();
  }

  async #sleepFor(seconds: number): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(resolve, seconds * 1000);
      this.#sleep = {
        stop() {
          clearTimeout(timer);
          reject(new SqlError({ code: '57014', message: 'canceling statement due to user request' }));
        },
      };
    });
  }

  async #copyTo(text: string, receiver: ResultReceiver): Promise<void> {
    try {
      const result = await this.#database.query(text.replace(/\bto\s+stdout\b/i, "TO '/dev/blob'"));
      if (result.blob !== undefined) await receiver.copyData?.(new Uint8Array(await result.blob.arrayBuffer()));
      await receiver.complete?.(`COPY ${result.affectedRows ?? 0}`);
    } catch (error) {
      throw asSqlError(error);
    }
  }

  async #send(message: Uint8Array): Promise<readonly Message[]> {
    const { messages } = await this.#database.execProtocol(message, { throwOnError: false });
    return messages as readonly Message[];
  }

  async #deliver(messages: readonly Message[], receiver: ResultReceiver): Promise<void> {
    let failure: SqlError | undefined;
    for (const message of messages) {
      switch (message.name) {
        case 'rowDescription':
          await receiver.fields?.((message.fields ?? []).map(fieldOf));
          break;
        case 'dataRow':
          await receiver.rows?.([message.fields as Row]);
          break;
        case 'commandComplete':
          await receiver.complete?.(message.text ?? '');
          break;
        case 'notice':
          receiver.notice?.(noticeOf(message));
          break;
        case 'readyForQuery':
          this.#status = message.status === 'T' ? 'transaction' : message.status === 'E' ? 'failed' : 'idle';
          break;
        case 'error':
          failure = asSqlError(message);
          break;
      }
    }
    if (failure !== undefined) throw failure;
  }
}

function fieldOf(field: unknown): Field {
  const { name, dataTypeID, dataTypeModifier, tableID, columnID } = field as Record<string, number> & { name: string };
  return {
    name,
    typeOid: dataTypeID ?? 0,
    typeModifier: dataTypeModifier ?? -1,
    tableOid: tableID ?? 0,
    columnNumber: columnID ?? 0,
  };
}

function fieldsOf(message: unknown): MessageFields {
  const fields = message as Record<string, string | undefined>;
  const number = (text: string | undefined): number | undefined => (text === undefined ? undefined : Number(text));
  return {
    code: fields.code ?? 'XX000',
    message: fields.message ?? '',
    position: number(fields.position),
    detail: fields.detail,
    hint: fields.hint,
    where: fields.where,
    internalPosition: number(fields.internalPosition),
    internalQuery: fields.internalQuery,
    schema: fields.schema,
    table: fields.table,
    column: fields.column,
    dataType: fields.dataType,
    constraint: fields.constraint,
    file: fields.file,
    line: fields.line,
    routine: fields.routine,
  };
}

function asSqlError(error: unknown): SqlError {
  return error instanceof SqlError ? error : new SqlError(fieldsOf(error));
}

function noticeOf(message: unknown): Notice {
  return {
    ...fieldsOf(message),
    severity: ((message as { severity?: string }).severity ?? 'NOTICE') as NoticeSeverity,
  };
}
