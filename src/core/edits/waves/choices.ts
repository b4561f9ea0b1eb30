import { isFinished, taskName } from '../../features/words';
import type { IndexReader } from '../../model/reader';
import type { Task, TaskDocument } from '../../model/task';
import {
  areParts,
  isFollowedInOrder,
  sequentialWaves,
  shortWave,
  waveNumber,
  wavesInOrder,
} from '../../plan/waveOrder';
import { refusal, type Refusal } from '../plan';

/** A wave that a task could be planned for. */
export interface WaveChoice {
  /** As its tasks have it, see `Task.wave`. */
  readonly wave: string;
  /** "Wave 3" of "Wave 3: Service Mesh". */
  readonly short: string;
  /** Whether the task is planned for it already. */
  readonly isOwn: boolean;
  /** Why what waits for what would be broken by it, in one sentence; null where it would not. */
  readonly reason: string | null;
}

/** So many tasks are named in a reason. */
const MOST_NAMED = 3;

/**
 * The waves of the task's file, first to last, and whether the task may be planned for each: what it waits for comes
 * in earlier ones, what waits for it in later ones. Finished tasks are in nobody's way, nor are those in no wave.
 */
export function waveChoices(index: IndexReader, task: Task): readonly WaveChoice[] | Refusal {
  const { document } = task;
  const names = waveNames(document);
  if (names.length === 0) return refusal(`${document.path} declares no waves`);
  const inOrder = sequentialWaves(document);
  return names.map((wave) => ({
    wave,
    short: shortWave(wave),
    isOwn: wave === task.wave,
    reason: reasonAgainst(index, task, wave, inOrder),
  }));
}

/** The names of all waves of a document: in their own order, or where that is not told as they are written. */
export function waveNames(document: TaskDocument): readonly string[] {
  const declared = wavesInOrder(document)?.map(({ name }) => name) ?? document.waves.map(({ name }) => name);
  const own = document.tasks.flatMap(({ wave }) => wave ?? []);
  return [...new Set(declared.length > 0 ? declared : own)];
}

function reasonAgainst(
  index: IndexReader,
  task: Task,
  wave: string,
  inOrder: ReadonlySet<string>,
): string | null {
  const number = waveNumber(wave);
  if (number === null || isFinished(task)) return null;
  const numberOf = (other: Task): number | null =>
    other === task || other.document !== task.document || isFinished(other) || areParts(task, other)
      ? null
      : other.wave === null
        ? null
        : waveNumber(other.wave);
  const late = new Set<Task>();
  for (const { targets } of index.dependencies(task)) {
    const [other, more] = targets;
    // An id that several tasks have says nothing of any of them.
    if (!other || more) continue;
    const before = numberOf(other);
    if (before === null || before < number) continue;
    if (before > number || !isFollowedInOrder(task, other, wave, inOrder)) late.add(other);
  }
  if (late.size > 0) return `It waits for ${places([...late], wave)}.`;
  const early = index.dependents(task).filter((other) => {
    const after = numberOf(other);
    if (after === null || after > number) return false;
    return after < number || !isFollowedInOrder(other, task, wave, inOrder);
  });
  if (early.length > 0) return `${places(early, wave)} ${early.length === 1 ? 'waits' : 'wait'} for it.`;
  return null;
}

function places(tasks: readonly Task[], wave: string): string {
  const named = tasks.slice(0, MOST_NAMED).map((task) => {
    const where = task.wave === wave ? 'that wave' : shortWave(task.wave ?? '');
    return `${taskName(task)} of ${where}`;
  });
  const more = tasks.length > MOST_NAMED ? ` and ${tasks.length - MOST_NAMED} more` : '';
  return named.join(', ') + more;
}
