import { isRecordId } from '../identity/idSyntax';
import { headingText } from '../index/context';
import { BlockKind, Field as BlockField, STRIDE } from '../parse/blocks';
import type { TitleClassifier } from '../parse/labels';
import type { Segment } from '../parse/reading';
import { NodeFlag, type TaskNode } from './taskNode';

/** Which headings of a series are tasks. */
export type HeadingVerdict = 'all' | 'fielded' | 'rich' | 'marked' | 'weighed' | 'unclassed' | 'none';

/** What there is to say of a heading; bits. */
export const enum Sign {
  None = 0,
  /** A field that tasks have: status, priority, effort, dependencies, criteria. */
  Fielded = 1,
  /** Two or more kinds of them. */
  Rich = 2,
  Depends = 4,
  /** A status and a priority: followed up as one piece of work. */
  Tended = 8,
  /** A priority, which sections seldom have. */
  Weighed = 16,
  /** A checkbox, or a status in the title. */
  Marked = 32,
  /** A title struck through. */
  Struck = 64,
  /** A title that says what kind of section it heads: notes, criteria, a phase, a column. */
  Classed = 128,
  /** A paragraph right below it. */
  Told = 256,
  /** A list below it. */
  Listed = 512,
  /** An effort, which sections seldom have. */
  Estimated = 1024,
}

const SIGNS = 11;

/** Headings of one level and shape, counted over a document. */
export class SeriesCount {
  total = 0;
  private readonly counts = new Int32Array(SIGNS);

  add(share: SeriesShare, sign: 1 | -1): void {
    this.total += sign;
    for (let bit = 0; bit < SIGNS; bit++) {
      if ((share.signs & (1 << bit)) !== 0) this.counts[bit] = (this.counts[bit] ?? 0) + sign;
    }
  }

  /** How many carry the sign. */
  with(sign: Sign): number {
    return this.counts[Math.log2(sign)] ?? 0;
  }
}

/** What one heading adds to its series. */
export interface SeriesShare {
  readonly key: string;
  readonly signs: number;
}

/** What a document says of itself, as far as it matters to its headings. */
export interface SelfDescription {
  /** Name or title say that it holds tasks. */
  readonly tasks: boolean;
  /** It has checkboxes. */
  readonly boxes: boolean;
  /** Name or title say that it is a list of what there is to do: a backlog, not a text about tasks. */
  readonly backlog: boolean;
  /** How many lists and tables it has. */
  readonly lists: number;
  /** The deepest level at which there are several headings. */
  readonly deepest: number;
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
    // "## WEEK-01" is a stretch of time.
    else if (PERIOD.test(node.idText)) letter = 'c';
    else if (isRecordId(node.idText)) letter = 'r';
    else if (node.has(NodeFlag.StrongId)) letter = node.has(NodeFlag.NumberId) ? 't' : 'x';
    else letter = 'w';
  }
  if (node.has(NodeFlag.Cites)) letter = 'q';
  if ((letter === '-' || letter === 'w') && titles.describe(headingText(node)).container) letter = 'c';
  const certain = letter === 'x' || letter === 't';
  let signs = signsOfKinds(tellingKinds(segment, certain ? null : node));
  if (node.has(NodeFlag.Box) || (!certain && isMarked(node))) signs |= Sign.Marked;
  if (!certain) signs |= signsOfPlace(segment, node, titles);
  return memory.share(node.level, letter, letter === '-' || letter === 'c' ? '' : node.idShape, signs);
}

const PERIOD = /^(?:DAY|WEEK|MONTH|QUARTER|SPRINT|ITERATION|PHASE|STAGE|WAVE|MILESTONE)[-_ ]?\d{1,2}$/i;

function signsOfKinds(kinds: number): number {
  let signs = Sign.None;
  if (kinds !== 0) signs |= Sign.Fielded;
  if ((kinds & (kinds - 1)) !== 0) signs |= Sign.Rich;
  if ((kinds & Telling.Depends) !== 0) signs |= Sign.Depends;
  if ((kinds & Telling.Status) !== 0 && (kinds & Telling.Priority) !== 0) signs |= Sign.Tended;
  if ((kinds & Telling.Priority) !== 0) signs |= Sign.Weighed;
  if ((kinds & Telling.Effort) !== 0) signs |= Sign.Estimated;
  return signs;
}

/** What title and surroundings say; a heading whose id is certain needs none of it. */
function signsOfPlace(segment: Segment, node: TaskNode, titles: TitleClassifier): number {
  let signs = Sign.None;
  if (node.has(NodeFlag.Struck) || node.has(NodeFlag.StruckBehindId)) signs |= Sign.Struck;
  const { sectionClass, status, container } = titles.describe(headingText(node));
  if (sectionClass !== null || status !== null || container) signs |= Sign.Classed;
  const { blocks, count } = node.stretch.table;
  const next = node.block + 1;
  if (next < count && blocks[next * STRIDE + BlockField.Kind] === BlockKind.Paragraph) signs |= Sign.Told;
  if (segment.lists.length > 0) signs |= Sign.Listed;
  return signs;
}

/** What headings add to their series: a document has few different ones, and each is kept once. */
export class SeriesMemory {
  /** By the shape of the id; then by all the rest. */
  private readonly shapes = new Map<string, Map<number, SeriesShare>>();

  constructor(private readonly titles: TitleClassifier) {}

  of(segment: Segment): SeriesShare | null {
    return seriesShare(segment, this.titles, this);
  }

  share(level: number, letter: string, shape: string, signs: number): SeriesShare {
    const rest = (((level << 8) | letter.charCodeAt(0)) << SIGNS) | signs;
    let alike = this.shapes.get(shape);
    if (!alike) this.shapes.set(shape, (alike = new Map()));
    let share = alike.get(rest);
    if (!share) {
      share = { key: `${level}${letter}${shape}`, signs };
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
/** So many numbered headings with text below are the items of a list of tasks. */
const NUMBERED = 3;
/** So many estimates show that what is estimated are the headings. */
const ESTIMATED = 3;
/** So many of a series must be told of, or carry a field, for it to say that they are alike. */
const NEARLY_ALL = 0.75;
/** So many plain headings that are told of make a backlog. */
const TOLD = 4;
/** So many struck headings show that headings are struck when they are done. */
const STRUCK = 2;
const QUARTER = 0.25;

/**
 * The verdict on a series. `deeperIds`: whether headings below its level carry certain ids, so that numbered
 * headings above them are their sections.
 */
export function verdictOfSeries(
  key: string,
  count: SeriesCount,
  deeperIds: boolean,
  self: SelfDescription,
): HeadingVerdict {
  const level = Number(key[0]);
  const letter = key[1];
  if (letter === 'q') return 'none';
  const share = (sign: Sign): boolean => count.with(sign) >= Math.max(1, count.total * MOST);
  if (letter === 'x' || letter === 't') {
    // A single level-1 heading is the document's title unless it has a task's fields.
    return level === 1 && count.total === 1 && count.with(Sign.Fielded) === 0 ? 'none' : 'all';
  }
  if (letter === 'r') {
    // Requirements need more to be work than user stories do.
    const isStory = key.startsWith('US', 2);
    return share(Sign.Rich) || (isStory && share(Sign.Fielded)) ? 'all' : 'none';
  }
  if (letter === 'c') {
    if (share(Sign.Depends) && share(Sign.Rich)) return 'fielded';
    return count.with(Sign.Tended) >= 2 && share(Sign.Tended) ? 'rich' : 'none';
  }
  if (letter === 'w') {
    // "# 12 — Mend the pump": the page of a task whose fields say so.
    if (level === 1 && count.total === 1 && count.with(Sign.Rich) === 1) return 'all';
    if (deeperIds && /^\d/.test(key.slice(2))) return 'none';
    if (count.total >= 2 && (share(Sign.Fielded) || share(Sign.Marked))) return 'all';
    if (level > 1 && isToldList(count, self)) return 'all';
    return count.with(Sign.Rich) >= 2 ? 'rich' : 'none';
  }
  // The document's title is no task, whatever stands below it.
  if (level === 1) return 'none';
  if (self.tasks && !self.boxes && count.with(Sign.Struck) >= STRUCK) return 'unclassed';
  if (self.tasks && count.with(Sign.Weighed) >= 2) return 'weighed';
  const mostly = (sign: Sign): boolean => count.with(sign) >= count.total * NEARLY_ALL;
  if (level === self.deepest && isToldBacklog(count, self)) return 'unclassed';
  if (count.with(Sign.Rich) >= 2) return mostly(Sign.Fielded) ? 'unclassed' : 'rich';
  if (count.with(Sign.Estimated) >= ESTIMATED && mostly(Sign.Estimated) && count.with(Sign.Classed) === 0)
    return 'unclassed';
  return count.with(Sign.Marked) >= MARKED && share(Sign.Marked) ? 'marked' : 'none';
}

/**
 * "### 3. Replace the lamps" and what there is to say of it, again and again, in a file of tasks that has no
 * boxes: the items of a list. Where lists stand below most of them, or chapters are among them, they are sections.
 */
function isToldList(count: SeriesCount, self: SelfDescription): boolean {
  return (
    self.tasks &&
    !self.boxes &&
    count.total >= NUMBERED &&
    count.with(Sign.Told) > count.total * MOST &&
    count.with(Sign.Listed) < count.total * MOST &&
    count.with(Sign.Classed) <= count.total * QUARTER
  );
}

/** Headings and a paragraph below each, and hardly anything else, in a backlog. */
function isToldBacklog(count: SeriesCount, self: SelfDescription): boolean {
  return (
    self.backlog &&
    !self.boxes &&
    count.total >= TOLD &&
    count.with(Sign.Told) >= count.total * NEARLY_ALL &&
    count.with(Sign.Classed) <= count.total * QUARTER &&
    self.lists <= count.total * QUARTER
  );
}

/** Whether this heading is a task, by the verdict on its series. */
export function isHeadingTask(
  node: TaskNode,
  share: SeriesShare,
  verdict: HeadingVerdict | undefined,
): boolean {
  if (node.has(NodeFlag.Box)) return true;
  const has = (sign: Sign): boolean => (share.signs & sign) !== 0;
  switch (verdict) {
    case 'all':
      return true;
    case 'fielded':
      return has(Sign.Fielded);
    case 'rich':
      return has(Sign.Rich);
    case 'marked':
      return has(Sign.Marked);
    case 'weighed':
      return has(Sign.Rich) || (has(Sign.Weighed) && !has(Sign.Classed));
    case 'unclassed':
      return has(Sign.Rich) || !has(Sign.Classed);
    case 'none':
    case undefined:
      return false;
  }
}
