/** A: every file read from disk and indexed, against ripgrep reading the same bytes on one thread. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { TaskIndex } from '../../../src/core';
import { BlockScanner } from '../../../src/core/parse/scanner';
import type { Context } from '../context';
import { documentationOnDisk } from '../corpora';
import { interleave, ratio, type Noise, type Side } from '../measure';
import type { Row } from '../row';
import { scanned, settle } from '../subjects';

/** Finds what the index reads: checkboxes, and headings, list items and table rows with an id. */
export const TASK_PATTERN =
  '^\\s*(?:[-*+]|\\d+[.)])\\s+\\[.\\]\\s|^(?:#{1,6}|\\s*(?:[-*+]|\\d+[.)]|\\|))\\s.*\\b[A-Z]{1,8}-?\\d+\\b';

/** What one types to see checkboxes and nothing else. */
export const BOX_PATTERN = '^\\s*[-*+] \\[.\\] ';

export function manyFiles({ cache, quick, ripgrep }: Context, noise: Noise): Row[] {
  const { folder, paths, bytes, boxes } = documentationOnDisk(cache);
  const indexAll = (): TaskIndex => {
    const index = new TaskIndex();
    for (const path of paths)
      index.set(`file://${path}`, path.slice(folder.length + 1), readFileSync(path, 'utf8'));
    settle(index);
    return index;
  };
  const scanner = new BlockScanner();
  // One is always alive, as in an editor.
  let latest = indexAll();
  const tasks = latest.tasks();
  const found = tasks.filter(({ kind }) => kind === 'checkbox').length;
  const others = tasks.length - found;
  const wrong = found === boxes ? null : `${found} checkboxes instead of ${boxes}`;
  const search = (pattern: string): Side => ({
    run: () => {
      if (ripgrep === null) return null;
      const args = [
        '--threads=1',
        '--no-config',
        '--no-ignore',
        '--line-number',
        '--regexp',
        pattern,
        folder,
      ];
      return spawnSync(ripgrep, args, { maxBuffer: 1e9 }).stdout.length;
    },
  });
  const samples = interleave(
    {
      index: { run: () => (latest = indexAll()) },
      ripgrep: search(TASK_PATTERN),
      'ripgrep for checkboxes': search(BOX_PATTERN),
      read: { run: () => paths.reduce((sum, path) => sum + readFileSync(path, 'utf8').length, 0) },
      scanner: {
        run: () => paths.reduce((sum, path) => sum + scanned(scanner, readFileSync(path, 'utf8')), 0),
      },
    },
    { repetitions: quick ? 3 : 9, warmUps: quick ? 0 : 1 },
    noise,
  );
  const amount = `${(bytes / 1e6).toFixed(1)} MB in ${latest.documents().length} files, ${tasks.length} tasks (${boxes} meant, ${others} other than checkboxes)`;
  const missing = { measured: null, note: `no ripgrep; ${amount}` };
  return [
    {
      title: 'every file read and indexed : ripgrep, one thread',
      unit: '×',
      ...(ripgrep === null ? missing : { ...ratio(samples.index, samples.ripgrep), note: amount }),
      owed: { most: 2 },
      aim: { most: 1 },
      samples,
      wrong,
    },
    {
      title: 'the same : ripgrep, checkboxes alone',
      unit: '×',
      ...(ripgrep === null ? { measured: null } : ratio(samples.index, samples['ripgrep for checkboxes'])),
    },
    {
      title: 'block scanner alone, with reading : ripgrep',
      unit: '×',
      ...(ripgrep === null ? { measured: null } : ratio(samples.scanner, samples.ripgrep)),
    },
    {
      title: 'index : reading the files and nothing else',
      unit: '×',
      ...ratio(samples.index, samples.read),
    },
  ];
}
