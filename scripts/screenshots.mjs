/**
 * `npm run screenshots [-- NAME…]`: takes the README's pictures, test/ui/shots.ts, into media/screenshots/.
 */
import { mkdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureDependencies } from './lib/dependencies.mjs';
import { pictureOfStates } from './lib/ganttStates.mjs';
import { root } from './lib/paths.mjs';
import { run } from './lib/processes.mjs';
import { elapsed, Failure, runMain, say } from './lib/report.mjs';

const target = join(root, 'media/screenshots');
/** Pictures of a page alone, not of the workbench. */
const STATES = 'gantt-states';
// Pictures of text that moves: colours settle and decorations arrive after the last click.
const settling = 1500;

/** All but the title bar, which says that this is a development host. @param {any} page */
function belowTitleBar(page) {
  const { width, height } = page.viewportSize();
  return { x: 0, y: 30, width, height: height - 30 };
}

/**
 * @param {any} shot
 * @param {string} theme
 * @param {any} Workbench
 */
async function take(shot, theme, Workbench) {
  const since = Date.now();
  const { name, arrange, ...options } = shot;
  const workbench = await Workbench.launch({
    width: 1280,
    height: 760,
    ...options,
    theme,
    picture: true,
    settings: { 'editor.fontFamily': 'JetBrains Mono', 'editor.fontSize': 13, ...options.settings },
  });
  try {
    const part = await arrange(workbench);
    await workbench.page.waitForTimeout(settling);
    const path = join(target, `${name}-${theme}.png`);
    if (part) await part.screenshot({ path, animations: 'disabled' });
    else
      await workbench.page.screenshot({ path, animations: 'disabled', clip: belowTitleBar(workbench.page) });
    say(`  ${relative(root, path)} (${elapsed(since)})`);
  } catch (error) {
    const path = await workbench.screenshot(`failed shot ${name}-${theme}`);
    say(`  ${name} in ${theme} failed, see ${relative(root, path)}`);
    throw error;
  } finally {
    await workbench.close();
  }
}

await runMain(async () => {
  await ensureDependencies();
  const { code } = await run(process.execPath, [join(root, 'esbuild.mjs'), '--tests'], { cwd: root });
  if (code !== 0) throw new Failure('the build failed.');
  const { shots, Workbench } = await import(pathToFileURL(join(root, 'dist/test/ui/shots.mjs')).href);
  const names = process.argv.slice(2);
  const chosen =
    names.length === 0 ? shots : shots.filter((/** @type {any} */ shot) => names.includes(shot.name));
  const withStates = names.length === 0 || names.includes(STATES);
  if (chosen.length === 0 && !withStates)
    throw new Failure(
      `no such shot; there are: ${shots.map((/** @type {any} */ { name }) => name).join(', ')}, ${STATES}.`,
    );
  await mkdir(target, { recursive: true });
  for (const shot of chosen) {
    for (const theme of shot.themes) await take(shot, theme, Workbench);
  }
  for (const theme of withStates ? ['dark', 'light', 'high-contrast'] : [])
    say(`  ${relative(root, await pictureOfStates(target, theme))}`);
  return 0;
});
