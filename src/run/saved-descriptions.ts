/**
 * What DescribeTable said in an earlier process, for reads by the table's own key: `ddbsql -c` then asks DynamoDB once and not twice. A description may be out of date, but such a read hangs on
 * nothing but the key's attributes, and DynamoDB refuses it where they are others by now; the table is described anew then (express.ts). Whatever else is read is planned from a fresh one.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDirectory } from '../catalog/home.ts';
import type { TableDescription } from '../catalog/model.ts';
import { isRecord } from '../catalog/shape.ts';
import type { DynamoConnection } from '../dynamo/connection.ts';

/** As long as a session keeps a description: an index made meanwhile may read less. */
const KEPT_MS = 5 * 60_000;
/** Grows with the form of a description: an older file is none. */
const FORMAT = 1;

type Place = Pick<DynamoConnection, 'region' | 'endpoint'>;

/** The descriptions that are kept, each read once. */
export class SavedDescriptions {
  readonly #read = new Map<string, Saved | undefined>();

  /** @returns the table's description of the last five minutes, undefined where none is kept that can be read */
  of(place: Place, table: string): TableDescription | undefined {
    const file = fileOf(place, table);
    if (!this.#read.has(file)) this.#read.set(file, readSaved(file));
    const saved = this.#read.get(file);
    const age = Date.now() - (saved?.at ?? Number.NEGATIVE_INFINITY);
    return age >= 0 && age < KEPT_MS ? saved?.description : undefined;
  }

  /** Keeps a description, whole or not at all. That it cannot be kept is no reason to complain. */
  save(place: Place, description: TableDescription): void {
    const file = fileOf(place, description.table);
    const saved: Saved = { format: FORMAT, at: Date.now(), description };
    const known = this.#read.get(file);
    // The session's own, asked for once in five minutes.
    if (known !== undefined && known.description === description) return;
    this.#read.set(file, saved);
    const temporary = `${file}.${process.pid}`;
    try {
      mkdirSync(folder(), { recursive: true, mode: 0o700 });
      forgetOld();
      writeFileSync(temporary, JSON.stringify(saved), { mode: 0o600 });
      renameSync(temporary, file);
    } catch {
      rmSync(temporary, { force: true });
    }
  }

  forget(place: Place, table: string): void {
    const file = fileOf(place, table);
    this.#read.set(file, undefined);
    rmSync(file, { force: true });
  }
}

interface Saved {
  readonly format: typeof FORMAT;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly description: TableDescription;
}

function readSaved(file: string): Saved | undefined {
  try {
    const saved: unknown = JSON.parse(readFileSync(file, 'utf8'));
    const isSaved = isRecord(saved) && saved.format === FORMAT && typeof saved.at === 'number';
    return isSaved && isRecord(saved.description) ? (saved as unknown as Saved) : undefined;
  } catch {
    return undefined;
  }
}

/** An emulator has another port each time: what is past its time goes. */
function forgetOld(): void {
  for (const name of readdirSync(folder())) {
    const file = join(folder(), name);
    const { mtimeMs } = statSync(file);
    if (Date.now() - mtimeMs > KEPT_MS) rmSync(file, { force: true });
  }
}

function folder(): string {
  return join(cacheDirectory(), 'tables');
}

function fileOf({ region, endpoint }: Place, table: string): string {
  const name = createHash('sha256')
    .update(JSON.stringify([region, endpoint, table]))
    .digest('hex');
  return join(folder(), `${name.slice(0, 32)}.json`);
}
