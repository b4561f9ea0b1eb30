/** Decided items collapsed and expanded in the editor: within one file, across two, and when something goes wrong. */
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as vscode from 'vscode';
import { collapseItems, expandItems, TaskIndex, type LedgerFile } from '../../src/core';
import { applyTwoPhase } from '../../src/extension/adapter/twoPhase';
import type { Wavemark } from '../../src/extension/activate';
import type { Scratch } from './support';
import { indexed, inScratch, open, until } from './support';

const run = <T>(name: string, ...args: unknown[]): Thenable<T> =>
  vscode.commands.executeCommand(name, ...args);

const LEAD = '# Decision backlog\n\n';
const ITEM = '1. ~~**Logs.**~~ Loki, since it is small.\n   We know it.\n';
const REST = '2. **Metrics.** Which?\n3. ~~Old.~~ → ADR-001.\n';
const SHORT = '1. ~~**Logs.**~~ → [DECISIONS.md](DECISIONS.md#1-logs).\n';

describe('decided items', () => {
  let live: Wavemark;
  let scratch: Scratch;

  inScratch('collapse-scratch', (given) => ({ live, scratch } = given));

  async function opened(text: string, name = 'TODO.md'): Promise<vscode.TextEditor> {
    const uri = scratch.write(name, text);
    await indexed(live.index.reader, uri);
    const editor = await open(uri);
    editor.selection = new vscode.Selection(2, 4, 2, 4);
    return editor;
  }
  const disk = (name: string): string | null =>
    fs.existsSync(scratch.at(name).fsPath) ? fs.readFileSync(scratch.at(name).fsPath, 'utf8') : null;
  const keyOf = (name: string, id: string): string => `${scratch.name}/${name}#${id}`;

  /** Accepts the preview of changes as soon as there is one. */
  async function accepted(done: () => boolean): Promise<void> {
    await until(async () => {
      await run('refactorPreview.apply').then(undefined, () => undefined);
      return done();
    }, 'the preview is accepted');
  }
  async function actions(editor: vscode.TextEditor, title: RegExp): Promise<vscode.CodeAction> {
    return until(
      async () => {
        const all = await run<vscode.CodeAction[]>(
          'vscode.executeCodeActionProvider',
          editor.document.uri,
          new vscode.Range(2, 0, 2, 1),
        );
        return all.find((action) => title.test(action.title));
      },
      `an action ${String(title)}`,
    );
  }

  it('go to a new ledger by the light bulb and a preview, back by one undo, and to the end by expanding', async () => {
    const editor = await opened(LEAD + ITEM + REST);
    const { document } = editor;
    const fix = await actions(editor, /^Collapse 1 to its pointer$/);
    assert.ok(fix.command);
    const collapsing = run(fix.command.command, ...(fix.command.arguments ?? []));
    await accepted(() => document.getText() !== LEAD + ITEM + REST);
    await collapsing;
    assert.equal(document.getText(), LEAD + SHORT + REST);
    assert.ok(disk('DECISIONS.md')?.includes(ITEM), 'the ledger is on the disk');
    assert.equal(disk('TODO.md'), LEAD + ITEM + REST, 'before the item is shortened there');
    await vscode.window.showTextDocument(document);
    await run('undo');
    await until(() => document.getText() === LEAD + ITEM + REST, 'undone by one undo');
    await run('redo');
    await until(() => document.getText() === LEAD + SHORT + REST, 'redone');
    await document.save();
    await indexed(live.index.reader, document.uri);
    await until(
      () => live.index.reader.byKey(keyOf('TODO.md', '1'))?.decision?.collapsed,
      'indexed as collapsed',
    );
    if (!disk('DECISIONS.md')?.includes(ITEM)) await vscode.workspace.saveAll();
    const back = await actions(editor, /^Expand 1$/);
    const expanding = run(back.command?.command ?? '', ...(back.command?.arguments ?? []));
    await accepted(() => document.getText() === LEAD + ITEM + REST);
    await expanding;
    assert.equal(disk('TODO.md'), LEAD + ITEM + REST, 'byte for byte');
    assert.doesNotMatch(disk('DECISIONS.md') ?? '', /Logs/);
  });

  it('within one file, where the record says the same already: no preview, one undo', async () => {
    await scratch.folder('adr');
    const record = '# 7. Logs\n\nLoki, since it is small. We know it.\n';
    scratch.write('adr/0007-logs.md', record);
    const item = ITEM.replace('Loki,', 'See ADR-007: Loki,').replace(
      'See ADR-007: Loki, since',
      '→ ADR-007. Loki, since',
    );
    await live.index.whenFilesKnown();
    const { document } = await opened(LEAD + item + REST);
    await until(
      () => live.index.reader.recordOf('ADR-007', `${scratch.name}/TODO.md`).kind === 'found',
      'the record',
    );
    await run('wavemark.collapse', keyOf('TODO.md', '1'));
    assert.equal(document.getText(), `${LEAD}1. ~~**Logs.**~~ → ADR-007.\n${REST}`);
    assert.equal(disk('adr/0007-logs.md'), record);
    await run('undo');
    assert.equal(document.getText(), LEAD + item + REST);
  });

  it('all of a file at once, with a ledger that is there and open', async () => {
    scratch.write('DECISIONS.md', '# Log\n');
    const ledger = await open(scratch.at('DECISIONS.md'));
    const second = '4. ~~Alerts.~~ By mail, since it is there.\n   We read it.\n';
    const { document } = await opened(LEAD + ITEM + REST + second);
    const collapsing = run('wavemark.collapseFile');
    await accepted(() => document.getText() !== LEAD + ITEM + REST + second);
    await collapsing;
    assert.equal(
      document.getText(),
      `${LEAD}${SHORT}${REST}4. ~~Alerts.~~ → [DECISIONS.md](DECISIONS.md#4-alerts).\n`,
    );
    assert.ok(disk('DECISIONS.md')?.startsWith('# Log\n\n## 1: Logs\n'));
    assert.ok(disk('DECISIONS.md')?.includes(second));
    await run('undo');
    assert.equal(document.getText(), LEAD + ITEM + REST + second);
    assert.equal(ledger.document.getText(), '# Log\n', 'both files by one undo');
  });

  it('all rows that are selected in the tree', async () => {
    const second = '4. ~~Alerts.~~ By mail, since it is there.\n   We read it.\n';
    const { document } = await opened(LEAD + ITEM + REST + second);
    const rows = ['4', '1'].map((id) => ({ task: live.index.reader.byKey(keyOf('TODO.md', id)) }));
    const collapsing = run('wavemark.collapse', rows[0], rows);
    await accepted(() => document.getText() !== LEAD + ITEM + REST + second);
    await collapsing;
    assert.equal(
      document.getText(),
      `${LEAD}${SHORT}${REST}4. ~~Alerts.~~ → [DECISIONS.md](DECISIONS.md#4-alerts).\n`,
    );
  });

  it('stay as they are where one of the files cannot be written, or is not agreed to', async () => {
    const { document } = await opened(LEAD + ITEM + REST);
    const text = LEAD + ITEM + REST;
    scratch.write('DECISIONS.md', Uint8Array.of(0x23, 0xff, 0x0a));
    await run('wavemark.collapse', keyOf('TODO.md', '1'));
    assert.equal(document.getText(), text, 'a ledger that is no text');
    scratch.write('DECISIONS.md', '<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n');
    await run('wavemark.collapse', keyOf('TODO.md', '1'));
    assert.equal(document.getText(), text, 'a ledger in conflict');
    scratch.write('DECISIONS.md', '# Log\n');
    const collapsing = run('wavemark.collapse', keyOf('TODO.md', '1'));
    let over = false;
    void collapsing.then(() => (over = true));
    await until(async () => {
      await run('refactorPreview.discard').then(undefined, () => undefined);
      return over;
    }, 'the preview is declined');
    assert.equal(document.getText(), text);
    assert.equal(disk('DECISIONS.md'), '# Log\n');
    await run('wavemark.collapse', keyOf('TODO.md', '2'));
    assert.equal(document.getText(), text, 'what is open');
  });

  it('lose no word where another writes to one of the files between the plan and the edit', async function () {
    this.timeout(120_000);
    scratch.write('DECISIONS.md', '# Log\n');
    const ledger = (await open(scratch.at('DECISIONS.md'))).document;
    const { document } = await opened(LEAD + ITEM + REST);
    const uri = document.uri.toString();
    const path = `${scratch.name}/TODO.md`;
    const read = (): ReadonlyMap<string, LedgerFile> =>
      new Map([[`${scratch.name}/DECISIONS.md`, { uri: ledger.uri.toString(), text: ledger.getText() }]]);
    let refusals = 0;
    for (let round = 0; round < 60; round++) {
      const index = new TaskIndex();
      index.set(uri, path, document.getText());
      const [task] = index.tasks();
      const files = read();
      const options = { ledger: (): string => '', files, wanted: true };
      const isWhole = task!.decision?.collapsed === false;
      const plan = isWhole ? collapseItems(index, [task!], options) : expandItems(index, [task!], options);
      assert.ok(plan.kind === 'edits', plan.kind === 'refused' ? plan.reason : '');
      const other = [null, document, ledger, null][round % 4] ?? null;
      const line = `\nother ${round}\n`;
      if (other) {
        const edit = new vscode.WorkspaceEdit();
        edit.insert(other.uri, other.positionAt(other.getText().length), line);
        await vscode.workspace.applyEdit(edit);
      }
      const outcome = await applyTwoPhase(index, plan, { files, preview: false });
      const what = `round ${round}: ${JSON.stringify(outcome)}`;
      if (typeof outcome === 'object') refusals++;
      assert.equal(outcome === 'applied', other === null, what);
      const texts = document.getText() + ledger.getText();
      assert.ok(texts.includes('Loki, since it is small.\n   We know it.\n'), `${what}: the text`);
      assert.ok(!other || texts.includes(line), `${what}: the other's line`);
    }
    assert.equal(refusals, 30);
  });

  it('that were interrupted are told of, and finished without adding anything', async () => {
    const entry = `# Log\n\n## 1: Logs\n\nFrom [TODO.md](TODO.md), item 1: <!-- wavemark:collapsed 1 -->\n\n\`\`\`text\n${ITEM}\`\`\`\n`;
    scratch.write('DECISIONS.md', entry);
    const editor = await opened(LEAD + ITEM + REST);
    await until(
      () =>
        vscode.languages
          .getDiagnostics(editor.document.uri)
          .find(({ message }) => message.includes('collapsing it was interrupted')),
      'the problem is shown',
    );
    const fix = await actions(editor, /^Finish collapsing 1$/);
    await run(fix.command?.command ?? '', ...(fix.command?.arguments ?? []));
    assert.equal(editor.document.getText(), LEAD + SHORT + REST);
    assert.equal(disk('DECISIONS.md'), entry);
  });
});
