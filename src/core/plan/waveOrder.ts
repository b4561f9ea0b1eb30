import { compareNatural } from '../features/words';
import { isWithin } from '../model/parts';
import type { DeclaredWave, Task, TaskDocument } from '../model/task';
import { numeralOf } from './waveNumber';

/** The number of a wave, after which the waves come one after the other; null where its name has none. */
export function waveNumber(name: string): number | null {
  return numeralOf(name)?.value ?? null;
}

/** "Wave 4: Security (Week 1-2)" is Wave 4 for short. */
export function shortWave(name: string): string {
  const numeral = numeralOf(name);
  if (!numeral) return name;
  const after = /^\s*波/u.exec(name.slice(numeral.end))?.[0] ?? '';
  return name.slice(0, numeral.end) + after;
}

/** By their numbers, those without any last; of equal ones "Wave 2b" before "Wave 2c". */
export function compareWaves(a: string, b: string): number {
  const [first, second] = [waveNumber(a) ?? Infinity, waveNumber(b) ?? Infinity];
  return first === second ? compareNatural(a, b) : first - second;
}

/**
 * The waves of a document, first to last; null where it has none, or its titles do not say which comes first: a
 * number is missing, or several waves have it, such as where each phase counts its own.
 */
export function wavesInOrder({ waves }: TaskDocument): readonly DeclaredWave[] | null {
  const byNumber = new Map<number, DeclaredWave>();
  for (const wave of waves) {
    const number = waveNumber(wave.name);
    if (number === null) return null;
    const known = byNumber.get(number);
    // A wave that is named in full is the same one wherever it is named.
    if (known && (known.name !== wave.name || isBare(wave.name))) return null;
    if (!known || (known.members.length === 0 && wave.members.length > 0)) byNumber.set(number, wave);
  }
  if (byNumber.size === 0) return null;
  return [...byNumber].sort(([a], [b]) => a - b).map(([, wave]) => wave);
}

/** A wave that is done one task after the other. */
const SEQUENTIAL =
  /\b(?:sequential(?:ly)?|serial(?:ly)?|in (?:this )?order|in sequence|one by one|nacheinander|secuencial|séquentiel)\b|последовательн|顺序|順番/iu;

/** Names of the waves whose titles say that their tasks are done one after the other. */
export function sequentialWaves({ waves }: TaskDocument): ReadonlySet<string> {
  return new Set(waves.filter(({ title }) => SEQUENTIAL.test(title)).map(({ name }) => name));
}

/**
 * Whether two tasks of one wave may follow each other in it.
 *
 * @param wave of the one that waits
 */
export function isFollowedInOrder(
  task: Task,
  other: Task,
  wave: string | null,
  inOrder: ReadonlySet<string>,
): boolean {
  if (wave !== null && inOrder.has(wave)) return true;
  // The parts of a task are done in their own order.
  return task.parent !== null && task.parent === other.parent && task.parent.wave === wave;
}

/** Whether one task is a part of the other, at any depth: they do not wait for each other. */
export function areParts(task: Task, other: Task): boolean {
  return isWithin(task, other) || isWithin(other, task);
}

function isBare(name: string): boolean {
  return shortWave(name).length === name.length;
}
