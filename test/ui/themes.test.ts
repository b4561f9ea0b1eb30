/** The views in each theme, for people to look at: the pictures are in `test-results/`. */
import { pictureOnFailure, themes, Workbench, type Theme } from './workbench.js';

describe('in each theme', () => {
  let workbench: Workbench | undefined;

  afterEach(pictureOnFailure(() => workbench));
  afterEach(() => workbench?.close());

  for (const theme of Object.keys(themes) as Theme[]) {
    it(`the tree, a card and problems can be read (${theme})`, async () => {
      workbench = await Workbench.launch({ theme });
      const { page } = workbench;
      await workbench.activity('Wavemark');
      const row = (text: string) => page.locator('.pane-body .monaco-list-row', { hasText: text }).first();
      await row('TODO.md').click();
      await page.keyboard.press('ArrowRight');
      await workbench.openFile('docs/BACKLOG.md');
      // A click on a row that is drawn anew at that moment, because its problems have come, is lost.
      for (let tries = 0; tries < 8 && !(await row('P0-002').isVisible()); tries++) {
        await row('BACKLOG.md').locator('.monaco-tl-twistie').click();
        await row('P0-002')
          .waitFor({ timeout: 2_000 })
          .catch(() => undefined);
      }
      await workbench.command('Problems: Focus on Problems View');
      await page.locator('.markers-panel .monaco-list-row').first().waitFor();
      const card = page.locator('.monaco-hover:visible', { hasText: 'Waits for' }).first();
      // A row that is drawn anew under a mouse at rest shows nothing until the mouse moves.
      for (let tries = 0; tries < 8 && !(await card.isVisible()); tries++) {
        await page.mouse.move(640, 300);
        await row('P0-002').hover({ position: { x: 70, y: 10 } });
        await card.waitFor({ timeout: 2_000 }).catch(() => undefined);
      }
      await card.waitFor();
      await workbench.screenshot(`theme-${theme}`);
    });
  }
});
