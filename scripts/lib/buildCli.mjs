/** The command line alone, as it is shipped. */
import { build } from 'esbuild';
import { productBundles } from './bundles.mjs';

export async function buildCli() {
  const { cli } = await productBundles({ production: true });
  if (cli) await build(cli);
}
