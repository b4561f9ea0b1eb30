import { isFinished, taskName } from '../../features/words';
import type { TextEdit } from '../../model/problem';
import type { IndexReader } from '../../model/reader';
import type { DeclaredWave, Task, TaskDocument } from '../../model/task';
import { passesOf } from '../../plan/passes';
import { DEFAULT_HOURS, levelsOf } from '../../plan/plan';
import { taskNetworkInSteps, type TaskNetwork } from '../../plan/taskNetwork';
import { waveFigures } from '../../plan/waveFigures';
import { waveNumber, wavesInOrder } from '../../plan/waveOrder';
import { lengthOf } from '../../plan/waves';
import { waveWordsFor } from '../../words/waveWords';
import { tryEdits } from '../applyEdits';
import { refusal, type EditPlan, type Refusal } from '../plan';
import { endOfSection } from './items';
import { Lines } from '../lines';
import { titleLike, withFigures } from './titles';
import { ListWriter, listOf, rewriteList, titlesOf, type WaveList } from './waveLists';

/** A wave that is to be written: what it lists, and what it needs. */
interface Wanted {
  readonly tasks: readonly Task[];
  /** Null where an effort is a guess. */
  readonly minutes: (agents: number) => number | null;
}

/** A wave that is there, with its list. */
interface There {
  readonly wave: DeclaredWave;
  readonly list: WaveList;
  /** What it lists besides open work: what is finished, or no task. It stays. */
  readonly kept: ReadonlySet<string>;
}

/**
 * Writes the waves that dependencies alone ask for into a file: into the lists of the waves that it has, with what is
 * written beside each task, or as a new section at its end, in its language. Waves that are over stay as they are.
 * Refused where a wave is more than a list of ids, and where anything else would be read otherwise than before.
 *
 * @param agents who work at a time in a wave that does not say it
 */
export function* writeWavesInSteps(
  index: IndexReader,
  document: TaskDocument,
  agents = 1,
): Generator<void, EditPlan | Refusal> {
  const network = yield* taskNetworkInSteps(index, [document], { defaultHours: DEFAULT_HOURS, all: false });
  const reason = reasonAgainst(document, network);
  if (reason !== null) return refusal(reason);
  const levels = levelsOf(network, passesOf(network.network, network.duration));
  const wanted = yield* wantedOf(network, levels, agents, document);
  const lines = new Lines(document);
  const edits =
    document.waves.length === 0
      ? appended(lines, document, wanted)
      : rewritten(lines, document, wanted, agents);
  if ('kind' in edits) return edits;
  yield;
  if (tryEdits(index, document, edits, (after) => isAsWanted(document, after, levels)) !== true)
    return refusal(
      `with these waves something else in ${document.path} would be read otherwise; write them by hand`,
    );
  return { kind: 'edits', title: `Write ${levels.length} computed waves into ${document.path}`, edits };
}

function reasonAgainst(document: TaskDocument, { work, cycles, stuck }: TaskNetwork): string | null {
  const { path, skipped, waves } = document;
  if (skipped !== null) return `${path} was not read: ${skipped}`;
  const [cycle] = cycles;
  if (cycle) {
    const names = [...cycle, cycle[0]!].map(taskName).join(' → ');
    return `${names} wait for each other (${stuck.size} tasks can be in no wave); break the cycle first`;
  }
  if (work.length === 0) return `${path} has no open task to be planned`;
  const ids = new Map<string, number>();
  for (const { id } of document.tasks) if (id !== null) ids.set(id, (ids.get(id) ?? 0) + 1);
  const listed = new Set(waves.flatMap(({ members }) => members.map(({ id }) => id)));
  for (const task of work) {
    const { id, idKind, wave, line } = task;
    const where = `(line ${line + 1})`;
    if (id === null)
      return `“${task.title}” ${where} has no id, by which a wave could list it; assign ids first`;
    if (idKind === 'number') return `${id} ${where} is the number of a list, by which a wave cannot list it`;
    if ((ids.get(id) ?? 0) > 1) return `several tasks have the id ${id}; give each its own first`;
    if (wave !== null && !listed.has(id))
      return `${id} ${where} says itself which wave it is for, or stands under its title; move it with “Move Task to Wave…”`;
  }
  return null;
}

function* wantedOf(
  network: TaskNetwork,
  levels: readonly (readonly Task[])[],
  agents: number,
  { waves }: TaskDocument,
): Generator<void, readonly Wanted[]> {
  const guessed = new Set(network.unestimated);
  const asked = new Set([agents, ...waves.flatMap(({ title }) => waveFigures(title).agents ?? [])]);
  const wanted: Wanted[] = [];
  for (const tasks of levels) {
    const minutes = new Map<number, number>();
    const isGuess = tasks.some((task) => guessed.has(task));
    if (!isGuess)
      for (const each of asked) minutes.set(each, (yield* lengthOf(network, tasks, each)).minutes);
    wanted.push({ tasks, minutes: (each) => minutes.get(each) ?? null });
  }
  return wanted;
}

/** A section of its own at the end of a file without waves. */
function appended(lines: Lines, document: TaskDocument, wanted: readonly Wanted[]): readonly TextEdit[] {
  const { text } = document;
  const words = waveWordsFor(text);
  const level =
    lines.all.some((line) => /^##\s/.test(line)) || !/^#\s/m.test(text.replace(/^#\s/m, '')) ? 2 : 1;
  const bullet = bulletOf(lines);
  const parts = [`${'#'.repeat(level)} ${words.section}`];
  wanted.forEach(({ tasks }, at) => {
    parts.push('', `${'#'.repeat(level + 1)} ${words.wave.replace('{0}', String(at + 1))}`, '');
    for (const { id, title } of tasks) parts.push(`${bullet} ${id ?? ''}${title === '' ? '' : `: ${title}`}`);
  });
  const { lineEnd } = lines;
  const isEnded = text === '' || /[\r\n]$/.test(text);
  const isSeparate = /(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)$/.test(text);
  const gap = isSeparate ? '' : isEnded ? lineEnd : lineEnd + lineEnd;
  return [lines.edit(text.length, text.length, gap + parts.join(lineEnd) + (isEnded ? lineEnd : ''))];
}

/** The marker that most lists of the file have. */
function bulletOf({ all }: Lines): string {
  const counts = new Map<string, number>();
  for (const line of all) {
    const marker = /^\s*([-*+])\s/.exec(line)?.[1];
    if (marker !== undefined) counts.set(marker, (counts.get(marker) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? '-';
}

/** The lists of the waves that there are, and behind them such as are wanted besides. */
function rewritten(
  lines: Lines,
  document: TaskDocument,
  wanted: readonly Wanted[],
  agents: number,
): readonly TextEdit[] | Refusal {
  const there = wavesThere(lines, document, wanted);
  if ('kind' in there) return there;
  const writer = new ListWriter(lines, document, document.waves);
  const titleOf = titlesOf(wanted.flatMap(({ tasks }) => tasks));
  const edits: TextEdit[] = [];
  const surplus: { readonly first: number; readonly last: number }[] = [];
  // Waves that are over keep what they say.
  const usable = there.filter(
    ({ wave, kept }) => wave.members.length === 0 || kept.size < wave.members.length,
  );
  usable.forEach(({ wave, list, kept }, at) => {
    const now = wave.members.map(({ id }) => id);
    const ids = wanted[at]?.tasks.map(({ id }) => id ?? '') ?? [];
    const isWanted = new Set(ids);
    const isNow = new Set(now);
    const next = [
      ...now.filter((id) => kept.has(id) || isWanted.has(id)),
      ...ids.filter((id) => !isNow.has(id)),
    ];
    const heading = lines.at(wave.range.start);
    const isOver = next.length === 0 && at >= wanted.length;
    if (isOver && isBare(lines, heading, list)) {
      surplus.push({
        first: heading,
        last: list.kind === 'items' ? list.last : endOfSection(lines, heading),
      });
      return;
    }
    const changed = rewriteList(lines, wave, list, next, writer, titleOf);
    const title = wanted[at] && newTitle(wave, wanted[at], next, isNow, changed.length > 0, agents);
    if (title !== undefined) edits.push(...retitled(lines, wave, title));
    edits.push(...changed);
  });
  edits.push(...lines.cutAll(surplus));
  const last = there.at(-1);
  if (wanted.length > usable.length && last) {
    const made = wanted.slice(usable.length).map((each, at) => {
      const number = (waveNumber(last.wave.name) ?? 0) + at + 1;
      const title = titleLike(
        last.wave.title,
        number,
        each.minutes(waveFigures(last.wave.title).agents ?? agents),
      );
      const head = lines.text(lines.at(last.wave.range.start)).replace(last.wave.title, title);
      const ids = each.tasks.map(({ id }) => id ?? '');
      return `${head}${lines.lineEnd.repeat(2)}${writer.items(ids, titleOf, 0)}`;
    });
    const end = endOfSection(lines, lines.at(last.wave.range.end));
    edits.push(lines.insertAfter(end, made.join(lines.lineEnd.repeat(2)), 1));
  }
  return edits;
}

function wavesThere(
  lines: Lines,
  document: TaskDocument,
  wanted: readonly Wanted[],
): readonly There[] | Refusal {
  const waves = wavesInOrder(document);
  const { path } = document;
  if (!waves) return refusal(`the waves of ${path} do not say which comes first; number them first`);
  const planned = new Set(wanted.flatMap(({ tasks }) => tasks.map(({ id }) => id)));
  const byId = new Map(document.tasks.map((task) => [task.id, task]));
  const there: There[] = [];
  for (const wave of waves) {
    const all = document.waves.filter(({ name, members }) => name === wave.name && members.length > 0);
    const list = all.length > 1 ? null : listOf(lines, document, wave);
    if (!list) return refusal(`${wave.name} of ${path} is more than a list of ids; write its tasks by hand`);
    const kept = wave.members.filter(({ id }) => {
      const task = byId.get(id);
      return !planned.has(id) && (!task || isFinished(task));
    });
    there.push({ wave, list, kept: new Set(kept.map(({ id }) => id)) });
  }
  return there;
}

/** Whether nothing but its list stands under a title. */
function isBare(lines: Lines, heading: number, list: WaveList): boolean {
  if (list.kind === 'line') return false;
  for (let line = heading + 1; line <= endOfSection(lines, heading); line++) {
    const isListed = list.kind === 'items' && line >= list.first && line <= list.last;
    if (!isListed && !lines.isBlank(line)) return false;
  }
  return true;
}

/** The title that fits the new list; undefined where the one that is there does. */
function newTitle(
  { title }: DeclaredWave,
  { minutes }: Wanted,
  next: readonly string[],
  now: ReadonlySet<string>,
  isChanged: boolean,
  agents: number,
): string | undefined {
  const said = waveFigures(title);
  const needed = minutes(said.agents ?? agents);
  const isShort = needed !== null && said.hours !== null && needed > said.hours * 60;
  if (!isChanged && !isShort) return undefined;
  const stay = next.filter((id) => now.has(id)).length;
  const number = waveNumber(title);
  // A wave of mostly other tasks is no longer what it is called.
  if (stay * 2 < next.length && number !== null) return titleLike(title, number, needed);
  return withFigures(title, needed);
}

function retitled(lines: Lines, { range, title }: DeclaredWave, fresh: string): readonly TextEdit[] {
  const written = lines.edit(range.start, range.end, '').expected;
  const at = written.indexOf(title);
  if (at < 0 || fresh === title) return [];
  const start = range.start + at;
  return [lines.edit(start, start + title.length, fresh)];
}

/** Whether each wave is read as it was wanted, and everything else as it was. */
function isAsWanted(
  before: TaskDocument,
  after: TaskDocument,
  levels: readonly (readonly Task[])[],
): boolean {
  if (after.tasks.length !== before.tasks.length) return false;
  const said = (task: Task): string =>
    JSON.stringify([
      task.id,
      task.kind,
      task.title,
      task.status,
      task.effortHours,
      task.criteria,
      task.priority,
      task.section,
      task.dependsOn.map(({ id }) => id),
    ]);
  if (!before.tasks.every((task, at) => said(task) === said(after.tasks[at]!))) return false;
  const levelOf = new Map(levels.flatMap((tasks, at) => tasks.map((task) => [task.id, at] as const)));
  const numbers: number[] = [];
  for (const { id, wave } of after.tasks) {
    const level = levelOf.get(id ?? '');
    if (level === undefined) continue;
    const number = wave === null ? null : waveNumber(wave);
    if (number === null || (numbers[level] ?? number) !== number) return false;
    numbers[level] = number;
  }
  return wavesInOrder(after) !== null && numbers.every((number, at) => at === 0 || number > numbers[at - 1]!);
}
