import type { Task, TaskDocument, TaskKind } from '../model/task';
import { stylesFor, type IdStyle } from './idPlace';
import type { ChosenSeries } from './idSeries';

const NUMBERED = /^(.*?)(\d+)$/s;
/** A time, to the day at least: nothing that can be counted on. */
const STAMP = /\d{6,}/;
/** So many of the ids in sight must be of one series for the next to be of it too. */
const MOST = 0.6;
/** A few ids among many tasks without one are no habit. */
const SOME = 0.1;

/** Tasks that are held against each other: of a kind, below a task with an id or not, in a section. */
type Group = readonly Task[];

/** How the tasks of a document that have ids have them. Each group is looked at once, however many ask. */
export class IdHabits {
  private readonly groups = new Map<string, Task[]>();
  /** How many tasks there are, with and without ids. */
  private readonly counts = new Map<string, number>();
  private readonly series = new Map<Group, ChosenSeries | null>();
  private readonly joiners = new Map<Group, string | null>();
  private readonly styles = new Map<TaskKind, readonly IdStyle[]>();
  private readonly named: readonly Task[];

  constructor(document: TaskDocument) {
    this.named = document.tasks.filter(({ idKind }) => idKind === 'explicit');
    if (this.named.length === 0) return;
    for (const task of document.tasks) {
      const isNamed = task.idKind === 'explicit';
      const parent = explicitParent(task);
      for (const place of placesOf(task)) {
        for (const kind of [task.kind, ANY]) {
          const key = `${kind} ${place}`;
          this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
        }
        if (!isNamed) continue;
        this.enter(groupKey(task.kind, parent !== null, place), task);
        if (!parent) this.enter(groupKey(ANY, false, place), task);
      }
    }
  }

  private enter(key: string, task: Task): void {
    const group = this.groups.get(key);
    if (group) group.push(task);
    else this.groups.set(key, [task]);
  }

  /** The series that the ids of the task's neighbours belong to; null where they have no ids to speak of. */
  seriesOf(task: Task): ChosenSeries | null {
    if (this.named.length === 0) return null;
    const parent = explicitParent(task);
    const near = this.nearest(task, task.kind, parent !== null);
    if (near) {
      const joiner = parent?.id == null ? null : this.joinerIn(near);
      return joiner === null ? this.prevailingIn(near) : { prefix: `${parent?.id ?? ''}${joiner}`, width: 0 };
    }
    // Parts of a task that has an id, of which none has one: T012.1, T012.2.
    if (parent?.id != null && !STAMP.test(parent.id)) return { prefix: `${parent.id}.`, width: 0 };
    const around = this.nearest(task, ANY, false);
    return around && this.prevailingIn(around);
  }

  /** The ways in which an id may be written at the task, the best first. */
  stylesOf(task: Task): readonly IdStyle[] {
    let styles = this.styles.get(task.kind);
    if (!styles) {
      const alike = this.named.filter(({ kind }) => kind === task.kind);
      const all = task.document.tasks.filter(({ kind }) => kind === task.kind);
      styles = stylesFor(task, alike.length >= all.length * SOME ? alike : []);
      this.styles.set(task.kind, styles);
    }
    return styles;
  }

  /**
   * The named tasks in the nearest section around the task, or in the document, in which so many have an id
   * that those without one are the exception.
   */
  private nearest(task: Task, kind: TaskKind | typeof ANY, isPart: boolean): Group | null {
    for (const place of placesOf(task)) {
      const near = this.groups.get(groupKey(kind, isPart, place));
      if (near && near.length >= (this.counts.get(`${kind} ${place}`) ?? 0) * SOME) return near;
    }
    return null;
  }

  private prevailingIn(group: Group): ChosenSeries | null {
    let series = this.series.get(group);
    if (series === undefined) this.series.set(group, (series = prevailing(group)));
    return series;
  }

  private joinerIn(group: Group): string | null {
    let joiner = this.joiners.get(group);
    if (joiner === undefined) this.joiners.set(group, (joiner = joinerOf(group)));
    return joiner;
  }
}

const ANY = 'any';

function groupKey(kind: TaskKind | typeof ANY, isPart: boolean, place: string): string {
  return `${kind} ${isPart ? 'part' : 'whole'} ${place}`;
}

/** The sections around a task, the nearest first, the document last. */
function placesOf({ section }: Task): string[] {
  const places: string[] = [];
  for (let depth = section.length; depth >= 0; depth--)
    places.push(`${String(depth)}\n${section.slice(0, depth).join('\n')}`);
  return places;
}

function explicitParent(task: Task): Task | null {
  const { parent } = task;
  return parent?.idKind === 'explicit' ? parent : null;
}

/** What stands between a task's id and the number of its part (`T012.1`), where that is how parts are named. */
function joinerOf(alike: readonly Task[]): string | null {
  const joiners = new Map<string, number>();
  for (const each of alike) {
    const outer = each.parent?.id ?? '';
    const joiner = /^([-_.])\d+$/.exec(each.id?.slice(outer.length) ?? '')?.[1];
    if (joiner === undefined || each.id?.startsWith(outer) !== true) continue;
    joiners.set(joiner, (joiners.get(joiner) ?? 0) + 1);
  }
  const [joiner, count] = mostFrequent(joiners);
  return count >= alike.length * MOST ? joiner : null;
}

function prevailing(named: readonly Task[]): ChosenSeries | null {
  const counts = new Map<string, number>();
  for (const { id } of named) {
    const prefix = NUMBERED.exec(id ?? '')?.[1];
    if (prefix !== undefined) counts.set(prefix, (counts.get(prefix) ?? 0) + 1);
  }
  // Names, not numbers: nothing to go on with.
  if (counts.size === 0) return null;
  const example = named[0]?.id ?? '';
  if (named.filter(({ id }) => STAMP.test(id ?? '')).length >= named.length * MOST)
    return {
      reason: `ids like ${example} are given by a tracker, or carry the time; let the tracker give them, or name a prefix`,
    };
  const [prefix, count] = mostFrequent(counts);
  if (prefix === '#')
    return { reason: `numbers like ${example} are those of a tracker's issues; name a prefix for others` };
  if (prefix === null || count < named.length * MOST) {
    const begun = [...counts.keys()].slice(0, 3).map((each) => `${each}…`);
    return { reason: `its neighbours have ids of several kinds (${begun.join(', ')}); name a prefix` };
  }
  return { prefix, width: widthOf(named, prefix) };
}

function mostFrequent(counts: ReadonlyMap<string, number>): [string | null, number] {
  let best: [string | null, number] = [null, 0];
  for (const [key, count] of counts) if (count > best[1]) best = [key, count];
  return best;
}

/** Numbers that begin with a zero show how wide the series is. */
function widthOf(named: readonly Task[], prefix: string): number {
  let width = 0;
  for (const { id } of named) {
    const digits = id?.startsWith(prefix) === true ? id.slice(prefix.length) : '';
    if (/^0\d+$/.test(digits)) width = Math.max(width, digits.length);
  }
  return width;
}
