/** The plan as a diagram. Whatever the author wrote is made harmless. */
import { isWithin } from '../../model/parts';
import type { IndexReader } from '../../model/reader';
import type { Task } from '../../model/task';
import { DEFAULT_HOURS, type Plan } from '../../plan/plan';
import { finish } from '../../text/steps';
import { chartRows, type ChartRow } from '../gantt/rows';
import { taskLabel } from '../words';
import { hoursOf } from './planJson';

/**
 * A flowchart in Mermaid: the waves as boxes, the tasks with their hours, an arrow from what comes first, the
 * critical path thick. A task that its subtasks are planned for is drawn where something waits for it.
 */
export function planMermaid(plan: Plan, index: IndexReader): string {
  const inOrder = plan.tasks.map(({ task }) => task);
  const { arrows, wholes } = arrowsOf(plan, index);
  const names = new Map<Task, string>([
    ...inOrder.map((task, at): [Task, string] => [task, `t${at + 1}`]),
    ...wholes.map((task, at): [Task, string] => [task, `p${at + 1}`]),
  ]);
  const nameOf = (task: Task): string => names.get(task) ?? '';
  const effort = new Map(plan.tasks.map(({ task, start, end }) => [task, hoursOf(end - start)]));
  const lines = ['flowchart LR'];
  const node = (task: Task): string =>
    `${nameOf(task)}["${mermaidText(taskLabel(task))}<br/>${effort.get(task) ?? 0} h"]`;
  for (const [at, { name, tasks }] of plan.waves.entries()) {
    lines.push(`  subgraph w${at + 1}["${mermaidText(name === '' ? 'In no wave' : name)}"]`);
    const inside = new Set(tasks);
    for (const task of inOrder) if (inside.has(task)) lines.push(`    ${node(task)}`);
    lines.push('  end');
  }
  if (plan.waves.length === 0) for (const task of inOrder) lines.push(`  ${node(task)}`);
  for (const task of wholes) lines.push(`  ${nameOf(task)}(["${mermaidText(taskLabel(task))}"])`);
  for (const [from, to] of arrows) lines.push(`  ${nameOf(from)} --> ${nameOf(to)}`);
  const critical = plan.criticalPath.map(nameOf).filter((name) => name !== '');
  if (critical.length > 0)
    lines.push('  classDef critical stroke-width:4px', `  class ${critical.join(',')} critical`);
  return `${lines.join('\n')}\n`;
}

type Arrow = readonly [from: Task, to: Task];

/** What comes before what, and the tasks among that which their subtasks are planned for. */
function arrowsOf(
  plan: Plan,
  index: IndexReader,
): { readonly arrows: readonly Arrow[]; readonly wholes: readonly Task[] } {
  const options = { documents: index.documents(), all: true, defaultHours: DEFAULT_HOURS };
  const { rows } = finish(chartRows(index, plan, options));
  const rowOf = new Map(rows.map((row) => [row.task, row]));
  const arrows: Arrow[] = [];
  const wholes = new Set<Task>();
  for (const { task } of plan.tasks) {
    for (const need of needsOf(task, rowOf)) {
      arrows.push([need, task]);
      if (rowOf.get(need)?.role === 'frame') wholes.add(need);
    }
  }
  // A whole is done when the last of its parts are.
  const followed = new Map<Task, Set<Task>>([...wholes].map((whole) => [whole, new Set()]));
  for (const [from, to] of arrows)
    for (let at = from.parent; at; at = at.parent)
      if (followed.has(at) && isWithin(to, at)) followed.get(at)?.add(from);
  for (const { task } of plan.tasks)
    for (let at = task.parent; at; at = at.parent)
      if (followed.get(at)?.has(task) === false) arrows.push([task, at]);
  return { arrows, wholes: [...wholes] };
}

/** Planned tasks, and wholes, that a task waits for; of what its own whole waits for only where it is the first of it. */
function needsOf(task: Task, rowOf: ReadonlyMap<Task, ChartRow>): ReadonlySet<Task> {
  const needs = new Set<Task>();
  for (let row = rowOf.get(task); row; row = row.parent ? rowOf.get(row.parent) : undefined) {
    const { task: whole } = row;
    if (whole !== task && [...needs].some((need) => isWithin(need, whole))) continue;
    for (const need of row.waitsFor)
      if (typeof need !== 'string' && rowOf.has(need) && rowOf.get(need)?.role !== 'stuck') needs.add(need);
  }
  return needs;
}

/** Mermaid's own entities for whatever it or HTML could take for markup. */
function mermaidText(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[^\p{L}\p{N} .,:/–—→·-]/gu, (sign) => `#${sign.codePointAt(0) ?? 32};`);
}
