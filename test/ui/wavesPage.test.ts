/** The page of waves in a plain browser, with a host that is made up. */
import * as assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, root } from '../../scripts/vscode/index.mjs';
import { wavesHtml } from '../../src/extension/features/waves/html';
import type { WavesState, WavesToHost, WavesToPage } from '../../src/protocol/waves';
import { document, snapshot, task, wave } from '../webview/wavesSnapshot';

const ORIGIN = 'http://waves.invalid';

/** What the made-up host and the page leave in the window. */
interface Told {
  readonly messages: WavesToHost[];
  readonly violations: string[];
  state?: WavesState;
}

describe('the page of waves in a plain browser', () => {
  let browser: Browser;
  let page: Page;

  before(async () => {
    browser = await launchBrowser();
  });
  after(() => browser?.close());
  afterEach(() => page?.close());

  async function open(state?: WavesState): Promise<void> {
    page = await browser.newPage();
    await page.addInitScript((kept) => {
      const told: Told = { messages: [], violations: [] };
      const host = {
        postMessage: (message: WavesToHost) => told.messages.push(message),
        getState: () => kept,
        setState: (next: WavesState) => (told.state = next),
      };
      Object.assign(window, { told, acquireVsCodeApi: () => host });
      window.document.addEventListener('securitypolicyviolation', (event) =>
        told.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`),
      );
    }, state);
    await page.route(`${ORIGIN}/**`, async (route) => {
      const name = new URL(route.request().url()).pathname.slice(1);
      if (name === '') {
        const parts = {
          script: 'waves.js',
          style: 'waves.css',
          nonce: 'abc',
          language: 'en',
          title: 'Waves',
        };
        return route.fulfill({ contentType: 'text/html', body: wavesHtml(parts) });
      }
      return route.fulfill({
        contentType: name.endsWith('.js') ? 'text/javascript' : 'text/css',
        body: await readFile(join(root, 'dist/webview', name)).catch(() => ''),
      });
    });
    await page.goto(`${ORIGIN}/`);
  }

  const told = (): Promise<Told> => page.evaluate(() => (window as unknown as { told: Told }).told);
  const send = (message: WavesToPage | object): Promise<void> =>
    page.evaluate((data) => window.postMessage(data, '*'), message);
  const rows = (): Promise<string[]> => page.locator('tbody tr .name').allInnerTexts();

  const plan = snapshot([
    document('TODO.md', wave('Wave 1', [task('T1', { finished: true, mark: 'done' }), task('T2')])),
  ]);

  it('speaks first, and shows nothing before it is answered', async () => {
    await open();
    assert.deepEqual((await told()).messages, [{ type: 'ready', version: 1 }]);
    assert.equal(await page.locator('main').innerText(), '');
    await send(plan);
    await page.locator('tbody tr').first().waitFor();
    assert.deepEqual(await rows(), ['Wave 1', 'T1 Title of T1', 'T2 Title of T2']);
  });

  it('breaks no rule of its content security policy', async () => {
    await open();
    await send(plan);
    await page.locator('tbody tr').first().waitFor();
    await page.evaluate(() => window.document.body.classList.add('vscode-light'));
    await page.getByRole('checkbox').click();
    await page.locator('tbody tr', { hasText: 'T1' }).waitFor({ state: 'detached' });
    assert.deepEqual((await told()).violations, []);
    // The ear is open: what is not allowed is heard of.
    await page.evaluate(() => window.document.body.setAttribute('style', 'color: red'));
    await page.waitForFunction(() => (window as unknown as { told: Told }).told.violations.length === 1);
  });

  it('rejects what it does not understand, and goes on', async () => {
    await open();
    await send({ type: 'snapshot', version: 99 });
    await send({ ...plan, documents: 'none' });
    await send(plan);
    await page.locator('tbody tr').first().waitFor();
    assert.deepEqual((await told()).messages.slice(1), [{ type: 'rejected' }, { type: 'rejected' }]);
  });

  it('shows text as text', async () => {
    await open();
    const title = '<img src=x onerror=alert(1)> <b>bold</b> &amp;';
    await send(
      snapshot([document(title, wave(title, [task('<i>', { title, waitsFor: title })]))], { scope: title }),
    );
    await page.locator('tbody tr').first().waitFor();
    assert.deepEqual(await rows(), [title, `<i> ${title}`]);
    assert.equal(await page.locator('img, b, i').count(), 0);
  });

  it('begins with what it kept, and keeps what is chosen', async () => {
    const kept = { scope: null, filter: 'T2', hideFinished: true, collapsed: [], row: 'task T2' };
    await open(kept);
    await send(plan);
    await page.locator('tbody tr').first().waitFor();
    assert.deepEqual(await rows(), ['Wave 1', 'T2 Title of T2']);
    assert.equal(await page.locator('vscode-text-field input').inputValue(), 'T2');
    assert.equal(await page.getByRole('checkbox').getAttribute('aria-checked'), 'true');
    assert.equal(await page.locator('tbody tr[tabindex="0"]').getAttribute('aria-level'), '2');
    await page.locator('vscode-text-field input').fill('');
    await page.getByRole('checkbox').click();
    await page.locator('tr.wave').click();
    const id = 'wave file:///root/TODO.md Wave 1';
    assert.deepEqual((await told()).state, {
      ...kept,
      filter: '',
      hideFinished: false,
      collapsed: [id],
      row: id,
    });
  });

  it('forgets what it kept when that makes no sense', async () => {
    await open({ filter: 7 } as unknown as WavesState);
    await send(plan);
    await page.locator('tbody tr').first().waitFor();
    assert.equal((await rows()).length, 3);
  });

  it('keeps the focus on its row through a change', async () => {
    await open();
    await send(plan);
    await page.locator('tbody tr', { hasText: 'T2' }).focus();
    const [document0] = plan.documents;
    const [wave0] = document0!.waves;
    const tasks = [task('T0'), ...wave0!.tasks];
    await send({ ...plan, documents: [{ ...document0, waves: [{ ...wave0, tasks }] }] });
    await page.locator('tbody tr', { hasText: 'T0' }).waitFor();
    assert.match(await page.locator('tbody tr:focus').innerText(), /T2/);
  });

  it('fits into every width', async () => {
    await open();
    const long = 'A title that is a good deal longer than the room that there is for it, whatever the width';
    await send(
      snapshot([
        document(
          'TODO.md',
          wave(long, [task('T1', { title: long, waitsFor: 'T2, T3', status: 'in progress' })]),
        ),
        document('b.md', wave('Wave 2', [task('U1')], 3)),
      ]),
    );
    for (const width of [1400, 900, 600, 420, 320, 240]) {
      await page.setViewportSize({ width, height: 500 });
      const over = await page.evaluate(() => window.document.documentElement.scrollWidth - window.innerWidth);
      assert.ok(over <= 0, `${over} px too wide at ${width} px`);
      const name = await page.locator('tr.task .title').first().boundingBox();
      assert.ok(name && name.width > 30, `the title is seen at ${width} px`);
    }
  });

  it('takes as many tasks as the extension sends', async () => {
    await open();
    const tasks = Array.from({ length: 5_000 }, (_, i) => task(`T${i}`));
    await send(snapshot([document('TODO.md', wave('Wave 1', tasks, 700))]));
    await page.locator('tr.omitted').waitFor();
    const took = await page.evaluate(
      async (message) => {
        const since = performance.now();
        window.dispatchEvent(new MessageEvent('message', { data: message }));
        return performance.now() - since;
      },
      snapshot([document('TODO.md', wave('Wave 1', [task('new'), ...tasks.slice(1)], 700))]),
    );
    assert.equal(await page.locator('tr.task').count(), 5_000);
    assert.ok(took < 2_000, `${took} ms`);
  });
});
