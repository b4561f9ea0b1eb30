/** What must hold of every edit of tasks, whatever the file: tried in random sequences. */
import assert from 'node:assert/strict';
import {
  addDependency,
  applyEdits,
  assignIds,
  moveStep,
  moveTask,
  removeDependency,
  renameId,
  setStatus,
  SETTABLE,
  TaskIndex,
  withFigures,
  type EditPlan,
  type Refusal,
  type Task,
  type TaskDocument,
  type TextEdit,
} from '../../src/core';

export const OPERATIONS = [
  'status',
  'statuses',
  'step',
  'beside',
  'section',
  'depend',
  'undepend',
  'rename',
  'assign',
] as const;

/** One operation of a sequence; the numbers choose tasks, statuses and places. */
export interface Operation {
  readonly kind: (typeof OPERATIONS)[number];
  readonly a: number;
  readonly b: number;
}

/** How often each operation was made and refused. */
export type Outcomes = Map<string, { made: number; refused: number }>;

const TODAY = '2026-02-03';

interface Told {
  readonly kind: string;
  readonly id: string | null;
  readonly title: string;
  readonly status: string;
  readonly priority: string | null;
  readonly effort: unknown;
  readonly wave: string | null;
  readonly criteria: unknown;
  readonly needs: readonly string[];
  readonly parent: number;
}

function told(document: TaskDocument): Told[] {
  const places = new Map(document.tasks.map((task, at): [Task, number] => [task, at]));
  return document.tasks.map((task) => ({
    kind: task.kind,
    id: task.id,
    title: task.title,
    status: task.status,
    priority: task.priority,
    effort: task.effortHours,
    wave: task.wave,
    criteria: task.criteria,
    needs: task.dependsOn.map(({ id }) => id).sort(),
    parent: task.parent ? (places.get(task.parent) ?? -1) : -1,
  }));
}

/** A plan, whether the tasks are then what they should be, and the same asked once more of the new texts. */
interface Attempt {
  readonly plan: EditPlan | Refusal;
  readonly check: (before: TaskDocument, now: TaskDocument) => void;
  /** Null where asking again means something else. */
  readonly again: ((index: TaskIndex, document: TaskDocument) => EditPlan | Refusal) | null;
}

/** Every task as it was, but for what `change` says; `loose` names what is not foretold of a task. */
function sameTasks(
  change: (task: Told, at: number) => Told,
  loose: (at: number) => readonly (keyof Told)[] = () => [],
): Attempt['check'] {
  return (before, now) => {
    const without = (list: readonly Told[]): unknown[] =>
      list.map((each, at) => ({ ...each, ...Object.fromEntries(loose(at).map((key) => [key, null])) }));
    assert.deepEqual(without(told(now)), without(told(before).map(change)), 'as foretold');
  };
}

/** The tasks of a block stand elsewhere, as they were but for what a section gives; all others are as they were. */
function movedTasks(first: number, count: number): Attempt['check'] {
  return (before, now) => {
    const was = withParents(before);
    const is = withParents(now);
    assert.equal(is.length, was.length, 'no task comes or goes');
    const others = [...was.slice(0, first), ...was.slice(first + count)];
    const block = was.slice(first, first + count).map(bare);
    const fits = is.some((_, at) => {
      const rest = [...is.slice(0, at), ...is.slice(at + count)];
      const run = is.slice(at, at + count).map(bare);
      return JSON.stringify(rest) === JSON.stringify(others) && JSON.stringify(run) === JSON.stringify(block);
    });
    if (!fits) assert.deepEqual(is, was, 'only the place of the block is another');
  };
}

/** Tasks got a status, some of them by being moved under the heading that says it; all others are as they were. */
function setTasks(set: ReadonlySet<number>, status: string): Attempt['check'] {
  const inPlace = sameTasks(
    (each, at) => (set.has(at) ? { ...each, status } : each),
    (at) => (set.has(at) ? ['title'] : []),
  );
  return (before, now) => {
    const touched = new Set<Task>([...set].map((at) => before.tasks[at]!));
    before.tasks.forEach((task) => {
      if (task.parent && touched.has(task.parent)) touched.add(task);
    });
    const others = withParents(before).filter((_, at) => !touched.has(before.tasks[at]!));
    const left = withParents(now).map((each) => JSON.stringify(each));
    const isMoved = others.some((each) => !left.includes(JSON.stringify(each)));
    if (isInOrder(before, now) && isMoved) return inPlace(before, now);
    assert.equal(left.length, before.tasks.length, 'no task comes or goes');
    for (const each of others) {
      const at = left.indexOf(JSON.stringify(each));
      assert.ok(at >= 0, `${JSON.stringify(each)} stays as it is`);
      left.splice(at, 1);
    }
    const said = left.map((each) => JSON.parse(each) as Told).filter((each) => each.status === status);
    assert.ok(said.length >= set.size, 'those that were set have the status');
  };
}

/** Tasks that are struck or freed go on with more words, or fewer. */
function isInOrder(before: TaskDocument, now: TaskDocument): boolean {
  return before.tasks.every(({ id, title }, at) => {
    const same = now.tasks[at];
    return same?.id === id && (same.title.startsWith(title) || title.startsWith(same.title));
  });
}

/** Parents by what they are instead of where. */
function withParents(document: TaskDocument): (Told & { readonly above: string })[] {
  return told(document).map((each, at) => {
    const parent = document.tasks[at]?.parent;
    return { ...each, parent: -1, above: parent ? `${parent.kind} ${parent.id ?? ''} ${parent.title}` : '' };
  });
}

/** What a task has wherever it stands. */
function bare({ kind, id, title, effort, criteria, needs }: Told): unknown {
  return { kind, id, title, effort, criteria, needs };
}

function blockSize(tasks: readonly Task[], at: number): number {
  let count = 1;
  const isInside = (task: Task | undefined): boolean => {
    for (let above = task?.parent; above; above = above.parent) if (above === tasks[at]) return true;
    return false;
  };
  while (isInside(tasks[at + count])) count++;
  return count;
}

function attempt(index: TaskIndex, document: TaskDocument, { kind, a, b }: Operation): Attempt | null {
  const { tasks } = document;
  const at = a % Math.max(1, tasks.length);
  const task = tasks[at];
  if (!task) return null;
  switch (kind) {
    case 'status':
    case 'statuses': {
      const status = SETTABLE[b % SETTABLE.length] ?? 'done';
      const chosen =
        kind === 'status' ? [at] : tasks.map((_, each) => each).filter((each) => (each + a) % 3 === 0);
      const plan = setStatus(
        index,
        chosen.map((each) => tasks[each]!),
        status,
        { today: TODAY },
      );
      const set = new Set(plan.kind === 'edits' ? plan.set.map((each) => tasks.indexOf(each)) : []);
      return {
        // Figures of the file that are true stay so, in the same edit.
        plan: plan.kind === 'edits' && a % 2 === 0 ? withFigures(index, plan) : plan,
        check: setTasks(set, status),
        // Those that have the status, whichever they were, are left alone.
        again: (now, fresh) =>
          setStatus(
            now,
            isInOrder(document, fresh)
              ? [...set].map((each) => fresh.tasks[each]!)
              : fresh.tasks.filter((each) => each.status === status),
            status,
            { today: TODAY },
          ),
      };
    }
    case 'rename': {
      if (task.id === null) return null;
      const fresh = `Q-${String(b % 50)}`;
      return {
        plan: renameId(index, task, fresh),
        // What cites the id changes with it: the titles and needs of others.
        check: sameTasks(
          (each, place) => (place === at ? { ...each, id: fresh } : each),
          // Parts of a list number have theirs from it.
          (place) => (place === at ? ['title', 'needs'] : ['id', 'title', 'needs']),
        ),
        again: (now, document) => renameId(now, document.tasks[at]!, fresh),
      };
    }
    case 'assign': {
      const plan = assignIds(index, document);
      const ids = new Map(
        plan.kind === 'edits' ? plan.assigned.map((each) => [tasks.indexOf(each.task), each.id]) : [],
      );
      return {
        plan,
        check: sameTasks((each, place) => ({ ...each, id: ids.get(place) ?? each.id })),
        again: (now, document) => assignIds(now, document),
      };
    }
    case 'depend': {
      const on = tasks[b % tasks.length]!;
      const where = tasks.indexOf(on);
      const plan = addDependency(index, task, on);
      const isNew = plan.kind === 'edits' && plan.edits.length > 0;
      const grown = (needs: readonly string[]): string[] => [...needs, on.id ?? ''].sort();
      return {
        plan,
        check: sameTasks(
          (each, place) => (place === at && isNew ? { ...each, needs: grown(each.needs) } : each),
          (place) => (place === at ? ['title'] : []),
        ),
        again: (now, fresh) => addDependency(now, fresh.tasks[at]!, fresh.tasks[where]!),
      };
    }
    case 'undepend': {
      const id = task.dependsOn[b % Math.max(1, task.dependsOn.length)]?.id;
      if (id === undefined) return null;
      return {
        plan: removeDependency(index, task, id),
        check: sameTasks(
          (each, place) =>
            place === at ? { ...each, needs: each.needs.filter((need) => need !== id) } : each,
          (place) => (place === at ? ['title'] : []),
        ),
        again: (now, fresh) => removeDependency(now, fresh.tasks[at]!, id),
      };
    }
    case 'step':
      return {
        plan: moveStep(index, task, b % 2 === 0 ? 1 : -1),
        check: movedTasks(at, blockSize(tasks, at)),
        again: null,
      };
    case 'beside': {
      const other = tasks[b % tasks.length]!;
      const side = (a + b) % 2 === 0 ? 'before' : 'after';
      return {
        plan: moveTask(index, task, { kind: side, task: other }),
        check: movedTasks(at, blockSize(tasks, at)),
        again: null,
      };
    }
    case 'section': {
      const sections = document.sections();
      const section = sections[b % Math.max(1, sections.length)];
      if (!section) return null;
      return {
        plan: moveTask(index, task, { kind: 'section', section }),
        check: movedTasks(at, blockSize(tasks, at)),
        again: null,
      };
    }
  }
}

/** Applies edits and gives those that take them back. */
function applied(
  text: string,
  edits: readonly TextEdit[],
): { readonly text: string; readonly undo: readonly TextEdit[] } {
  const result = applyEdits(text, edits);
  assert.ok('text' in result, 'fault' in result ? result.fault : '');
  const sorted = [...edits].sort((x, y) => x.range.start - y.range.start || x.range.end - y.range.end);
  const undo: TextEdit[] = [];
  let delta = 0;
  let at = 0;
  let rest = result.text;
  for (const { uri, range, expected, text: fresh } of sorted) {
    // Nothing outside the announced ranges is another than before.
    const same = text.slice(at, range.start);
    assert.ok(rest.startsWith(same + fresh), 'what lies between the edits stays');
    rest = rest.slice(same.length + fresh.length);
    at = range.end;
    const start = range.start + delta;
    undo.push({ uri, range: { start, end: start + fresh.length }, expected: fresh, text: expected });
    delta += fresh.length - expected.length;
  }
  assert.equal(rest, text.slice(at), 'what follows the edits stays');
  return { text: result.text, undo };
}

const LINE_END = /\r\n|\r|\n/g;

/** Runs operations one after the other and checks each; the history is part of what a failure says. */
export function checkOperations(
  start: string,
  path: string,
  operations: readonly Operation[],
  outcomes: Outcomes = new Map(),
): void {
  const uri = `file:///root/${path}`;
  const texts = [start];
  const undos: (readonly TextEdit[])[] = [];
  const history: string[] = [];
  let text = start;
  try {
    for (const operation of operations) {
      const index = new TaskIndex();
      const document = index.set(uri, path, text);
      const made = attempt(index, document, operation);
      if (!made) continue;
      const count = outcomes.get(operation.kind) ?? { made: 0, refused: 0 };
      outcomes.set(operation.kind, count);
      if (made.plan.kind === 'refused') {
        count.refused++;
        assert.match(made.plan.reason, /^\S[^\n]{10,}[^.\s]$/su, 'one sentence says why');
        continue;
      }
      count.made++;
      history.push(
        `${made.plan.title}: ${JSON.stringify(made.plan.edits.map((each) => [each.range, each.text]))}`,
      );
      const { text: after, undo } = applied(text, made.plan.edits);
      checkLineEnds(text, after);
      const fresh = new TaskIndex();
      const now = fresh.set(uri, path, after);
      made.check(document, now);
      const again = made.again?.(fresh, now);
      if (again?.kind === 'edits') assert.deepEqual(again.edits, [], 'twice is once');
      text = after;
      texts.push(after);
      undos.push(undo);
    }
    for (let step = undos.length - 1; step >= 0; step--) {
      text = applied(text, undos[step] ?? []).text;
      assert.equal(text, texts[step], 'undone');
    }
    assert.equal(text, start);
  } catch (error) {
    throw new Error(
      `${String(error)}\nof ${JSON.stringify(start.slice(0, 4000))}\nafter\n${history.join('\n')}`,
      { cause: error },
    );
  }
}

/** No kind of line end comes into a file that had none of it, and the byte order mark stays. */
function checkLineEnds(before: string, after: string): void {
  const kinds = new Set(before.match(LINE_END) ?? []);
  if (kinds.size > 0)
    for (const end of after.match(LINE_END) ?? []) assert.ok(kinds.has(end), 'the file’s own line ends');
  assert.equal(after.startsWith('\ufeff'), before.startsWith('\ufeff'), 'the byte order mark');
}
