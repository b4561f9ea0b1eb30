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
      await workbench.openFile('TODO.md');
      return undefined;
    },
  },
];
