#!/usr/bin/env node
// CommonJS on purpose: Node starts it some milliseconds sooner than an ES module, and its code can be cached.
const argv = process.argv.slice(2);
if (argv[0] === '--version' || argv[0] === '-V') {
  const { programVersion } = require('../dist/version.cjs');
  process.stdout.write(`ddbsql ${programVersion}\n`);
} else {
  require('./v8-flags.js');
  // The engine starts in its own thread while the program is loaded in this one.
  const spawned = require('../dist/early-engine.cjs').spawnEngine(argv);
  const { main } = require('./code-cache.js').load(
    `${__dirname}/../dist/main.cjs`,
    spawned === undefined ? 'code' : 'code-engine',
  );
  // Whoever holds the other end of stdin does not keep a finished shell waiting.
  main(argv, undefined, spawned).then((code) => process.exit(code));
}
