/** `wavemark plan` for people: the totals, the waves, and the schedule with its bars. */
import { gapPercent, hoursOf, nameOf, qualityOf, type NextTasks, type Plan } from '../../core';
import { clean } from '../io';
import { plural } from '../plural';
import { bottleneckLines } from './nextView';
import type { Terminal } from './terminal';

const LABEL = 15;
const MOST_TASKS = 60;
const LONGEST_ID = 20;

export function planView(
  plan: Plan,
  bottlenecks: NextTasks['bottlenecks'],
  terminal: Terminal,
  all: boolean,
): string[] {
  const { paint } = terminal;
  if (plan.tasks.length === 0 && plan.stuck.length === 0)
    return [paint.dim('Nothing is left to be planned: no open task was found.')];
  return [
    ...totals(plan, terminal),
    ...waves(plan, terminal),
    ...bottleneckLines(bottlenecks, terminal),
    '',
    ...schedule(plan, terminal, all),
  ];
}

function totals(plan: Plan, terminal: Terminal): string[] {
  const { paint, signs, measure, width } = terminal;
  const work = `${plural(plan.tasks.length, 'task')}, ${hoursText(plan.work)} of work, ${plural(plan.agents, 'agent')}`;
  const lines = [paint.bold(work), ''];
  const add = (label: string, minutes: number | null, says: string): void => {
    const hours = minutes === null ? signs.dash : hoursText(minutes);
    const [first = '', ...rest] = measure.wrap(says, Math.max(20, width - LABEL - 12));
    lines.push(`  ${paint.dim(label.padEnd(LABEL))}${hours.padStart(8)}  ${paint.dim(first)}`);
    for (const line of rest) lines.push(`${' '.repeat(LABEL + 12)}${paint.dim(line)}`);
  };
  if (plan.declared !== null) add('Declared', plan.declared, 'what the waves say');
  add(
    'With barriers',
    plan.barriers,
    plan.waves.length > 0 ? 'one wave after the other' : 'one computed wave after the other',
  );
  add('Pipelined', plan.pipelined, `dependencies alone: ${quality(plan)}`);
  add(
    'Critical path',
    plan.criticalPathMinutes,
    plan.criticalPath.map((task) => clean(nameOf(task))).join(` ${signs.arrow} `),
  );
  if (plan.whatIf.length > 1) {
    const each = plan.whatIf.map(({ agents, minutes }) => `${agents}: ${String(hoursOf(minutes))}`);
    add('By agents', null, `${each.join(`  ${signs.dot}  `)} h`);
  }
  const warn = (text: string): void => {
    for (const line of measure.wrap(text, width - 4)) lines.push(`  ${paint.warn(line)}`);
  };
  if (plan.unestimated.length > 0)
    warn(
      `${plural(plan.unestimated.length, 'task')} without an effort: counted with the default, so nothing here is proved.`,
    );
  for (const cycle of plan.cycles)
    warn(`A cycle: ${[...cycle, cycle[0]!].map((task) => clean(nameOf(task))).join(` ${signs.arrow} `)}.`);
  if (plan.stuck.length > 0)
    warn(
      `${plural(plan.stuck.length, 'task is', 'tasks are')} left out of all these figures, in a cycle or waiting for one.`,
    );
  if (plan.unresolved.length > 0)
    warn(
      `${plural(plan.unresolved.length, 'task waits', 'tasks wait')} for an id that no task has: ${plan.unresolved
        .slice(0, 5)
        .map((task) => clean(nameOf(task)))
        .join(', ')}${plan.unresolved.length > 5 ? ' and others' : ''}.`,
    );
  return lines;
}

function quality(plan: Plan): string {
  switch (qualityOf(plan)) {
    case 'best':
      return 'the best possible';
    case 'guessed':
      return 'as good as the guesses';
    case 'bestOfPlanned':
      return 'as short as can be for what is planned';
    case 'gap':
      return `at most ${gapPercent(plan)} % above the best possible`;
  }
}

function waves(plan: Plan, terminal: Terminal): string[] {
  if (plan.waves.length === 0) return [];
  const { paint, signs, measure, width } = terminal;
  const lines = [''];
  const room = Math.max(24, Math.min(width - 44, 70));
  const guessed = new Set(plan.unestimated);
  for (const { name, tasks, declaredHours, agents, minutes } of plan.waves) {
    const title = measure.padEnd(measure.truncate(clean(name) || 'In no wave', room), room);
    const count = plural(tasks.length, 'task').padStart(9);
    const needs = `${hoursText(minutes)} ${signs.dot} ${plural(agents, 'agent')}`;
    const off = declaredHours !== null && hoursOf(minutes) > declaredHours;
    lines.push(`  ${title} ${paint.dim(count)}  ${needs}`);
    if (off)
      lines.push(
        `  ${' '.repeat(2)}${paint.warn(`declared ${declaredHours} h, needs ${tasks.some((task) => guessed.has(task)) ? 'about ' : ''}${hoursText(minutes)}`)}`,
      );
  }
  return lines;
}

function schedule(plan: Plan, terminal: Terminal, all: boolean): string[] {
  const { paint, measure, width } = terminal;
  const shown = all ? plan.tasks : plan.tasks.slice(0, MOST_TASKS);
  const ids = shown.map(({ task }) => measure.truncate(clean(task.id ?? ''), LONGEST_ID));
  const idWidth = Math.max(0, ...ids.map((id) => measure.width(id)));
  const barWidth = Math.min(40, Math.max(16, Math.floor((width - idWidth) / 3)));
  const titleWidth = Math.max(8, width - idWidth - barWidth - 25);
  const head = `${' '.repeat(idWidth + 2 + titleWidth)}  ${'hours'.padStart(11)}  ${'slack'.padStart(6)}`;
  const lines = [paint.dim(head)];
  shown.forEach((planned, at) => {
    const { task, start, end, slack, critical } = planned;
    const id = measure.padEnd(ids[at]!, idWidth);
    const title = measure.padEnd(measure.truncate(clean(task.title), titleWidth), titleWidth);
    const hours = `${String(hoursOf(start))}${terminal.signs.dash}${String(hoursOf(end))}`.padStart(11);
    const free = (critical ? 'none' : hoursText(slack)).padStart(6);
    lines.push(
      `${paint.id(id)}  ${critical ? paint.bold(title) : title}  ${hours}  ${critical ? paint.warn(free) : paint.dim(free)}  ${bar(plan, planned, barWidth, terminal)}`.trimEnd(),
    );
  });
  const more = plan.tasks.length - shown.length;
  if (more > 0) lines.push(paint.dim(`and ${plural(more, 'more task')}; --all shows them`));
  return lines;
}

function bar(
  plan: Plan,
  { start, end, slack, critical }: Plan['tasks'][number],
  width: number,
  terminal: Terminal,
): string {
  const unicode = terminal.signs.bar === '│';
  const column = (minutes: number): number => Math.round((minutes / Math.max(1, plan.pipelined)) * width);
  const from = Math.min(column(start), width - 1);
  const to = Math.max(from + 1, column(end));
  const tail = Math.max(0, column(end + slack) - to);
  const work = (unicode ? (critical ? '█' : '▒') : critical ? '#' : '=').repeat(to - from);
  const rest = (unicode ? '·' : '.').repeat(tail);
  return `${' '.repeat(from)}${critical ? terminal.paint.warn(work) : terminal.paint.info(work)}${terminal.paint.dim(rest)}`;
}

function hoursText(minutes: number): string {
  return `${String(hoursOf(minutes))} h`;
}
