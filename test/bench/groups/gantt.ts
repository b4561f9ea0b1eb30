/**
 * The page of the Gantt in a real browser, with 10,000 tasks against 100: from a message to the frame that shows it,
 * scrolling, memory, and the sizes of messages and files. The host's planning is not part of it.
 */
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import type * as harness from '../../../scripts/vscode/index.mjs';
import type { Context } from '../context';
import { median, quantile, ratio, spread, type Noise } from '../measure';
import type { Row } from '../row';

interface Fake {
  readonly host: { change(id: string, change: object): void };
  /** Messages that are held back from the page. */
  readonly held: unknown[];
}
declare const fake: Fake;

const SIZES = { hundred: 100, large: 10_000 } as const;
type Size = keyof typeof SIZES;

interface Turn {
  readonly first: number;
  readonly updates: readonly number[];
}

export async function gantt({ build, quick }: Context, noise: Noise): Promise<Row[]> {
  const root = resolve(build, '../..');
  const path = pathToFileURL(join(root, 'scripts/vscode/index.mjs')).href;
  const { launchBrowser, serveGantt } = (await import(path)) as typeof harness;
  const folder = join(build, 'gantt');
  const [browser, server] = await Promise.all([launchBrowser(), serveGantt({ folder })]);
  try {
    const turns = { hundred: [] as Turn[], large: [] as Turn[] };
    const all = quick ? 4 : 12;
    // The first turn warms the browser's caches.
    for (let turn = -1; turn < all; turn += 1) {
      noise.sample();
      for (const size of Object.keys(SIZES) as Size[]) {
        const page = await openHeld(browser, server.url, size);
        const measured = await drawAndUpdate(page);
        if (turn >= 0) turns[size].push(measured);
        await page.close();
      }
    }
    const firsts = {
      large: turns.large.map(({ first }) => first),
      small: turns.hundred.map(({ first }) => first),
    };
    const updates = {
      large: turns.large.map((turn) => median(turn.updates)),
      small: turns.hundred.map((turn) => median(turn.updates)),
    };
    const owed = { most: 3 };
    const [script, style] = await Promise.all(
      ['js', 'css'].map((type) => readFile(join(folder, `gantt.${type}`))),
    );
    return [
      {
        title: 'first draw, 10,000 : 100 tasks',
        unit: '×',
        ...ratio(firsts.large, firsts.small),
        owed,
        samples: firsts,
      },
      {
        title: 'one task changed, 10,000 : 100',
        unit: '×',
        ...ratio(updates.large, updates.small),
        owed,
        samples: updates,
      },
      ...(await whileScrolling(browser, server.url, quick)),
      {
        title: 'script of the page',
        unit: 'KB',
        measured: script!.length / 1e3,
        note: `compressed ${amount(script!)} KB`,
      },
      {
        title: 'its styles',
        unit: 'KB',
        measured: style!.length / 1e3,
        note: `compressed ${amount(style!)} KB`,
      },
    ];
  } finally {
    await browser.close();
    await server.close();
  }
}

function amount(file: Buffer): string {
  return (gzipSync(file).length / 1e3).toFixed(0);
}

/** The page, loaded and waiting: what the host has said is held back. */
async function openHeld(browser: Browser, url: string, size: Size): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1200, height: 800 } });
  await page.goto(`${url}?scenario=${size}&hold`);
  await page.waitForFunction(() => fake.held.length > 0, undefined, { timeout: 60_000 });
  await page.waitForTimeout(100);
  return page;
}

/** Milliseconds from a message to the end of the frame that shows it. */
async function drawAndUpdate(page: Page): Promise<Turn> {
  return page.evaluate(async () => {
    const painted = (): Promise<void> =>
      new Promise((done) =>
        requestAnimationFrame(() => {
          const channel = new MessageChannel();
          channel.port1.onmessage = () => done();
          channel.port2.postMessage(null);
        }),
      );
    const show = async (): Promise<number> => {
      const messages = fake.held.splice(0);
      const since = performance.now();
      for (const data of messages) window.dispatchEvent(new MessageEvent('message', { data }));
      await painted();
      return performance.now() - since;
    };
    const first = await show();
    const updates: number[] = [];
    for (let turn = 0; turn < 6; turn += 1) {
      await painted();
      fake.held.splice(0);
      fake.host.change('T-7', { title: `Do it again, ${turn}`, hours: 3 + turn });
      updates.push(await show());
    }
    return { first, updates };
  });
}

/** Milliseconds of the frames of a wild scroll: most of what is seen is another with each. */
async function scrolled(page: Page, quick: boolean): Promise<number[]> {
  return page.evaluate(
    async (count) => {
      const grid = document.querySelector('.grid')!;
      const times: number[] = [];
      await new Promise<void>((done) => {
        let last = 0;
        const step = (now: number): void => {
          if (last > 0) times.push(now - last);
          last = now;
          grid.scrollTop = times.length % 40 === 39 ? 0 : grid.scrollTop + 97 * (1 + (times.length % 30));
          if (times.length < count) requestAnimationFrame(step);
          else done();
        };
        requestAnimationFrame(step);
      });
      return times;
    },
    quick ? 200 : 600,
  );
}

async function whileScrolling(browser: Browser, url: string, quick: boolean): Promise<Row[]> {
  const small = await openHeld(browser, url, 'hundred');
  await drawAndUpdate(small);
  const reference = await scrolled(small, quick);
  await small.close();
  const page = await openHeld(browser, url, 'large');
  const sizes = await page.evaluate(() => fake.held.map((message) => JSON.stringify(message).length));
  await drawAndUpdate(page);
  const delta = await page.evaluate(() => {
    fake.held.splice(0);
    // Everything after it shifts.
    fake.host.change('T-1', { hours: 40 });
    return Math.max(...fake.held.map((message) => JSON.stringify(message).length));
  });
  const frames = await scrolled(page, quick);
  const drawn = await page.locator('.line').count();
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session
    .send('Performance.enable')
    .then(() => session.send('Performance.getMetrics'));
  const used = metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? NaN;
  await page.close();
  return [
    {
      title: 'the longest frame while scrolling through 10,000 tasks',
      unit: 'ms',
      measured: Math.max(...frames),
      spread: spread(frames),
      owed: { most: 50 },
      aim: { most: 34 },
      wrong: drawn < 100 ? null : `${drawn} lines are in the document`,
      note: `${frames.length} frames, median ${median(frames).toFixed(1)} ms, one in a hundred over ${quantile(frames, 0.99).toFixed(1)} ms; with 100 tasks the longest ${Math.max(...reference).toFixed(1)} ms`,
    },
    {
      title: 'memory of the page with 10,000 tasks, the made-up host included',
      unit: 'MB',
      measured: used / 1e6,
    },
    {
      title: 'message of one changed task that shifts all others',
      unit: 'KB',
      measured: delta / 1e3,
      owed: { most: 100 },
      note: `the snapshot ${(Math.max(...sizes) / 1e3).toFixed(0)} KB`,
    },
  ];
}
