/** Pictures of every state of the Gantt's page, side by side: the page itself, with a host that is made up. */
import { join } from 'node:path';
import { launchBrowser } from '../vscode/workbench.mjs';
import { serveGantt } from './ganttPage.mjs';

const WIDTH = 720;
const HEIGHT = 360;
const COLUMNS = 2;

/**
 * @typedef {object} State
 * @property {string} title
 * @property {string} scenario of test/gantt/scenarios.ts
 * @property {number} [width]
 * @property {(frame: import('playwright-core').FrameLocator) => Promise<void>} [arrange]
 */

/** @type {readonly State[]} */
const states = [
  {
    title: 'A task about to be moved',
    scenario: 'plan',
    arrange: async (frame) => {
      const row = frame.getByRole('row', { name: /^P1-006/ });
      await row.focus();
      await row.press('Alt+ArrowDown');
      await frame.locator('.details', { hasText: 'Finish' }).waitFor();
    },
  },
  { title: 'A cycle', scenario: 'cycle' },
  { title: 'No effort written', scenario: 'noEffort' },
  { title: 'No waves', scenario: 'noWaves' },
  { title: 'Text that cannot be planned', scenario: 'trouble' },
  { title: 'Finished tasks planned too', scenario: 'someDone' },
  { title: 'Nothing to plan', scenario: 'empty' },
  { title: 'All done', scenario: 'done' },
  {
    title: 'Filtered to nothing',
    scenario: 'plan',
    arrange: async (frame) => {
      await frame.locator('vscode-text-field input').fill('no such task');
      await frame.locator('.notice').waitFor();
    },
  },
  { title: 'Narrow', scenario: 'plan', width: 350 },
];

/** @param {string} folder @param {string} theme @returns {Promise<string>} the path of the picture */
export async function pictureOfStates(folder, theme) {
  const server = await serveGantt();
  const browser = await launchBrowser({ fonts: true });
  try {
    const rows = Math.ceil(states.length / COLUMNS);
    const viewport = { width: COLUMNS * (WIDTH + 12) + 12, height: rows * (HEIGHT + 40) + 12 };
    const page = await browser.newPage({ viewport, reducedMotion: 'reduce' });
    const tiles = states.map(
      ({ title, scenario, width = WIDTH }, i) =>
        `<figure><figcaption>${title}</figcaption><iframe id="state-${i}" width="${width}" height="${HEIGHT}" src="${server.url}?scenario=${scenario}&theme=${theme}"></iframe></figure>`,
    );
    await page.setContent(`<style>
      body { margin: 12px 0 0 12px; display: grid; grid-template-columns: repeat(${COLUMNS}, ${WIDTH}px); gap: 12px;
        font: 14px sans-serif; background: ${theme.startsWith('light') ? '#e8e8e8' : '#444'}; color: ${theme.startsWith('light') ? '#222' : '#eee'} }
      figure { margin: 0 } figcaption { height: 24px } iframe { border: 0 }</style>${tiles.join('')}`);
    for (const [i, { arrange }] of states.entries()) {
      const frame = page.frameLocator(`#state-${i}`);
      await frame.locator('.grid .line, .notice').first().waitFor();
      await arrange?.(frame);
    }
    await page.waitForTimeout(500);
    const path = join(folder, `gantt-states-${theme}.png`);
    await page.screenshot({ path, animations: 'disabled' });
    return path;
  } finally {
    await browser.close();
    await server.close();
  }
}
