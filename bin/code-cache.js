/**
 * Loads the program with V8's code cache: a start spends more time in compiling than in all else. Newer Nodes keep such a cache themselves; for older ones it is kept here, in the user's own
 * cache folder, made at the end of the first run and again when a run has used a lane the cache has no code of. Without a cache, or with one that V8 refuses, the program just starts slower.
 */
const { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } = require('node:fs');
const Module = require('node:module');
const { homedir } = require('node:os');
const { dirname, join, resolve } = require('node:path');
const { Script } = require('node:vm');

/** @param name of the cache: a process that begins with the engine is spared what the other lane has compiled */
exports.load = (path, name) => {
  const file = resolve(path);
  if (process.env.NODE_DISABLE_COMPILE_CACHE !== undefined) return require(file);
  try {
    if (Module.enableCompileCache !== undefined) {
      Module.enableCompileCache(join(cacheFolder(), 'node'));
      return require(file);
    }
  } catch {
    return require(file);
  }
  return loadCached(file, name);
};

function cacheFolder() {
  const { DDBSQL_HOME, LOCALAPPDATA, XDG_CACHE_HOME } = process.env;
  if (DDBSQL_HOME) return join(DDBSQL_HOME, 'cache');
  if (process.platform === 'win32' && LOCALAPPDATA) return join(LOCALAPPDATA, 'ddbsql', 'cache');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'ddbsql');
  return join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'ddbsql');
}

/** A cache begins with what it is of: any other build, Node or processor has to make its own. */
function headerOf(file) {
  const { size, mtimeMs } = statSync(file);
  return `ddbsql ${file} ${size} ${mtimeMs} ${process.version} ${process.arch} ${process.versions.v8}`;
}

function loadCached(file, name) {
  const header = headerOf(file);
  const cachePath = join(cacheFolder(), `${name}.bin`);
  const known = readCache(cachePath, header);
  const source = readFileSync(file, 'latin1');
  const script = new Script(`(function(exports,require,module,__filename,__dirname){${source}\n})`, {
    filename: file,
    cachedData: known?.data,
  });
  const module = { exports: {} };
  script.runInThisContext()(module.exports, Module.createRequire(file), module, file, dirname(file));
  const lanes = new Set(script.cachedDataRejected === false ? known?.lanes : []);
  process.on('exit', () => {
    const used = [...module.exports.lanesUsed];
    if (used.every((lane) => lanes.has(lane))) return;
    writeCache(cachePath, header, [...new Set([...lanes, ...used])], script.createCachedData());
  });
  return module.exports;
}

/** Header and lanes are one line of JSON, padded to a fixed length; what follows is V8's. */
const HEADER_BYTES = 1024;

function readCache(path, header) {
  try {
    const bytes = readFileSync(path);
    const { header: found, lanes, size } = JSON.parse(bytes.toString('utf8', 0, HEADER_BYTES));
    const data = bytes.subarray(HEADER_BYTES);
    return found === header && data.length === size ? { lanes, data } : undefined;
  } catch {
    return undefined;
  }
}

/** Whole or not at all, and never a reason to complain. */
function writeCache(path, header, lanes, data) {
  const temporary = `${path}.${process.pid}`;
  try {
    const line = Buffer.from(JSON.stringify({ header, lanes, size: data.length }));
    if (line.length > HEADER_BYTES) return;
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(temporary, Buffer.concat([line, Buffer.alloc(HEADER_BYTES - line.length, ' '), data]), {
      mode: 0o600,
    });
    renameSync(temporary, path);
  } catch {
    try {
      rmSync(temporary, { force: true });
    } catch {
      // Its folder is none.
    }
  }
}
