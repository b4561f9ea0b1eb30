import type { TaskNode } from '../forms/taskNode';
import type { ExactMatches, Side } from './exactMatches';
import { isPositional } from './identity';
import { Places } from './places';
import { pairBySimilarity } from './similar';
import type { TraitReader } from './traits';
import type { Weight } from './words';

/** What became of the tasks of a file's baseline within that file. */
export interface Pairing {
  /** Tasks of the baseline with an id of their own that are not here today, in document order. */
  readonly lost: readonly TaskNode[];
  /** Tasks with an id that the baseline does not have. */
  readonly fresh: readonly TaskNode[];
  /** Tasks that are there still, but not as they were: with another id or title, or without an id. */
  readonly changed: readonly (readonly [before: TaskNode, after: TaskNode])[];
  now(before: TaskNode): TaskNode | null;
  then(after: TaskNode): TaskNode | null;
  /** The only task of the baseline that an id means where `after` has it; null where none or several do. */
  holder(after: TaskNode): TaskNode | null;
}

/** A title of fewer words may be that of any task. */
const TELLING_WORDS = 3;
/** Pairs of tasks of one title that are looked at: what hundreds are called says nothing of one. */
const MOST_NAMESAKES = 1024;

/**
 * Aligns what {@link ExactMatches} left over. In this order, each step with what the ones before it left, and
 * each in about linear time:
 *
 * 1. one title on both sides, whatever the id (renumbered, moved, swapped);
 * 2. similar titles, see {@link pairBySimilarity} (retitled, split, collapsed to a line);
 * 3. one id in one place (rewritten: the id still means what stands there);
 * 4. one title, the id lost.
 *
 * What none of them pairs is gone or new.
 */
export function pairUp(exact: ExactMatches, today: Side, traits: TraitReader, weight: Weight): Pairing {
  const { keys } = exact;
  const keyOf = (node: TaskNode): string | null => keys.keyOf(node);
  const sides = (): { before: TaskNode[]; after: TaskNode[]; pairs: Map<TaskNode, TaskNode> } => ({
    before: keys.identified.flatMap((at) => keys.tasks[at] ?? []),
    after: today.tasks.filter((node) => keyOf(node) !== null),
    pairs: exact.pairs(),
  });
  const places = new Places(sides, keyOf);
  let lost = exact.lost();
  let fresh = lost.length > 0 ? exact.fresh() : [];
  const changed: (readonly [TaskNode, TaskNode])[] = [];
  const run = (step: (pair: Pair) => void): void => {
    if (lost.length === 0) return;
    const known = changed.length;
    step((before, after) => {
      places.pair(before, after);
      changed.push([before, after]);
    });
    if (changed.length === known) return;
    lost = lost.filter((node) => !places.pairedNow(node));
    fresh = fresh.filter((node) => !places.pairedThen(node));
  };
  run((pair) => pairByTitle(lost, fresh, { places, traits, sides }, pair));
  run((pair) => pairBySimilarity(lost, fresh, { places, traits, weight, keyOf }, pair));
  run((pair) => pairByPlace(lost, fresh, places, keyOf, pair));
  run((pair) => {
    const unnamed = today.tasks.filter((node) => node.takenId === null);
    pairUnnamed(lost, unnamed, traits, pair);
  });
  return {
    lost,
    fresh,
    changed,
    now: (node) => places.now(node),
    then: (node) => places.then(node),
    holder: (node) => {
      const key = keyOf(node);
      return (key === null ? null : keys.tasks[keys.find(key)]) ?? null;
    },
  };
}

interface TitleEvidence {
  readonly places: Places;
  readonly traits: TraitReader;
  sides(): { readonly before: readonly TaskNode[]; readonly after: readonly TaskNode[] };
}

/** Those of the titles that are no name: several tasks of one side have them. */
function repeatedAmong(titles: ReadonlySet<string>, { sides, traits }: TitleEvidence): ReadonlySet<string> {
  const repeated = new Set<string>();
  if (titles.size === 0) return repeated;
  const { before, after } = sides();
  for (const side of [before, after]) {
    const seen = new Set<string>();
    for (const node of side) {
      const { title } = traits.of(node);
      if (!titles.has(title)) continue;
      if (seen.has(title)) repeated.add(title);
      seen.add(title);
    }
  }
  return repeated;
}

type Pair = (before: TaskNode, after: TaskNode) => void;

function pairByTitle(
  lost: readonly TaskNode[],
  fresh: readonly TaskNode[],
  evidence: TitleEvidence,
  pair: Pair,
): void {
  const { places, traits } = evidence;
  const before = byTitle(lost, traits);
  const after = byTitle(fresh, traits);
  const shared = new Set([...after.keys()].filter((title) => title !== '' && before.has(title)));
  const repeated = repeatedAmong(shared, evidence);
  const doubtful: (readonly [TaskNode, readonly TaskNode[]])[] = [];
  for (const title of shared) {
    const [then, now] = [before.get(title) ?? [], after.get(title) ?? []];
    const [first, second] = [then[0], now[0]];
    if (!first || !second) continue;
    const isLong = traits.of(first).words.size >= TELLING_WORDS;
    if (!repeated.has(title) && (isLong || haveOneNumber(first, second))) pair(first, second);
    else if (then.length * now.length <= MOST_NAMESAKES) for (const node of then) doubtful.push([node, now]);
  }
  // What has a name that any task might have must at least stand where it stood.
  for (const [node, now] of doubtful) {
    const free = now.filter((other) => !places.pairedThen(other) && places.haveOneParent(node, other));
    const there = free.filter((other) => places.agree(node, other));
    const [only] = there.length === 1 ? there : free.length === 1 && now.length === 1 ? free : [];
    if (only) pair(node, only);
  }
}

/** Whether both are written with one number, whatever the number of the item they are read as parts of. */
function haveOneNumber(before: TaskNode, after: TaskNode): boolean {
  return isPositional(before) && isPositional(after) && before.ordinal === after.ordinal;
}

function byTitle(nodes: readonly TaskNode[], traits: TraitReader): Map<string, TaskNode[]> {
  const groups = new Map<string, TaskNode[]>();
  for (const node of nodes) {
    const { title } = traits.of(node);
    const group = groups.get(title);
    if (group) group.push(node);
    else groups.set(title, [node]);
  }
  return groups;
}

/** An id that has stayed in its place means what stands there, however its title has changed. */
function pairByPlace(
  lost: readonly TaskNode[],
  fresh: readonly TaskNode[],
  places: Places,
  keyOf: (node: TaskNode) => string | null,
  pair: Pair,
): void {
  const byKey = new Map(lost.map((node) => [keyOf(node), node]));
  for (const after of fresh) {
    const before = byKey.get(keyOf(after));
    if (before && !places.pairedNow(before) && places.agree(before, after)) pair(before, after);
  }
}

/** Tasks whose id was taken away; their titles must be telling. */
function pairUnnamed(
  lost: readonly TaskNode[],
  unnamed: readonly TaskNode[],
  traits: TraitReader,
  pair: Pair,
): void {
  if (unnamed.length === 0) return;
  const after = byTitle(unnamed, traits);
  for (const [title, before] of byTitle(lost, traits)) {
    const same = after.get(title);
    const [first, second] = [before[0], same?.[0]];
    if (!first || !second || before.length > 1 || (same?.length ?? 0) > 1) continue;
    if (traits.of(first).words.size >= TELLING_WORDS) pair(first, second);
  }
}
