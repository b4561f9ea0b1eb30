/**
 * Builds the bundles: `node esbuild.mjs [--production] [--tests] [--watch] [--only=extension,cli,webview,tests,ganttHost,hostTests]`.
 * What they are is in scripts/lib/bundles.mjs.
 */
import { build, context } from 'esbuild';
import { hasSources, productBundles, testBundles } from './scripts/lib/bundles.mjs';

const flags = new Set(process.argv.slice(2));
const only = process.argv
  .find((flag) => flag.startsWith('--only='))
  ?.slice('--only='.length)
  .split(',');

const bundles = {
  ...(await productBundles({ production: flags.has('--production') })),
  ...(flags.has('--tests') && (await testBundles())),
};

const wanted = Object.entries(bundles).filter(
  ([name, options]) => (only?.includes(name) ?? true) && hasSources(options),
);

if (flags.has('--watch')) {
  for (const [, options] of wanted) await (await context({ ...options, logLevel: 'info' })).watch();
} else {
  try {
    await Promise.all(wanted.map(([, options]) => build(options)));
  } catch {
    // esbuild has already printed the errors, with their places.
    process.exitCode = 1;
  }
}
