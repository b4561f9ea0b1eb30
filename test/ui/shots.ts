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
    name: 'waves',
    themes: everyTheme,
    async arrange(workbench) {
      await workbench.activity('Wavemark');
      await workbench.openFile('docs/BACKLOG.md');
      await workbench.command('Wavemark: Show Waves');
      await workbench.webview().locator('tbody tr').first().waitFor();
      return undefined;
    },
  },
];
