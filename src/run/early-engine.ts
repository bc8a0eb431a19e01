/**
 * What bin/ddbsql.js loads before the program: the engine's thread, where the command line has a statement, or a script with one, that the express lane surely leaves. PostgreSQL's start is the longest part of a
 * statement's way, and the program is loaded in the meantime. A wrong guess costs time and nothing else: the program looks at the command line itself.
 */
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { type Spawned, spawn, threadOptions } from '../engine/pglite/spawn.ts';
import { isExtended } from './engine-ahead.ts';

/** What leads to another engine, or to none. */
const OTHERWISE = /^(?:--demo|--engine|--help|-\?)/;
/** What a statement follows, also with other letters before it (`-Atc`). */
const COMMAND = /^(?:-\w*c|--command)$/;
/** A script, by its option or by its name. */
const FILE = /^(?:-\w*f|--file)$/;
const SQL_FILE = /^[^-].*\.sql$/i;
/** As much of a script is looked at. */
const HEAD_BYTES = 16 * 1024;
/** Lines that are the shell's own, and comments. */
const ASIDE = /^[ \t]*\\.*$|--.*$/gm;
const QUOTED = /'[^']*'|"[^"]*"/g;
/** More than one table's columns, as they are. */
const COMPUTES =
  /\b(?:join|group|having|distinct|union|intersect|except|over|with|case|cast)\b|::|\bfrom\s+[^\s,]+(?:\s+\w+)?\s*,/i;

/** Starts the engine's thread where it will surely be wanted. */
export function spawnEngine(argv: readonly string[]): Spawned | undefined {
  const isOther = argv.some((argument) => OTHERWISE.test(argument)) || Boolean(process.env.DDBSQL_ENGINE);
  if (isOther) return undefined;
  const commands = argv.filter((_, i) => COMMAND.test(argv[i - 1] ?? ''));
  const files = argv.filter((argument, i) => FILE.test(argv[i - 1] ?? '') || SQL_FILE.test(argument));
  if (!commands.some(isForEngine) && !files.some(hasOneForEngine)) return undefined;
  return spawn(threadOptions({ extended: isExtended() }));
}

/** Of a script: whether a statement of its beginning is left by the express lane. What is no file may not be read twice. */
function hasOneForEngine(path: string): boolean {
  try {
    if (!statSync(path).isFile()) return false;
    const file = openSync(path, 'r');
    try {
      const head = Buffer.alloc(HEAD_BYTES);
      const text = head.toString('utf8', 0, readSync(file, head, 0, HEAD_BYTES, 0));
      return text.replace(QUOTED, "''").replace(ASIDE, '').split(';').some(isForEngine);
    } finally {
      closeSync(file);
    }
  } catch {
    // What is wrong with it the shell tells.
    return false;
  }
}

/** Of a statement: whether the express lane leaves it, as far as can be told at a glance. */
export function isForEngine(text: string): boolean {
  if (!/^\s*[a-z]/i.test(text)) return false;
  const bare = text.replace(QUOTED, '');
  return !/^\s*select\b/i.test(bare) || !/\bfrom\b/i.test(bare) || COMPUTES.test(bare);
}
