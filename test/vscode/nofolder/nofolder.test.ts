/** A window without a folder: nothing is searched, but a task file that is opened is read. */
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { baselineOf } from '../git';
import { closeAll, indexed, notIndexed, open, wavemark } from '../support';

describe('a window without a folder', () => {
  it('has an empty tree', async () => {
    const { index, view } = await wavemark();
    assert.equal(vscode.workspace.workspaceFolders, undefined);
    assert.deepEqual(index.reader.documents(), []);
    assert.deepEqual(view.nodes.getChildren(), []);
  });

  it('reads a task file while it is open, and no other file', async () => {
    const { index } = await wavemark();
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'wavemark-loose-'));
    const todo = vscode.Uri.file(path.join(folder, 'TODO.md'));
    const other = vscode.Uri.file(path.join(folder, 'notes.md'));
    fs.writeFileSync(todo.fsPath, '- [ ] T301 one\n');
    fs.writeFileSync(other.fsPath, '- [ ] T302 one\n');
    await open(other);
    const editor = await open(todo);
    const document = await indexed(index.reader, todo);
    assert.equal(document.path, 'TODO.md');
    const { reason } = await baselineOf(await wavemark(), todo.toString(), 'unknown');
    assert.equal(reason, 'The file is in no Git repository that the editor has open.');
    assert.equal(index.reader.document(other.toString()), undefined);
    await editor.edit((edit) => edit.insert(new vscode.Position(1, 0), '- [ ] T303 two\n'));
    await indexed(index.reader, todo, ({ tasks }) => tasks.length === 2);
    await closeAll();
    fs.rmSync(folder, { recursive: true });
    await notIndexed(index.reader, todo);
  });
});
