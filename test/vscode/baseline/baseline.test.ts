/** Comparing with git commits by way of the editor's own git extension. */
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as vscode from 'vscode';
import type { Wavemark } from '../../../src/extension/activate';
import { GitTexts } from '../../../src/extension/adapter/gitTexts';
import { Settings } from '../../../src/extension/adapter/settings';
import { baselineOf, commitAll, git } from '../git';
import { closeAll, indexed, open, replace, root, Scratch, until, wavemark } from '../support';

const TASKS = '- [ ] T601 Read the gauge\n- [ ] T602 Store the reading\n- [ ] T603 Draw the curve\n';

async function setBaseline(ref: string | undefined): Promise<void> {
  await vscode.workspace
    .getConfiguration('wavemark')
    .update('baseline', ref, vscode.ConfigurationTarget.Workspace);
}

describe('the baseline in the editor', function () {
  // Each waits for git and for the editor to notice, several times over.
  this.timeout(60_000);

  let live: Wavemark;
  let scratch: Scratch;
  let todo: vscode.Uri;

  before(async () => {
    live = await wavemark();
    scratch = await Scratch.make('baseline-scratch');
    todo = scratch.write('TODO.md', TASKS);
    fs.appendFileSync(root().fsPath + '/.git/info/exclude', '/.vscode/\n');
    commitAll();
    await indexed(live.index.reader, todo);
  });
  after(() => closeAll());

  it('is HEAD, and what every task file was there', async () => {
    const baseline = await baselineOf(live, todo.toString(), 'known');
    assert.deepEqual(baseline, {
      kind: 'known',
      ref: 'HEAD',
      commit: git('rev-parse', 'HEAD'),
      path: 'baseline-scratch/TODO.md',
      text: TASKS,
    });
    for (const { uri } of live.index.reader.documents()) await baselineOf(live, uri, 'known');
    const state = live.baselines.stateOf(todo);
    assert.deepEqual(state, { kind: 'known', ref: 'HEAD', commit: baseline.commit });
  });

  it('stays when a buffer changes, and moves on with a commit', async () => {
    const before = git('rev-parse', 'HEAD');
    const { document } = await open(todo);
    await replace(document, 'T603', 'T604');
    await live.baselines.whenIdle();
    const { text } = await baselineOf(live, todo.toString(), 'known', ({ commit }) => commit === before);
    assert.equal(text, TASKS);
    await document.save();
    const after = commitAll();
    const now = await baselineOf(live, todo.toString(), 'known', ({ commit }) => commit === after);
    assert.equal(now.text, TASKS.replace('T603', 'T604'));
    await replace(document, 'T604', 'T603');
    await document.save();
    const last = commitAll();
    await closeAll();
    await baselineOf(live, todo.toString(), 'known', ({ commit }) => commit === last);
  });

  it('tells of an id that was renumbered, before anything is saved, and of none that was not', async () => {
    await baselineOf(live, todo.toString(), 'known');
    const { document } = await open(todo);
    const codes = (): string[] =>
      vscode.languages
        .getDiagnostics(todo)
        .map(({ code }) => String(typeof code === 'object' ? code.value : code));
    await until(() => codes().length === 0, 'no problem of the commits before');
    await replace(document, 'T602', 'T699');
    await until(() => codes().includes('id/renumbered'), 'the problem');
    assert.ok(document.isDirty);
    await replace(document, 'T699', 'T602');
    await until(() => codes().length === 0, 'no problem');
    await closeAll();
  });

  it('moves on with many files, one of them changed, added and removed', async () => {
    const names = Array.from({ length: 12 }, (_, at) => `many/TODO-${at}.md`);
    for (const name of names) scratch.write(name, `- [ ] M001 In ${name}\n`);
    const first = commitAll();
    const key = (at: number): string => scratch.key(names[at] ?? '');
    for (const at of names.keys()) await baselineOf(live, key(at), 'known', ({ commit }) => commit === first);
    scratch.write(names[3] ?? '', '- [ ] M002 Changed\n');
    scratch.delete(names[5] ?? '');
    scratch.write('many/TODO-new.md', '- [ ] M003 New\n');
    const second = commitAll();
    const now = async (uri: string): Promise<string> =>
      (await baselineOf(live, uri, 'known', ({ commit }) => commit === second)).text;
    assert.equal(await now(key(0)), '- [ ] M001 In many/TODO-0.md\n');
    assert.equal(await now(key(3)), '- [ ] M002 Changed\n');
    assert.equal(await now(scratch.key('many/TODO-new.md')), '- [ ] M003 New\n');
    assert.equal(live.index.reader.baseline(key(5)), null);
    // Back to where one was: the later commit does not lead to the earlier one.
    git('reset', '--quiet', '--hard', first);
    const back = await baselineOf(live, key(3), 'known', ({ commit }) => commit === first);
    assert.equal(back.text, `- [ ] M001 In ${names[3] ?? ''}\n`);
    await baselineOf(live, key(5), 'known', ({ commit }) => commit === first);
    scratch.delete('many');
    const last = commitAll();
    await baselineOf(live, todo.toString(), 'known', ({ commit }) => commit === last);
  });

  it('says of a new file that it is one', async () => {
    const uri = scratch.write('new/TASKS.md', '- [ ] X001 A\n- [ ] X002 B\n');
    await baselineOf(live, uri.toString(), 'absent');
    scratch.delete('new');
    await until(() => live.index.reader.baseline(uri.toString()) === null, 'forgotten');
  });

  it('follows a file that was renamed, and keeps one that was deleted', async () => {
    scratch.move('TODO.md', 'later/BACKLOG.md');
    const moved = await baselineOf(live, scratch.key('later/BACKLOG.md'), 'known');
    assert.deepEqual([moved.path, moved.text], ['baseline-scratch/TODO.md', TASKS]);
    assert.equal(live.index.reader.baseline(todo.toString()), null);
    scratch.delete('later');
    const gone = await baselineOf(live, todo.toString(), 'known');
    assert.equal(gone.text, TASKS);
    scratch.write('TODO.md', TASKS);
    await indexed(live.index.reader, todo);
    await baselineOf(live, todo.toString(), 'known');
  });

  it('is where HEAD and the ref of the setting parted', async () => {
    const fork = git('rev-parse', 'HEAD');
    git('checkout', '--quiet', '-b', 'topic');
    scratch.write('TODO.md', `${TASKS}- [ ] T604 More\n`);
    const tip = commitAll();
    await baselineOf(live, todo.toString(), 'known', ({ commit }) => commit === tip);
    git('branch', '--quiet', '-f', 'other', fork);
    await setBaseline('other');
    const { ref, text } = await baselineOf(live, todo.toString(), 'known', ({ commit }) => commit === fork);
    assert.deepEqual([ref, text], ['other', TASKS]);

    for (const bad of ['nowhere/main', '-x', '']) {
      await setBaseline(bad);
      const { reason } = await baselineOf(live, todo.toString(), 'unknown');
      assert.ok(reason.includes(`“${bad}”`), reason);
      await setBaseline('other');
      await baselineOf(live, todo.toString(), 'known');
    }
    await setBaseline('none');
    await until(() => live.index.reader.baseline(todo.toString()) === null, 'nothing is compared');
    assert.deepEqual(live.baselines.stateOf(todo), { kind: 'off' });
    await setBaseline(undefined);
    await baselineOf(live, todo.toString(), 'known', ({ commit }) => commit === tip);
    git('checkout', '--quiet', 'main');
    await baselineOf(live, todo.toString(), 'known', ({ commit }) => commit === fork);
  });

  it('is unknown during a merge, and known when it is over', async () => {
    scratch.write('TODO.md', TASKS.replace('curve', 'bell'));
    const main = commitAll();
    git('checkout', '--quiet', 'topic');
    scratch.write('TODO.md', TASKS.replace('curve', 'line'));
    commitAll();
    git('checkout', '--quiet', 'main');
    await baselineOf(live, todo.toString(), 'known', ({ commit }) => commit === main);
    assert.throws(() => git('merge', '--quiet', 'topic'));
    const { reason } = await baselineOf(live, todo.toString(), 'unknown');
    assert.equal(reason, 'A merge is in progress.');
    assert.equal(live.baselines.stateOf(todo).kind, 'unknown');
    git('merge', '--abort');
    await baselineOf(live, todo.toString(), 'known', ({ commit }) => commit === main);
  });

  it('comes to rest', async () => {
    await live.baselines.whenIdle();
    let runs = 0;
    const counting = live.baselines.onDidChange(() => runs++);
    await vscode.commands.executeCommand('git.refresh');
    await live.baselines.whenIdle();
    await live.baselines.whenIdle();
    counting.dispose();
    assert.ok(runs <= 6, String(runs));
  });

  describe('with branches and work trees', () => {
    it('lists the local branches, and reads what a file is in each, without a second time', async () => {
      git('branch', '--quiet', '-f', 'older', 'HEAD~1');
      const log = vscode.window.createOutputChannel('Texts', { log: true });
      const texts = new GitTexts(new Settings(log));
      const repository = live.baselines.git.of(todo);
      assert.ok(repository);
      const branches = await texts.branches(repository);
      assert.deepEqual(branches.map(({ name }) => name).sort(), ['main', 'older', 'other', 'topic']);
      for (const { name, commit } of branches) {
        assert.equal(commit, git('rev-parse', name));
        const file = await texts.read(repository, commit, todo);
        assert.ok(file.kind === 'text');
        assert.equal(file.text.trimEnd(), git('show', `${name}:baseline-scratch/TODO.md`));
        assert.equal(await texts.read(repository, commit, todo), file);
      }
      const main = branches.find(({ name }) => name === 'main')?.commit ?? '';
      assert.deepEqual(await texts.read(repository, main, scratch.at('NOTHING.md')), { kind: 'absent' });
      assert.deepEqual(await texts.read(repository, main, scratch.uri), { kind: 'absent' });
      assert.equal((await texts.read(repository, '0'.repeat(40), todo)).kind, 'unreadable');
      log.dispose();
    });

    it('lists the work trees', async () => {
      const folder = `${root().fsPath}-linked`;
      git('worktree', 'add', '--quiet', folder, 'older');
      try {
        const texts = new GitTexts(new Settings(vscode.window.createOutputChannel('Texts', { log: true })));
        const repository = live.baselines.git.of(todo);
        assert.ok(repository);
        const found = await until(() => {
          const list = texts.worktrees(repository);
          return list.length > 1 ? list : null;
        }, 'the work tree');
        assert.deepEqual(
          found.map(({ folder: at, branch }) => [at.fsPath, branch]).sort(),
          [
            [root().fsPath, 'main'],
            [folder, 'older'],
          ].sort(),
        );
      } finally {
        git('worktree', 'remove', '--force', folder);
      }
    });
  });
});
