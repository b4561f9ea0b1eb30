/** Statuses and places of tasks: set by boxes, commands, refactorings and by dragging, in a real editor. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { setStatus, TaskIndex, type SectionNode, type TaskNode } from '../../src/core';
import type { Wavemark } from '../../src/extension/activate';
import { applyEdits } from '../../src/extension/adapter/applyEdits';
import { DRAGGED } from '../../src/extension/features/tree/dragAndDrop';
import { indexed, inScratch, open, replace, type Scratch, taskIn, until } from './support';

const run = <T>(name: string, ...args: unknown[]): Thenable<T> =>
  vscode.commands.executeCommand(name, ...args);

const TEXT = `# Tasks

## To do

- [ ] S-1 Fold
- [ ] S-2 Sort
  - [ ] S-21 by size
- [x] S-3 Count

## Later

- [ ] S-4 Ship
`;

describe('edits of tasks', () => {
  let live: Wavemark;
  let scratch: Scratch;
  let uri: vscode.Uri;

  afterEach(() => live.view.setGrouping('file'));
  inScratch('task-edits', (given) => ({ live, scratch } = given));
  beforeEach(async () => {
    uri = scratch.write('TODO.md', TEXT);
    await indexed(live.index.reader, uri);
    await vscode.commands.executeCommand('wavemark.tasks.focus');
    await live.view.setGrouping('file');
    await live.view.settled();
  });

  const text = async (): Promise<string> => (await vscode.workspace.openTextDocument(uri)).getText();
  /** The row of a task, once the tree has it. */
  const row = (id: string): Promise<TaskNode> =>
    until(
      () => live.view.nodes.find(taskIn(live.index.reader.document(uri.toString())!, id)),
      `a row for ${id}`,
    );
  const boxOf = async (id: string): Promise<unknown> => {
    const box = live.view.nodes.getTreeItem(await row(id)).checkboxState;
    return typeof box === 'object' ? box.state : box;
  };
  const { Checked, Unchecked } = vscode.TreeItemCheckboxState;

  it('follow the boxes of the tree, and are undone by one undo', async () => {
    assert.deepEqual([await boxOf('S-1'), await boxOf('S-3')], [Unchecked, Checked]);
    await live.view.tick({
      items: [
        [await row('S-1'), Checked],
        [await row('S-21'), Checked],
      ],
    });
    const ticked = TEXT.replace('[ ] S-1', '[x] S-1').replace('[ ] S-21', '[x] S-21');
    assert.equal(await text(), ticked);
    await until(async () => (await boxOf('S-1')) === Checked, 'the box is ticked');
    await open(uri);
    await run('undo');
    assert.equal(await text(), TEXT);
    await live.view.tick({ items: [[await row('S-3'), Unchecked]] });
    assert.equal(await text(), TEXT.replace('[x] S-3', '[ ] S-3'));
  });

  it('are made of all rows that are selected, and of the lines at the cursors', async () => {
    await run('wavemark.toggleDone', await row('S-1'), [await row('S-1'), await row('S-4')]);
    assert.equal(await text(), TEXT.replace('[ ] S-1', '[x] S-1').replace('[ ] S-4', '[x] S-4'));
    await run('wavemark.setStatus', (await row('S-2')).task.key, 'doing');
    assert.match(await text(), /- \[\/\] S-2 Sort/);
    const editor = await open(uri);
    editor.selections = [4, 11].map((line) => new vscode.Selection(line, 3, line, 3));
    await run('wavemark.toggleDone');
    assert.equal(await text(), TEXT.replace('[ ] S-2', '[/] S-2'));
    editor.selection = new vscode.Selection(5, 0, 7, 0);
    await run('wavemark.toggleDone');
    assert.equal(await text(), TEXT.replace('[ ] S-2', '[x] S-2').replace('[ ] S-21', '[x] S-21'));
  });

  it('are offered among the refactorings', async () => {
    await open(uri);
    const place = new vscode.Range(4, 8, 4, 8);
    const kind = vscode.CodeActionKind.RefactorRewrite.value;
    const actions = await run<vscode.CodeAction[]>('vscode.executeCodeActionProvider', uri, place, kind);
    const mark = actions.find(({ title }) => title === 'Mark as done');
    assert.ok(mark?.command, actions.map(({ title }) => title).join(', '));
    await run(mark.command.command, ...(mark.command.arguments ?? []));
    assert.equal(await text(), TEXT.replace('[ ] S-1', '[x] S-1'));
  });

  it('are refused where the text is no longer the one they were planned on', async () => {
    const { reader } = live.index;
    const planned = new TaskIndex();
    planned.set(uri.toString(), 'TODO.md', TEXT);
    const plan = setStatus(planned, planned.byId('S-4'), 'done');
    assert.ok(plan.kind === 'edits', plan.kind === 'refused' ? plan.reason : '');
    const { document } = await open(uri);
    await replace(document, '# Tasks', '# My tasks');
    const outcome = await applyEdits(reader, plan.edits, { label: plan.title });
    assert.ok(typeof outcome === 'object', 'it is refused');
    assert.match(outcome.refused, /changed meanwhile/);
    assert.equal(await text(), TEXT.replace('# Tasks', '# My tasks'));
    // What the user asks for then is planned on the text as it is.
    await run('wavemark.setStatus', (await row('S-4')).task.key, 'done');
    assert.match(await text(), /- \[x\] S-4 Ship/);
  });

  it('say again what is, where they cannot be made', async () => {
    scratch.write('OLD-TODO.md', '- [ ] S-9 One\n- [ ] S-8 Two\r\n');
    const old = scratch.at('OLD-TODO.md');
    await indexed(live.index.reader, old);
    await live.view.settled();
    const task = taskIn(live.index.reader.document(old.toString())!, 'S-9');
    const node = await until(() => live.view.nodes.find(task), 'its row');
    await live.view.tick({ items: [[node, Checked]] });
    assert.equal((await vscode.workspace.openTextDocument(old)).isDirty, false);
    const again = live.view.nodes.getTreeItem(live.view.nodes.find(task)!).checkboxState;
    assert.equal(typeof again === 'object' ? again.state : again, Unchecked);
  });

  const drag = async (
    ids: readonly string[],
    target: Parameters<typeof live.view.dragAndDrop.handleDrop>[0],
  ): Promise<void> => {
    const data = new vscode.DataTransfer();
    live.view.dragAndDrop.handleDrag(await Promise.all(ids.map(row)), data);
    assert.ok(data.get(DRAGGED));
    await live.view.dragAndDrop.handleDrop(target, data);
  };

  it('move tasks that are dragged to a task, a section or a status', async () => {
    await drag(['S-1'], await row('S-3'));
    const moved = TEXT.replace('- [ ] S-1 Fold\n', '').replace('S-3 Count\n', 'S-3 Count\n- [ ] S-1 Fold\n');
    assert.equal(await text(), moved);
    await drag(['S-1'], await row('S-2'));
    assert.equal(await text(), TEXT);
    await live.view.setGrouping('section');
    await live.view.settled();
    const document = live.view.nodes
      .getChildren()
      .find((node) => node.type === 'document' && node.document.uri === uri.toString())!;
    const later = live.view.nodes
      .getChildren(document)
      .find((node): node is SectionNode => node.type === 'section' && node.title === 'Later')!;
    await drag(['S-2', 'S-21'], later);
    const part = '- [ ] S-2 Sort\n  - [ ] S-21 by size\n';
    assert.equal(await text(), TEXT.replace(part, '') + part);
    await open(uri);
    await run('undo');
    assert.equal(await text(), TEXT);
    await live.view.setGrouping('status');
    await live.view.settled();
    const done = live.view.nodes
      .getChildren()
      .find((node) => node.type === 'group' && node.value === 'done')!;
    await drag(['S-4'], done);
    assert.equal(await text(), TEXT.replace('[ ] S-4', '[x] S-4'));
    const waves = '# Plan\n\n## Wave 1\n\n- [ ] S-1 Fold\n- [ ] S-2 Sort\n\n## Wave 2\n\n- [ ] S-3 Ship\n';
    const { document: shown } = await open(uri);
    await replace(shown, shown.getText(), waves);
    await live.view.setGrouping('wave');
    await live.view.settled();
    const wave = await until(
      () => live.view.nodes.getChildren().find((node) => node.type === 'group' && node.value === 'Wave 2'),
      'the second wave',
    );
    await drag(['S-1'], wave);
    assert.equal(
      await text(),
      waves.replace('- [ ] S-1 Fold\n', '').replace('S-3 Ship\n', 'S-3 Ship\n- [ ] S-1 Fold\n'),
    );
  });

  it('add and remove dependencies, and end one that nothing answers to', async () => {
    const key = async (id: string): Promise<string> => (await row(id)).task.key;
    await run('wavemark.addDependency', await row('S-1'), await key('S-4'));
    const added = TEXT.replace('S-1 Fold', 'S-1 Fold (depends on S-4)');
    assert.equal(await text(), added);
    await run('wavemark.addDependency', await key('S-4'), await key('S-1'));
    assert.equal(await text(), added, 'never a circle');
    await run('wavemark.removeDependency', await key('S-1'), 'S-4');
    assert.equal(await text(), TEXT);
    const { document } = await open(uri);
    await replace(document, 'S-1 Fold', 'S-1 Fold (depends on S-99)');
    const place = new vscode.Range(4, 29, 4, 29);
    const kind = vscode.CodeActionKind.QuickFix.value;
    const fix = await until(async () => {
      const actions = await run<vscode.CodeAction[]>('vscode.executeCodeActionProvider', uri, place, kind);
      return actions.find(({ title }) => title === 'Remove the dependency on S-99');
    }, 'the quick fix');
    await run(fix.command!.command, ...(fix.command!.arguments ?? []));
    assert.equal(await text(), TEXT);
  });

  it('move the task at the cursor up and down, the cursor with it', async () => {
    const editor = await open(uri);
    editor.selection = new vscode.Selection(4, 6, 4, 6);
    await run('wavemark.moveDown');
    await run('wavemark.moveDown');
    assert.match(await text(), /- \[x\] S-3 Count\n- \[ \] S-1 Fold\n\n## Later/);
    assert.equal(editor.selection.active.line, 7);
    await run('wavemark.moveUp');
    await run('wavemark.moveUp');
    assert.equal(await text(), TEXT);
    const twins = '- [ ] Fold\n- [ ] Sort\n- [ ] Fold\n';
    await replace(editor.document, TEXT, twins);
    editor.selection = new vscode.Selection(2, 6, 2, 6);
    await run('wavemark.moveUp');
    assert.equal(editor.selection.active.line, 1);
  });
});
