/** npm, run quietly: its output is shown only when it fails, its network errors become one sentence. */
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { run } from './processes.mjs';
import { Failure } from './report.mjs';

const quiet = [
  ...['--ignore-scripts', '--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'],
  // An unreachable registry is known in seconds; by default npm waits for over a minute.
  ...['--fetch-retry-mintimeout=2000', '--fetch-retry-maxtimeout=8000'],
];
const unreachable = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT/;

/**
 * How to start npm without a shell: its own script, run by some Node.
 * @param {string} node
 */
function npmCommand(node) {
  const beside = dirname(process.execPath);
  const candidates = [
    process.env.npm_execpath,
    join(beside, '../lib/node_modules/npm/bin/npm-cli.js'),
    join(beside, 'node_modules/npm/bin/npm-cli.js'),
  ];
  const script = candidates.find((path) => path && /npm-cli\.c?js$/.test(path) && existsSync(path));
  return script ? { command: node, args: [script] } : { command: 'npm', args: [] };
}

/**
 * @param {string} what for the error message
 * @param {string[]} args
 * @param {{ cwd: string, node?: string }} where `node`: the Node to run npm with, first on the path of its children
 */
export async function npm(what, args, { cwd, node = process.execPath }) {
  const { command, args: prefix } = npmCommand(node);
  const { code, output } = await run(command, [...prefix, ...args, ...quiet], {
    cwd,
    capture: true,
    env: { ...npmFreeEnvironment(), PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}` },
  });
  if (code === 0) return;
  if (unreachable.test(output)) {
    throw new Failure(
      `cannot fetch ${what}: the npm registry cannot be reached; check the network or npm's proxy settings.`,
    );
  }
  throw new Failure(`npm could not install ${what} (exit code ${code}):\n${output.trim()}`);
}

/** What the outer `npm test` tells its scripts about *this* package must not steer an install elsewhere. */
function npmFreeEnvironment() {
  const own =
    /^npm_(package_|lifecycle_|config_(local_)?prefix$|config_global|config_dry_run|config_omit|config_production|command)/;
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !own.test(name) && name !== 'NODE_ENV'),
  );
}
