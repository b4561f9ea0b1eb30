/**
 * `npm start [-- PATH]`: the index of a folder, then a real VS Code with Wavemark in it on that folder, in the
 * browser. Without PATH, on the sample.
 */
import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureDependencies } from './lib/dependencies.mjs';
import { freePort } from './lib/freePort.mjs';
import { openInUsersBrowser } from './lib/openBrowser.mjs';
import { root } from './lib/paths.mjs';
import { run } from './lib/processes.mjs';
import { bold, Failure, runMain, say } from './lib/report.mjs';
import { ensureVscode } from './vscode/install.mjs';
import { startServer } from './vscode/server.mjs';
import { packageExtension } from './vscode/vsix.mjs';
import { launchBrowser, openWindow, windowUrl } from './vscode/workbench.mjs';

const usage = `npm start -- [PATH] [--no-open] [--port N] [--once]
  PATH       folder to index and open (default: test/fixtures/sample)
  --no-open  print the address, open no browser
  --port N   port of the server (default 3107; another when it is taken)
  --once     check that the window loads, say "ready", and end`;

function options() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      'no-open': { type: 'boolean' },
      once: { type: 'boolean' },
      port: { type: 'string', default: '3107' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Failure(`--port ${values.port} is no port.\n${usage}`);
  if (positionals.length > 1) throw new Failure(`one folder at a time.\n${usage}`);
  // npm runs scripts at the package's root; a relative path means the folder the user is in.
  const folder = resolve(
    process.env.INIT_CWD ?? process.cwd(),
    positionals[0] ?? join(root, 'test/fixtures/sample'),
  );
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new Failure(`${folder} is not a folder.`);
  return { ...values, port, folder };
}

/** @param {string} folder */
async function printIndex(folder) {
  say(`\n${bold(`wavemark index ${folder}`)}`);
  const { code } = await run(process.execPath, [join(root, 'dist/cli.js'), 'index', folder], { cwd: root });
  // 1 means that problems were found, which is a result. The editor is worth opening even after a failure.
  if (code > 1) say(`(the index ended with code ${code})`);
}

/** @param {import('./vscode/server.mjs').Server} server @param {string} url */
async function checkOnce(server, url) {
  const browser = await launchBrowser();
  try {
    const page = await openWindow(browser, url);
    await page.locator('.part.activitybar [aria-label^="Wavemark"]').first().waitFor({ timeout: 60_000 });
    process.stdout.write('ready\n');
    return 0;
  } finally {
    await browser.close();
    await server.stop();
  }
}

await runMain(async () => {
  const { folder, port, once, help, 'no-open': noOpen } = options();
  if (help) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  await ensureDependencies();
  say('Building and packaging the extension …');
  const vsix = await packageExtension();
  await printIndex(folder);
  await ensureVscode();
  say('\nStarting VS Code …');
  const server = await startServer({
    driver: false,
    port: await freePort(port),
    vsix: [vsix],
    settings: { 'workbench.colorTheme': 'Default Dark Modern' },
  });
  const url = windowUrl(server, { folder });
  say(`\n${bold('VS Code with Wavemark:')} ${url}`);
  if (once) return checkOnce(server, url);
  if (!noOpen && process.stdout.isTTY) openInUsersBrowser(url);
  say('Ctrl+C ends it.');
  await server.ended;
  throw new Failure('the VS Code server has ended.');
});
