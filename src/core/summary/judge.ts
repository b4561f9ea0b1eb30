import type { IndexReader } from '../model/reader';
import type { TaskDocument } from '../model/task';
import {
  classOf,
  isTelling,
  isTrivial,
  thingOf,
  valuesOf,
  type Candidate,
  type Comparison,
  type Foreign,
  type Strength,
} from './candidate';
import { DONE } from './clause';
import {
  finishedOf,
  mayMean,
  readingsOf,
  readingsOfCriteria,
  type Reading,
  type ReadingName,
} from './readings';
import { Scopes, type Scope } from './scopes';
import { figuresByPlace, isEffortInTable, type StatedFigures } from './stated';
import { countedKey, countedTasks, keyOf, type CountedTasks } from './tasksOf';
import { Ties } from './ties';
import { Truths } from './truth';

/** A statement of a document, by its offsets there, held against the tasks. */
export interface Judgement {
  readonly stated: StatedFigures;
  /** Offset of the part of the document that the offsets in `stated` are relative to. */
  readonly offset: number;
  /** The comparison by which it is right; else the likeliest one. */
  readonly by: Comparison;
  /** All that it may be compared with. */
  readonly comparisons: readonly Comparison[];
  readonly agrees: boolean;
  /** Whether it is certain of which tasks it speaks, so that it is wrong where it does not agree. */
  readonly tied: boolean;
  /** Whether it names what it counts. */
  readonly isNamed: boolean;
  /** Whether there is one true figure, whatever way of counting is meant. */
  readonly certain: boolean;
}

/** Nobody counts the criteria of more tasks, and looking them up takes time after every key. */
const MOST_WITH_CRITERIA = 1000;

/**
 * All that a document states of its tasks, as far as it can be compared.
 *
 * @param empty whether the heading of a section without tasks is compared as well: "## Doing (0)"
 */
export function judgements(document: TaskDocument, index: IndexReader, empty = false): readonly Judgement[] {
  const found: { offset: number; stated: StatedFigures }[] = [];
  for (const { offset, value } of document.found(figuresByPlace)) {
    const { all, others, efforts } = value;
    // The efforts of tasks are what the others are held against.
    const left = efforts.filter(({ start }) => document.taskAt(offset + start)?.kind !== 'row');
    if (left.length === 0) {
      for (const stated of others) found.push({ offset, stated });
      continue;
    }
    const tables = new Set(left.map(({ group }) => group));
    for (const stated of all)
      if (!isEffortInTable(stated) || tables.has(stated.group)) found.push({ offset, stated });
  }
  if (found.length === 0) return [];
  const judge = new Judge(document, index, empty);
  for (const { offset, stated } of found) judge.meet(stated, offset);
  for (const { offset, stated } of found) judge.add(stated, offset);
  return judge.judgements();
}

class Judge {
  private readonly scopes: Scopes;
  private readonly truths: Truths;
  private known: CountedTasks | null = null;
  private readonly candidates: Candidate[] = [];
  private readonly foreign: Foreign[] = [];
  /** Groups that tell what is in progress apart. */
  private readonly begun = new Set<string>();
  /** Groups with shares that name a status, as a row for each of them does: their total is 100 %. */
  private readonly shared = new Set<string>();
  private readonly votes = new Map<ReadingName, number>();

  constructor(
    private readonly document: TaskDocument,
    index: IndexReader,
    private readonly empty: boolean,
  ) {
    this.scopes = new Scopes(document, () => this.counted);
    this.truths = new Truths(document, index, () => this.counted);
  }

  /** Worked out only where a statement names tasks that there are. */
  private get counted(): CountedTasks {
    this.known ??= this.document.keyed(countedKey, countedTasks);
    return this.known;
  }

  /** Takes note of what stands together. */
  meet(stated: StatedFigures, offset: number): void {
    const isBegun = stated.quantities.some(
      (quantity) => 'status' in quantity && quantity.status?.status === 'doing' && quantity.role === 'count',
    );
    if (isBegun) this.begun.add(this.groupOf(stated, offset));
    if (stated.quantities.some((each) => each.role === 'share' && each.status !== DONE))
      this.shared.add(this.groupOf(stated, offset));
  }

  add(stated: StatedFigures, offset: number): void {
    const scopes = this.scopesOf(stated, offset + stated.start);
    if (scopes.length === 0) {
      this.addForeign(stated, offset);
      return;
    }
    const group = this.groupOf(stated, offset);
    const isOfAll = stated.quantities.every((each) => each.role === 'share' && each.status === DONE);
    if (isOfAll && stated.label.total && stated.place === 'cell' && this.shared.has(group)) return;
    const compared = (readings: (scope: Scope) => readonly Reading[]): Comparison[] =>
      scopes.flatMap((scope) =>
        readings(scope)
          .filter((reading) => mayMean(reading, thingOf(stated)))
          .map((reading) => this.compare(stated, scope, reading, this.begun.has(group))),
      );
    const comparisons = compared((scope) => this.readingsOf(scope));
    // Criteria are looked for only where nothing else explains a figure.
    if (!comparisons.some(({ agrees }) => agrees))
      comparisons.push(...compared((scope) => this.criteriaOf(scope)));
    if (!comparisons.some(({ truths }) => truths.some((truth) => truth !== null))) return;
    const agreeing = comparisons.find(({ agrees }) => agrees) ?? null;
    const strength = this.strengthOf(stated, offset, scopes);
    if (agreeing && !isTrivial(stated)) {
      const names = new Set(comparisons.filter(({ agrees }) => agrees).map(({ reading }) => reading.name));
      for (const name of names) this.votes.set(name, (this.votes.get(name) ?? 0) + 1);
    }
    this.candidates.push({
      stated,
      offset,
      comparisons,
      agreeing,
      strength,
      group,
      class: classOf(stated, group, strength),
    });
  }

  private addForeign(stated: StatedFigures, offset: number): void {
    const [quantity] = stated.quantities;
    if (!quantity || !mayBeForeign(stated)) return;
    const file = this.scopes.file();
    if (!file) return;
    const agrees = this.readingsOf(file).some(
      (reading) => this.truths.of(quantity, file, reading, false)?.agrees,
    );
    this.foreign.push({ group: this.groupOf(stated, offset), agrees });
  }

  private groupOf({ place, group, start }: StatedFigures, offset: number): string {
    if (place === 'cell' || place === 'code') return `${place} ${offset} ${group}`;
    if (place === 'matter') return place;
    return `line ${this.scopes.sectionAt(offset + start)}`;
  }

  /** The sets of tasks that it may speak of, the likeliest first; none where that is not certain. */
  private scopesOf(stated: StatedFigures, start: number): readonly Scope[] {
    const { scopes } = this;
    const task = this.document.taskAt(start);
    if (task && task.kind !== 'heading' && task.kind !== 'document') {
      const isTitle = this.document.positionAt(start).line === task.line;
      if (task.kind === 'row' || stated.scope !== null || (isTitle && stated.place !== 'cookie')) return [];
      const parts = scopes.ofTask(task);
      return parts.members.length > 0 ? [parts] : [];
    }
    if (stated.place === 'heading' || stated.place === 'cookie') {
      const at = scopes.sectionAt(start);
      // A line that is no heading speaks of tasks below it only where it is a task or stands for a heading.
      if (stated.place === 'cookie' && scopes.lineOf(at) !== this.document.positionAt(start).line) return [];
      const section = scopes.section(at);
      return section && (this.empty || section.members.length > 0) ? [section] : [];
    }
    if (scopes.isElsewhere(start)) return [];
    if (task?.kind === 'heading') {
      // What a task's fields say of its effort is its own; what they count are its parts.
      if (stated.scope !== null) return [];
      if (stated.quantities.some(({ role }) => role !== 'count' && role !== 'share')) return [];
      const own = scopes.ofTask(task);
      return own.members.length === 0 ? [] : [own];
    }
    if (stated.ids !== null) {
      const listed = scopes.ofIds(stated.ids);
      return listed ? [listed] : [];
    }
    if (stated.scope !== null) return scopes.ofName(stated.scope);
    if (scopes.isArrangement(start)) return [];
    const around = scopes.aroundLine(start);
    return stated.place === 'matter' ? around.filter(({ kind }) => kind === 'file') : around;
  }

  /** A run of tasks is counted once until one of them changes. */
  private readingsOf({ members }: Scope): readonly Reading[] {
    const { readings } = this.counted;
    const key = keyOf(members);
    let known = readings.get(key);
    if (!known) readings.set(key, (known = readingsOf(this.counted, members)));
    return known;
  }

  private criteriaOf(scope: Scope): readonly Reading[] {
    if (scope.members.length > MOST_WITH_CRITERIA) return [];
    return readingsOfCriteria(this.document.tasks, scope.members, this.readingsOf(scope));
  }

  private compare(stated: StatedFigures, scope: Scope, reading: Reading, apart: boolean): Comparison {
    const isWhole = stated.quantities.some((each) => each.role === 'count' && each.status === null);
    const truths = stated.quantities.map((quantity) => {
      // What is done may have been taken out of the file, unless it is said of how many.
      const isOfDone =
        (quantity.role === 'count' || quantity.role === 'share') && quantity.status?.status === 'done';
      if (isOfDone && !isWhole && finishedOf(reading) === 0 && quantity.figure.value > 0) return null;
      return this.truths.of(quantity, scope, reading, apart);
    });
    const compared = truths.filter((truth) => truth !== null);
    return {
      scope,
      reading,
      truths,
      apart,
      agrees: compared.length > 0 && compared.every(({ agrees }) => agrees),
    };
  }

  private strengthOf(stated: StatedFigures, offset: number, scopes: readonly Scope[]): Strength {
    const { quantities, label, place, isFraction, bar } = stated;
    if (stated.ids !== null) return 'strong';
    const counts = quantities.filter((quantity) => quantity.role === 'count');
    if (counts.length === 0) {
      const [first] = quantities;
      if (first?.role === 'share') return 'share';
      if (first?.role === 'critical' || first?.role === 'gain') return 'strong';
      const isWhole = scopes[0]?.kind === 'file' && stated.scope === null;
      return label.total && isWhole && place !== 'heading' && !stated.restricted ? 'strong' : 'weak';
    }
    if (stated.restricted) return 'weak';
    if (counts.some(({ thing }) => thing !== null && thing !== 'vague')) return 'strong';
    if (!isFraction) return 'weak';
    const saysStatus = counts.some(({ status }) => status !== null && status !== DONE);
    const isBracketed = this.document.slice(offset + stated.start - 1, offset + stated.start) === '[';
    const isNamed = saysStatus || label.progress || bar !== null;
    return isNamed || (isBracketed && scopes[0]?.kind === 'task') ? 'strong' : 'weak';
  }

  judgements(): readonly Judgement[] {
    const ties = new Ties(this.candidates, this.foreign, (candidate) => this.likeliest(candidate));
    return this.candidates.map((candidate) => {
      const { stated, offset, comparisons } = candidate;
      const by = this.bestAgreeing(candidate) ?? this.likeliest(candidate);
      return {
        stated,
        offset,
        by,
        comparisons,
        agrees: by.agrees,
        tied: ties.isTied(candidate),
        isNamed: thingOf(stated) !== null && thingOf(stated) !== 'vague',
        certain: this.isCertain(candidate, by),
      };
    });
  }

  /** Of comparisons that agree that by which most other figures of the file are right, too. */
  private bestAgreeing({ comparisons }: Candidate): Comparison | null {
    let best: Comparison | null = null;
    for (const other of comparisons) {
      if (!other.agrees) continue;
      const isBetter =
        best === null || (other.scope === best.scope && this.votesFor(other) > this.votesFor(best));
      if (isBetter) best = other;
    }
    return best;
  }

  private votesFor({ reading }: Comparison): number {
    return this.votes.get(reading.name) ?? 0;
  }

  /**
   * Of comparisons that all disagree that in which an exact count of the statement is right, else that by which other
   * figures of the file are. Another set of tasks only where figures of the statement speak for it.
   */
  private likeliest({ stated, comparisons }: Candidate): Comparison {
    const right = ({ truths }: Comparison): number =>
      truths.filter((truth, at) => truth?.agrees && isTelling(stated.quantities[at]!)).length;
    let best = comparisons[0]!;
    for (const other of comparisons) {
      const more = right(other) - right(best);
      if (
        more > 0 ||
        (more === 0 && other.scope === best.scope && this.votesFor(other) > this.votesFor(best))
      )
        best = other;
    }
    const same = comparisons.find(
      (other) => other.scope === best.scope && valuesOf(other) === valuesOf(best),
    );
    return same ?? best;
  }

  private isCertain({ comparisons }: Candidate, by: Comparison): boolean {
    const others = comparisons.filter((each) => each.scope === by.scope && valuesOf(each) !== valuesOf(by));
    return others.every((other) => this.votesFor(by) > this.votesFor(other));
  }
}

/** Whether it may give the number of all tasks a name that no task has. */
function mayBeForeign({ scope, quantities, label }: StatedFigures): boolean {
  const [quantity] = quantities;
  return scope !== null && label.total && quantity?.role === 'count' && quantity.status === null;
}
