/** What tests and other scripts use of the harness. Its types for TypeScript are in index.d.mts. */
export { copyOf, multiRootOf } from './folders.mjs';
export { startServer } from './server.mjs';
export { launchBrowser, openWindow, windowUrl } from './workbench.mjs';
export { root, resultsDir } from '../lib/paths.mjs';
export { serveGantt } from '../lib/ganttPage.mjs';
