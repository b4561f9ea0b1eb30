/** Starting and stopping a VS Code server with a profile of its own. */
import { delimiter, dirname } from 'node:path';
import { Failure } from '../lib/report.mjs';
import { run, start, stop } from '../lib/processes.mjs';
import { ensureVscode } from './install.mjs';
import { createProfile } from './profile.mjs';

const patience = 60_000;

/**
 * @typedef {object} ServerOptions
 * @property {number} [port] 0, the default, takes any free one
 * @property {boolean} [driver] the smoke-test driver, which honours development extensions; default true
 * @property {boolean} [trust] ask whether folders are trusted (Restricted Mode); default false: all are
 * @property {Record<string, unknown>} [settings] of the user
 * @property {Record<string, string>} [env] for the extension host
 * @property {string[]} [vsix] packaged extensions to install first
 */

/**
 * @typedef {object} Server
 * @property {string} url
 * @property {number} port
 * @property {() => string} log what it has said so far
 * @property {() => Promise<void>} stop also deletes its profile
 * @property {Promise<void>} ended by us or by itself
 */

/** @param {ServerOptions & { profile: import('./profile.mjs').Profile }} options */
function serverArguments({ port = 0, driver = true, trust = false, profile }) {
  return [
    ...['--host', '127.0.0.1', '--port', String(port)],
    ...['--without-connection-token', '--accept-server-license-terms', '--telemetry-level', 'off'],
    ...['--server-data-dir', profile.data, '--extensions-dir', profile.extensions],
    // A run that is killed outright leaves no server behind for ever. A user may come back later.
    ...(driver ? ['--enable-smoke-test-driver', '--enable-remote-auto-shutdown'] : []),
    ...(trust ? [] : ['--disable-workspace-trust']),
  ];
}

/**
 * @param {string} node
 * @param {Record<string, string>} [extra]
 */
function environment(node, extra = {}) {
  // A VS Code terminal around us must not leak its own host into this one.
  const outside = Object.entries(process.env).filter(
    ([name]) => !/^(VSCODE_|ELECTRON_|NODE_OPTIONS$|NODE_V8_COVERAGE$)/.test(name),
  );
  return {
    ...Object.fromEntries(outside),
    ...extra,
    PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}`,
  };
}

/**
 * @param {import('./install.mjs').VscodeInstall} vscode
 * @param {import('./profile.mjs').Profile} profile
 * @param {string} vsix
 */
async function installExtension(vscode, profile, vsix) {
  const { code, output } = await run(
    vscode.node,
    [
      vscode.server,
      '--install-extension',
      vsix,
      '--extensions-dir',
      profile.extensions,
      '--server-data-dir',
      profile.data,
    ],
    { capture: true, env: environment(vscode.node) },
  );
  if (code !== 0 || !/successfully installed/.test(output)) {
    throw new Failure(`VS Code refused to install ${vsix}:\n${output.trim()}`);
  }
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {() => string} log
 * @returns {Promise<number>} the port
 */
function listening(child, log) {
  return new Promise((resolve, reject) => {
    const fail = (/** @type {string} */ why) =>
      reject(new Failure(`the VS Code server ${why}:\n${log().trim()}`));
    const timer = setTimeout(() => fail('did not start in a minute'), patience);
    const look = () => {
      const port = /Extension host agent listening on (\d+)/.exec(log())?.[1];
      if (port) resolve(Number(port));
      if (port) clearTimeout(timer);
    };
    child.stdout?.on('data', look);
    child.once('error', (error) => fail(`cannot run (${error.message})`));
    child.once('exit', () => {
      clearTimeout(timer);
      fail('ended before it was ready');
    });
  });
}

/**
 * @param {ServerOptions} [options]
 * @returns {Promise<Server>}
 */
export async function startServer(options = {}) {
  const vscode = await ensureVscode();
  const profile = await createProfile(options.settings);
  try {
    for (const vsix of options.vsix ?? []) await installExtension(vscode, profile, vsix);
    const child = start(vscode.node, [vscode.server, ...serverArguments({ ...options, profile })], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: environment(vscode.node, options.env),
      cwd: profile.folder,
    });
    let text = '';
    const log = () => text;
    const keep = (/** @type {Buffer} */ data) => (text = (text + data.toString()).slice(-200_000));
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    const port = await listening(child, log);
    return {
      port,
      url: `http://127.0.0.1:${port}`,
      log,
      ended: new Promise((resolve) => child.once('exit', () => resolve())),
      stop: async () => {
        await stop(child);
        await profile.remove();
      },
    };
  } catch (error) {
    await profile.remove();
    throw error;
  }
}
