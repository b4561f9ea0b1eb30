import { isRecordId } from '../identity/idLexicon';
import { ALL_SERIES, isBeyondDoubt, numbered, seriesOf, type Series } from '../identity/knownSeries';
import { nearest } from '../identity/numberedIds';
import { MentionFlag, type Mention } from '../identity/mentionTable';
import { plainLook } from '../identity/skeleton';
import type { Fix } from '../model/problem';
import type { IndexReader, MentionFilter } from '../model/reader';
import type { Task, TaskDocument, TextRange } from '../model/task';
import type { Finding, Rule } from './rule';
import { isAnnounced, isSetAside, lineBefore } from './setAside';
import { shortTitle } from './taskPlaces';

const MOST_FIXES = 2;
const MOST_RELATED = 5;
/** So many ids of a series that another file declares must be cited for the file to be about it. */
const FEWEST_CITED = 2;
const UNKNOWN: MentionFilter = {
  mayHold: null,
  accepts: (id, flags) => {
    if ((flags & (MentionFlag.Range | MentionFlag.Number | MentionFlag.Name)) !== 0) return false;
    // `S9` may be anything, unless a word says that it is a task.
    if ((flags & (MentionFlag.Certain | MentionFlag.Cited)) === 0) return false;
    const own = numbered(id);
    if (!own || isRecordId(id) || plainLook(id) !== id) return false;
    // A range up to a round number sets a block of numbers aside.
    return (flags & MentionFlag.End) === 0 || !/[09]$/.test(own.digits);
  },
  amongDeclared: (id, declares) => {
    if (declares(id)) return false;
    const own = numbered(id);
    const whole = own ? own.prefix + own.digits : id;
    return whole === id || !declares(whole);
  },
};

/**
 * A citation of a task that was never there: a slip of the pen, or an id that somebody forgot to declare. Only
 * where the series is known so well that there is no doubt.
 */
export const referenceUnknown: Rule = {
  meta: {
    id: 'reference/unknown',
    summary: 'a citation of an id that exists nowhere, where its series is known',
    severity: 'warning',
  },

  asks: { mentions: [UNKNOWN], derived: [ALL_SERIES.key] },

  *check(document, index) {
    const unknown = new Map<string, Mention[]>();
    const doubtful = index.mentionsMatching(document, UNKNOWN);
    if (doubtful.length === 0) return;
    // What a wave plans is told of by the rules of waves.
    const almost = new Set(document.planned());
    for (const { id, cites } of document.almostIds()) if (!cites) almost.add(id);
    for (const mention of doubtful) {
      const { id } = mention;
      if (almost.has(id) || !isCitation(mention, document)) continue;
      const known = unknown.get(id);
      if (known) known.push(mention);
      else unknown.set(id, [mention]);
    }
    if (unknown.size === 0) return;
    const series = new SeriesBook(document, index);
    for (const [id, places] of unknown) {
      const own = numbered(id);
      const found = own ? series.of(own.prefix) : null;
      if (own && found && isBeyondDoubt(found, own.digits))
        yield finding(document, index, id, own, found, places);
    }
  },
};

/** Whether it speaks of a task: dependencies have a rule of their own, examples and ids to come mean none. */
function isCitation({ place }: Mention, document: TaskDocument): boolean {
  const { start, end } = place;
  for (let task = document.taskAt(start); task; task = task.parent) {
    if (task.dependsOn.some(({ range }) => range.start < end && range.end > start)) return false;
  }
  if (isAnnounced(document, start) || isSetAside(document, place)) return false;
  // In a path, a link's destination, a command.
  return !/(?:[\\/=@]|\]\([^)]*)$/.test(lineBefore(document, start));
}

/** The series that a document cites: its own, or those of the files that most of its citations lead to. */
class SeriesBook {
  private readonly known = new Map<string, Series | null>();

  constructor(
    private readonly document: TaskDocument,
    private readonly index: IndexReader,
  ) {}

  of(prefix: string): Series | null {
    let series = this.known.get(prefix);
    if (series === undefined) {
      series = this.find(prefix);
      this.known.set(prefix, series);
    }
    return series;
  }

  private find(prefix: string): Series | null {
    const { document, index } = this;
    const documents = new Set<TaskDocument>();
    const own = seriesOf(prefix, document);
    // Where there is no other file, nothing else can be meant.
    if (index.documents().length < 2) return own;
    if (own) documents.add(document);
    const cited = new Map<string, readonly Task[]>();
    const ofSeries = index.mentionsIn(
      document,
      (id, flags) => (flags & MentionFlag.Range) === 0 && numbered(id)?.prefix === prefix,
    );
    for (const { id } of ofSeries) if (!cited.has(id)) cited.set(id, index.resolve(id, document));
    const resolved = [...cited.values()].filter((targets) => targets.length > 0);
    if (resolved.length >= FEWEST_CITED && resolved.length * 2 > cited.size)
      for (const targets of resolved) for (const task of targets) documents.add(task.document);
    return seriesOf(prefix, ...documents);
  }
}

function finding(
  document: TaskDocument,
  index: IndexReader,
  id: string,
  own: { readonly prefix: string; readonly digits: string },
  series: Series,
  places: readonly Mention[],
): Finding {
  const [first, ...others] = places.map(({ place }): TextRange => ({ start: place.start, end: place.end }));
  const range = first ?? { start: 0, end: 0 };
  const idOf = (number: number): string => series.ids.get(number) ?? '';
  const [highest] = index.resolve(idOf(series.highest), document);
  return {
    range,
    message: `${id} is cited here, but no task has this id: its series goes from ${idOf(series.lowest)} to ${idOf(series.highest)}. Correct it, or add the task.`,
    task: document.taskAt(range.start)?.id ?? null,
    related: [
      ...others.slice(0, MOST_RELATED).map((other) => ({
        uri: document.uri,
        range: other,
        message: `${id} is cited here as well`,
      })),
      ...(highest
        ? [
            {
              uri: highest.document.uri,
              range: highest.idRange ?? highest.titleRange,
              message: `${highest.id ?? ''} is the last one of its series`,
            },
          ]
        : []),
    ],
    fixes: nearest(series, own.digits, MOST_FIXES)
      .flatMap((wanted) => index.resolve(wanted, document)[0] ?? [])
      .flatMap((task) => fix(document, id, task, [range, ...others])),
  };
}

/** Another id in each of the places; none where one does not hold the id in full. */
function fix(document: TaskDocument, id: string, task: Task, places: readonly TextRange[]): Fix[] {
  const wanted = task.id ?? '';
  if (places.some(({ start, end }) => document.slice(start, end) !== id)) return [];
  const edits = places.map((range) => ({ uri: document.uri, range, expected: id, text: wanted }));
  return [{ title: `Cite ${wanted} instead (${shortTitle(task.title)})`, edits }];
}
