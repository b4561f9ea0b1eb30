/** The page of the Gantt in a plain browser, with a host that is made up: for development, tests and benchmarks. */
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './paths.mjs';

/** Bundled beside the tests. */
const HOST = 'dist/test/gantt/browser.js';

/** As the extension writes it: nothing but what carries the nonce is loaded or run. */
const html = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'nonce-abc'; style-src 'nonce-abc'">
<meta property="csp-nonce" content="abc">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Gantt</title>
<link rel="stylesheet" nonce="abc" href="gantt.css">
<script nonce="abc" src="host.js"></script>
</head>
<body>
<script nonce="abc" src="gantt.js"></script>
</body>
</html>
`;

/** What each address of the page leads to. @type {Readonly<Record<string, { type: string, path: string | null }>>} */
const files = {
  '/': { type: 'text/html', path: null },
  '/gantt.js': { type: 'text/javascript', path: 'dist/webview/gantt.js' },
  '/gantt.css': { type: 'text/css', path: 'dist/webview/gantt.css' },
  '/host.js': { type: 'text/javascript', path: HOST },
};

/**
 * @param {string} path of the address
 * @returns {Promise<{ type: string, content: string } | null>} null where there is nothing
 */
async function respond(path) {
  const file = Object.hasOwn(files, path) ? files[path] : undefined;
  if (!file) return null;
  return {
    type: file.type,
    content: file.path === null ? html : await readFile(join(root, file.path), 'utf8'),
  };
}

/** @param {number} [port] @returns {Promise<{ url: string, close(): Promise<void> }>} */
export async function serveGantt(port = 0) {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    void respond(pathname)
      .catch(() => null)
      .then((answer) => {
        response.writeHead(answer ? 200 : 404, {
          'Content-Type': `${answer?.type ?? 'text/plain'}; charset=utf-8`,
          'Cache-Control': 'no-store',
        });
        response.end(answer?.content ?? 'There is nothing here.');
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
