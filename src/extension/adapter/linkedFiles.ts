import * as vscode from 'vscode';
import { pathsToLookFor, pointersOf, type TaskIndex } from '../../core';
import { CLOSED_FOLDERS, type FileRules } from './fileRules';
import { pathLabel, uriOfPath } from './places';
import { Debouncer, Slices } from './schedule';
import type { Settings } from './settings';

/** What may hold a record. */
const RECORDS = '**/*.{[mM][dD],[mM][dD][xX],markdown,adoc,asciidoc,rst,txt,org}';
const EXCLUDED = `{${CLOSED_FOLDERS.map((name) => `**/${name}/**`).join(',')}}`;
const QUIET_MS = 300;
/** Files that are looked at side by side. */
const BATCH = 32;

/**
 * Tells the index which files the workspace has, so that records and links can be held against them. Nothing is
 * looked for until a task points to a file, or somebody asks.
 */
export class LinkedFiles implements vscode.Disposable {
  private listing: Promise<void> | null = null;
  private running: Promise<void> | null = null;
  /** Uris of documents whose pointers are to be looked at; null for those of all. */
  private documents: Set<string> | null = null;
  private touched = new Set<string>();
  private readonly soon = new Debouncer(() => this.run(), QUIET_MS);

  /** @param changed called when the answers of the index may be others */
  constructor(
    private readonly index: TaskIndex,
    private readonly rules: FileRules,
    private readonly settings: Settings,
    private readonly changed: () => void,
  ) {}

  get isWaiting(): boolean {
    return this.soon.pending || this.running !== null;
  }

  dispose(): void {
    this.soon.dispose();
  }

  onDocument(key: string): void {
    this.documents?.add(key);
    this.soon.trigger();
  }

  /** Something has happened to a path: a file came or went, or a folder. */
  onFileEvent(uri: vscode.Uri): void {
    if (!this.listing) return;
    this.touched.add(uri.toString());
    this.soon.trigger();
  }

  /** Which files there are, or which count, has changed as a whole. */
  reset(): void {
    if (this.listing) this.listing = null;
    this.documents = null;
    this.soon.trigger();
  }

  /** Resolves when the files are known. */
  async whenListed(): Promise<void> {
    this.listing ??= this.list();
    await this.listing;
  }

  private run(): void {
    if (this.running) return this.soon.trigger();
    const before = this.index.version;
    this.running = this.update().finally(() => {
      this.running = null;
      if (this.index.version !== before) this.changed();
    });
  }

  private async update(): Promise<void> {
    const slices = new Slices();
    const keys = this.documents;
    this.documents = new Set();
    const documents = this.index.documents().filter(({ uri }) => keys === null || keys.has(uri));
    const pointing = [];
    for (const document of documents) {
      await slices.breathe();
      const inside = vscode.workspace.getWorkspaceFolder(vscode.Uri.parse(document.uri, true));
      if (inside && pointersOf(document).length > 0) pointing.push(document);
    }
    if (pointing.length > 0) await this.whenListed();
    if (!this.listing) return;
    await this.lookAtTouched();
    for (const document of pointing) {
      await slices.breathe();
      await this.lookAt(pathsToLookFor(this.index, [document]));
    }
  }

  private async list(): Promise<void> {
    const folders = vscode.workspace.workspaceFolders ?? [];
    const several = folders.length > 1;
    this.touched.clear();
    const found = await vscode.workspace.findFiles(RECORDS, EXCLUDED);
    const slices = new Slices();
    const paths: string[] = [];
    for (const uri of found) {
      await slices.breathe();
      const folder = vscode.workspace.getWorkspaceFolder(uri);
      if (folder && !this.rules.isExcluded(uri, folder)) paths.push(pathLabel(uri));
    }
    const names = several ? folders.map(({ name }) => name) : [];
    // Globs with a folder count from the folder of the workspace, whose name begins the path where there are several.
    const globs = this.settings.records().map((glob) => (several && glob.includes('/') ? `*/${glob}` : glob));
    this.index.files.set(paths, { folders: names });
    this.index.files.setGlobs(globs);
  }

  private async lookAtTouched(): Promise<void> {
    const touched = [...this.touched].map((key) => vscode.Uri.parse(key, true));
    this.touched.clear();
    const missing = [];
    for (const uri of touched) {
      if (!vscode.workspace.getWorkspaceFolder(uri)) continue;
      const type = await typeOf(uri);
      if (type === null) {
        this.index.files.remove(pathLabel(uri));
        missing.push(uri);
      } else if ((type & vscode.FileType.Directory) === 0) this.index.files.add(pathLabel(uri));
      // A folder that came or was moved brings files that are not told of.
      else if (!this.index.files.exists(pathLabel(uri))) return this.listAgain();
    }
    // Who points to what has gone is to be told.
    if (missing.length > 0) await this.lookAt(pathsToLookFor(this.index));
  }

  private async listAgain(): Promise<void> {
    this.listing = this.list();
    await this.listing;
    await this.lookAt(pathsToLookFor(this.index));
  }

  private async lookAt(paths: readonly string[]): Promise<void> {
    for (let at = 0; at < paths.length; at += BATCH) {
      await Promise.all(
        paths.slice(at, at + BATCH).map(async (path) => {
          const uri = uriOfPath(path);
          if (!uri) return;
          if ((await typeOf(uri)) === null) this.index.files.markAbsent(path);
          else this.index.files.add(path);
        }),
      );
    }
  }
}

/** Null where there is certainly nothing; a file where nobody can tell. */
async function typeOf(uri: vscode.Uri): Promise<vscode.FileType | null> {
  try {
    return (await vscode.workspace.fs.stat(uri)).type;
  } catch (error) {
    const isGone = error instanceof vscode.FileSystemError && error.code === 'FileNotFound';
    return isGone ? null : vscode.FileType.File;
  }
}
