/**
 * Builds every bundle: `node esbuild.mjs [--watch] [--production] [--only=name,...]`.
 *
 * One file per shell, so that each runs with no `node_modules` beside it.
 */
import { globSync } from 'node:fs';
import { context } from 'esbuild';

const flags = new Set(process.argv.slice(2));
const only = process.argv.find((arg) => arg.startsWith('--only='))?.slice('--only='.length).split(',');
const production = flags.has('--production');
void globSync;

/** @type {import('esbuild').BuildOptions} */
const shared = {
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  legalComments: 'none',
  logLevel: 'warning',
  target: 'es2022',
};

/** @type {Record<string, import('esbuild').BuildOptions>} */
const bundles = {
  extension: {
    entryPoints: ['src/extension/activate.ts'],
    outfile: 'dist/extension.js',
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
  },
  cli: {
    entryPoints: ['src/cli/main.ts'],
    outfile: 'dist/cli.js',
    platform: 'node',
    format: 'cjs',
    banner: { js: '#!/usr/bin/env node' },
  },
};

for (const [name, options] of Object.entries(bundles)) {
  if (only && !only.includes(name)) continue;
  const build = await context({ ...shared, ...options });
  if (flags.has('--watch')) {
    await build.watch();
  } else {
    await build.rebuild();
    await build.dispose();
  }
}
