/**
 * Files of temporary tables, as Emscripten's memory file system keeps them: it gives up a file's memory whenever the file is truncated, and copies a large one each time it grows by an eighth. Staging
 * tables are filled and emptied batch by batch, so their files keep their memory until they are removed, and grow by doubling. A GROUP BY over a million items spent a seventh of the engine's time on
 * this. Other files are left alone: PostgreSQL keeps dropped ones, truncated, until the next checkpoint.
 */
import type { FileNode, FileStream, FileSystem } from './backend.ts';

/** PostgreSQL's name for a temporary relation's file: the backend's number, and the relation's (relpath.c, GetRelationPath). */
const TEMPORARY = /^t\d+_\d+/;
const LEAST_BYTES = 64 * 1024;

/** Changes how the file system handles temporary files. @param path any file of it */
export function keepTemporaryFiles(FS: FileSystem, path: string): void {
  // All files share these tables of operations.
  const { node_ops, stream_ops } = FS.lookupPath(path).node;
  const { setattr } = node_ops;
  const { write } = stream_ops;
  node_ops.setattr = (node, attributes) => {
    const { size } = attributes;
    if (size === undefined || size >= node.usedBytes || !TEMPORARY.test(node.name)) return setattr(node, attributes);
    // What lies beyond the end reads as zeros when the file grows again.
    node.contents.fill(0, size, node.usedBytes);
    node.usedBytes = size;
    setattr(node, { ...attributes, size: undefined });
  };
  stream_ops.write = (stream, buffer, offset, length, position, mayOwn) =>
    length > 0 && TEMPORARY.test(stream.node.name)
      ? writeTo(stream, buffer.subarray(offset, offset + length), position)
      : write(stream, buffer, offset, length, position, mayOwn);
}

function writeTo({ node }: FileStream, bytes: Uint8Array, position: number): number {
  const end = position + bytes.length;
  if (end > node.contents.length) grow(node, end);
  node.contents.set(bytes, position);
  node.usedBytes = Math.max(node.usedBytes, end);
  node.mtime = node.ctime = Date.now();
  return bytes.length;
}

function grow(node: FileNode, bytes: number): void {
  const contents = new Uint8Array(Math.max(bytes, LEAST_BYTES, node.contents.length * 2));
  contents.set(node.contents.subarray(0, node.usedBytes));
  node.contents = contents;
}
