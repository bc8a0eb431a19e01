/**
 * What ANALYZE saw of a foreign table's DynamoDB table, kept between sessions: one file a table beside the catalog, its owner's alone, for the examples in it are data. It is a cache: whatever is
 * wrong with a file, it counts as not there.
 */
import { createHash } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { homeDirectory, makeDirectory } from './home.ts';
import { ioError } from './io-error.ts';
import { printJson } from './json.ts';
import type { ForeignServer } from './model.ts';
import { isRecord } from './shape.ts';

const FORMAT = 1;

export interface AttributeStatistics {
  /** As the column option `attribute` names it: `age`, `address.city`. */
  readonly path: string;
  /** Sampled items that have it. */
  readonly items: number;
  /** How many of them by DynamoDB type, most first. */
  readonly types: Readonly<Record<string, number>>;
  /** A value, cut short, and the key of its item. */
  readonly example: string;
  readonly exampleKey: string;
}

export interface TableStatistics {
  readonly analyzedAt: string;
  readonly sampledItems: number;
  /** Top-level attributes by name, then what their maps hold. */
  readonly attributes: readonly AttributeStatistics[];
}

/** Whose statistics they are. Another region or endpoint under the server's name is another table. */
export interface StatisticsOf {
  readonly server: ForeignServer;
  /** The DynamoDB table. */
  readonly table: string;
}

function place({ server }: StatisticsOf): string {
  return `${server.options.aws_region ?? ''} ${server.options.endpoint ?? ''}`.trim();
}

function pathOf({ server, table }: StatisticsOf): string {
  const name = createHash('sha256')
    .update(JSON.stringify([server.name, table]))
    .digest('hex')
    .slice(0, 32);
  return join(homeDirectory(), 'statistics', `${name}.json`);
}

export function readStatistics(of: StatisticsOf): TableStatistics | undefined {
  try {
    const saved: unknown = JSON.parse(readFileSync(pathOf(of), 'utf8'));
    if (!isRecord(saved) || saved.format !== FORMAT || saved.place !== place(of)) return undefined;
    return saved as unknown as TableStatistics;
  } catch {
    return undefined;
  }
}

/** @throws SqlError 58030 where the file cannot be written */
export function saveStatistics(of: StatisticsOf, statistics: TableStatistics): void {
  const path = pathOf(of);
  const own = `${path}.tmp-${process.pid}`;
  const text = printJson({ format: FORMAT, server: of.server.name, table: of.table, place: place(of), ...statistics });
  try {
    makeDirectory(dirname(path));
    writeFileSync(own, `${text}\n`, { mode: 0o600 });
    // In one step: a reader sees the old file or the new one.
    renameSync(own, path);
  } catch (error) {
    rmSync(own, { force: true });
    throw ioError('write statistics file', path, error);
  }
}
