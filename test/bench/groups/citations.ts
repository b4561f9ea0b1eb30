/** Finding citations in a large tree: a cold `refs` against ripgrep, and the index of the extension. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TaskIndex } from '../../../src/core';
import { writeCitationTree, type CitationTree } from '../citationTree';
import type { Context } from '../context';
import { collectGarbage, interleave, median, quantile, ratio, spread, type Noise } from '../measure';
import { random } from '../random';
import type { Row } from '../row';

const UPDATES = 200;
/** Each update is made so many times and counts with its median, lest the machine's pauses count. */
const TURNS = 3;

export function citations(context: Context, noise: Noise): Row[] {
  const tree = writeCitationTree();
  try {
    return [...search(context, tree, noise), ...index(tree, noise)];
  } finally {
    tree.remove();
  }
}

function search({ cli, ripgrep, quick }: Context, tree: CitationTree, noise: Noise): Row[] {
  const title = 'refs of an id, cold : ripgrep';
  const goals = { owed: { most: 3 } };
  if (cli === null || ripgrep === null)
    return [{ title, unit: '×', measured: null, ...goals, note: 'no command line or no ripgrep' }];
  const [id = '', expected = 0] = [...tree.citations].sort(([, a], [, b]) => b - a)[0] ?? [];
  const mistakes = new Set<string>();
  const options = { cwd: tree.folder, maxBuffer: 1e9, encoding: 'utf8' } as const;
  const samples = interleave(
    {
      refs: {
        run: () => {
          const { stdout } = spawnSync(process.execPath, [cli, 'refs', id, '--format', 'json'], options);
          const { citations: all } = JSON.parse(stdout) as { citations: { role: string }[] };
          const found = all.filter(({ role }) => role === 'mention').length;
          if (found !== expected) mistakes.add(`refs finds ${found} citations instead of ${expected}`);
        },
      },
      ripgrep: {
        run: () => {
          const args = ['--no-config', '--hidden', '--line-number', '--fixed-strings', id, '.'];
          const found = spawnSync(ripgrep, args, options).stdout.split('\n').length - 1;
          if (found !== expected + 1) mistakes.add(`ripgrep finds ${found} lines instead of ${expected + 1}`);
        },
      },
    },
    { repetitions: quick ? 3 : 9, warmUps: 1 },
    noise,
  );
  const wrong = mistakes.size > 0 ? [...mistakes].join('; ') : null;
  const note = `${tree.paths.length.toLocaleString('en')} files, ${Math.round(tree.bytes / 1e6).toLocaleString('en')} MB`;
  return [{ title, unit: '×', ...ratio(samples.refs, samples.ripgrep), ...goals, samples, wrong, note }];
}

function index(tree: CitationTree, noise: Noise): Row[] {
  const core = new TaskIndex();
  const uriOf = (path: string): string => `file:///tree/${path}`;
  core.set(uriOf('BACKLOG.md'), 'BACKLOG.md', readFileSync(join(tree.folder, 'BACKLOG.md'), 'utf8'));
  globalThis.gc?.();
  const before = memory();
  let reading = 0;
  const start = performance.now();
  for (const path of tree.paths) {
    const since = performance.now();
    const text = readFileSync(join(tree.folder, path), 'utf8');
    reading += performance.now() - since;
    core.texts.set(uriOf(path), path, text);
  }
  const scanning = performance.now() - start - reading;
  globalThis.gc?.();
  const kept = (memory() - before) / 1e6;
  const mistakes: string[] = [];
  for (const [id, expected] of tree.citations) {
    const found = core.citations(id).filter(({ role }) => role === 'mention').length;
    if (found !== expected) mistakes.push(`${id}: ${found} citations instead of ${expected}`);
  }
  const from = random(31);
  const times: number[] = [];
  const ids = [...tree.citations.keys()];
  for (let turn = 0; turn < UPDATES; turn++) {
    if (turn % 20 === 0) noise.sample();
    const path = from.pick(tree.paths);
    const text = `${readFileSync(join(tree.folder, path), 'utf8')}\n# ${from.pick(ids)}\n`;
    const id = from.pick(ids);
    const own = Array.from({ length: TURNS }, (_, again) => {
      collectGarbage();
      const since = performance.now();
      core.texts.set(uriOf(path), path, `${'\n'.repeat(again)}${text}`);
      core.citations(id);
      return performance.now() - since;
    });
    times.push(median(own));
  }
  const wrong = mistakes.length > 0 ? mistakes.slice(0, 3).join('; ') : null;
  return [
    {
      title: 'one file changes, and an id is asked for: the slowest of 200',
      unit: 'ms',
      measured: quantile(times, 1),
      spread: spread(times),
      owed: { most: 20 },
      aim: { most: 5 },
      wrong,
      note: `median ${median(times).toFixed(2)} ms`,
    },
    {
      title: 'the index of all files: memory kept',
      unit: 'MB',
      measured: kept,
      note: `looking through them took ${(scanning / 1000).toFixed(1)} s: ${Math.round(tree.bytes / 1e3 / scanning)} MB/s`,
    },
  ];
}

/** Bytes on the heap and beside it. */
function memory(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
