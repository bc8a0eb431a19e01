/**
 * The catalog document as a file: where it is, who may read it, what it must look like. Reading is plain and synchronous, as every start
 * does it; writing (src/catalog/document.ts) goes through `conf`.
 */
import { type BigIntStats, closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SqlError } from '../errors.ts';
import { homeDirectory } from './home.ts';
import { hasCode, ioError } from './io-error.ts';
import { printJson } from './json.ts';
import { type CatalogObject, type CatalogObjects, isObjectKind, keyOf } from './objects.ts';
import { isRecord, wrongDefinitionField } from './shape.ts';

/** Grows when an older ddbsql could no longer read the file. */
export const FORMAT = 1;

const CONFIG_FILE_ERROR = 'F0000';

/** A saved state of the catalog. User mappings have their secrets in clear. */
export interface CatalogDocument {
  readonly format: typeof FORMAT;
  /** Grows with every save. */
  readonly revision: number;
  readonly objects: CatalogObjects;
  /** Which state of which file it was read from; undefined where there was none. */
  readonly stamp: string | undefined;
}

export function catalogPath(): string {
  return join(homeDirectory(), 'catalog.json');
}

/**
 * Reads the document; no file is an empty catalog.
 * @throws SqlError 58030 where it cannot be read, F0000 where others can read it too or it is damaged
 */
export function readDocument(path: string): CatalogDocument {
  const file = readFile(path);
  if (file === undefined) return { format: FORMAT, revision: 0, objects: [], stamp: undefined };
  if (process.platform !== 'win32' && (file.mode & 0o077) !== 0) {
    throw new SqlError({
      code: CONFIG_FILE_ERROR,
      message: `catalog file "${path}" is readable by others`,
      detail: `It can hold secret keys, and its permissions are ${(file.mode & 0o777).toString(8).padStart(4, '0')}.`,
      hint: `Run: chmod 600 "${path}"`,
    });
  }
  return { ...parseDocument(file.text, path), stamp: file.stamp };
}

/** Tells one state of the file from another, without reading it. */
export function stampOf({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): string {
  return [dev, ino, size, mtimeNs, ctimeNs].join(':');
}

function readFile(path: string): { text: string; mode: number; stamp: string } | undefined {
  try {
    const descriptor = openSync(path, 'r');
    try {
      // Of the open file, so that stamp and text belong together whatever is renamed over it meanwhile.
      const stats = fstatSync(descriptor, { bigint: true });
      return { text: readFileSync(descriptor, 'utf8'), mode: Number(stats.mode), stamp: stampOf(stats) };
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw ioError('read catalog file', path, error);
  }
}

/** The file's text: objects by their keys, in the order in which they can be made. */
export function printDocument({ format, revision, objects }: Omit<CatalogDocument, 'stamp'>): string {
  const byKey = objects.map(({ key, kind, definition, dependsOn }) => [
    key,
    { kind, definition, ...(dependsOn.length === 0 ? {} : { dependsOn }) },
  ]);
  return `${printJson({ format, revision, objects: Object.fromEntries(byKey) })}\n`;
}

function parseDocument(text: string, path: string): Omit<CatalogDocument, 'stamp'> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw damaged(path, withoutExcerpt(error instanceof Error ? error.message : String(error)));
  }
  if (!isRecord(json)) throw damaged(path, 'It is not a JSON object.');
  const { format, revision, objects } = json;
  if (typeof format === 'number' && format > FORMAT) {
    throw new SqlError({
      code: CONFIG_FILE_ERROR,
      message: `catalog file "${path}" was written by a newer ddbsql`,
      detail: `It has format ${format}; this ddbsql reads format ${FORMAT}.`,
      hint: 'Update ddbsql, or set DDBSQL_HOME to another directory.',
    });
  }
  if (format !== FORMAT) throw damaged(path, 'Its "format" is missing or unknown.');
  if (!Number.isSafeInteger(revision)) throw damaged(path, 'Its "revision" is not an integer.');
  if (!isRecord(objects)) throw damaged(path, 'Its "objects" is not an object.');
  return {
    format,
    revision: Number(revision),
    objects: Object.entries(objects).map((entry) => parseObject(entry, path)),
  };
}

/** V8 quotes what stands around the place, which may be a secret. */
function withoutExcerpt(message: string): string {
  return message.replace(/, (?:\.\.\.)?".*is not valid JSON$/s, '');
}

function parseObject([key, value]: readonly [string, unknown], path: string): CatalogObject {
  if (!isRecord(value)) throw damaged(path, `"${key}" is not an object.`);
  const { kind, definition, dependsOn = [] } = value;
  if (typeof kind !== 'string' || !isObjectKind(kind))
    throw damaged(path, `The "kind" of "${key}" is missing or unknown.`);
  if (!isRecord(definition)) throw damaged(path, `"${key}" has no "definition".`);
  const wrong = wrongDefinitionField(kind, definition);
  if (wrong !== undefined) throw damaged(path, `"${wrong}" in the definition of "${key}" is missing or wrong.`);
  const strings = Array.isArray(dependsOn) && dependsOn.every((needed) => typeof needed === 'string');
  if (!strings) throw damaged(path, `The "dependsOn" of "${key}" is not a list of keys.`);
  const object = { key, kind, definition, dependsOn } as unknown as CatalogObject;
  const proper = keyOf(object);
  if (key !== proper) throw damaged(path, `"${key}" is called "${proper}" by its definition.`);
  return object;
}

function damaged(path: string, detail: string): SqlError {
  return new SqlError({
    code: CONFIG_FILE_ERROR,
    message: `catalog file "${path}" is damaged`,
    detail,
    hint: 'It was left as it is. Repair it, or move it away to start with an empty catalog.',
  });
}
