/** Planning in the file: a task for another wave, and the computed waves as a whole. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, indexed, open, Scratch, sleep, until, wavemark } from './support';

const TEXT = `# Backlog

### WVC-01: Ground

**Effort**: 2h

### WVC-02: Walls

**Effort**: 4h
**Dependencies**: WVC-01

### WVC-03: Garden

**Effort**: 1h

## Waves

| Wave   | Tasks |
| ------ | ----- |
| Wave 1 | 2     |
| Wave 2 | 1     |

### Wave 1: Start

- WVC-01
- WVC-03

### Wave 2: End

- WVC-02
`;

describe('commands of waves', () => {
  let scratch: Scratch;
  before(async () => (scratch = await Scratch.make('waveCommands')));
  after(() => scratch.remove());
  afterEach(closeAll);

  const prepared = async (name: string, text: string) => {
    const uri = scratch.write(name, text);
    await indexed((await wavemark()).index.reader, uri, (document) => document.text === text);
    return open(uri);
  };

  it('move the task that a list names at the cursor, and the figures with it, in one step of undo', async () => {
    const editor = await prepared('BACKLOG.md', TEXT);
    const line = TEXT.split('\n').indexOf('- WVC-03');
    editor.selection = new vscode.Selection(line, 3, line, 3);
    const done = vscode.commands.executeCommand('wavemark.moveToWave');
    const expected = TEXT.replace('- WVC-03\n', '')
      .replace('- WVC-02\n', '- WVC-02\n- WVC-03\n')
      .replace('Wave 1 | 2', 'Wave 1 | 1')
      .replace('Wave 2 | 1', 'Wave 2 | 2');
    // A key that comes before the list is shown is lost.
    await until(async () => {
      await sleep(200);
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return editor.document.getText() === expected;
    }, 'the moved line');
    await done;
    await vscode.commands.executeCommand('undo');
    assert.equal(editor.document.getText(), TEXT);
  });

  it('write the computed waves, once they are agreed to', async () => {
    const text = TEXT.slice(0, TEXT.indexOf('## Waves'));
    const editor = await prepared('TODO.md', text);
    const done = vscode.commands.executeCommand('wavemark.writeWaves', editor.document.uri);
    await until(async () => {
      await vscode.commands.executeCommand('refactorPreview.apply');
      return editor.document.getText() !== text;
    }, 'the written waves');
    await done;
    assert.equal(
      editor.document.getText(),
      `${text.trimEnd()}\n\n## Implementation Waves\n\n### Wave 1\n\n- WVC-01: Ground\n- WVC-03: Garden\n\n### Wave 2\n\n- WVC-02: Walls\n`,
    );
    await vscode.commands.executeCommand('undo');
    assert.equal(editor.document.getText(), text);
  });
});
