import { placeOf, taskLinks } from '../graph/taskLinks';
import type { IndexReader } from '../model/reader';
import type { Rule } from './rule';
import { byDocument, type DependencyPlace } from './taskPlaces';

/** A task that waits for itself: it can never begin. */
export const dependencySelf: Rule = {
  meta: { id: 'dependency/self', summary: 'a task that waits for itself', severity: 'error' },
  asks: { ofAll: [selfDependencies] },

  *check(document, index) {
    const told = new Set<number>();
    for (const { at, nth } of index.ofAll(selfDependencies).get(document.uri) ?? []) {
      const task = document.tasks[at];
      const dependency = task?.dependsOn[nth];
      if (!task || !dependency || told.has(at)) continue;
      const { id, range } = dependency;
      // The task may be one of those that a range stands for.
      if (document.slice(range.start, range.end).length > id.length + 1) continue;
      told.add(at);
      yield {
        range,
        message: `${task.id ?? id} depends on itself, so it can never begin. Remove ${id} here, or name the task that is meant.`,
        task: task.id ?? task.key,
        related: [],
        fixes: [],
      };
    }
  },
};

function* selfDependencies(
  index: IndexReader,
): Generator<void, ReadonlyMap<string, readonly DependencyPlace[]>> {
  const links = yield* index.ofAllInSteps(taskLinks);
  const { count, dependencies, targetsOf, targets } = links;
  const found: DependencyPlace[] = [];
  for (let task = 0; task < count; task++) {
    const first = dependencies[task]!;
    for (let each = first; each < dependencies[task + 1]!; each++) {
      const at = targetsOf[each]!;
      if (targetsOf[each + 1] === at + 1 && targets[at] === task)
        found.push({ ...placeOf(links, task), nth: each - first });
    }
  }
  return byDocument(found);
}
