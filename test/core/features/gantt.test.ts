/** The chart of the Gantt, as plain data about tasks. */
import * as assert from 'node:assert/strict';
import {
  chartInSteps,
  driverOf,
  isFinished,
  planOf,
  TaskKeys,
  type Chart,
  type TaskIndex,
  type WaveMode,
} from '../../../src/core';
import { finish } from '../../../src/core/text/steps';
import { indexOf, taskOf } from './indexOf';

const PLAN = `# Plan

## Wave 1: Ground — 3 hours with 2 agents

- [ ] T1 Dig (2h)
- [ ] T2 Measure (1h)
- [x] T3 Ask (1h)

## Wave 2: Walls — 2 hours with 2 agents

- [ ] T4 Bricks (2h, after T1)
- [ ] T5 Plaster (2h, after T4)

## Wave 3: Roof — 4 hours

- [ ] T6 Rafters (4h, after T3)
`;

function chartOf(index: TaskIndex, mode: WaveMode = 'pipelined', all = false): Chart {
  const documents = index.documents();
  const plan = planOf(index, { documents, all });
  return finish(chartInSteps(index, plan, { documents, mode, all }));
}

function timesOf({ times, frames }: Chart): Record<string, string> {
  return Object.fromEntries(
    [...times, ...frames].map(([{ id, title }, { start, end, slack }]) => [
      id ?? title,
      `${start / 60}-${end / 60}${slack > 0 ? ` +${slack / 60}` : ''}`,
    ]),
  );
}

describe('the chart of the Gantt', () => {
  it('has the times of the plan where waves are not kept', () => {
    const chart = chartOf(indexOf({ 'TODO.md': PLAN }));
    assert.deepEqual(timesOf(chart), { T1: '0-2', T4: '2-4', T5: '4-6', T2: '4-5 +1', T6: '0-4' });
    assert.deepEqual(
      chart.waves.map(({ name, minutes, declaredMinutes }) => [
        name,
        minutes / 60,
        (declaredMinutes ?? 0) / 60,
      ]),
      [
        ['Wave 1: Ground', 2, 3],
        ['Wave 2: Walls', 4, 2],
        ['Wave 3: Roof', 4, 4],
      ],
    );
  });

  it('begins a wave when the one before is over, or should be', () => {
    const index = indexOf({ 'TODO.md': PLAN });
    const barriers = chartOf(index, 'barriers');
    assert.deepEqual(timesOf(barriers), { T1: '0-2', T2: '0-1 +1', T4: '2-4', T5: '4-6', T6: '6-10' });
    const declared = chartOf(index, 'declared');
    assert.deepEqual(timesOf(declared), { T1: '0-2 +1', T2: '0-1 +2', T4: '3-5', T5: '5-7', T6: '5-9' });
    const { agent } = declared.times.get(taskOf(index, 'T6'))!;
    assert.notEqual(
      agent,
      declared.times.get(taskOf(index, 'T5'))!.agent,
      'nobody does two things at a time',
    );
  });

  it('tells what waits within its wave', () => {
    const [, walls] = chartOf(indexOf({ 'TODO.md': PLAN })).waves;
    assert.deepEqual(
      walls!.conflicts.map(({ task, waitsFor }) => [task.id, waitsFor.id]),
      [['T5', 'T4']],
    );
  });

  it('says why each task starts when it does, and when it could have', () => {
    const index = indexOf({ 'TODO.md': PLAN });
    const why = (chart: Chart, id: string): unknown => {
      const driver = driverOf(chart, taskOf(index, id));
      return driver && [driver.kind, driver.at / 60, driver.task?.id ?? null, driver.wave];
    };
    const chart = chartOf(index);
    assert.deepEqual(why(chart, 'T1'), ['start', 0, null, null]);
    assert.deepEqual(why(chart, 'T5'), ['predecessor', 0, 'T4', null]);
    assert.deepEqual(why(chart, 'T2'), ['agents', 0, 'T4', null]);
    assert.equal(why(chart, 'T3'), null);
    assert.deepEqual(why(chartOf(index, 'barriers'), 'T6'), ['barrier', 0, null, 1]);
  });

  it('tells all that a row depends on: rows, finished and other tasks, unknown ids', () => {
    const index = indexOf({
      'TODO.md':
        '- [x] T1 Done\n- [ ] T2 Whole (4h)\n  - [ ] Part (after T1, T9)\n- [ ] T3 Next (after T2, T7)\n',
      'more/TODO.md': '- [ ] T7 Elsewhere\n- [ ] T8 More\n',
    });
    const documents = [index.document('file:///root/TODO.md')!];
    const plan = planOf(index, { documents });
    const { rows, rowOf } = finish(chartInSteps(index, plan, { documents, mode: 'pipelined', all: false }));
    const needs = rows.map(({ task, waitsFor }) => [
      task.id,
      waitsFor.map((need) => (typeof need === 'string' ? `?${need}` : need.id)),
    ]);
    assert.deepEqual(needs, [
      ['T2', ['T1', '?T9']],
      ['T3', ['T2', 'T7']],
    ]);
    assert.equal(rowOf(documents[0]!.tasks[2]!)?.task.id, 'T2', 'a part is shown in its whole');
  });

  it('frames what is planned by its subtasks, and leaves nothing out that is stuck', () => {
    const index = indexOf({
      'TODO.md':
        '- [ ] T1 House\n  - [ ] T2 Cellar (2h)\n  - [ ] T3 Roof (3h, after T2)\n- [ ] T4 Egg (after T5)\n- [ ] T5 Hen (after T4)\n- [ ] T6 Chick (after T5)\n',
    });
    const chart = chartOf(index);
    assert.deepEqual(
      chart.rows.map(({ task, role, minutes, parent }) => [task.id, role, minutes / 60, parent?.id ?? null]),
      [
        ['T1', 'frame', 0, null],
        ['T2', 'work', 2, 'T1'],
        ['T3', 'work', 3, 'T1'],
        ['T4', 'stuck', 1, null],
        ['T5', 'stuck', 1, null],
        ['T6', 'stuck', 1, null],
      ],
    );
    assert.equal(timesOf(chart)['T1'], '0-5');
    assert.deepEqual([...chart.cyclic].map(({ id }) => id).sort(), ['T4', 'T5']);
  });

  it('takes for ready what the index takes for it, whatever stands in its way', () => {
    const index = indexOf({
      'TODO.md': `- [ ] T1 Whole, after what nobody knows (after T99)
  - [ ] T2 Part (2h)
- [ ] T3 Whole that can be begun
  - [ ] T4 Part (2h)
  - [x] T5 Part (1h)
- [!] T6 Whole that is blocked
  - [ ] T7 Part (2h)
- [-] T8 Whole that is dropped
  - [ ] T9 Part (2h)
- [x] T10 Whole that is done before what it waits for (after T12)
  - [ ] T11 Part
- [ ] T12 Waits for a whole (after T3)
- [ ] T13 Estimated (4h)
  - [ ] Part without an estimate
  - [ ] Part that waits for it
- [ ] T14 Estimated, after what nobody knows (4h, after T99)
  - [ ] Part without an estimate
`,
    });
    const { rows } = chartOf(index);
    const ready = rows
      .filter(
        ({ held, waitsFor }) =>
          !held && waitsFor.every((need) => typeof need !== 'string' && isFinished(need)),
      )
      .map(({ task }) => task.id)
      .filter((id) => id !== 'T6');
    assert.deepEqual(ready, ['T4', 'T13']);
    assert.deepEqual(
      rows
        .map(({ task }) => task)
        .filter((task) => index.isReady(task))
        .map(({ id }) => id),
      ['T4'],
      'of T13 the parts',
    );
  });

  it('suggests waves where none are declared, by what waits for what', () => {
    const chart = chartOf(
      indexOf({ 'TODO.md': '- [ ] T1 A (2h)\n- [ ] T2 B (1h)\n- [ ] T3 C (1h, after T1)\n' }),
    );
    assert.deepEqual(
      chart.waves.map(({ kind, tasks, minutes }) => [kind, [...tasks].map(({ id }) => id), minutes / 60]),
      [
        ['suggested', ['T1', 'T2'], 3],
        ['suggested', ['T3'], 1],
      ],
    );
  });

  it('shows what is done when it is asked to, and how much of the rest is', () => {
    const index = indexOf({ 'TODO.md': PLAN });
    assert.deepEqual(
      chartOf(index, 'pipelined', true).rows.map(({ task, progress }) => [task.id, progress]),
      [
        ['T1', 0],
        ['T2', 0],
        ['T3', 100],
        ['T4', 0],
        ['T5', 0],
        ['T6', 0],
      ],
    );
    const half = indexOf({ 'TODO.md': '- [ ] T1 A\n  - [x] T2 B\n  - [ ] T3 C\n' });
    assert.equal(chartOf(half).rows[0]!.progress, 50);
  });
});

describe('the keys of tasks', () => {
  const keysIn = (keys: TaskKeys, text: string): Record<string, string> => {
    const index = indexOf({ 'TODO.md': text });
    finish(keys.updateInSteps(index.documents()));
    return Object.fromEntries(index.tasks().map((task) => [keys.keyOf(task) ?? '', task.title]));
  };

  it('stay while tasks come, go and are renamed around them', () => {
    const keys = new TaskKeys();
    const before = keysIn(keys, '- [ ] Alpha\n- [ ] Beta\n- [ ] Beta\n- [ ] T001 Gamma\n');
    assert.deepEqual(Object.values(before), ['Alpha', 'Beta', 'Beta', 'Gamma']);
    const [alpha, beta, second, gamma] = Object.keys(before) as [string, string, string, string];
    assert.deepEqual(keysIn(keys, '- [ ] Alpha two\n- [ ] Beta\n- [ ] New\n- [ ] Beta\n- [ ] T001 Delta\n'), {
      [alpha]: 'Alpha two',
      // Of two that look the same the first is the first.
      [beta]: 'Beta',
      'TODO.md#“New”': 'New',
      [second]: 'Beta',
      [gamma]: 'Delta',
    });
  });

  it('are found again after a reload', () => {
    const text = '- [ ] Alpha\n- [ ] T1 Beta\n- [ ] Alpha\n';
    assert.deepEqual(Object.keys(keysIn(new TaskKeys(), text)), Object.keys(keysIn(new TaskKeys(), text)));
  });
});
