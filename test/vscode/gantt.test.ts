/** The Gantt's side in the extension; what a page shows of it is tested on the workbench. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Wavemark } from '../../src/extension/activate';
import { LiveChart } from '../../src/extension/features/gantt/liveChart';
import { Moves, type MoveAnswer } from '../../src/extension/features/gantt/moves';
import { isGanttToPage, type GanttOptions, type GanttScope } from '../../src/protocol/gantt';
import { applied, changeBetween, NO_PLAN } from '../../src/protocol/ganttPlan';
import { closeAll, indexed, open, replace, Scratch, until, wavemark } from './support';

const PLAN = `# House

| Wave   | Tasks |
| ------ | ----- |
| Wave 2 | 2     |
| Wave 3 | 1     |

## Wave 1: Ground — 2 hours with 2 agents

- [ ] T701 Dig (2h)

## Wave 2: Walls — 4 hours with 2 agents

- [ ] T702 Build (4h, after T701)
- [ ] T703 Plaster (2h, after T702)

## Wave 3: Roof — 2 hours with 2 agents

- [ ] T704 Rafters (2h, after T702)
`;

const OPTIONS: GanttOptions = { agents: null, mode: 'pipelined', finished: false, follow: true };

describe('the Gantt in the editor', () => {
  let live: Wavemark;
  let scratch: Scratch;
  let file: vscode.Uri;
  const token = new vscode.CancellationTokenSource().token;
  const show = (...args: unknown[]): Thenable<unknown> =>
    vscode.commands.executeCommand('wavemark.showGantt', ...args);
  const tabs = (): string[] =>
    vscode.window.tabGroups.all
      .flatMap((group) => group.tabs)
      .filter(({ input }) => input instanceof vscode.TabInputWebview)
      .map(({ label }) => label)
      .sort();
  const shown = (...labels: string[]): Promise<boolean> =>
    until(() => JSON.stringify(tabs()) === JSON.stringify(labels), `the tabs ${labels.join(', ')}`);
  const chartOf = async (scope: GanttScope, options = OPTIONS): Promise<LiveChart> => {
    const chart = new LiveChart(live.index, live.plans, scope, options);
    assert.ok(await chart.update(token));
    return chart;
  };
  const told = (chart: LiveChart) => chart.plan({ busy: false, undo: null, readOnly: null });

  before(async () => {
    live = await wavemark();
    scratch = await Scratch.make('gantt-scratch');
    file = scratch.write('TODO.md', PLAN);
    await indexed(live.index.reader, file);
    scratch.write('README.md', '# No tasks\n');
  });
  after(() => scratch.remove());
  afterEach(async () => {
    await closeAll();
    await shown();
  });

  it('opens a tab for a file, a folder and the workspace, each of them once', async () => {
    await show(undefined);
    await show(scratch.uri);
    await show(file);
    await show({ uri: file.toString(), wave: 'Wave 2: Walls' });
    await shown('Gantt', 'Gantt: gantt-scratch/', 'Gantt: gantt-scratch/TODO.md');
    await open(file);
    await show();
    for (const odd of [7, null, {}, 'TODO.md', scratch.at('README.md'), { uri: 7, wave: {} }])
      await show(odd);
    await shown('Gantt', 'Gantt: gantt-scratch/', 'Gantt: gantt-scratch/TODO.md');
    const task = live.index.reader.byId('T703').find(({ document }) => document.uri === file.toString());
    for (const odd of [{ type: 'task', task }, { task: { key: 7 } }, null])
      await vscode.commands.executeCommand('wavemark.showInGantt', odd);
    await shown('Gantt', 'Gantt: gantt-scratch/', 'Gantt: gantt-scratch/TODO.md');
  });

  it('tells a page what it understands, and it has the same plan', async () => {
    const chart = await chartOf({ type: 'document', uri: file.toString() });
    const plan = told(chart);
    const change = changeBetween(NO_PLAN, plan);
    assert.ok(isGanttToPage({ type: 'delta', from: 0, revision: 1, change }));
    assert.deepEqual(applied(NO_PLAN, change), plan);
    const { figures } = plan.head!;
    assert.deepEqual(
      [figures.declared, figures.barriers, figures.pipelined, figures.agents].map((each) => each ?? 0),
      [480, 600, 480, 2],
    );
    assert.ok(await chart.updateCurve(token));
    assert.deepEqual(told(chart).head!.whatIf, [
      { agents: 1, minutes: 600 },
      { agents: 2, minutes: 480 },
    ]);
    const key = plan.rows.find(({ id }) => id === 'T702')!.key;
    assert.deepEqual(chart.detailsOf(key), {
      type: 'details',
      key,
      driver: { kind: 'predecessor', at: 0, task: 'T701', wave: null },
      unblocks: 2,
      unblocksMinutes: 240,
    });
  });

  it('tells where a task can go, moves it by one edit, and takes that back as long as nobody types', async () => {
    const { document } = await open(file);
    const { reader } = live.index;
    const chart = await chartOf({ type: 'document', uri: file.toString() });
    const moves = new Moves(reader, live.edits);
    const task = chart.taskOf(told(chart).rows.find(({ id }) => id === 'T703')!.key)!;
    const answers: MoveAnswer[] = [];
    await moves.tell(chart, task, (answer) => answers.push(answer), token);
    assert.deepEqual(
      answers.map(({ complete }) => complete),
      [false, true],
    );
    const [first, third] = answers[1]!.targets;
    assert.equal(first!.reason, 'It waits for T702 of Wave 2.');
    assert.deepEqual([first!.totals, third!.reason], [null, '']);
    assert.deepEqual(third!.totals, { declared: 480, barriers: 480, pipelined: 480 });

    assert.deepEqual(await moves.move(task, 'Wave 1: Ground'), {
      refused: 'T703 cannot be planned for Wave 1: It waits for T702 of Wave 2.',
    });
    assert.equal(document.getText(), PLAN);
    assert.equal(await moves.move(task, 'Wave 3: Roof'), 'done');
    const moved = document.getText();
    const line = '- [ ] T703 Plaster (2h, after T702)\n';
    assert.equal(
      moved,
      PLAN.replace(line, '').replace('Wave 2 | 2', 'Wave 2 | 1').replace('Wave 3 | 1', 'Wave 3 | 2') + line,
    );
    await until(() => moves.undo !== null, 'something to undo');
    assert.equal(moves.undo, 'Move T703 to Wave 3');

    await replace(document, '# House', '# Houses');
    await until(() => moves.undo === null, 'nothing to undo after typing');
    assert.deepEqual(await moves.takeBack(), { refused: 'The text has changed meanwhile.' });
    await replace(document, '# Houses', '# House');
    await until(() => moves.undo !== null, 'something to undo again');
    assert.equal(await moves.takeBack(), 'done');
    assert.equal(document.getText(), PLAN);
  });

  it('keeps the last good chart while a text cannot be planned, and says why', async () => {
    const { document } = await open(file);
    const chart = await chartOf({ type: 'folder', uri: scratch.uri.toString() });
    const before = told(chart);
    await replace(document, '# House', '<<<<<<< ours\n# House\n=======\n# Home\n>>>>>>> theirs');
    await until(() => live.index.reader.document(file.toString())?.text.startsWith('<<<'), 'the conflict');
    chart.forget([file.toString()]);
    assert.ok(await chart.update(token));
    const { head, ...tables } = told(chart);
    assert.equal(head!.stale, true);
    assert.match(head!.troubles.join(), /TODO\.md, line 1: a merge has left conflict markers/);
    assert.deepEqual({ head: before.head, ...tables }, before);
  });

  it('says what there is where there is nothing to plan', async () => {
    const done = scratch.write('done/TODO.md', '- [x] T801 A\n- [x] T802 B\n');
    const bare = scratch.write('bare/TODO.md', '# Nothing\n');
    await indexed(live.index.reader, done);
    await indexed(live.index.reader, bare);
    const faceOf = async (uri: vscode.Uri, options = OPTIONS) =>
      told(await chartOf({ type: 'document', uri: uri.toString() }, options)).head!.face;
    assert.equal(await faceOf(done), 'done');
    assert.equal(await faceOf(done, { ...OPTIONS, finished: true }), 'plan');
    assert.equal(await faceOf(bare), 'empty');
    assert.equal(await faceOf(scratch.at('gone.md')), 'empty');
  });
});
