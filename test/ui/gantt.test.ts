/** The Gantt in the workbench, on a file of our own and, where it is there, on one that it was made for. */
import * as assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FrameLocator, Locator } from 'playwright-core';
import { root } from '../../scripts/vscode/index.mjs';
import { pictureOnFailure, Workbench } from './workbench.js';

const SOURCES = [
  ['observatory', join(root, 'test/fixtures/gantt/BACKLOG.md')],
  ['aria', join(root, '../shared/seeds/aria/BACKLOG.md')],
].filter(([, path]) => existsSync(path!)) as [string, string][];

describe('the Gantt', () => {
  let folder: string;
  let workbench: Workbench;
  let page: FrameLocator;
  const violations: string[] = [];

  const line = (text: string | RegExp): Locator => page.locator('[role=row].line', { hasText: text });
  const task = (id: string): Locator =>
    page.locator('.line.task').filter({ has: page.locator('.id', { hasText: id }) });
  const bar = (id: string): Locator => task(id).locator('.bar');
  const totals = (): Promise<string[]> => page.locator('.totals li').allInnerTexts();
  const details = (): Locator => page.locator('footer.details p');
  const dirty = (): Locator => workbench.page.locator('.tab.dirty');
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await workbench.page.keyboard.press(key);
  };
  const total = (text: string): Promise<void> => page.locator('.totals li', { hasText: text }).waitFor();
  /** The line with the cursor, in the only editor that is seen. */
  const cursorAt = (number: number): Promise<void> =>
    workbench.page.locator('.active-line-number', { hasText: new RegExp(`^${number}$`) }).waitFor();

  async function middleOf(locator: Locator): Promise<readonly [x: number, y: number]> {
    const box = await locator.boundingBox();
    assert.ok(box);
    return [box.x + Math.min(box.width, 40) / 2, box.y + box.height / 2];
  }

  /** Presses on the bar and moves over a wave, without letting go. */
  async function drag(id: string, wave: string): Promise<void> {
    const { mouse } = workbench.page;
    await mouse.move(...(await middleOf(bar(id))));
    await mouse.down();
    const [x, y] = await middleOf(line(wave).first());
    await mouse.move(x + 30, y - 3, { steps: 4 });
    await mouse.move(x + 30, y);
  }

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'wavemark-gantt-'));
    for (const [name, path] of SOURCES) {
      await mkdir(join(folder, name));
      await copyFile(path, join(folder, name, 'BACKLOG.md'));
    }
    workbench = await Workbench.launch({ folder, width: 1500, height: 1000 });
    workbench.page.on('console', (message) => {
      const text = message.text();
      if (/content security policy/i.test(text)) violations.push(`${message.location().url}: ${text}`);
    });
    page = workbench.webview();
    workbench.page.setDefaultTimeout(10_000);
  });
  after(async () => {
    await workbench?.close();
    await rm(folder, { recursive: true, force: true });
  });
  afterEach(pictureOnFailure(() => workbench));

  for (const [name, source] of SOURCES)
    describe(`of ${name}`, () => {
      let text: string;
      let path: string;
      const saved = (): Promise<string> => readFile(path, 'utf8');
      const save = async (): Promise<void> => {
        await workbench.command('File: Save All Files');
        await dirty().waitFor({ state: 'detached' });
      };

      before(async () => {
        text = await readFile(source, 'utf8');
        path = join(workbench.folder, name, 'BACKLOG.md');
        await workbench.command('View: Close All Editors');
        await workbench.openFile(`${name}/BACKLOG.md`);
        await workbench.command('Wavemark: Show Gantt');
        await task('P0-001').waitFor();
      });

      it('tells what the waves declare, what they need, and what would be possible', async () => {
        await total('pipelined 20h — the best possible');
        assert.deepEqual((await totals()).slice(0, 2), ['Declared 31h', 'with barriers 35h']);
        assert.equal(await page.locator('.toolbar').getByText('5', { exact: true }).count(), 1);
        const wave = line(/Wave 3/).first();
        assert.match(await wave.innerText(), /needs 8h.*P2-002 waits for P0-003/s);
        assert.equal(
          await task('P2-002').getAttribute('aria-label'),
          'P2-002, 4 hours, hours 7 to 11, wave 3, waits for P0-003',
        );
      });

      it('shows the line of a bar that is clicked, and writes nothing', async () => {
        await bar('P2-002').click();
        await cursorAt(text.split('\n').findIndex((each) => each.startsWith('### P2-002')) + 1);
        assert.equal(await dirty().count(), 0);
        assert.match(await details().innerText(), /P2-002: starts at 7h, when P0-003 is done/);
      });

      it('shows a wave that a task cannot go to as such, and writes nothing when it is dropped there', async () => {
        await drag('P2-002', 'Wave 2');
        await page.locator('.line.illegal.target', { hasText: 'Wave 2' }).waitFor();
        assert.match(await details().innerText(), /P0-003 of Wave 3/);
        await workbench.screenshot(`gantt ${name} illegal`);
        await workbench.page.mouse.up();
        await page.locator('.line.illegal').first().waitFor({ state: 'detached' });
        assert.equal(await dirty().count(), 0);
        assert.equal(await saved(), text);
      });

      it('moves a task to another wave by one line, and the totals follow', async () => {
        await drag('P2-002', 'Wave 4');
        await page.locator('.line.legal.target', { hasText: 'Wave 4' }).waitFor();
        await details().filter({ hasText: 'Finish 31 hours, was 35.' }).waitFor();
        await workbench.screenshot(`gantt ${name} legal`);
        await workbench.page.mouse.up();
        await total('with barriers 31h');
        assert.match(
          await line(/Wave 3/)
            .first()
            .innerText(),
          /^(?!.*needs)/s,
        );
        await save();
        const [before, after] = [text.split('\n'), (await saved()).split('\n')];
        const at = before.findIndex((each) => /^- P2-002/.test(each));
        assert.deepEqual([...after].sort(), [...before].sort(), 'every line is still there');
        const without = (lines: readonly string[]): string[] => lines.filter((each) => each !== before[at]);
        assert.deepEqual(without(after), without(before), 'and only one stands elsewhere');
      });

      it('takes it back, byte for byte', async () => {
        await page.getByRole('button', { name: 'Undo' }).click();
        await total('with barriers 35h');
        await save();
        assert.equal(await saved(), text);
      });

      it('follows what is typed in the editor', async () => {
        const lines = text.split('\n');
        const at = lines.findIndex((each) => /^\*\*Complexity\*\*:.*1 hour/.test(each));
        await bar('P0-001').dblclick();
        await workbench.page.locator('.editor-group-container.active .monaco-editor.focused').waitFor();
        await workbench.quickInput(`:${at + 1}:${lines[at]!.indexOf('1 hour') + 2}`);
        await workbench.page.locator('.quick-input-list .monaco-list-row').first().waitFor();
        await press('Enter');
        await cursorAt(at + 1);
        await task('P0-001').and(page.locator('.cursor')).waitFor();
        await press('Backspace', '3');
        await page.locator('[aria-label^="P0-002, 2 hours, hours 3 to 5"]').waitFor();
        await press('Backspace', '1');
        await page.locator('[aria-label^="P0-002, 2 hours, hours 1 to 3"]').waitFor();
        await save();
        assert.equal(await saved(), text);
      });
    });

  describe('in general', () => {
    it('has its actions as commands too', async () => {
      await workbench.page.locator('.tab', { hasText: 'Gantt: ' }).click();
      await task('P0-002').focus();
      await workbench.command('Wavemark: Gantt: Move Task to the Wave After');
      await details()
        .filter({ hasText: /Wave 3/ })
        .waitFor();
      await press('Escape');
      await workbench.command('Wavemark: Gantt: Fewer Agents');
      await total('pipelined 21h — the best possible');
      await workbench.command('Wavemark: Gantt: Open as a Table');
      await workbench.page.locator('.tab.active', { hasText: /Untitled/ }).waitFor();
      await workbench.page.locator('.view-line', { hasText: 'By dependencies alone' }).first().waitFor();
      await workbench.command('View: Revert and Close Editor');
    });

    it('comes back after a reload of the window, as it was', async () => {
      await workbench.command('Developer: Reload Window');
      await task('P0-001').waitFor({ timeout: 60_000 });
      await total('pipelined 21h');
    });

    it('breaks no rule of its content security policy', () => {
      assert.deepEqual(violations, []);
    });
  });
});
