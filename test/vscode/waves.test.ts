/** The tabs of waves, as the editor knows them; what is in them is tested on the workbench. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Wavemark } from '../../src/extension/activate';
import { closeAll, indexed, open, Scratch, until, wavemark } from './support';

const PLAN = '## Wave 1: Ground\n\n- [ ] T701 Dig\n\n## Wave 2: Walls\n\n- [ ] T702 Build (after T701)\n';

describe('the command that shows waves', () => {
  let live: Wavemark;
  let scratch: Scratch;
  const show = (...args: unknown[]): Thenable<unknown> =>
    vscode.commands.executeCommand('wavemark.showWaves', ...args);
  const tabs = (): string[] =>
    vscode.window.tabGroups.all
      .flatMap((group) => group.tabs)
      .filter(({ input }) => input instanceof vscode.TabInputWebview)
      .map(({ label }) => label);
  const shown = (...labels: string[]): Promise<boolean> =>
    until(() => JSON.stringify(tabs()) === JSON.stringify(labels), `the tabs ${labels.join(', ')}`);

  before(async () => {
    live = await wavemark();
    scratch = await Scratch.make('waves-scratch');
    await indexed(live.index.reader, scratch.write('TODO.md', PLAN));
    scratch.write('README.md', '# No tasks\n');
  });
  after(() => scratch.remove());
  beforeEach(async () => {
    await closeAll();
    await shown();
  });

  it('opens one tab for the workspace, and shows it again', async () => {
    await show();
    await shown('Waves');
    await show();
    await show(undefined);
    await shown('Waves');
  });

  it('opens a tab beside the task file that it is called from', async () => {
    await open(scratch.at('TODO.md'));
    await show();
    await shown('Waves: waves-scratch/TODO.md');
    assert.equal(vscode.window.tabGroups.all.length, 2);
    await show(scratch.at('TODO.md'));
    await shown('Waves: waves-scratch/TODO.md');
  });

  it('takes a file that is no task file, and anything else, for the workspace', async () => {
    await open(scratch.at('README.md'));
    await show();
    await shown('Waves');
    for (const odd of [7, null, {}, 'TODO.md', scratch.at('gone.md')]) await show(odd);
    await shown('Waves');
  });
});
