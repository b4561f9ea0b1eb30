import { shapeOf } from '../identity/idSyntax';
import type { TrackerEntry } from '../model/task';
import type { Tracker, TrackerAnswer } from '../model/tracker';

/** A tracker with what is asked of it often. */
interface Known {
  readonly tracker: Tracker;
  /** Shapes of its ids: an id of another shape was never meant for it. */
  readonly shapes: ReadonlySet<string>;
}

/** Every tracker of the index, and which of them serves which document: the nearest one above. */
export class TrackerTable {
  private readonly byKey = new Map<string, Known>();
  /** By uri of the document; forgotten with every change. */
  private readonly serving = new Map<string, readonly Known[]>();

  /** Whether anything was known under the key or is now. */
  set(key: string, tracker: Tracker | null): boolean {
    const known = this.byKey.delete(key);
    if (tracker) {
      const shapes = new Set(Array.from(tracker.items?.keys() ?? [], (id) => shapeOf(bare(id))));
      this.byKey.set(key, { tracker, shapes });
    }
    if (known || tracker) this.serving.clear();
    return known || tracker !== null;
  }

  /** Knows from now on what another table knows now, and nothing else. */
  copy(other: TrackerTable): void {
    this.byKey.clear();
    this.serving.clear();
    for (const [key, known] of other.byKey) this.byKey.set(key, known);
  }

  /**
   * What the trackers that serve a document say of an id: null where none does, where it has not the shape of
   * their ids, or where one of those that may hold it cannot be read.
   */
  find(uri: string, id: string): TrackerAnswer | null {
    if (this.byKey.size === 0) return null;
    const serving = this.servingOf(uri);
    const name = bare(id);
    let missing: Tracker | null = null;
    let unread = false;
    for (const { tracker, shapes } of serving) {
      const item = tracker.items?.get(name) ?? tracker.items?.get(`#${name}`);
      if (item) return { tracker, item };
      if (!tracker.items) unread = true;
      else if (shapes.has(shapeOf(name))) missing ??= tracker;
    }
    return missing && !unread ? { tracker: missing, item: null } : null;
  }

  entry(uri: string, id: string): TrackerEntry | null {
    const answer = this.find(uri, id);
    return answer && { id, status: answer.item?.status ?? null, found: answer.item !== null };
  }

  private servingOf(uri: string): readonly Known[] {
    let list = this.serving.get(uri);
    if (list) return list;
    const above = [...this.byKey.values()].filter(({ tracker }) => uri.startsWith(`${tracker.serves}/`));
    const nearest = Math.max(...above.map(({ tracker }) => tracker.serves.length));
    list = above.filter(({ tracker }) => tracker.serves.length === nearest);
    this.serving.set(uri, list);
    return list;
  }
}

/** "#12" and "12" are two ways to write one number. */
function bare(id: string): string {
  return id.startsWith('#') ? id.slice(1) : id;
}
