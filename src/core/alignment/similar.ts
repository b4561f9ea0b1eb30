import type { TaskNode } from '../forms/taskNode';
import type { Places } from './places';
import type { TraitReader } from './traits';
import { containment, similarity, type Weight } from './words';

/**
 * The least similarity of two titles (Dice, rare words weighing more; see docs/alignment.md for how they were
 * chosen) that pairs two tasks.
 */
export const LEAST = {
  /** Of one id: it says itself that they are one task. */
  sameId: 0.3,
  /** Of one id, by the words of their bodies. */
  sameBody: 0.7,
  /** Of two ids, in one place, where one title holds all words of the other. */
  extended: 0.6,
  /** Of two ids, in one place, where either title has words that the other lacks. */
  reworded: 0.7,
  /** The same, if their bodies are alike. */
  rewordedAlike: 0.5,
  /** Two bodies that are alike. */
  alikeBody: 0.8,
  /** Of two ids, elsewhere; or where another task has the old one now, so that it may be the one. */
  elsewhere: 0.85,
  /** By how much the best candidate must surpass the second best, for two ids. */
  margin: 0.1,
} as const;

/** What id and place are worth where several candidates claim one task. */
const BONUS = { sameId: 0.5, inPlace: 0.1 } as const;
/** A word that more of the lost tasks have does not lead to candidates. */
const FREQUENT = 48;
/** Titles that the rarity of words is measured on. */
const SAMPLE = 1000;

export interface SimilarityEvidence {
  readonly places: Places;
  readonly traits: TraitReader;
  /** What words are worth, see {@link rarityIn}. */
  readonly weight: Weight;
  keyOf(node: TaskNode): string | null;
}

interface Candidate {
  readonly before: TaskNode;
  readonly after: TaskNode;
  readonly isSameId: boolean;
  readonly likeness: number;
  /** What decides between candidates that claim one task. */
  readonly rank: number;
}

/**
 * Pairs tasks of similar titles, the most similar first. Candidates are tasks of one id, and tasks that share
 * a word which few have; so the time grows with the number of tasks, not with its square.
 */
export function pairBySimilarity(
  lost: readonly TaskNode[],
  fresh: readonly TaskNode[],
  evidence: SimilarityEvidence,
  pair: (before: TaskNode, after: TaskNode) => void,
): void {
  if (lost.length === 0 || fresh.length === 0) return;
  const { places } = evidence;
  const candidates: Candidate[] = [];
  const best = new Map<TaskNode, [first: number, second: number]>();
  const note = (node: TaskNode, likeness: number): void => {
    const [first, second] = best.get(node) ?? [0, 0];
    best.set(node, likeness > first ? [likeness, first] : [first, Math.max(second, likeness)]);
  };
  eachCandidate(lost, fresh, evidence, (before, after) => {
    const candidate = compare(before, after, evidence);
    note(before, candidate.likeness);
    note(after, candidate.likeness);
    if (candidate.isSameId || candidate.likeness >= LEAST.rewordedAlike) candidates.push(candidate);
  });
  candidates.sort((a, b) => b.rank - a.rank);
  const held = new Set(fresh.map((node) => evidence.keyOf(node)));
  for (const { before, after, isSameId, likeness } of candidates) {
    if (places.pairedNow(before) || places.pairedThen(after)) continue;
    const isClear = (node: TaskNode): boolean => {
      const [first, second] = best.get(node) ?? [0, 0];
      return likeness === first && first - second >= LEAST.margin;
    };
    const pairs = isSameId
      ? likeness >= LEAST.sameId || resembles(before, after, LEAST.sameBody, evidence)
      : likeness >= leastFor(before, after, evidence, held) && isClear(before) && isClear(after);
    if (pairs) pair(before, after);
  }
}

/** How much a word says: the fewer titles of the baseline have it, the more (inverse document frequency). */
export function rarityIn(all: readonly TaskNode[], traits: TraitReader): Weight {
  const counts = new Map<string, number>();
  const step = Math.max(1, Math.ceil(all.length / SAMPLE));
  let titles = 0;
  for (let at = 0; at < all.length; at += step) {
    const node = all[at];
    if (!node) continue;
    titles++;
    for (const word of traits.of(node).words) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return (word) => Math.log(1 + (titles + 1) / ((counts.get(word) ?? 0) + 1));
}

function eachCandidate(
  lost: readonly TaskNode[],
  fresh: readonly TaskNode[],
  { traits, keyOf }: SimilarityEvidence,
  visit: (before: TaskNode, after: TaskNode) => void,
): void {
  const byWord = new Map<string, TaskNode[]>();
  const byKey = new Map<string | null, TaskNode>();
  for (const node of lost) {
    byKey.set(keyOf(node), node);
    for (const word of traits.of(node).words) {
      const list = byWord.get(word);
      if (list) list.push(node);
      else byWord.set(word, [node]);
    }
  }
  for (const after of fresh) {
    const found = new Set<TaskNode>();
    const same = byKey.get(keyOf(after));
    if (same) found.add(same);
    for (const word of traits.of(after).words) {
      const list = byWord.get(word) ?? [];
      if (list.length <= FREQUENT) for (const node of list) found.add(node);
    }
    for (const before of found) visit(before, after);
  }
}

function compare(
  before: TaskNode,
  after: TaskNode,
  { traits, places, keyOf, weight }: SimilarityEvidence,
): Candidate {
  const likeness = similarity(traits.of(before).words, traits.of(after).words, weight);
  const isSameId = keyOf(before) === keyOf(after);
  const isThere = !isSameId && likeness >= LEAST.rewordedAlike && places.agree(before, after);
  const rank = likeness + (isSameId ? BONUS.sameId : isThere ? BONUS.inPlace : 0);
  return { before, after, isSameId, likeness, rank };
}

function resembles(
  before: TaskNode,
  after: TaskNode,
  least: number,
  { traits }: SimilarityEvidence,
): boolean {
  // What stands in the other cells of a row stands in those of many.
  if (before.kind === 'row' || after.kind === 'row') return false;
  const [then, now] = [traits.bodyOf(before), traits.bodyOf(after)];
  return then.size > 5 && now.size > 5 && similarity(then, now) >= least;
}

/** How similar the titles of two tasks of different ids must be to be one task's. */
function leastFor(
  before: TaskNode,
  after: TaskNode,
  evidence: SimilarityEvidence,
  held: ReadonlySet<string | null>,
): number {
  const { traits, places, weight, keyOf } = evidence;
  const [then, now] = [traits.of(before).words, traits.of(after).words];
  if (Math.min(then.size, now.size) < 3) return Infinity;
  if (held.has(keyOf(before)) || !places.agree(before, after)) return LEAST.elsewhere;
  // "… for the parser" and "… for the lexer" differ in one word, and may be two tasks.
  if (containment(then, now, weight) > 0.999) return LEAST.extended;
  return resembles(before, after, LEAST.alikeBody, evidence) ? LEAST.rewordedAlike : LEAST.reworded;
}
