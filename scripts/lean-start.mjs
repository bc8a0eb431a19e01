/**
 * What a start need not pay for, of code that is not ours:
 *
 * - Node's own modules that take milliseconds to load and that most runs never use (commander wants child_process for programs of the user's own): loaded when something of theirs is first used.
 * - lodash's pickBy, which Chevrotain calls for each of the grammar's 5,000 nodes: a third of the time in which the grammar is made. Its options are plain objects.
 */
import { createRequire } from 'node:module';

const SELDOM = ['child_process', 'crypto', 'perf_hooks', 'readline', 'worker_threads'];
const NAMESPACE = 'lean-start';
const PICK_BY = `export default (object, keeps) =>
  Object.fromEntries(Object.entries(object ?? {}).filter(([key, value]) => keeps(value, key)));`;

/** @returns {import('esbuild').Plugin} */
export function leanStart() {
  return {
    name: NAMESPACE,
    setup(build) {
      build.onResolve({ filter: new RegExp(`^(?:node:)?(?:${SELDOM.join('|')})$`) }, ({ path, namespace }) =>
        namespace === NAMESPACE ? { path, external: true } : { path: path.replace('node:', ''), namespace: NAMESPACE },
      );
      build.onLoad({ filter: /.*/, namespace: NAMESPACE }, ({ path }) => ({ contents: lazily(path) }));
      build.onLoad({ filter: /lodash-es\/pickBy\.js$/ }, () => ({ contents: PICK_BY }));
    },
  };
}

/** A module with the same names, each of which loads the real one. */
function lazily(name) {
  const names = Object.keys(createRequire(import.meta.url)(`node:${name}`));
  return `for (const name of ${JSON.stringify(names)})
    Object.defineProperty(exports, name, { enumerable: true, get: () => require('node:${name}')[name] });`;
}
