/**
 * What the extension (the host) and the page of the Gantt say to each other.
 *
 * - **The page speaks first.** It is made anew whenever its tab comes to the front, and what was sent before is lost.
 *   `ready` is answered with a `snapshot`; after that the host sends `delta`s. The page says `ready` again where a delta
 *   does not follow what it has. What is long comes in pieces, so that neither side is held up: a message with `more` is
 *   followed by others, and what it says is shown together with the last of them.
 * - **The page computes nothing of the plan.** It has the figures and one placement for each task, of the one schedule
 *   that it shows. It derives only what is another view of them: who is busy when, rows that are ready, arrows, extents of
 *   waves, the sum of a group.
 * - **One changed task is a small message, however long the plan.** A changed effort may shift every bar. So what shifts
 *   (start, length, agent, slack) is packed apart from what is told of a task, as differences, and of the shown schedule
 *   alone: a few characters a task. And what else could change for many tasks at once is said in one place: a finished
 *   task is an entry of {@link GanttOther}, not a change of all that waited for it; lines and places in the file are not
 *   told at all, since the host finds a task by its key. `ganttChange.ts` makes the differences, `ganttPlan.ts` applies them.
 * - **What is asked for one task is answered for one task**: why it starts when it does (`select`, `details`), and where
 *   it can be moved (`askMoves`, `moves`), which takes one plan for each wave.
 * - **Texts of the page** are in `ganttTexts.ts` in English; the host translates each and sends them once, with the
 *   snapshot. Sentences that only the host can know (reasons, refusals) arrive ready to be shown. Titles are the author's.
 * - Everything from the other side is checked by the guards below, and rejected as a whole if it does not fit.
 *
 * Times are whole minutes from the start of the schedule.
 */
import { GANTT_TEXTS, type GanttTexts } from './ganttTexts';
import {
  count,
  flag,
  listOf,
  literal,
  orNull,
  packed,
  record,
  tagged,
  text,
  type Shape,
  type Told,
} from './shape';

/** Grows with every change that an older page would misread. */
export const GANTT_PROTOCOL = 1;

/**
 * `declared`: each wave takes the hours that its title says, one after the other, and its tasks are done as soon as they
 * can be in it, so that bars stand out where the hours do not suffice. `barriers`: the best schedule that keeps the waves
 * apart. `pipelined`: dependencies alone.
 */
export const GANTT_MODES = ['declared', 'barriers', 'pipelined'] as const;
export type GanttMode = (typeof GANTT_MODES)[number];

/** As a task's status is called everywhere; `unknown` is never done. */
export const GANTT_STATUSES = ['todo', 'doing', 'blocked', 'done', 'decided', 'dropped', 'unknown'] as const;
export type GanttStatus = (typeof GANTT_STATUSES)[number];

export const GANTT_FORMATS = ['svg', 'mermaid', 'csv', 'markdown'] as const;
export type GanttFormat = (typeof GANTT_FORMATS)[number];

/**
 * What a key of the page does, and a command of the editor: the host sends `command` to the page that is in front.
 * `moveUp` and `moveDown` are to the wave before and after; `waitsFor` goes to what the task waits for.
 */
export const GANTT_COMMANDS = [
  ...['reveal', 'preview', 'moveUp', 'moveDown', 'waitsFor', 'waitedForBy', 'nextCritical', 'nextReady'],
  ...[
    'zoomIn',
    'zoomOut',
    'fit',
    'filter',
    'fewerAgents',
    'moreAgents',
    'help',
    'undo',
    'collapseAll',
    'expandAll',
  ],
] as const;
export type GanttCommand = (typeof GANTT_COMMANDS)[number];

/** What a page is about. Opaque to the page, which keeps it for its next start. */
const scope = tagged({
  workspace: {},
  folder: { uri: text },
  document: { uri: text },
});
export type GanttScope = Told<typeof scope>;

/** What the host plans by. */
const options = record({
  /** Null: as many as the waves say at most, else one. */
  agents: orNull(count),
  mode: literal(...GANTT_MODES),
  /** Finished tasks are planned as well, as if nothing had been done (`wavemark plan --all`). */
  finished: flag,
  /** The page follows the cursor of the editor. */
  follow: flag,
});
export type GanttOptions = Told<typeof options>;

/** The figures of the header, of whatever schedule is shown. */
const figures = record({
  /** Who works at a time; the default is filled in. */
  agents: count,
  work: count,
  criticalPath: count,
  /** What the waves say, added up; null where none says anything. */
  declared: orNull(count),
  barriers: count,
  pipelined: count,
  /** Thousandths that `pipelined` is above the best possible at most. */
  gap: count,
  /** Whether `pipelined` is proved to be the best; never where an effort is a guess or a task is stuck. */
  optimal: flag,
  /** Tasks without effort, planned at `defaultMinutes` each. */
  unestimated: count,
  defaultMinutes: count,
});
export type GanttFigures = Told<typeof figures>;

/**
 * `reading`: files are still being read and there is nothing to show yet. `empty`: no tasks. `done`: there are tasks and
 * all are finished. `plan`: the rest.
 */
const face = literal('reading', 'empty', 'done', 'plan');
export type GanttFace = Told<typeof face>;

/** What is said of the plan as a whole; sent as one piece, which stays small. */
const head = record({
  face,
  /** As the host understood them. */
  options,
  figures,
  /** Of 1…N agents, N at most 32; empty until it is worked out. */
  whatIf: listOf(record({ agents: count, minutes: count })),
  /** At most 20 are told. Names in order; the first waits for the last. `more`: names that are left out of a long one. */
  cycles: listOf(record({ names: listOf(text), more: count })),
  cycleCount: count,
  /** What makes the file hard to read, as sentences; a click on one is `openTrouble` with its place in this list. */
  troubles: listOf(text),
  /** The chart is the last good one: the text of now could not be planned. */
  stale: flag,
  /** The host is still working on a newer plan. */
  busy: flag,
  /** What Undo would take back ("Move P2-002 to Wave 4"), or null. */
  undo: orNull(text),
  /** Whether tasks may be moved at all, or the sentence why not. */
  readOnly: orNull(text),
});
export type GanttHead = Told<typeof head>;

const wave = record({
  /** Short, and the same for the life of the page. */
  key: text,
  /** Ready to be shown: "Wave 1: Foundation", "Suggested wave 1", "No wave". */
  title: text,
  /** Its number, if its title has one: rows then say "wave 3" and not the title. */
  number: orNull(count),
  /** `suggested`: computed, since no wave is declared. `none`: what no wave names, last. */
  kind: literal('declared', 'suggested', 'none'),
  /** As its title says, or null. */
  declaredMinutes: orNull(count),
  declaredAgents: orNull(count),
  /** What its tasks need at least, begun together. */
  minutes: count,
  /** Pairs in it of which the first waits for the second, as names; at most 20 are told. */
  conflicts: listOf(record({ task: text, waitsFor: text })),
});
export type GanttWave = Told<typeof wave>;

const section = record({
  /** Short, and the same for the life of the page. */
  key: text,
  /** Headings, outermost first, as one text. */
  title: text,
});
export type GanttSection = Told<typeof section>;

const file = record({ /** Short, and the same for the life of the page. */ key: text, path: text });
export type GanttFile = Told<typeof file>;

/**
 * What tasks of the page wait for and the page does not show: finished, in other files, or unknown. A task that waits
 * for an `open` or `unknown` one is not ready.
 */
const other = record({ key: text, name: text, state: literal('finished', 'open', 'unknown') });
export type GanttOther = Told<typeof other>;

/** A task, in file order. Subtasks that their parent's estimate covers are not told. */
const row = record({
  /**
   * What the host knows it by. It stays with the task while the text around it changes: of a task without id too, so it
   * must not be made of its line.
   */
  key: text,
  /** Empty where the author gave none. */
  id: text,
  title: text,
  status: literal(...GANTT_STATUSES),
  /** As estimated, in minutes; null where the author wrote none. */
  effort: orNull(record({ min: count, max: count })),
  /** As planned: the middle of the estimate, else the default. 0 for a task that its subtasks are planned for. */
  minutes: count,
  /** Percent of its criteria and subtasks that are done; 100 for a finished one. */
  progress: count,
  /** The task that it is a part of, if that is on the page. */
  parent: orNull(text),
  /** Of the tables below; null for a task without. */
  wave: orNull(text),
  section: orNull(text),
  file: text,
  /** Keys of rows and of {@link GanttOther}, all it depends on. */
  waitsFor: listOf(text),
  /**
   * Whether more stands in its way than `waitsFor` tells: a task that it is a part of waits or is blocked, or its
   * subtasks are what is worked on. It is not ready then.
   */
  held: flag,
});
export type GanttRow = Told<typeof row>;

/** `remove` entries from place `at` on, then put these there. In order; each counts with the ones before it applied. */
function spliceOf<T>(
  shape: Shape<T>,
): Shape<{ readonly at: number; readonly remove: number; readonly insert: readonly T[] }> {
  return record({ at: count, remove: count, insert: listOf(shape) });
}

/** From one state of the plan to the next. A snapshot is the change from nothing. See `ganttChange.ts`. */
const change = record({
  head: orNull(head),
  waves: listOf(spliceOf(wave)),
  sections: listOf(spliceOf(section)),
  files: listOf(spliceOf(file)),
  others: listOf(spliceOf(other)),
  rows: listOf(spliceOf(row)),
  /** Differences of the placements, after `rows` are applied; see `ganttPlan.ts`. */
  placements: packed,
});
export type GanttChange = Told<typeof change>;

/** Why a task starts when it does; `at` is when it could have started without that. */
const driver = record({
  kind: literal('start', 'predecessor', 'agents', 'barrier', 'order'),
  at: count,
  /** The name of the task that it begins after, if one can be named. */
  task: orNull(text),
  /** The title of the wave that has to be over, for `barrier`. */
  wave: orNull(text),
});
export type GanttDriver = Told<typeof driver>;

/** Where a task could go, one for each declared wave but its own. */
const target = record({
  wave: text,
  /** Empty where the move is legal, else one sentence that says why not. */
  reason: text,
  /** The totals after the move; null until they are worked out, and where it is illegal. */
  totals: orNull(record({ declared: orNull(count), barriers: count, pipelined: count })),
});
export type GanttTarget = Told<typeof target>;

/** Chosen by the page, unlike any other that waits for an answer. */
const request = count;

const toPage = tagged({
  /** The answer to `ready`. */
  snapshot: {
    version: literal(GANTT_PROTOCOL),
    revision: count,
    scope,
    /** BCP 47, for numbers. */
    language: text,
    /** The name of what the page is about: a path, or the workspace's name. */
    title: text,
    texts: ((value): value is GanttTexts =>
      record(Object.fromEntries(Object.keys(GANTT_TEXTS).map((name) => [name, text])))(
        value,
      )) as Shape<GanttTexts>,
    change,
    more: flag,
  },
  /** Follows `from`; where the page has another revision it asks for a snapshot. */
  delta: { from: count, revision: count, change, more: flag },
  /** The task under the cursor in the editor, or null; sent while the page follows. */
  cursor: { key: orNull(text) },
  /** Of the task that the page selected; sent again whenever it changes. */
  details: {
    key: text,
    driver: orNull(driver),
    /** Tasks that wait for it, directly or through others, and their work. */
    unblocks: count,
    unblocksMinutes: count,
    /** Whether one of them states no effort. */
    unblocksGuess: flag,
  },
  /**
   * May come several times: first what is legal, at once, then with totals as they are known, always with all targets.
   * `refusal`: why the task cannot be moved at all, or empty.
   */
  moves: { request, refusal: text, targets: listOf(target), complete: flag },
  /**
   * A `move` or `undo` was done. The delta with its effect comes before, so that the page can say what has changed.
   */
  done: { request },
  /** A `move` or `undo` was not done, and nothing was written; why, in one sentence. */
  refused: { request, reason: text },
  command: { name: literal(...GANTT_COMMANDS) },
});
export type GanttToPage = Told<typeof toPage>;

const toHost = tagged({
  /** `options`: what the page showed before it was made anew, or null. */
  ready: { version: literal(GANTT_PROTOCOL), options: orNull(options) },
  options: { options },
  /** Show the task in its file. `preview`: only look, and stay in the page. */
  open: { key: text, preview: flag },
  openTrouble: { index: count },
  /** What details are wanted of, until another is selected. */
  select: { key: orNull(text) },
  /** Where can this go? Asked when a drag begins, and before a move by key. */
  askMoves: { request, key: text },
  /** The drag is over: nobody waits for totals any more. */
  cancelMoves: { request },
  /** Writes one edit, or is refused: where the document has changed since `revision`, for example. */
  move: { request, key: text, wave: text, revision: count },
  /** Applies the inverse of the last move, under the same conditions. */
  undo: { request },
  export: { format: literal(...GANTT_FORMATS) },
  /** The whole schedule as a table. */
  table: {},
  /** Writes the suggested waves into the file, after a preview. */
  writeWaves: {},
  /** From the empty state. */
  chooseFile: {},
  /** A message came that the page does not understand. */
  rejected: {},
});
export type GanttToHost = Told<typeof toHost>;

/** How rows are arranged. The page alone knows. */
export const GANTT_GROUPINGS = ['wave', 'agent', 'file', 'section'] as const;
export type GanttGrouping = (typeof GANTT_GROUPINGS)[number];

/** What the page keeps over a reload of the window; the host reads `scope` when a tab is brought back. */
const state = record({
  version: literal(GANTT_PROTOCOL),
  scope,
  options,
  grouping: literal(...GANTT_GROUPINGS),
  filter: text,
  /** Keys of folded rows. */
  collapsed: listOf(text),
  /** Key of the row that had the focus last. */
  selected: orNull(text),
  /** Thousandths of a pixel for a minute; null: the whole schedule fits. */
  zoom: orNull(count),
});
export type GanttState = Told<typeof state>;

export const isGanttToPage: Shape<GanttToPage> = toPage;
export const isGanttToHost: Shape<GanttToHost> = toHost;
export const isGanttState: Shape<GanttState> = state;
export const isGanttOptions: Shape<GanttOptions> = options;
