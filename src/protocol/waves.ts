/**
 * What the extension and the page of waves say to each other. The page speaks first: it is made anew whenever
 * its tab comes to the front, and what was sent before is lost.
 *
 * Texts arrive ready to be shown, in the user's language: the page has no dictionary.
 */

/** Grows with every change that an older page would misread. */
export const WAVES_PROTOCOL = 1;

/** A key or filter longer than this was not made by us. */
const MAX_TEXT = 10_000;

export type WavesToHost =
  | { readonly type: 'ready'; readonly version: typeof WAVES_PROTOCOL }
  /** Show the task with this key in its file; `keepFocus`: only look, and stay in the page. */
  | { readonly type: 'reveal'; readonly key: string; readonly keepFocus: boolean }
  /** A message came that the page does not understand. */
  | { readonly type: 'rejected' };

export type WavesToPage = {
  readonly type: 'snapshot';
  readonly version: typeof WAVES_PROTOCOL;
  /** The document that the page is about, or null for all; the page keeps it for the next start. */
  readonly scope: string | null;
  readonly face: WavesFace;
  readonly documents: readonly WavesDocument[];
  readonly labels: WavesLabels;
};

/** `reading`: files are still being read, and none has waves yet. */
export type WavesFace = 'reading' | 'empty' | 'waves';

/** What a task's picture tells; each has a shape of its own. */
export type WavesMark = 'todo' | 'waiting' | 'doing' | 'blocked' | 'done' | 'dropped' | 'unknown';

const FACES: readonly unknown[] = ['reading', 'empty', 'waves'] satisfies readonly WavesFace[];
const MARKS: readonly unknown[] = [
  'todo',
  'waiting',
  'doing',
  'blocked',
  'done',
  'dropped',
  'unknown',
] satisfies readonly WavesMark[];

export interface WavesDocument {
  readonly uri: string;
  readonly path: string;
  readonly waves: readonly WavesGroup[];
}

export interface WavesGroup {
  /** Unique in its document. */
  readonly id: string;
  readonly title: string;
  /** "2/8", and how that is said. */
  readonly progress: string;
  readonly progressSpoken: string;
  /** Share of the tasks that are finished, 0 to 1. */
  readonly share: number;
  /** "≥ 12–14 h". */
  readonly effort: string;
  /** "1 without", or nothing. */
  readonly effortNote: string;
  readonly tasks: readonly WavesTask[];
  /** How many tasks are not listed. */
  readonly omitted: number;
}

export interface WavesTask {
  /** Unique in the page. */
  readonly key: string;
  /** Empty where the task has none. */
  readonly id: string;
  readonly title: string;
  readonly mark: WavesMark;
  readonly status: string;
  readonly finished: boolean;
  readonly effort: string;
  readonly waitsFor: string;
  /** 1-based. */
  readonly line: number;
}

/** `{0}`, `{1}` … stand for what the page fills in. */
export const WAVES_LABELS = [
  'grid',
  'filter',
  'filterHint',
  'hideFinished',
  'task',
  'status',
  'effort',
  'waitsFor',
  'line',
  'lineOf',
  'shown',
  'notListed',
  'nothingFound',
  'reading',
  'emptyTitle',
  'emptyText',
  'emptyFields',
  'example',
] as const;

export type WavesLabels = Readonly<Record<(typeof WAVES_LABELS)[number], string>>;

/** What the page keeps over a reload of the window. */
export interface WavesState {
  readonly scope: string | null;
  readonly filter: string;
  readonly hideFinished: boolean;
  /** Ids of rows. */
  readonly collapsed: readonly string[];
  /** Id of the row that had the focus last. */
  readonly row: string | null;
}

export function isWavesToHost(value: unknown): value is WavesToHost {
  if (!isRecord(value)) return false;
  switch (value['type']) {
    case 'ready':
      return value['version'] === WAVES_PROTOCOL;
    case 'reveal':
      return (
        isText(value['key']) && value['key'].length <= MAX_TEXT && typeof value['keepFocus'] === 'boolean'
      );
    case 'rejected':
      return true;
    default:
      return false;
  }
}

export function isWavesToPage(value: unknown): value is WavesToPage {
  return (
    isRecord(value) &&
    value['type'] === 'snapshot' &&
    value['version'] === WAVES_PROTOCOL &&
    isTextOrNull(value['scope']) &&
    FACES.includes(value['face']) &&
    isListOf(value['documents'], isDocument) &&
    isLabels(value['labels'])
  );
}

export function isWavesState(value: unknown): value is WavesState {
  return (
    isRecord(value) &&
    isTextOrNull(value['scope']) &&
    isTextOrNull(value['row']) &&
    isText(value['filter']) &&
    value['filter'].length <= MAX_TEXT &&
    typeof value['hideFinished'] === 'boolean' &&
    isListOf(value['collapsed'], isText)
  );
}

function isDocument(value: unknown): value is WavesDocument {
  return (
    isRecord(value) && isText(value['uri']) && isText(value['path']) && isListOf(value['waves'], isGroup)
  );
}

function isGroup(value: unknown): value is WavesGroup {
  return (
    isRecord(value) &&
    ['id', 'title', 'progress', 'progressSpoken', 'effort', 'effortNote'].every((name) =>
      isText(value[name]),
    ) &&
    isShare(value['share']) &&
    isCount(value['omitted']) &&
    isListOf(value['tasks'], isTask)
  );
}

function isTask(value: unknown): value is WavesTask {
  return (
    isRecord(value) &&
    ['key', 'id', 'title', 'status', 'effort', 'waitsFor'].every((name) => isText(value[name])) &&
    MARKS.includes(value['mark']) &&
    typeof value['finished'] === 'boolean' &&
    isCount(value['line'])
  );
}

function isLabels(value: unknown): value is WavesLabels {
  return isRecord(value) && WAVES_LABELS.every((name) => isText(value[name]));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isListOf<T>(value: unknown, is: (item: unknown) => item is T): value is readonly T[] {
  return Array.isArray(value) && value.every(is);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isTextOrNull(value: unknown): value is string | null {
  return value === null || (isText(value) && value.length <= MAX_TEXT);
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isShare(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= 1;
}
