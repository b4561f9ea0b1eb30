import type { Task, TaskDocument } from '../model/task';
import { ledgerEntries, normalized, type LedgerEntry } from './ledger';
import { ownTextOf } from './ownText';

/** What the ledgers and records hold that the shell has told of. */
export class LedgerTable {
  private readonly texts = new Map<string, string>();
  /** By the path of the ledger; of those that hold any. */
  private readonly kept = new Map<string, readonly LedgerEntry[]>();

  /** Whether anything is another than before. */
  set(path: string, text: string | null): boolean {
    if ((this.texts.get(path) ?? null) === text) return false;
    const before = this.kept.get(path) ?? [];
    if (text === null) {
      this.texts.delete(path);
      this.kept.delete(path);
      return before.length > 0;
    }
    this.texts.set(path, text);
    const entries = ledgerEntries(text, path);
    if (entries.length > 0) this.kept.set(path, entries);
    else this.kept.delete(path);
    return entries.length > 0 || before.length > 0;
  }

  copy(other: LedgerTable): void {
    for (const [path, text] of other.texts) this.texts.set(path, text);
    for (const [path, entries] of other.kept) this.kept.set(path, entries);
  }

  /**
   * The tasks of a document whose lines are kept word for word, and in which file each is.
   *
   * @param from the document's path from the top of the workspace
   */
  keptOf(document: TaskDocument, from: string): ReadonlyMap<Task, string> {
    const found = new Map<Task, string>();
    for (const [path, entries] of this.kept) {
      const own = entries.filter((entry) => entry.path === from);
      if (own.length === 0) continue;
      const texts = new Map<string | null, Set<string>>();
      for (const { id, text } of own) {
        const known = texts.get(id);
        if (known) known.add(normalized(text));
        else texts.set(id, new Set([normalized(text)]));
      }
      for (const task of document.tasks) {
        const kept = texts.get(task.id);
        const text = kept ? ownTextOf(task) : 'inline';
        if (typeof text !== 'string' && kept?.has(normalized(text.text)) && !found.has(task))
          found.set(task, path);
      }
    }
    return found;
  }
}
