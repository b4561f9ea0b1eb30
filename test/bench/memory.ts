/** A process of its own that does one thing to one file and says what memory that took at its peak. */
import { readFileSync } from 'node:fs';
import { blockPass, indexed, remarkTree } from './subjects';

const [, , subject = '', path = ''] = process.argv;
const start = performance.now();
// What is held until the end counts as held at the peak.
let held: unknown = null;
if (subject !== 'nothing') {
  const text = readFileSync(path, 'utf8');
  const index = subject === 'index' ? indexed(text) : null;
  if (subject === 'blocks') held = blockPass(text);
  if (subject === 'remark') held = remarkTree(text);
  held = index ?? held;
}
const milliseconds = performance.now() - start;
process.stdout.write(
  JSON.stringify({ megabytes: peak() / 1e6, milliseconds, held: held === null ? 0 : 1 }) + '\n',
);

/**
 * Bytes. Where there is a /proc, from there: a process begins with the `maxRSS` of the one that started it.
 */
function peak(): number {
  try {
    const [, kilobytes] = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
    if (kilobytes !== undefined) return Number(kilobytes) * 1024;
  } catch {
    // Not Linux.
  }
  return process.resourceUsage().maxRSS * 1024;
}
