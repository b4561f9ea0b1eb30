import { frontMatterTask } from '../forms/frontMatter';
import { isHeadingTask, SeriesMemory } from '../forms/headings';
import { isTaken, type Vocabulary, type Weighing } from '../forms/lists';
import { shapeOf } from '../identity/idSyntax';
import type { TaskNode } from '../forms/taskNode';
import type { TaskKind, TaskStatus } from '../model/task';
import type { Segment } from '../parse/reading';
import { collectTasks } from './collect';
import { HeadingContext, rootContext, saysSameOfTasks } from './context';
import { DeclaredIds } from './declaredIds';
import type { IndexedDocument } from './document';
import { IdTable } from './idTable';
import type { SectionContext, Stretch } from './stretch';
import type { Strength } from './strength';
import { decideStrong } from './strongForms';
import {
  decideLists,
  decideTables,
  hasTitleTask,
  isBacklog,
  isPlanDocument,
  isRepairDocument,
  isTaskDocument,
  rowIds,
} from './weakForms';
import { shareOf, Tally, type Profile, type StretchShare } from './tally';

/** Plain lists are weighed in a file with a few boxes only where they outnumber these by so much. */
const FEW_STRONG = 12;

/**
 * Decides what in a document is a task. First what is certain by itself or by its series: headings and
 * checkboxes. Then, in the light of that, tables and plain lists. Each stretch remembers what it was decided
 * with, so that after a change only those are decided anew for which something is different; all that is
 * done for every stretch is a few comparisons.
 */
export class Assembly {
  private readonly document: IndexedDocument;
  private readonly tally = new Tally();
  private readonly series: SeriesMemory;
  private readonly shares = new Map<Stretch, StretchShare>();
  private readonly ids = new IdTable();
  private readonly headingIds = new DeclaredIds();
  private readonly boxIds = new DeclaredIds();
  /** Of tables that name their column of ids, and of those where it is inferred. */
  private readonly rowIds = [new DeclaredIds(), new DeclaredIds()] as const;
  private profile: Profile | null = null;
  private root: SectionContext = rootContext(null);
  private documentTask: TaskNode | null = null;
  private waves = new Map<string, string>();
  private wavesChanged = false;
  private shapesSeen = 0;
  private first: Stretch | null = null;

  constructor(document: IndexedDocument) {
    this.document = document;
    this.series = new SeriesMemory(document.services.reader.titles);
  }

  get legend(): ReadonlyMap<string, TaskStatus> {
    return this.profile?.legend ?? new Map<string, TaskStatus>();
  }

  add(stretch: Stretch): void {
    const share = shareOf(stretch, this.document.services.reader.titles, this.series);
    this.shares.set(stretch, share);
    this.tally.add(share);
  }

  remove(stretch: Stretch): void {
    const share = this.shares.get(stretch);
    if (share) this.tally.remove(share);
    this.shares.delete(stretch);
    this.ids.remove(stretch.tasks);
    this.wavesChanged ||= stretch.planned.length > 0;
    this.headingIds.delete(stretch);
    this.boxIds.delete(stretch);
    for (const ids of this.rowIds) ids.delete(stretch);
  }

  /** Brings everything up to date with the stretches as they now are, some stretches at a step. */
  *settleInSteps(stretches: readonly Stretch[]): Generator<void, void> {
    const says = {
      tasks: isTaskDocument(this.document.path, stretches),
      plan: isPlanDocument(this.document.path, stretches),
    };
    const profile = this.tally.profile({
      tasks: says.tasks || isRepairDocument(this.document.path, stretches),
      backlog: isBacklog(this.document.path, stretches),
    });
    this.profile = profile;
    this.settleDocumentTask(stretches[0] ?? null);
    let above = this.root;
    let strong = 0;
    let bullets = 0;
    let numbered = 0;
    let columns = 0;
    let boards = 0;
    let emptyBoxes = false;
    let weak = false;
    const changed = new Set<Stretch>();
    for (const stretch of stretches) {
      const isChanged = this.settleContexts(stretch, above, profile);
      above = stretch.contexts[stretch.contexts.length - 1] ?? above;
      if (!isChanged) continue;
      changed.add(stretch);
      this.headingIds.replace(stretch, idsOfHeadings(stretch));
      yield;
    }
    for (const stretch of stretches) {
      // Boxes that name a heading's task cite it; whether one does may change with any heading.
      const stale = stretch.strength.cites && stretch.citesDecidedBy !== this.headingIds.version;
      if (stale || changed.has(stretch)) {
        this.decideStrong(stretch);
        changed.add(stretch);
        yield;
      }
      const { strength } = stretch;
      strong += strength.strong;
      bullets += strength.bullets;
      numbered += strength.numbered;
      columns |= strength.columns;
      boards |= strength.boards;
      emptyBoxes ||= strength.emptyBoxes;
      weak ||= strength.weak;
    }
    const sums = { strong, bullets, numbered, columns, boards, emptyBoxes };
    if (weak) yield* this.settleWeak(stretches, sums, says, changed);
    for (const stretch of changed) {
      this.collect(stretch);
      yield;
    }
    if (this.wavesChanged) this.settleWaves(stretches);
    if (this.shapesSeen !== this.ids.shapesVersion) this.settleShapes(stretches);
  }

  /** What looks like an id in prose is one where a task has such an id: what was derived of it counts no more. */
  private settleShapes(stretches: readonly Stretch[]): void {
    this.shapesSeen = this.ids.shapesVersion;
    for (const stretch of stretches)
      if (stretch.tasks.some(({ needsShapes }) => needsShapes)) stretch.take([...stretch.tasks]);
  }

  private settleDocumentTask(first: Stretch | null): void {
    if (first === this.first) return;
    this.first = first;
    const segment = first?.reading.segments[0];
    const task = first && segment ? frontMatterTask(first, segment) : null;
    // All contexts hang on it: it is kept as long as it says the same.
    if (task !== null || this.documentTask !== null) this.root = rootContext(task);
    this.documentTask = task;
  }

  /**
   * Contexts of the stretch's segments; whether its tasks are to be decided anew, for what these say or by another
   * profile.
   *
   * @param above the context in which the stretch begins
   */
  private settleContexts(stretch: Stretch, above: SectionContext, profile: Profile): boolean {
    if (stretch.settledUnder === above && stretch.settledBy === profile) return false;
    const { segments } = stretch.reading;
    const share = this.shares.get(stretch);
    const isDecided = stretch.decidedBy === profile.acceptance;
    let top = above;
    let fresh: SectionContext[] | null = isDecided ? null : [];
    // Candidates that are weighed in the light of all look at titles, too.
    let isOther = !isDecided || stretch.strength.weak;
    for (let index = 0; index < segments.length; index++) {
      const segment = segments[index];
      const heading = segment?.heading ?? null;
      const known = stretch.contexts[index];
      const saysOther = (now: SectionContext): boolean =>
        !known || !segment || !saysSame(segment, known, now);
      if (!heading) {
        if (known !== top) fresh ??= stretch.contexts.slice(0, index);
        isOther ||= saysOther(top);
      } else {
        while (top.parent && top.level >= heading.level) top = top.parent;
        const part = share?.headings[index];
        const taken = part != null && isHeadingTask(heading, part, profile.headings.get(part.key));
        const isTitle = profile.titled && heading.level === 1;
        const isSame = known?.parent === top && known.heading === heading && known.isTitle === isTitle;
        if (!fresh && isSame && heading.taken === taken) {
          top = known;
        } else {
          fresh ??= stretch.contexts.slice(0, index);
          const kind = taken && isTitle ? 'document' : 'heading';
          isOther ||= heading.taken !== taken || heading.kind !== kind;
          heading.taken = taken;
          heading.kind = kind;
          const context = new HeadingContext(top, heading, isTitle, this.document.services.reader.titles);
          isOther ||= known?.heading !== heading || saysOther(context);
          // A heading stands in the section above it.
          isOther ||= !known?.parent || !saysSameOfTasks(known.parent, top);
          top = formerContext(stretch.predecessor, index)?.takenOver(context) ?? context;
        }
      }
      if (fresh) fresh[index] = top;
    }
    stretch.settledUnder = above;
    stretch.settledBy = profile;
    stretch.predecessor = null;
    if (!fresh) return false;
    stretch.contexts = fresh;
    stretch.decidedBy = profile.acceptance;
    // Whoever remembers tasks by their sections has to look again.
    if (!isOther) stretch.tasks = [...stretch.tasks];
    else stretch.weakDecidedBy = null;
    return isOther;
  }

  private vocabulary(): Vocabulary {
    const { fields, titles } = this.document.services.reader;
    return { fields, titles };
  }

  private accepts(node: TaskNode): boolean {
    return this.profile?.shapes.has(node.idShape) ?? false;
  }

  private isDeclared(id: string, others: readonly DeclaredIds[]): boolean {
    return this.headingIds.has(id) || this.boxIds.has(id) || others.some((ids) => ids.has(id));
  }

  private decideStrong(stretch: Stretch): void {
    decideStrong(stretch, this.vocabulary(), (id) => this.headingIds.has(id));
    stretch.citesDecidedBy = this.headingIds.version;
    this.boxIds.replace(stretch, stretch.strength.cites ? idsOfBoxes(stretch) : NO_IDS);
  }

  private *settleWeak(
    stretches: readonly Stretch[],
    sums: Pick<Strength, 'strong' | 'bullets' | 'numbered' | 'columns' | 'boards' | 'emptyBoxes'>,
    says: { tasks: boolean; plan: boolean },
    changed: Set<Stretch>,
  ): Generator<void, void> {
    const words = this.vocabulary();
    const few = sums.strong * FEW_STRONG < sums.bullets + sums.numbered;
    const weighing = (rows: number, rowIds: readonly DeclaredIds[]): Weighing => ({
      accepts: (node) => this.accepts(node),
      isTemplate: (label) => this.profile?.templates.has(label) ?? false,
      declares: (id) =>
        this.isDeclared(id, rowIds) || (id.startsWith('#') && this.isDeclared(id.slice(1), rowIds)),
      // What a task's own page lists describes the task.
      plainLists: (sums.strong === 0 || few) && rows === 0 && !this.documentTask && !hasTitleTask(stretches),
      boxes: sums.strong > 0 || this.documentTask !== null || hasTitleTask(stretches),
      bullets: sums.bullets * 2 >= sums.numbered,
      numbers: sums.numbered * 2 >= sums.bullets,
      taskDocument: says.tasks,
      planDocument: says.plan,
      columns: sums.columns,
      boards: sums.boards,
      emptyBoxes: sums.emptyBoxes,
    });
    const key = (w: Weighing): string =>
      `${this.headingIds.version}|${this.boxIds.version}|${w.plainLists}|${w.boxes}|${w.bullets}|${w.numbers}|${w.taskDocument}|${w.planDocument}|${w.columns}|${w.boards}|${w.emptyBoxes}`;
    const [named, inferred] = this.rowIds;
    const redo = stretches.filter((stretch) => stretch.strength.weak);
    const forTables = weighing(0, []);
    let rows = this.decideTables(redo, changed, forTables, key(forTables), 0);
    // Tables whose first column only happens to hold ids may cite the rows of those that declare them; what they were
    // taken for before these changes counts for nothing.
    const forInferred = weighing(0, [named]);
    rows += this.decideTables(redo, changed, forInferred, `${key(forInferred)}|${named.version}`, 1);
    const forLists = weighing(rows, [named, inferred]);
    const listKey = `${key(forLists)}|${named.version}|${inferred.version}`;
    for (const stretch of redo) {
      if (stretch.weakDecidedBy === listKey && !changed.has(stretch)) continue;
      stretch.weakDecidedBy = listKey;
      decideLists(stretch, words, forLists);
      changed.add(stretch);
      yield;
    }
  }

  /**
   * Decides the tables that name their column of ids (0), or those where it is inferred (1), as far as something is
   * other than it was; returns how many rows of all of them are tasks.
   */
  private decideTables(
    stretches: readonly Stretch[],
    changed: ReadonlySet<Stretch>,
    weighing: Weighing,
    key: string,
    which: 0 | 1,
  ): number {
    let rows = 0;
    for (const stretch of stretches) {
      if (stretch.tablesDecidedBy[which] !== key || changed.has(stretch)) {
        stretch.tablesDecidedBy[which] = key;
        stretch.rows[which] = decideTables(stretch, this.vocabulary(), weighing, which === 1);
        this.rowIds[which].replace(stretch, rowIds(stretch, which === 1));
      }
      rows += stretch.rows[which];
    }
    return rows;
  }

  private collect(stretch: Stretch): void {
    this.ids.remove(stretch.tasks);
    const before = stretch.planned;
    const { tasks, planned } = collectTasks(stretch, {
      accepts: (node) => this.accepts(node),
      documentTask: stretch === this.first ? this.documentTask : null,
      titles: this.document.services.reader.titles,
    });
    tasks.forEach((task, at) => (task.at = at));
    stretch.take(tasks);
    stretch.planned = planned;
    this.wavesChanged ||= before.length + planned.length > 0;
    this.ids.add(tasks);
  }

  private settleWaves(stretches: readonly Stretch[]): void {
    this.wavesChanged = false;
    const waves = new Map<string, string>();
    for (const stretch of stretches) {
      for (const { id, wave } of stretch.planned) if (!waves.has(id)) waves.set(id, wave);
    }
    this.waves = waves;
  }

  waveOf(node: TaskNode): string | null {
    const planned = node.takenId === null ? undefined : this.waves.get(node.takenId);
    if (planned !== undefined) return planned;
    let outer = node;
    while (outer.up) outer = outer.up;
    const label = outer.list?.label;
    const labelled = label ? this.document.services.reader.titles.describe(label.title).wave : null;
    return labelled ?? node.stretch.contextOf(node)?.wave ?? null;
  }

  kinds(): ReadonlySet<TaskKind> {
    return this.ids.kinds();
  }

  hasIdLike(id: string): boolean {
    return this.ids.hasShape(shapeOf(id));
  }

  tasksOf(id: string): readonly TaskNode[] {
    return this.ids.tasksOf(id);
  }

  allIds(): IterableIterator<string> {
    return this.ids.ids();
  }

  duplicates(): readonly (readonly TaskNode[])[] {
    return this.ids.duplicates();
  }

  unknownMarkers(): readonly TaskNode[] {
    return this.ids.unknownMarkers();
  }
}

const NO_IDS: readonly string[] = [];

function idsOfHeadings(stretch: Stretch): string[] {
  const ids: string[] = [];
  for (const { heading } of stretch.reading.segments)
    if (heading?.taken && heading.idText !== null) ids.push(heading.idText);
  return ids;
}

function idsOfBoxes(stretch: Stretch): string[] {
  const ids: string[] = [];
  for (const segment of stretch.reading.segments) {
    for (const list of segment.lists) {
      if (list.boxes === 0 || !isTaken(list.verdict)) continue;
      for (const item of list.items) if (item.taken && item.idText !== null) ids.push(item.idText);
    }
  }
  return ids;
}

/** Whether two contexts say the same of what stands in a segment, as far as it is not weighed in the light of all. */
function saysSame({ lists, tables }: Segment, one: SectionContext, other: SectionContext): boolean {
  return (
    saysSameOfTasks(one, other) &&
    one.level === other.level &&
    one.ownStatus === other.ownStatus &&
    (lists.length + tables.length === 0 || one.sectionClass === other.sectionClass)
  );
}

/** The context that a stretch which is gone had for one of its own headings. */
function formerContext(gone: Stretch | null, segment: number): SectionContext | null {
  const context = gone?.contexts[segment];
  return context?.heading?.stretch === gone ? (context ?? null) : null;
}
