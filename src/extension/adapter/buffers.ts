import * as vscode from 'vscode';
import type { TaskIndex } from '../../core';
import { Debouncer } from './schedule';

/** What the index took from a buffer last. */
interface Tracked {
  version: number;
  eol: vscode.EndOfLine;
}

export interface BufferEvents {
  /** The index has taken in a change. */
  changed(key: string): void;
  /** The document must be looked at anew: it may have become a task file, or have ceased to be one. */
  look(uri: vscode.Uri): void;
  isTaskFileByName(uri: vscode.Uri): boolean;
}

/** Front matter stands at the top; a change below this line cannot switch a file on or off. */
const FRONT_MATTER_LINES = 200;
const VERIFY_AFTER_MS = 2_000;

/**
 * Keeps the index equal to the open buffers: unsaved text counts. Changes are passed on as they come; the
 * whole text is fetched only when they do not add up.
 */
export class Buffers implements vscode.Disposable {
  private readonly tracked = new Map<string, Tracked>();
  private readonly toVerify = new Set<vscode.TextDocument>();
  private readonly verifySoon = new Debouncer(() => this.verify(), VERIFY_AFTER_MS);
  private readonly subscriptions: vscode.Disposable[];

  constructor(
    private readonly index: TaskIndex,
    private readonly events: BufferEvents,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.subscriptions = [
      this.verifySoon,
      vscode.workspace.onDidOpenTextDocument((document) => {
        // A file that is known is followed from its first change on.
        const known = this.index.document(document.uri.toString());
        if (known?.skipped === null) this.enter(document, known.path);
        this.lookAt(document);
      }),
      vscode.workspace.onDidChangeTextDocument((event) => this.onChange(event)),
      vscode.workspace.onDidSaveTextDocument((document) => {
        if (this.tracked.has(document.uri.toString())) this.compare(document);
        else this.lookAt(document);
      }),
      vscode.workspace.onDidCloseTextDocument((document) => {
        this.tracked.delete(document.uri.toString());
        this.toVerify.delete(document);
        this.lookAt(document);
      }),
    ];
  }

  /** Whether the index has the document's text from the buffer. */
  has(key: string): boolean {
    return this.tracked.has(key);
  }

  /** Enters a buffer as it is now. False where it has been closed meanwhile. */
  enter(document: vscode.TextDocument, path: string): boolean {
    if (document.isClosed) return false;
    const key = document.uri.toString();
    const known = this.index.document(key);
    const text = document.getText();
    if (!known || known.path !== path || known.skipped !== null || known.text !== text) {
      this.index.set(key, path, text);
      this.events.changed(key);
    }
    this.tracked.set(key, { version: document.version, eol: document.eol });
    return true;
  }

  /** The document is not, or no longer, in the index by its buffer. */
  leave(key: string): void {
    this.tracked.delete(key);
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  private lookAt(document: vscode.TextDocument): void {
    if (isCandidate(document)) this.events.look(document.uri);
  }

  private onChange({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const key = document.uri.toString();
    const tracked = this.tracked.get(key);
    const nearTop = contentChanges.some(({ range }) => range.start.line < FRONT_MATTER_LINES);
    if (nearTop && mayHaveFrontMatter(document)) this.lookAt(document);
    if (!tracked) {
      // A buffer whose file is gone counts again once something unsaved is in it.
      if (this.events.isTaskFileByName(document.uri)) this.lookAt(document);
      return;
    }
    if (document.eol !== tracked.eol) {
      // Another kind of line end moves every offset, and no change says so.
      this.compare(document);
      return;
    }
    if (contentChanges.length === 0) {
      // Saved or thrown away: a buffer that holds nothing unsaved does not outlive its file.
      if (!document.isDirty) this.lookAt(document);
      return;
    }
    this.index.update(
      key,
      contentChanges.map(({ rangeOffset, rangeLength, text }) => ({
        start: rangeOffset,
        end: rangeOffset + rangeLength,
        text,
      })),
    );
    const skippedVersions = document.version !== tracked.version + 1;
    tracked.version = document.version;
    // Several edits may come as one event, but if one were lost the length would tell.
    if (skippedVersions && lengthOf(document) !== this.index.document(key)?.text.length)
      this.compare(document);
    else this.events.changed(key);
    this.toVerify.add(document);
    this.verifySoon.trigger();
  }

  private verify(): void {
    for (const document of this.toVerify) if (!document.isClosed) this.compare(document);
    this.toVerify.clear();
  }

  /** Fetches the whole text, and corrects the index where it differs. */
  private compare(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    const tracked = this.tracked.get(key);
    const known = this.index.document(key);
    if (!tracked || !known) return;
    if (tracked.eol === document.eol && known.text !== document.getText()) {
      this.log.warn(`The index of ${known.path} had drifted from the editor; it was read anew.`);
    }
    this.enter(document, known.path);
  }
}

/** Comparisons of two revisions, output channels and the like are open as documents too. */
function isCandidate(document: vscode.TextDocument): boolean {
  return document.uri.scheme === 'file' || vscode.workspace.getWorkspaceFolder(document.uri) !== undefined;
}

function mayHaveFrontMatter(document: vscode.TextDocument): boolean {
  return isCandidate(document) && document.lineAt(0).text.trimEnd() === '---';
}

/** In UTF-16 code units, without fetching the text. */
function lengthOf(document: vscode.TextDocument): number {
  return document.offsetAt(new vscode.Position(document.lineCount, 0));
}
