/** Modules that are compiled when they are first used, not when the program starts. */
import { relative } from 'node:path';
import { build } from 'esbuild';
import { root } from './paths.mjs';

/**
 * A file named `….lazy.ts` is bundled by itself, with the packages it imports, and kept as a text within the
 * bundle: to skip a text costs next to nothing, to parse as much program some milliseconds of each start. What
 * it exports is looked up, and the text then compiled, when it is first used. It may import packages alone: of a
 * module of ours there would be two.
 * @type {import('esbuild').Plugin}
 */
export const lazyModules = {
  name: 'lazy-modules',
  setup({ onLoad, initialOptions }) {
    onLoad({ filter: /\.lazy\.ts$/ }, async ({ path }) => {
      const { outputFiles, metafile, errors, warnings } = await build({
        absWorkingDir: root,
        bundle: true,
        // An ES module has its exports listed; a second step makes it what can be compiled as a function.
        format: 'esm',
        platform: initialOptions.platform,
        target: initialOptions.target,
        minify: true,
        legalComments: 'none',
        logLevel: 'silent',
        entryPoints: [path],
        write: false,
        metafile: true,
      });
      const name = relative(root, path);
      const foreign = Object.keys(metafile.inputs).filter(
        (input) => !input.includes('node_modules/') && input !== name,
      );
      if (foreign.length > 0) {
        return { errors: [{ text: `${name} may import packages alone, not ${foreign.join(', ')}` }] };
      }
      const [output] = Object.values(metafile.outputs);
      const text = await asFunctionBody(outputFiles[0]?.text ?? '', initialOptions);
      return {
        errors,
        warnings,
        contents: facade(name, text, output?.exports ?? []),
        loader: 'js',
        watchFiles: Object.keys(metafile.inputs),
      };
    });
  },
};

/**
 * @param {string} contents
 * @param {import('esbuild').BuildOptions} options
 */
async function asFunctionBody(contents, { platform, target }) {
  const { outputFiles } = await build({
    stdin: { contents, loader: 'js', resolveDir: root },
    bundle: true,
    format: 'cjs',
    platform,
    target,
    minify: true,
    legalComments: 'none',
    logLevel: 'silent',
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}

/**
 * @param {string} name
 * @param {string} text
 * @param {readonly string[]} names
 */
function facade(name, text, names) {
  const getters = names.map((key) => `get ${key}() { return load().${key}; }`);
  return `
let loaded;
function load() {
  if (!loaded) {
    const module = { exports: {} };
    const { compileFunction } = require('node:vm');
    const options = { filename: ${JSON.stringify(`wavemark:${name}`)} };
    compileFunction(${JSON.stringify(text)}, ['module', 'exports', 'require'], options)(module, module.exports, require);
    loaded = module.exports;
  }
  return loaded;
}
module.exports = { __esModule: true, ${getters.join(', ')} };
`;
}
