import assert from 'node:assert/strict';
import { build } from 'esbuild';
import { productBundles } from '../../scripts/lib/bundles.mjs';

const MAIN = 'src/cli/main.ts';

describe('starting the command line', () => {
  it('loads nothing of the core, which is loaded while git looks for the files', async () => {
    const { cli } = await productBundles({ production: false });
    const plugins = cli?.plugins?.filter(({ name }) => name !== 'executable') ?? [];
    const { metafile } = await build({ ...cli, plugins, write: false, metafile: true as const });
    assert.ok(metafile);
    // Each module that is loaded with the program, and which module asks for it.
    const askedBy = new Map<string, string | null>([[MAIN, null]]);
    for (const [path] of askedBy) {
      for (const { path: imported, kind } of metafile.inputs[path]?.imports ?? []) {
        if (kind === 'dynamic-import' || askedBy.has(imported)) continue;
        if (imported in metafile.inputs) askedBy.set(imported, path);
      }
    }
    assert.ok(askedBy.has('src/cli/commands/index.ts'));
    const loaded = [...askedBy].filter(([path]) => path.startsWith('src/core/') || path.includes('/pretty/'));
    assert.deepEqual(loaded, []);
  });
});
