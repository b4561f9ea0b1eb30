/** The workbench in a browser page. */
import { Failure } from '../lib/report.mjs';
import { ensureBrowser } from './browser.mjs';
import { ensureFonts } from './fonts.mjs';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * @param {{ fonts?: boolean }} [options] `fonts`: those of the README's pictures
 * @returns {Promise<import('playwright-core').Browser>}
 */
export async function launchBrowser({ fonts = false } = {}) {
  const { chromium } = await import('playwright-core');
  const { executablePath, env } = await ensureBrowser();
  if (fonts) env.FONTCONFIG_FILE = await ensureFonts();
  return chromium.launch({ executablePath, args: flags, env: { ...process.env, ...env } }).catch((error) => {
    throw new Failure(
      `the browser ${executablePath} does not start: ${String(error.message).split('\n')[0]}`,
    );
  });
}

/**
 * The address of a window.
 * @param {import('./server.mjs').Server} server
 * @param {object} what
 * @param {string} [what.folder] absolute path
 * @param {string} [what.workspace] absolute path of a .code-workspace file
 * @param {string} [what.extension] folder of an extension under development
 * @param {string} [what.tests] script that runs inside the extension host
 */
export function windowUrl(server, { folder, workspace, extension, tests }) {
  const remote = (/** @type {string} */ path) => `vscode-remote://127.0.0.1:${server.port}${path}`;
  const payload = [
    ...(extension ? [['extensionDevelopmentPath', remote(extension)]] : []),
    ...(tests ? [['extensionTestsPath', remote(tests)]] : []),
  ];
  const query = new URLSearchParams();
  if (folder) query.set('folder', folder);
  if (workspace) query.set('workspace', workspace);
  if (!folder && !workspace) query.set('ew', 'true');
  if (payload.length > 0) query.set('payload', JSON.stringify(payload));
  return `${server.url}/?${query}`;
}

/**
 * Opens a window and waits until it can be used.
 * @param {import('playwright-core').Browser} browser
 * @param {string} url
 * @param {import('playwright-core').BrowserContextOptions} [options]
 */
export async function openWindow(browser, url, options = {}) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: 'en-US',
    ...options,
  });
  const page = await context.newPage();
  await page.goto(url);
  await page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 60_000 });
  return page;
}
