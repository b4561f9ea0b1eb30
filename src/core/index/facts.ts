import type { Task } from '../model/task';

/**
 * What plans are made of, for some tasks, one line each: a string that is another whenever a task comes, goes, or has
 * another id, status, parent, wave, effort or dependency. Titles and places are left out: they change with every key.
 */
export function factsInOrder(tasks: readonly Task[]): string {
  const numbers = new Map<Task, number>();
  let facts = '';
  tasks.forEach((task, at) => {
    numbers.set(task, at);
    const { id, idKind, kind, status, parent, wave, effortHours, dependsOn } = task;
    const above = parent === null ? '' : (numbers.get(parent) ?? parent.key);
    const effort = effortHours === null ? '' : `${effortHours.min}-${effortHours.max}`;
    // A file that is one task is told from others by it.
    const whole = kind === 'document' && idKind === 'explicit' ? 'document' : '';
    facts += `${whole}\t${id ?? ''}\t${status}\t${above}\t${wave ?? ''}\t${effort}`;
    for (const each of dependsOn) facts += `\t${each.id}`;
    facts += '\n';
  });
  return facts;
}

export function isSameList(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((each, at) => each === other[at]);
}
