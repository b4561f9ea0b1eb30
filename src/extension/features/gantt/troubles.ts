import * as vscode from 'vscode';
import { hasConflictMarkers, type TaskDocument } from '../../../core';

/** Something that makes a file hard to read. */
export interface Trouble {
  /** One sentence. */
  readonly text: string;
  readonly uri: string;
  /** 0-based. */
  readonly line: number;
  /** Whether what is read of the file is no plan to go by. */
  readonly isFatal: boolean;
}

/** So many are told. */
const MOST = 20;

/** What makes task files hard to read. A text is looked through once. */
export class Troubles {
  private readonly conflicts = new Map<string, number>();

  /** These have changed. */
  forget(uris: readonly string[]): void {
    for (const uri of uris) this.conflicts.delete(uri);
  }

  in(documents: readonly TaskDocument[]): readonly Trouble[] {
    const found: Trouble[] = [];
    for (const document of documents) {
      if (found.length >= MOST) break;
      const { uri, path, skipped } = document;
      const conflict = skipped === null ? this.conflictLine(document) : -1;
      if (skipped !== null)
        found.push({
          text: vscode.l10n.t('{0} is not read. {1}', path, skipped),
          uri,
          line: 0,
          isFatal: true,
        });
      else if (conflict >= 0) {
        const text = vscode.l10n.t('{0}, line {1}: a merge has left conflict markers.', path, conflict + 1);
        found.push({ text, uri, line: conflict, isFatal: true });
      }
      for (const { range, hiddenTasks } of document.strayFences) {
        if (hiddenTasks === 0) continue;
        const { line } = document.positionAt(range.start);
        const text = vscode.l10n.t(
          '{0}, line {1}: a code fence hides tasks from Markdown readers ({2}).',
          path,
          line + 1,
          hiddenTasks,
        );
        found.push({ text, uri, line, isFatal: false });
      }
    }
    return found.slice(0, MOST);
  }

  /** 0-based; -1 where there is no conflict. */
  private conflictLine({ uri, text }: TaskDocument): number {
    let line = this.conflicts.get(uri);
    if (line === undefined) {
      const at = hasConflictMarkers(text) ? text.search(/^<{7}/m) : -1;
      line = at < 0 ? -1 : text.slice(0, at).split(/\r\n|\r|\n/).length - 1;
      this.conflicts.set(uri, line);
    }
    return line;
  }
}
