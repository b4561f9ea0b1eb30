import type { TaskNode } from './taskNode';

/** Longer gaps are not remembered: nobody moves so many items. */
const LONGEST_GAP = 16;
const NONE: readonly number[] = [];

/** Partial readings kept while the hierarchy is recovered. */
const BEAM = 24;
const DEEPEST = 6;

/** One way to read the numbers so far: the last number at each depth, and what the reading costs. */
interface State {
  readonly numbers: readonly number[];
  /** Index of the last item at each depth. */
  readonly items: readonly number[];
  /** Numbers left out at each depth: an item may have been moved down, and kept its number. */
  readonly left: readonly (readonly number[])[];
  readonly cost: number;
  readonly previous: State | null;
}

const COST = {
  /** A number left out between siblings. */
  gap: 2,
  /** A number left out before. */
  late: 1,
  /** A list that begins again at the same depth. */
  restart: 4,
  /** A number that siblings had, or went past. */
  again: 5,
  child: 0.5,
  /** A sibling that begins in bold beside one that does not. */
  style: 0.35,
  /** A first child under an item that does not look like a group. */
  plainParent: 0.2,
} as const;

/**
 * Gives the items of one flat list the hierarchy that their literal numbers imply, for files that have lost
 * their indentation: 1, 2, 1, 2, 3, 3 is 1, 2 (2.1, 2.2, 2.3), 3. A number either continues the list at some
 * depth or, being 1, begins one below the item before it. One that was moved or written twice still belongs
 * to the depth at which it is the least surprise. The cheapest reading of the whole sequence is found
 * by a beam search: ambiguous places are decided by what comes later, then by style. Linear in the number of
 * items. Lists whose numbers simply count are left as they are.
 *
 * Sets `up` of every item it finds a parent for. `isBold(i)` tells whether item `i` begins in bold.
 */
export function recoverHierarchy(items: readonly TaskNode[], isBold: (item: TaskNode) => boolean): void {
  if (items.length < 3 || counts(items)) return;
  const bold = items.map(isBold);
  let states: State[] = [{ numbers: [], items: [], left: [], cost: 0, previous: null }];
  for (let index = 0; index < items.length; index++) {
    const number = items[index]?.ordinal ?? -1;
    if (number < 0) return;
    const next: State[] = [];
    for (const state of states) extend(state, index, number, bold, next);
    if (next.length === 0) return;
    next.sort((a, b) => a.cost - b.cost);
    states = next.slice(0, BEAM);
  }
  let state: State | null = states[0] ?? null;
  const parents = new Int32Array(items.length).fill(-1);
  for (let index = items.length - 1; index >= 0 && state; index--) {
    parents[index] = state.items[state.items.length - 2] ?? -1;
    state = state.previous;
  }
  items.forEach((item, index) => {
    const parent = items[parents[index] ?? -1];
    if (!parent) return;
    item.up = parent;
  });
  for (let index = items.length - 1; index >= 0; index--) {
    const item = items[index];
    const parent = items[parents[index] ?? -1];
    if (item && parent) parent.relEndLine = Math.max(parent.relEndLine, item.relEndLine);
  }
}

function counts(items: readonly TaskNode[]): boolean {
  for (let index = 1; index < items.length; index++) {
    if ((items[index]?.ordinal ?? 0) <= (items[index - 1]?.ordinal ?? 0)) return false;
  }
  return true;
}

function extend(state: State, index: number, number: number, bold: readonly boolean[], next: State[]): void {
  const { numbers, items, left, cost } = state;
  for (let depth = numbers.length - 1; depth >= 0; depth--) {
    const last = numbers[depth] ?? 0;
    const missing = left[depth] ?? NONE;
    const style = bold[items[depth] ?? 0] === bold[index] ? 0 : COST.style;
    let step: number | null = null;
    let open = missing;
    if (number === last + 1) {
      step = 0;
    } else if (number > last + 1) {
      step = COST.gap * Math.min(4, number - last - 1);
      if (number - last <= LONGEST_GAP) open = [...missing, ...between(last, number)];
    } else if (missing.includes(number)) {
      step = COST.late;
      open = missing.filter((other) => other !== number);
    } else if (number !== 1) {
      step = COST.again;
    } else if (depth === 0) {
      step = COST.restart;
      open = NONE;
    }
    if (step === null) continue;
    const isLate = number <= last && number !== 1;
    next.push({
      numbers: [...numbers.slice(0, depth), isLate ? last : number],
      items: [...items.slice(0, depth), index],
      left: [...left.slice(0, depth), open],
      cost: cost + step + style,
      previous: state,
    });
  }
  if (numbers.length === 0) {
    next.push({ numbers: [number], items: [index], left: [NONE], cost, previous: state });
  } else if (number === 1 && numbers.length < DEEPEST) {
    const parentBold = bold[items[items.length - 1] ?? 0] === true;
    next.push({
      numbers: [...numbers, number],
      items: [...items, index],
      left: [...left, NONE],
      cost: cost + COST.child + (parentBold ? 0 : COST.plainParent),
      previous: state,
    });
  }
}

function between(low: number, high: number): number[] {
  return Array.from({ length: high - low - 1 }, (_, at) => low + 1 + at);
}

/** One of "1. … 2. …" written within another item's paragraph. Relative offsets. */
export interface InlineItem {
  readonly number: number;
  readonly start: number;
  readonly textStart: number;
  readonly end: number;
}

const INLINE_NUMBER = /(?:^|[\s(])(\d{1,2})\.\s+(?=[\p{Lu}\p{Lo}`*"'(~[])/gu;

/**
 * Sub-items within one paragraph: "**Updating** — 1. Decide the strategy. 2. Define the schedule." At least two,
 * counting from 1, the first after a dash or colon.
 */
export function inlineItems(text: string): InlineItem[] {
  const marks = [...text.matchAll(INLINE_NUMBER)].map((match) => ({
    number: Number(match[1]),
    start: match.index + match[0].length - match[0].trimStart().length,
    textStart: match.index + match[0].length,
  }));
  const first = marks.findIndex((mark) => mark.number === 1 && /[—–:-]\s*$/.test(text.slice(0, mark.start)));
  if (first < 0) return [];
  const run = [marks[first]];
  for (const mark of marks.slice(first + 1)) if (mark.number === run.length + 1) run.push(mark);
  if (run.length < 2) return [];
  const items: InlineItem[] = [];
  run.forEach((mark, index) => {
    if (!mark) return;
    const end = run[index + 1]?.start ?? text.length;
    items.push({ ...mark, end: mark.textStart + text.slice(mark.textStart, end).trimEnd().length });
  });
  return items;
}
