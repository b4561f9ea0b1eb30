/** The pictures of the README. `npm run screenshots` takes each in every theme. */
import type { Locator } from 'playwright-core';
import { Workbench, type Theme } from './workbench.js';

export { Workbench };

export interface Shot {
  /** Of the file, before the theme. */
  readonly name: string;
  readonly themes: readonly Theme[];
  /** Default: the sample. */
  readonly folder?: string;
  readonly width?: number;
  readonly height?: number;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Brings the window into the wanted state; returns what to show if that is not all of it. */
  arrange(workbench: Workbench): Promise<Locator | undefined>;
}

const everyTheme: readonly Theme[] = ['dark', 'light', 'high-contrast'];

const GANTT = { folder: 'test/fixtures/gantt', width: 1500, height: 860 } as const;

export const shots: readonly Shot[] = [
  {
    name: 'overview',
    themes: everyTheme,
    async arrange(workbench) {
      await workbench.activity('Wavemark');
      const rows = workbench.page.locator('.pane-body .monaco-list-row');
      await rows.filter({ hasText: 'BACKLOG.md' }).first().locator('.monaco-tl-twistie').click();
      await rows.filter({ hasText: 'P0-' }).first().click();
      await workbench.page.locator('.view-line', { hasText: 'P0-' }).first().waitFor();
      return undefined;
    },
  },
  {
    name: 'problems',
    themes: everyTheme,
    async arrange(workbench) {
      await workbench.activity('Wavemark');
      await workbench.openFile('TODO.md');
      await workbench.command('Problems: Focus on Problems View');
      await workbench.page
        .locator('.markers-panel .monaco-list-row', { hasText: 'status/unknown-marker' })
        .first()
        .waitFor();
      return undefined;
    },
  },
  {
    name: 'gantt',
    themes: everyTheme,
    ...GANTT,
    async arrange(workbench) {
      await showGantt(workbench, 'BACKLOG.md');
      await task(workbench, 'P2-002').click();
      return undefined;
    },
  },
  {
    name: 'gantt-illegal',
    themes: everyTheme,
    ...GANTT,
    async arrange(workbench) {
      await showGantt(workbench, 'BACKLOG.md');
      const { mouse } = workbench.page;
      const from = await task(workbench, 'P2-002').locator('.bar').boundingBox();
      const to = await task(workbench, 'P1-004').boundingBox();
      if (!from || !to) throw new Error('the bars are not in sight');
      await mouse.move(from.x + 12, from.y + 6);
      await mouse.down();
      await mouse.move(from.x + 60, to.y + 8, { steps: 5 });
      await workbench.webview().locator('.line.illegal.target').first().waitFor();
      return undefined;
    },
  },
];

/** Opens a file of the folder, and its Gantt beside. */
async function showGantt(workbench: Workbench, path: string): Promise<void> {
  await workbench.openFile(path);
  await workbench.command('Wavemark: Show Gantt');
  await workbench.webview().locator('.line.task').first().waitFor();
  await workbench.command('View: Close Primary Side Bar');
}

function task(workbench: Workbench, id: string): Locator {
  const has = workbench.page.locator('.id', { hasText: id });
  return workbench.webview().locator('.line.task').filter({ has });
}
