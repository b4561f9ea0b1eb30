import type { CitingWords } from '../identity/citingWords';
import { scanMentions, scanMentionsInSteps } from '../identity/mentionScanner';
import { rangePrefix, type MentionTable } from '../identity/mentionTable';
import { textSyntaxOf } from '../identity/textSyntax';

/** A text file that is no task file: what it mentions is kept, its text is not. */
export interface TextFile {
  readonly uri: string;
  /** For people: relative to the root, `/` separators. */
  readonly path: string;
  readonly mentions: MentionTable;
}

/** The files that mention an id: most ids are mentioned in one alone, which needs no set. */
interface Posting {
  readonly id: string;
  files: TextFile | Set<TextFile>;
}

/**
 * What the text files of the workspace mention, whichever ids there are: kept by file, found by id. A file
 * costs what it mentions; one that mentions nothing costs nothing.
 */
export class TextFiles {
  private readonly byUri = new Map<string, TextFile>();
  private readonly byId = new Map<string, Posting>();
  private readonly byRange = new Map<string, Set<TextFile>>();
  private changes = 0;

  constructor(private citing: CitingWords) {}

  /** Grows with every change. */
  get version(): number {
    return this.changes;
  }

  /** How many files mention something. */
  get size(): number {
    return this.byUri.size;
  }

  get words(): CitingWords {
    return this.citing;
  }

  /** Forgets every file: what was read was read with other words. */
  reset(words: CitingWords): void {
    this.citing = words;
    this.byUri.clear();
    this.byId.clear();
    this.byRange.clear();
    this.changes++;
  }

  /** Adds a file, or replaces what it mentions. `path` is relative to the root, with `/` separators. */
  set(uri: string, path: string, text: string): void {
    this.enter(uri, path, scanMentions(text, textSyntaxOf(path), this.citing));
  }

  /**
   * The same, a piece at a time. What the file mentioned before stays until the last step. False where the words
   * have changed meanwhile: the file is to be given again.
   */
  *setInSteps(uri: string, path: string, text: string): Generator<void, boolean> {
    const words = this.citing;
    const mentions = yield* scanMentionsInSteps(text, textSyntaxOf(path), words);
    if (words === this.citing) this.enter(uri, path, mentions);
    return words === this.citing;
  }

  private enter(uri: string, path: string, mentions: MentionTable): void {
    const before = this.byUri.get(uri);
    if (before?.path === path && before.mentions.equals(mentions)) return;
    this.delete(uri);
    if (mentions.size === 0) return;
    this.post({ uri, path, mentions: mentions.shared((id) => this.share(id)) });
  }

  /** The same files again, to be changed by themselves. */
  copy(): TextFiles {
    const other = new TextFiles(this.citing);
    for (const file of this.byUri.values()) other.post(file);
    return other;
  }

  private post(file: TextFile): void {
    this.changes++;
    this.byUri.set(file.uri, file);
    for (const id of file.mentions.distinctIds()) {
      const known = this.byId.get(id);
      if (!known) this.byId.set(id, { id, files: file });
      else if (known.files instanceof Set) known.files.add(file);
      else known.files = new Set([known.files, file]);
    }
    for (const prefix of file.mentions.rangePrefixes()) {
      const known = this.byRange.get(prefix);
      if (known) known.add(file);
      else this.byRange.set(prefix, new Set([file]));
    }
  }

  delete(uri: string): boolean {
    const file = this.byUri.get(uri);
    if (!file) return false;
    this.changes++;
    this.byUri.delete(uri);
    for (const id of file.mentions.distinctIds()) {
      const known = this.byId.get(id);
      if (known?.files === file) this.byId.delete(id);
      else if (known?.files instanceof Set && known.files.delete(file) && known.files.size === 0)
        this.byId.delete(id);
    }
    for (const prefix of file.mentions.rangePrefixes()) {
      const known = this.byRange.get(prefix);
      if (known?.delete(file) && known.size === 0) this.byRange.delete(prefix);
    }
    return true;
  }

  /** Forgets every file whose uri begins with `prefix`; returns how many. */
  deleteUnder(prefix: string): number {
    let count = 0;
    for (const uri of [...this.byUri.keys()]) if (uri.startsWith(prefix) && this.delete(uri)) count++;
    return count;
  }

  file(uri: string): TextFile | undefined {
    return this.byUri.get(uri);
  }

  /** In no order. */
  files(): Iterable<TextFile> {
    return this.byUri.values();
  }

  /** The files that mention an id, by itself or between the ends of a range, by path. */
  mentioning(id: string): readonly TextFile[] {
    const known = this.byId.get(id)?.files;
    const found = new Set<TextFile>(known instanceof Set ? known : known ? [known] : []);
    for (const file of this.byRange.get(rangePrefix(id)) ?? []) found.add(file);
    return [...found].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : a.uri < b.uri ? -1 : 1));
  }

  /** One string for all files that mention an id. */
  private share(id: string): string {
    return this.byId.get(id)?.id ?? id;
  }
}
