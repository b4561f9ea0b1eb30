/** `npm run package`: a .vsix, under 1 MB. */
import { ensureDependencies } from './lib/dependencies.mjs';
import { runMain } from './lib/report.mjs';
import { packageExtension } from './vscode/vsix.mjs';

await runMain(async () => {
  await ensureDependencies();
  await packageExtension();
  return 0;
});
