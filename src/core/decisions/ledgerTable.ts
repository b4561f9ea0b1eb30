import type { Task } from '../model/task';
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

  /** @param from path of the task's file from the top of the workspace */
  keptIn(task: Task, from: string): string | null {
    if (this.kept.size === 0) return null;
    let text: string | null = null;
    for (const [path, entries] of this.kept) {
      for (const entry of entries) {
        if (entry.path !== from || entry.id !== task.id) continue;
        if (text === null) {
          const own = ownTextOf(task);
          if (typeof own === 'string') return null;
          text = normalized(own.text);
        }
        if (normalized(entry.text) === text) return path;
      }
    }
    return null;
  }
}
