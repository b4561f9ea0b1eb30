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
