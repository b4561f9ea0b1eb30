/**
 * Child processes that never outlive us: each gets its own process group (a VS Code server starts a tree of
 * its own), and whatever way this process ends, the groups are killed.
 */
import { spawn, spawnSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
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

/** @param {import('node:child_process').ChildProcess} child */
function groupIsAlive(child) {
  if (child.pid === undefined) return false;
  try {
    process.kill(windows ? child.pid : -child.pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** @type {Set<() => void>} */
const cleanups = new Set();

/**
 * @param {() => void} clean runs when this process ends, however it ends
 * @returns {() => void} takes it back
 */
export function atExit(clean) {
  hookOnce();
  cleanups.add(clean);
  return () => cleanups.delete(clean);
}

function endNow() {
  for (const child of running) killTree(child);
  for (const clean of cleanups) clean();
}

/** Children may have children in groups of their own (mocha, and the servers that it starts): let them tidy up. */
async function endPolitely() {
  for (const child of running) killTree(child, 'SIGTERM');
  const deadline = Date.now() + 5000;
  while ([...running].some(groupIsAlive) && Date.now() < deadline) await sleep(50);
}

function hookOnce() {
  if (hooked) return;
  hooked = true;
  process.on('exit', endNow);
  for (const [signal, code] of /** @type {const} */ ([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ])) {
    process.on(signal, () => void endPolitely().finally(() => process.exit(code)));
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
  // The group outlives its leader when the leader's children do: they are asked to end, and made to in the end.
  child.once('exit', () => {
    killTree(child, 'SIGTERM');
    if (!groupIsAlive(child)) running.delete(child);
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
