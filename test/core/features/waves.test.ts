import assert from 'node:assert/strict';
import { declaredWaves, WAVES_EXAMPLE, type DocumentWaves } from '../../../src/core';
import { indexOf } from './indexOf';

const PLAN = `# House

- [ ] T900 Sell the old one

## Wave 2: Walls

- [ ] T010 Lay bricks (4-6 h, after T001)
- [/] T011 Mix mortar (1.5 h)
- [ ] T012 Choose a colour

## Wave 1: Ground

- [x] T001 Dig the pit (2 h, after T404)
- [ ] T002 Drain it (after T001, T404)
`;

function onlyDocument(text: string): DocumentWaves {
  const documents = declaredWaves(indexOf({ 'TODO.md': text }));
  assert.equal(documents.length, 1);
  return documents[0]!;
}

const namesOf = ({ waves }: DocumentWaves): unknown => waves.map(({ name }) => name);

describe('declared waves', () => {
  it('come in the order of their numbers, what has none last', () => {
    const { uri, path, waves } = onlyDocument(PLAN);
    assert.deepEqual([uri, path], ['file:///root/TODO.md', 'TODO.md']);
    assert.deepEqual(
      waves.map(({ name, tasks }) => [name, ...tasks.map(({ id }) => id)]),
      [
        ['Wave 1: Ground', 'T001', 'T002'],
        ['Wave 2: Walls', 'T010', 'T011', 'T012'],
        [null, 'T900'],
      ],
    );
  });

  it('know the totals, the range of the effort, and how many tasks have no estimate', () => {
    assert.deepEqual(
      onlyDocument(PLAN).waves.map(({ totals }) => totals),
      [
        { count: 2, finished: 1, effortHours: { min: 2, max: 2 }, unestimated: 1 },
        { count: 3, finished: 0, effortHours: { min: 5.5, max: 7.5 }, unestimated: 1 },
        { count: 1, finished: 0, effortHours: null, unestimated: 1 },
      ],
    );
  });

  it('tell of each task where it is and what it still waits for', () => {
    const [ground, walls] = onlyDocument(PLAN).waves;
    assert.deepEqual(walls?.tasks[1], {
      key: 'TODO.md#T011',
      id: 'T011',
      title: 'Mix mortar',
      status: 'doing',
      finished: false,
      effortHours: { min: 1.5, max: 1.5 },
      waitsFor: [],
      line: 8,
    });
    assert.deepEqual(ground?.tasks[0]?.waitsFor, [], 'a finished task waits for nothing');
    assert.deepEqual(ground?.tasks[1]?.waitsFor, ['T404'], 'an unknown id is waited for');
    assert.deepEqual(walls?.tasks[0]?.waitsFor, [], 'what is done is not waited for');
  });

  it('count an estimate once, be it of a task or of its subtasks', () => {
    const { waves } = onlyDocument(`## Wave 1

- [ ] T1 Estimated as a whole (8 h)
  - [ ] T2 a part (3 h)
    - [ ] T3 a part of it
- [ ] T4 Estimated by its parts
  - [ ] T5 one (1 h)
  - [ ] T6 another
`);
    assert.deepEqual(waves[0]?.totals, {
      count: 6,
      finished: 0,
      effortHours: { min: 9, max: 9 },
      unestimated: 1,
    });
  });

  it('leave no noise in sums', () => {
    const { waves } = onlyDocument('## Wave 1\n\n- [ ] T1 a (0.1 h)\n- [ ] T2 b (0.2 h)\n');
    assert.deepEqual(waves[0]?.totals.effortHours, { min: 0.3, max: 0.3 });
  });

  it('are kept apart by document; documents without any are left out', () => {
    const index = indexOf({ 'b/TODO.md': PLAN, 'TODO.md': '- [ ] T1 a\n', 'a/TODO.md': PLAN });
    assert.deepEqual(
      declaredWaves(index).map(({ path }) => path),
      ['a/TODO.md', 'b/TODO.md'],
    );
  });

  it('can be those of one document', () => {
    const index = indexOf({ 'b/TODO.md': PLAN, 'TODO.md': '- [ ] T1 a\n', 'a/TODO.md': PLAN });
    const paths = (uri: string): unknown => declaredWaves(index, { uri }).map(({ path }) => path);
    assert.deepEqual(paths('file:///root/b/TODO.md'), ['b/TODO.md']);
    assert.deepEqual(paths('file:///root/TODO.md'), []);
    assert.deepEqual(paths('file:///root/gone.md'), []);
  });

  it('list no more tasks than asked for, but count them all', () => {
    const [document] = declaredWaves(indexOf({ 'TODO.md': PLAN }), { limit: 3 });
    assert.deepEqual(
      document?.waves.map(({ tasks, omitted, totals }) => [tasks.length, omitted, totals.count]),
      [
        [2, 0, 2],
        [1, 2, 3],
        [0, 1, 1],
      ],
    );
  });

  it('are read from lists that only plan, too', () => {
    const text =
      '### P0-001: Vault\n\n**Complexity**: Small (1 hours)\n\n### P0-002: Mesh\n\n## Implementation Waves\n\n### Wave 1: First (Day 1) — 3 hours\n- P0-002: Mesh\n\n### Wave 2: Then\n- P0-001\n';
    const { waves } = onlyDocument(text);
    assert.deepEqual(
      waves.map(({ tasks }) => tasks.map(({ id, line }) => [id, line])),
      [[['P0-002', 5]], [['P0-001', 1]]],
    );
  });

  it('are what the example declares', () => {
    const document = onlyDocument(WAVES_EXAMPLE);
    assert.deepEqual(namesOf(document), ['Wave 1: Ground', 'Wave 2: Walls']);
    assert.deepEqual(
      document.waves.flatMap(({ tasks }) =>
        tasks.map(({ effortHours, waitsFor }) => [effortHours, waitsFor]),
      ),
      [
        [{ min: 2, max: 2 }, []],
        [{ min: 4, max: 4 }, ['T001']],
      ],
    );
  });
});
