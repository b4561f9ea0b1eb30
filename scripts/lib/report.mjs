/** What the scripts say while they work. All of it goes to stderr: stdout belongs to results. */

const colour = process.stderr.isTTY && !process.env.NO_COLOR;

/** @param {string} text */
export const bold = (text) => (colour ? `\u001b[1m${text}\u001b[0m` : text);

/** @param {string} text */
export const dim = (text) => (colour ? `\u001b[2m${text}\u001b[0m` : text);

/** @param {string} text */
export function say(text) {
  process.stderr.write(`${text}\n`);
}

/** @param {number} since milliseconds, from `Date.now()` */
export function elapsed(since) {
  const seconds = (Date.now() - since) / 1000;
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/**
 * Shows that a long job is alive: a line that is rewritten on a terminal, a line every ten seconds elsewhere.
 * @param {string} label
 * @param {() => Promise<string>} [detail] asked for at every beat, for example the size so far
 * @returns {() => void} stops it
 */
export function beat(label, detail = async () => '') {
  const started = Date.now();
  const live = process.stderr.isTTY === true;
  let stopped = false;
  say(`${label} …`);
  const timer = setInterval(
    async () => {
      const more = await detail().catch(() => '');
      if (stopped) return;
      const line = `  ${elapsed(started)}${more ? `, ${more}` : ''}`;
      process.stderr.write(live ? `\r\u001b[K${dim(line)}` : `${line}\n`);
    },
    live ? 1000 : 10_000,
  );
  timer.unref();
  return () => {
    stopped = true;
    clearInterval(timer);
    if (live) process.stderr.write('\r\u001b[K');
  };
}

/** An expected failure: its message is the whole story, no stack is printed. */
export class Failure extends Error {}

/** @param {unknown} error */
export function describe(error) {
  if (error instanceof Failure) return `error: ${error.message}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/**
 * Runs a script to its exit code; an unexpected error keeps its stack.
 * @param {() => Promise<number>} main
 */
export async function runMain(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    say(describe(error));
    process.exitCode = 2;
  }
}
