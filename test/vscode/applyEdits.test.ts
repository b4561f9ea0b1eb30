/** The one way by which edits of the core get into the editor. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { TextEdit } from '../../src/core';
import type { Wavemark } from '../../src/extension/activate';
import { applyEdits, prepareEdits } from '../../src/extension/adapter/applyEdits';
import type { Scratch } from './support';
import { indexed, inScratch, open, replace } from './support';

describe('edits', () => {
  let live: Wavemark;
  let scratch: Scratch;

  inScratch('edits-scratch', (given) => ({ live, scratch } = given));

  const label = 'Test';
  /** Replaces a text that a file holds once. */
  function edit(uri: vscode.Uri, text: string, from: string, to: string): TextEdit {
    const start = text.indexOf(from);
    assert.ok(start >= 0);
    const range = { start, end: start + from.length };
    return { uri: uri.toString(), range, expected: from, text: to };
  }
  async function refused(edits: readonly TextEdit[]): Promise<string> {
    const prepared = await prepareEdits(live.index.reader, edits, { label });
    assert.ok('refused' in prepared, 'refused');
    return prepared.refused;
  }

  it('change two files, one of them no task file, and are undone by one undo', async () => {
    const plan = '- [ ] T501 one\n- [ ] T502 two\n';
    const code = '// see T501\nlet a = 1;\n';
    const todo = scratch.write('TODO.md', plan);
    const source = scratch.write('a.ts', code);
    await indexed(live.index.reader, todo);
    const edits = [edit(todo, plan, 'T501', 'T509'), edit(source, code, 'T501', 'T509')];
    assert.equal(await applyEdits(live.index.reader, edits, { label }), 'applied');
    const first = await open(source);
    const second = await open(todo);
    assert.equal(first.document.getText(), code.replace('T501', 'T509'));
    assert.equal(second.document.getText(), plan.replace('T501', 'T509'));
    await vscode.commands.executeCommand('undo');
    assert.equal(second.document.getText(), plan);
    assert.equal(first.document.getText(), code);
  });

  it('are refused where the text is another than they were planned on', async () => {
    const plan = '- [ ] T501 one\n';
    const todo = scratch.write('TODO.md', plan);
    const source = scratch.write('a.ts', '// T777\n');
    const insert = { uri: todo.toString(), range: { start: 0, end: 0 }, expected: '', text: 'x' };
    await indexed(live.index.reader, todo);
    assert.match(await refused([edit(source, '// T501\n', 'T501', 'T509')]), /a\.ts: .*changed/);
    assert.match(await refused([{ ...insert, range: { start: 900, end: 900 } }]), /changed/);
    const { document } = await open(todo);
    const stale = edit(todo, plan, 'T501', 'T509');
    await replace(document, '- [ ]', '- [x] ');
    assert.match(await refused([stale]), /changed/);
    assert.deepEqual(document.getText(), '- [x]  T501 one\n', 'nothing was touched');
  });

  it('are refused where they overlap or split a character', async () => {
    const plan = '- [ ] T501 🙂 one\n';
    const todo = scratch.write('TODO.md', plan);
    await indexed(live.index.reader, todo);
    const whole = edit(todo, plan, 'T501', 'T509');
    await refused([whole, edit(todo, plan, '01', '02')]);
    const inside = plan.indexOf('🙂') + 1;
    await refused([{ ...whole, range: { start: inside, end: inside }, expected: '', text: 'x' }]);
  });

  it('are refused, with the reason, where saving would do harm', async () => {
    const cases: readonly (readonly [string, string | Uint8Array, RegExp])[] = [
      ['bytes.txt', new Uint8Array([0x54, 0x35, 0x30, 0x31, 0xff]), /UTF-8/],
      ['ends.txt', 'T501\r\nT502\n', /line ends/],
      ['merge.txt', 'T501\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> other\n', /conflict markers/],
    ];
    for (const [name, content, reason] of cases) {
      const uri = scratch.write(name, content);
      const one = {
        uri: uri.toString(),
        range: { start: 0, end: 4 },
        expected: 'T501',
        text: 'T509',
      };
      const said = await refused([one]);
      assert.match(said, reason);
      assert.ok(said.includes(name), said);
    }
    // A heading underlined by seven signs is no merge.
    const setext = scratch.write('fine.md', 'T501 title\n=======\n\n<<<<<<< quoted\n');
    const fine = [edit(setext, 'T501', 'T501', 'T509')];
    assert.ok(!('refused' in (await prepareEdits(live.index.reader, fine, { label }))));
    await refused([{ ...fine[0]!, uri: scratch.at('gone.md').toString() }]);
  });
});
