/** The page of the Gantt in a plain browser, with a host that is made up (test/gantt). */
import * as assert from 'node:assert/strict';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { launchBrowser, serveGantt } from '../../scripts/vscode/index.mjs';
import type { GanttState, GanttToHost } from '../../src/protocol/gantt';
import type { FakeHost } from '../gantt/fakeHost';
import type { ScenarioName } from '../gantt/scenarios';
import themes from '../gantt/themes.json';

/** What the made-up host leaves in the window. */
interface Fake {
  readonly host: FakeHost;
  readonly violations: string[];
  readonly sizes: { type: string; length: number }[];
  state(): GanttState;
}
declare const fake: Fake;

interface Opened {
  readonly theme?: keyof typeof themes;
  readonly width?: number;
  readonly height?: number;
  readonly reducedMotion?: 'reduce' | 'no-preference';
}

describe('the page of the Gantt in a plain browser', () => {
  let browser: Browser;
  let server: Awaited<ReturnType<typeof serveGantt>>;
  let context: BrowserContext;
  let page: Page;

  before(async () => {
    [browser, server] = await Promise.all([launchBrowser(), serveGantt()]);
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });
  afterEach(() => context?.close());

  async function open(scenario: ScenarioName, options: Opened = {}): Promise<void> {
    const { theme = 'dark', width = 1100, height = 700, reducedMotion = 'reduce' } = options;
    context = await browser.newContext({ viewport: { width, height }, reducedMotion });
    context.setDefaultTimeout(15_000);
    page = await context.newPage();
    await page.goto(`${server.url}?scenario=${scenario}&theme=${theme}`);
    await page.locator('.grid .line, .notice').first().waitFor();
  }

  const heard = <T extends GanttToHost['type']>(type: T) =>
    page.evaluate((wanted) => fake.host.heard.filter((message) => message.type === wanted), type) as Promise<
      Extract<GanttToHost, { type: T }>[]
    >;
  const row = (name: string): Locator => page.getByRole('row', { name: new RegExp(`^${name}\\b`) });
  const bar = (name: string): Locator => row(name).locator('.bar');
  const said = (): Promise<string> => page.getByRole('status').innerText();
  const isSaid = (text: RegExp) =>
    page.waitForFunction(
      ([source, flags]) =>
        new RegExp(source!, flags).test(document.querySelector('[role=status]')?.textContent ?? ''),
      [text.source, text.flags],
    );
  const focused = (): Promise<string> =>
    page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };

  it('shows the totals, the proof, and each task with its bar', async () => {
    await open('plan');
    assert.deepEqual(await page.locator('.totals li').allInnerTexts(), [
      'Declared 30h',
      'with barriers 35h',
      'pipelined 20h — the best possible',
      'barriers cost +75%',
      'busy 70%',
    ]);
    assert.match(
      await page.locator('.curve svg').getAttribute('aria-label').then(String),
      /1: 69.5h, .*5: 20h/,
    );
    const name = 'P2-002, 4 hours, hours 7 to 11, wave 3, waits for P0-003';
    assert.equal(await page.getByRole('row', { name, exact: true }).count(), 1);
    // The axis and the bars have one scale.
    const [at, seven] = await Promise.all([
      bar('P2-002').boundingBox(),
      page.locator('.mark', { hasText: /^8h$/ }).boundingBox(),
    ]);
    const zero = await page.locator('.mark', { hasText: /^0h$/ }).boundingBox();
    assert.ok(at && seven && zero);
    assert.ok(Math.abs(at.x - (zero.x + ((seven.x - zero.x) * 7) / 8)) < 2);
    assert.ok(Math.abs(at.width - (seven.x - zero.x) / 2) < 2);
    assert.match(await row('Wave 3').innerText(), /needs 8h: P2-002 waits for P0-003/);
    assert.equal(await row('P2-003').locator('.bar .critical').count(), 1, 'a picture besides the colour');
  });

  it('breaks no rule of its content security policy, and shows text as text', async () => {
    await open('hostile');
    await press('Tab');
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Keys' }).click();
    await page.getByRole('button', { name: 'Close' }).click();
    await page.locator('vscode-dropdown').click();
    await page.locator('vscode-option', { hasText: 'Agent' }).click();
    await row('Agent 1').waitFor();
    assert.deepEqual(await page.evaluate(() => fake.violations), []);
    assert.equal(await page.locator('img, b').count(), 0);
    assert.match(
      await row('P1-002').locator('.title').innerText(),
      /^<img src=x onerror=alert\(1\)> \*\*Order/,
    );
    // The ear is open: what is not allowed is heard of.
    await page.evaluate(() => document.body.setAttribute('style', 'color: red'));
    await page.waitForFunction(() => fake.violations.length === 1);
  });

  for (const theme of Object.keys(themes) as (keyof typeof themes)[]) {
    it(`has nothing that axe finds fault with (${theme})`, async () => {
      const check = async (what: string): Promise<void> => {
        const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
        const found = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
        assert.deepEqual(found, [], what);
      };
      // What is said of one line holds for all: few of them are enough, and quicker.
      await open('plan', { theme, height: 480 });
      await press('c');
      await row('P2-003').click();
      await page.locator('.details', { hasText: 'Critical' }).waitFor();
      await press('Alt+ArrowDown');
      await isSaid(/Wave 5/);
      await check('a task about to be moved');
      await press('Escape', '?');
      await page.getByRole('dialog').waitFor();
      await check('the keys');
      for (const scenario of ['muddle', 'empty'] as const) {
        await page.goto(`${server.url}?scenario=${scenario}&theme=${theme}`);
        await page.locator('.grid .line, .notice').first().waitFor();
        await check(scenario);
      }
    });
  }

  it('can be toured by keyboard alone', async () => {
    await open('plan');
    // Whoever opens it is in the grid at once; one Tab stop, and the toolbar before it.
    assert.match(await focused(), /^Wave 1/);
    assert.equal(await page.locator('.line[tabindex="0"]').count(), 1);
    await press('ArrowDown', 'ArrowDown');
    assert.match(await focused(), /^P1-002/);
    await press('ArrowLeft');
    assert.match(await focused(), /^Wave 1/);
    await press('ArrowLeft');
    await page.locator('.line:focus[aria-expanded=false]').waitFor();
    await press('ArrowDown');
    assert.match(await focused(), /^Wave 2/);
    await press('ArrowUp', 'ArrowRight', 'ArrowRight');
    assert.match(await focused(), /^P0-001/);
    await press('End');
    assert.match(await focused(), /^P3-003/);
    await press('Home');
    assert.match(await focused(), /^Wave 1/);

    await press('c');
    assert.match(await focused(), /^P2-003/);
    await press('c');
    assert.match(await focused(), /^P3-003/);
    await press('[');
    assert.match(await focused(), /^P2-003/);
    await press(']');
    assert.match(await focused(), /^P3-003/);
    await press(']');
    assert.match(await said(), /No task here waits for P3-003/);
    await press('r');
    assert.match(await focused(), /^P0-001/);

    await press('Space', 'Enter');
    assert.deepEqual(
      (await heard('open')).map(({ key, preview }) => [key, preview]),
      [
        ['P0-001', true],
        ['P0-001', false],
      ],
    );

    await press('.');
    assert.match(await said(), /^6 agents\. Finish 20 hours\./);
    await press(',', ',');
    await isSaid(/^4 agents\. Finish 20 hours\./);
    await page.locator('.stepper .number', { hasText: /^4$/ }).waitFor();
    const width = async (): Promise<number> => (await bar('P0-001').boundingBox())?.width ?? 0;
    const fit = await width();
    await press('+');
    await page.waitForFunction((before) => document.querySelector('.bar')!.clientWidth > before * 1.3, fit);
    await press('0');
    await page.waitForFunction((before) => document.querySelector('.bar')!.clientWidth < before * 1.1, fit);

    await press('/');
    await page.keyboard.type('dome');
    await isSaid(/5 of 19 tasks|6 of 19 tasks|7 of 19 tasks/);
    await press('ArrowDown');
    assert.notEqual(await focused(), '');
    await press('/', 'Escape');
    await page.waitForFunction(() => document.querySelectorAll('.line.task').length > 10);
    await press('Escape', '?');
    await page.getByRole('dialog').waitFor();
    await press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    assert.notEqual(await focused(), '', 'the focus is back in the grid');

    // A letter in the filter is a letter.
    const agents = (await heard('options')).length;
    await press('/');
    await page.keyboard.type('c.r');
    assert.equal((await heard('options')).length, agents);
  });

  it('moves a task to another wave by key, with the totals before, and takes it back', async () => {
    await open('plan');
    await row('P2-002').focus();
    await press('Alt+ArrowUp');
    await isSaid(/Wave 2: Dome: P2-002 waits for P0-003, which is in Wave 3/);
    assert.ok(await row('Wave 2').evaluate((line) => line.classList.contains('illegal')));
    assert.ok(await row('Wave 4').evaluate((line) => line.classList.contains('legal')));
    await press('Enter');
    await isSaid(/^P2-002 was not moved: P2-002 waits for P0-003/);
    assert.deepEqual(await heard('move'), []);

    await press('Alt+ArrowDown');
    await isSaid(/^Wave 4: Optics: Finish 31 hours, was 35\. Enter moves it/);
    await press('Escape');
    await isSaid(/P2-002 was not moved\.$/);
    assert.deepEqual(await heard('move'), []);

    await press('Alt+ArrowDown', 'Enter');
    await isSaid(/^P2-002 moved to wave 4\. Finish 31 hours, was 35\.$/);
    assert.match(await focused(), /^P2-002, .* wave 4/, 'the focus goes with it');
    assert.deepEqual(
      (await heard('move')).map(({ key, wave }) => [key, wave]),
      [['P2-002', 'w4']],
    );
    await page.getByRole('button', { name: 'Undo' }).click();
    await isSaid(/^Undone\. Finish 35 hours, was 31\.$/);
    assert.equal((await heard('undo')).length, 1);
  });

  it('moves a bar by the pointer where that is legal, and nowhere else; a click writes nothing', async () => {
    await open('plan', { height: 900 });
    const drag = async (name: string, to: string, drop = true): Promise<void> => {
      const [from, target] = await Promise.all([bar(name).boundingBox(), row(to).boundingBox()]);
      assert.ok(from && target);
      await page.mouse.move(from.x + 6, from.y + 4);
      await page.mouse.down();
      await page.mouse.move(from.x + 10, from.y + 20, { steps: 3 });
      await page.mouse.move(target.x + 500, target.y + 12, { steps: 4 });
      if (drop) await page.mouse.up();
    };
    await bar('P2-002').click();
    assert.deepEqual(
      (await heard('open')).map(({ key, preview }) => [key, preview]),
      [['P2-002', true]],
    );
    assert.deepEqual([...(await heard('askMoves')), ...(await heard('move'))], []);

    await drag('P2-002', 'Wave 2', false);
    await page.locator('.hint.illegal', { hasText: 'P2-002 waits for P0-003' }).waitFor();
    assert.equal((await page.locator('.line.illegal').count()) > 0, true);
    await page.mouse.up();
    await isSaid(/was not moved: P2-002 waits for P0-003/);
    assert.deepEqual(await heard('move'), []);
    assert.equal((await heard('open')).length, 1, 'the end of a drag is no click');

    await drag('P2-002', 'Wave 4', false);
    await page.locator('.hint', { hasText: 'Finish 31 hours, was 35.' }).waitFor();
    await press('Escape');
    await page.locator('.hint').waitFor({ state: 'detached' });
    await page.mouse.up();
    assert.deepEqual(await heard('move'), []);
    assert.equal((await heard('open')).length, 1, 'nor is the end of one that was given up');

    await drag('P2-002', 'Wave 4');
    await isSaid(/^P2-002 moved to wave 4/);
    assert.equal(await page.locator('.totals li').nth(1).innerText(), 'with barriers 31h');

    // The rows above it may go between the press and the drag.
    const box = await bar('P1-005').boundingBox();
    assert.ok(box);
    await page.mouse.move(box.x + 6, box.y + 4);
    await page.mouse.down();
    await page.evaluate(() => fake.host.change('P0-001', { status: 'done' }));
    await row('P0-001').waitFor({ state: 'detached' });
    await page.mouse.move(box.x + 6, box.y + 40, { steps: 3 });
    await page.locator('.hint').waitFor();
    assert.equal((await heard('askMoves')).at(-1)!.key, 'P1-005');
    await press('Escape');
    await page.mouse.up();
  });

  it('offers every wave in a list, with what would come of it', async () => {
    await open('plan');
    await row('P2-002').click();
    await page.getByRole('button', { name: 'Move to wave…' }).click();
    const item = (name: string): Locator => page.locator('.menu-list > div', { hasText: name });
    await item('Wave 4').filter({ hasText: 'Finish 31 hours, was 35.' }).waitFor();
    assert.equal(await item('Wave 2').getAttribute('aria-disabled'), 'true');
    assert.match(await item('Wave 2').innerText(), /P2-002 waits for P0-003/);
    await press('Escape');
    assert.deepEqual(await heard('move'), []);
    await page.getByRole('button', { name: 'Move to wave…' }).click();
    await item('Wave 5').filter({ hasText: 'Finish' }).click();
    await isSaid(/^P2-002 moved to wave 5/);
  });

  it('tells what is asked for in its menus', async () => {
    await open('plan');
    const choose = async (name: string): Promise<void> => {
      await page.getByRole('button', { name: 'More actions' }).click();
      await page.locator('.menu-list > div', { hasText: name }).click();
    };
    for (const name of ['(SVG)', '(Mermaid)', 'CSV', 'Markdown table', 'Open as a table']) await choose(name);
    assert.deepEqual(
      (await heard('export')).map(({ format }) => format),
      ['svg', 'mermaid', 'csv', 'markdown'],
    );
    assert.equal((await heard('table')).length, 1);
    await choose('Follow the cursor');
    await choose('Plan finished');
    const { follow, finished } = (await heard('options')).at(-1)!.options;
    assert.deepEqual([follow, finished], [false, true]);
    await page.getByRole('button', { name: 'Declared' }).click();
    await isSaid(/^Declared\. Finish 30 hours\.$/);
    assert.equal(await page.getByRole('button', { name: 'Declared' }).getAttribute('aria-pressed'), 'true');
    assert.equal(await row('Wave 3').locator('.declared').count(), 1);
    // The hours of Wave 3 do not suffice: a bar stands out of them.
    const [box, late] = await Promise.all([
      row('Wave 3').locator('.declared').boundingBox(),
      bar('P2-002').boundingBox(),
    ]);
    assert.ok(box && late && late.x >= box.x + box.width - 2);
  });

  it('follows the cursor of the editor, and an edit moves the bar', async () => {
    await open('plan', { height: 420 });
    await page.evaluate(() => fake.host.cursor('P3-003'));
    await page.locator('.line.cursor', { hasText: 'P3-003' }).waitFor();
    assert.ok(await row('P3-003').isVisible());
    await page.evaluate(() => fake.host.cursor('P0-002'));
    const before = (await bar('P0-002').boundingBox())!.x;
    await page.evaluate(() => fake.host.change('P0-001', { hours: 3 }));
    await page.waitForFunction(() => fake.sizes.some(({ type }) => type === 'delta'));
    await page.getByRole('row', { name: /^P0-002, 2 hours, hours 3 to 5/ }).waitFor();
    assert.ok((await bar('P0-002').boundingBox())!.x > before);
  });

  it('has in the document what is in sight, of 10,000 tasks', async () => {
    await open('large');
    const drawn = (): Promise<number> => page.locator('.line').count();
    assert.ok((await drawn()) < 60, `${await drawn()} lines`);
    assert.equal(await page.getByRole('treegrid').getAttribute('aria-rowcount'), '10501');
    await press('End');
    await page.getByRole('row', { name: /^T-10000,/ }).waitFor();
    assert.match(await focused(), /^T-10000,/);
    assert.equal(await page.locator('.line:focus').getAttribute('aria-rowindex'), '10501');
    await page.locator('.grid').evaluate((grid) => (grid.scrollTop = 100_000));
    await page.waitForFunction(() => document.querySelectorAll('.line').length > 20);
    assert.match(await focused(), /^T-10000,/, 'the focus is not lost with what is scrolled away');
    assert.ok((await drawn()) < 60);
    const before = await page.evaluate(() => fake.sizes.length);
    await page.evaluate(() => fake.host.change('T-1', { hours: 40 }));
    await page.waitForFunction((known) => fake.sizes.length > known, before);
    const told = await page.evaluate((known) => fake.sizes.slice(known), before);
    const deltas = told.filter(({ type }) => type === 'delta');
    assert.equal(deltas.length, 1);
    assert.ok(deltas[0]!.length < 100_000, `${deltas[0]!.length} characters`);
  });

  it('keeps what was chosen for the next start', async () => {
    await open('plan');
    await row('Wave 1').click();
    await press('.', '+', '/');
    await page.keyboard.type('dome');
    await isSaid(/of 19 tasks/);
    const kept = await page.evaluate(() => fake.state());
    assert.deepEqual(kept.collapsed, ['wave w1']);
    assert.equal(kept.filter, 'dome');
    assert.equal(kept.options.agents, 6);
    await page.reload();
    await page.locator('.line').first().waitFor();
    assert.deepEqual((await heard('ready'))[0]?.options, kept.options);
    assert.equal(await page.locator('.stepper .number').innerText(), '6');
    assert.equal(await page.locator('vscode-text-field input').inputValue(), 'dome');
    assert.deepEqual(await page.evaluate(() => fake.state()), kept);
  });

  it('rejects what it does not understand, and asks again where it has missed something', async () => {
    await open('plan');
    const send = (message: object): Promise<void> =>
      page.evaluate((data) => window.postMessage(data, '*'), message);
    await send({ type: 'snapshot', version: 99 });
    await send({ type: 'nonsense' });
    await page.waitForFunction(() => fake.host.heard.filter(({ type }) => type === 'rejected').length === 2);
    const nothing = { waves: [], sections: [], files: [], others: [], rows: [] };
    const change = { head: null, ...nothing, placements: '' };
    await send({ type: 'delta', from: 77, revision: 78, change, more: false });
    await page.waitForFunction(() => fake.host.heard.filter(({ type }) => type === 'ready').length === 2);
    // One that names rows which are not there.
    await send({
      type: 'delta',
      from: 2,
      revision: 3,
      change: { ...change, placements: 'oyd' },
      more: false,
    });
    await page.waitForFunction(() => fake.host.heard.filter(({ type }) => type === 'ready').length === 3);
    assert.ok(await row('P0-001').isVisible());
  });

  it('says what is the matter in every state', async () => {
    const says = async (scenario: ScenarioName, ...texts: readonly RegExp[]): Promise<void> => {
      await open(scenario);
      const all = await page.locator('main').innerText();
      for (const text of texts) assert.match(all, text, scenario);
    };
    await says('reading', /Reading the task files/);
    await context.close();
    await says('empty', /no tasks to plan/, /## Wave 1/);
    await page.getByRole('button', { name: 'Choose file' }).click();
    assert.equal((await heard('chooseFile')).length, 1);
    await context.close();
    await says('done', /All tasks are done/);
    await page.getByRole('button', { name: 'Show finished tasks' }).click();
    await page.locator('.line.done').first().waitFor();
    await context.close();
    await says('cycle', /A cycle: P0-001 → P0-002 → P0-003 → P0-001/, /7 tasks cannot be planned/);
    assert.doesNotMatch(await page.locator('.totals').innerText(), /best possible/);
    assert.match(await row('P2-002').innerText(), /blocked by a cycle/);
    await context.close();
    await says('noEffort', /≥ /, /19 tasks unestimated/);
    assert.equal((await page.locator('.line.guessed').count()) > 5, true);
    await context.close();
    await says('noWaves', /Suggested wave 1/, /No waves are declared/);
    await page.getByRole('button', { name: 'Write them into the file…' }).click();
    assert.equal((await heard('writeWaves')).length, 1);
    assert.equal(await page.getByRole('button', { name: 'Declared' }).isDisabled(), true);
    await context.close();
    await says('trouble', /last schedule that could/);
    await page.getByRole('button', { name: /line 41/ }).click();
    assert.deepEqual(
      (await heard('openTrouble')).map(({ index }) => index),
      [0],
    );
    await context.close();
    await says('readOnly', /Wave 1/);
    await row('P2-002').focus();
    await press('Alt+ArrowDown');
    await isSaid(/cannot be moved in an untrusted window/);
    await context.close();
    await open('plan');
    await press('/');
    await page.keyboard.type('nothing of the kind');
    await page.locator('.notice', { hasText: 'No task matches' }).waitFor();
    await page.getByRole('button', { name: 'Clear filter' }).click();
    await row('P0-001').waitFor();
  });

  it('fits into every width, and does without columns where it is narrow', async () => {
    await open('plan');
    for (const width of [1600, 1100, 700, 599, 420, 359, 260]) {
      await page.setViewportSize({ width, height: 700 });
      await page.waitForFunction(
        (kind) => document.querySelector('.grid')?.classList.contains(kind),
        width < 360 ? 'narrow' : width < 600 ? 'medium' : 'wide',
      );
      const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert.ok(over <= 0, `${over} px too wide at ${width} px`);
      assert.equal(await row('P0-001').locator('.effort').isVisible(), width >= 600, `effort at ${width} px`);
      const title = await row('P0-001').locator('.title').boundingBox();
      const its = await bar('P0-001').boundingBox();
      assert.ok(title && title.width > 30, `the title is seen at ${width} px`);
      assert.ok(its && its.x + its.width <= width, `the bar is seen at ${width} px`);
    }
  });

  it('moves nothing by itself for those who want no motion', async () => {
    const moving = (): Promise<string[]> =>
      page.evaluate(() =>
        Array.from(document.querySelectorAll('main *'))
          .filter((element) => {
            const { transitionDuration, animationName } = getComputedStyle(element);
            return transitionDuration !== '0s' || animationName !== 'none';
          })
          .map((element) => element.className.toString()),
      );
    await open('plan', { reducedMotion: 'no-preference' });
    assert.ok((await moving()).length > 0);
    await context.close();
    await open('plan');
    assert.deepEqual(await moving(), []);
  });
});
