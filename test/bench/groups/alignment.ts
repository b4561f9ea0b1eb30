/** How well tasks are aligned with a baseline, on random edits of which it is known what they do; and how fast. */
import { TaskIndex } from '../../../src/core';
import { generatedFiles, realFiles, type EditedFile } from '../../support/alignmentFiles';
import { Score, KINDS } from '../../support/alignmentScore';
import { baselineOf } from '../../support/check';
import { EDITS } from '../../support/editScripts';
import type { Context } from '../context';
import { taskFile } from '../generate';
import { collectGarbage, median, spread, type Noise } from '../measure';
import { random } from '../random';
import type { Row } from '../row';
import { settle, URI } from '../subjects';

const NAMES = Object.keys(EDITS);
/** Edits of one kind in a script, and of all kinds in a mixed one. */
const [FEW, MANY] = [3, 30];
const OWED = { renumbered: { precision: 0.99, recall: 0.95 } } as const;

/** Each kind of edit by itself, then all mixed: as many mixed scripts as others together. */
function score(files: readonly EditedFile[], scripts: number): Score {
  const score = new Score();
  files.forEach((file, at) => {
    NAMES.forEach((name, nth) => score.try(file, scripts, [name], FEW, 1000 * at + nth));
    score.try(file, scripts * NAMES.length, NAMES, MANY, 1000 * at + 999);
  });
  return score;
}

function rowsOf(title: string, files: readonly EditedFile[], scripts: number): Row[] {
  if (files.length === 0)
    return [
      { title, unit: 'share', measured: null, note: 'no such files; name a folder in WAVEMARK_CORPUS' },
    ];
  const result = score(files, scripts);
  return KINDS.flatMap((kind) => {
    const { right, wrong, missed } = result.counts[kind];
    const owed = kind === 'renumbered' ? OWED.renumbered : null;
    const row = (what: 'precision' | 'recall'): Row => ({
      title: `${title}: ${what} of ${kind}`,
      unit: 'share',
      measured: result[what](kind),
      ...(owed && { owed: { least: owed[what] } }),
      note:
        what === 'precision'
          ? `${right} found rightly, ${wrong} wrongly, ${missed} missed`
          : `${files.length} files, ${result.scripts} scripts; ${result.unread} more were not read as they meant`,
    });
    return [row('precision'), row('recall')];
  });
}

/** Aligning B1 with itself after an edit: the first, a key in a text, a key in a title, all ids at once. */
function speed(noise: Noise): Row[] {
  const { text } = taskFile('headings', 5000);
  const samples: Record<'first' | 'text' | 'title' | 'all', number[]> = {
    first: [],
    text: [],
    title: [],
    all: [],
  };
  for (let run = 0; run < 5; run++) {
    noise.sample();
    const index = new TaskIndex();
    let document = index.set(URI, 'BACKLOG.md', text);
    index.setBaseline(URI, baselineOf(text, 'BACKLOG.md'));
    settle(index);
    collectGarbage();
    const time = (into: keyof typeof samples, start: number, end: number, fresh: string): void => {
      document = index.update(URI, [{ start, end, text: fresh }]);
      const from = performance.now();
      index.alignment(URI);
      samples[into].push(performance.now() - from);
    };
    const at = (task: number): number => document.tasks[task]?.titleRange.start ?? 0;
    time('first', at(10), at(10), 'x');
    const from = random(run + 1);
    for (let edit = 0; edit < 40; edit++) {
      const body = (document.tasks[from.between(11, 4999)]?.titleRange.end ?? 0) + 12;
      time('text', body, body, 'x');
    }
    for (let edit = 0; edit < 40; edit++) time('title', at(2500), at(2500), 'x');
    const renumbered = document.text.replace(/^### T-(\d)/gm, '### R-$1');
    index.set(URI, 'BACKLOG.md', renumbered);
    const start = performance.now();
    index.alignment(URI);
    samples.all.push(performance.now() - start);
  }
  const row = (title: string, times: readonly number[], most?: number): Row => ({
    title,
    unit: 'ms',
    measured: median(times),
    spread: spread(times),
    ...(most !== undefined && { owed: { most } }),
  });
  return [
    row('B1, aligning: the first time, the baseline read', samples.first),
    row('B1, aligning: after a key in a text', samples.text, 1),
    row('B1, aligning: after a key in a title', samples.title, 1),
    row('B1, aligning: all 5,000 ids changed', samples.all),
  ];
}

export function alignment({ quick }: Context, noise: Noise): Row[] {
  return [
    ...rowsOf('generated files', generatedFiles(200), quick ? 4 : 20),
    ...rowsOf('real files', realFiles(), quick ? 1 : 4),
    ...speed(noise),
  ];
}
