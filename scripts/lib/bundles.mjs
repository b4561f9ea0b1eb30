/** What is bundled into what. One file per shell, so that each runs with no `node_modules` beside it. */
import { existsSync } from 'node:fs';
import { chmod, readFile, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { lazyModules } from './lazyModules.mjs';
import { root } from './paths.mjs';
import { testFiles, webviewEntries } from './sources.mjs';

/** @typedef {import('esbuild').BuildOptions} BuildOptions */

/** @type {BuildOptions} */
const shared = {
  absWorkingDir: root,
  bundle: true,
  legalComments: 'none',
  logLevel: 'warning',
  target: 'es2022',
};

/** @type {BuildOptions} */
const node = { ...shared, platform: 'node', format: 'cjs' };

/** @type {import('esbuild').Plugin} */
const executable = {
  name: 'executable',
  setup({ initialOptions, onEnd }) {
    const { outfile } = initialOptions;
    onEnd(async ({ errors }) => {
      if (errors.length === 0 && outfile !== undefined) await chmod(resolve(root, outfile), 0o755);
    });
  },
};

/** The pages of `docs/rules` by rule id: the command line explains its rules where no page is beside it. */
const rulePages = {
  name: 'rule-pages',
  /** @param {import('esbuild').PluginBuild} build */
  setup(build) {
    build.onResolve({ filter: /^wavemark:rule-pages$/ }, ({ path }) => ({ path, namespace: 'rule-pages' }));
    build.onLoad({ filter: /.*/, namespace: 'rule-pages' }, async () => {
      const folder = join(root, 'docs/rules');
      const files = (await readdir(folder)).sort().map((name) => join(folder, name));
      const pages = await Promise.all(files.map((file) => readFile(file, 'utf8')));
      const byTitle = pages.map((page) => [/^# (.*)/.exec(page)?.[1], page.replaceAll('\r\n', '\n')]);
      return { contents: JSON.stringify(Object.fromEntries(byTitle)), loader: 'json', watchFiles: files };
    });
  },
};

/**
 * The bundles of the product, by name.
 * @param {{ production: boolean }} options
 * @returns {Promise<Record<string, BuildOptions>>}
 */
export async function productBundles({ production }) {
  const finish = { minify: production, sourcemap: production ? false : /** @type {const} */ ('linked') };
  const webviews = await webviewEntries();
  return {
    extension: {
      ...node,
      ...finish,
      entryPoints: ['src/extension/activate.ts'],
      outfile: 'dist/extension.js',
      external: ['vscode'],
    },
    cli: {
      ...node,
      ...finish,
      // It is compiled anew each time it is started.
      minify: true,
      entryPoints: ['src/cli/main.ts'],
      outfile: 'dist/cli.js',
      banner: { js: '#!/usr/bin/env node' },
      plugins: [lazyModules, executable, rulePages],
    },
    ...(webviews.length > 0 && {
      webview: {
        ...shared,
        ...finish,
        platform: 'browser',
        format: 'iife',
        entryPoints: webviews,
        jsx: 'automatic',
        jsxImportSource: 'preact',
        outdir: 'dist/webview',
        loader: { '.ttf': 'file', '.svg': 'dataurl' },
      },
    }),
  };
}

/** The scripts are used as they are, not copied into every test: they know the repository by their own place. */
const scriptsStayOutside = {
  name: 'scripts-stay-outside',
  /** @param {import('esbuild').PluginBuild} build */
  setup(build) {
    build.onResolve({ filter: /\/scripts\/.*\.mjs$/ }, ({ path, resolveDir }) => ({
      path: pathToFileURL(resolve(resolveDir, path)).href,
      external: true,
    }));
  },
};

/**
 * In a package of type "commonjs", esbuild takes a file without exports for CommonJS, and wraps it and all that
 * it imports in functions. Tests export nothing.
 * @type {import('esbuild').Plugin}
 */
const testsAreModules = {
  name: 'tests-are-modules',
  setup(build) {
    build.onLoad({ filter: /\.test\.ts$/ }, async ({ path }) => ({
      contents: `${await readFile(path, 'utf8')}\nexport {};\n`,
      loader: 'ts',
    }));
  },
};

// What CommonJS packages expect to find, inside an ES module.
const commonJsGlobals = `
import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __filename = __fileURLToPath(import.meta.url);
const __dirname = __fileURLToPath(new URL('.', import.meta.url));
`;

/** @type {BuildOptions} */
const testing = {
  ...node,
  sourcemap: 'linked',
  sourcesContent: false,
  treeShaking: false,
  outbase: 'test',
  outdir: 'dist/test',
};

/**
 * The bundles of the tests. Outside the extension host they are ES modules that share chunks: each module of
 * the core is then loaded once, and its coverage is counted once.
 * @returns {Promise<Record<string, BuildOptions>>}
 */
export async function testBundles() {
  const outside = await testFiles(['core', 'cli', 'webview', 'property', 'corpus', 'ui']);
  const shots = 'test/ui/shots.ts';
  const inside = await testFiles(['vscode']);
  return {
    tests: {
      ...testing,
      format: 'esm',
      splitting: true,
      entryPoints: [...outside, shots],
      inject: ['test/support/seed.ts'],
      outExtension: { '.js': '.mjs' },
      chunkNames: 'chunks/[name]-[hash]',
      banner: { js: commonJsGlobals },
      external: ['vscode', 'mocha', 'playwright-core', 'esbuild'],
      plugins: [scriptsStayOutside, testsAreModules, rulePages],
      loader: { '.css': 'empty' },
    },
    ganttHost: {
      ...shared,
      platform: 'browser',
      format: 'iife',
      entryPoints: ['test/gantt/browser.ts'],
      outfile: 'dist/test/gantt/browser.js',
    },
    hostTests: {
      ...testing,
      entryPoints: ['test/vscode/index.ts', ...inside],
      external: ['vscode', 'mocha'],
    },
  };
}

/** @param {BuildOptions} options */
export function hasSources(options) {
  const entries = /** @type {(string | { in: string })[]} */ (options.entryPoints);
  return (
    entries.length > 0 &&
    entries.every((entry) => existsSync(join(root, typeof entry === 'string' ? entry : entry.in)))
  );
}
