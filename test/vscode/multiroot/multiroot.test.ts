/** Several folders in one window. */
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { equalsFreshScan, indexed, notIndexed, open, Scratch, until, wavemark } from '../support';

describe('several folders', () => {
  it('are all read; documents are called by folder and path', async () => {
    const live = await wavemark();
    const first = await Scratch.make('scratch', 0);
    const second = await Scratch.make('scratch', 1);
    try {
      const uris = [first, second].map((scratch) => scratch.write('TODO.md', '- [ ] T201 same\n'));
      for (const [i, uri] of uris.entries()) {
        const document = await indexed(live.index.reader, uri);
        assert.equal(document.path, `${vscode.workspace.workspaceFolders![i]!.name}/scratch/TODO.md`);
      }
      assert.equal(live.index.reader.byId('T201').length, 2);
      await equalsFreshScan(live);
    } finally {
      await first.remove();
      await second.remove();
    }
  });

  it('mean their own task by an id that both have', async () => {
    const live = await wavemark();
    const first = await Scratch.make('scratch-ids', 0);
    const second = await Scratch.make('scratch-ids', 1);
    try {
      for (const scratch of [first, second]) {
        scratch.write('TODO.md', '- [ ] T202 same\n');
        await indexed(live.index.reader, scratch.at('TODO.md'));
        scratch.write('README.md', 'See T202.\n');
      }
      const { document } = await open(second.at('README.md'));
      const links = await vscode.commands.executeCommand<vscode.LocationLink[]>(
        'vscode.executeDefinitionProvider',
        document.uri,
        new vscode.Position(0, 6),
      );
      assert.ok(links.some(({ targetUri }) => targetUri.toString() === second.key('TODO.md')));
    } finally {
      await first.remove();
      await second.remove();
    }
  });

  it('come and go', async function () {
    this.timeout(60_000);
    const live = await wavemark();
    const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'wavemark-third-')));
    const uri = vscode.Uri.file(path.join(folder, 'docs', 'TODO.md'));
    fs.mkdirSync(path.dirname(uri.fsPath));
    fs.writeFileSync(uri.fsPath, '- [ ] T203 third\n');
    const count = vscode.workspace.workspaceFolders!.length;
    try {
      assert.ok(
        vscode.workspace.updateWorkspaceFolders(count, 0, { uri: vscode.Uri.file(folder), name: 'third' }),
      );
      assert.equal((await indexed(live.index.reader, uri)).path, 'third/docs/TODO.md');
      await equalsFreshScan(live);
      await until(() => vscode.workspace.workspaceFolders!.length === count + 1, 'the folder');
      assert.ok(vscode.workspace.updateWorkspaceFolders(count, 1));
      await notIndexed(live.index.reader, uri);
      await equalsFreshScan(live);
    } finally {
      fs.rmSync(folder, { recursive: true, force: true });
    }
  });

  it('may lie in a file system of their own, without a search or events', async function () {
    this.timeout(60_000);
    const live = await wavemark();
    const texts = new Map<string, string>([['/plan/TODO.md', '- [ ] T204 far away\n']]);
    const registration = vscode.workspace.registerFileSystemProvider('wavemark-test', memoryFiles(texts));
    const count = vscode.workspace.workspaceFolders!.length;
    const folder = vscode.Uri.from({ scheme: 'wavemark-test', path: '/' });
    const uri = vscode.Uri.joinPath(folder, 'plan', 'TODO.md');
    try {
      assert.ok(vscode.workspace.updateWorkspaceFolders(count, 0, { uri: folder, name: 'far' }));
      assert.equal((await indexed(live.index.reader, uri)).path, 'far/plan/TODO.md');
      texts.set('/plan/TODO.md', '- [x] T204 far away\n');
      await vscode.commands.executeCommand('wavemark.refresh');
      assert.equal(live.index.reader.byId('T204')[0]?.status, 'done');
    } finally {
      vscode.workspace.updateWorkspaceFolders(count, 1);
      await notIndexed(live.index.reader, uri);
      registration.dispose();
    }
  });
});

/** Files by path, read only, without events. */
function memoryFiles(texts: ReadonlyMap<string, string>): vscode.FileSystemProvider {
  const isFolder = (at: string): boolean =>
    at === '/' || [...texts.keys()].some((path) => path.startsWith(`${at}/`));
  const refuse = (): never => {
    throw vscode.FileSystemError.NoPermissions();
  };
  return {
    onDidChangeFile: new vscode.EventEmitter<vscode.FileChangeEvent[]>().event,
    watch: () => new vscode.Disposable(() => undefined),
    stat: ({ path: at }) => {
      const text = texts.get(at);
      if (text !== undefined) return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: text.length };
      if (isFolder(at)) return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
      throw vscode.FileSystemError.FileNotFound();
    },
    readDirectory: ({ path: at }) => {
      const prefix = at === '/' ? '/' : `${at}/`;
      const names = new Set(
        [...texts.keys()]
          .filter((path) => path.startsWith(prefix))
          .map((path) => path.slice(prefix.length).split('/')[0]!),
      );
      return [...names].map((name) => [
        name,
        isFolder(`${prefix}${name}`) ? vscode.FileType.Directory : vscode.FileType.File,
      ]);
    },
    readFile: ({ path: at }) => {
      const text = texts.get(at);
      if (text === undefined) throw vscode.FileSystemError.FileNotFound();
      return new TextEncoder().encode(text);
    },
    createDirectory: refuse,
    writeFile: refuse,
    delete: refuse,
    rename: refuse,
  };
}
