/** Mocha inside the real extension host: a window is opened on a workspace, and tells its exit code. */
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { resultsDir, root } from '../lib/paths.mjs';
import { Failure, say } from '../lib/report.mjs';
import { tempFolder } from '../lib/tempFolder.mjs';
import { startServer } from './server.mjs';
import { windowUrl } from './workbench.mjs';

const limit = 5 * 60_000;

/**
 * @typedef {object} HostRun
 * @property {string} name for messages and pictures
 * @property {string[]} files bundles of tests
 * @property {{ folder?: string, workspace?: string }} opens
 * @property {string} counts folder for the counts
 * @property {boolean} [trust]
 * @property {string} [grep]
 * @property {string} [vsix] test this package instead of the sources
 * @property {Record<string, unknown>} [settings]
 */

/** Copies what the tests say to stdout while they run. @param {string} path */
async function follow(path) {
  const file = await open(path, 'a+');
  const buffer = Buffer.alloc(65_536);
  let position = 0;
  let going = true;
  const copy = async () => {
    const { bytesRead } = await file.read({ position, buffer });
    position += bytesRead;
    process.stdout.write(Buffer.from(buffer.subarray(0, bytesRead)));
    return bytesRead;
  };
  const copying = (async () => {
    while (going || (await copy()) > 0) {
      await copy();
      await sleep(200);
    }
  })();
  return async () => {
    going = false;
    await copying;
    await file.close();
  };
}

/**
 * The last lines that are about us, not about the closed network or native modules left unbuilt.
 * @param {string} log
 */
export function ownLines(log) {
  const noise =
    /open-vsx|telemetry|spdlog|bindings|watchdog|→|^\s+at |^info: |^Require stack|^- |AgentHost|reconnection|Service Worker/i;
  const lines = log.split('\n').filter((line) => line.trim() !== '' && !noise.test(line));
  return [...new Set(lines)].slice(-15).join('\n');
}

/**
 * @param {import('playwright-core').Page} page
 * @param {import('./server.mjs').Server} server
 * @param {string} url
 * @param {string[]} console gets what is written there
 * @returns {Promise<number>}
 */
async function exitCode(page, server, url, console) {
  const ended = new Promise((resolve, reject) => {
    const fail = (/** @type {string} */ why) => reject(new Failure(`${why} before the tests did.`));
    void page.exposeFunction('codeAutomationExit', resolve);
    page.once('crash', () => fail('the page crashed'));
    void server.ended.then(() => fail('the server ended'));
  });
  await page.exposeFunction(
    'codeAutomationLog',
    (/** @type {string} */ type, /** @type {unknown[]} */ args) => {
      console.push(`${type}: ${args.map(String).join(' ')}`);
    },
  );
  await page.goto(url);
  const timer = new AbortController();
  const late = sleep(limit, undefined, { signal: timer.signal }).then(() => {
    throw new Failure('the tests in the extension host did not end in five minutes.');
  });
  late.catch(() => {});
  return Promise.race([ended, late]).finally(() => timer.abort());
}

/**
 * @param {import('playwright-core').Browser} browser
 * @param {HostRun} options
 * @returns {Promise<boolean>} whether all passed
 */
export async function runHostTests(browser, { name, files, opens, counts, trust, grep, vsix, settings }) {
  const scratch = await tempFolder('host');
  const output = join(scratch.path, 'output');
  const server = await startServer({
    trust: trust ?? false,
    settings: settings ?? {},
    vsix: vsix ? [vsix] : [],
    env: {
      WAVEMARK_COUNTS: counts,
      WAVEMARK_TEST_FILES: files.join('\n'),
      WAVEMARK_TEST_GREP: grep ?? '',
      WAVEMARK_TEST_OUTPUT: output,
      WAVEMARK_TEST_REPORTER: join(root, 'scripts/test/reporter.cjs'),
    },
  });
  /** @type {string[]} */
  const console = [];
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-US' });
  const page = await context.newPage();
  const unfollow = await follow(output);
  try {
    const url = windowUrl(server, {
      ...opens,
      extension: vsix ? join(root, 'test/support/host-extension') : root,
      tests: join(root, 'dist/test/vscode/index.js'),
    });
    const code = await exitCode(page, server, url, console).finally(unfollow);
    if (code !== 0 && (await readFile(output, 'utf8')) === '') say(ownLines(console.join('\n')));
    return code === 0;
  } catch (error) {
    await mkdir(resultsDir, { recursive: true });
    await page.screenshot({ path: join(resultsDir, `vscode-${name}.png`) }).catch(() => {});
    say(ownLines([...console, server.log()].join('\n')));
    throw error;
  } finally {
    await context.close();
    await server.stop();
    await scratch.remove();
  }
}
