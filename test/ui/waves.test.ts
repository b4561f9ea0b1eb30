/** The page of waves in the workbench. */
import * as assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FrameLocator, Locator } from 'playwright-core';
import { pictureOnFailure, Workbench } from './workbench.js';

const PLAN = `# House

## Wave 1: Ground

- [x] T001 Dig the pit (2 h)
- [/] T002 Drain it (3-4 h)

## Wave 2: Walls

- [ ] T003 Lay \`<b>bricks</b>\` (6 h, after T001, T002)
- [ ] T004 Choose a $(bug) colour
- [!] T005 Order the roof (1 h, after T404)

## Later

- [ ] T006 Plant a tree
`;

const GARDEN = `# Garden

## Wave 1: Beds

- [ ] G1 Turn the soil (2 h)
- [ ] G2 Sow (1 h, after G1)
`;

const COMMAND = 'Wavemark: Show Waves';

describe('the page of waves', () => {
  let source: string;
  let workbench: Workbench;
  let page: FrameLocator;
  const violations: string[] = [];

  const row = (text: string): Locator => page.locator('tbody tr', { hasText: text });
  const focused = (): Locator => page.locator('tbody tr:focus');
  const names = (): Promise<string[]> => page.locator('tbody tr .name').allInnerTexts();
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await workbench.page.keyboard.press(key);
  };
  /** The line with the cursor, in the only editor that is seen. */
  const cursorAt = (line: number): Promise<void> =>
    workbench.page.locator('.active-line-number', { hasText: new RegExp(`^${line}$`) }).waitFor();

  before(async () => {
    source = await mkdtemp(join(tmpdir(), 'wavemark-waves-'));
    await mkdir(join(source, 'garden'));
    await writeFile(join(source, 'TODO.md'), PLAN);
    await writeFile(join(source, 'garden/TODO.md'), GARDEN);
    workbench = await Workbench.launch({ folder: source });
    workbench.page.on('console', (message) => {
      const text = message.text();
      if (/content security policy/i.test(text)) violations.push(`${message.location().url}: ${text}`);
    });
    page = workbench.webview();
  });
  after(async () => {
    await workbench?.close();
    await rm(source, { recursive: true, force: true });
  });
  afterEach(pictureOnFailure(() => workbench));

  it('shows the waves of all task files', async () => {
    await workbench.command(COMMAND);
    await row('Sow').waitFor();
    assert.deepEqual(await names(), [
      'TODO.md',
      'Wave 1: Ground',
      'T001 Dig the pit',
      'T002 Drain it',
      'Wave 2: Walls',
      'T003 Lay <b>bricks</b>',
      'T004 Choose a $(bug) colour',
      'T005 Order the roof',
      'No wave',
      'T006 Plant a tree',
      'garden/TODO.md',
      'Wave 1: Beds',
      'G1 Turn the soil',
      'G2 Sow',
    ]);
    assert.deepEqual(await row('Wave 2: Walls').locator('td').allInnerTexts(), [
      'Wave 2: Walls',
      '0/3',
      '≥ 7 h, 1 without',
      '',
      '',
    ]);
    assert.equal(
      await row('Lay').getAttribute('aria-label'),
      'T003 Lay <b>bricks</b>, to do, 6 h, Waits for T002, line 10',
    );
  });

  it('is walked with the keyboard alone', async () => {
    // The page has taken the focus when it was opened.
    await focused().waitFor();
    assert.equal(await focused().innerText(), 'TODO.md');
    assert.equal(await page.locator('tbody tr[tabindex="0"]').count(), 1, 'one stop for Tab');
    await press('ArrowDown', 'ArrowLeft');
    assert.equal(await focused().getAttribute('aria-expanded'), 'false');
    assert.equal(await row('Dig the pit').count(), 0);
    await press('ArrowRight', 'ArrowRight');
    assert.match(await focused().innerText(), /T001/);
    await press('ArrowLeft');
    assert.match(await focused().innerText(), /Wave 1: Ground/);
    await press('End');
    assert.match(await focused().innerText(), /G2/);
    await press('Home', 'Shift+Tab', 'Space');
    await row('Dig the pit').waitFor({ state: 'detached' });
    assert.equal(await page.locator('.count').innerText(), '7 of 8 tasks');
    await press('Space', 'Shift+Tab');
    await workbench.page.keyboard.type('soil');
    await row('Drain it').waitFor({ state: 'detached' });
    assert.deepEqual(await names(), ['garden/TODO.md', 'Wave 1: Beds', 'G1 Turn the soil']);
    await workbench.page.keyboard.type(' nothing');
    await page.getByText('No task matches').waitFor();
    await press('Escape');
    await row('Drain it').waitFor();
    await press('ArrowDown', 'Home', '/');
    await workbench.page.keyboard.type('T003');
    await press('Enter', 'End');
    assert.match(await focused().innerText(), /T003/);
  });

  it('reveals the line of a task with Enter, beside itself', async () => {
    await press('Enter');
    await cursorAt(10);
    await workbench.page.locator('.tab.active', { hasText: 'TODO.md' }).waitFor();
    assert.ok(await row('Lay').isVisible(), 'the page is still seen');
  });

  it('only shows it with Space, and on a click goes there', async () => {
    await page.locator('vscode-text-field input').fill('');
    await row('Order the roof').focus();
    await press(' ');
    await cursorAt(12);
    assert.match(await focused().innerText(), /T005/);
    await row('Drain it').click();
    await cursorAt(6);
    await workbench.page.locator('.editor-instance .monaco-editor.focused').waitFor();
  });

  it('follows what is typed in the editor', async () => {
    await press('End');
    await workbench.page.keyboard.type(' well');
    await row('well').waitFor();
    await press('Home', 'Enter', 'ArrowUp');
    await workbench.page.keyboard.type('- [ ] T007 New in between');
    await row('T007 New in between').waitFor();
    await workbench.screenshot('waves edited');
    assert.equal(await row('Lay').locator('.line').innerText(), '11');
  });

  it('is of one file when it is called from its editor', async () => {
    await press('Control+s');
    await workbench.page.locator('.tab.dirty').waitFor({ state: 'detached' });
    await workbench.command('View: Close All Editors');
    await workbench.openFile('garden/TODO.md');
    await workbench.command(COMMAND);
    await row('Sow').waitFor();
    assert.deepEqual(await names(), ['Wave 1: Beds', 'G1 Turn the soil', 'G2 Sow']);
    await workbench.page.locator('.tab.active', { hasText: 'Waves: garden/TODO.md' }).waitFor();
  });

  it('is of all files when it is called from the tree of tasks', async () => {
    await workbench.command('View: Close All Editors');
    await workbench.openFile('garden/TODO.md');
    await workbench.activity('Wavemark');
    await workbench.page.locator('.part.sidebar .title [aria-label^="Views and More Actions"]').click();
    // A menu that has just been opened takes no click: it might be the second of a double click.
    await workbench.page.waitForTimeout(500);
    await workbench.page.locator('.monaco-menu .action-item', { hasText: 'Show Waves' }).click();
    await row('Plant a tree').waitFor();
    await workbench.page.locator('.tab.active', { hasText: /^Waves$/ }).waitFor();
  });

  it('comes back after a reload of the window, as it was', async () => {
    await page.locator('vscode-text-field input').fill('garden');
    await row('Drain it').waitFor({ state: 'detached' });
    await workbench.command('Developer: Reload Window');
    await row('Sow').waitFor({ timeout: 60_000 });
    assert.deepEqual(await names(), ['garden/TODO.md', 'Wave 1: Beds', 'G1 Turn the soil', 'G2 Sow']);
    await page.locator('vscode-text-field input').fill('');
    await row('Drain it').waitFor();
  });

  it('says how waves are declared where there are none', async () => {
    await workbench.command('View: Close All Editors');
    await workbench.openFile('garden/TODO.md');
    await workbench.page.locator('.editor-instance .view-lines').click();
    await press('Control+a', 'Delete');
    await workbench.page.keyboard.type('- [ ] G1 Turn the soil');
    await workbench.command(COMMAND);
    await page.getByText('garden/TODO.md declares no waves').waitFor();
    assert.match(await page.locator('pre').innerText(), /## Wave 1: Ground/);
    assert.equal(await page.getByRole('treegrid').isVisible(), false);
    await workbench.screenshot('waves empty');
  });

  it('breaks no rule of its content security policy', () => {
    assert.deepEqual(violations, []);
  });
});
