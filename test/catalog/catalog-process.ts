/**
 * A shell that only saves, to be run as a process of its own: `add PREFIX COUNT` adds servers one by one, each on top of what it last saw, and
 * writes each one's name once it is saved.
 */
import { loadCatalog, saveCatalog } from '../../src/catalog/document.ts';
import { type CatalogObject, inOrder } from '../../src/catalog/objects.ts';

const [, , prefix = '', count = '1'] = process.argv;

let base = loadCatalog();
for (let i = 0; i < Number(count); i++) {
  const name = `${prefix}_${i}`;
  const server: CatalogObject = {
    kind: 'server',
    key: `server ${name}`,
    definition: { name, wrapper: 'w' },
    dependsOn: [],
  };
  // Sometimes from what another one has saved meanwhile, mostly from its own last state.
  if (i % 5 === 4) base = loadCatalog();
  const { document } = await saveCatalog(base, inOrder([...base.objects, server]));
  base = document;
  process.stdout.write(`${name}\n`);
}

// Ctrl-C is the shell's: nothing that was loaded for saving may listen to it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) if (process.listenerCount(signal) > 0) process.exitCode = 9;
