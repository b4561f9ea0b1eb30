/** A folder without task files. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { equalsFreshScan, indexed, notIndexed, root, wavemark } from '../support';

describe('a folder without task files', () => {
  it('has an empty tree and no badge', async () => {
    const { index, view } = await wavemark();
    assert.equal(index.isComplete, true);
    assert.deepEqual(index.reader.documents(), []);
    assert.deepEqual(view.nodes.getChildren(), []);
  });

  it('has commands that say so instead of failing', async () => {
    for (const name of ['goToTask', 'nextReadyTask', 'refresh', 'clearFilter']) {
      await vscode.commands.executeCommand(`wavemark.${name}`);
    }
  });

  it('says that a task file without tasks has none, however it is arranged', async () => {
    const live = await wavemark();
    await vscode.commands.executeCommand('wavemark.tasks.focus');
    const uri = vscode.Uri.joinPath(root(), 'BACKLOG.md');
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode('# Nothing yet\n'));
    await indexed(live.index.reader, uri);
    for (const grouping of ['wave', 'ready', 'file'] as const) {
      await live.view.setGrouping(grouping);
      assert.equal(live.view.nodes.getChildren().length, grouping === 'file' ? 1 : 0);
    }
    await vscode.workspace.fs.delete(uri);
    await notIndexed(live.index.reader, uri);
  });

  it('becomes one with task files, and back', async () => {
    const live = await wavemark();
    const uri = vscode.Uri.joinPath(root(), 'TODO.md');
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode('- [ ] T401 one\n'));
    await indexed(live.index.reader, uri);
    await equalsFreshScan(live);
    await vscode.workspace.fs.delete(uri);
    await notIndexed(live.index.reader, uri);
  });
});
