import assert from 'node:assert/strict';
import { actionOf, type Action } from '../../webview/waves/keyboard';
import { fill, layOut, rowToFocus, type Choice, type Row } from '../../webview/waves/layout';
import { document, task, wave } from './wavesSnapshot';

const done = { finished: true, mark: 'done', status: 'done' } as const;
const one = [
  document(
    'TODO.md',
    wave('Wave 1: Ground', [task('T1', done), task('T2')]),
    wave('Wave 2: Walls', [task('T3', { title: 'Lay <b>bricks</b>', waitsFor: 'T2' })]),
  ),
];
const two = [...one, document('b/TODO.md', wave('Wave 1', [task('U1')], 3))];

function choice(more: Partial<Choice> = {}): Choice {
  return { filter: '', hideFinished: false, collapsed: new Set(), ...more };
}

/** Rows as indented words. */
function draw(rows: readonly Row[]): string[] {
  return rows.map((row) => {
    const indent = '  '.repeat(row.level - 1);
    const place = ` (${row.position}/${row.siblings})`;
    switch (row.type) {
      case 'document':
        return `${indent}${row.open ? 'v' : '>'} ${row.path}${place}`;
      case 'wave':
        return `${indent}${row.open ? 'v' : '>'} ${row.wave.title}${place}`;
      case 'task':
        return `${indent}${row.task.id}${place}`;
      case 'omitted':
        return `${indent}+${row.count}${place}`;
    }
  });
}

describe('the rows of the page of waves', () => {
  it('are waves and their tasks', () => {
    const { rows, shown, total } = layOut(one, choice());
    assert.deepEqual(draw(rows), [
      'v Wave 1: Ground (1/2)',
      '  T1 (1/2)',
      '  T2 (2/2)',
      'v Wave 2: Walls (2/2)',
      '  T3 (1/1)',
    ]);
    assert.deepEqual([shown, total], [3, 3]);
  });

  it('are under their documents where there are several', () => {
    assert.deepEqual(draw(layOut(two, choice()).rows), [
      'v TODO.md (1/2)',
      '  v Wave 1: Ground (1/2)',
      '    T1 (1/2)',
      '    T2 (2/2)',
      '  v Wave 2: Walls (2/2)',
      '    T3 (1/1)',
      'v b/TODO.md (2/2)',
      '  v Wave 1 (1/1)',
      '    U1 (1/2)',
      '    +3 (2/2)',
    ]);
  });

  it('hide what is folded, but count it', () => {
    const all = layOut(two, choice()).rows;
    const folded = all.filter((row) => row.type === 'document' || row.id.includes('Walls'));
    const { rows, shown } = layOut(two, choice({ collapsed: new Set(folded.slice(1).map(({ id }) => id)) }));
    assert.deepEqual(draw(rows), [
      'v TODO.md (1/2)',
      '  v Wave 1: Ground (1/2)',
      '    T1 (1/2)',
      '    T2 (2/2)',
      '  > Wave 2: Walls (2/2)',
      '> b/TODO.md (2/2)',
    ]);
    assert.equal(shown, 4);
  });

  it('leave out finished tasks, and the waves that hold no others', () => {
    const { rows, shown, total } = layOut(one, choice({ hideFinished: true }));
    assert.deepEqual(draw(rows), [
      'v Wave 1: Ground (1/2)',
      '  T2 (1/1)',
      'v Wave 2: Walls (2/2)',
      '  T3 (1/1)',
    ]);
    assert.deepEqual([shown, total], [2, 3]);
  });

  it('have all words of the filter, in any case, in the task, its wave or its path', () => {
    const ids = (filter: string): string[] =>
      layOut(two, choice({ filter })).rows.flatMap((row) => (row.type === 'task' ? [row.task.id] : []));
    assert.deepEqual(ids('BRICKS lay'), ['T3']);
    assert.deepEqual(ids('t2'), ['T2', 'T3'], 'what waits for it, too');
    assert.deepEqual(ids('ground done'), ['T1']);
    assert.deepEqual(ids('b/todo'), ['U1']);
    assert.deepEqual(ids('  '), ['T1', 'T2', 'T3', 'U1']);
    assert.deepEqual(ids('.*'), []);
  });

  it('show a wave of which no task was sent', () => {
    assert.deepEqual(draw(layOut([document('TODO.md', wave('Wave 9', [], 7))], choice()).rows), [
      'v Wave 9 (1/1)',
      '  +7 (1/1)',
    ]);
  });

  it('have ids that are unique and outlive other changes', () => {
    const { rows } = layOut(two, choice());
    assert.equal(new Set(rows.map(({ id }) => id)).size, rows.length);
    const filtered = layOut(two, choice({ filter: 'T3' })).rows;
    for (const { id } of filtered) assert.ok(rows.some((row) => row.id === id));
  });
});

describe('the row that has the focus after a change', () => {
  const { rows } = layOut(one, choice());
  const idAt = (index: number): string => rows[index]!.id;

  it('is the same, wherever it is now', () => {
    const after = rows.filter((_, i) => i !== 0);
    assert.equal(rowToFocus(rows, after, idAt(2)), 1);
  });

  it('is the next one where it is gone', () => {
    const after = rows.filter((_, i) => i !== 1);
    assert.equal(after[rowToFocus(rows, after, idAt(1))]?.id, idAt(0));
    const without2 = rows.filter((_, i) => i !== 2);
    assert.equal(without2[rowToFocus(rows, without2, idAt(2))]?.id, idAt(3));
  });

  it('is the first at the start, and none where there are no rows', () => {
    assert.equal(rowToFocus([], rows, null), 0);
    assert.equal(rowToFocus([], rows, 'gone'), 0);
    assert.equal(rowToFocus(rows, [], idAt(1)), -1);
  });
});

describe('the keys of the grid', () => {
  const { rows } = layOut(one, choice({ collapsed: new Set(['wave file:///root/TODO.md Wave 2: Walls']) }));
  const press = (key: string, index: number, more = {}): Action | null =>
    actionOf({ key, ctrlKey: false, altKey: false, metaKey: false, ...more }, rows, index);

  it('move up, down, and to the ends', () => {
    assert.deepEqual(draw(rows), [
      'v Wave 1: Ground (1/2)',
      '  T1 (1/2)',
      '  T2 (2/2)',
      '> Wave 2: Walls (2/2)',
    ]);
    assert.deepEqual(press('ArrowDown', 0), { type: 'focus', index: 1 });
    assert.deepEqual(press('ArrowDown', 3), { type: 'focus', index: 3 });
    assert.deepEqual(press('ArrowUp', 0), { type: 'focus', index: 0 });
    assert.deepEqual(press('End', 0), { type: 'focus', index: 3 });
    assert.deepEqual(press('Home', 3), { type: 'focus', index: 0 });
    assert.deepEqual(press('PageDown', 1), { type: 'focus', index: 3 });
    assert.deepEqual(press('PageUp', 3), { type: 'focus', index: 0 });
  });

  it('open, close, and go in and out', () => {
    assert.deepEqual(press('ArrowRight', 3), { type: 'toggle', index: 3 });
    assert.deepEqual(press('ArrowRight', 0), { type: 'focus', index: 1 });
    assert.equal(press('ArrowRight', 1), null);
    assert.deepEqual(press('ArrowLeft', 0), { type: 'toggle', index: 0 });
    assert.deepEqual(press('ArrowLeft', 2), { type: 'focus', index: 0 });
    assert.equal(press('ArrowLeft', 3), null);
  });

  it('reveal tasks, and toggle waves', () => {
    assert.deepEqual(press('Enter', 1), { type: 'reveal', index: 1, keepFocus: false });
    assert.deepEqual(press(' ', 1), { type: 'reveal', index: 1, keepFocus: true });
    assert.deepEqual(press('Enter', 0), { type: 'toggle', index: 0 });
  });

  it('leave the rest to the workbench', () => {
    assert.deepEqual(press('/', 0), { type: 'filter' });
    for (const modifier of ['ctrlKey', 'altKey', 'metaKey'])
      assert.equal(press('Enter', 1, { [modifier]: true }), null);
    for (const key of ['a', 'Tab', 'F1', 'Escape']) assert.equal(press(key, 0), null);
    assert.equal(press('Enter', 99), null);
  });
});

describe('a label with gaps', () => {
  it('is filled in once', () => {
    assert.equal(fill('{0} of {1}, {2}', '{1}', 5), '{1} of 5, {2}');
    assert.equal(fill('$& {0}', '$&'), '$& $&');
  });
});
