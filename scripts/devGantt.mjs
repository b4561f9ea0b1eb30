/**
 * `npm run dev:gantt [-- PORT]`: the page of the Gantt in a plain browser, on plans that are made up, bundled anew after
 * each change. Lists every scenario in every theme.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureDependencies } from './lib/dependencies.mjs';
import { freePort } from './lib/freePort.mjs';
import { serveGantt } from './lib/ganttPage.mjs';
import { openInUsersBrowser } from './lib/openBrowser.mjs';
import { root } from './lib/paths.mjs';
import { runMain, say } from './lib/report.mjs';

await runMain(async () => {
  await ensureDependencies();
  const { context } = await import('esbuild');
  const { productBundles, testBundles } = await import('./lib/bundles.mjs');
  const { webview } = await productBundles({ production: false });
  const { ganttHost } = await testBundles();
  for (const options of [webview, ganttHost]) {
    if (options) await (await context({ ...options, logLevel: 'info' })).watch();
  }
  const { url } = await serveGantt({ port: await freePort(Number(process.argv[2] ?? 5180)) });
  const source = await readFile(join(root, 'test/gantt/scenarios.ts'), 'utf8');
  const scenarios = [...source.matchAll(/^ {2}(\w+): \(\) =>/gm)].map(([, name]) => name);
  const themes = Object.keys(JSON.parse(await readFile(join(root, 'test/gantt/themes.json'), 'utf8')));
  say(`The Gantt is shown at ${url}?scenario=NAME&theme=THEME, until Ctrl+C.`);
  say(`  scenarios: ${scenarios.join(', ')}`);
  say(`  themes: ${themes.join(', ')}`);
  openInUsersBrowser(url);
  return new Promise(() => {});
});
