/** The index as published by `wavemark index --format json`; lines from 1. Keys come in the published order. */
import type { IndexReader } from '../model/reader';
import type { Criteria, Decision, Effort, FormEvidence, IdKind, Task, TaskDocument } from '../model/task';
import type { TaskKind, TaskStatus, TrackerEntry } from '../model/task';
import { problemJson, type ProblemJson } from './problemJson';

export interface DocumentJson {
  readonly path: string;
  readonly forms: readonly TaskKind[];
  readonly tasks: number;
  readonly bytes: number;
  readonly lines: number;
  /** Why the file was not read; only where it was not. */
  readonly skipped?: string;
  readonly explain?: readonly FormEvidence[];
}

export interface TaskJson {
  readonly key: string;
  readonly id: string | null;
  readonly idKind: IdKind;
  readonly kind: TaskKind;
  readonly title: string;
  readonly path: string;
  readonly line: number;
  readonly endLine: number;
  readonly parent: string | null;
  readonly section: readonly string[];
  readonly status: TaskStatus;
  readonly marker: string | null;
  readonly priority: string | null;
  readonly effortHours: Effort | null;
  readonly dependsOn: readonly string[];
  readonly unresolved: readonly string[];
  readonly wave: string | null;
  readonly criteria: Criteria | null;
  readonly decision: Decision | null;
  readonly tracker: TrackerEntry | null;
}

export interface IndexJson {
  readonly version: 1;
  readonly root: string;
  readonly documents: readonly DocumentJson[];
  readonly tasks: readonly TaskJson[];
  readonly problems: readonly ProblemJson[];
}

export interface IndexJsonOptions {
  /** The folder that paths are relative to, `/` separators. */
  readonly root: string;
  /** Add to each document why each candidate was or was not taken for tasks. */
  readonly explain?: boolean;
  /** Bytes on disk by uri; of a document that is not listed, its text's length in UTF-8. */
  readonly bytes?: ReadonlyMap<string, number>;
}

/** The parts of the answer in order; each entry of a list is made when it is asked for. */
export type IndexJsonParts = {
  readonly [Key in keyof IndexJson]: IndexJson[Key] extends readonly (infer Entry)[]
    ? Iterable<Entry>
    : IndexJson[Key];
};

/** For shells that write entry by entry: an index of 100,000 tasks need not stand in memory twice. */
export function indexJsonParts(index: IndexReader, options: IndexJsonOptions): IndexJsonParts {
  const { root, explain = false, bytes } = options;
  return {
    version: 1,
    root,
    documents: each(index.documents(), (document) =>
      documentJson(document, explain, bytes?.get(document.uri)),
    ),
    tasks: each(index.tasks(), (task) => taskJson(task, index)),
    problems: each(index.problemsOfForm(), (problem) => problemJson(problem, index)),
  };
}

export function indexJson(index: IndexReader, options: IndexJsonOptions): IndexJson {
  const { version, root, documents, tasks, problems } = indexJsonParts(index, options);
  return { version, root, documents: [...documents], tasks: [...tasks], problems: [...problems] };
}

function* each<From, To>(list: readonly From[], make: (from: From) => To): Generator<To> {
  for (const from of list) yield make(from);
}

export function documentJson(
  document: TaskDocument,
  explain = false,
  bytes: number = utf8Length(document.text),
): DocumentJson {
  const end = document.positionAt(document.text.length);
  return {
    path: document.path,
    forms: document.forms,
    tasks: document.tasks.length,
    bytes,
    // A line end closes a line and begins none.
    lines: end.column > 0 ? end.line + 1 : end.line,
    ...(document.skipped === null ? {} : { skipped: document.skipped }),
    ...(explain ? { explain: document.explain().map(evidenceJson) } : {}),
  };
}

function evidenceJson({ form, line, section, items, taken, reason }: FormEvidence): FormEvidence {
  return { form, line, section, items, taken, reason };
}

export function taskJson(task: Task, index: IndexReader): TaskJson {
  const { effortHours, criteria, decision, tracker } = task;
  return {
    key: task.key,
    id: task.id,
    idKind: task.idKind,
    kind: task.kind,
    title: task.title,
    path: task.document.path,
    line: task.line + 1,
    endLine: task.endLine + 1,
    parent: task.parent?.key ?? null,
    section: task.section,
    status: task.status,
    marker: task.marker,
    priority: task.priority,
    effortHours: effortHours && { min: effortHours.min, max: effortHours.max },
    ...dependenciesJson(task, index),
    wave: task.wave,
    criteria: criteria && { done: criteria.done, total: criteria.total },
    decision: decision && { pointer: decision.pointer, collapsed: decision.collapsed },
    tracker: tracker && { id: tracker.id, status: tracker.status, found: tracker.found },
  };
}

/** A dependency that is resolved goes by its task's own id, so that both can be joined: "#1" is the task "1". */
function dependenciesJson(task: Task, index: IndexReader): Pick<TaskJson, 'dependsOn' | 'unresolved'> {
  if (task.dependsOn.length === 0) return { dependsOn: [], unresolved: [] };
  const dependencies = index.dependencies(task);
  return {
    dependsOn: dependencies.map(({ id, targets }) => targets[0]?.id ?? id),
    unresolved: dependencies.filter(({ targets }) => targets.length === 0).map(({ id }) => id),
  };
}

/** Bytes of a text in UTF-8, a lone surrogate counted as the replacement character. */
export function utf8Length(text: string): number {
  let length = text.length;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x80) continue;
    length += code < 0x800 ? 1 : 2;
    // A pair takes four bytes, two for each of its units.
    if (code >= 0xd800 && code < 0xdc00 && isLow(text.charCodeAt(at + 1))) at += 1;
  }
  return length;
}

function isLow(code: number): boolean {
  return code >= 0xdc00 && code < 0xe000;
}
