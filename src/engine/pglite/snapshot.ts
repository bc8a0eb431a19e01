/**
 * The snapshot: PostgreSQL's data directory with the extension created, packed in one file that is put into the engine's memory file system
 * without copying. Made by the build (scripts/snapshot.ts), read at every start.
 *
 * Form: magic, length of the header, header (JSON), contents, pages. Every shell reads the same file and none writes it, so any number
 * of shells run at once.
 *
 * Nearly every start wants the extension there, and creating it takes PostgreSQL 50 ms. For a catalog that does not begin with it the file holds the state without it too, as the pages in which it differs.
 */

const MAGIC = 0x44534e31; // "DSN1"
const FIXED_BYTES = 8;
/** PostgreSQL's BLCKSZ. */
const PAGE_BYTES = 8192;

export interface SnapshotFile {
  /** Absolute path in the engine's file system. */
  readonly path: string;
  /** undefined: a directory. */
  readonly content?: Uint8Array;
}

export interface Snapshot {
  /** `server_version` of the PostgreSQL that wrote the data directory. */
  readonly serverVersion: string;
  /** Directories before what is in them. */
  readonly files: readonly SnapshotFile[];
  /** What they are where the extension is not created. */
  readonly plain: Changes;
}

/** How some files became others. */
export interface Changes {
  readonly gone: readonly string[];
  readonly changed: readonly ChangedFile[];
}

/** A file that is new, or was changed: the pages in which it differs from what it was, or where it was not there from zeros. */
export interface ChangedFile {
  readonly path: string;
  readonly length: number;
  readonly pages: readonly { readonly at: number; readonly content: Uint8Array }[];
}

interface Header {
  readonly serverVersion: string;
  /** Path, and the content's length unless it is a directory; contents follow in the same order. */
  readonly files: readonly (readonly [string] | readonly [string, number])[];
  readonly gone: readonly string[];
  /** Path, length, and the numbers of the pages that follow. */
  readonly changed: readonly (readonly [string, number, readonly number[]])[];
}

/** Packs a snapshot as one file's content. */
export function packSnapshot({ serverVersion, files, plain: { gone, changed } }: Snapshot): Buffer {
  const header: Header = {
    serverVersion,
    files: files.map(({ path, content }) => (content ? [path, content.length] : [path])),
    gone,
    changed: changed.map(({ path, length, pages }) => [path, length, pages.map(({ at }) => at / PAGE_BYTES)]),
  };
  const json = Buffer.from(JSON.stringify(header));
  const fixed = Buffer.alloc(FIXED_BYTES);
  fixed.writeUInt32BE(MAGIC, 0);
  fixed.writeUInt32BE(json.length, 4);
  const contents = files.flatMap(({ content }) => content ?? []);
  const pages = changed.flatMap((file) => file.pages.map(({ content }) => content));
  return Buffer.concat([fixed, json, ...contents, ...pages]);
}

/** Unpacks a snapshot; the contents are views of `packed`. */
export function unpackSnapshot(packed: Buffer): Snapshot {
  if (packed.length < FIXED_BYTES || packed.readUInt32BE(0) !== MAGIC) throw new Error('not an engine snapshot');
  let at = FIXED_BYTES + packed.readUInt32BE(4);
  const header = JSON.parse(packed.toString('utf8', FIXED_BYTES, at)) as Header;
  const next = (length: number): Buffer => {
    const content = packed.subarray(at, at + length);
    at += length;
    return content;
  };
  const files = header.files.map(
    ([path, length]): SnapshotFile => (length === undefined ? { path } : { path, content: next(length) }),
  );
  const changed = header.changed.map(([path, length, numbers]): ChangedFile => {
    const pages = numbers.map((number) => {
      const start = number * PAGE_BYTES;
      return { at: start, content: next(Math.min(PAGE_BYTES, length - start)) };
    });
    return { path, length, pages };
  });
  return { serverVersion: header.serverVersion, files, plain: { gone: header.gone, changed } };
}

/** What has to be changed of some files to make others of them; directories stay. */
export function changesBetween(before: readonly SnapshotFile[], after: readonly SnapshotFile[]): Changes {
  const old = new Map(before.map(({ path, content }) => [path, content]));
  const paths = new Set(after.map(({ path }) => path));
  const changed = after.flatMap(({ path, content }): ChangedFile[] => {
    if (content === undefined) return [];
    const was = old.get(path);
    const pages = pagesOf(content).filter(({ at, content: page }) => {
      const same = was?.subarray(at, at + page.length) ?? new Uint8Array(page.length);
      return Buffer.compare(page, same) !== 0;
    });
    return pages.length === 0 && was?.length === content.length ? [] : [{ path, length: content.length, pages }];
  });
  return { gone: [...old.keys()].filter((path) => !paths.has(path)), changed };
}

function pagesOf(content: Uint8Array): ChangedFile['pages'] {
  return Array.from({ length: Math.ceil(content.length / PAGE_BYTES) }, (_, number) => {
    const at = number * PAGE_BYTES;
    return { at, content: content.subarray(at, at + PAGE_BYTES) };
  });
}

/** The files with the changes made; only those that change are copied. */
export function withChanges(files: readonly SnapshotFile[], { gone, changed }: Changes): readonly SnapshotFile[] {
  const old = new Map(files.map((file) => [file.path, file]));
  for (const path of gone) old.delete(path);
  for (const { path, length, pages } of changed) {
    const content = new Uint8Array(length);
    content.set(old.get(path)?.content?.subarray(0, length) ?? []);
    for (const page of pages) content.set(page.content, page.at);
    old.set(path, { path, content });
  }
  return [...old.values()];
}
