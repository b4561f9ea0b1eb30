import type { Task } from './task';

/** Whether a task is a part of another one, at any depth. */
export function isWithin(task: Task, other: Task): boolean {
  for (let above = task.parent; above; above = above.parent) if (above === other) return true;
  return false;
}

/** Whether it is the other task, or a part of it at any depth. */
export function isPartOf(task: Task, other: Task): boolean {
  return task === other || isWithin(task, other);
}
