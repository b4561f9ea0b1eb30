/** The tree follows the cursor, for those who want it. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pictureOnFailure, Workbench } from './workbench.js';

describe('following the cursor', () => {
  let folder: string;
  let workbench: Workbench;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'wavemark-follow-'));
    await writeFile(join(folder, 'TODO.md'), '- [ ] T001 one\n  - [ ] T002 two\n- [ ] T003 three\n');
    workbench = await Workbench.launch({ folder, settings: { 'wavemark.tree.followCursor': true } });
  });
  after(async () => {
    await workbench?.close();
    await rm(folder, { recursive: true, force: true });
  });
  afterEach(pictureOnFailure(() => workbench));

  it('selects the row of the task at the cursor, be it folded away', async () => {
    const { page } = workbench;
    await workbench.activity('Wavemark');
    await page.locator('.pane-body .monaco-list-row', { hasText: 'T001' }).waitFor();
    await workbench.openFile('TODO.md');
    const selected = (text: string) =>
      page.locator('.pane-body .monaco-list-row.selected', { hasText: text });
    await page.locator('.view-line', { hasText: 'two' }).click();
    await selected('T002').waitFor();
    await page.locator('.view-line', { hasText: 'three' }).click();
    await selected('T003').waitFor();
  });
});
