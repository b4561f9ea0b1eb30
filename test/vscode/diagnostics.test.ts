/** Problems and their quick fixes. */
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as vscode from 'vscode';
import type { Wavemark } from '../../src/extension/activate';
import type { Scratch } from './support';
import { indexed, inScratch, open, replace, until } from './support';

const TWICE = '# Plan\n\n- [ ] T701 one\n- [ ] T702 two\n- [ ] T701 three\n';

describe('problems', () => {
  let live: Wavemark;
  let scratch: Scratch;

  inScratch('problems-scratch', (given) => ({ live, scratch } = given));

  const ours = (uri: vscode.Uri): vscode.Diagnostic[] =>
    vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'wavemark');
  const codes = (uri: vscode.Uri): unknown[] =>
    ours(uri).map(({ code }) => (typeof code === 'object' ? code.value : code));
  const withProblems = (
    uri: vscode.Uri,
    test: (all: vscode.Diagnostic[]) => boolean = (all) => all.length > 0,
  ) => until(() => (test(ours(uri)) ? ours(uri) : undefined), `problems of ${uri.path}`);
  const withoutProblems = (uri: vscode.Uri) =>
    until(() => ours(uri).length === 0, `no problems of ${uri.path}`);
  async function fixes(uri: vscode.Uri, range: vscode.Range): Promise<vscode.CodeAction[]> {
    const all = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      uri,
      range,
      vscode.CodeActionKind.QuickFix.value,
      10,
    );
    return all.filter(({ title }) => /next free id/.test(title));
  }

  it('are shown for files that nobody has opened, with a link to the rule and to the other place', async () => {
    const uri = scratch.write('TODO.md', TWICE);
    const [problem] = await withProblems(uri);
    assert.equal(problem?.severity, vscode.DiagnosticSeverity.Error);
    const { code } = problem;
    assert.ok(typeof code === 'object' && code.value === 'id/duplicate');
    assert.match(code.target.path, /docs\/rules\/id-duplicate\.md$/);
    assert.ok(fs.existsSync(code.target.fsPath), 'the page comes with the extension');
    assert.equal(problem.relatedInformation?.length, 1);
  });

  it('go when the text is mended, when the file is deleted, and when it is no task file any more', async () => {
    const uri = scratch.write('TODO.md', TWICE);
    const other = scratch.write('BACKLOG.md', TWICE);
    await withProblems(uri);
    const { document } = await open(uri);
    await replace(document, 'T701 three', 'T703 three');
    await withoutProblems(uri);
    await withProblems(other);
    scratch.delete('BACKLOG.md');
    await withoutProblems(other);
    await replace(document, 'T703 three', 'T701 three');
    await withProblems(uri);
    await replace(document, '# Plan', '---\nwavemark: false\n---\n# Plan');
    await withoutProblems(uri);
  });

  it('offer a fix that works, on what is not saved too, and is undone in one step', async () => {
    const uri = scratch.write('TODO.md', TWICE);
    const { document } = await open(uri);
    await replace(document, '# Plan\n', '# A plan\n\nWords.\n');
    const before = document.getText();
    const [problem] = await withProblems(uri, (all) =>
      all.some(({ range }) => document.getText(range) === 'T701'),
    );
    const [fix] = await fixes(uri, problem!.range);
    assert.ok(fix?.edit, 'the fix has been worked out');
    assert.equal(await vscode.workspace.applyEdit(fix.edit), true);
    assert.notEqual(document.getText(), before);
    await withoutProblems(uri);
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), before);
    await withProblems(uri);
  });

  it('bring the figures along that a fix would make wrong', async () => {
    const text = `# Plan

| Wave   | Tasks |
| ------ | ----- |
| Wave 1 | 3     |
| Wave 2 | 1     |

### W-01: Rig

### W-02: Splice

**Depends on**: W-01

### W-03: Bend

### W-04: Sail

## Waves

### Wave 1: Ashore

- W-01
- W-02
- W-03

### Wave 2: Afloat

- W-04
`;
    const uri = scratch.write('TODO.md', text);
    const [problem] = await withProblems(uri);
    assert.deepEqual(codes(uri), ['wave/order']);
    const { document } = await open(uri);
    const all = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      uri,
      problem!.range,
      vscode.CodeActionKind.QuickFix.value,
      10,
    );
    const fix = all.find(({ title }) => title === 'Move W-02 to Wave 2');
    assert.ok(fix?.edit && (await vscode.workspace.applyEdit(fix.edit)));
    assert.equal(
      document.getText(),
      text
        .replace('- W-02\n', '')
        .replace('- W-04\n', '- W-04\n- W-02\n')
        .replace('Wave 1 | 3', 'Wave 1 | 2')
        .replace('Wave 2 | 1', 'Wave 2 | 2'),
    );
    await withoutProblems(uri);
  });

  it('mend all stated figures of a file in one step', async () => {
    const text = '# Plan\n\nProgress: 1/3 (33%)\n\nTotal tasks: 4\n\n- [x] One\n- [x] Two\n- [ ] Three\n';
    const uri = scratch.write('TODO.md', text);
    const found = await withProblems(uri, (all) => all.length === 2);
    assert.deepEqual(codes(uri), ['summary/drift', 'summary/drift']);
    const { document } = await open(uri);
    const all = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      uri,
      found[0]!.range,
      vscode.CodeActionKind.QuickFix.value,
      10,
    );
    assert.ok(all.some(({ title }) => title === 'Write “2/3 (67%)”'));
    const action = all.find(({ title }) => title === 'Fix all 2 problems of summary/drift in this file');
    assert.ok(action?.edit && (await vscode.workspace.applyEdit(action.edit)));
    assert.equal(document.getText(), text.replace('1/3 (33%)', '2/3 (67%)').replace('tasks: 4', 'tasks: 3'));
    await withoutProblems(uri);
  });

  it('offer the page of their rule', async () => {
    const uri = scratch.write('TODO.md', TWICE);
    const [problem] = await withProblems(uri);
    const { document } = await open(uri);
    const all = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      problem!.range,
    );
    assert.ok(all.some(({ command }) => command?.command === 'wavemark.openRuleDoc'));
  });

  it('refuse to mend a file that a save would rewrite, and say why', async () => {
    const uri = scratch.write('TODO.md', TWICE.replace('# Plan\n', '# Plan\r\n'));
    await open(uri);
    const [problem] = await withProblems(uri);
    // The command answers only with what can be done.
    assert.deepEqual(await fixes(uri, problem!.range), []);
    assert.equal(fs.readFileSync(uri.fsPath, 'utf8').includes('\r\n'), true);
  });

  it('obey the severity that is set', async () => {
    const uri = scratch.write('TODO.md', TWICE);
    await withProblems(uri);
    const set = (value: unknown) =>
      vscode.workspace
        .getConfiguration('wavemark')
        .update('rules.id/duplicate', value, vscode.ConfigurationTarget.Workspace);
    try {
      await set('hint');
      await withProblems(uri, (all) => all[0]?.severity === vscode.DiagnosticSeverity.Hint);
      await set('off');
      await withoutProblems(uri);
      await set('loud');
      await withProblems(uri, (all) => all[0]?.severity === vscode.DiagnosticSeverity.Error);
    } finally {
      await set(undefined);
    }
  });

  it('are all gone when they are switched off', async () => {
    const uri = scratch.write('TODO.md', TWICE);
    await withProblems(uri);
    const set = (value: unknown) =>
      vscode.workspace
        .getConfiguration('wavemark')
        .update('diagnostics.enabled', value, vscode.ConfigurationTarget.Workspace);
    try {
      await set(false);
      await withoutProblems(uri);
    } finally {
      await set(undefined);
    }
    await withProblems(uri);
  });

  it('are capped, and the cap is told', async () => {
    const lines = Array.from({ length: 1_500 }, () => '- [ ] T701 again').join('\n');
    const uri = scratch.write('TODO.md', `${lines}\n`);
    const all = await withProblems(uri, (found) => found.length >= 1_000);
    assert.equal(all.length, 1_000);
    assert.match(all[999]!.message, /more problems/);
  });

  it('say which file was not read', async () => {
    const uri = scratch.write('TODO.md', new Uint8Array([0xff, 0xfe, 0x00]));
    await withProblems(uri);
    assert.deepEqual(codes(uri), ['file/skipped']);
  });

  it('are never shown for other Markdown', async () => {
    const uri = scratch.write('notes.md', TWICE);
    const todo = scratch.write('TODO.md', TWICE);
    await indexed(live.index.reader, todo);
    await withProblems(todo);
    assert.deepEqual(ours(uri), []);
  });
});
