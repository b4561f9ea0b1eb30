/** A process of its own that indexes a file, or a folder file by file, and times each single call. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { TaskIndex } from '../../src/core';
import { settle } from './subjects';

const [, , path = ''] = process.argv;
const files = statSync(path).isFile()
  ? [path]
  : readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();

/** Milliseconds. */
function timed(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

const index = new TaskIndex();
let longest = 0;
for (const file of files) {
  const text = readFileSync(file, 'utf8');
  const stretch = timed(() => index.set(`file://${file}`, file.slice(1), text).tasks.length);
  longest = Math.max(longest, stretch);
}
process.stdout.write(`${JSON.stringify({ set: longest, settle: timed(() => settle(index)) })}\n`);
