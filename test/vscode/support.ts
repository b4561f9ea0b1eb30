/** What tests inside the extension host share. */
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { IndexReader, Task, TaskDocument } from '../../src/core';
import type { Wavemark } from '../../src/extension/activate';
import { Settings } from '../../src/extension/adapter/settings';
import { WorkspaceIndex } from '../../src/extension/adapter/workspaceIndex';

/** Watchers on a busy machine take seconds. */
const PATIENCE_MS = 15_000;

/** The running extension, with the first scan behind it. */
export async function wavemark(): Promise<Wavemark> {
  const extension = vscode.extensions.getExtension<Wavemark>('wavemark.wavemark');
  assert.ok(extension, 'VS Code knows the extension');
  const api = await extension.activate();
  await api.index.whenIdle();
  return api;
}

export function root(at = 0): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[at];
  assert.ok(folder, 'a folder is open');
  return folder.uri;
}

export async function sleep(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
}

/** Asks again and again; the last answer that is not an object of doubt is returned. */
export async function until<T>(ask: () => T | Promise<T>, what: string): Promise<NonNullable<T>> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > deadline) throw new Error(`waited in vain: ${what}`);
    await sleep(25);
  }
}

/** A folder of its own inside the workspace, as other programs see it. */
export class Scratch {
  private constructor(
    readonly name: string,
    readonly uri: vscode.Uri,
  ) {}

  /** @param at which folder of the workspace */
  static async make(name: string, at = 0): Promise<Scratch> {
    const scratch = new Scratch(name, vscode.Uri.joinPath(root(at), name));
    await scratch.folder('');
    return scratch;
  }

  /**
   * Makes a folder, level by level, and waits until each is watched. On Linux a folder that is made inside one made
   * a moment before may never be watched by the editor (parcel-bundler/watcher#97): what happens in it later is
   * told to nobody.
   */
  async folder(name: string): Promise<void> {
    const levels = name.split('/').filter((level) => level !== '');
    for (let depth = 0; depth <= levels.length; depth++) {
      const folder = this.at(levels.slice(0, depth).join('/'));
      fs.mkdirSync(folder.fsPath, { recursive: true });
      await watched(folder);
    }
  }

  at(name: string): vscode.Uri {
    return vscode.Uri.joinPath(this.uri, name);
  }

  key(name: string): string {
    return this.at(name).toString();
  }

  /** Writes a file behind the editor's back. */
  write(name: string, content: string | Uint8Array): vscode.Uri {
    const target = this.at(name);
    fs.mkdirSync(path.dirname(target.fsPath), { recursive: true });
    fs.writeFileSync(target.fsPath, content);
    return target;
  }

  delete(name: string): void {
    fs.rmSync(this.at(name).fsPath, { recursive: true, force: true });
  }

  move(from: string, to: string): void {
    fs.mkdirSync(path.dirname(this.at(to).fsPath), { recursive: true });
    fs.renameSync(this.at(from).fsPath, this.at(to).fsPath);
  }

  /** Closes all editors without saving, and deletes everything. */
  async remove(): Promise<void> {
    await closeAll();
    fs.rmSync(this.uri.fsPath, { recursive: true, force: true, maxRetries: 5 });
    const { index } = await wavemark();
    const prefix = `${this.uri.toString()}/`;
    await until(
      () => !index.reader.documents().some(({ uri }) => uri.startsWith(prefix)),
      'scratch forgotten',
    );
  }
}

/**
 * Gives each test of a suite a folder of its own, and takes it away again. Named anew each time: the editor keeps
 * documents of closed files for a while.
 */
export function inScratch(name: string, give: (given: { live: Wavemark; scratch: Scratch }) => void): void {
  let made = 0;
  let scratch: Scratch;
  beforeEach(async () => {
    const live = await wavemark();
    scratch = await Scratch.make(`${name}-${++made}`);
    give({ live, scratch });
  });
  afterEach(() => scratch.remove());
}

/** Writes into a folder until the editor tells of it. */
async function watched(folder: vscode.Uri): Promise<void> {
  const probe = vscode.Uri.joinPath(folder, '.probe');
  let told = false;
  const watcher = vscode.workspace.createFileSystemWatcher('**/.probe');
  const tell = (uri: vscode.Uri): void => {
    told ||= uri.toString() === probe.toString();
  };
  watcher.onDidCreate(tell);
  watcher.onDidChange(tell);
  try {
    let round = 0;
    await until(() => {
      if (!told && round++ % 10 === 0) fs.writeFileSync(probe.fsPath, `${round}`);
      return told;
    }, `${folder.path} watched`);
  } finally {
    watcher.dispose();
    fs.rmSync(probe.fsPath, { force: true });
  }
}

export async function closeAll(): Promise<void> {
  for (const document of vscode.workspace.textDocuments) {
    if (!document.isDirty || document.isClosed) continue;
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

export async function open(uri: vscode.Uri): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: false });
}

/** Replaces the first occurrence of a text in a document, without saving. */
export async function replace(document: vscode.TextDocument, from: string, to: string): Promise<void> {
  const at = document.getText().indexOf(from);
  assert.ok(at >= 0, `the document holds "${from}"`);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(
    document.uri,
    new vscode.Range(document.positionAt(at), document.positionAt(at + from.length)),
    to,
  );
  assert.equal(await vscode.workspace.applyEdit(edit), true);
}

/** Waits until a document is in the index, and passes the test if there is one. */
export async function indexed(
  reader: IndexReader,
  uri: vscode.Uri,
  test: (document: TaskDocument) => boolean = () => true,
): Promise<TaskDocument> {
  return until(() => {
    const document = reader.document(uri.toString());
    return document && test(document) ? document : undefined;
  }, `${uri.path} in the index`);
}

export async function notIndexed(reader: IndexReader, uri: vscode.Uri): Promise<void> {
  await until(() => !reader.document(uri.toString()), `${uri.path} out of the index`);
}

export function taskIn(document: TaskDocument, id: string): Task {
  const task = document.tasks.find((each) => each.id === id);
  assert.ok(task, `${document.path} has the task ${id}`);
  return task;
}

/** Everything that an index says, to be compared with what another says. */
export function snapshot(reader: IndexReader): unknown {
  return reader.documents().map((document) => ({
    uri: document.uri,
    path: document.path,
    skipped: document.skipped,
    text: document.text,
    forms: document.forms,
    problems: reader.problems(document.uri).map(({ rule, range, message }) => [rule, range, message]),
    tasks: document.tasks.map((task) => [
      task.key,
      task.id,
      task.kind,
      task.title,
      task.line,
      task.endLine,
      task.status,
      task.parent?.key ?? null,
      task.section,
      task.wave,
      task.priority,
      task.dependsOn,
      reader.isReady(task),
    ]),
  }));
}

/** What a newly started index makes of the workspace as it is now, compared with the same commits. */
async function freshScan({ index: { reader } }: Wavemark): Promise<unknown> {
  const log = vscode.window.createOutputChannel('Wavemark fresh scan', { log: true });
  const index = new WorkspaceIndex(new Settings(log), log);
  try {
    index.start();
    await index.whenIdle();
    // Files that had no document when they were compared are told as well.
    const uris = [...reader.documents().map(({ uri }) => uri), ...reader.deletedFiles()];
    index.setBaselines(uris.map((uri) => [uri, reader.baseline(uri)]));
    return snapshot(index.reader);
  } finally {
    index.dispose();
    log.dispose();
  }
}

/** The live index must come to equal a fresh scan. */
export async function equalsFreshScan(live: Wavemark, history: () => string = () => ''): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    await live.index.whenIdle();
    const fresh = await freshScan(live);
    try {
      assert.deepEqual(snapshot(live.index.reader), fresh, history());
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await sleep(200);
    }
  }
}
