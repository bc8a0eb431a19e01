/**
 * `await import('a-commonjs-package')` with the named exports Node gives it: esbuild alone gives a bundled one no more than `default`.
 */
const NAMESPACE = 'named-exports';

/** @returns {import('esbuild').Plugin} */
export function namedExports() {
  return {
    name: NAMESPACE,
    setup(build) {
      build.onResolve({ filter: /^[^./]/ }, ({ path, kind, namespace, resolveDir }) => {
        if (kind !== 'dynamic-import' || namespace === NAMESPACE) return;
        if (path.startsWith('node:') || resolveDir.includes('node_modules')) return;
        if (build.initialOptions.external?.includes(path)) return;
        return { path, namespace: NAMESPACE, pluginData: { resolveDir } };
      });
      build.onLoad({ filter: /.*/, namespace: NAMESPACE }, async ({ path, pluginData }) => {
        const names = Object.keys(await import(path)).filter((name) => name !== 'module.exports');
        const contents = `export { ${names.join(', ')} } from ${JSON.stringify(path)};`;
        return { contents, resolveDir: pluginData.resolveDir };
      });
    },
  };
}
