/**
 * `npm install` and `npm pack` of the repository run this: it builds the command line, so that
 * `npm install <git address>` and pre-commit get one that works. Our own scripts install without it.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureDependencies } from './lib/dependencies.mjs';
import { root } from './lib/paths.mjs';
import { runMain } from './lib/report.mjs';

await runMain(async () => {
  const canBuild = () => existsSync(join(root, 'node_modules/esbuild'));
  // `npm install --global <git address>` wants a build, but puts the packages for it where they are not found.
  if (!canBuild() && process.env.npm_config_global === 'true') await ensureDependencies();
  // Without the packages for development (`--omit=dev`) nothing is to be built.
  if (!canBuild()) return 0;
  const { buildCli } = await import('./lib/buildCli.mjs');
  await buildCli();
  return 0;
});
