/** The tree of tasks, as the view is given it. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Grouping, TreeNode } from '../../src/core';
import type { Wavemark } from '../../src/extension/activate';
import { indexed, open, Scratch, taskIn, until, wavemark } from './support';

const PLAN = `# Plan

## Wave 1: Ground

- [x] T001 Buy the ground
- [ ] T002 Fence it

## Wave 2: Build

- [ ] T010 Build (after T002, T099)
  - [/] T011 the floor
  - [ ] the roof $(zap) <b>bold</b>
`;

describe('the tree view', () => {
  let live: Wavemark;
  let scratch: Scratch;

  before(async () => {
    live = await wavemark();
    // Rows are made for a view that is seen.
    await vscode.commands.executeCommand('wavemark.tasks.focus');
    scratch = await Scratch.make('tree-scratch');
    await indexed(live.index.reader, scratch.write('TODO.md', PLAN));
  });
  after(async () => {
    await live.view.setGrouping('file');
    await live.view.setFilter('');
    await scratch.remove();
  });

  /** Labels of all rows about our file, indented. */
  function rows(nodes = live.view.nodes.getChildren(), indent = ''): string[] {
    return nodes.flatMap((node) => {
      const lines = [`${indent}${labelOf(node)}`, ...rows(live.view.nodes.getChildren(node), `${indent}  `)];
      return isOurs(node) || lines.length > 1 ? lines : [];
    });
  }
  const isOurs = (node: TreeNode): boolean =>
    node.type === 'task' && node.task.document.path === 'tree-scratch/TODO.md';
  function labelOf(node: TreeNode): string {
    const { label } = live.view.nodes.getTreeItem(node);
    return typeof label === 'string' ? label : (label?.label ?? '');
  }
  /** The row of a task of ours. */
  function item(id: string): vscode.TreeItem {
    const document = live.index.reader.document(scratch.key('TODO.md'));
    const node = live.view.nodes.find(taskIn(document!, id));
    assert.ok(node, `${id} is shown`);
    return live.view.nodes.getTreeItem(node);
  }
  async function shown(grouping: Grouping, filter = ''): Promise<string> {
    await live.view.setGrouping(grouping);
    await live.view.setFilter(filter);
    return rows().join('\n');
  }

  const expected: Record<Grouping, RegExp> = {
    file: /^TODO\.md\n {2}T001 Buy the ground\n {2}T002 Fence it\n {2}T010 Build.*\n {4}T011 the floor\n {4}the roof/m,
    section:
      /^TODO\.md\n {2}Wave 1: Ground\n {4}T001 Buy.*\n {4}T002 Fence it\n {2}Wave 2: Build\n {4}T010 Build/m,
    wave: /^Wave 1: Ground\n {2}T001 Buy.*\n {2}T002 Fence it/m,
    priority: /^No priority\n(?: {2}.*\n)* {2}T001 Buy the ground/m,
    status: /^In progress\n(?: {2}.*\n)* {2}T011 the floor/m,
    ready: /^T002 Fence it/m,
  };
  for (const [grouping, pattern] of Object.entries(expected) as [Grouping, RegExp][]) {
    it(`arranges by ${grouping}`, async () => {
      assert.match(await shown(grouping), pattern);
    });
  }

  it('does not list under "ready" what waits, or is done', async () => {
    const ready = await shown('ready');
    assert.doesNotMatch(ready, /T001|T010/);
  });

  it('filters, marks what matches, and opens what it found', async () => {
    const text = await shown('file', 'fence');
    assert.match(text, /^TODO\.md\n {2}T002 Fence it/m);
    assert.doesNotMatch(text, /T001/);
    const { label, collapsibleState } = item('T002');
    assert.deepEqual((label as vscode.TreeItemLabel).highlights, [[5, 10]]);
    assert.equal(collapsibleState, vscode.TreeItemCollapsibleState.None);
    assert.match(await shown('file', ''), /T001/);
  });

  it('says of a task what a glance must tell, in more than colour', async () => {
    await shown('file');
    const waiting = item('T010');
    assert.match(String(waiting.description), /waits for T002 and T099/);
    assert.equal((waiting.iconPath as vscode.ThemeIcon).id, 'clockface');
    assert.equal((item('T001').iconPath as vscode.ThemeIcon).id, 'pass-filled');
    assert.equal((item('T011').iconPath as vscode.ThemeIcon).id, 'play-circle');
    assert.match(item('T011').accessibilityInformation?.label ?? '', /T011 the floor, in progress/);
  });

  it('counts what is finished', async () => {
    await shown('file');
    const node = live.view.nodes
      .getChildren()
      .find((each) => each.type === 'document' && each.document.uri === scratch.key('TODO.md'));
    assert.ok(node);
    const row = live.view.nodes.getTreeItem(node);
    assert.equal(row.description, 'tree-scratch · 1/5');
    assert.match(row.accessibilityInformation?.label ?? '', /1 of 5 tasks finished/);
  });

  it('shows what a hover shows, when asked for', async () => {
    await shown('file');
    const document = live.index.reader.document(scratch.key('TODO.md'))!;
    const node = live.view.nodes.find(taskIn(document, 'T010'))!;
    const row = live.view.nodes.getTreeItem(node);
    assert.equal(row.tooltip, undefined);
    const { tooltip } = live.view.nodes.resolveTreeItem(row, node);
    assert.ok(tooltip instanceof vscode.MarkdownString);
    assert.match(tooltip.value, /Waits for/);
  });

  it('follows an edit, and keeps the ids of rows', async () => {
    await shown('file');
    const before = item('T010').id;
    const editor = await open(scratch.at('TODO.md'));
    await editor.edit((edit) => edit.insert(new vscode.Position(3, 0), '\nA paragraph.\n\n- [ ] T003 New\n'));
    await until(() => rows().some((row) => row.includes('T003 New')), 'the new task in the tree');
    assert.equal(item('T010').id, before);
  });

  it('keeps rows usable that are older than the index', async () => {
    await shown('file');
    const old = live.view.nodes.getChildren();
    await live.view.setGrouping('status');
    for (const node of old) {
      live.view.nodes.getChildren(node);
      live.view.nodes.getTreeItem(node);
    }
  });

  it('remembers the arrangement', async () => {
    await live.view.setGrouping('wave');
    assert.equal(live.view.grouping, 'wave');
  });

  it('reveals a row', async () => {
    await live.view.setGrouping('file');
    const document = live.index.reader.document(scratch.key('TODO.md'))!;
    await live.view.reveal(taskIn(document, 'T011'));
  });

  it('shows a file with more tasks than a view takes, in ranges', async () => {
    const lines = Array.from({ length: 2_100 }, (_, i) => `- [ ] T${i + 1_000} step`).join('\n');
    const uri = scratch.write('many/TODO.md', `${lines}\n`);
    await indexed(live.index.reader, uri);
    await live.view.setGrouping('file');
    const node = await until(
      () =>
        live.view.nodes
          .getChildren()
          .find((each) => each.type === 'document' && each.document.uri === uri.toString()),
      'the file',
    );
    const ranges = live.view.nodes.getChildren(node);
    assert.deepEqual(ranges.map(labelOf), ['1–500', '501–1000', '1001–1500', '1501–2000', '2001–2100']);
    assert.equal(live.view.nodes.getChildren(ranges[4]!).length, 100);
  });
});
