import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

export const root: string;
export const resultsDir: string;

export interface ServerOptions {
  readonly port?: number;
  readonly driver?: boolean;
  readonly trust?: boolean;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly vsix?: readonly string[];
}

export interface Server {
  readonly url: string;
  readonly port: number;
  log(): string;
  stop(): Promise<void>;
}

export interface WindowContent {
  readonly folder?: string;
  readonly workspace?: string;
  readonly extension?: string;
  readonly tests?: string;
}

export function startServer(options?: ServerOptions): Promise<Server>;
export function launchBrowser(options?: { readonly fonts?: boolean }): Promise<Browser>;
export function windowUrl(server: Server, content: WindowContent): string;
export function openWindow(browser: Browser, url: string, options?: BrowserContextOptions): Promise<Page>;
export function copyOf(
  source?: string,
  options?: { readonly git?: boolean; readonly commit?: boolean },
): Promise<{ readonly folder: string; remove(): Promise<void> }>;
export function multiRootOf(
  sources: readonly string[],
): Promise<{ readonly file: string; readonly folders: readonly string[]; remove(): Promise<void> }>;
export function serveGantt(options?: {
  readonly port?: number;
  readonly folder?: string;
}): Promise<{ readonly url: string; close(): Promise<void> }>;
