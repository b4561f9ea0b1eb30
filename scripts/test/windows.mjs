/**
 * The windows in which extension-host tests run. A window per situation, because trust and the set of folders
 * are fixed when it opens. Tests directly in `test/vscode/` get the sample; others are in the named folder.
 */
import { copyOf, multiRootOf } from '../vscode/folders.mjs';

const sample = 'test/fixtures/sample';

/**
 * @typedef {object} Window
 * @property {string} name
 * @property {boolean} [trust] ask for trust, and get none: Restricted Mode
 * @property {() => Promise<{ opens: { folder?: string, workspace?: string }, remove: () => Promise<void> }>} prepare
 */

/** @param {string} [source] @param {Parameters<typeof copyOf>[1]} [options] */
const folder = (source, options) => async () => {
  const copy = await copyOf(source, options);
  return { opens: { folder: copy.folder }, remove: copy.remove };
};

/** @type {Window[]} */
export const windows = [
  { name: 'sample', prepare: folder(sample) },
  { name: 'restricted', trust: true, prepare: folder(sample) },
  // Its tests commit, switch branches and merge.
  { name: 'baseline', prepare: folder(sample) },
  { name: 'unborn', prepare: folder(sample, { commit: false }) },
  { name: 'empty', prepare: folder() },
  { name: 'nofolder', prepare: async () => ({ opens: {}, remove: async () => {} }) },
  {
    name: 'multiroot',
    prepare: async () => {
      const { file, remove } = await multiRootOf([sample, 'test/support/second-root']);
      return { opens: { workspace: file }, remove };
    },
  },
];

/**
 * @param {string} name of a window
 * @param {string[]} files sources of tests
 */
export function testsOf(name, files) {
  const others = windows.map((window) => window.name).filter((other) => other !== 'sample');
  const inFolder = (/** @type {string} */ file, /** @type {string} */ folder) =>
    file.startsWith(`test/vscode/${folder}/`);
  if (name !== 'sample') return files.filter((file) => inFolder(file, name));
  return files.filter((file) => !others.some((other) => inFolder(file, other)));
}
