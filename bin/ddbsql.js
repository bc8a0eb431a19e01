#!/usr/bin/env node
// CommonJS on purpose: Node starts it some milliseconds sooner than an ES module, and its code can be cached.
const [first] = process.argv.slice(2);
if (first === '--version' || first === '-V') {
  const { programVersion } = require('../dist/version.cjs');
  process.stdout.write(`ddbsql ${programVersion}\n`);
} else {
  const { main } = require('./code-cache.js').load(`${__dirname}/../dist/main.cjs`);
  // Whoever holds the other end of stdin does not keep a finished shell waiting.
  main(process.argv.slice(2)).then((code) => process.exit(code));
}
