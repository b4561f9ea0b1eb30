/** Commands that give ids, and renaming one. */
import * as assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Wavemark } from '../../src/extension/activate';
import { renameId } from '../../src/core';
import { applyEdits } from '../../src/extension/adapter/applyEdits';
import type { Scratch } from './support';
import { indexed, inScratch, open, root, sleep, taskIn, until } from './support';

const run = <T>(name: string, ...args: unknown[]): Thenable<T> =>
  vscode.commands.executeCommand(name, ...args);

describe('ids', () => {
  let live: Wavemark;
  let scratch: Scratch;

  inScratch('ids-scratch', (given) => ({ live, scratch } = given));

  async function opened(name: string, text: string, line = 0): Promise<vscode.TextEditor> {
    const uri = scratch.write(name, text);
    await indexed(live.index.reader, uri);
    const editor = await open(uri);
    editor.selection = new vscode.Selection(line, 0, line, 0);
    return editor;
  }

  it('are copied as citations', async () => {
    await opened('TODO.md', '# Plan\n\n1. Data\n   1. Store\n', 3);
    await run('wavemark.copyCitation');
    assert.equal(await vscode.env.clipboard.readText(), `${scratch.name}/TODO.md 1.1`);
    await opened('BACKLOG.md', '# Plan\n\n- [ ] T301 One\n', 2);
    await run('wavemark.copyCitation');
    assert.equal(await vscode.env.clipboard.readText(), `T301 (${scratch.name}/BACKLOG.md:3)`);
  });

  it('are counted on past those of other branches and work trees', async () => {
    const git = (folder: string, ...args: string[]): string =>
      execFileSync('git', ['-C', folder, '-c', 'user.name=T', '-c', 'user.email=t@example.com', ...args], {
        encoding: 'utf8',
      });
    const top = root().fsPath;
    const tree = fs.mkdtempSync(path.join(os.tmpdir(), 'wavemark-tree-'));
    await opened('TODO.md', '- [ ] Q-001 One\n- [ ] Q-002 Two (after Q-004)\n');
    try {
      assert.equal(await run('wavemark.nextFreeId', 'Q-001'), 'Q-005');
      assert.equal(await vscode.env.clipboard.readText(), 'Q-005');
      git(top, 'worktree', 'add', '--quiet', '-b', 'elsewhere', tree);
      fs.writeFileSync(path.join(tree, 'NEW-TODO.md'), '- [ ] Q-007 Seven\n');
      git(tree, 'add', '.');
      git(tree, 'commit', '--quiet', '-m', 'More');
      await until(
        async () => (await run('wavemark.nextFreeId', 'Q-001')) === 'Q-008',
        'the other branch counts',
      );
      fs.writeFileSync(path.join(tree, 'NEW-TODO.md'), '- [ ] Q-009 Nine, not committed\n');
      await run('git.refresh');
      await until(
        async () => (await run('wavemark.nextFreeId', 'Q-001')) === 'Q-010',
        'the work tree counts',
      );
      assert.equal(await run('wavemark.nextFreeId', 'no number'), undefined);
    } finally {
      git(top, 'worktree', 'remove', '--force', tree);
      git(top, 'branch', '-D', 'elsewhere');
    }
  });

  it('are given to a new task in the form of its neighbours, undone by one undo', async () => {
    const text = '# Plan\n\n- [x] **N-01**: One\n  - [ ] part\n- [ ] **N-02**: Two\n';
    const { document } = await opened('TODO.md', text, 2);
    await run('wavemark.newTask');
    await until(() => document.getText() !== text, 'a new task');
    assert.equal(document.lineAt(4).text, '- [ ] **N-03**: Title');
    const editor = vscode.window.activeTextEditor!;
    assert.equal(document.getText(editor.selection), 'Title', 'what is typed replaces the title');
    await run('type', { text: 'Three' });
    assert.equal(document.lineAt(4).text, '- [ ] **N-03**: Three');
    await run('undo');
    if (document.getText() !== text) await run('undo');
    assert.equal(document.getText(), text);
  });

  it('are not given where saving would do harm', async () => {
    const text = '- [ ] N-01 One\r\n- [ ] N-02 Two\n';
    const { document } = await opened('TODO.md', text);
    const before = document.getText();
    await run('wavemark.newTask');
    await sleep(200);
    assert.equal(document.getText(), before);
  });

  it('are assigned after a preview, and nothing else is changed', async () => {
    const text = '# Plan\n\n- [x] First\n- [ ] Second\n\nWords.\n';
    const { document } = await opened('PLAN-tasks.md', text);
    const assigning = run('wavemark.assignIds');
    await accepted(() => document.getText() !== text);
    await assigning;
    const now = document.getText();
    assert.equal(now.replace(/\b[A-Z]+-?\d+:? /g, ''), text, now);
    const ids = (await indexed(live.index.reader, document.uri)).tasks.map(({ id }) => id);
    assert.ok(ids.every((id) => id !== null) && new Set(ids).size === 2, String(ids));
    await run('undo');
    assert.equal(document.getText(), text);
  });

  /** Accepts the preview of changes as soon as there is one. */
  async function accepted(done: () => boolean): Promise<void> {
    await until(async () => {
      await run('refactorPreview.apply').then(undefined, () => undefined);
      return done();
    }, 'the preview is accepted');
  }

  describe('when renamed', () => {
    const declared = '# Plan\n\n- [ ] R-101 One\n- [ ] R-102 Two (after R-101)\n';
    const citing = (n: number): string => `# Plan ${n}\n\n- [ ] R-${n}01 Part (after R-101)\n`;

    it('change in five files by one preview, and back by one undo', async () => {
      const texts = new Map<string, string>();
      await opened('TODO.md', declared);
      texts.set('TODO.md', declared);
      for (const n of [2, 3, 4, 5, 6]) {
        const name = `part${n}-TODO.md`;
        texts.set(name, citing(n));
        await indexed(live.index.reader, scratch.write(name, citing(n)));
      }
      const code = '// R-101: first\nlet a = 1;\n';
      texts.set('main.ts', code);
      scratch.write('main.ts', code);
      await until(
        () => live.index.reader.citations('R-101').some(({ path }) => path.endsWith('main.ts')),
        'the citation in code',
      );
      const { document } = await open(scratch.at('TODO.md'));
      const offered = await run<vscode.WorkspaceEdit>(
        'vscode.executeDocumentRenameProvider',
        document.uri,
        new vscode.Position(2, 8),
        'R-199',
      );
      assert.equal(offered.entries().length, 7);
      // Asked for in this way an edit loses the wish for a preview: what F2 makes of it is tried on the workbench.
      const { reader } = live.index;
      const task = taskIn(reader.document(document.uri.toString())!, 'R-101');
      const plan = renameId(reader, task, 'R-199', { texts: new Map([[scratch.key('main.ts'), code]]) });
      assert.ok(plan.kind === 'edits');
      const applying = applyEdits(reader, plan.edits, { label: plan.title, preview: true });
      await sleep(500);
      assert.equal(document.getText(), declared, 'nothing is written before it is agreed to');
      await accepted(() => document.getText() !== declared);
      assert.equal(await applying, 'applied');
      for (const [name, text] of texts) {
        const after = (await vscode.workspace.openTextDocument(scratch.at(name))).getText();
        assert.equal(after, text.replaceAll('R-101', 'R-199'), name);
      }
      await open(scratch.at('TODO.md'));
      await run('undo');
      for (const [name, text] of texts) {
        const after = (await vscode.workspace.openTextDocument(scratch.at(name))).getText();
        assert.equal(after, text, `${name} is as before`);
      }
    });

    it('can be renamed where they are cited, and are refused with the reason where they cannot', async () => {
      const { document } = await opened('TODO.md', `${declared}- [ ] R-103 x\n- [ ] R-103 y\n`);
      const prepare = (line: number, character: number): Thenable<{ placeholder: string }> =>
        run('vscode.prepareRename', document.uri, new vscode.Position(line, character));
      const at = document.lineAt(3).text.lastIndexOf('R-101') + 1;
      assert.equal((await prepare(3, at)).placeholder, 'R-101');
      await assert.rejects(async () => prepare(4, 8), /R-103 is the id of 2 tasks/);
      const rename = (name: string): Thenable<vscode.WorkspaceEdit> =>
        run('vscode.executeDocumentRenameProvider', document.uri, new vscode.Position(2, 8), name);
      await assert.rejects(async () => rename('R-102'), /already the id/);
      await assert.rejects(async () => rename('two words'), /space/);
    });
  });
});
