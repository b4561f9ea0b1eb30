import type { IndexReader, TaskPlace } from '../model/reader';
import type { Task } from '../model/task';
import type { Plan } from './plan';

/**
 * A plan that outlives the tasks it was made of. A task that is read anew is another object; but as long as the facts
 * of the index are those that the plan was made of, it stands at the same place.
 */
export class KeptPlan {
  private readonly facts: object;
  private readonly places = new Map<Task, TaskPlace>();
  private readonly made: Plan;
  private current: { readonly version: number; readonly plan: Plan };

  /** @param plan made of the index as it is now */
  constructor(
    plan: Plan,
    private readonly index: IndexReader,
  ) {
    this.facts = index.facts();
    this.made = plan;
    this.current = { version: index.version, plan };
    const documents = new Set([...plan.tasks.map(({ task }) => task), ...plan.stuck].map((t) => t.document));
    for (const { uri, tasks } of documents) tasks.forEach((task, at) => this.places.set(task, { uri, at }));
  }

  /** The plan, with the tasks as they are now; null where another one would be made of the index as it is. */
  now(): Plan | null {
    const { version } = this.index;
    if (this.current.version === version) return this.current.plan;
    if (this.index.facts() !== this.facts) return null;
    this.current = { version, plan: withTasks(this.made, (task) => this.taskNow(task)) };
    return this.current.plan;
  }

  private taskNow(task: Task): Task {
    const place = this.places.get(task);
    return (place && this.index.document(place.uri)?.tasks[place.at]) ?? task;
  }
}

/** The same plan, of other objects for the same tasks. */
function withTasks(plan: Plan, other: (task: Task) => Task): Plan {
  const others = (tasks: readonly Task[]): Task[] => tasks.map(other);
  return {
    ...plan,
    criticalPath: others(plan.criticalPath),
    waves: plan.waves.map((wave) => ({ ...wave, tasks: others(wave.tasks), chain: others(wave.chain) })),
    computedWaves: plan.computedWaves.map(others),
    tasks: plan.tasks.map((planned) => ({
      ...planned,
      task: other(planned.task),
      driver: { ...planned.driver, task: planned.driver.task && other(planned.driver.task) },
    })),
    unestimated: others(plan.unestimated),
    cycles: plan.cycles.map(others),
    stuck: others(plan.stuck),
    unresolved: others(plan.unresolved),
  };
}
