/**
 * The GitHub Action of action.yml: builds the command line if it is not there yet, and runs `wavemark check` in the
 * current folder. What it is to do comes in WAVEMARK_… variables.
 */
import { createWriteStream, existsSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { ensureDependencies } from './lib/dependencies.mjs';
import { root } from './lib/paths.mjs';
import { Failure, runMain } from './lib/report.mjs';

const {
  WAVEMARK_PATHS = '',
  WAVEMARK_BASELINE = '',
  WAVEMARK_FORMAT = 'github',
  WAVEMARK_OUTPUT = '',
  WAVEMARK_MAX_SEVERITY_OK = 'info',
} = process.env;

const cli = join(root, 'dist/cli.js');

await runMain(async () => {
  if (!existsSync(cli)) {
    await ensureDependencies();
    const { buildCli } = await import('./lib/buildCli.mjs');
    await buildCli();
  }
  const paths = WAVEMARK_PATHS.split(/\r?\n/).filter((path) => path.trim() !== '');
  const args = [
    ...['check', `--format=${WAVEMARK_FORMAT}`, `--max-severity-ok=${WAVEMARK_MAX_SEVERITY_OK}`],
    ...(WAVEMARK_BASELINE === '' ? [] : [`--baseline=${WAVEMARK_BASELINE}`]),
    ...['--', ...paths],
  ];
  return check(args, WAVEMARK_OUTPUT);
});

/**
 * @param {string[]} args
 * @param {string} output a file; the empty string leaves the answer in the log
 * @returns {Promise<number>} exit code
 */
async function check(args, output) {
  const child = spawn(process.execPath, [cli, ...args], {
    stdio: ['ignore', output === '' ? 'inherit' : 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  if (child.stdout) {
    const file = createWriteStream(output);
    child.stdout.pipe(file);
    await once(file, 'finish').catch((error) => {
      throw new Failure(`cannot write ${output}: ${error instanceof Error ? error.message : String(error)}`);
    });
  }
  const [code] = await ended;
  return typeof code === 'number' ? code : 2;
}
