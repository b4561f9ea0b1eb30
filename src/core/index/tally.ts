import {
  SeriesCount,
  verdictOfSeries,
  type HeadingVerdict,
  type SelfDescription,
  type SeriesMemory,
  type SeriesShare,
} from '../forms/headings';
import { NodeFlag, type TaskNode } from '../forms/taskNode';
import type { TaskStatus } from '../model/task';
import type { TitleClassifier } from '../parse/labels';
import type { LegendEntry } from '../parse/legend';
import { statusAnywhere } from '../words/statusWords';
import type { Stretch } from './stretch';

/** What the whole document says about its parts; the same object as long as nothing of it changes. */
export interface Profile {
  /** Says whether two profiles are the same. */
  readonly signature: string;
  /** Says whether they are the same but for what each heading looks up: the verdicts on it, whether it is a title. */
  readonly acceptance: string;
  /** Id shapes, certain in no single place, that form a series. */
  readonly shapes: ReadonlySet<string>;
  readonly headings: ReadonlyMap<string, HeadingVerdict>;
  /** Labels of plain lists that come back under heading after heading. */
  readonly templates: ReadonlySet<string>;
  /** Whether the first level-1 heading is the document's title. */
  readonly titled: boolean;
  readonly legend: ReadonlyMap<string, TaskStatus>;
}

/** What one stretch adds; kept so that it can be taken away again. */
export interface StretchShare {
  readonly headings: readonly (SeriesShare | null)[];
  /** Ids that only a series makes certain, with their shapes. */
  readonly shapes: readonly (readonly [shape: string, id: string])[];
  readonly titles: number;
  readonly labels: readonly string[];
  /** Checkboxes that name a phase or sprint. */
  readonly boxedContainers: number;
  /** Lists with checkboxes. */
  readonly boxes: number;
  /** Lists and tables, but for those nested in lists. */
  readonly lists: number;
  readonly legend: readonly LegendEntry[];
}

/** What name and title say of a document. */
export type SelfTitle = Pick<SelfDescription, 'tasks' | 'backlog'>;

const NONE: never[] = [];

/** Shapes must occur this often to be a series. */
const SERIES = 2;
const SLUG_SERIES = 3;
/** So often a label must stand above a plain list to be part of a template. */
const TEMPLATE = 3;
/** A checklist of phases is no longer than this. */
const LONGEST_PHASES = 40;

export function shareOf(stretch: Stretch, titles: TitleClassifier, series: SeriesMemory): StretchShare {
  const { segments } = stretch.reading;
  let shapes: (readonly [string, string])[] = NONE;
  let legend: LegendEntry[] = NONE;
  let labels: string[] = NONE;
  let boxedContainers = 0;
  let boxes = 0;
  let lists = 0;
  let firstLevel = 0;
  const weigh = (node: TaskNode): void => {
    if (node.idText !== null && !node.has(NodeFlag.StrongId)) {
      if (shapes === NONE) shapes = [];
      shapes.push([node.idShape, node.idText]);
    }
  };
  for (const segment of segments) {
    if (segment.level === 1) firstLevel++;
    if (segment.legend.length > 0) legend = [...legend, ...segment.legend];
    lists += segment.tables.length;
    for (const list of segment.lists) {
      if (list.within === null) lists++;
      if (list.ids) for (const item of list.items) weigh(item);
      if (list.boxes > 0) boxes++;
      if (list.boxes > 0 && list.items.length <= LONGEST_PHASES) {
        boxedContainers += list.items.filter((item) => isBoxedContainer(item, titles)).length;
      }
      const title = list.label?.title;
      if (title !== undefined && list.boxes === 0 && list.within === null) {
        if (labels === NONE) labels = [];
        labels.push(title);
      }
      if (
        list.items.length <= 12 &&
        title !== undefined &&
        titles.describe(title).sectionClass === 'legend'
      ) {
        legend = [...legend, ...legendOfItems(list.items)];
      }
    }
    const heading = segment.heading;
    if (heading) weigh(heading);
    if (heading && segment.lists.length > 0 && !heading.has(NodeFlag.StrongId)) {
      const start = heading.textStart;
      const title = heading.textOf(start, heading.textEnd);
      if (titles.describe(title).sectionClass === 'legend') {
        for (const list of segment.lists) legend = [...legend, ...legendOfItems(list.items)];
      }
    }
    for (const table of segment.tables) for (const row of table.rows) weigh(row);
  }
  return {
    headings: segments.map((segment) => series.of(segment)),
    shapes,
    titles: firstLevel,
    labels,
    boxedContainers,
    boxes,
    lists,
    legend,
  };
}

/** "- [x] **Phase 1: Set up**" */
function isBoxedContainer(item: TaskNode, titles: TitleClassifier): boolean {
  const start = item.textOf(item.textStart, item.textStart + 2);
  if (start !== '**') return false;
  return titles.describe(item.textOf(item.textStart + 2, Math.min(item.textEnd, item.textStart + 42)))
    .container;
}

function legendOfItems(items: readonly TaskNode[]): LegendEntry[] {
  return items
    .map((item): LegendEntry | null => {
      const marker = item.markerText ?? item.details.glyph;
      return marker === null ? null : [marker, item.textOf(item.textStart, item.textEnd)];
    })
    .filter((entry) => entry !== null);
}

/** Counts over a document, kept up to date stretch by stretch. */
export class Tally {
  private readonly series = new Map<string, SeriesCount>();
  /** Occurrences by shape and id: one id said twice is no series. */
  private readonly shapes = new Map<string, Map<string, number>>();
  private readonly labels = new Map<string, number>();
  private readonly legends = new Set<StretchShare>();
  private titles = 0;
  private boxedContainers = 0;
  private boxes = 0;
  private lists = 0;
  private says: SelfTitle = { tasks: false, backlog: false };
  private dirty = true;
  private current: Profile | null = null;

  add(share: StretchShare): void {
    this.count(share, 1);
    if (share.legend.length > 0) this.legends.add(share);
  }

  remove(share: StretchShare): void {
    this.count(share, -1);
    this.legends.delete(share);
  }

  private count(share: StretchShare, sign: 1 | -1): void {
    this.dirty = true;
    this.titles += sign * share.titles;
    this.boxedContainers += sign * share.boxedContainers;
    this.boxes += sign * share.boxes;
    this.lists += sign * share.lists;
    for (const label of share.labels) this.labels.set(label, (this.labels.get(label) ?? 0) + sign);
    for (const [shape, id] of share.shapes) {
      let ids = this.shapes.get(shape);
      if (!ids) this.shapes.set(shape, (ids = new Map()));
      const count = (ids.get(id) ?? 0) + sign;
      if (count > 0) ids.set(id, count);
      else ids.delete(id);
    }
    for (const heading of share.headings) {
      if (!heading) continue;
      let count = this.series.get(heading.key);
      if (!count) this.series.set(heading.key, (count = new SeriesCount()));
      count.add(heading, sign);
    }
  }

  profile(says: SelfTitle): Profile {
    const isOther = says.tasks !== this.says.tasks || says.backlog !== this.says.backlog;
    if (!this.dirty && !isOther && this.current) return this.current;
    this.dirty = false;
    this.says = says;
    const self: SelfDescription = {
      ...says,
      boxes: this.boxes > 0,
      lists: this.lists,
      deepest: this.deepest(() => true),
    };
    const shapes = new Set<string>();
    for (const [shape, ids] of this.shapes) {
      if (ids.size >= (shape === 'slug' ? SLUG_SERIES : SERIES)) shapes.add(shape);
    }
    const headings = new Map<string, HeadingVerdict>();
    const deepestIds = this.deepest((letter) => letter === 'x' || letter === 't');
    for (const [key, count] of this.series) {
      if (count.total > 0) headings.set(key, this.verdictOn(key, count, deepestIds, self));
    }
    this.goOn(headings);
    const legend = this.legend();
    const templates = new Set<string>();
    for (const [label, count] of this.labels) if (count >= TEMPLATE) templates.add(label);
    const titled = this.titles === 1;
    const acceptance = JSON.stringify([[...shapes].sort(), [...legend].sort(), [...templates].sort()]);
    const signature = JSON.stringify([acceptance, titled, [...headings].sort()]);
    if (this.current?.signature === signature) return this.current;
    this.current = { signature, acceptance, shapes, headings, templates, titled, legend };
    return this.current;
  }

  /**
   * Headings below tasks of the same shape that go on with their numbers, each of which is given once, are tasks
   * as well: "### 7. …" and, under "### Later", "#### 8. …".
   */
  private goOn(headings: Map<string, HeadingVerdict>): void {
    for (const [key, verdict] of headings) {
      const shape = key.slice(2);
      if (verdict !== 'all' || key[1] !== 'w' || !/^0/.test(shape)) continue;
      const ids = this.shapes.get(shape);
      if (!ids || [...ids.values()].some((count) => count > 1)) continue;
      for (let level = Number(key[0]) + 1; level <= 6; level++)
        if (headings.get(`${level}w${shape}`) === 'none') headings.set(`${level}w${shape}`, 'all');
    }
  }

  private verdictOn(
    key: string,
    count: SeriesCount,
    deepestIds: number,
    self: SelfDescription,
  ): HeadingVerdict {
    // Phases that a checklist ticks off are tasks there, not once more where they are described.
    if (key[1] === 'c' && this.boxedContainers >= 2) return 'none';
    return verdictOfSeries(key, count, Number(key[0]) < deepestIds, self);
  }

  /** The deepest level at which two or more headings are of one series of such a kind, or 0. */
  private deepest(isSuch: (letter: string | undefined) => boolean): number {
    let deepest = 0;
    for (const [key, { total }] of this.series) {
      if (total >= 2 && isSuch(key[1])) deepest = Math.max(deepest, Number(key[0]));
    }
    return deepest;
  }

  private legend(): Map<string, TaskStatus> {
    const said = new Map<string, TaskStatus | null>();
    for (const share of this.legends) {
      for (const [marker, words] of share.legend) {
        const status = statusAnywhere(words);
        // An empty box is never done, whatever a legend says.
        if (status === null || (marker === ' ' && status === 'done')) continue;
        // Legends that contradict each other explain nothing.
        const other = said.get(marker);
        said.set(marker, other === undefined || other === status ? status : null);
      }
    }
    const legend = new Map<string, TaskStatus>();
    for (const [marker, status] of said) {
      if (status !== null) legend.set(marker, status);
    }
    return legend;
  }
}
