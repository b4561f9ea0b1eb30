import type { Heading, Task, TaskDocument } from '../model/task';
import { expandRange } from '../identity/idRanges';
import { splitRange } from '../identity/idTokens';
import { shortWave } from '../plan/waveOrder';
import { shortened } from '../text/shortened';
import { classOfSection, isWaveTitle, normalizeTitle, priorityOfSection } from '../words/sectionWords';
import { below, type CountedTasks } from './tasksOf';
import {
  formsOf,
  isElsewhereTitle,
  isSummaryTitle,
  samePriority,
  titleMatches,
  type TitleForms,
} from './titles';

/** A set of tasks that a statement may speak of. */
export interface Scope {
  /** As messages name it: "this file", "“Phase 1”", "P0". */
  readonly name: string;
  readonly kind: 'file' | 'section' | 'task' | 'group' | 'ids';
  /** Numbers of tasks in the document, ascending. */
  readonly members: readonly number[];
  /** The same for the same set. */
  readonly key: string;
}

/** What a title states, which is no part of its name. */
const FIGURES_AT_END =
  /\s*(?:[([（][^([（]*\d[^([（]*[)\]）]|[-–—:：]\s*\[?\d+(?:\s*[/%％][^)\]]*)?\]?)\s*$/u;
/** Longer titles are shortened in messages. Code units. */
const LONGEST_TITLE = 50;
/** Longer lists of ids are not looked up. */
const MOST_IDS = 500;
/** Labels of lists are not looked through in longer files: it would take time after every key. */
const MOST_LABELLED = 3000;

/** Finds the tasks that places and names of a document mean. */
export class Scopes {
  private readonly sections: readonly Heading[];
  private readonly named = new Map<string, Scope[]>();
  private readonly ranges = new Map<number, Scope>();
  private whole: Scope | null | undefined = undefined;

  constructor(
    private readonly document: TaskDocument,
    private readonly countedTasks: () => CountedTasks,
  ) {
    this.sections = document.headings();
  }

  /** The whole file; null where tasks it speaks of are not in it. */
  file(): Scope | null {
    if (this.whole === undefined) {
      const { tasks } = this.document;
      const planned = this.document.planned();
      const ids = new Set(planned.length > 0 ? tasks.flatMap(({ id }) => id ?? []) : []);
      const isElsewhere = planned.some((id) => !ids.has(id));
      const first = tasks[0]?.kind === 'document' ? 1 : 0;
      const members = numbers(first, tasks.length);
      this.whole =
        isElsewhere || members.length === 0
          ? null
          : { name: 'this file', kind: 'file', members, key: 'file' };
    }
    return this.whole;
  }

  /** The number of the innermost section around an offset, or -1. */
  sectionAt(offset: number): number {
    let low = 0;
    let high = this.sections.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.sections[middle]?.start ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** 0-based line of a section's heading, or -1. */
  lineOf(at: number): number {
    return this.sections[at]?.line ?? -1;
  }

  /** Innermost first. */
  private around(at: number): number[] {
    const found: number[] = [];
    let level = Infinity;
    for (let section = at; section >= 0 && level > 1; section--) {
      const own = this.sections[section]?.level ?? 0;
      if (own >= level) continue;
      level = own;
      found.push(section);
    }
    return found;
  }

  /** Whether lines there speak of another time or thing. */
  isElsewhere(offset: number): boolean {
    return this.around(this.sectionAt(offset)).some((at) => {
      const section = this.sections[at];
      return (
        section !== undefined && !section.isTitle && section.task === null && isElsewhereTitle(section.title)
      );
    });
  }

  /** Whether lines there sum up an order, a path or rules rather than the tasks. */
  isArrangement(offset: number): boolean {
    return this.around(this.sectionAt(offset)).some((at) => {
      const section = this.sections[at];
      if (section === undefined || section.isTitle || section.task !== null) return false;
      const found = classOfSection(section.title);
      return found !== null && found !== 'tasks' && found !== 'prose';
    });
  }

  /** The tasks of a section, of a heading that is a task those below it. */
  section(at: number): Scope | null {
    const section = this.sections[at];
    if (!section) return null;
    if (section.isTitle) return this.file();
    let known = this.ranges.get(at);
    if (!known) {
      let next = at + 1;
      while ((this.sections[next]?.level ?? 0) > section.level) next++;
      const end = this.sections[next]?.line ?? Infinity;
      const first = this.firstFrom(section.line) + (section.task ? 1 : 0);
      const members = numbers(first, this.firstFrom(end));
      const title = section.title.replace(FIGURES_AT_END, '').trim();
      known = {
        name: section.task?.id ?? quotedTitle(title),
        kind: section.task ? 'task' : 'section',
        members,
        key: `section ${at}`,
      };
      this.ranges.set(at, known);
    }
    return known;
  }

  /** The first task from a line on. */
  private firstFrom(line: number): number {
    const { tasks } = this.document;
    let low = 0;
    let high = tasks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((tasks[middle]?.line ?? 0) < line) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** What a line without a name may speak of: the sections around it that hold tasks, and the file. */
  aroundLine(offset: number): Scope[] {
    const inner = this.sectionAt(offset);
    const sections = this.around(inner).flatMap((at) => {
      const scope = this.section(at);
      return scope && scope.members.length > 0 ? [scope] : [];
    });
    const file = this.file();
    if (!file) return sections.filter(({ kind }) => kind !== 'file');
    const others = sections.filter(({ key }) => key !== 'file');
    const title = this.sections[inner];
    // What sums up says so of all, unless it stands within a part.
    const isOverall = title !== undefined && isSummaryTitle(title.title) && this.around(inner).length <= 2;
    return isOverall ? [file, ...others] : [...others, file];
  }

  /** The parts of a task in a list. */
  ofTask(task: Task): Scope {
    const { tasks } = this.document;
    let at = this.firstFrom(task.line);
    // Two may begin in one line.
    while (at < tasks.length && tasks[at] !== task) at++;
    const name = task.id ?? quotedTitle(task.title);
    return { name, kind: 'task', members: below(this.countedTasks(), at), key: `task ${at}` };
  }

  /** The tasks of ids listed as `T001–T040` or `T001, T005`; null unless all are in the file. */
  ofIds(list: string): Scope | null {
    const ids = list.split(/\s*[,;、&]\s*|\s+and\s+/u).flatMap((part) => {
      const tight = splitRange(part);
      const [first, last] =
        tight === null
          ? part.split(/\s*(?:[–—~～〜…]+|\.\.+|\s-\s|\sto\s|\sthrough\s)\s*/u)
          : [part.slice(0, tight), part.slice(tight + 1)];
      return first === undefined ? [] : last === undefined ? [first] : expandRange(first, last);
    });
    if (ids.length > MOST_IDS) return null;
    const wanted = new Set(ids);
    const members = this.document.tasks.flatMap(({ id }, at) => (id !== null && wanted.has(id) ? [at] : []));
    return members.length === wanted.size ? { name: list, kind: 'ids', members, key: `ids ${list}` } : null;
  }

  /** What a name may mean, the likeliest first; empty where that is not certain. */
  ofName(name: string): readonly Scope[] {
    let known = this.named.get(name);
    if (!known) {
      known = this.lookUp(name).filter(({ members }) => members.length > 0);
      this.named.set(name, known);
    }
    return known;
  }

  private lookUp(name: string): Scope[] {
    const words = normalizeTitle(name);
    if (words === '' || words.length > 80) return [];
    const found = [...this.byPriority(name, words), ...this.byWave(name)];
    if (found.length > 0) return found;
    const sections = this.byTitle(words);
    if (sections !== null) return sections;
    return [...this.byLabel(words), ...this.byId(name)];
  }

  private byPriority(name: string, words: string): Scope[] {
    const code = priorityOfSection(name);
    // "P0 + P2" are two.
    if (
      code === null ||
      words.split(' ').length > 4 ||
      /[+&/,、～~]|\band\b/u.test(name.replace(/^\W*P\d\++/i, ''))
    )
      return [];
    const members = this.countedTasks().priority.flatMap((priority, at) =>
      priority !== null && samePriority(priority, code) ? [at] : [],
    );
    const sections = this.outermost(
      (section) => section.task === null && priorityOfSection(section.title) === code,
    );
    const inSections = sections.flatMap((at) => this.section(at)?.members ?? []);
    return [
      { name: code, kind: 'group', members, key: `priority ${code}` },
      { name: code, kind: 'group', members: inSections, key: `sections of ${code}` },
    ];
  }

  private byWave(name: string): Scope[] {
    if (!isWaveTitle(name)) return [];
    const short = shortWave(name).toLowerCase();
    const isIt = (wave: string | null): boolean => wave !== null && shortWave(wave).toLowerCase() === short;
    const waves = new Set(this.document.waves.flatMap((wave) => (isIt(wave.name) ? [wave.name] : [])));
    if (waves.size > 1) return [];
    const members = this.document.tasks.flatMap(({ wave }, at) => (isIt(wave) ? [at] : []));
    return [{ name: shortWave(name), kind: 'group', members, key: `wave ${short}` }];
  }

  /** Null where no section is called so; none where several are. */
  private byTitle(words: string): Scope[] | null {
    const known = this.document.keyed(always, titlesOf);
    const forms = (at: number): TitleForms => {
      const title = this.sections[at]?.title ?? '';
      let found = known.get(title);
      if (!found) known.set(title, (found = formsOf(title)));
      return found;
    };
    const holds = (at: number): boolean => (this.section(at)?.members.length ?? 0) > 0;
    for (const isMatch of titleMatches(words)) {
      const found = this.outermost((section, at) => !section.isTitle && isMatch(forms(at)) && holds(at));
      const scope = found.length === 1 ? this.section(found[0] ?? -1) : null;
      if (scope) return [scope];
      if (found.length > 1) return [];
    }
    return null;
  }

  private outermost(isMatch: (section: Heading, at: number) => boolean): number[] {
    const found: number[] = [];
    let level = Infinity;
    for (const [at, section] of this.sections.entries()) {
      if (section.level <= level) level = Infinity;
      if (level === Infinity && isMatch(section, at)) {
        found.push(at);
        level = section.level;
      }
    }
    return found;
  }

  /** Groups that labels above lists make. */
  private byLabel(words: string): Scope[] {
    if (this.document.tasks.length > MOST_LABELLED) return [];
    const paths = new Set<string>();
    const members = this.document.tasks.flatMap(({ section }, at) => {
      const depth = section.findIndex((title) => normalizeTitle(title) === words);
      if (depth < 0) return [];
      paths.add(section.slice(0, depth + 1).join('\n'));
      return [at];
    });
    if (paths.size !== 1) return [];
    const name = [...paths][0]?.split('\n').at(-1) ?? words;
    return [{ name: `“${name}”`, kind: 'group', members, key: `label ${words}` }];
  }

  private byId(name: string): Scope[] {
    const id = /^[^\s:：]+/u.exec(name)?.[0] ?? '';
    if (!this.document.idSet.lower.has(id.toLowerCase())) return [];
    const found = this.document.tasks.filter((task) => task.id === id && task.idKind === 'explicit');
    return found.length === 1 && found[0] ? [this.ofTask(found[0])] : [];
  }
}

/** How messages name it where there is no id. */
function quotedTitle(title: string): string {
  return `“${shortened(title, LONGEST_TITLE)}”`;
}

/** Titles do not depend on tasks: what is known of them is kept. */
function always(): string {
  return '';
}

function titlesOf(): Map<string, TitleForms> {
  return new Map();
}

function numbers(first: number, end: number): number[] {
  return Array.from({ length: Math.max(0, end - first) }, (_, at) => first + at);
}
