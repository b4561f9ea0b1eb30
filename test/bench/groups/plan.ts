/** Plans: how long they take as a whole, and how long the extension host would not answer. */
import { planInSteps, TaskIndex, type PlanOptions } from '../../../src/core';
import type { Context } from '../context';
import { taskFile } from '../generate';
import { median, spread, type Noise } from '../measure';
import type { Row } from '../row';

const URI = 'file:///bench/BACKLOG.md';
const OWED_TOTAL = 1_000;
const OWED_STEP = 50;
/** As many places of a file have a fact changed. */
const CHANGES = 40;

interface Taken {
  readonly total: number;
  readonly longest: number;
}

/** Milliseconds of all steps, and of the longest. */
function taken(steps: Generator<void, unknown>): Taken {
  let total = 0;
  let longest = 0;
  for (;;) {
    const start = performance.now();
    const { done } = steps.next();
    const time = performance.now() - start;
    total += time;
    longest = Math.max(longest, time);
    if (done) return { total, longest };
  }
}

export function plan({ quick }: Context, noise: Noise): Row[] {
  const runs = quick ? 3 : 9;
  const planned = (title: string, tasks: number, options: PlanOptions): Row[] => {
    const index = indexOf(tasks);
    const all: Taken[] = [];
    for (let run = 0; run < runs; run += 1) {
      noise.sample();
      all.push(taken(planInSteps(index, options)));
    }
    const count = [...index.tasks()].filter(({ status }) => status !== 'done').length;
    const wrong = count < tasks / 2 ? `only ${count} tasks are open` : null;
    return [
      row(
        title,
        all.map(({ total }) => total),
        OWED_TOTAL,
        wrong,
      ),
      row(
        `${title}: longest step`,
        all.map(({ longest }) => longest),
        OWED_STEP,
        wrong,
      ),
    ];
  };
  return [
    ...planned('10,000 tasks, 8 agents, everything', 10_000, { agents: 8 }),
    ...planned('10,000 tasks, 2,000 agents', 10_000, { agents: 2_000 }),
    ...planned('1,000 tasks, 1 to 32 agents', 1_000, { agents: 32 }),
    changedFact(noise),
  ];
}

function indexOf(tasks: number): TaskIndex {
  const index = new TaskIndex();
  index.set(URI, 'BACKLOG.md', taskFile('headings', tasks).text);
  // Read beforehand, as an editor has.
  index.problems(URI);
  return index;
}

/** An effort of B1 changes: all that the rules say is worked out again, in steps. */
function changedFact(noise: Noise): Row {
  const { text } = taskFile('headings', 5_000);
  const index = new TaskIndex();
  index.set(URI, 'BACKLOG.md', text);
  index.problems(URI);
  const places = [...text.matchAll(/\*\*Effort\*\*: (?=\dh)/g)].map((found) => found.index + found[0].length);
  const longest: number[] = [];
  for (let change = 0; change < CHANGES; change += 1) {
    noise.sample();
    const start = places[Math.floor((change * places.length) / CHANGES)] ?? 0;
    const fresh = index.document(URI)?.slice(start, start + 1) === '3' ? '4' : '3';
    index.update(URI, [{ start, end: start + 1, text: fresh }]);
    longest.push(taken(index.problemsInSteps(URI)).longest);
  }
  return row('a changed effort in B1: longest step of the problems', longest, OWED_STEP, null);
}

function row(title: string, samples: readonly number[], most: number, wrong: string | null): Row {
  return {
    title,
    unit: 'ms',
    measured: median(samples),
    spread: spread(samples),
    owed: { most },
    samples: { ours: samples },
    note: `at most ${Math.max(...samples).toFixed(0)} ms`,
    wrong,
  };
}
