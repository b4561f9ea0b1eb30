/** What the status of the language says of the baseline, and the choice of another; the warning about renumbering. */
import * as assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { pictureOnFailure, themes, Workbench, type Theme } from './workbench.js';

const NUMBERED = `# To do

Never renumber: other files cite these numbers.

1. **Harbour light.** Replace the bulb.
2. **Quay wall.**
   1. Look for cracks.
   2. Fill them, as far as item 1 is done.
3. ~~Paint the boat.~~ → ADR-003.
`;

describe('the baseline in the status bar', () => {
  let workbench: Workbench | undefined;

  afterEach(pictureOnFailure(() => workbench));
  afterEach(async () => {
    await workbench?.close();
    workbench = undefined;
  });

  /** Opens the hover of the `{}` beside the language until it shows a text. */
  async function status(on: Workbench, text: RegExp): Promise<Locator> {
    const hover = on.page.locator('.hover-language-status', { hasText: text }).first();
    for (let tries = 0; tries < 10 && !(await hover.isVisible()); tries++) {
      await on.page.mouse.move(400, 300);
      await on.page.locator('[id="status.languageStatus"]').hover();
      await hover.waitFor({ timeout: 3_000 }).catch(() => undefined);
    }
    await hover.waitFor();
    return hover;
  }

  for (const theme of Object.keys(themes) as Theme[]) {
    it(`says which commit it is (${theme})`, async () => {
      workbench = await Workbench.launch({ theme });
      await workbench.openFile('docs/BACKLOG.md');
      const head = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: workbench.folder, encoding: 'utf8' });
      await status(workbench, new RegExp(`Baseline: HEAD \\(${head.slice(0, 7)}\\)`));
      await workbench.screenshot(`baseline-${theme}`);
    });
  }

  it('says why it is unknown', async () => {
    workbench = await Workbench.launch({ restricted: true });
    await workbench.openFile('docs/BACKLOG.md');
    const hover = await status(workbench, /Baseline unknown/);
    assert.match((await hover.textContent()) ?? '', /Restricted Mode/);
    await workbench.screenshot('baseline-unknown');
  });

  it('is chosen from a list, and written into the settings of the workspace', async () => {
    workbench = await Workbench.launch();
    const { page, folder } = workbench;
    execFileSync('git', ['branch', 'before'], { cwd: folder });
    await workbench.openFile('docs/BACKLOG.md');
    await status(workbench, /Baseline: HEAD/);
    await workbench.command('Wavemark: Choose Baseline');
    const row = page.locator('.quick-input-list .monaco-list-row', { hasText: 'before' }).first();
    await row.waitFor();
    await workbench.screenshot('baseline-choice');
    await row.click();
    await status(workbench, /Baseline: before \(/);
    const settings = await readFile(join(folder, '.vscode/settings.json'), 'utf8');
    assert.deepEqual(JSON.parse(settings), { 'wavemark.baseline': 'before' });
  });

  it('is worth a warning where lists with number ids are renumbered while typing, once', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'wavemark-numbers-'));
    await writeFile(join(folder, 'TODO.md'), NUMBERED);
    workbench = await Workbench.launch({
      folder,
      settings: { 'markdown.extension.orderedList.autoRenumber': true },
    });
    // It works on a copy.
    await rm(folder, { recursive: true });
    const { page } = workbench;
    await workbench.openFile('TODO.md');
    const center = page.locator('.notifications-center.visible');
    const note = center.locator('.notification-list-item', { hasText: 'the numbers are ids of tasks' });
    // As a toast it is gone after a while; behind the bell it stays.
    const bell = page.locator('[id="status.notifications"]');
    for (let tries = 0; tries < 10 && !(await note.isVisible()); tries++) {
      if (!(await center.isVisible())) await bell.click();
      await note.waitFor({ timeout: 3_000 }).catch(() => undefined);
    }
    await note.waitFor();
    await workbench.screenshot('baseline-renumbering');
    await note.getByRole('button', { name: 'Not now' }).click();
    await note.waitFor({ state: 'hidden' });
    await Promise.all([page.waitForEvent('load'), workbench.command('Developer: Reload Window')]);
    await page.locator('.monaco-workbench .tabs-container .tab.active', { hasText: 'TODO.md' }).waitFor();
    await status(workbench, /Baseline: HEAD/);
    await workbench.command('Wavemark: Refresh Tasks');
    await page.waitForTimeout(3_000);
    for (let tries = 0; tries < 10 && !(await center.isVisible()); tries++) {
      await bell.click();
      await center.waitFor({ timeout: 3_000 }).catch(() => undefined);
    }
    await center.waitFor();
    assert.equal(await note.count(), 0);
  });
});
