/** Completion of ids. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Wavemark } from '../../src/extension/activate';
import { indexed, open, Scratch, wavemark } from './support';

const PLAN = `# Plan

### D8-001: Walls

**Dependencies**: D8-002

### D8-002: Ground \`code\` $(zap)

**Status**: Done

### D8-003: Roof
`;

describe('completion', () => {
  let live: Wavemark;
  let scratch: Scratch;
  let made = 0;

  before(async () => {
    live = await wavemark();
    scratch = await Scratch.make('completion-scratch');
    await indexed(live.index.reader, scratch.write('TODO.md', PLAN));
  });
  after(() => scratch.remove());

  /** Our rows where a text that is written into a new file ends. */
  async function rows(name: string, text: string, trigger?: string): Promise<vscode.CompletionItem[]> {
    // A file of its own each time: an open one follows its file late.
    const { document } = await open(scratch.write(`${++made}-${name}`, text));
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      document.positionAt(text.length),
      trigger,
      200,
    );
    return list.items.filter(
      ({ kind, label }) =>
        kind === vscode.CompletionItemKind.Reference && typeof label === 'object' && /^D8-/.test(label.label),
    );
  }
  const ids = (items: readonly vscode.CompletionItem[]): unknown[] =>
    [...items].sort((a, b) => (a.sortText! < b.sortText! ? -1 : 1)).map(({ insertText }) => insertText);

  it('offers ids after a citing word, open before done, with title and card', async () => {
    const items = await rows('a.md', 'This is blocked by D8-', '-');
    assert.deepEqual(ids(items), ['D8-001', 'D8-003', 'D8-002']);
    const first = items.find(({ insertText }) => insertText === 'D8-001');
    assert.equal(first?.detail, 'Walls (to do)');
    assert.match((first.documentation as vscode.MarkdownString).value, /D8&#45;001|D8-001/);
    const range = first.range as { inserting: vscode.Range; replacing: vscode.Range };
    assert.equal(range.inserting.start.character, 'This is blocked by '.length);
  });

  it('offers them in comments of other languages, and not in their code', async () => {
    assert.deepEqual(ids(await rows('a.ts', 'let a = 1; // TODO ')), ['D8-001', 'D8-003', 'D8-002']);
    assert.deepEqual(ids(await rows('a.py', '# see D8-')), ['D8-001', 'D8-003', 'D8-002']);
    assert.deepEqual(await rows('b.ts', 'let a = after '), []);
  });

  it('leaves out the task itself and what is listed already', async () => {
    const uri = scratch.at('TODO.md');
    const { document } = await open(uri);
    const edit = new vscode.WorkspaceEdit();
    const line = 4;
    const end = document.lineAt(line).range.end;
    edit.insert(uri, end, ', ');
    assert.equal(await vscode.workspace.applyEdit(edit), true);
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      uri,
      document.lineAt(line).range.end,
      ',',
    );
    const offered = list.items.map(({ insertText }) => insertText);
    assert.ok(offered.includes('D8-003'));
    assert.ok(!offered.includes('D8-001') && !offered.includes('D8-002'));
    await vscode.commands.executeCommand('undo');
  });

  it('is silent in ordinary prose, and after a word that goes on otherwise unless asked', async () => {
    assert.deepEqual(await rows('a.md', 'Ordinary words '), []);
    assert.deepEqual(await rows('a.md', 'We meet after ', ' '), []);
    assert.deepEqual(ids(await rows('a.md', 'We meet after ')), ['D8-001', 'D8-003', 'D8-002']);
  });

  it('is silent when it is switched off', async () => {
    const settings = vscode.workspace.getConfiguration('wavemark');
    await settings.update('completion.enabled', false, vscode.ConfigurationTarget.Workspace);
    try {
      assert.deepEqual(await rows('a.md', 'blocked by '), []);
    } finally {
      await settings.update('completion.enabled', undefined, vscode.ConfigurationTarget.Workspace);
    }
  });
});
