/** The index follows whatever happens to files and buffers. */
import * as assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as vscode from 'vscode';
import type { Wavemark } from '../../src/extension/activate';
import type { Scratch } from './support';
import {
  closeAll,
  equalsFreshScan,
  indexed,
  inScratch,
  notIndexed,
  open,
  replace,
  sleep,
  taskIn,
  until,
} from './support';

describe('the index of the workspace', () => {
  let live: Wavemark;
  let scratch: Scratch;

  afterEach(() => equalsFreshScan(live));
  inScratch('index-scratch', (given) => ({ live, scratch } = given));

  const doc = (name: string) => live.index.reader.document(scratch.key(name));

  describe('of files', () => {
    it('takes in a file that is created, changed, renamed and deleted by another program', async () => {
      const { reader } = live.index;
      const uri = scratch.write('TODO.md', '- [ ] T001 one\n');
      const document = await indexed(reader, uri);
      assert.equal(document.path, `${scratch.name}/TODO.md`);
      scratch.write('TODO.md', '- [x] T001 one\n- [ ] T002 two\n');
      await indexed(reader, uri, ({ tasks }) => tasks.length === 2);
      scratch.move('TODO.md', 'sub/BACKLOG.md');
      await notIndexed(reader, uri);
      await indexed(reader, scratch.at('sub/BACKLOG.md'));
      scratch.delete('sub/BACKLOG.md');
      await notIndexed(reader, scratch.at('sub/BACKLOG.md'));
    });

    it('takes in what the editor itself does to files', async () => {
      const { reader } = live.index;
      const uri = scratch.at('TASKS.md');
      await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode('- [ ] T001 one\n'));
      await indexed(reader, uri);
      const edit = new vscode.WorkspaceEdit();
      edit.renameFile(uri, scratch.at('tasks-new.md'));
      await vscode.workspace.applyEdit(edit);
      await indexed(reader, scratch.at('tasks-new.md'));
      await notIndexed(reader, uri);
    });

    it('forgets the files of a folder that is deleted', async () => {
      for (const name of ['a/TODO.md', 'a/b/TODO.md', 'a/b/c/BACKLOG.md']) scratch.write(name, '- [ ] one\n');
      await indexed(live.index.reader, scratch.at('a/b/c/BACKLOG.md'));
      await indexed(live.index.reader, scratch.at('a/TODO.md'));
      await indexed(live.index.reader, scratch.at('a/b/TODO.md'));
      scratch.delete('a');
      await notIndexed(live.index.reader, scratch.at('a/TODO.md'));
      await notIndexed(live.index.reader, scratch.at('a/b/TODO.md'));
      await notIndexed(live.index.reader, scratch.at('a/b/c/BACKLOG.md'));
    });

    it('follows a folder that is moved away and back', async () => {
      scratch.write('a.b/TODO.md', '- [ ] one\n');
      await indexed(live.index.reader, scratch.at('a.b/TODO.md'));
      scratch.move('a.b', 'elsewhere');
      await notIndexed(live.index.reader, scratch.at('a.b/TODO.md'));
      await indexed(live.index.reader, scratch.at('elsewhere/TODO.md'));
      scratch.move('elsewhere', 'a.b');
      await indexed(live.index.reader, scratch.at('a.b/TODO.md'));
    });

    it('comes through a checkout of a thousand files', async function () {
      this.timeout(60_000);
      for (let i = 0; i < 1_000; i++) scratch.write(`big/${i % 40}/TODO-${i}.md`, `- [ ] one of ${i}\n`);
      await until(() => doc('big/39/TODO-999.md') && doc('big/0/TODO-0.md'), 'first and last');
      for (let i = 0; i < 1_000; i += 2) scratch.delete(`big/${i % 40}/TODO-${i}.md`);
      for (let i = 1; i < 1_000; i += 2) scratch.write(`big/${i % 40}/TODO-${i}.md`, `- [x] done ${i}\n`);
      await until(
        () => !doc('big/0/TODO-0.md') && doc('big/39/TODO-999.md')?.tasks[0]?.status === 'done',
        'done',
      );
      await equalsFreshScan(live);
      scratch.delete('big');
      await notIndexed(live.index.reader, scratch.at('big/39/TODO-999.md'));
    });

    it('names what it cannot read, and reads it once that is mended', async () => {
      const nul = scratch.write('TODO-nul.md', new Uint8Array([0x2d, 0x20, 0, 0x0a]));
      const latin = scratch.write('TODO-latin.md', new Uint8Array([0x2d, 0x20, 0xe9, 0x0a]));
      const large = scratch.write('TODO-large.md', new Uint8Array(21 * 1024 * 1024).fill(0x20));
      for (const uri of [nul, latin, large]) {
        assert.ok((await indexed(live.index.reader, uri)).skipped, uri.path);
        assert.equal(live.index.reader.problems(uri.toString())[0]?.rule, 'file/skipped');
      }
      scratch.write('TODO-latin.md', '- [ ] été\n');
      await indexed(live.index.reader, latin, ({ skipped, tasks }) => skipped === null && tasks.length === 1);
    });

    it('takes no notice of other Markdown, unless its front matter asks for it', async () => {
      const uri = scratch.write('notes.md', '- [ ] one\n');
      scratch.write('TODO.md', '- [ ] two\n');
      await indexed(live.index.reader, scratch.at('TODO.md'));
      assert.equal(doc('notes.md'), undefined);
      scratch.write('notes.md', '---\nwavemark: true\n---\n- [ ] one\n');
      await indexed(live.index.reader, uri);
      scratch.write('TODO.md', '---\nwavemark: false\n---\n- [ ] two\n');
      await notIndexed(live.index.reader, scratch.at('TODO.md'));
    });

    it('reads a byte order mark, CRLF and a lone CR as the editor does', async () => {
      const uri = scratch.write(
        'TODO.md',
        '\uFEFF# A\r\n\r\n- [ ] T001 one\r- [ ] T002 two\n- [ ] T003 three',
      );
      const document = await indexed(live.index.reader, uri);
      const buffer = await vscode.workspace.openTextDocument(uri);
      for (const id of ['T001', 'T002', 'T003']) {
        const { line, idRange } = taskIn(document, id);
        const { column } = document.positionAt(idRange!.start);
        assert.equal(buffer.lineAt(line).text.slice(column, column + 4), id);
      }
    });
  });

  describe('of buffers', () => {
    it('counts what is not saved, and forgets it when it is thrown away', async () => {
      const uri = scratch.write('TODO.md', '- [ ] T001 one\n');
      await indexed(live.index.reader, uri);
      const { document } = await open(uri);
      await replace(document, '[ ]', '[x]');
      assert.equal(taskIn(doc('TODO.md')!, 'T001').status, 'done');
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      await indexed(live.index.reader, uri, (known) => taskIn(known, 'T001').status === 'todo');
    });

    it('lets the buffer win over the file', async () => {
      const uri = scratch.write('TODO.md', '- [ ] T001 one\n');
      await indexed(live.index.reader, uri);
      const { document } = await open(uri);
      await replace(document, 'one', 'mine');
      scratch.write('TODO.md', '- [x] T001 theirs\n- [ ] T002 more\n');
      await sleep(1_500);
      assert.equal(taskIn(doc('TODO.md')!, 'T001').title, 'mine');
      await closeAll();
      await indexed(live.index.reader, uri, (known) => known.tasks.length === 2);
    });

    it('keeps an unsaved buffer whose file, or folder, is deleted', async () => {
      const uri = scratch.write('gone/TODO.md', '- [ ] T001 one\n');
      const other = scratch.write('gone/BACKLOG.md', '- [ ] T002 two\n');
      await indexed(live.index.reader, other);
      const { document } = await open(uri);
      await replace(document, 'one', 'unsaved');
      scratch.delete('gone');
      await notIndexed(live.index.reader, other);
      assert.equal(taskIn(doc('gone/TODO.md')!, 'T001').title, 'unsaved');
      await closeAll();
      await notIndexed(live.index.reader, uri);
    });

    it('follows a file that is rewritten while it is open and clean', async () => {
      const uri = scratch.write('TODO.md', '- [ ] T001 one\n');
      await open(uri);
      await indexed(live.index.reader, uri);
      scratch.write('TODO.md', '- [x] T001 one\n');
      await indexed(live.index.reader, uri, (known) => taskIn(known, 'T001').status === 'done');
    });

    it('follows several edits at once, undo, redo and another kind of line end', async () => {
      const uri = scratch.write('TODO.md', '- [ ] T001 one 😀\n- [ ] T002 two\n- [ ] T003 three\n');
      await indexed(live.index.reader, uri);
      const editor = await open(uri);
      const { document } = editor;
      const same = (): void => assert.equal(doc('TODO.md')?.text, document.getText());
      await editor.edit((edit) => {
        for (const line of [0, 1, 2]) edit.replace(new vscode.Range(line, 3, line, 4), 'x');
        edit.insert(new vscode.Position(1, 0), '- [ ] T004 new\n');
      });
      same();
      await vscode.commands.executeCommand('undo');
      same();
      await vscode.commands.executeCommand('redo');
      same();
      await editor.edit((edit) => edit.setEndOfLine(vscode.EndOfLine.CRLF));
      same();
      assert.ok(doc('TODO.md')?.text.includes('\r\n'));
      await editor.edit((edit) => edit.insert(new vscode.Position(3, 0), 'x'));
      same();
      await document.save();
      same();
    });

    it('takes a buffer in or out as its front matter says, before it is saved', async () => {
      const uri = scratch.write('plain.md', '- [ ] one\n');
      const editor = await open(uri);
      await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '---\nwavemark: true\n---\n'));
      await indexed(live.index.reader, uri);
      await replace(editor.document, 'true', 'false');
      await notIndexed(live.index.reader, uri);
    });

    it('offers no edits of a file that is not UTF-8, open or not', async () => {
      const uri = scratch.write('TODO.md', new Uint8Array([...new TextEncoder().encode('- [ ] caf'), 0xe9]));
      await indexed(live.index.reader, uri);
      await open(uri);
      await sleep(500);
      assert.ok(doc('TODO.md')?.skipped);
      assert.equal(doc('TODO.md')?.tasks.length, 0);
    });

    it('stays equal to the buffer through a thousand random edits', async function () {
      this.timeout(60_000);
      const lines = Array.from({ length: 60 }, (_, i) => `- [ ] T10${i + 1} task number ${i} 😀`);
      const uri = scratch.write('TODO.md', ['# Plan', ...lines].join('\n'));
      await indexed(live.index.reader, uri);
      const editor = await open(uri);
      let seed = 20_250_611;
      const random = (below: number): number => {
        seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
        return seed % below;
      };
      const pieces = ['x', '\n', '- [x] T001 again\n', '```\n', '  ', '## Wave 2\n', '😀', '', '---\n', '|'];
      for (let i = 0; i < 300; i++) {
        await editor.edit((edit) => {
          const line = random(editor.document.lineCount);
          const { text } = editor.document.lineAt(line);
          const at = new vscode.Position(line, random(text.length + 1));
          const end = at.translate(0, Math.min(random(4), text.length - at.character));
          edit.replace(new vscode.Range(at, end), pieces[random(pieces.length)]!);
        });
        if (i % 7 === 0) await vscode.commands.executeCommand('undo');
        assert.equal(doc('TODO.md')?.text, editor.document.getText(), `after edit ${i}`);
      }
    });
  });

  describe('of settings', () => {
    const set = (section: string, value: unknown) =>
      vscode.workspace.getConfiguration().update(section, value, vscode.ConfigurationTarget.Workspace);

    afterEach(async () => {
      for (const section of [
        'wavemark.files',
        'wavemark.exclude',
        'wavemark.maxFileSize',
        'files.exclude',
        'search.exclude',
      ]) {
        await set(section, undefined);
      }
    });

    it('reads the files that wavemark.files names, and not those that it denies', async () => {
      const plan = scratch.write('plans/next.md', '- [ ] one\n');
      const text = scratch.write('plans/next.txt', '- [ ] one\n');
      const todo = scratch.write('TODO.md', '- [ ] two\n');
      await indexed(live.index.reader, todo);
      await set('wavemark.files', ['plans/*.{md,txt}', `${scratch.name}/plans/*`, '!TODO.md']);
      await indexed(live.index.reader, plan);
      await indexed(live.index.reader, text);
      await notIndexed(live.index.reader, todo);
      await set('wavemark.files', 'nonsense');
      await notIndexed(live.index.reader, plan);
      await indexed(live.index.reader, todo);
    });

    it('obeys the three settings that exclude', async () => {
      const uris = ['a/TODO.md', 'b/c/TODO.md', 'd/TODO.md', 'e/TODO.md'].map((name) =>
        scratch.write(name, '- [ ] x\n'),
      );
      for (const uri of uris) await indexed(live.index.reader, uri);
      await set('wavemark.exclude', [`${scratch.name}/a`]);
      await notIndexed(live.index.reader, uris[0]!);
      await set('files.exclude', { '**/b': true, '**/d': false });
      await notIndexed(live.index.reader, uris[1]!);
      await set('search.exclude', { [`${scratch.name}/{d,x}/**`]: true });
      await notIndexed(live.index.reader, uris[2]!);
      assert.ok(doc('e/TODO.md'));
      scratch.write('a/BACKLOG.md', '- [ ] never seen\n');
      scratch.write('e/BACKLOG.md', '- [ ] seen\n');
      await indexed(live.index.reader, scratch.at('e/BACKLOG.md'));
      assert.equal(doc('a/BACKLOG.md'), undefined);
    });

    it('never looks into node_modules', async () => {
      scratch.write('node_modules/p/TODO.md', '- [ ] x\n');
      scratch.write('TODO.md', '- [ ] x\n');
      await indexed(live.index.reader, scratch.at('TODO.md'));
      await sleep(300);
      assert.equal(doc('node_modules/p/TODO.md'), undefined);
    });

    it('obeys the file size limit', async () => {
      const uri = scratch.write('TODO.md', `- [ ] x\n${' '.repeat(1_500_000)}`);
      await indexed(live.index.reader, uri, ({ skipped }) => skipped === null);
      await set('wavemark.maxFileSize', 1);
      await indexed(live.index.reader, uri, ({ skipped }) => skipped !== null);
    });
  });

  it('ignores what git ignores', async () => {
    const names = [
      'out/TODO.md',
      'keep/TODO.md',
      'a/TODO-x.md',
      'a/b/TODO-y.md',
      'a/TODO.md',
      'deep/gen/TODO.md',
    ];
    for (const name of names) scratch.write(name, '- [ ] x\n');
    for (const name of names) await indexed(live.index.reader, scratch.at(name));
    scratch.write('.gitignore', 'out/\n*-x.md\na/**/*-y.md\n# comment\n/deep/*\n!keep\n');
    scratch.write('deep/.gitignore', '!gen/\n');
    const isIgnored = (name: string): boolean => {
      try {
        execFileSync('git', ['check-ignore', '-q', scratch.at(name).fsPath], { cwd: scratch.uri.fsPath });
        return true;
      } catch {
        return false;
      }
    };
    for (const name of names) {
      if (isIgnored(name)) await notIndexed(live.index.reader, scratch.at(name));
      else await indexed(live.index.reader, scratch.at(name));
    }
    assert.equal(isIgnored('out/TODO.md'), true);
    scratch.delete('.gitignore');
    for (const name of names) await indexed(live.index.reader, scratch.at(name));
  });
});
