import { TaskIndex, type Task } from '../../../src/core';

/** An index of documents given by path. */
export function indexOf(documents: Readonly<Record<string, string>>): TaskIndex {
  const index = new TaskIndex();
  for (const [path, text] of Object.entries(documents)) index.set(`file:///root/${path}`, path, text);
  return index;
}

export function taskOf(index: TaskIndex, id: string): Task {
  const task = index.byId(id)[0];
  if (!task) throw new Error(`no task ${id}`);
  return task;
}
