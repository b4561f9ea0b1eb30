import { DEFAULT_HOURS, gapPercent, type Chart, type Plan, type Task } from '../../../core';
import type { GanttFigures, GanttHead } from '../../../protocol/gantt';
import { callOf } from './tables';

/** So many cycles are told, and so many names of each. */
const MOST_CYCLES = 20;
const MOST_NAMES = 12;

const DEFAULT_MINUTES = DEFAULT_HOURS * 60;

/** What the head of a page says of its plan. */
export function ofPlan(
  chart: Chart | null,
  agents: number,
): Pick<GanttHead, 'figures' | 'cycles' | 'cycleCount'> {
  if (!chart) return { figures: noFigures(agents), cycles: [], cycleCount: 0 };
  const { plan } = chart;
  return {
    figures: figuresOf(plan),
    cycles: plan.cycles.slice(0, MOST_CYCLES).map(cycleOf),
    cycleCount: plan.cycles.length,
  };
}

function cycleOf(tasks: readonly Task[]): GanttHead['cycles'][number] {
  const names = tasks.slice(0, MOST_NAMES).map(callOf);
  return { names, more: tasks.length - names.length };
}

function figuresOf(plan: Plan): GanttFigures {
  return {
    agents: plan.agents,
    work: plan.work,
    criticalPath: plan.criticalPathMinutes,
    declared: plan.declared === null ? null : Math.round(plan.declared),
    barriers: plan.barriers,
    pipelined: plan.pipelined,
    gap: Math.round(gapPercent(plan) * 10),
    optimal: plan.optimal,
    unestimated: plan.unestimated.length,
    defaultMinutes: DEFAULT_MINUTES,
  };
}

function noFigures(agents: number): GanttFigures {
  const none = { work: 0, criticalPath: 0, declared: null, barriers: 0, pipelined: 0, gap: 0 };
  return { agents, ...none, optimal: true, unestimated: 0, defaultMinutes: DEFAULT_MINUTES };
}
