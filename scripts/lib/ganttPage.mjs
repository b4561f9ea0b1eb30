/** The page of the Gantt in a plain browser, with a host that is made up: for development, tests and benchmarks. */
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './paths.mjs';

/** The page as the extension writes it, with the made-up host before its own script. */
async function html() {
  const { transform } = await import('esbuild');
  const source = await readFile(join(root, 'src/extension/features/gantt/html.ts'), 'utf8');
  const { code } = await transform(source, { loader: 'ts', format: 'esm' });
  /** @type {typeof import('../../src/extension/features/gantt/html')} */
  const { createNonce, pageHtml } = await import(`data:text/javascript,${encodeURIComponent(code)}`);
  const nonce = createNonce();
  const parts = { script: 'gantt.js', style: 'gantt.css', nonce, language: 'en', title: 'Gantt' };
  return pageHtml(parts).replace('<body>', `<body>\n<script nonce="${nonce}" src="host.js"></script>`);
}

/**
 * @param {object} [options]
 * @param {number} [options.port]
 * @param {string} [options.folder] with all three files; by default what the build leaves where
 * @returns {Promise<{ url: string, close(): Promise<void> }>}
 */
export async function serveGantt({ port = 0, folder } = {}) {
  const page = folder ?? join(root, 'dist/webview');
  /** What each address leads to. @type {ReadonlyMap<string, { type: string, read: () => Promise<string> }>} */
  const files = new Map([
    ['/', { type: 'text/html', read: html }],
    ['/gantt.js', { type: 'text/javascript', read: () => readFile(join(page, 'gantt.js'), 'utf8') }],
    ['/gantt.css', { type: 'text/css', read: () => readFile(join(page, 'gantt.css'), 'utf8') }],
    [
      '/host.js',
      {
        type: 'text/javascript',
        read: () =>
          readFile(folder ? join(folder, 'host.js') : join(root, 'dist/test/gantt/browser.js'), 'utf8'),
      },
    ],
  ]);
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const file = files.get(pathname);
    const answer = file ? file.read().catch(() => null) : Promise.resolve(null);
    void answer.then((content) => {
      const type = content === null ? 'text/plain' : (file?.type ?? 'text/plain');
      response.writeHead(content === null ? 404 : 200, {
        'Content-Type': `${type}; charset=utf-8`,
        'Cache-Control': 'no-store',
      });
      response.end(content ?? 'There is nothing here.');
    });
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(null));
  });
  const address = server.address();
  const used = typeof address === 'object' && address ? address.port : port;
  return {
    url: `http://127.0.0.1:${used}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
