import type { IndexReader } from '../../model/reader';
import type { Task, TaskDocument } from '../../model/task';
import type { Plan } from '../../plan/plan';
import { areParts, compareWaves, isFollowedInOrder, sequentialWaves } from '../../plan/waveOrder';
import { declaredFigures } from '../../plan/waves';
import type { WaveTimes } from '../../plan/waveTimes';
import { inSteps } from '../../text/steps';
import { isFinished } from '../words';
import type { ChartRow } from './rows';

export interface ChartWave {
  /** `suggested`: computed, since no wave is declared. `none`: what no wave names, last. */
  readonly kind: 'declared' | 'suggested' | 'none';
  /** As declared; empty for the others. */
  readonly name: string;
  /** As its title says, in minutes, or null. */
  readonly declaredMinutes: number | null;
  readonly declaredAgents: number | null;
  /** What its work needs at least, begun together. */
  readonly minutes: number;
  readonly tasks: ReadonlySet<Task>;
  /** Tasks of it that wait for others of it. */
  readonly conflicts: readonly { readonly task: Task; readonly waitsFor: Task }[];
}

/**
 * The declared waves in the order of their names, also those that nothing is left of, since something can be moved there;
 * or, where no row has a wave, the computed ones.
 *
 * @param apart the times of the waves of the plan, where they are known
 */
export function* chartWaves(
  index: IndexReader,
  plan: Plan,
  rows: readonly ChartRow[],
  documents: readonly TaskDocument[],
  apart: readonly WaveTimes[],
): Generator<void, readonly ChartWave[]> {
  if (rows.every(({ task }) => task.wave === null)) return suggestedWaves(plan, rows, apart);
  const names = new Set<string>();
  for (const { waves, tasks } of documents) {
    for (const { name } of waves) names.add(name);
    yield* inSteps(tasks, ({ wave }) => void (wave !== null && names.add(wave)));
  }
  const members = new Map<string | null, Set<Task>>([...names].map((name) => [name, new Set<Task>()]));
  members.set(null, new Set());
  for (const { task } of rows) members.get(task.wave)!.add(task);
  const figures = declaredFigures(documents);
  const planned = new Map(plan.waves.map((wave) => [wave.name, wave]));
  const declared = [...names].sort(compareWaves).map((name): ChartWave => {
    const tasks = members.get(name)!;
    const said = figures.get(name);
    return {
      kind: 'declared',
      name,
      declaredMinutes: said?.hours == null ? null : Math.round(said.hours * 60),
      declaredAgents: said?.agents ?? null,
      minutes: planned.get(name)?.minutes ?? 0,
      tasks,
      conflicts: conflictsIn(index, tasks),
    };
  });
  const rest = restOf(members.get(null)!, planned.get('')?.minutes ?? 0);
  return [...declared, ...rest];
}

function suggestedWaves(
  plan: Plan,
  rows: readonly ChartRow[],
  apart: readonly WaveTimes[],
): readonly ChartWave[] {
  const placeOf = new Map<Task, number>();
  plan.computedWaves.forEach((tasks, at) => tasks.forEach((task) => placeOf.set(task, at)));
  // A task that its subtasks are planned for stands with the first of them: children come after their parents.
  for (const { task, parent } of [...rows].reverse()) {
    const own = placeOf.get(task);
    if (own !== undefined && parent !== null)
      placeOf.set(parent, Math.min(own, placeOf.get(parent) ?? Infinity));
  }
  const members = plan.computedWaves.map(() => new Set<Task>());
  const without = new Set<Task>();
  for (const { task } of rows) (members[placeOf.get(task) ?? -1] ?? without).add(task);
  const waves = members.map((tasks, at): ChartWave => ({
    kind: 'suggested',
    name: '',
    declaredMinutes: null,
    declaredAgents: null,
    minutes: apart[at]?.minutes ?? 0,
    tasks,
    conflicts: [],
  }));
  return [...waves, ...restOf(without, 0)];
}

function restOf(tasks: ReadonlySet<Task>, minutes: number): ChartWave[] {
  if (tasks.size === 0) return [];
  const unsaid = { declaredMinutes: null, declaredAgents: null, conflicts: [] };
  return [{ kind: 'none', name: '', minutes, tasks, ...unsaid }];
}

/** What waits within its wave, unless the wave is done in order. */
function conflictsIn(index: IndexReader, tasks: ReadonlySet<Task>): ChartWave['conflicts'] {
  const found: { task: Task; waitsFor: Task }[] = [];
  const inOrder = new Map<TaskDocument, ReadonlySet<string>>();
  for (const task of tasks) {
    if (task.dependsOn.length === 0 || isFinished(task)) continue;
    let sequential = inOrder.get(task.document);
    if (!sequential) inOrder.set(task.document, (sequential = sequentialWaves(task.document)));
    for (const { targets } of index.dependencies(task)) {
      const [other, more] = targets;
      // An id that several tasks have says nothing of any of them.
      if (!other || more || !tasks.has(other) || isFinished(other) || areParts(task, other)) continue;
      if (isFollowedInOrder(task, other, task.wave, sequential)) continue;
      if (!found.some((known) => known.task === task && known.waitsFor === other))
        found.push({ task, waitsFor: other });
    }
  }
  return found;
}
