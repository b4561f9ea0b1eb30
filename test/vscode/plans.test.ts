/** Plans in the editor: kept until a fact changes, worked out again when one does. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { hoursOf, nameOf } from '../../src/core';
import { indexed, open, replace, Scratch, until, wavemark } from './support';

const TEXT = `# Plan

## Wave 1: Ground (2h × 2)

- [ ] T001 Dig (2h)
- [ ] T002 Measure (1h)

## Wave 2: Walls (4h × 2)

- [ ] T003 Lay bricks (after T001) (4h)
`;

describe('plans', () => {
  let scratch: Scratch;
  before(async () => (scratch = await Scratch.make('plans')));
  after(() => scratch.remove());

  it('are made for a file, a folder and the workspace, and kept until a fact changes', async () => {
    const { index, plans } = await wavemark();
    const uri = scratch.write('TODO.md', TEXT);
    await indexed(index.reader, uri);
    const request = { scope: { file: uri.toString() } };
    assert.equal(plans.known(request), null);
    const plan = await plans.plan(request);
    assert.deepEqual([plan?.agents, plan && hoursOf(plan.pipelined)], [2, 6]);
    assert.equal(plans.known(request), plan);
    assert.equal(hoursOf((await plans.plan({ ...request, agents: 1 }))?.pipelined ?? 0), 7);
    const folder = await plans.plan({ scope: { folder: scratch.uri.toString() } });
    assert.deepEqual(
      folder?.tasks.map(({ task }) => nameOf(task)),
      ['T001', 'T002', 'T003'],
    );
    const all = await plans.plan({ scope: 'workspace' });
    assert.ok((all?.tasks.length ?? 0) > 3);

    const editor = await open(uri);
    await replace(editor.document, 'Dig', 'Dig deep');
    await until(() => index.reader.byId('T001').some(({ title }) => title === 'Dig deep'), 'the new title');
    assert.equal(plans.known(request)?.tasks[0]?.task.title, 'Dig deep');

    const told = new Promise<void>((resolve) => plans.onDidChange(() => resolve()));
    await replace(editor.document, '(4h)', '(5h)');
    await told;
    assert.equal(plans.known(request), null);
    assert.equal(hoursOf((await plans.plan(request))?.pipelined ?? 0), 7);
  });

  it('are given up when nobody waits any more, and unknown for what is not there', async () => {
    const { plans } = await wavemark();
    const source = new vscode.CancellationTokenSource();
    source.cancel();
    assert.equal(await plans.plan({ scope: 'workspace', agents: 7 }, source.token), null);
    assert.equal(await plans.plan({ scope: { file: 'file:///nowhere/TODO.md' } }), null);
  });
});
