import assert from 'node:assert/strict';
import { completeIds, completionPlace, type CompletionPlace, type TaskIndex } from '../../../src/core';
import { CitingWords } from '../../../src/core/identity/citingWords';
import { indexOf } from './indexOf';

const words = new CitingWords();

/** `|` is the cursor; lines above it are the lines above it. */
function placeAt(text: string, markdown = true): CompletionPlace | null {
  const lines = text.split('\n');
  const row = lines.findIndex((line) => line.includes('¦'));
  const [head = '', tail = ''] = lines[row]!.split('¦');
  const above = (count: number): string | null => lines[row - count] ?? null;
  return completionPlace({ head, tail, above, markdown }, words);
}

/** `why:typed:listed` */
function said(text: string, markdown = true): string | null {
  const place = placeAt(text, markdown);
  return place && [place.why, place.typed, ...place.listed].join(':');
}

describe('the place of an id to be completed', () => {
  it('is behind the label of a field of dependencies, in any language and decoration', () => {
    const cases: Readonly<Record<string, string>> = {
      'Dependencies: ¦': 'field:',
      '**Dependencies**: ¦': 'field:',
      '**Dependencies:** ¦': 'field:',
      '  - **Depends on:** P0-001, ¦': 'field::P0-001',
      '- Depends on: P0-001, P0-¦': 'field:P0-:P0-001',
      '_Blocked by:_ ¦': 'field:',
      '- [ ] T012 Fence it in. Depends on: ¦': 'field:',
      '**Dependencies**: `T001`–`T003`, ¦': 'field::T001:T002:T003',
      '**Abhängigkeiten**: T1 und ¦': 'field::T1',
      'Зависимости: ¦': 'field:',
      '依赖：¦': 'field:',
      'dependencies: [P0-001, ¦]': 'field::P0-001',
      '**Dependencies**: ¦, T009': 'field::T009',
    };
    for (const [text, expected] of Object.entries(cases)) assert.equal(said(text), expected, text);
  });

  it('is in a list under such a label, and in such a column', () => {
    assert.equal(said('**Dependencies**:\n\n- T001\n- ¦'), 'field::T001');
    assert.equal(said('---\ndependencies:\n  - T001\n  - T¦\n---'), 'field:T:T001');
    assert.equal(said('**Notes**:\n\n- ¦'), null);
    const table = '| ID | Task | Depends on |\n| --- | :-- | --- |\n| A-1 | Buy | |\n';
    assert.equal(said(`${table}| A-2 | Build | A-1, ¦ |`), 'field::A-1');
    assert.equal(said(`${table}| A-2 | Bu¦ | |`), null);
  });

  it('is behind words that announce an id, with what is listed already', () => {
    const cases: Readonly<Record<string, string>> = {
      'This is blocked by ¦': 'certain:',
      'it depends on T0¦': 'certain:T0',
      'as TODO ¦': 'certain:',
      'TODO 3.¦': 'certain:3.',
      'see item ¦': 'certain:',
      'see items 3.6 and ¦': 'certain::3.6',
      'Aufgabe ¦': 'certain:',
      '⛔ ¦': 'certain:',
      '- [ ] Roof (after ¦)': 'likely:',
      'it needs ¦': 'likely:',
      'after T001, T002 and ¦': 'likely::T002:T001',
      '前置任务 ¦': 'likely:',
    };
    for (const [text, expected] of Object.entries(cases)) assert.equal(said(text), expected, text);
  });

  it('is where what is typed can only be an id', () => {
    assert.equal(said('as P0-¦'), 'begun:P0-');
    assert.equal(said('as T01¦'), 'begun:T01');
    assert.equal(said('done [t-¦'), 'begun:t-');
  });

  it('is nowhere else', () => {
    for (const text of [
      'ordinary words ¦',
      'ordinary ¦',
      'a T-shirt and a ¦',
      '¦',
      '- [ ] T01¦',
      '### P0-¦',
      '| P0-¦',
      'x.T0¦',
      'https://example.com/P0-¦',
      'Note: ¦',
      '**Dependencies**: P0-001 ¦',
      '**Dependencies**: P0-001 must be merged ¦',
      'The rule: it says that ¦',
      'thereafter ¦',
    ])
      assert.equal(said(text), null, text);
  });

  it('reads fields in Markdown alone', () => {
    assert.equal(said('dependencies: ¦', false), null);
    assert.equal(said('// TODO ¦', false), 'certain:');
  });

  it('takes a line of any length', () => {
    const since = performance.now();
    for (const filler of ['T001, ', 'a: ', '| ', '**', '- '])
      placeAt(`Depends on: ${filler.repeat(200_000)}¦`);
    assert.ok(performance.now() - since < 2_000);
  });
});

describe('completing an id', () => {
  const index = indexOf({
    'docs/TODO.md':
      '# Plan\n\n- [x] T001 Buy ground\n- [ ] T002 Build\n  Depends on:\n- [ ] T003 Fence\n\n1. [ ] One\n',
    'docs/BACKLOG.md': '- [ ] T002 Another build\n- [x] B-01 Bridge\n- [ ] B-02 Barn\n',
    'specs/TASKS.md': '- [ ] S-01 Sea\n- [ ] T003 Sky\n',
  });
  const TODO = 'file:///root/docs/TODO.md';
  function ids(head: string, uri = TODO, line = 4, from: TaskIndex = index, limit = 100): string[] {
    const cursor = { head, tail: '', above: () => null, markdown: true };
    const place = completionPlace(cursor, words);
    assert.ok(place, head);
    return take(completeIds(from, place, { uri, line, limit })).items.map(({ id }) => id);
  }
  function take<T>(steps: Generator<void, T>): T {
    for (;;) {
      const step = steps.next();
      if (step.done) return step.value;
    }
  }

  it('offers the same file first, open before done, then the nearest, and not the task itself', () => {
    assert.deepEqual(ids('Depends on: '), ['T003', '1', 'T001', 'B-02', 'S-01', 'B-01']);
  });

  it('leaves out what is listed, and what begins otherwise', () => {
    assert.deepEqual(ids('Depends on: T003, '), ['1', 'T001', 'B-02', 'S-01', 'B-01']);
    assert.deepEqual(ids('Depends on: t0'), ['T003', 'T001']);
    assert.deepEqual(ids('see P0-'), []);
  });

  it('finds a task by its title in a field', () => {
    assert.deepEqual(ids('Depends on: barn'), ['B-02']);
    assert.deepEqual(ids('TODO barn'), []);
  });

  it('offers what an id means there: the nearest task, and no number of another file', () => {
    const readme = 'file:///root/specs/README.md';
    const place = completionPlace({ head: 'TODO ', tail: '', above: () => null, markdown: true }, words)!;
    const { items } = take(completeIds(index, place, { uri: readme, line: 0, limit: 100 }));
    const meant = (id: string) =>
      items.find((item) => item.id === id)?.tasks.map((task) => task.document.path);
    assert.deepEqual(meant('T003'), ['specs/TASKS.md']);
    assert.deepEqual(meant('T002'), ['docs/BACKLOG.md', 'docs/TODO.md']);
    assert.equal(items[0]?.elsewhere, true);
  });

  it('cuts a long list, and says so', () => {
    const many = indexOf({
      'TODO.md': Array.from({ length: 5_000 }, (_, i) => `- [ ] T${1000 + i} x`).join('\n'),
    });
    const place = completionPlace({ head: 'TODO ', tail: '', above: () => null, markdown: true }, words)!;
    const steps = completeIds(many, place, { uri: 'file:///root/README.md', line: 0, limit: 50 });
    const found = take(steps);
    assert.equal(found.items.length, 50);
    assert.equal(found.isComplete, false);
  });
});
