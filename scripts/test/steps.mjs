/** The steps of `npm test`, each a function that tells whether all is well. */
import { join } from 'node:path';
import { root } from '../lib/paths.mjs';
import { run } from '../lib/processes.mjs';
import { say } from '../lib/report.mjs';
import { bundled, testFiles } from '../lib/sources.mjs';
import { ensureBrowser } from '../vscode/browser.mjs';
import { runHostTests } from '../vscode/hostTests.mjs';
import { ensureVscode } from '../vscode/install.mjs';
import { launchBrowser } from '../vscode/workbench.mjs';
import { packageExtension } from '../vscode/vsix.mjs';
import { leavingCounts } from './counts.mjs';
import { testsOf, windows } from './windows.mjs';

/**
 * @typedef {object} Options
 * @property {string} counts folder
 * @property {string} [grep] only tests whose title matches
 * @property {string} part only test files whose path contains it
 * @property {boolean} coverage
 */

/** @typedef {(options: Options) => Promise<boolean>} Step */

/** @param {string} script @param {readonly string[]} args @param {Record<string, string>} [env] */
async function node(script, args, env = {}) {
  const { code } = await run(process.execPath, [join(root, script), ...args], {
    cwd: root,
    env: { ...process.env, ...env },
  });
  return code === 0;
}

/** @type {Step} */
const typecheck = () => node('node_modules/typescript/bin/tsc', ['-b', 'tsconfig.json']);

/** @type {Step} */
const lint = async () => {
  const [eslint, prettier] = await Promise.all([
    node('node_modules/eslint/bin/eslint.js', ['.', '--max-warnings=0']),
    node('node_modules/prettier/bin/prettier.cjs', [
      '--check',
      '--log-level=warn',
      '--cache',
      '--cache-location=.cache/prettier',
      '.',
    ]),
  ]);
  if (!prettier) say('`npm run format` formats what Prettier complains about.');
  return eslint && prettier;
};

/** @type {Step} */
const build = () => node('esbuild.mjs', ['--tests']);

// The bundles are what runs, the sources are what is counted: even those that no test loads. Sources that a
// bundle's map names arrive as file URLs, which only match with the whole path.
const counted = ['src', 'webview'].flatMap((folder) => [`${folder}/**`, `**${root}/${folder}/**`]);
const coverageOptions = [
  ...['--all', '--src', '.', '--exclude-after-remap', '--exclude', '**/*.d.ts'],
  ...counted.flatMap((glob) => ['--include', glob]),
  ...['--reporter', 'text-summary', '--reporter', 'html'],
];

/** @param {Options} options @param {string[]} files @param {{ timeout?: number, retries?: number, coverage?: boolean, env?: Record<string, string> }} [more] */
function mocha({ counts, grep }, files, { timeout, retries, coverage = false, env = {} } = {}) {
  const args = [
    ...['--reporter', join(root, 'scripts/test/reporter.cjs')],
    ...(timeout ? ['--timeout', String(timeout)] : []),
    ...(retries ? ['--retries', String(retries)] : []),
    ...(grep ? ['--grep', grep] : []),
    ...files.map(bundled),
  ];
  const program = 'node_modules/mocha/bin/mocha.js';
  const ours = { ...env, WAVEMARK_COUNTS: counts };
  const covered = [...coverageOptions, process.execPath, join(root, program), ...args];
  return leavingCounts(counts, () =>
    coverage ? node('node_modules/c8/bin/c8.js', covered, ours) : node(program, args, ours),
  );
}

/** @type {Step} */
const unit = async (options) => {
  const files = await testFiles(['core', 'cli', 'webview', 'property', 'corpus'], options.part);
  if (files.length === 0) return nothing(options);
  const whole = options.part === '' && !options.grep;
  return mocha(options, files, { coverage: options.coverage && whole });
};

/** @param {Options} options */
function nothing({ part }) {
  say(part === '' ? 'There are no tests here.' : `No test file here has "${part}" in its path.`);
  return part !== '';
}

/** @type {Step} */
const vscode = async (options) => {
  const files = await testFiles(['vscode'], options.part);
  if (files.length === 0) return nothing(options);
  return hostTests(options, files);
};

/** @param {Options} options @param {string[]} files @param {string} [vsix] */
async function hostTests({ counts, grep }, files, vsix) {
  const browser = await launchBrowser();
  let well = true;
  try {
    for (const { name, trust = false, prepare } of windows) {
      const tests = testsOf(name, files);
      if (tests.length === 0) continue;
      say(`Window: ${name}${vsix ? ', packaged extension' : ''}`);
      const { opens, remove } = await prepare();
      const run = { name, files: tests.map(bundled), opens, counts, trust, grep, vsix };
      well = (await leavingCounts(counts, () => runHostTests(browser, run)).finally(remove)) && well;
    }
  } finally {
    await browser.close();
  }
  return well;
}

/** A real editor on a loaded machine now and then misses a moment; what is broken fails each time. */
const onPage = { timeout: 120_000, retries: 2 };

/** @type {Step} */
const ui = async (options) => {
  const files = await testFiles(['ui'], options.part);
  if (files.length === 0) return nothing(options);
  await Promise.all([ensureVscode(), ensureBrowser()]);
  return mocha(options, files, onPage);
};

/** The package is built and installed, and the smoke tests are repeated on it. @type {Step} */
const packaged = async (options) => {
  const vsix = await packageExtension();
  const inHost = await hostTests(options, await testFiles(['vscode'], 'smoke.test.ts'), vsix);
  const onWorkbench = await mocha(options, await testFiles(['ui'], 'smoke.test.ts'), {
    ...onPage,
    env: { WAVEMARK_VSIX: vsix },
  });
  return inHost && onWorkbench;
};

/** In the order of running. @type {readonly { name: string, title: string, step: Step }[]} */
export const steps = [
  { name: 'typecheck', title: 'Type check', step: typecheck },
  { name: 'lint', title: 'Lint and format', step: lint },
  { name: 'build', title: 'Build', step: build },
  { name: 'unit', title: 'Unit, property, corpus and command-line tests', step: unit },
  { name: 'vscode', title: 'Tests inside the VS Code extension host', step: vscode },
  { name: 'ui', title: 'Tests on the VS Code workbench', step: ui },
  { name: 'package', title: 'Package, and smoke tests on the installed package', step: packaged },
];
