/** Generated task files, always the same for the same arguments. */
import { random, type Random } from './random';
import { CJK, THINGS, VERBS, WORDS } from './words';

/** A text and what an index must find in it. */
export interface TaskFile {
  readonly text: string;
  readonly kind: 'heading' | 'checkbox' | 'row';
  /** Tasks of `kind`. */
  readonly tasks: number;
  /** Those with four acceptance criteria. */
  readonly withCriteria: number;
}

export type Shape = 'headings' | 'lists' | 'tables' | 'cjk';

/** Tasks under one section heading. */
const SECTION = 50;
const STATUSES = ['Todo', 'In Progress', 'Done', 'Blocked'] as const;
const SEED = 20_260_101;

/** `T-00001`; longer where there are more than 99,999. */
function idOf(number: number): string {
  return `T-${String(number).padStart(5, '0')}`;
}

function words(from: Random, list: readonly string[], low: number, high: number, between = ' '): string {
  const chosen: string[] = [];
  for (let count = from.between(low, high); count > 0; count -= 1) chosen.push(from.pick(list));
  return chosen.join(between);
}

function title(from: Random): string {
  return `${from.pick(VERBS)} the ${from.pick(THINGS)} ${from.pick(WORDS)}`;
}

/** An earlier task for every second one: the graph has no cycle and many short chains. */
function dependency(from: Random, number: number): string | null {
  if (number === 1 || from.chance(0.5)) return null;
  return idOf(Math.max(1, number - from.between(1, 40)));
}

function headingTask(from: Random, number: number): string {
  const waits = dependency(from, number);
  const lines = [
    `### ${idOf(number)}: ${title(from)}`,
    '',
    `**Status**: ${from.pick(STATUSES)}`,
    `**Effort**: ${from.between(1, 8)}h`,
    ...(waits === null ? [] : [`**Depends on**: ${waits}`]),
    '',
    '**Acceptance Criteria**:',
  ];
  for (let box = 0; box < 4; box += 1) {
    lines.push(`- [${from.chance(0.3) ? 'x' : ' '}] ${words(from, WORDS, 2, 3)}`);
  }
  return `${lines.join('\n')}\n\n`;
}

/** The same task in Chinese, Japanese and Korean words, with full-width punctuation. */
function cjkTask(from: Random, number: number): string {
  const waits = dependency(from, number);
  const lines = [
    `### ${idOf(number)}：${words(from, CJK, 3, 6, '')}`,
    '',
    `**状态**：${from.pick(['待办', '进行中', '已完成'])}`,
    ...(waits === null ? [] : [`**依赖**：${waits}`]),
    '',
    '**验收标准**：',
  ];
  for (let box = 0; box < 4; box += 1) {
    lines.push(`- [${from.chance(0.3) ? 'x' : ' '}] ${words(from, CJK, 2, 5, '')}`);
  }
  return `${lines.join('\n')}\n\n`;
}

/** Every eighth stands at the top, the others below it on two levels. */
function listTask(from: Random, number: number): string {
  const depth = number % 8 === 1 ? 0 : number % 3 === 0 ? 2 : 1;
  const waits = dependency(from, number);
  const more = waits === null ? '' : ` (depends on ${waits})`;
  const note = from.chance(0.2) ? `\n${'  '.repeat(depth + 1)}${words(from, WORDS, 6, 12)}` : '';
  const box = from.chance(0.3) ? 'x' : ' ';
  return `${'  '.repeat(depth)}- [${box}] **${idOf(number)}** ${title(from)}, ${words(from, WORDS, 2, 5)}${more}${note}\n`;
}

const TABLE_HEAD = '| ID | Task | Status | Effort | Depends on |\n| --- | --- | --- | --- | --- |\n';

function rowTask(from: Random, number: number): string {
  const waits = dependency(from, number) ?? '';
  const effort = `${from.between(1, 8)}h`;
  return `| ${idOf(number)} | ${title(from)} ${words(from, WORDS, 1, 4)} | ${from.pick(STATUSES)} | ${effort} | ${waits} |\n`;
}

/** A file of `count` tasks; B1 is `taskFile('headings', 5000)`, one megabyte. */
export function taskFile(shape: Shape, count: number): TaskFile {
  const from = random(SEED + count);
  const parts: string[] = [];
  if (shape === 'headings') parts.push('# Backlog\n\nWhat is to be done, by area.\n\n');
  if (shape === 'cjk') parts.push('# 任务清单\n\n待办事项，按领域划分。\n\n');
  if (shape === 'tables') parts.push('# Backlog\n\n');
  for (let number = 1; number <= count; number += 1) {
    if (number % SECTION === 1 && shape !== 'lists') {
      parts.push(`${number > 1 && shape === 'tables' ? '\n' : ''}## Area ${Math.ceil(number / SECTION)}\n\n`);
      if (shape === 'tables') parts.push(TABLE_HEAD);
    }
    parts.push(taskOf[shape](from, number));
  }
  const criteria = shape === 'headings' || shape === 'cjk';
  return { text: parts.join(''), kind: KINDS[shape], tasks: count, withCriteria: criteria ? count : 0 };
}

const KINDS = { headings: 'heading', cjk: 'heading', lists: 'checkbox', tables: 'row' } as const;
const taskOf = { headings: headingTask, cjk: cjkTask, lists: listTask, tables: rowTask } as const;
