/** The tree of tasks, hovers and quick fixes, as a person uses them. */
import * as assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { pictureOnFailure, Workbench } from './workbench.js';

const PLAN = `# Boat

## Wave 1: Hull

- [x] T001 Draw the lines (2h)
- [ ] T002 Cut the planks (3h)
- [/] T003 Steam the ribs

## Wave 2: Rig

- [ ] T004 Step the mast (after T002, T099)
  - [ ] stay it
- [ ] T005 <b>Hoist</b> [the flag](command:workbench.action.quit) $(flame)
- [ ] T002 Bend the sail
`;

describe('the task view', () => {
  let folder: string;
  let workbench: Workbench;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'wavemark-boat-'));
    await writeFile(join(folder, 'TODO.md'), PLAN);
    await writeFile(join(folder, 'NOTES.md'), 'First T004.\n');
    workbench = await Workbench.launch({ folder });
    await workbench.activity('Wavemark');
    await row('T001').waitFor();
  });
  after(async () => {
    await workbench?.close();
    await rm(folder, { recursive: true, force: true });
  });
  afterEach(pictureOnFailure(() => workbench));

  const row = (text: string | RegExp): Locator =>
    workbench.page.locator('.pane-body .monaco-list-row', { hasText: text }).first();
  const rows = (): Promise<string[]> =>
    workbench.page.locator('.pane-body .monaco-list-row .label-name').allInnerTexts();
  const line = (text: string): Locator => workbench.page.locator('.view-line', { hasText: text }).first();
  const cursorAt = (place: string): Promise<void> => workbench.statusBar(place).waitFor();

  /** A card comes up when the mouse rests, unless what is under it is drawn anew meanwhile: then rest again. */
  async function cardAfter(rests: () => Promise<void>, text: string): Promise<Locator> {
    const card = workbench.page.locator('.monaco-hover:visible', { hasText: text }).last();
    for (let tries = 1; ; tries++) {
      await workbench.page.keyboard.press('Escape');
      await rests();
      const shown = await card.waitFor({ timeout: 5000 }).then(
        () => true,
        () => false,
      );
      if (shown) return card;
      if (tries === 6) throw new Error(`no card with “${text}” comes up`);
    }
  }

  /** Rests the mouse on a text in a line of the editor, which has one width of letters. */
  const rest = (lineText: string, text: string): Promise<Locator> =>
    cardAfter(async () => {
      const { mouse } = workbench.page;
      const { box, whole } = await line(lineText)
        .locator('> span')
        .first()
        .evaluate((element) => ({
          box: element.getBoundingClientRect().toJSON() as DOMRect,
          whole: element.textContent,
        }));
      const x = box.x + (((whole ?? '').indexOf(text) + 1) * box.width) / (whole ?? '').length;
      await mouse.move(x, box.y + box.height + 40);
      await mouse.move(x, box.y + box.height / 2, { steps: 3 });
    }, 'TODO.md');

  it('lists the tasks of a file, nested, with what they wait for', async () => {
    assert.match(await row('T001').innerText(), /2 h/);
    assert.deepEqual((await rows()).slice(0, 5), [
      'TODO.md',
      'T001 Draw the lines',
      'T002 Cut the planks',
      'T003 Steam the ribs',
      'T004 Step the mast (after T002, T099)',
    ]);
    assert.match(await row('T004').innerText(), /waits for T002 and T099/);
  });

  it('counts on its icon what is ready', async () => {
    const item = workbench.page.locator('.part.activitybar .action-item', {
      has: workbench.page.locator('a[aria-label^="Wavemark"]'),
    });
    await item.locator('a[aria-label*="tasks are ready"]').waitFor();
    assert.match(await item.locator('.badge').innerText(), /\d/);
  });

  it('reveals a task that is clicked', async () => {
    await row('T003').click();
    await cursorAt('Ln 7, Col 7');
  });

  it('is used with the keyboard alone', async () => {
    await row('T001').click();
    await cursorAt('Ln 5, Col 7');
    await workbench.command('Wavemark: Focus on Tasks View');
    await workbench.page.keyboard.press('ArrowDown');
    await workbench.page.keyboard.press('Enter');
    await cursorAt('Ln 6, Col 7');
  });

  it('tells a screen reader what the icons tell', async () => {
    assert.match((await row('T003').getAttribute('aria-label')) ?? '', /T003 Steam the ribs, in progress/);
  });

  it('shows a card for a row', async () => {
    await cardAfter(async () => {
      await row('T001').hover();
      await row('T004').hover();
    }, 'no task has this id');
    await workbench.page.keyboard.press('Escape');
  });

  it('shows a card for an id in any Markdown file, whose links lead on', async () => {
    await workbench.openFile('NOTES.md');
    const card = await rest('First', 'T004');
    await card.getByText('no task has this id').waitFor();
    await card.locator('a', { hasText: 'TODO.md:11' }).click();
    await cursorAt('Ln 11, Col 7');
  });

  it('shows what somebody wrote as text', async () => {
    const card = await rest('Hoist', 'T005');
    const title = await card.locator('strong').innerText();
    assert.equal(title.replace(/\u00a0/g, ' '), 'T005 Hoist the flag $(flame)');
    assert.equal(await card.locator('strong a, strong b, strong .codicon').count(), 0);
  });

  /** Waits for a quick input of ours: what is typed before it is there gets lost. */
  const quickInput = (title: string): Promise<void> =>
    workbench.page.locator('.quick-input-widget:visible .quick-input-title', { hasText: title }).waitFor();
  async function groupBy(name: string): Promise<void> {
    await workbench.command('Wavemark: Group Tasks By');
    await quickInput('Group tasks by');
    await workbench.page.keyboard.type(name);
    await workbench.page.keyboard.press('Enter');
  }

  it('is arranged as one chooses, and stays so', async () => {
    await groupBy('Wave');
    await row('Wave 2: Rig').waitFor();
    // A browser's workbench writes down what it remembers every five seconds.
    await workbench.page.waitForTimeout(6_000);
    await workbench.page.reload();
    await row('Wave 2: Rig').waitFor();
    await groupBy('File');
    await row('TODO.md').waitFor();
  });

  it('is filtered while one types; a filter that hides all says so', async () => {
    const { page } = workbench;
    await page
      .locator('.pane-header, .composite.title')
      .locator('a[aria-label^="Filter Tasks"]')
      .first()
      .click();
    await quickInput('Filter Tasks');
    await page.keyboard.type('mast');
    await row('T001').waitFor({ state: 'hidden' });
    await row('T004').waitFor();
    await page.keyboard.type(' and more');
    await page.keyboard.press('Enter');
    await page.getByText('No task matches the filter.').waitFor();
    await page.getByRole('button', { name: 'Clear Filter' }).last().click();
    await row('T001').waitFor();
  });

  it('copies the id of a row', async () => {
    await row('T003').click({ button: 'right' });
    // A menu takes no clicks in its first moments.
    await workbench.page.locator('.monaco-menu .action-item', { hasText: 'Copy Task Id' }).hover();
    await workbench.page.keyboard.press('Enter');
    await workbench.statusBar('Copied: T003').waitFor();
  });

  it('finds a task by a part of its title', async () => {
    await workbench.command('Wavemark: Go to Task');
    await quickInput('Go to Task');
    await workbench.page.keyboard.type('ribs');
    await workbench.page
      .locator('.quick-input-list .monaco-list-row', { hasText: 'Steam the ribs' })
      .waitFor();
    await workbench.page.keyboard.press('Enter');
    await cursorAt('Ln 7, Col 7');
  });

  it('mends a second use of an id, and takes it back', async () => {
    const { page } = workbench;
    await workbench.command('Problems: Focus on Problems View');
    await page.locator('.markers-panel .monaco-list-row', { hasText: 'T002' }).first().dblclick();
    await cursorAt('Ln 14');
    await page.locator('.monaco-editor.focused').waitFor();
    await page.keyboard.press('Control+.');
    await page.locator('.action-widget .monaco-list-row', { hasText: 'next free id' }).click();
    await row(/T\d+ Bend the sail/).waitFor();
    await row('T006 Bend the sail').waitFor();
    await line('Bend the sail').click();
    await page.keyboard.press('Control+z');
    await row('T002 Bend the sail').waitFor();
    assert.equal(await readFile(join(workbench.folder, 'TODO.md'), 'utf8'), PLAN);
  });
});
