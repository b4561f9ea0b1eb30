/** What comes back after a reload of the window, with the view open or hidden when it happened. */
import { pictureOnFailure, Workbench } from './workbench.js';

describe('after a reload of the window', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await Workbench.launch();
  });
  after(() => workbench?.close());
  afterEach(pictureOnFailure(() => workbench));

  async function reload(): Promise<void> {
    const { page } = workbench;
    await Promise.all([page.waitForEvent('load'), workbench.command('Developer: Reload Window')]);
    await page.locator('.monaco-workbench .part.statusbar').waitFor();
  }

  const rows = () =>
    workbench.page.locator('.tree-explorer-viewlet-tree-view:visible .monaco-list-row', {
      hasText: 'TODO.md',
    });

  it('shows the tasks in the view that was open', async () => {
    await workbench.activity('Wavemark');
    await rows().first().waitFor();
    await reload();
    await rows().first().waitFor();
  });

  it('shows the tasks when the view was hidden', async () => {
    await workbench.activity('Wavemark');
    await rows().first().waitFor();
    await workbench.activity('Explorer');
    await reload();
    await workbench.page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
    await workbench.activity('Wavemark');
    await rows().first().waitFor();
    await workbench.screenshot('reload-hidden');
  });
});
