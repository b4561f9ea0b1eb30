/** Trackers: JSON files that keep the status of tasks. */
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Wavemark } from '../../src/extension/activate';
import type { Scratch } from './support';
import { equalsFreshScan, indexed, inScratch, open, root, sleep, taskIn, until } from './support';

const PLAN = '# Plan\n\n- [ ] QUAY-1 Measure the depth\n- [x] QUAY-2 Renew the fenders\n- [ ] QUAY-9 Paint\n';
const tasks = (...list: readonly (readonly [string, string])[]): string =>
  JSON.stringify({ tasks: list.map(([id, status]) => ({ id, status })) });

describe('trackers', () => {
  let live: Wavemark;
  let scratch: Scratch;

  inScratch('tracker-scratch', (given) => ({ live, scratch } = given));
  beforeEach(async () => {
    await indexed(live.index.reader, scratch.write('docs/TODO.md', PLAN));
  });

  const plan = (): vscode.Uri => scratch.at('docs/TODO.md');
  const codes = (): string[] =>
    vscode.languages
      .getDiagnostics(plan())
      .flatMap(({ code, range }) =>
        typeof code === 'object' && String(code.value).startsWith('tracker/')
          ? [`${range.start.line + 1} ${code.value}`]
          : [],
      );
  const problems = (...expected: string[]): Promise<boolean> =>
    until(() => JSON.stringify(codes()) === JSON.stringify(expected), `problems: ${expected.join()}`);
  const entry = (id: string) => {
    const document = live.index.reader.document(plan().toString());
    assert.ok(document);
    return taskIn(document, id).tracker;
  };
  const status = (id: string, expected: string | null): Promise<boolean> =>
    until(() => (entry(id)?.status ?? null) === expected, `${id} is ${expected}`);

  it('are found by their place, watched, and forgotten with their folder', async () => {
    scratch.write('.arw/tasks.json', tasks(['QUAY-1', 'done'], ['QUAY-2', 'closed']));
    await problems('3 tracker/status', '5 tracker/unknown');
    assert.deepEqual(entry('QUAY-1'), { id: 'QUAY-1', status: 'done', found: true });
    assert.deepEqual(entry('QUAY-9'), { id: 'QUAY-9', status: null, found: false });
    scratch.write('.arw/tasks.json', tasks(['QUAY-1', 'todo'], ['QUAY-2', 'todo'], ['QUAY-9', 'todo']));
    await problems('4 tracker/status');
    await equalsFreshScan(live);
    scratch.delete('.arw');
    await problems();
    assert.equal(entry('QUAY-1'), null);
    scratch.write('elsewhere/tasks.json', tasks(['QUAY-1', 'blocked']));
    scratch.move('elsewhere', '.arw');
    await status('QUAY-1', 'blocked');
    await equalsFreshScan(live);
  });

  it('say nothing while they cannot be read', async () => {
    scratch.write('.arw/tasks.json', tasks(['QUAY-1', 'done']));
    await status('QUAY-1', 'done');
    for (const broken of [
      '{"tasks": [',
      '{"other": 1}',
      new Uint8Array([0x7b, 0xff]),
      `"${'x'.repeat(5_000_001)}"`,
    ]) {
      scratch.write('.arw/tasks.json', broken);
      await status('QUAY-1', null);
      await problems();
      assert.equal(entry('QUAY-9'), null, 'what is not known is not missing');
      scratch.write('.arw/tasks.json', tasks(['QUAY-1', 'done']));
      await status('QUAY-1', 'done');
    }
    await problems('3 tracker/status', '4 tracker/unknown', '5 tracker/unknown');
  });

  it('are not followed out of the workspace', async function () {
    if (process.platform === 'win32') return this.skip();
    const outside = fs.mkdtempSync(path.join(os.tmpdir(), 'wavemark-outside-'));
    try {
      fs.writeFileSync(path.join(outside, 'tasks.json'), tasks(['QUAY-1', 'done']));
      fs.symlinkSync(outside, scratch.at('.arw').fsPath);
      await live.index.refresh();
      await sleep(300);
      await live.index.whenIdle();
      assert.equal(entry('QUAY-1'), null);
    } finally {
      fs.rmSync(outside, { recursive: true, force: true });
    }
  });

  it('are named by the settings', async () => {
    const configuration = vscode.workspace.getConfiguration('wavemark', root());
    const setting = (value: unknown): Thenable<void> =>
      configuration.update('trackers', value, vscode.ConfigurationTarget.Workspace);
    scratch.write('board.json', JSON.stringify({ cards: [{ key: 'QUAY-1', state: { name: 'Doing' } }] }));
    try {
      const file = { path: `${scratch.name}/board.json`, id: 'cards[*].key', status: 'cards[*].state.name' };
      await setting([{ path: '../outside.json' }, 'nonsense', file]);
      await status('QUAY-1', 'Doing');
      scratch.write('board.json', JSON.stringify({ cards: [{ key: 'QUAY-1', state: { name: 'Done' } }] }));
      await status('QUAY-1', 'Done');
      scratch.delete('board.json');
      await status('QUAY-1', null);
    } finally {
      await setting(undefined);
    }
    await until(() => entry('QUAY-1') === null, 'the setting is forgotten');
  });

  it('are told of in the hover and in the tree', async () => {
    scratch.write('.arw/tasks.json', tasks(['QUAY-1', 'in_progress'], ['QUAY-2', '[x](command:y)']));
    await status('QUAY-1', 'in_progress');
    const hover = async (id: string): Promise<string> => {
      const { document } = await open(plan());
      const at = document.positionAt(document.getText().indexOf(id) + 1);
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        plan(),
        at,
      );
      return hovers
        .flatMap(({ contents }) => contents as vscode.MarkdownString[])
        .map(({ value }) =>
          value
            .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
            .replace(/\\([^a-z0-9\s])/gi, '$1'),
        )
        .join('\n');
    };
    assert.match(await hover('QUAY-1'), /\$\(warning\) in_progress in \S*\.arw\/tasks\.json/);
    assert.match(await hover('QUAY-9'), /\$\(warning\) \S*\.arw\/tasks\.json has no such id/);
    assert.match(await hover('QUAY-2'), /\[x\]\(command:y\) in /, 'shown letter by letter');
    // Rows are made for a view that is seen.
    await vscode.commands.executeCommand('wavemark.tasks.focus');
    await live.view.setGrouping('file');
    await live.view.setFilter('');
    const row = (id: string): vscode.TreeItem | null => {
      const document = live.index.reader.document(plan().toString());
      const node = document && live.view.nodes.find(taskIn(document, id));
      return node ? live.view.nodes.getTreeItem(node) : null;
    };
    assert.match(String(row('QUAY-1')?.description), /tracker: in_progress/);
    assert.match(String(row('QUAY-9')?.description), /not in the tracker/);
    assert.match(row('QUAY-9')?.accessibilityInformation?.label ?? '', /not in the tracker/);
  });
});
