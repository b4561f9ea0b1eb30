/** What is said above tasks and waves: where, and of what. */
import assert from 'node:assert/strict';
import { lensPlacesInSteps, nameOf, planOf, taskLens, waveLens, type LensPlace } from '../../../src/core';
import { finish } from '../../../src/core/text/steps';
import { indexOf, taskOf } from './indexOf';

const URI = 'file:///root/TODO.md';
const TEXT = `# Backlog

### A-1: Ground

**Effort:** 4h

### A-2: Walls

**Effort:** 4h
**Dependencies:** A-1

### A-3: Roof

**Effort:** 3h
**Dependencies:** A-2, A-9

### A-4: Alone

**Effort:** 1h

### A-5: Over

**Status:** Done
**Dependencies:** A-1

### A-6: Round

**Effort:** 1h
**Dependencies:** A-7

### A-7: About

**Effort:** 1h
**Dependencies:** A-6

## Waves

### Wave 1: Start — 4 hours with 5 agents

- A-1
- A-2

### Wave 2: End — 3 hours with 2 agents

- A-3

### Wave 3: Void
`;

const index = indexOf({ 'TODO.md': TEXT });
const plan = planOf(index);

function lens(id: string) {
  const task = taskOf(index, id);
  const at = task.document.tasks.indexOf(task);
  const planned = plan.tasks.find((each) => each.task === task);
  return taskLens(index, task.document, at, plan, planned)!;
}

function wave(name: string) {
  return waveLens(
    index.document(URI)!,
    name,
    plan,
    plan.waves.find((planned) => planned.name === name),
  );
}

describe('what is said above a line', () => {
  const nameIn = (place: LensPlace, from = index): string =>
    place.kind === 'wave' ? place.wave : (from.document(URI)?.tasks[place.at]?.id ?? '');

  it('stands above open tasks that wait or are waited for, and above waves that plan any', () => {
    const places = finish(lensPlacesInSteps(index, URI));
    assert.deepEqual(
      places.map((place) => nameIn(place)),
      [...['A-1', 'A-2', 'A-3', 'A-6', 'A-7'], ...['Wave 1: Start', 'Wave 2: End']],
    );
    const lines = TEXT.split('\n');
    for (const place of places) assert.ok(lines[place.line]?.includes(nameIn(place)));
  });

  it('stays where it is while a title is typed, and moves with the text', () => {
    const other = indexOf({ 'TODO.md': TEXT });
    const before = finish(lensPlacesInSteps(other, URI));
    other.update(URI, [{ start: TEXT.indexOf('Roof'), end: TEXT.indexOf('Roof'), text: 'Big ' }]);
    assert.deepEqual(finish(lensPlacesInSteps(other, URI)), before);
    other.update(URI, [{ start: 0, end: 0, text: 'Words.\n\n' }]);
    assert.deepEqual(
      finish(lensPlacesInSteps(other, URI)),
      before.map((place) => ({ ...place, line: place.line + 2 })),
    );
  });

  it('says of a task what it waits for, what waits for it, and how late it may be', () => {
    const first = lens('A-1');
    assert.deepEqual(
      [first.state, first.unblocks, first.unblockedMinutes, first.isCritical],
      ['ready', 2, 420, true],
    );
    assert.deepEqual(first.named.map(nameOf), ['A-2', 'A-3']);
    const second = lens('A-2');
    assert.deepEqual(
      [second.state, second.waits.names, second.named.map(nameOf)],
      ['waiting', ['A-1'], ['A-1', 'A-3']],
    );
    const third = lens('A-3');
    assert.deepEqual([third.waits, third.unblocks], [{ names: ['A-2', 'A-9'], more: 0, isUnknown: true }, 0]);
    assert.equal(lens('A-6').state, 'stuck');
  });

  it('says of a wave what it declares, what it needs, and why', () => {
    const one = wave('Wave 1: Start');
    assert.deepEqual(
      [one.declaredHours, one.declaredAgents, one.neededMinutes, one.chain.map(nameOf)],
      [4, 5, 480, ['A-1', 'A-2']],
    );
    assert.deepEqual([wave('Wave 2: End').neededMinutes, wave('Wave 3: Void').neededMinutes], [180, null]);
  });

  it('makes no figures of guesses', () => {
    const guessed = indexOf({ 'TODO.md': '- [ ] T001 a\n- [ ] T002 b (after T001)\n- [ ] T003 c\n' });
    const task = taskOf(guessed, 'T001');
    const made = planOf(guessed);
    const planned = made.tasks.find((each) => each.task === task);
    const said = taskLens(guessed, task.document, 0, made, planned)!;
    assert.deepEqual(
      [said.state, said.unblocks, said.unblockedMinutes, said.slack],
      ['ready', 1, null, null],
    );
  });
});
