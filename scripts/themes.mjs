/**
 * `node scripts/themes.mjs`: asks a real VS Code for the variables that it gives to web pages in each theme, and keeps
 * those that our pages use, in test/gantt/themes.json. Pages in a plain browser then look as they do in the editor.
 * Wanted again after a change of the pinned VS Code, or where a page begins to use another variable.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureDependencies } from './lib/dependencies.mjs';
import { root } from './lib/paths.mjs';
import { run } from './lib/processes.mjs';
import { Failure, runMain, say } from './lib/report.mjs';
import { copyOf } from './vscode/folders.mjs';
import { ensureVscode } from './vscode/install.mjs';
import { startServer } from './vscode/server.mjs';
import { launchBrowser, openWindow, windowUrl } from './vscode/workbench.mjs';

/** Names as VS Code's picker of themes shows them: the settings alone do not give high contrast in a browser. */
const themes = {
  dark: 'Dark Modern',
  light: 'Light Modern',
  'high-contrast': 'Dark High Contrast',
  'high-contrast-light': 'Light High Contrast',
};

/**
 * Asks the palette until it answers: it opens late, or not at all, while the window is still busy starting.
 * @param {import('playwright-core').Page} page
 * @param {string} command
 * @param {string} [choice]
 */
async function command(page, command, choice) {
  const rows = page.locator('.quick-input-list .monaco-list-row');
  /** @param {string} text */
  const appears = (text) =>
    rows
      .filter({ hasText: text })
      .first()
      .waitFor({ timeout: 4000 })
      .then(
        () => true,
        () => false,
      );
  for (let tries = 0; tries < 8; tries++) {
    await page.keyboard.press('F1');
    await page.locator('.quick-input-widget:visible input.input').fill(`>${command}`);
    if (await appears(command)) {
      await rows.filter({ hasText: command }).first().click();
      if (choice === undefined) return;
      await page.keyboard.type(choice);
      if (await appears(choice)) {
        await rows.filter({ hasText: choice }).first().click();
        return;
      }
    }
    await page.keyboard.press('Escape');
  }
  throw new Failure(`the palette has no command "${command}"`);
}

/** @param {string} name */
async function variablesOf(name) {
  const copy = await copyOf();
  const server = await startServer();
  const browser = await launchBrowser();
  try {
    const page = await openWindow(browser, windowUrl(server, { folder: copy.folder, extension: root }));
    await command(page, 'Preferences: Color Theme', name);
    await command(page, 'Wavemark: Show Gantt');
    const body = page.frameLocator('iframe.webview.ready').frameLocator('#active-frame').locator('body');
    await body.locator('main').waitFor();
    return await body.evaluate((element) => {
      const { style } = element.ownerDocument.documentElement;
      return {
        class: element.className,
        variables: Object.fromEntries([...style].map((each) => [each, style.getPropertyValue(each).trim()])),
      };
    });
  } finally {
    await browser.close();
    await server.stop();
    await copy.remove();
  }
}

await runMain(async () => {
  await ensureDependencies();
  const { code } = await run(process.execPath, [join(root, 'esbuild.mjs')], { cwd: root });
  if (code !== 0) throw new Failure('the build failed.');
  await ensureVscode();
  const files = await Promise.all(
    ['js', 'css'].map((type) => readFile(join(root, `dist/webview/gantt.${type}`), 'utf8')),
  );
  const named = new Set(files.join('\n').match(/--vscode-[\w-]+/g));
  // The toolkit puts its names together from parts: all that a theme says of controls is kept.
  const kept =
    /^--vscode-(badge|button|checkbox|dropdown|editor-background|editor-font|focusBorder|font|foreground|input|list|menu|scrollbarSlider|settings|textLink|contrast)/;
  /** @type {Record<string, unknown>} */
  const found = {};
  for (const [key, name] of Object.entries(themes)) {
    const theme = await variablesOf(name);
    const variables = Object.entries(theme.variables).filter(([each]) => named.has(each) || kept.test(each));
    found[key] = { ...theme, variables: Object.fromEntries(variables.sort(([a], [b]) => (a < b ? -1 : 1))) };
    say(`  ${name}: ${variables.length} of ${Object.keys(theme.variables).length} variables, ${theme.class}`);
  }
  await writeFile(join(root, 'test/gantt/themes.json'), `${JSON.stringify(found, null, 2)}\n`);
  return 0;
});
