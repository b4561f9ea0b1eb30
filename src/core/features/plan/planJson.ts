/** The plan as published by `wavemark plan --format json`. Hours. */
import type { Task } from '../../model/task';
import type { Plan, PlannedTask } from '../../plan/plan';

export interface PlanTaskJson {
  readonly id: string;
  readonly key: string;
  readonly title: string;
  readonly start: number;
  readonly end: number;
  /** From 1. */
  readonly agent: number;
  readonly slack: number;
  readonly critical: boolean;
  readonly driver: { readonly kind: string; readonly task: string | null };
  readonly unblocks: number;
}

export interface PlanJson {
  readonly version: 1;
  readonly root: string;
  readonly agents: number;
  readonly hours: {
    readonly work: number;
    readonly criticalPath: number;
    readonly declared: number | null;
    readonly barriers: number;
    readonly pipelined: number;
    readonly lowerBound: number;
  };
  readonly optimal: boolean;
  readonly gapPercent: number;
  readonly criticalPath: readonly string[];
  readonly waves: readonly {
    readonly name: string;
    readonly declaredHours: number | null;
    readonly agents: number;
    readonly hours: number;
    readonly tasks: readonly string[];
  }[];
  readonly computedWaves: readonly (readonly string[])[];
  readonly tasks: readonly PlanTaskJson[];
  readonly unestimated: readonly string[];
  readonly cycles: readonly (readonly string[])[];
  /** Not scheduled: in a cycle, or waiting for one. */
  readonly stuck: readonly string[];
  /** Scheduled, but they wait for an id that no task has. */
  readonly unresolved: readonly string[];
  readonly whatIf: readonly { readonly agents: number; readonly hours: number }[];
}

/** What a task is called where ids are listed: its id, or its key where it has none. */
export function nameOf(task: Task): string {
  return task.id ?? task.key;
}

/** Minutes as hours, to the hundredth. */
export function hoursOf(minutes: number): number {
  return Math.round((minutes / 60) * 100) / 100;
}

/** How much longer the schedule is than the bound at most, in percent, to the tenth above. */
export function gapPercent({ pipelined, lowerBound }: Plan): number {
  // Rounded up, since it is said of what is not proved; divided once, or 5 % would come out a little above.
  return lowerBound === 0 ? 0 : Math.ceil(((pipelined - lowerBound) * 1000) / lowerBound) / 10;
}

/**
 * What can be said of the length of the schedule: the best possible; as good as efforts that are guesses; the best
 * possible of what is planned, while tasks are stuck; or no more than {@link gapPercent} above that.
 */
export type PlanQuality = 'best' | 'guessed' | 'bestOfPlanned' | 'gap';

export function qualityOf(plan: Plan): PlanQuality {
  if (plan.optimal) return 'best';
  if (plan.unestimated.length > 0) return 'guessed';
  return gapPercent(plan) === 0 ? 'bestOfPlanned' : 'gap';
}

/** @param root the folder that paths are relative to, `/` separators */
export function planJson(plan: Plan, root: string): PlanJson {
  const names = (tasks: readonly Task[]): string[] => tasks.map(nameOf);
  return {
    version: 1,
    root,
    agents: plan.agents,
    hours: {
      work: hoursOf(plan.work),
      criticalPath: hoursOf(plan.criticalPathMinutes),
      declared: plan.declared === null ? null : hoursOf(plan.declared),
      barriers: hoursOf(plan.barriers),
      pipelined: hoursOf(plan.pipelined),
      lowerBound: hoursOf(plan.lowerBound),
    },
    optimal: plan.optimal,
    gapPercent: gapPercent(plan),
    criticalPath: names(plan.criticalPath),
    waves: plan.waves.map(({ name, declaredHours, agents, minutes, tasks }) => ({
      name,
      declaredHours,
      agents,
      hours: hoursOf(minutes),
      tasks: names(tasks),
    })),
    computedWaves: plan.computedWaves.map(names),
    tasks: plan.tasks.map(taskJson),
    unestimated: names(plan.unestimated),
    cycles: plan.cycles.map(names),
    stuck: names(plan.stuck),
    unresolved: names(plan.unresolved),
    whatIf: plan.whatIf.map(({ agents, minutes }) => ({ agents, hours: hoursOf(minutes) })),
  };
}

function taskJson({ task, driver, ...planned }: PlannedTask): PlanTaskJson {
  return {
    id: nameOf(task),
    key: task.key,
    title: task.title,
    start: hoursOf(planned.start),
    end: hoursOf(planned.end),
    agent: planned.agent,
    slack: hoursOf(planned.slack),
    critical: planned.critical,
    driver: { kind: driver.kind, task: driver.task && nameOf(driver.task) },
    unblocks: planned.unblocks,
  };
}
