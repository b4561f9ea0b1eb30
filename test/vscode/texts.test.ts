/** Citations in all text files of the workspace: found, and kept equal to a fresh look. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { TaskIndex } from '../../src/core';
import type { Wavemark } from '../../src/extension/activate';
import { Settings } from '../../src/extension/adapter/settings';
import { WorkspaceIndex } from '../../src/extension/adapter/workspaceIndex';
import { WorkspaceTexts } from '../../src/extension/adapter/workspaceTexts';
import { closeAll, open, replace, Scratch, sleep, until, wavemark } from './support';

const PATIENCE_MS = 30_000;

describe('citations in text files', () => {
  let live: Wavemark;
  let scratch: Scratch;

  before(async () => {
    live = await wavemark();
    await live.texts.whenIdle();
  });

  beforeEach(async () => {
    scratch = await Scratch.make('texts');
    scratch.write('TODO.md', '- [ ] TX-001 one\n- [ ] TX-002 two\n- [ ] TX-003 three\n');
  });

  afterEach(async () => {
    await settings({});
    await scratch.remove();
  });

  const places = (id: string): string[] =>
    live.index.reader
      .citations(id)
      .filter(({ role }) => role !== 'declaration')
      .map(({ path, start }) => `${path.replace('texts/', '')}:${start.line + 1}:${start.column + 1}`);

  const cites = async (id: string, expected: readonly string[]): Promise<void> => {
    await until(
      () => JSON.stringify(places(id)) === JSON.stringify(expected),
      `${id} cited at ${expected.join(' ')}, not at ${places(id).join(' ')}`,
    );
  };

  it('are found in code, scripts and messages', async () => {
    scratch.write('a.ts', '\uFEFF// 🚀 TX-001\r\n/* TX-002\r\n TX-001 */\r\n');
    scratch.write('b/run.sh', '# TX-001–TX-003\n');
    scratch.write('.gitmessage', 'TX-002\n');
    await cites('TX-001', ['a.ts:1:7', 'a.ts:3:2', 'b/run.sh:1:3']);
    await cites('TX-002', ['.gitmessage:1:1', 'a.ts:2:4', 'b/run.sh:1:3']);
  });

  it('follow changes on disk, and what is deleted', async () => {
    scratch.write('a.ts', '// TX-001');
    scratch.write('b/c/d.yml', '# TX-001');
    await cites('TX-001', ['a.ts:1:4', 'b/c/d.yml:1:3']);
    scratch.write('a.ts', '\n// TX-001, TX-002');
    await cites('TX-001', ['a.ts:2:4', 'b/c/d.yml:1:3']);
    scratch.delete('b');
    await cites('TX-001', ['a.ts:2:4']);
    scratch.move('a.ts', 'moved/e.ts');
    await cites('TX-002', ['moved/e.ts:2:12']);
    scratch.move('moved', 'again');
    await cites('TX-002', ['again/e.ts:2:12']);
  });

  it('follow unsaved text in any language', async () => {
    scratch.write('a.py', '# nothing\n');
    const { document } = await open(scratch.at('a.py'));
    await replace(document, 'nothing', 'TX-003');
    assert.ok(document.isDirty);
    await cites('TX-003', ['a.py:1:3']);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await cites('TX-003', []);
  });

  it('know a task file from other text', async () => {
    scratch.write('plan.md', 'TX-001 first\n');
    await cites('TX-001', ['plan.md:1:1']);
    scratch.write('plan.md', '---\nwavemark: true\n---\nTX-001 first\n');
    await cites('TX-001', ['plan.md:4:1']);
    await until(() => live.index.reader.document(scratch.key('plan.md')), 'it is a task file');
    scratch.write('plan.md', 'TX-001 first, and TX-002\n');
    await cites('TX-002', ['plan.md:1:19']);
  });

  it('leave out what git ignores, what is excluded, binary and large files', async () => {
    scratch.write('.gitignore', 'out/\n');
    scratch.write('out/a.ts', '// TX-001');
    scratch.write('node_modules/a.ts', '// TX-001');
    scratch.write('large.txt', `${'x '.repeat(600_000)}TX-001`);
    scratch.write('binary', 'TX-001\0');
    scratch.write('seen.ts', '// TX-001');
    await cites('TX-001', ['seen.ts:1:4']);
    await settings({ exclude: ['**/seen.ts'], 'citations.maxFileSize': 2 });
    await cites('TX-001', ['large.txt:1:1200001']);
    scratch.write('.gitignore', '');
    await cites('TX-001', ['large.txt:1:1200001', 'out/a.ts:1:4']);
  });

  it('can be switched off, and be told more words', async () => {
    scratch.write('LIST-TODO.md', '1. One\n2. Two\n3. Three\n');
    scratch.delete('TODO.md');
    scratch.write('a.txt', 'wish 2 and item 2\n');
    await cites('2', ['a.txt:1:17']);
    await settings({ citationWords: ['wish'] });
    await cites('2', ['a.txt:1:6', 'a.txt:1:17']);
    await settings({ 'citations.enabled': false });
    await cites('2', []);
    await settings({});
    await cites('2', ['a.txt:1:17']);
  });

  it('say when not all files are looked through', async () => {
    for (let number = 0; number < 120; number++) scratch.write(`many/${number}.txt`, 'TX-001');
    await until(() => places('TX-001').length === 120, 'all are found');
    await settings({ 'citations.maxFiles': 100 });
    await until(() => live.texts.limit === 100 && live.texts.isComplete, 'the limit is said');
    assert.ok(places('TX-001').length <= 100);
    await settings({});
    await until(() => live.texts.limit === null && places('TX-001').length === 120, 'all are found again');
  });

  for (const seed of [7, 40_404]) {
    it(`equal a fresh look after random events (seed ${seed})`, async function () {
      this.timeout(120_000);
      const history: string[] = [];
      let state = seed;
      const random = (below: number): number => {
        state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
        return (state >>> 8) % below;
      };
      const pick = <T>(list: readonly T[]): T => list[random(list.length)]!;
      const note = (what: string): string => {
        history.push(what);
        return what;
      };
      const file = (): string =>
        note(pick(['', 'a/', 'a/b/']) + pick(['x.ts', 'y.md', 'TODO.md', 'z', '.gitignore']));
      const text = (): string =>
        pick([
          '// TX-001\n',
          '# TX-002–TX-003\n',
          '',
          'z\n',
          '---\nwavemark: true\n---\n- [ ] TX-009 x\n',
          'TX-001, 002\r\n',
        ]);
      const steps: Record<string, () => Promise<unknown> | void> = {
        write: () => void scratch.write(file(), text()),
        writeAgain: () => void scratch.write(file(), text()),
        deleteFile: () => scratch.delete(file()),
        deleteFolder: () => scratch.delete(note(pick(['a', 'a/b', 'moved']))),
        moveFolder: () => {
          try {
            scratch.move(note('a'), note(pick(['moved', 'moved/in'])));
          } catch {
            note('(cannot)');
          }
        },
        edit: async () => {
          try {
            const editor = await open(scratch.at(file()));
            await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), pick(['// TX-003 ', '\n'])));
          } catch {
            note('(not there)');
          }
        },
        save: async () => void (await vscode.workspace.saveAll()),
        close: () => closeAll(),
        wait: () => sleep(random(300)),
      };
      for (let step = 0; step < 40; step++) {
        const name = pick(Object.keys(steps));
        history.push(`\n${step}. ${name}:`);
        await steps[name]!();
      }
      await equalsFreshLook(live, () => history.join(' '));
    });
  }
});

async function settings(values: Readonly<Record<string, unknown>>): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('wavemark');
  for (const name of [
    'citations.enabled',
    'citations.maxFileSize',
    'citations.maxFiles',
    'citationWords',
    'exclude',
  ]) {
    const value = values[name];
    if (configuration.inspect(name)?.workspaceValue !== value)
      await configuration.update(name, value, vscode.ConfigurationTarget.Workspace);
  }
}

function snapshot(core: Pick<TaskIndex, 'citations'>): unknown {
  return ['TX-001', 'TX-002', 'TX-003', 'TX-009'].map((id) =>
    core
      .citations(id)
      .map(({ uri, range, role, targets }) => [uri, range, role, targets.map(({ key }) => key)]),
  );
}

async function freshLook(): Promise<unknown> {
  const log = vscode.window.createOutputChannel('Wavemark fresh look', { log: true });
  const core = new TaskIndex();
  const settingsOf = new Settings(log);
  const index = new WorkspaceIndex(settingsOf, log, core);
  const texts = new WorkspaceTexts(core, index, settingsOf, log);
  try {
    index.start();
    texts.start();
    await index.whenIdle();
    await texts.whenIdle();
    return snapshot(core);
  } finally {
    texts.dispose();
    index.dispose();
    log.dispose();
  }
}

async function equalsFreshLook(live: Wavemark, history: () => string): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    await live.index.whenIdle();
    await live.texts.whenIdle();
    const fresh = await freshLook();
    try {
      assert.deepEqual(snapshot(live.index.reader), fresh, history());
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await sleep(200);
    }
  }
}
