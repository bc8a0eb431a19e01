/**
 * The snapshot: PostgreSQL's data directory as initdb leaves it, and the extension's files, packed in one file that is put into the
 * engine's memory file system without copying. Made by the build (scripts/snapshot.ts), read at every start.
 *
 * Form: magic, length of the header, header (JSON), contents. Every shell reads the same file and none writes it, so any number
 * of shells run at once.
 */

const MAGIC = 0x44534e31; // "DSN1"
const FIXED_BYTES = 8;

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
}

interface Header {
  readonly serverVersion: string;
  /** Path, and the content's length unless it is a directory; contents follow in the same order. */
  readonly files: readonly (readonly [string] | readonly [string, number])[];
}

/** Packs a snapshot as one file's content. */
export function packSnapshot({ serverVersion, files }: Snapshot): Buffer {
  const header: Header = {
    serverVersion,
    files: files.map(({ path, content }) => (content ? [path, content.length] : [path])),
  };
  const json = Buffer.from(JSON.stringify(header));
  const fixed = Buffer.alloc(FIXED_BYTES);
  fixed.writeUInt32BE(MAGIC, 0);
  fixed.writeUInt32BE(json.length, 4);
  return Buffer.concat([fixed, json, ...files.flatMap(({ content }) => content ?? [])]);
}

/** Unpacks a snapshot; the contents are views of `packed`. */
export function unpackSnapshot(packed: Buffer): Snapshot {
  if (packed.length < FIXED_BYTES || packed.readUInt32BE(0) !== MAGIC) throw new Error('not an engine snapshot');
  let at = FIXED_BYTES + packed.readUInt32BE(4);
  const header = JSON.parse(packed.toString('utf8', FIXED_BYTES, at)) as Header;
  const files = header.files.map(([path, length]): SnapshotFile => {
    if (length === undefined) return { path };
    const content = packed.subarray(at, at + length);
    at += length;
    return { path, content };
  });
  return { serverVersion: header.serverVersion, files };
}
