/**
 * What bin/ddbsql.js loads before the program: the engine's thread, where the command line has a statement that the express lane surely leaves. PostgreSQL's start is the longest part of a
 * statement's way, and the program is loaded in the meantime. A wrong guess costs time and nothing else: the program looks at the command line itself.
 */
import { type Spawned, spawn, threadOptions } from '../engine/pglite/spawn.ts';
import { raiseTieringBudget } from '../engine/pglite/tiering.ts';
import { isExtended } from './engine-ahead.ts';

/** What leads to another engine, or to none. */
const OTHERWISE = /^(?:--demo|--engine|--help|-\?)/;
/** What a statement follows, also with other letters before it (`-Atc`). */
const COMMAND = /^(?:-\w*c|--command)$/;
const QUOTED = /'[^']*'|"[^"]*"/g;
/** More than one table's columns, as they are. */
const COMPUTES =
  /\b(?:join|group|having|distinct|union|intersect|except|over|with|case|cast)\b|::|\bfrom\s+[^\s,]+(?:\s+\w+)?\s*,/i;

/** Starts the engine's thread where it will surely be wanted. */
export function spawnEngine(argv: readonly string[]): Spawned | undefined {
  const isOther = argv.some((argument) => OTHERWISE.test(argument)) || Boolean(process.env.DDBSQL_ENGINE);
  const statements = argv.filter((_, i) => COMMAND.test(argv[i - 1] ?? ''));
  if (isOther || !statements.some(isForEngine)) return undefined;
  // Before any code is loaded from a cache, which V8 checks its flags by.
  raiseTieringBudget();
  return spawn(threadOptions({ extended: isExtended() }));
}

/** Of a statement: whether the express lane leaves it, as far as can be told at a glance. */
export function isForEngine(text: string): boolean {
  if (!/^\s*[a-z]/i.test(text)) return false;
  const bare = text.replace(QUOTED, '');
  return !/^\s*select\b/i.test(bare) || !/\bfrom\b/i.test(bare) || COMPUTES.test(bare);
}
