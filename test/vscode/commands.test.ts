/** The commands, as keys, links and other extensions call them. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Wavemark } from '../../src/extension/activate';
import { closeAll, indexed, open, Scratch, taskIn, until, wavemark } from './support';

const PLAN =
  '# Plan\n\n- [x] T601 Buy\n- [ ] T602 Build (after T601)\n- [ ] T603 Live (after T602)\n- [ ] No id\n';

describe('commands', () => {
  let live: Wavemark;
  let scratch: Scratch;

  before(async () => {
    live = await wavemark();
    await vscode.commands.executeCommand('wavemark.tasks.focus');
    scratch = await Scratch.make('commands-scratch');
    await indexed(live.index.reader, scratch.write('TODO.md', PLAN));
    await live.view.setGrouping('status');
    await live.view.setGrouping('file');
  });
  after(async () => {
    await live.view.setFilter('');
    await live.view.setGrouping('file');
    await scratch.remove();
  });
  beforeEach(closeAll);

  const run = (name: string, ...args: unknown[]): Thenable<unknown> =>
    vscode.commands.executeCommand(`wavemark.${name}`, ...args);
  const task = (id: string) => taskIn(live.index.reader.document(scratch.key('TODO.md'))!, id);
  const cursor = (): [string, number] | undefined => {
    const editor = vscode.window.activeTextEditor;
    return editor && [editor.document.uri.toString(), editor.selection.active.line];
  };

  it('reveal a task by its key, or by its row', async () => {
    await run('revealTask', task('T602').key);
    assert.deepEqual(cursor(), [scratch.key('TODO.md'), 3]);
    await run('revealTask', live.view.nodes.find(task('T603')));
    assert.deepEqual(cursor(), [scratch.key('TODO.md'), 4]);
  });

  it('take no nonsense for a task', async () => {
    for (const nonsense of [
      undefined,
      null,
      42,
      {},
      [],
      'no such key',
      { task: null },
      { task: { key: 7 } },
      { task: { key: '../..' } },
    ]) {
      await run('revealTask', nonsense);
      assert.equal(vscode.window.activeTextEditor, undefined, JSON.stringify(nonsense));
    }
    await run('openRuleDoc', '../../package');
    await run('openRuleDoc', 7);
    await run('groupBy', 'file');
    await run('filter', 'x');
    assert.equal(live.view.filter, 'x');
    await run('clearFilter');
    assert.equal(live.view.filter, '');
  });

  it('go round the ready tasks', async () => {
    const ready = live.index.reader.ready();
    assert.ok(ready.includes(task('T602')) && !ready.includes(task('T603')));
    await run('revealTask', ready[0]!.key);
    await run('nextReadyTask');
    const second = ready[1 % ready.length]!;
    assert.deepEqual(cursor(), [second.document.uri, second.line]);
  });

  it('copy an id, or a title', async () => {
    await run('copyId', live.view.nodes.find(task('T602')));
    assert.equal(await vscode.env.clipboard.readText(), 'T602');
    await run('copyTitle', live.view.nodes.find(task('T601')));
    assert.equal(await vscode.env.clipboard.readText(), 'Buy');
    const editor = await open(scratch.at('TODO.md'));
    editor.selection = new vscode.Selection(4, 0, 4, 0);
    await run('copyId');
    assert.equal(await vscode.env.clipboard.readText(), 'T603');
  });

  it('arrange and filter the tree', async () => {
    await run('groupBy', 'wave');
    assert.equal(live.view.grouping, 'wave');
    await run('filter', 'build');
    assert.equal(
      live.view.nodes.tree.shown,
      live.index.reader.tasks().filter((t) => /build/i.test(`${t.title} ${t.section.join(' ')} ${t.wave}`))
        .length,
    );
    await run('clearFilter');
  });

  it('read everything anew', async () => {
    let changes = 0;
    const listening = live.index.onDidChange(() => changes++);
    await run('refresh');
    listening.dispose();
    assert.ok(changes > 0);
  });

  it('show the page of a rule as it is meant to be read', async () => {
    await run('openRuleDoc', 'id/duplicate');
    const tab = await until(() => vscode.window.tabGroups.activeTabGroup.activeTab, 'a tab');
    assert.match(tab.label, /id-duplicate/);
    assert.ok(tab.input instanceof vscode.TabInputWebview);
  });

  it('show the log', async () => {
    await run('showLog');
  });

  it('go to a task that is picked', async () => {
    const going = run('goToTask');
    await until(async () => {
      await vscode.commands.executeCommand('workbench.action.quickOpenSelectNext');
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return cursor();
    }, 'a task is shown');
    await going;
  });
});
