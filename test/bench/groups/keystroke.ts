/** What the extension does after each key, in files of one megabyte. */
import { TaskIndex, type TextChange } from '../../../src/core';
import type { Context } from '../context';
import { taskFile, type Shape } from '../generate';
import { collectGarbage, median, quantile, spread, type Noise } from '../measure';
import { random, type Random } from '../random';
import type { Row } from '../row';
import { settle, settleDocument, URI } from '../subjects';

const EDITS = 200;
const KEYS = Array.from('abcdefghijklmnopqrstuvwxyz      ETAOIN0123456789-*#[]:.,|`');

/** One key at a random place: a character, a line end, or a deletion. */
function randomChange(from: Random, length: number): TextChange {
  const start = from.between(0, length - 1);
  const roll = from.next();
  if (roll < 0.2) return { start, end: start + 1, text: '' };
  return { start, end: start, text: roll < 0.3 ? '\n' : from.pick(KEYS) };
}

interface Typing {
  /** Milliseconds of each edit. */
  readonly times: readonly number[];
  readonly wrong: string | null;
}

/** Types into a fresh index; `seed` decides what and where. */
function type(text: string, seed: number, count: number, noise: Noise): Typing {
  const index = new TaskIndex();
  let document = index.set(URI, 'BACKLOG.md', text);
  settle(index);
  settleDocument(index, document);
  collectGarbage();
  const from = random(seed);
  let length = text.length;
  const times: number[] = [];
  for (let edit = 0; edit < count; edit += 1) {
    if (edit % 20 === 0) noise.sample();
    const change = randomChange(from, length);
    length += change.text.length - (change.end - change.start);
    const start = performance.now();
    document = index.update(URI, [change]);
    settleDocument(index, document);
    times.push(performance.now() - start);
  }
  return { times, wrong: difference(index) };
}

/** How the index differs from one that reads its texts afresh, in a sentence. */
export function difference(index: TaskIndex): string | null {
  const fresh = new TaskIndex();
  for (const { uri, path, text } of index.documents()) fresh.set(uri, path, text);
  const [ours, theirs] = [index.tasks(), fresh.tasks()];
  if (ours.length !== theirs.length)
    return `${ours.length} tasks after the edits, ${theirs.length} read afresh`;
  const at = ours.findIndex((task, place) => {
    const other = theirs[place];
    return task.key !== other?.key || task.line !== other.line || task.status !== other.status;
  });
  if (at >= 0) return `${ours[at]?.key} is another task when it is read afresh: ${theirs[at]?.key}`;
  const [mine, its] = [index.problems().length, fresh.problems().length];
  return mine === its ? null : `${mine} problems after the edits, ${its} read afresh`;
}

const files: readonly (readonly [title: string, shape: Shape, tasks: number])[] = [
  ['B1', 'headings', 5000],
  ['lists without headings', 'lists', 12_000],
  ['tables', 'tables', 13_500],
];

export function keystroke({ quick }: Context, noise: Noise): Row[] {
  return files.flatMap(([title, shape, tasks]) => {
    const { text } = taskFile(shape, tasks);
    const isOwed = shape === 'headings';
    const count = quick && !isOwed ? EDITS / 4 : EDITS;
    type(text, 1, count, noise);
    const runs = Array.from({ length: quick ? 3 : 7 }, () => type(text, 2, count, noise));
    const wrong = runs.find((run) => run.wrong !== null)?.wrong ?? null;
    const samples = Object.fromEntries(runs.map(({ times }, run) => [`run ${run + 1}`, times]));
    // The same edits in each run: what is slow in most runs is ours, what is slow in one is the machine's.
    const edits = Array.from({ length: count }, (_, edit) =>
      median(runs.map(({ times }) => times[edit] ?? 0)),
    );
    const worstOfAll = Math.max(...runs.flatMap(({ times }) => times));
    const row = (what: string, share: number): Row => ({
      title: `${title}: ${what}`,
      unit: 'ms',
      measured: quantile(edits, share),
      spread: spread(runs.map(({ times }) => quantile(times, share))),
    });
    return [
      { ...row('median', 0.5), ...(isOwed && { owed: { most: 2 }, aim: { most: 0.5 } }), samples, wrong },
      row('95 of 100', 0.95),
      {
        ...row(`worst of ${count}`, 1),
        ...(isOwed && { owed: { most: 8 } }),
        note: `each edit's median of ${runs.length} runs; the worst single one took ${worstOfAll.toFixed(1)} ms`,
      },
    ];
  });
}
