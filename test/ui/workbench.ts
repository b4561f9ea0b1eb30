/** A real workbench with the extension in it, and the few gestures that tests share. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, FrameLocator, Locator, Page } from 'playwright-core';
import {
  copyOf,
  launchBrowser,
  openWindow,
  resultsDir,
  root,
  startServer,
  windowUrl,
  type Server,
} from '../../scripts/vscode/index.mjs';

/** Names as VS Code's picker of themes shows them. */
const labels = {
  dark: 'Dark Modern',
  light: 'Light Modern',
  'high-contrast': 'Dark High Contrast',
} as const;

/** Names as VS Code's own settings know them. */
export const themes = {
  dark: 'Default Dark Modern',
  light: 'Default Light Modern',
  'high-contrast': 'Default High Contrast',
} as const;

export type Theme = keyof typeof themes;

const patience = 30_000;

export interface WorkbenchOptions {
  /** A folder that is copied and opened; relative to the root or absolute. `null`: no folder. */
  readonly folder?: string | null;
  readonly theme?: Theme;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Ask for trust, which no one gives: Restricted Mode. */
  readonly restricted?: boolean;
  readonly width?: number;
  readonly height?: number;
  /** The fonts of the README's pictures, and two pixels for one. */
  readonly picture?: boolean;
}

export class Workbench {
  private constructor(
    readonly page: Page,
    /** The opened copy; the empty string without a folder. */
    readonly folder: string,
    private readonly browser: Browser,
    private readonly server: Server,
    private readonly clean: () => Promise<void>,
  ) {}

  static async launch(options: WorkbenchOptions = {}): Promise<Workbench> {
    const source = options.folder === undefined ? 'test/fixtures/sample' : options.folder;
    const copy = source === null ? undefined : await copyOf(source);
    const vsix = process.env['WAVEMARK_VSIX'];
    const server = await startServer({
      trust: options.restricted ?? false,
      settings: {
        'workbench.colorTheme': themes[options.theme ?? 'dark'],
        ...options.settings,
      },
      vsix: vsix ? [vsix] : [],
    });
    const browser = await launchBrowser({ fonts: options.picture ?? false });
    const url = windowUrl(server, {
      ...(copy && { folder: copy.folder }),
      ...(vsix ? {} : { extension: root }),
    });
    const page = await openWindow(browser, url, {
      viewport: { width: options.width ?? 1280, height: options.height ?? 800 },
      deviceScaleFactor: options.picture ? 2 : 1,
    });
    const workbench = new Workbench(page, copy?.folder ?? '', browser, server, async () => copy?.remove());
    // In a browser that asks for no high contrast, the setting alone gives the light theme.
    if (options.theme === 'high-contrast') await workbench.theme('high-contrast');
    return workbench;
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.server.stop();
    await this.clean();
  }

  /** Runs a command by its title as the palette shows it, for example `Wavemark: Show Log`. */
  async command(title: string): Promise<void> {
    const row = this.page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first();
    // The palette does not update itself when the extensions arrive, which is after the window: ask again.
    for (const deadline = Date.now() + patience; ;) {
      await this.quickInput(`>${title}`);
      const found = await row.waitFor({ timeout: 1500 }).then(
        () => true,
        () => false,
      );
      if (found) break;
      if (Date.now() > deadline) throw new Error(`the palette has no command "${title}"`);
      await this.page.keyboard.press('Escape');
    }
    await row.click();
  }

  /** Opens the quick input with this text in it: `>` commands, `@` symbols, `#` workspace symbols, else files. */
  async quickInput(text: string): Promise<void> {
    const input = this.page.locator('.quick-input-widget:visible input.input');
    // A key that is pressed while the window is busy with something else may be lost, and the input closes when a view
    // that was left before takes the focus back late: press it again.
    for (let tries = 1; ; tries++) {
      await this.page.keyboard.press('F1');
      const filled = await input.fill(text, { timeout: 5000 }).then(
        () => true,
        () => false,
      );
      if (filled) return;
      if (tries === 6) throw new Error('the quick input does not open');
    }
  }

  /** Opens a file of the folder by its path, as Go to File does. */
  async openFile(path: string): Promise<void> {
    await this.quickInput(path);
    await this.page.locator('.quick-input-list .monaco-list-row').first().waitFor();
    await this.page.keyboard.press('Enter');
    const name = path.split('/').pop() ?? path;
    await this.page.locator('.tabs-container .tab.active', { hasText: name }).waitFor();
  }

  /** Shows a view container of the activity bar by its name. */
  async activity(name: string): Promise<void> {
    const item = this.page.locator('.part.activitybar .action-item', {
      has: this.page.locator(`a[aria-label^="${name}"]`),
    });
    await item.waitFor();
    if (!(await item.evaluate((element) => element.classList.contains('checked')))) await item.click();
  }

  /** A view of the side bar, once it is there, by the name in its heading. */
  async view(name: string): Promise<Locator> {
    const pane = this.page.locator('.pane', {
      has: this.page.locator(`.pane-header[aria-label*="${name}"]`),
    });
    await pane.first().waitFor();
    return pane.first();
  }

  /** The page inside the visible webview: VS Code wraps it in two frames. */
  webview(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
  }

  statusBar(text: string | RegExp): Locator {
    return this.page.locator('.statusbar-item', { hasText: text });
  }

  async theme(theme: Theme): Promise<void> {
    const rows = this.page.locator('.quick-input-list .monaco-list-row');
    // The picker of themes opens late, or not at all while the window is still busy starting: ask again.
    for (let tries = 0; ; tries++) {
      await this.command('Preferences: Color Theme');
      const opened = rows.filter({ hasText: 'Light Modern' }).first().waitFor({ timeout: 5000 });
      if (
        await opened.then(
          () => true,
          () => false,
        )
      )
        break;
      if (tries === 5) throw new Error('the picker of themes does not open');
      await this.page.keyboard.press('Escape');
    }
    const row = rows.filter({ hasText: labels[theme] }).first();
    await this.page.keyboard.type(labels[theme]);
    await row.waitFor();
    await this.page.keyboard.press('Enter');
    await row.waitFor({ state: 'hidden' });
  }

  /** Notifications and the like out of the way, then a picture in `test-results/`. Returns its path. */
  async screenshot(name: string, target: Page | Locator = this.page): Promise<string> {
    await mkdir(resultsDir, { recursive: true });
    const path = join(resultsDir, `${name}.png`);
    await target.screenshot({ path });
    return path;
  }
}

/** Takes a picture when a test fails: `afterEach(pictureOnFailure(() => workbench))`. */
export function pictureOnFailure(current: () => Workbench | undefined) {
  return async function (this: Mocha.Context): Promise<void> {
    const test = this.currentTest;
    if (test?.state !== 'failed') return;
    await current()
      ?.screenshot(
        `failed ${test
          .fullTitle()
          .replace(/[^\p{L}\p{N} -]/gu, '_')
          .slice(0, 100)}`,
      )
      .catch(() => undefined);
  };
}
