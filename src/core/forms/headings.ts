import { isRecordId } from '../identity/idSyntax';
import { headingText } from '../index/context';
import type { TitleClassifier } from '../parse/labels';
import type { Segment } from '../parse/reading';
import { NodeFlag, type TaskNode } from './taskNode';

/** Which headings of a series are tasks. */
export type HeadingVerdict = 'all' | 'rich' | 'marked' | 'none';

/** Headings of one level and shape, counted over a document. */
export interface SeriesCount {
  total: number;
  /** With a field that tasks have: status, priority, effort, dependencies, criteria. */
  fielded: number;
  /** With two or more kinds of them. */
  rich: number;
  /** With dependencies. */
  depends: number;
  /** With a checkbox or a status in the title. */
  marked: number;
}

/** What one heading adds to its series. */
export interface SeriesShare {
  readonly key: string;
  readonly fielded: boolean;
  readonly rich: boolean;
  readonly depends: boolean;
  readonly marked: boolean;
}

/**
 * The series a heading belongs to: its level and how its title begins. `x` a certain id (`P0-001`), `t` an
 * announced number (`Task 3`), `w` an id or number that only a series makes certain, `c` a phase or sprint,
 * `r` a record (`ADR-017`), `q` a numbered mention of another task, `-` plain words.
 */
function seriesShare(segment: Segment, titles: TitleClassifier, memory: SeriesMemory): SeriesShare | null {
  const node = segment.heading;
  if (!node) return null;
  let letter = '-';
  if (node.idText !== null) {
    // "## P11 — later" is a shelf of a series P0, P1 …
    if (node.idText.length <= 3 && /^P\d{1,2}$/.test(node.idText)) letter = 'c';
    else if (isRecordId(node.idText)) letter = 'r';
    else if (node.has(NodeFlag.StrongId)) letter = node.has(NodeFlag.NumberId) ? 't' : 'x';
    else letter = 'w';
  }
  if (node.has(NodeFlag.Cites)) letter = 'q';
  if ((letter === '-' || letter === 'w') && titles.describe(headingText(node)).container) letter = 'c';
  const certain = letter === 'x' || letter === 't';
  const kinds = tellingKinds(segment, certain ? null : node);
  const marked = node.has(NodeFlag.Box) || (!certain && isMarked(node));
  return memory.share(
    node.level,
    letter,
    letter === '-' || letter === 'c' ? '' : node.idShape,
    kinds,
    marked,
  );
}

/** What headings add to their series: a document has few different ones, and each is kept once. */
export class SeriesMemory {
  /** By the shape of the id; then by all the rest. */
  private readonly shapes = new Map<string, Map<number, SeriesShare>>();

  constructor(private readonly titles: TitleClassifier) {}

  of(segment: Segment): SeriesShare | null {
    return seriesShare(segment, this.titles, this);
  }

  share(level: number, letter: string, shape: string, kinds: number, marked: boolean): SeriesShare {
    const fielded = kinds !== 0;
    const rich = (kinds & (kinds - 1)) !== 0;
    const depends = (kinds & Telling.Depends) !== 0;
    const rest =
      (((level << 8) | letter.charCodeAt(0)) << 4) |
      ((fielded ? 1 : 0) | (rich ? 2 : 0) | (depends ? 4 : 0) | (marked ? 8 : 0));
    let alike = this.shapes.get(shape);
    if (!alike) this.shapes.set(shape, (alike = new Map()));
    let share = alike.get(rest);
    if (!share) {
      share = { key: `${level}${letter}${shape}`, fielded, rich, depends, marked };
      alike.set(rest, share);
    }
    return share;
  }
}

/** Whether the title states a status: by a word, or by a glyph beside an id. */
function isMarked(node: TaskNode): boolean {
  const { status, statusWord } = node.details;
  return statusWord || (status !== null && node.has(NodeFlag.Glyph) && node.idText !== null);
}

const enum Telling {
  None = 0,
  Status = 1,
  Priority = 2,
  Effort = 4,
  Depends = 8,
  Criteria = 16,
}

function tellingKinds(segment: Segment, node: TaskNode | null): number {
  let kinds = Telling.None;
  for (const { kind } of segment.fields) {
    if (kind === 'status' || kind === 'progress') kinds |= Telling.Status;
    else if (kind === 'priority') kinds |= Telling.Priority;
    else if (kind === 'effort') kinds |= Telling.Effort;
    else if (kind === 'depends') kinds |= Telling.Depends;
    else if (kind === 'criteria') kinds |= Telling.Criteria;
  }
  if (node?.details.effort != null) kinds |= Telling.Effort;
  return kinds;
}

/** Plain headings that state their status are tasks if there are so many of them. */
const MARKED = 3;
/** Most of a series must carry what tasks carry for all of it to be tasks. */
const MOST = 0.5;

/**
 * The verdict on a series. `deeperIds`: whether headings below its level carry certain ids, so that numbered
 * headings above them are their sections.
 */
export function verdictOfSeries(key: string, count: SeriesCount, deeperIds: boolean): HeadingVerdict {
  const level = Number(key[0]);
  const letter = key[1];
  if (letter === 'q') return 'none';
  const share = (part: number): boolean => part >= Math.max(1, count.total * MOST);
  if (letter === 'x' || letter === 't') {
    // A single level-1 heading is the document's title unless it has a task's fields.
    return level === 1 && count.total === 1 && count.fielded === 0 ? 'none' : 'all';
  }
  if (letter === 'r') return share(count.rich) ? 'all' : 'none';
  if (letter === 'c') return share(count.depends) && share(count.rich) ? 'all' : 'none';
  if (letter === 'w') {
    if (deeperIds && /^\d/.test(key.slice(2))) return 'none';
    if (count.total >= 2 && (share(count.fielded) || share(count.marked))) return 'all';
    return count.rich >= 2 ? 'rich' : 'none';
  }
  // The document's title is no task, whatever stands below it.
  if (level === 1) return 'none';
  if (count.rich >= 2) return 'rich';
  return count.marked >= MARKED && share(count.marked) ? 'marked' : 'none';
}

/** Whether this heading is a task, by the verdict on its series. */
export function isHeadingTask(
  node: TaskNode,
  share: SeriesShare,
  verdict: HeadingVerdict | undefined,
): boolean {
  if (node.has(NodeFlag.Box)) return true;
  switch (verdict) {
    case 'all':
      return true;
    case 'rich':
      return share.rich;
    case 'marked':
      return share.marked;
    case 'none':
    case undefined:
      return false;
  }
}
