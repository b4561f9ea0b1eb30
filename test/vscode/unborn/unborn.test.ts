/** A repository without a commit: there is nothing to compare with, and nothing is taken for clean or broken. */
import * as assert from 'node:assert/strict';
import { baselineOf, commitAll } from '../git';
import { root, wavemark } from '../support';
import * as vscode from 'vscode';

describe('a repository without a commit', () => {
  it('has an unknown baseline, until the first commit', async () => {
    const live = await wavemark();
    const todo = vscode.Uri.joinPath(root(), 'TODO.md');
    const { reason } = await baselineOf(live, todo.toString(), 'unknown');
    assert.equal(reason, 'There is no commit yet.');
    const state = live.baselines.stateOf(todo);
    assert.deepEqual(state, { kind: 'unknown', ref: 'HEAD', reason: 'There is no commit yet.' });
    const first = commitAll();
    await baselineOf(live, todo.toString(), 'known', ({ commit }) => commit === first);
  });
});
