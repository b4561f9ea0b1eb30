/** The lines in which citations stand: of task files from the index, of other text files from disk. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Citation } from '../core';

export class SourceLines {
  private readonly byUri = new Map<string, readonly string[]>();

  /** The line of a citation without its end; empty where its file has vanished meanwhile. */
  of({ document, uri, line }: Citation): string {
    if (document) {
      const from = document.offsetAt({ line, column: 0 });
      return document.text.slice(from, document.offsetAt({ line, column: Number.MAX_SAFE_INTEGER }));
    }
    let lines = this.byUri.get(uri);
    if (!lines) this.byUri.set(uri, (lines = readLines(uri)));
    return lines[line] ?? '';
  }
}

function readLines(uri: string): readonly string[] {
  try {
    return readFileSync(fileURLToPath(uri), 'utf8')
      .replace(/^\ufeff/, '')
      .split(/\r\n|\n|\r/);
  } catch {
    return [];
  }
}
