import type { IndexReader, Task } from '../../core';

/**
 * What a task is known by while texts change: keys of tasks without ids are lines, and may be those of others a moment
 * later.
 */
export interface TaskName {
  readonly key: string;
  readonly uri: string;
  readonly id: string | null;
  readonly title: string;
}

export function nameOf({ key, id, title, document }: Task): TaskName {
  return { key, id, title, uri: document.uri };
}

/** The task as it is now: of the same key and title, else the only one of that title in its file; null for none. */
export function findTask(reader: IndexReader, { key, uri, id, title }: TaskName): Task | null {
  const isSame = (task: Task): boolean => task.document.uri === uri && task.title === title && task.id === id;
  const known = reader.byKey(key);
  if (known && isSame(known)) return known;
  const [found, ...others] = reader.document(uri)?.tasks.filter(isSame) ?? [];
  return found && others.length === 0 ? found : null;
}

export function findTasks(reader: IndexReader, names: readonly TaskName[]): readonly Task[] {
  return names.flatMap((name) => findTask(reader, name) ?? []);
}

/** Names that came from somewhere else; what is none is left out. */
export function namesIn(data: unknown): readonly TaskName[] {
  return Array.isArray(data) ? data.filter(isName) : [];
}

export function isName(data: unknown): data is TaskName {
  if (typeof data !== 'object' || data === null) return false;
  const { key, uri, id, title } = data as Partial<Record<keyof TaskName, unknown>>;
  return (
    [key, uri, title].every((part) => typeof part === 'string') && (id === null || typeof id === 'string')
  );
}
