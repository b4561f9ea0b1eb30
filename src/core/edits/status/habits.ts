import { TaskNode } from '../../forms/taskNode';
import type { Task, TaskDocument, TaskSection, TaskStatus } from '../../model/task';
import type { SignKind, StatusSign } from '../../parse/statusSigns';
import {
  glyphOfStatus,
  markerOfStatus,
  statusOfMarker,
  statusOfValue,
  statusOfWord,
} from '../../words/statusWords';
import { fieldsOf } from '../fieldPlaces';
import { findDate } from './dates';
import { isStruck, signsOf } from './signs';
import { coreOf, glyphIn, readValue, styleOfWords, type WordStyle } from './value';

/** More tasks than these are not asked how they say it; of more, some are taken from all parts of the file. */
const MOST_ASKED = 1500;
/** Share of the done tasks that must carry a date for the next one to get one. */
const MOST_DATED = 0.5;
const FEWEST_DATED = 2;

/** A task that says its status, and how. */
export interface Example {
  readonly task: Task;
  readonly signs: readonly StatusSign[];
  readonly struck: boolean;
}

/** Where a task stands, and its box. */
export interface Placed {
  readonly section: readonly string[];
  readonly marker: string | null;
  readonly parent: Task | null;
}

/** Where and how a file says the statuses of its tasks. */
export class StatusHabits {
  private readonly examples: readonly Example[];
  private readonly markers = new Map<TaskStatus, string>();
  private readonly placed = new Map<TaskStatus, readonly Placed[]>();
  private knownSections: readonly TaskSection[] | null = null;

  /** @param more documents whose front matter is written alike, for tasks that are files of their own */
  constructor(
    readonly document: TaskDocument,
    more: readonly TaskDocument[] = [],
  ) {
    const tasks = [...document.tasks, ...more.flatMap((other) => other.tasks.slice(0, 1))];
    const step = Math.max(1, Math.ceil(tasks.length / MOST_ASKED));
    this.examples = tasks
      .filter((_, at) => at % step === 0)
      .map((task) => ({ task, signs: signsOf(task), struck: isStruck(task) }));
    this.countMarkers();
  }

  get sections(): readonly TaskSection[] {
    this.knownSections ??= this.document.sections();
    return this.knownSections;
  }

  /** The tasks of the document that have the status, and their sections; at most {@link MOST_ASKED}. */
  having(status: TaskStatus, parent: Task | null): readonly Placed[] {
    let found = this.placed.get(status);
    if (!found) {
      const alike = this.document.tasks.filter((task) => task.status === status);
      const step = Math.max(1, Math.ceil(alike.length / MOST_ASKED));
      found = alike
        .filter((_, at) => at % step === 0)
        .map(({ section, marker, parent: above }) => ({ section, marker, parent: above }));
      this.placed.set(status, found);
    }
    return found.filter((each) => each.parent === parent);
  }

  private countMarkers(): void {
    const counts = new Map<TaskStatus, Map<string, number>>();
    const legend = legendOf(this.document);
    const used = new Set<string>();
    for (const { marker } of this.document.tasks) {
      if (marker === null) continue;
      used.add(marker);
      const status = legend.get(marker) ?? statusOfMarker(marker);
      const known = counts.get(status) ?? new Map<string, number>();
      known.set(marker, (known.get(marker) ?? 0) + 1);
      counts.set(status, known);
    }
    for (const [status, known] of counts) {
      const [most] = [...known].sort(([, a], [, b]) => b - a);
      if (most) this.markers.set(status, most[0]);
    }
    // What the legend explains and nobody has used yet; pictographs of a legend may be no markers.
    for (const [marker, status] of legend)
      if (!this.markers.has(status) && (used.has(marker) || /^[ -~]$/.test(marker)))
        this.markers.set(status, marker);
  }

  /** The character between the brackets that says the status: the file's own, else the usual one. */
  marker(status: TaskStatus): { readonly text: string; readonly own: boolean } | null {
    const own = this.markers.get(status);
    if (own !== undefined) return { text: own, own: true };
    const usual = markerOfStatus(status);
    // What the legend gives another meaning cannot be used.
    if (usual === null || (legendOf(this.document).get(usual) ?? status) !== status) return null;
    return { text: usual, own: false };
  }

  /** Tasks of the same form that have the status, the most frequent way of saying it first. */
  ways(task: Task, status: TaskStatus): readonly Example[] {
    const counts = new Map<string, { count: number; example: Example }>();
    for (const example of this.examples) {
      const other = example.task;
      if (other === task || other.status !== status || other.document !== task.document) continue;
      if (!isSameForm(other, task)) continue;
      const signature = JSON.stringify([
        other.marker,
        example.struck,
        example.signs
          .filter((sign) => sign.status !== null)
          .map((sign) => [sign.kind, coreOf(readValue(this.textOf(other, sign)))]),
      ]);
      const known = counts.get(signature);
      if (known) known.count++;
      else counts.set(signature, { count: 1, example });
    }
    return [...counts.values()].sort((a, b) => b.count - a.count).map(({ example }) => example);
  }

  /** The most frequent way of writing the status in such a place, without dates and remarks; null for none. */
  value(kinds: readonly SignKind[], status: TaskStatus, near: Task | null = null): string | null {
    const counts = new Map<string, number>();
    for (const { task, signs } of this.examples) {
      for (const sign of signs) {
        if (!kinds.includes(sign.kind) || sign.status !== status) continue;
        const core = coreOf(readValue(this.textOf(task, sign)));
        // Those of the same table or list come first. Remarks may have said what the words alone do not.
        if (core !== '' && this.meaningOf(core) === status)
          counts.set(core, (counts.get(core) ?? 0) + (near && isBeside(task, near) ? 1000 : 1));
      }
    }
    const [most] = [...counts].sort(([, a], [, b]) => b - a);
    return most ? most[0] : null;
  }

  private meaningOf(core: string): TaskStatus | null {
    const legend = legendOf(this.document);
    return legend.get(core.replace('\ufe0f', '')) ?? statusOfMarkerOrValue(core);
  }

  /** The pictograph that says the status: of such a place, of the legend, of any place, or the usual one. */
  glyph(kinds: readonly SignKind[], status: TaskStatus): string | null {
    const own = this.value(kinds, status);
    if (own !== null && glyphIn(own) !== null) return glyphIn(own);
    for (const [marker, meaning] of legendOf(this.document))
      if (meaning === status && /\p{Extended_Pictographic}/u.test(marker)) return marker;
    return glyphOfStatus(status);
  }

  /** How words are written in such places. */
  style(kinds: readonly SignKind[], first: string): WordStyle | null {
    const words: string[] = first === '' ? [] : [first];
    for (const { task, signs } of this.examples)
      for (const sign of signs)
        if (kinds.includes(sign.kind)) words.push(readValue(this.textOf(task, sign)).words);
    return styleOfWords(words);
  }

  /** The date with what surrounds it that most done tasks carry behind such a value: ` (2025-01-03)`. */
  dateBehind(
    kinds: readonly SignKind[],
  ): { readonly text: string; readonly dates: readonly string[] } | null {
    let total = 0;
    const found: { text: string; date: string }[] = [];
    for (const { task, signs } of this.examples) {
      for (const sign of signs) {
        if (!kinds.includes(sign.kind) || sign.status !== 'done') continue;
        total++;
        const { remark } = readValue(this.textOf(task, sign));
        const date = findDate(remark);
        if (date && remark.slice(0, date.start).length <= 12 && date.end >= remark.trimEnd().length - 2)
          found.push({ text: remark.trimEnd(), date: date.text });
      }
    }
    const last = found.at(-1);
    if (!last || found.length < FEWEST_DATED || found.length < total * MOST_DATED) return null;
    return { text: last.text, dates: found.map(({ date }) => date) };
  }

  /** The `✅ 2025-01-03` that most done tasks of the form end with. */
  datedGlyph(task: Task): { readonly text: string; readonly dates: readonly string[] } | null {
    let total = 0;
    const found: RegExpExecArray[] = [];
    for (const { task: other } of this.examples) {
      if (other === task || other.status !== 'done' || !isSameForm(other, task)) continue;
      total++;
      const match = DATED_GLYPH.exec(ownTextOf(other));
      if (match) found.push(match);
    }
    const last = found.at(-1);
    if (!last || found.length < FEWEST_DATED || found.length < total * MOST_DATED) return null;
    return { text: last[0], dates: found.map((match) => match[1] ?? '') };
  }

  /** The field `Completed: 2025-01-03` that most done tasks of the form have: an example of it, and all its dates. */
  datedField(task: Task): { readonly example: DatedField; readonly dates: readonly string[] } | null {
    let total = 0;
    const found: DatedField[] = [];
    for (const { task: other } of this.examples) {
      if (other === task || other.status !== 'done' || !isSameForm(other, task)) continue;
      total++;
      const field = datedFieldOf(other);
      if (field) found.push(field);
    }
    const example = found.at(-1);
    if (!example || found.length < FEWEST_DATED || found.length < total * MOST_DATED) return null;
    return { example, dates: found.map(({ date }) => date) };
  }

  textOf(task: Task, sign: StatusSign): string {
    return task.document.slice(sign.valueStart, sign.valueEnd);
  }
}

/** A field that says when its task was done. */
export interface DatedField {
  readonly task: TaskNode;
  /** Its place among the fields of the task. */
  readonly at: number;
  readonly date: string;
}

export function datedFieldOf(task: Task): DatedField | null {
  if (!(task instanceof TaskNode)) return null;
  const fields = fieldsOf(task);
  for (const [at, { kind, labelStart, valueStart, valueEnd }] of fields.entries()) {
    if (kind !== 'other' || statusOfWord(task.textOf(labelStart, valueStart)) !== 'done') continue;
    const value = task.textOf(valueStart, valueEnd).trim();
    const date = findDate(value);
    if (date?.text === value) return { task, at, date: value };
  }
  return null;
}

/** The day of completion as the Tasks plugin for Obsidian writes it. */
export const DATED_GLYPH = /[ \t]+✅\ufe0f?[ \t]*(\d{4}-\d{2}-\d{2})/u;

/** The text of the task's own first paragraph, from its beginning. */
export function ownTextOf(task: Task): string {
  if (!(task instanceof TaskNode)) return '';
  const { offset } = task.stretch;
  return task.document.slice(offset + task.textStart, offset + task.textEnd);
}

export function legendOf(document: TaskDocument): ReadonlyMap<string, TaskStatus> {
  const [task] = document.tasks;
  return task instanceof TaskNode ? task.stretch.host.legend : NO_LEGEND;
}

/** `x` and `✓` are values of a cell as well as markers. */
function statusOfMarkerOrValue(core: string): TaskStatus | null {
  return core.length === 1 ? statusOfMarker(core) : statusOfValue(core);
}

const NO_LEGEND: ReadonlyMap<string, TaskStatus> = new Map<string, TaskStatus>();

function isSameForm(a: Task, b: Task): boolean {
  return a.kind === b.kind && (a.kind !== 'heading' || levelOf(a) === levelOf(b));
}

function levelOf(task: Task): number {
  return task instanceof TaskNode ? task.level : 0;
}

/** Whether they stand in one list or table. */
function isBeside(a: Task, b: Task): boolean {
  return a instanceof TaskNode && b instanceof TaskNode && a.list !== null && a.list === b.list;
}
