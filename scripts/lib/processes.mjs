/**
 * Child processes that never outlive us: each gets its own process group (a VS Code server starts a tree of
 * its own), and whatever way this process ends, the groups are killed.
 */
import { spawn, spawnSync } from 'node:child_process';
import { Failure } from './report.mjs';

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();
const windows = process.platform === 'win32';
let hooked = false;

/** @param {import('node:child_process').ChildProcess} child */
export function killTree(child, signal = 'SIGKILL') {
  if (child.pid === undefined) return;
  try {
    if (windows) spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F']);
    else process.kill(-child.pid, /** @type {NodeJS.Signals} */ (signal));
  } catch {
    // Already gone.
  }
}

function killAll() {
  for (const child of running) killTree(child);
}

function hookOnce() {
  if (hooked) return;
  hooked = true;
  process.on('exit', killAll);
  for (const [signal, code] of /** @type {const} */ ([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ])) {
    process.on(signal, () => {
      killAll();
      process.exit(code);
    });
  }
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 */
export function start(command, args, options = {}) {
  hookOnce();
  const child = spawn(command, args, { ...options, detached: !windows });
  running.add(child);
  // The group outlives its leader when the leader's children do, so kill it even after a normal end.
  child.once('exit', () => {
    killTree(child);
    running.delete(child);
  });
  child.once('error', () => running.delete(child));
  return child;
}

/** @param {import('node:child_process').ChildProcess} child */
export async function stop(child, patience = 3000) {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  killTree(child, 'SIGTERM');
  const timer = setTimeout(() => killTree(child), patience);
  await ended;
  clearTimeout(timer);
}

/**
 * Runs to the end. `capture` keeps the output to show it only when something went wrong.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions & { capture?: boolean }} [options]
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(command, args, { capture = false, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = start(command, args, {
      stdio: capture ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
      ...options,
    });
    let output = '';
    const keep = (/** @type {Buffer} */ data) => (output += data.toString());
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    child.once('error', (error) => reject(new Failure(`cannot run ${command}: ${error.message}`)));
    child.once('close', (code, signal) => resolve({ code: code ?? (signal ? 1 : 0), output }));
  });
}
