import { anchorOf } from '../features/navigation';
import { moveMember } from '../edits/moveMember';
import { isFinished, taskName } from '../features/words';
import type { Fix, RelatedPlace } from '../model/problem';
import type { IndexReader } from '../model/reader';
import type { DeclaredWave, Task, TaskDocument, TextRange } from '../model/task';
import {
  areParts,
  isFollowedInOrder,
  sequentialWaves,
  shortWave,
  waveNumber,
  wavesInOrder,
} from '../plan/waveOrder';
import { inSteps } from '../text/steps';
import type { Finding, Rule } from './rule';

/** A task that is planned no later than what it waits for; tasks by their numbers in the document. */
interface Misplaced {
  readonly task: number;
  readonly waitsFor: readonly number[];
  /** Whether all of that is in its own wave. */
  readonly isWithin: boolean;
  /** Name of the first wave it could be moved to, where nothing else would be misplaced by that. */
  readonly legal: string | null;
}

type MisplacedByUri = ReadonlyMap<string, readonly Misplaced[]>;

/** Where more tasks than these, and most of those that wait, wait within their wave, waves are stages. */
const MOST_WITHIN = 20;

/** What is planned together is done at the same time: it cannot wait for each other, nor for what comes later. */
export const waveOrder: Rule = {
  meta: {
    id: 'wave/order',
    summary: 'a dependency planned for the same or a later wave',
    severity: 'warning',
  },
  asks: { ofAll: [misplacedTasks] },

  *check(document, index) {
    const found = index.ofAll(misplacedTasks).get(document.uri);
    if (!found) return;
    const { tasks } = document;
    const waves = wavesInOrder(document) ?? [];
    for (const { task: at, waitsFor, legal } of found) {
      const task = tasks[at];
      const others = waitsFor.flatMap((other) => tasks[other] ?? []);
      if (task && others.length > 0) yield finding(document, task, others, legal, waves);
    }
  },
};

function* misplacedTasks(index: IndexReader): Generator<void, MisplacedByUri> {
  const found = new Map<string, readonly Misplaced[]>();
  for (const document of index.documents()) {
    const waves = wavesInOrder(document);
    yield;
    const misplaced = waves ? yield* misplacedIn(document, index, waves) : [];
    if (misplaced.length > 0) found.set(document.uri, misplaced);
  }
  return found;
}

function* misplacedIn(
  document: TaskDocument,
  index: IndexReader,
  waves: readonly DeclaredWave[],
): Generator<void, readonly Misplaced[]> {
  const found: Misplaced[] = [];
  const inOrder = sequentialWaves(document);
  let places: Map<Task, number> | null = null;
  let waiting = 0;
  let within = 0;
  yield* inSteps(document.tasks, (task, at) => {
    const own = numberOf(task);
    if (own === null || isFinished(task) || task.dependsOn.length === 0) return;
    const late: Task[] = [];
    for (const { targets } of index.dependencies(task)) {
      const [other] = targets;
      // An id that several tasks have says nothing of any of them.
      if (!other || targets.length > 1 || other.document !== document || isFinished(other)) continue;
      const number = numberOf(other);
      if (number === null || number < own || late.includes(other) || areParts(task, other)) continue;
      if (number > own || !isFollowedInOrder(task, other, task.wave, inOrder)) late.push(other);
    }
    waiting++;
    if (late.length === 0) return;
    const isWithin = late.every((other) => numberOf(other) === own);
    if (isWithin) within++;
    places ??= new Map(document.tasks.map((each, place) => [each, place]));
    const known = places;
    found.push({
      task: at,
      isWithin,
      waitsFor: late.flatMap((other) => known.get(other) ?? []),
      legal: firstLegal(task, own, late, waves, index),
    });
  });
  const areStages = within > MOST_WITHIN && within * 2 > waiting;
  return areStages ? found.filter(({ isWithin }) => !isWithin) : found;
}

function firstLegal(
  task: Task,
  own: number,
  late: readonly Task[],
  waves: readonly DeclaredWave[],
  index: IndexReader,
): string | null {
  const after = late.reduce((latest, other) => Math.max(latest, numberOf(other) ?? latest), own);
  const legal = waves.find(({ name }) => (waveNumber(name) ?? 0) > after);
  const until = legal ? waveNumber(legal.name) : null;
  if (!legal || until === null) return null;
  const inTheWay = index.dependents(task).some((other) => {
    const number = other.document === task.document && !isFinished(other) ? numberOf(other) : null;
    return number !== null && number > own && number <= until;
  });
  return inTheWay ? null : legal.name;
}

function numberOf({ wave }: Task): number | null {
  return wave === null ? null : waveNumber(wave);
}

function finding(
  document: TaskDocument,
  task: Task,
  others: readonly Task[],
  legal: string | null,
  waves: readonly DeclaredWave[],
): Finding {
  const name = taskName(task);
  const from = waves.find((wave) => wave.name === task.wave);
  const wave = shortWave(task.wave ?? '');
  const waitsFor = others.map((other) => {
    const where = other.wave === task.wave ? 'the same wave' : shortWave(other.wave ?? '');
    return `${taskName(other)} of ${where}`;
  });
  const advice =
    legal === null
      ? 'Plan what it waits for earlier'
      : `Move it to ${shortWave(legal)}, or plan what it waits for earlier`;
  return {
    range: listed(task, waves) ?? anchorOf(task),
    message: `${name} is planned for ${wave}, but waits for ${waitsFor.join(' and ')}. ${advice}.`,
    task: task.id ?? task.key,
    related: others.map((other): RelatedPlace => ({
      uri: document.uri,
      range: listed(other, waves) ?? anchorOf(other),
      message: `${other.id ?? other.title} is planned for ${shortWave(other.wave ?? '')}`,
    })),
    fixes: from && legal !== null ? fix(document, task, from, waves, legal) : [],
  };
}

function fix(
  document: TaskDocument,
  { id }: Task,
  from: DeclaredWave,
  waves: readonly DeclaredWave[],
  legal: string,
): Fix[] {
  const to = waves.find(({ name }) => name === legal);
  const edits = id === null || !to ? null : moveMember(document, id, from, to);
  return edits && id !== null ? [{ title: `Move ${id} to ${shortWave(legal)}`, edits }] : [];
}

/** Where a wave lists the task. */
function listed({ id, wave }: Task, waves: readonly DeclaredWave[]): TextRange | null {
  if (id === null) return null;
  const members = waves.find(({ name }) => name === wave)?.members;
  return members?.find((member) => member.id === id)?.range ?? null;
}
