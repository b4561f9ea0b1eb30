import { idsInOrder } from '../identity/idsInOrder';
import type { TaskDocument } from '../model/task';
import { eachDifference } from './sums';

/** So many changes are remembered. */
const MOST_CHANGES = 2048;

/** All ids of all documents, in lower case, and which of them came or went of late. */
export class KnownIds {
  /** How many tasks have an id. */
  private readonly counts = new Map<string, number>();
  private readonly seen = new Map<TaskDocument, Seen>();
  private documents: readonly TaskDocument[] = [];
  private changed: string[] = [];
  private forgotten = 0;

  /** How many ids came or went up to now. */
  get version(): number {
    return this.forgotten + this.changed.length;
  }

  has(lower: string): boolean {
    return this.counts.has(lower);
  }

  /** Whether an id of which a test says so may have come or gone since a version. */
  hasChanged(since: number, test: (id: string) => boolean): boolean {
    if (since < this.forgotten) return true;
    for (let at = since - this.forgotten; at < this.changed.length; at++)
      if (test(this.changed[at]!)) return true;
    return false;
  }

  /** Takes note of what has become of the documents; the same list as long as they are the same ones. */
  update(documents: readonly TaskDocument[]): void {
    if (documents !== this.documents) {
      const here = new Set(documents);
      for (const [document, { keys }] of this.seen) {
        if (here.has(document)) continue;
        for (const key of keys) this.count(key, -1);
        this.seen.delete(document);
      }
      this.documents = documents;
    }
    for (const document of documents) {
      const { tasks } = document;
      const known = this.seen.get(document);
      if (known?.tasks === tasks) continue;
      const keys = [...document.derived(idsInOrder)];
      eachDifference(known?.keys ?? [], keys, (key, sign) => this.count(key, sign));
      this.seen.set(document, { tasks, keys });
    }
    if (this.changed.length <= MOST_CHANGES) return;
    this.forgotten += this.changed.length;
    this.changed = [];
  }

  private count(key: string, sign: 1 | -1): void {
    for (const id of key.toLowerCase().split('\n')) {
      if (id === '') continue;
      const before = this.counts.get(id) ?? 0;
      if (before + sign > 0) this.counts.set(id, before + sign);
      else this.counts.delete(id);
      if (before === 0 || before + sign === 0) this.changed.push(id);
    }
  }
}

/** A document as it was when its ids were counted. */
interface Seen {
  readonly tasks: TaskDocument['tasks'];
  readonly keys: readonly string[];
}
