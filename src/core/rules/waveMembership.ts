import { isFinished } from '../features/words';
import { numbered, seriesOf } from '../identity/knownSeries';
import type { IndexReader } from '../model/reader';
import type { DeclaredWave, Task, TaskDocument, TextRange } from '../model/task';
import { shortWave, wavesInOrder } from '../plan/waveOrder';
import type { Finding, Rule } from './rule';

/** Waves that name so large a share of the tasks, or of whose members so many are known, are meant to be whole. */
const NEARLY_ALL = 0.8;
/** More tasks than these are left out on purpose. */
const MOST_LEFT_OUT = 3;
const FEWEST_PLANNED = 5;
/** Code units before a member in which the title of its list is looked for. */
const REACH = 4_000;

/** Of one document: waves and members by their numbers there, tasks by theirs. */
interface Faults {
  readonly twice: readonly { readonly wave: number; readonly member: number; readonly first: number }[];
  readonly unknown: readonly { readonly wave: number; readonly member: number }[];
  readonly unplanned: Unplanned | null;
}

/** Open tasks at the top that no wave plans, whatever their sections say; null where so few are planned that none is missed. */
interface Unplanned {
  readonly tasks: readonly number[];
  /** How many others are planned. */
  readonly planned: number;
}

/** Sections for what nobody has planned yet. */
const UNPLANNED =
  /\b(?:later|future|icebox|ice box|someday|deferred|unplanned|unscheduled|parking lot|nice to have|ideas?|wish ?list|on hold|out of scope|optional|stretch|maybe|archived?|später|zurückgestellt|ideen|más tarde|futuro|plus tard)\b/iu;

/** A member that says that it is no longer, or not wholly, of its wave. */
const PARTLY =
  /\b(?:part|continued|continues|cont\.?|contd|finish|remaining|rest of|second half|first half|start of|phase \d|step \d|review|follow-?up|done|removed|completed|dropped|superseded|moved|if needed|optional)\b|~~|✅|✔|\[[xX]\]|\(\d+\/\d+\)/iu;

/** Each task in one wave, each wave of tasks that there are, and no task forgotten. */
export const waveMembership: Rule = {
  meta: {
    id: 'wave/membership',
    summary:
      'a task in two waves, a wave that names an unknown task, an open task with an id left out of all waves',
    severity: 'warning',
  },
  asks: { ofAll: [faultsOfWaves] },

  *check(document, index) {
    const found = index.ofAll(faultsOfWaves).get(document.uri);
    if (!found) return;
    const { waves, tasks } = document;
    for (const { wave, member, first } of found.twice) {
      const [one, other] = [waves[first], waves[wave]];
      if (one && other) yield* twice(document, one, other, other.members[member]);
    }
    for (const { wave: at, member } of found.unknown) {
      const wave = waves[at];
      if (wave) yield* unknown(document, wave, wave.members[member]);
    }
    const leftOut = found.unplanned
      ? leftOutOf(document, found.unplanned).flatMap((at) => tasks[at] ?? [])
      : [];
    const [wave] = waves;
    if (wave && leftOut.length > 0) yield forgotten(document, wave, leftOut);
  },
};

function* faultsOfWaves(index: IndexReader): Generator<void, ReadonlyMap<string, Faults>> {
  const found = new Map<string, Faults>();
  for (const document of index.documents()) {
    yield;
    if (!wavesInOrder(document)) continue;
    const { waves } = document;
    const members = waves.reduce((sum, wave) => sum + wave.members.length, 0);
    if (members === 0) continue;
    const faults = {
      ...membersOf(document, index, waves, members),
      unplanned: unplannedOf(document, waves),
    };
    // Each part is asked in a step of its own, so that the rule need not ask all of them at once.
    if (faults.unplanned)
      for (const part of document.derivedInSections(keptForLater)) if (part.count > 0) yield;
    if (faults.twice.length + faults.unknown.length > 0 || faults.unplanned) found.set(document.uri, faults);
  }
  return found;
}

function membersOf(
  document: TaskDocument,
  index: IndexReader,
  waves: readonly DeclaredWave[],
  count: number,
): Pick<Faults, 'twice' | 'unknown'> {
  const twice: { wave: number; member: number; first: number }[] = [];
  const unknown: { wave: number; member: number }[] = [];
  const planned = new Map<string, number>();
  const known = new Map(document.tasks.map((task) => [task.id, task]));
  waves.forEach(({ members, name }, wave) => {
    members.forEach(({ id }, member) => {
      const task = known.get(id);
      if (!task && !index.declares(id)) {
        if (isOfSeries(id, document)) unknown.push({ wave, member });
        return;
      }
      const first = planned.get(id);
      if (first === undefined) planned.set(id, wave);
      else if (waves[first]?.name !== name && task && !isFinished(task)) twice.push({ wave, member, first });
    });
  });
  // Where many are unknown, the tasks are kept elsewhere.
  const isKnown = unknown.length <= count * (1 - NEARLY_ALL);
  // Where many stand in two waves, that is meant.
  const isRare = twice.length <= count * (1 - NEARLY_ALL);
  return { twice: isRare ? twice : [], unknown: isKnown ? unknown : [] };
}

function isOfSeries(id: string, document: TaskDocument): boolean {
  const own = numbered(id);
  return own !== null && own.prefix + own.digits === id && seriesOf(own.prefix, document) !== null;
}

function unplannedOf({ tasks }: TaskDocument, waves: readonly DeclaredWave[]): Unplanned | null {
  const named = new Set(waves.flatMap(({ members }) => members.map(({ id }) => id)));
  const around = new Set<Task | null>();
  const kinds = new Set<string>();
  for (const task of tasks) {
    if (task.wave !== null) around.add(task.parent);
    if (task.id !== null && named.has(task.id)) kinds.add(kindOf(task));
  }
  let planned = 0;
  const unplanned: number[] = [];
  tasks.forEach((task, at) => {
    if (!mayBeMissed(task) || !kinds.has(kindOf(task))) return;
    if (task.wave !== null) planned++;
    else if (task.status === 'todo' && !around.has(task)) unplanned.push(at);
  });
  return planned >= FEWEST_PLANNED && unplanned.length > 0 ? { tasks: unplanned, planned } : null;
}

/**
 * Without those in sections for later. What is asked of all tasks together is not asked again when a section gets another
 * title, so this is asked of each part.
 */
function leftOutOf(document: TaskDocument, { tasks, planned }: Unplanned): readonly number[] {
  const later = new Set<number>();
  let first = 0;
  for (const part of document.derivedInSections(keptForLater)) {
    for (const at of part.tasks) later.add(first + at);
    first += part.count;
  }
  const leftOut = tasks.filter((at) => !later.has(at));
  const isWhole = planned >= (planned + leftOut.length) * NEARLY_ALL;
  return isWhole && leftOut.length <= MOST_LEFT_OUT ? leftOut : [];
}

/** Tasks of a part of a document in sections for what is not planned, by their numbers there. */
function keptForLater(tasks: readonly Task[]): { readonly count: number; readonly tasks: readonly number[] } {
  const found = tasks.flatMap((task, at) =>
    mayBeMissed(task) && task.section.some((title) => UNPLANNED.test(title)) ? [at] : [],
  );
  return { count: tasks.length, tasks: found };
}

/** Whether it is told of where the waves leave it out. */
function mayBeMissed(task: Task): boolean {
  return task.parent === null && task.idKind === 'explicit' && !isFinished(task);
}

/** Form and series. */
function kindOf({ kind, id }: Task): string {
  return `${kind} ${numbered(id ?? '')?.prefix ?? ''}`;
}

type Member = DeclaredWave['members'][number] | undefined;

function* twice(
  document: TaskDocument,
  one: DeclaredWave,
  other: DeclaredWave,
  member: Member,
): Iterable<Finding> {
  const before = member && one.members.find(({ id }) => id === member.id);
  if (!member || !before) return;
  if (!isListed(document, one, before.range) || !isListed(document, other, member.range)) return;
  const [first, second] = [shortWave(one.name), shortWave(other.name)];
  yield {
    range: member.range,
    message: `${member.id} is planned for ${first} and for ${second}. Leave it in one of them.`,
    task: member.id,
    related: [{ uri: document.uri, range: before.range, message: `${first} names ${member.id} first` }],
    fixes: [],
  };
}

function* unknown(document: TaskDocument, wave: DeclaredWave, member: Member): Iterable<Finding> {
  if (!member || !isListed(document, wave, member.range)) return;
  yield {
    range: member.range,
    message: `${shortWave(wave.name)} names ${member.id}, but no task has this id. Correct it, or add the task.`,
    task: member.id,
    related: [],
    fixes: [],
  };
}

function forgotten(document: TaskDocument, wave: DeclaredWave, tasks: readonly Task[]): Finding {
  const ids = tasks.map(({ id }) => id ?? '');
  const them = ids.length === 1 ? 'it' : 'them';
  return {
    range: wave.range,
    message: `The waves of this file plan nearly all of its open tasks, but leave out ${ids.join(', ')}. Plan ${them} too, or keep ${them} in a section for later.`,
    task: ids.length === 1 ? (ids[0] ?? null) : null,
    related: tasks.map((task) => ({
      uri: document.uri,
      range: task.idRange ?? task.titleRange,
      message: `${task.id ?? ''} is in no wave`,
    })),
    fixes: [],
  };
}

/**
 * Whether the place stands in the list right below the title of the wave: a list with a title of its own may name what
 * the wave waits for. And whether the line says nothing that makes the task another's as well.
 */
function isListed(document: TaskDocument, wave: DeclaredWave, { start, end }: TextRange): boolean {
  if (start < wave.range.end || start - wave.range.end > REACH) return false;
  const between = document.slice(wave.range.end, start).split(/\r\n|\r|\n/);
  const own = between.pop() ?? '';
  // What is left of the line of the title itself.
  between.shift();
  const isItem = /^\s*(?:[-*+]|\d+[.)])\s|^\s*$|^\s*\|/;
  if (!between.every((line) => isItem.test(line))) return false;
  const rest = /^[^\r\n]*/.exec(document.slice(end, end + 200))?.[0] ?? '';
  return !PARTLY.test(own + rest);
}
