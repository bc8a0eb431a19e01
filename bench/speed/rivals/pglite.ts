/** What PGlite takes by itself: opened in memory from the files of the same snapshot, SELECT 1. */
import { readFileSync } from 'node:fs';
import { MemoryFS, PGlite } from '@electric-sql/pglite';
import { moduleOf } from '../../../src/engine/pglite/backend.ts';
import { DATABASE } from '../../../src/engine/pglite/parameters.ts';
import { unpackSnapshot } from '../../../src/engine/pglite/snapshot.ts';

const { files } = unpackSnapshot(readFileSync(process.env.SNAPSHOT ?? ''));

class SnapshotFiles extends MemoryFS {
  override async initialSyncFs(): Promise<void> {
    const { FS } = moduleOf(this.pg);
    for (const { path, content } of files) {
      if (content) FS.writeFile(path, content, { canOwn: true });
      else FS.mkdirTree(path);
    }
  }
}

const pglite = await PGlite.create({ database: DATABASE, fs: new SnapshotFiles() });
const { rows } = await pglite.query<{ one: number }>('SELECT 1 AS one');
console.log(rows[0]?.one);
process.exit(0);
