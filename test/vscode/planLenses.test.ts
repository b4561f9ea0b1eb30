/** What is said above tasks and waves, as the editor asks for it. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, indexed, open, replace, Scratch, until, wavemark } from './support';

const TEXT = `# Backlog

### LNS-01: Add Vault

**Effort**: 1h

### LNS-03: Mesh routing

**Effort**: 4h
**Dependencies**: LNS-01

### LNS-22: JetStream

**Effort**: 4h
**Dependencies**: LNS-03

### LNS-25: Dashboards

**Effort**: 3h
**Dependencies**: LNS-01

## Waves

### Wave 1: Start — 3 hours with 4 agents

- LNS-01
- LNS-25

### Wave 2: Mesh — 4 hours with 5 agents

- LNS-03
- LNS-22
`;

describe('lenses of the plan', () => {
  let scratch: Scratch;
  let uri: vscode.Uri;
  before(async () => {
    scratch = await Scratch.make('lenses');
    uri = scratch.write('BACKLOG.md', TEXT);
    await indexed((await wavemark()).index.reader, uri);
  });
  after(() => scratch.remove());

  const set = (name: string, value: unknown) =>
    vscode.workspace.getConfiguration('wavemark').update(name, value, vscode.ConfigurationTarget.Workspace);
  const all = () =>
    vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 100);
  const isStatus = ({ command }: vscode.CodeLens): boolean => command?.command === 'wavemark.setStatus';
  const lenses = async () => (await all()).filter((lens) => !isStatus(lens));
  const titles = async () =>
    (await lenses()).map(({ range, command }) => [range.start.line + 1, command?.title]);

  it('say what a task waits for and unblocks, and what a wave needs', async () => {
    await open(uri);
    assert.deepEqual(await titles(), [
      [3, 'ready now · critical · unblocks 3 (11h)'],
      [7, 'waits for LNS-01 · critical · unblocks 1 (4h)'],
      [12, 'waits for LNS-03 · critical'],
      [17, 'waits for LNS-01 · slack 5h'],
      [24, 'Declared 3h × 4 · needs 4h: LNS-25 waits for LNS-01'],
      [29, 'Declared 4h × 5 · needs 8h: LNS-22 waits for LNS-03'],
    ]);
  });

  it('show the tasks that they name', async () => {
    const [first] = await lenses();
    assert.equal(first?.command?.command, 'editor.action.peekLocations');
    const [where, , locations] = first.command.arguments as [vscode.Uri, vscode.Position, vscode.Location[]];
    assert.equal(where.toString(), uri.toString());
    const lines = TEXT.split('\n');
    assert.deepEqual(
      locations.map(({ range }) =>
        lines[range.start.line]?.slice(range.start.character, range.end.character),
      ),
      ['LNS-03', 'LNS-25', 'LNS-22'],
    );
  });

  it('follow the facts, and stay where they are', async () => {
    const editor = await open(uri);
    await replace(editor.document, '**Effort**: 1h', '**Effort**: 2h\n**Status**: Done');
    const expected = [
      'ready now · critical · unblocks 1 (4h)',
      'waits for LNS-03 · critical',
      'ready now · slack 5h',
    ];
    const shown = await until(async () => {
      const found = (await titles()).slice(0, 3).map(([, title]) => title);
      return found[0] === expected[0] ? found : null;
    }, 'lenses of the new text');
    assert.deepEqual(shown, expected);
    await closeAll();
  });

  it('say its status, which a click sets', async () => {
    const { document } = await open(uri);
    const statuses = async () => (await all()).filter(isStatus);
    const lens = (await statuses()).find(({ range }) => document.lineAt(range.start).text.includes('LNS-22'));
    assert.equal(lens?.command?.title, 'to do');
    await vscode.commands.executeCommand(
      lens.command.command,
      ...((lens.command.arguments ?? []) as unknown[]),
      'doing',
    );
    await until(
      async () => (await statuses()).some(({ command }) => command?.title === 'in progress'),
      'set',
    );
    await set('codeLens.status', false);
    try {
      assert.deepEqual(await statuses(), []);
    } finally {
      await set('codeLens.status', undefined);
    }
    await closeAll();
  });

  it('can be switched off, and put at the ends of the lines', async () => {
    await open(uri);
    const everywhere = new vscode.Range(0, 0, 100, 0);
    const hints = () =>
      vscode.commands.executeCommand<vscode.InlayHint[]>('vscode.executeInlayHintProvider', uri, everywhere);
    try {
      assert.deepEqual(await hints(), []);
      await set('codeLens.enabled', false);
      await set('inlayHints.enabled', true);
      assert.deepEqual(await lenses(), []);
      const [first] = await hints();
      const [label] = first?.label as vscode.InlayHintLabelPart[];
      assert.deepEqual([first?.position.line, label?.value], [2, 'ready now · critical · unblocks 3 (11h)']);
    } finally {
      await set('codeLens.enabled', undefined);
      await set('inlayHints.enabled', undefined);
    }
  });
});
