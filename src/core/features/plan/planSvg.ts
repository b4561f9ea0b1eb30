/** The schedule as a picture: one row for each task, time to the right. It takes light and dark from its viewer. */
import type { Plan, PlannedTask } from '../../plan/plan';
import { shortened } from '../../text/shortened';
import { hoursOf, nameOf } from './planJson';

const ROW = 24;
const TOP = 56;
const LEFT = 300;
const WIDTH = 960;
const RIGHT = 24;
const LONGEST = 40;
/** More rows than this make no picture. */
const MOST_ROWS = 2_000;
const STEPS = [1, 2, 4, 8, 16, 24, 40, 80, 160, 400, 800];

const STYLE = `text{font:13px system-ui,sans-serif;fill:#1f2328}
.dim{fill:#59636e}.line{stroke:#d1d9e0}.bar{fill:#54aeff}.critical{fill:#0969da;stroke:#0a3069;stroke-width:2}
.slack{stroke:#59636e;stroke-width:2;stroke-dasharray:2 3}.paper{fill:#fff}
@media(prefers-color-scheme:dark){text{fill:#f0f6fc}.dim{fill:#9198a1}.line{stroke:#3d444d}.bar{fill:#1f6feb}
.critical{fill:#79c0ff;stroke:#cae8ff}.slack{stroke:#9198a1}.paper{fill:#0d1117}}`;

export function planSvg(plan: Plan): string {
  const tasks = plan.tasks.slice(0, MOST_ROWS);
  const end = Math.max(plan.pipelined, 1);
  const x = (minutes: number): number => round(LEFT + (minutes / end) * (WIDTH - LEFT - RIGHT));
  const more = plan.tasks.length - tasks.length;
  const height = TOP + tasks.length * ROW + (more > 0 ? ROW : 0) + 16;
  const title = titleOf(plan);
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="${escaped(title)}">`,
    `<style>${STYLE}</style><rect class="paper" width="${WIDTH}" height="${height}"/>`,
    `<text x="12" y="22" font-weight="600">${escaped(title)}</text>`,
    ...ticks(end, x, height),
    ...tasks.flatMap((task, at) => rowOf(task, TOP + at * ROW, x)),
  ];
  if (more > 0)
    parts.push(`<text class="dim" x="12" y="${TOP + tasks.length * ROW + 16}">and ${more} more tasks</text>`);
  return `${parts.join('\n')}\n</svg>\n`;
}

function titleOf({ pipelined, agents, optimal, unestimated, stuck }: Plan): string {
  const isPart = unestimated.length > 0 || stuck.length > 0;
  return [
    `${isPart ? '≥ ' : ''}${hoursOf(pipelined)} h with ${counted(agents, 'agent')}`,
    ...(optimal ? ['the best possible'] : []),
    ...(unestimated.length > 0 ? [`${counted(unestimated.length, 'task')} unestimated`] : []),
    ...(stuck.length > 0 ? [`${counted(stuck.length, 'task')} not planned because of a cycle`] : []),
  ].join(', ');
}

function counted(count: number, name: string): string {
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}

function ticks(end: number, x: (minutes: number) => number, height: number): string[] {
  const hours = end / 60;
  const step = STEPS.find((each) => hours / each <= 12) ?? Math.ceil(hours / 12);
  const lines: string[] = [];
  for (let hour = 0; hour <= hours; hour += step) {
    const at = x(hour * 60);
    lines.push(
      `<line class="line" x1="${at}" x2="${at}" y1="${TOP - 8}" y2="${height - 8}"/><text class="dim" x="${at}" y="${TOP - 14}" text-anchor="middle">${hour} h</text>`,
    );
  }
  return lines;
}

function rowOf(planned: PlannedTask, y: number, x: (minutes: number) => number): string[] {
  const { task, start, end, slack, critical, agent } = planned;
  const name = task.id === null ? task.title : `${task.id}  ${task.title}`;
  const from = x(start);
  const to = x(end);
  const says = `${nameOf(task)}: ${hoursOf(start)} h to ${hoursOf(end)} h, agent ${agent}${critical ? ', critical' : `, ${hoursOf(slack)} h slack`}`;
  const tail =
    slack > 0
      ? `<line class="slack" x1="${to}" x2="${x(end + slack)}" y1="${y + ROW / 2}" y2="${y + ROW / 2}"/>`
      : '';
  return [
    `<g><title>${escaped(says)}</title><text x="12" y="${y + 16}">${escaped(shortened(name.replace(/\s+/g, ' '), LONGEST))}</text>${tail}<rect class="${critical ? 'critical' : 'bar'}" x="${from}" y="${y + 4}" width="${Math.max(2, round(to - from))}" height="${ROW - 8}" rx="3"/></g>`,
  ];
}

/** Text for XML: markup made harmless, what XML cannot hold left out. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
