/** Random edits of a task file of which it is known what they do to ids. */
import { TaskIndex, type FileAlignment, type TaskDocument } from '../../src/core';
import type { Random } from '../bench/random';
import { THINGS, VERBS, WORDS } from '../bench/words';
import { baselineOf } from './check';
import { cut, idOf, newBlock, textOf, type Block, type Piece } from './taskBlocks';

/** What has happened to ids: `old → new`, and ids. */
export interface Facts {
  readonly renumbered: ReadonlySet<string>;
  readonly reused: ReadonlySet<string>;
  readonly removed: ReadonlySet<string>;
}

export interface Script {
  readonly after: string;
  readonly truth: Facts;
  /** The edits by name. */
  readonly edits: readonly string[];
}

/** A script that is being written. */
class Draft {
  readonly pieces: Piece[];
  readonly edits: string[] = [];
  private readonly highest = new Map<string, number>();
  /** Ids that mean a new task, and the baseline's tasks that are gone. */
  readonly gone: Block[] = [];
  readonly added: Block[] = [];

  constructor(
    readonly document: TaskDocument,
    readonly from: Random,
    numbers: boolean,
  ) {
    this.pieces = cut(document, numbers);
    for (const { id } of document.tasks) {
      const [, prefix = '', digits = ''] = /^(.*?)(\d+)$/.exec(id ?? '') ?? [];
      this.highest.set(prefix, Math.max(this.highest.get(prefix) ?? 0, Number(digits)));
    }
  }

  blocks(): Block[] {
    return this.pieces.filter((piece) => typeof piece !== 'string');
  }

  free(): Block[] {
    return this.blocks().filter(({ touched }) => !touched);
  }

  /** An untouched task, touched from now on. */
  take(among: readonly Block[] = this.free()): Block | null {
    if (among.length === 0) return null;
    const block = this.from.pick(among);
    block.touched = true;
    return block;
  }

  nextNumber({ prefix }: Block): number {
    const number = (this.highest.get(prefix) ?? 0) + 1;
    this.highest.set(prefix, number);
    return number;
  }

  delete(block: Block): void {
    this.pieces.splice(this.pieces.indexOf(block), 1);
    this.gone.push(block);
  }

  insertBefore(block: Block, before: Block): void {
    this.pieces.splice(this.pieces.indexOf(before), 0, block);
    if (block.old === null) this.added.push(block);
  }

  /** The untouched tasks of its series that follow `block`, as long as their numbers count on. */
  following(block: Block): Block[] {
    const found: Block[] = [];
    let passed = false;
    for (const other of this.blocks()) {
      if (other === block) passed = true;
      else if (passed && other.prefix === block.prefix) {
        if (other.touched || other.number !== block.number + found.length + 1) break;
        found.push(other);
      }
    }
    return found;
  }
}

type Edit = (draft: Draft) => boolean;

const freshTitle = (from: Random): string =>
  `${from.pick(VERBS)} ${from.pick(THINGS)} ${Array.from({ length: from.between(2, 4) }, () => from.pick(WORDS)).join(' ')}`;

/** A word or two more, one less, or another in its place: still the same title to a reader. */
function reworded(title: string, from: Random): string {
  const words = title.split(' ');
  const roll = words.length < 5 ? 0 : from.between(0, 2);
  const at = from.between(1, Math.max(1, words.length - 2));
  if (roll === 1) words.splice(at, 1);
  else if (roll === 2) words[at] = from.pick(WORDS);
  else words.push(...(from.chance(0.5) ? ['and'] : []), from.pick(WORDS));
  return words.join(' ');
}

function renumberTo(block: Block, number: number): boolean {
  block.number = number;
  return true;
}

export const EDITS: Readonly<Record<string, Edit>> = {
  delete: (draft) => {
    const block = draft.take();
    if (block) draft.delete(block);
    return block !== null;
  },
  insert: (draft) => {
    const like = draft.take();
    if (like) draft.insertBefore(newBlock(like, draft.nextNumber(like), freshTitle(draft.from)), like);
    return like !== null;
  },
  move: (draft) => {
    const block = draft.take();
    const there = block && draft.take(draft.free().filter(({ group }) => group === block.group));
    if (!block || !there) return false;
    draft.pieces.splice(draft.pieces.indexOf(block), 1);
    draft.insertBefore(block, there);
    return true;
  },
  retitle: (draft) => {
    const block = draft.take();
    if (block) block.title = reworded(block.title, draft.from);
    return block !== null;
  },
  rewrite: (draft) => {
    const block = draft.take();
    if (block) block.title = freshTitle(draft.from);
    return block !== null;
  },
  renumber: (draft) => {
    const block = draft.take();
    return block !== null && renumberTo(block, draft.nextNumber(block));
  },
  'renumber and retitle': (draft) => {
    const block = draft.take();
    if (!block) return false;
    block.title = reworded(block.title, draft.from);
    return renumberTo(block, draft.nextNumber(block));
  },
  'swap ids': (draft) => {
    const block = draft.take();
    const other = block && draft.take(draft.free().filter(({ prefix }) => prefix === block.prefix));
    if (!block || !other) return false;
    [block.number, other.number] = [other.number, block.number];
    return true;
  },
  'close a gap': (draft) => {
    const block = draft.take();
    if (!block) return false;
    for (const other of draft.following(block)) {
      other.number--;
      other.touched = true;
    }
    draft.delete(block);
    return true;
  },
  'insert and shift': (draft) => {
    const block = draft.take();
    if (!block) return false;
    const { number } = block;
    for (const other of [block, ...draft.following(block)]) {
      other.number++;
      other.touched = true;
    }
    // The one after the last may be taken by a task that stands elsewhere.
    draft.insertBefore(newBlock(block, number, freshTitle(draft.from)), block);
    return true;
  },
  collapse: (draft) => {
    const block = draft.take(draft.free().filter(({ group }) => !group.startsWith('row')));
    if (block) block.collapsed = true;
    return block !== null;
  },
  tick: (draft) => {
    const block = draft.take();
    if (block) block.done = true;
    return block !== null;
  },
  reuse: (draft) => {
    const block = draft.take();
    const there = block && draft.take(draft.free().filter(({ prefix }) => prefix === block.prefix));
    if (!block || !there || isBeside(draft, block, there)) return false;
    draft.insertBefore(newBlock(there, block.number, freshTitle(draft.from)), there);
    draft.delete(block);
    return true;
  },
  /** A task goes, another comes that shares two thirds of its words at most: two tasks. */
  'replace by a similar one': (draft) => {
    const block = draft.take();
    const there = block && draft.take(draft.free().filter(({ prefix }) => prefix === block.prefix));
    if (!block || !there) return false;
    const words = block.title.split(' ');
    for (let others = Math.max(2, Math.ceil(words.length / 3)); others > 0; others--)
      words[draft.from.between(0, words.length - 1)] = `${draft.from.pick(THINGS)}`;
    words[0] = draft.from.pick(VERBS);
    draft.insertBefore(newBlock(block, draft.nextNumber(block), words.join(' ')), there);
    draft.delete(block);
    return true;
  },
  split: (draft) => {
    const block = draft.take(draft.free().filter(({ title }) => title.split(' ').length >= 6));
    if (!block) return false;
    const words = block.title.split(' ');
    const half = Math.ceil(words.length / 2);
    block.title = words.slice(0, half).join(' ');
    const rest = newBlock(block, draft.nextNumber(block), words.slice(half).join(' '));
    draft.pieces.splice(draft.pieces.indexOf(block) + 1, 0, rest);
    draft.added.push(rest);
    return true;
  },
};

function isBeside(draft: Draft, block: Block, other: Block): boolean {
  const blocks = draft.blocks();
  return Math.abs(blocks.indexOf(block) - blocks.indexOf(other)) <= 2;
}

export interface Wish {
  readonly seed: Random;
  /** Names of {@link EDITS}. */
  readonly edits: readonly string[];
  /** How many. */
  readonly count: number;
  /** Whether list numbers are ids in this file. */
  readonly numbers: boolean;
}

/**
 * A script of random edits; null where the edited file is not read as the script means it (a task more or less,
 * another id), so that nothing could be said of the comparison.
 */
export function editScript(document: TaskDocument, { seed, edits, count, numbers }: Wish): Script | null {
  const draft = new Draft(document, seed, numbers);
  for (let tries = 0; draft.edits.length < count && tries < 4 * count; tries++) {
    const name = seed.pick(edits);
    if (EDITS[name]?.(draft)) draft.edits.push(name);
  }
  if (draft.edits.length === 0) return null;
  const after = textOf(draft.pieces);
  const blocks = draft.blocks();
  const read = new TaskIndex().set(document.uri, document.path, after);
  const ids = new Map<string, number>();
  for (const { id } of read.tasks) if (id !== null) ids.set(id, (ids.get(id) ?? 0) + 1);
  const expected = document.tasks.length + draft.added.length - draft.gone.length;
  if (read.tasks.length !== expected || blocks.some((block) => ids.get(idOf(block)) !== 1)) return null;
  return { after, edits: draft.edits, truth: truthOf(draft, blocks) };
}

function truthOf(draft: Draft, blocks: readonly Block[]): Facts {
  const renumbered = new Set<string>();
  for (const block of blocks)
    if (block.old !== null && block.old !== idOf(block)) renumbered.add(`${block.old} → ${idOf(block)}`);
  const before = new Set(draft.document.tasks.map(({ id }) => id));
  const reused = new Set(draft.added.map(idOf).filter((id) => before.has(id)));
  const removed = new Set(draft.gone.flatMap(({ old }) => (old === null || reused.has(old) ? [] : [old])));
  return { renumbered, reused, removed };
}

/** What is found of the same. */
export function findFacts(document: TaskDocument, after: string): Facts {
  const index = new TaskIndex();
  index.set(document.uri, document.path, after);
  index.setBaseline(document.uri, baselineOf(document.text, document.path));
  return factsOf(index.alignment(document.uri));
}

export function factsOf(alignment: FileAlignment | null): Facts {
  const facts = { renumbered: new Set<string>(), reused: new Set<string>(), removed: new Set<string>() };
  for (const change of alignment?.changes ?? []) {
    const old = change.before.id ?? '';
    if (change.kind === 'renumbered') facts.renumbered.add(`${old} → ${change.after.id ?? ''}`);
    else facts[change.kind].add(old);
  }
  return facts;
}
