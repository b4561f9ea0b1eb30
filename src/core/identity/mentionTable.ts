import { rangeHolds } from './idRanges';

/** What is known of a mention from its own text alone. */
export const enum MentionFlag {
  /** Believed without neighbours of its shape: `P0-001`, `T012`. */
  Certain = 1,
  /** Stands where people write to people: in prose or a comment. */
  Prose = 2,
  /** Behind a word that means a task, or the name of its file. */
  Cited = 4,
  /** Behind a word that may mean a task. */
  Hinted = 8,
  /** A number: `3.6`, `#12`. */
  Number = 16,
  /** Looks like a name (`S3`): an id only where a task declares it. */
  Name = 32,
  /** One end of a range. */
  End = 64,
  /** Only its number is written: `08` in `DEBT-01, 08`. */
  Alone = 128,
  /** A range as a whole; its ends have entries of their own. */
  Range = 256,
}

const STRIDE = 5;

/** A place in a text where an id is mentioned. */
export interface MentionPlace {
  /** Offsets in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
  /** 0-based. */
  readonly line: number;
  /** 0-based, in UTF-16 code units. */
  readonly column: number;
  readonly flags: number;
  /** The name of the file that is written before the id (`docs/TODO.md 3.6`), or null. */
  readonly file: string | null;
}

export interface Mention {
  readonly id: string;
  readonly place: MentionPlace;
}

/** Everything in one text that looks like the mention of an id, whichever ids there are; in order, compact. */
export class MentionTable {
  constructor(
    /** The ids; the first one of a range. */
    private readonly ids: readonly string[],
    private readonly places: Int32Array,
    /** By index: the last id of a range. */
    private readonly lasts: ReadonlyMap<number, string>,
    /** By index: the file that is named before the id. */
    private readonly files: ReadonlyMap<number, string>,
  ) {}

  get size(): number {
    return this.ids.length;
  }

  equals(other: MentionTable): boolean {
    const { ids, places, lasts, files } = other;
    const equal = (some: ReadonlyMap<number, string>, others: ReadonlyMap<number, string>): boolean =>
      some.size === others.size && [...some].every(([index, text]) => others.get(index) === text);
    return (
      this.size === other.size &&
      this.places.every((number, at) => number === places[at]) &&
      this.ids.every((id, at) => id === ids[at]) &&
      equal(this.lasts, lasts) &&
      equal(this.files, files)
    );
  }

  /** Whether an id in it, regardless of case, begins with one that is in lower case; sure where it says no. */
  mayBegin(lower: string): boolean {
    // Letters of other scripts may become more than one in lower case.
    if (!/^[!-~]+$/.test(lower)) return true;
    const last = lower.length - 1;
    const code = lower.charCodeAt(last);
    const isDigit = code >= 48 && code <= 57;
    return this.ids.some((id) => {
      if (id.length <= last || (isDigit && id.charCodeAt(last) !== code)) return false;
      return id.slice(0, lower.length).toLowerCase() === lower;
    });
  }

  /** Different ids; those between the ends of ranges are left out. */
  distinctIds(): ReadonlySet<string> {
    return new Set(this.ids);
  }

  /** What stands before the number in the ids of ranges. */
  rangePrefixes(): ReadonlySet<string> {
    return new Set([...this.lasts.keys()].map((index) => rangePrefix(this.ids[index] ?? '')));
  }

  /** The same with its ids shared by whoever else mentions them. */
  shared(share: (id: string) => string): MentionTable {
    return new MentionTable(this.ids.map(share), this.places, this.lasts, this.files);
  }

  /** The places where an id is mentioned, by itself or between the ends of a range, in order. */
  find(id: string): MentionPlace[] {
    const found: MentionPlace[] = [];
    for (let index = this.ids.indexOf(id); index >= 0; index = this.ids.indexOf(id, index + 1)) {
      if (!this.lasts.has(index)) found.push(this.place(index));
    }
    for (const [index, last] of this.lasts) {
      const first = this.ids[index] ?? '';
      if (rangeHolds(first, last, id)) found.push(this.place(index));
    }
    return this.lasts.size === 0 ? found : found.sort((a, b) => a.start - b.start);
  }

  /** The id written at an offset, its end included; what only lies between the ends of a range is written nowhere. */
  at(offset: number): Mention | null {
    return this.firstFrom(0, ({ start, end }) => (start > offset ? 'past' : offset <= end));
  }

  /** The id written at a place, its end included. */
  atPlace(line: number, column: number): Mention | null {
    // Entries are in order: those of earlier lines are passed over.
    let low = 0;
    let high = this.size;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.places[middle * STRIDE + 2] ?? 0) < line) low = middle + 1;
      else high = middle;
    }
    return this.firstFrom(low, (place) => {
      if (place.line > line) return 'past';
      return place.column <= column && column <= place.column + place.end - place.start;
    });
  }

  private firstFrom(from: number, test: (place: MentionPlace) => boolean | 'past'): Mention | null {
    for (let index = from; index < this.size; index++) {
      const place = this.place(index);
      if ((place.flags & MentionFlag.Range) !== 0) continue;
      const answer = test(place);
      if (answer === 'past') return null;
      if (answer) return { id: this.ids[index] ?? '', place };
    }
    return null;
  }

  /** All entries, in order; a range as its first id. */
  entries(): Mention[] {
    return this.ids.map((id, index) => ({ id, place: this.place(index) }));
  }

  /** Those entries of which a test of id and flags says so, in order. */
  *entriesOf(accepts: (id: string, flags: number) => boolean): Iterable<Mention> {
    for (let index = 0; index < this.size; index++) {
      const id = this.ids[index] ?? '';
      if (accepts(id, this.places[index * STRIDE + 4] ?? 0)) yield { id, place: this.place(index) };
    }
  }

  private place(index: number): MentionPlace {
    const at = index * STRIDE;
    const { places } = this;
    return {
      start: places[at] ?? 0,
      end: places[at + 1] ?? 0,
      line: places[at + 2] ?? 0,
      column: places[at + 3] ?? 0,
      flags: places[at + 4] ?? 0,
      file: this.files.get(index) ?? null,
    };
  }
}

/** The id without the number at its end: what ranges of its series have in common. */
export function rangePrefix(id: string): string {
  let end = id.length;
  while (end > 0 && /\d/.test(id.charAt(end - 1))) end--;
  return id.slice(0, end);
}

/** Collects the mentions of one text, in order. */
export class MentionTableBuilder {
  private readonly ids: string[] = [];
  private readonly places: number[] = [];
  private readonly lasts = new Map<number, string>();
  private readonly files = new Map<number, string>();

  add(id: string, place: MentionPlace, last: string | null = null): void {
    const index = this.ids.push(id) - 1;
    this.places.push(place.start, place.end, place.line, place.column, place.flags);
    if (last !== null) this.lasts.set(index, last);
    if (place.file !== null) this.files.set(index, place.file);
  }

  build(): MentionTable {
    return new MentionTable(this.ids, Int32Array.from(this.places), this.lasts, this.files);
  }
}
