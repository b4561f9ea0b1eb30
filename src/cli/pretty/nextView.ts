/** `wavemark next` for people: what to take up, best first, and why. */
import { hoursOf, nameOf, type NextTasks } from '../../core';
import { clean } from '../io';
import { plural } from '../plural';
import { placeText, statusSign } from './format';
import type { Terminal } from './terminal';

/** @param open how many tasks are not finished */
export function nextView(
  { ready, bottlenecks }: NextTasks,
  most: number,
  open: number,
  terminal: Terminal,
): string[] {
  const { paint, measure, width, signs } = terminal;
  if (ready.length === 0)
    return [
      paint.dim(
        open === 0
          ? 'Nothing is open, so nothing is ready.'
          : `Nothing is ready: ${plural(open, 'task is', 'tasks are')} open, and all of that waits for something, is blocked or has a status of no known meaning.`,
      ),
    ];
  const lines: string[] = [];
  for (const { task, reason } of ready.slice(0, most)) {
    const id = task.id === null ? '' : `${paint.id(clean(task.id))}  `;
    const used = signs.statusWidth + 1 + (task.id === null ? 0 : measure.width(clean(task.id)) + 2);
    const title = measure.truncate(clean(task.title) || '(no title)', Math.max(20, width - used));
    lines.push(`${statusSign(task.status, terminal)} ${id}${paint.bold(title)}`);
    for (const line of measure.wrap(reason, width - 4)) lines.push(`    ${line}`);
    lines.push(`    ${paint.dim(measure.truncateStart(placeText(task), width - 4))}`);
  }
  if (ready.length > most) lines.push('', paint.dim(`and ${plural(ready.length - most, 'more task')} ready`));
  return [...lines, ...bottleneckLines(bottlenecks, terminal)];
}

/** A paragraph of its own; nothing where nothing holds anything up. */
export function bottleneckLines(bottlenecks: NextTasks['bottlenecks'], terminal: Terminal): string[] {
  const { paint, measure, width } = terminal;
  if (bottlenecks.length === 0) return [];
  const lines = ['', paint.bold('What holds up the most')];
  for (const { task, unblocks, unblockedMinutes, gain, isGuess } of bottlenecks) {
    const about = isGuess ? 'about ' : '';
    const gains = gain > 0 ? `; in half the time, everything is done ${about}${hoursOf(gain)} h sooner` : '';
    const says = `${clean(nameOf(task))}: ${plural(unblocks, 'task')} (${about}${hoursOf(unblockedMinutes)} h) ${unblocks === 1 ? 'waits' : 'wait'} for it${gains}`;
    for (const [at, line] of measure.wrap(says, width - 4).entries())
      lines.push(`${at === 0 ? '  ' : '    '}${line}`);
  }
  return lines;
}
