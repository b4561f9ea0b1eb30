/** What the view says where it has no tasks to show, and in Restricted Mode. */
import * as assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pictureOnFailure, Workbench, type WorkbenchOptions } from './workbench.js';

describe('the view without tasks', () => {
  let workbench: Workbench | undefined;

  afterEach(pictureOnFailure(() => workbench));
  afterEach(() => workbench?.close());

  async function shown(options: WorkbenchOptions): Promise<string> {
    workbench = await Workbench.launch(options);
    await workbench.activity('Wavemark');
    const text = workbench.page.locator('.welcome-view-content:visible');
    await text
      .filter({ hasText: /No folder|no task files/ })
      .first()
      .waitFor();
    await workbench.screenshot(
      `face-${options.folder === null ? 'nofolder' : options.restricted ? 'restricted' : 'empty'}`,
    );
    return text.first().innerText();
  }

  async function emptyFolder(): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'wavemark-bare-'));
    await writeFile(join(folder, 'README.md'), '# Nothing to do\n');
    return folder;
  }

  it('offers to open a folder where none is open', async () => {
    assert.match(await shown({ folder: null }), /No folder is open[\s\S]*Open Folder/);
  });

  it('says which files count, where there are none', async () => {
    const folder = await emptyFolder();
    const text = await shown({ folder });
    assert.match(text, /There are no task files here[\s\S]*Choose Files/);
    assert.doesNotMatch(text, /Restricted/);
    await rm(folder, { recursive: true });
  });

  it('says what is not used in Restricted Mode', async () => {
    const folder = await emptyFolder();
    assert.match(await shown({ folder, restricted: true }), /Restricted Mode[\s\S]*Manage Workspace Trust/);
    await rm(folder, { recursive: true });
  });

  it('shows tasks in Restricted Mode, with a word of it', async () => {
    workbench = await Workbench.launch({ restricted: true });
    await workbench.activity('Wavemark');
    await workbench.page.locator('.pane-body .monaco-list-row', { hasText: 'TODO.md' }).first().waitFor();
    await workbench.page.locator('.pane-body', { hasText: 'Restricted Mode:' }).first().waitFor();
    await workbench.screenshot('face-restricted-tasks');
  });
});
