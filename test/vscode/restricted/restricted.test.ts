/** A window that is not trusted: reading goes on, the workspace's own settings for files do not count. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { baselineOf } from '../git';
import { indexed, root, Scratch, sleep, until, wavemark } from '../support';

describe('Restricted Mode', () => {
  it('is what this window is in', () => {
    assert.equal(vscode.workspace.isTrusted, false);
  });

  it('reads task files, shows problems, and follows changes', async () => {
    const { index } = await wavemark();
    const scratch = await Scratch.make('restricted-scratch');
    try {
      const uri = scratch.write('TODO.md', '- [ ] T501 one\n- [ ] T501 two\n');
      await indexed(index.reader, uri);
      await until(() => vscode.languages.getDiagnostics(uri).length > 0, 'problems');
      scratch.write('TODO.md', '- [ ] T501 one\n- [ ] T502 two\n');
      await until(() => vscode.languages.getDiagnostics(uri).length === 0, 'no problems');
    } finally {
      await scratch.remove();
    }
  });

  it('does not ask git, and says that the baseline is unknown', async () => {
    const live = await wavemark();
    const todo = vscode.Uri.joinPath(root(), 'TODO.md');
    const { reason } = await baselineOf(live, todo.toString(), 'unknown');
    assert.equal(reason, 'Git is not asked in Restricted Mode.');
    assert.equal(live.baselines.stateOf(todo).kind, 'unknown');
    assert.deepEqual(live.baselines.git.all, []);
  });

  it('does not let the workspace choose files, or lift the limit', async () => {
    const { index } = await wavemark();
    const scratch = await Scratch.make('restricted-scratch-2');
    const settings = scratch.uri.with({ path: `${scratch.uri.path}/../.vscode/settings.json` });
    try {
      const plan = scratch.write('plan.md', '- [ ] T501 one\n');
      const todo = scratch.write('TODO.md', '- [ ] T502 one\n');
      scratch.write(
        '../.vscode/settings.json',
        JSON.stringify({ 'wavemark.files': ['plan.md', '!TODO.md'], 'wavemark.maxFileSize': 50 }),
      );
      await indexed(index.reader, todo);
      await sleep(1_500);
      assert.equal(vscode.workspace.getConfiguration('wavemark').get('maxFileSize'), 20);
      assert.equal(index.reader.document(plan.toString()), undefined);
      assert.ok(index.reader.document(todo.toString()));
    } finally {
      await vscode.workspace.fs.delete(settings);
      await scratch.remove();
    }
  });
});
