import type { IndexReader } from '../model/reader';
import { inSteps } from '../text/steps';
import type { Rule } from './rule';
import { byDocument, TaskPlaces, type DependencyPlace } from './taskPlaces';

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
  const places = new TaskPlaces();
  const found: DependencyPlace[] = [];
  yield* inSteps(index.tasks(), (task) => {
    task.dependsOn.forEach(({ id }, nth) => {
      const targets = index.resolve(id, task.document);
      if (targets.length === 1 && targets[0] === task) found.push({ ...places.of(task), nth });
    });
  });
  return byDocument(found);
}
