import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import {
  hoursOf,
  nameOf,
  nextTasks,
  planCsv,
  planJson,
  planMarkdown,
  planMermaid,
  planOf,
  gapPercent,
  planSvg,
  qualityOf,
  TaskIndex,
} from '../../../src/core';
import { indexOf } from '../features/indexOf';

const PLAN = `# Backlog

## Wave 1: Ground — 2 hours with 2 agents

- [ ] T001 Dig (2h)
- [ ] T002 Measure (1h)
- [x] T000 Buy the land (9h)

## Wave 2: Walls (4h × 2)

- [ ] T003 Lay bricks (after T001) (4h)
- [ ] T004 Paint (after T003) (3h)
`;

function plan(text: string, options: Parameters<typeof planOf>[1] = {}) {
  return planOf(indexOf({ 'TODO.md': text }), options);
}

describe('the plan', () => {
  it('says what waves declare, what they need, and what could be done', () => {
    const { hours, waves, agents, criticalPath, optimal } = planJson(plan(PLAN), '/r');
    assert.deepEqual(hours, {
      work: 10,
      criticalPath: 9,
      declared: 6,
      barriers: 9,
      pipelined: 9,
      lowerBound: 9,
    });
    assert.deepEqual(
      waves.map(({ name, declaredHours, agents: each, hours: needs, tasks }) => [
        name,
        declaredHours,
        each,
        needs,
        tasks,
      ]),
      [
        ['Wave 1: Ground', 2, 2, 2, ['T001', 'T002']],
        ['Wave 2: Walls (4h × 2)', 4, 2, 7, ['T003', 'T004']],
      ],
    );
    assert.deepEqual([agents, criticalPath, optimal], [2, ['T001', 'T003', 'T004'], true]);
  });

  it('leaves out what is finished, unless asked', () => {
    assert.equal(plan(PLAN).work, 600);
    assert.equal(plan(PLAN, { all: true }).work, 1140);
  });

  it('places each task with its reason', () => {
    const tasks = planJson(plan(PLAN, { agents: 1 }), '/r').tasks;
    assert.deepEqual(
      tasks.map(({ id, start, end, driver }) => [id, start, end, driver.kind, driver.task]),
      [
        ['T001', 0, 2, 'start', null],
        ['T003', 2, 6, 'predecessor', 'T001'],
        ['T004', 6, 9, 'predecessor', 'T003'],
        ['T002', 9, 10, 'agents', 'T004'],
      ],
    );
    assert.equal(tasks[0]?.unblocks, 2);
  });

  it('never calls a guess the best possible', () => {
    const found = plan('# Todo\n\n- [ ] T001 a\n- [ ] T002 b (2h)\n');
    assert.deepEqual(found.unestimated.map(nameOf), ['T001']);
    assert.equal(found.optimal, false);
    assert.equal(plan('# Todo\n\n- [ ] T001 a\n', { defaultHours: 3 }).pipelined, 180);
  });

  it('plans around a cycle, and says what waits for it', () => {
    const found = plan(
      '# Todo\n\n- [ ] T001 a (after T002)\n- [ ] T002 b (after T001)\n- [ ] T003 c (after T002)\n- [ ] T004 d (2h)\n',
    );
    assert.deepEqual(
      found.cycles.map((cycle) => cycle.map(nameOf)),
      [['T001', 'T002']],
    );
    assert.deepEqual(found.stuck.map(nameOf).sort(), ['T001', 'T002', 'T003']);
    assert.deepEqual(
      found.tasks.map(({ task }) => nameOf(task)),
      ['T004'],
    );
    assert.equal(found.optimal, false);
  });

  it('lets a parent wait for its children, and them for what it waits for', () => {
    const found = plan(
      '# Todo\n\n- [ ] T001 a (3h)\n- [ ] T002 b (after T001)\n  - [ ] T003 c (2h)\n  - [ ] T004 d (1h)\n- [ ] T005 e (after T002) (1h)\n',
      { agents: 2 },
    );
    assert.deepEqual(
      found.tasks.map(({ task, start }) => [nameOf(task), hoursOf(start)]),
      [
        ['T001', 0],
        ['T003', 3],
        ['T004', 3],
        ['T005', 5],
      ],
    );
  });

  it('counts an estimate once: for the parent where its children have none', () => {
    const found = plan(
      '# Todo\n\n- [ ] T001 a (3h)\n  - [ ] T002 b\n  - [ ] T003 c (after T004)\n- [ ] T004 d (1h)\n',
    );
    assert.equal(found.work, 240);
    assert.deepEqual(
      found.tasks.map(({ task }) => nameOf(task)),
      ['T004', 'T001'],
    );
  });

  it('says which tasks wait for an id that nobody has', () => {
    assert.deepEqual(plan('# Todo\n\n- [ ] T001 a (after T099)\n').unresolved.map(nameOf), ['T001']);
  });

  it('has nothing to say of nothing', () => {
    const found = plan('# Todo\n');
    assert.deepEqual([found.pipelined, found.barriers, found.tasks, found.declared], [0, 0, [], null]);
  });

  const backlog = '../shared/seeds/aria/BACKLOG.md';
  const real = existsSync(backlog) ? it : it.skip;
  real('of a real backlog: barriers cost 15 of 35 hours', () => {
    const index = new TaskIndex();
    index.set('file:///BACKLOG.md', 'BACKLOG.md', readFileSync(backlog, 'utf8'));
    const five = planJson(planOf(index, { agents: 5 }), '/');
    assert.deepEqual(five.hours, {
      work: 82,
      criticalPath: 20,
      declared: 31,
      barriers: 35,
      pipelined: 20,
      lowerBound: 20,
    });
    assert.deepEqual([five.optimal, five.criticalPath], [true, ['P2-003', 'P3-003']]);
    assert.equal(five.waves[2]?.hours, 8);
    const four = planOf(index, { agents: 4 });
    assert.deepEqual([hoursOf(four.pipelined), four.optimal], [21, true]);
  });
});

describe('what is ready now', () => {
  it('tells no guess as a fact', () => {
    const index = indexOf({
      'TODO.md': '- [ ] T001 a (1h)\n- [ ] T002 b (after T001)\n- [ ] T003 c (2h, after T002)\n',
    });
    const { ready, bottlenecks } = nextTasks(index);
    assert.equal(ready[0]?.reason, 'Ready and critical: 2 tasks (about 3 h) wait for it.');
    assert.ok(bottlenecks.length > 0 && bottlenecks.every(({ isGuess }) => isGuess));
    assert.deepEqual(
      planOf(index).tasks.map(({ unblocksGuess }) => unblocksGuess),
      [true, false, false],
    );
  });

  it('is what most hangs on, with the reason', () => {
    const { ready, bottlenecks } = nextTasks(indexOf({ 'TODO.md': PLAN }));
    assert.deepEqual(
      ready.map(({ task, tail, reason }) => [nameOf(task), hoursOf(tail), reason]),
      [
        ['T001', 9, 'Ready and critical: 2 tasks (7 h) wait for it.'],
        ['T002', 1, 'Ready; nothing waits for it.'],
      ],
    );
    assert.deepEqual(
      bottlenecks.map(({ task, gain }) => [nameOf(task), hoursOf(gain)]),
      [
        ['T003', 2],
        ['T001', 1],
      ],
    );
  });

  it('comes by tail, then by the work that it unblocks, then in file order', () => {
    const text =
      '- [ ] T001 a (1h)\n- [ ] T002 b (2h)\n- [ ] T003 c (1h)\n- [ ] T004 d (1h) P0\n- [ ] T005 e (1h, after T003)\n- [ ] T006 f (2h)\n';
    assert.deepEqual(
      nextTasks(indexOf({ 'TODO.md': text })).ready.map(({ task, tail, unblocks }) => [
        nameOf(task),
        hoursOf(tail),
        unblocks,
      ]),
      [
        ['T003', 2, 1],
        ['T002', 2, 0],
        ['T006', 2, 0],
        ['T001', 1, 0],
        ['T004', 1, 0],
      ],
    );
  });

  it('is a part of a task that is estimated as a whole, too', () => {
    const text = '- [ ] T001 a (3h)\n  - [ ] T002 b\n  - [x] T003 c\n- [ ] T004 d (after T001) (1h)\n';
    assert.deepEqual(
      nextTasks(indexOf({ 'TODO.md': text })).ready.map(({ task, tail, unblocks }) => [
        nameOf(task),
        hoursOf(tail),
        unblocks,
      ]),
      [['T002', 4, 1]],
    );
  });

  it('is never what waits for an unknown id', () => {
    const { ready } = nextTasks(
      indexOf({ 'TODO.md': '# Todo\n\n- [ ] T001 a (after T099)\n- [ ] T002 b\n' }),
    );
    assert.deepEqual(
      ready.map(({ task }) => nameOf(task)),
      ['T002'],
    );
  });
});

describe('what can be said of the length of a schedule', () => {
  const plan = planOf(indexOf({ 'TODO.md': '- [ ] T001 a (1h)\n' }));

  it('is rounded away from what is better than the truth', () => {
    const gap = (pipelined: number, lowerBound: number) => gapPercent({ ...plan, pipelined, lowerBound });
    assert.equal(gap(1_260, 1_200), 5);
    assert.equal(gap(30_001, 30_000), 0.1);
    assert.equal(gap(1_234, 1_200), 2.9);
    assert.equal(gap(1_200, 1_200), 0);
  });

  it('is no proof where efforts are guesses, nor of what is not planned', () => {
    assert.equal(qualityOf(plan), 'best');
    const quality = (text: string) => qualityOf(planOf(indexOf({ 'TODO.md': text })));
    assert.equal(quality('- [ ] T001 a\n'), 'guessed');
    assert.equal(
      quality('- [ ] T001 a (1h)\n- [ ] T002 b (1h, after T003)\n- [ ] T003 c (1h, after T002)\n'),
      'bestOfPlanned',
    );
    const svg = planSvg(planOf(indexOf({ 'TODO.md': '- [ ] T001 a\n- [ ] T002 b (3h)\n' })));
    assert.match(svg, /aria-label="≥ 4 h with 1 agent, 1 task unestimated"/);
  });
});

describe('a plan for other programs', () => {
  const hostile = indexOf({
    'TODO.md':
      '# Todo\n\n- [ ] T001 =HYPERLINK("x") | a &lt;b "quoted", `c`\n- [ ] T002 ]]> --> end; click a callback (after T001)\n',
  });
  const found = planOf(hostile);

  it('has cells that no spreadsheet takes for formulas', () => {
    const csv = planCsv(found, hostile);
    assert.match(csv, /^id,title,path,/);
    assert.ok(csv.includes(`T001,"'=HYPERLINK(""x"") | a <b ""quoted"", c",TODO.md,3,`), csv);
    assert.ok(csv.split('\r\n').length === 4);
  });

  it('has table cells in which nothing is markup', () => {
    const [, , row = ''] = planMarkdown(found).split('\n');
    assert.equal(row.match(/(?<!\\)\|/g)?.length, 7);
    assert.ok(!/(?<!\\)[<`]/.test(row));
  });

  it('has labels that Mermaid takes for text', () => {
    const mermaid = planMermaid(found, hostile);
    assert.match(mermaid, /^flowchart LR\n {2}t1\["T001 /);
    for (const [, label = ''] of mermaid.matchAll(/\["(.*)<br\/>/g))
      assert.ok(!/["<>;](?<!#\d+;)/.test(label), label);
    assert.match(mermaid, /t1 --> t2/);
  });

  it('has arrows to and from tasks that their subtasks are planned for', () => {
    const index = indexOf({
      'TODO.md': `- [ ] T001 Ground (2h)
- [ ] T002 House (after T001)
  - [ ] T003 Walls (3h)
  - [ ] T004 Roof (2h, after T003)
  - [ ] T005 Door (1h)
- [ ] T006 Garden (2h, after T002)
- [ ] T007 Move in (1h, after T002, T006)
`,
    });
    const mermaid = planMermaid(planOf(index), index);
    const names = new Map([...mermaid.matchAll(/(\w+)\(?\["(T\d+)/g)].map(([, node, id]) => [node!, id!]));
    const arrows = [...mermaid.matchAll(/(\w+) --> (\w+)/g)].map(
      ([, from, to]) => `${names.get(from!)} ${names.get(to!)}`,
    );
    assert.deepEqual(arrows.sort(), [
      'T001 T003',
      'T001 T005',
      'T002 T006',
      'T002 T007',
      'T003 T004',
      'T004 T002',
      'T005 T002',
      'T006 T007',
    ]);
  });

  it('is a picture in which text is text', () => {
    const svg = planSvg(found);
    assert.ok(!svg.includes('<b '));
    assert.ok(svg.includes('a &#60;b'));
    assert.match(svg, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    assert.match(svg, /<\/svg>\n$/);
  });
});
