import * as assert from 'node:assert/strict';
import type { GanttOther, GanttRow } from '../../src/protocol/gantt';
import { NO_PLAN } from '../../src/protocol/ganttPlan';
import { GANTT_TEXTS } from '../../src/protocol/ganttTexts';
import { actionOf, HELP, KEYS } from '../../webview/gantt/keyboard';
import { layOut, type Line } from '../../webview/gantt/layout';
import { Model } from '../../webview/gantt/model';
import { Words } from '../../webview/gantt/words';
import { modelOf } from '../gantt/model';
import { SCENARIOS } from '../gantt/scenarios';
import { head, row } from './gantt';

const words = new Words(GANTT_TEXTS, 'en');

describe('what the Gantt says', () => {
  const model = modelOf(SCENARIOS.plan());
  const at = (id: string): number => model.placeOf(id);

  it('reads a row as its name, effort, hours, wave and what it waits for', () => {
    assert.equal(words.row(model, at('P2-002')), 'P2-002, 4 hours, hours 7 to 11, wave 3, waits for P0-003');
    assert.equal(words.row(model, at('P1-008')), 'P1-008, 1 hour, hours 7 to 8, wave 1');
    assert.match(words.row(model, at('P2-001')), /^P2-001, 8 hours, .* wave 4, waits for P1-006$/);
    const nested = modelOf(SCENARIOS.nested());
    assert.match(words.row(nested, nested.placeOf('~3')), /^A task without an id.*, 1 hour, hours/);
  });

  it('keeps what is written from right to left apart from the sentence around it', () => {
    assert.equal(words.nameOf({ id: '', title: 'לבנות 12' }), '\u2068לבנות 12\u2069');
    assert.equal(words.nameOf({ id: 'P0-001', title: 'לבנות 12' }), 'P0-001');
  });

  it('names of what a row waits for nothing that follows from the rest', () => {
    const three = (more: readonly GanttRow[], states: readonly GanttOther[] = []) =>
      new Model({
        ...NO_PLAN,
        head: head(),
        others: states,
        rows: [row('a'), row('b', { waitsFor: ['a'] }), ...more],
        placements: [0, 60, 120].map((start) => ({ start, length: 60, agent: 1, slack: 0 })),
      });
    const name = (...keys: readonly string[]): string =>
      words.row(three([row('c', { waitsFor: keys })], [{ key: 'x', name: 'T9', state: 'unknown' }]), 2);
    assert.match(name('a', 'b'), /waits for b$/);
    assert.match(name('b', 'a', 'x'), /waits for b, T9$/);
    assert.match(name('a'), /waits for a$/);
    const done = three([row('c', { waitsFor: ['a', 'b'] })]);
    const rows = done.plan.rows.map((each) =>
      each.key === 'b' ? { ...each, status: 'done' as const } : each,
    );
    assert.match(words.row(new Model({ ...done.plan, rows }), 2), /waits for a$/, 'b is done all the same');
  });

  it('describes what pictures show', () => {
    assert.equal(words.rowMore(model, at('P2-003')), 'Figure the primary mirror, ready, critical');
    assert.match(words.rowMore(model, at('P0-001')), /in progress, 7 hours of slack, 40% done$/);
    const guessed = modelOf(SCENARIOS.unestimated());
    assert.match(words.rowMore(guessed, guessed.placeOf('P1-006')), /no effort written, planned as 1 hour$/);
    const knotted = modelOf(SCENARIOS.cycle());
    assert.match(words.row(knotted, knotted.placeOf('P0-003')), /not planned, wave 3, waits for P0-002$/);
    assert.match(words.rowMore(knotted, knotted.placeOf('P0-003')), /in a cycle$/);
    assert.match(words.rowMore(knotted, knotted.placeOf('P2-002')), /blocked by a cycle$/);
  });

  it('has the totals, and the proof of what is proved alone', () => {
    const totals = (scenario: keyof typeof SCENARIOS, stuck = 0): string => {
      const { head } = modelOf(SCENARIOS[scenario]()).plan;
      return words.totals(head!.figures, head!.options.mode, stuck, 0).join(' │ ');
    };
    assert.equal(
      totals('plan'),
      'Declared 30h │ with barriers 35h │ pipelined 20h — the best possible │ barriers cost +75% │ busy 70%',
    );
    assert.match(totals('unestimated'), /pipelined ≥ 20h │ 3 tasks unestimated/);
    assert.match(totals('cycle', 7), /pipelined ≥ 20h │ 7 tasks cannot be planned/);
    for (const scenario of ['unestimated', 'noEffort', 'cycle'] as const)
      assert.doesNotMatch(totals(scenario, 1), /best possible/);
    const { figures } = model.plan.head!;
    const gap = words.totals({ ...figures, optimal: false, gap: 44 }, 'pipelined', 0, 0);
    assert.equal(gap[2], 'pipelined 20h — at most 4.4% above the best possible');
    // Not proved is never called the best, however near.
    const near = words.totals({ ...figures, optimal: false }, 'pipelined', 0, 0);
    assert.equal(near[2], 'pipelined 20h — at most 0.1% above the best possible');
  });

  it('says how many wait for what nobody knows', () => {
    const unknown = modelOf(SCENARIOS.unknown());
    assert.equal(unknown.unresolvedCount(), 1);
    assert.equal(model.unresolvedCount(), 0);
    const { figures } = unknown.plan.head!;
    assert.match(words.totals(figures, 'pipelined', 0, 1).join(' │ '), /│ 1 task waits for what no task is/);
  });

  it('says why a task starts when it does', () => {
    const details = (
      id: string,
      kind: 'start' | 'predecessor' | 'agents' | 'barrier' | 'order',
      agents = 4,
      unblocksGuess = false,
    ) =>
      words.details(model, at(id), agents, {
        type: 'details',
        key: id,
        driver: { kind, at: 120, task: 'P1-002', wave: 'Wave 1' },
        unblocks: 1,
        unblocksMinutes: 240,
        unblocksGuess,
      });
    assert.equal(
      details('P2-003', 'start'),
      'P2-003: starts at 0h. Critical: each extra hour delays the finish. Unblocks 1 task, 4h.',
    );
    assert.match(details('P2-003', 'start', 4, true), /Unblocks 1 task, ≥ 4h\.$/);
    assert.match(details('P2-002', 'predecessor'), /^P2-002: starts at 7h, when P1-002 is done\. Can end 7h/);
    assert.match(details('P2-002', 'agents'), /could start at 2h; all 4 agents are busy until 7h\./);
    assert.match(details('P2-002', 'agents', 1), /could start at 2h; the only agent is busy until 7h\./);
    assert.match(details('P2-002', 'barrier'), /could start at 2h; Wave 1 is not over until 7h\./);
    assert.match(details('P2-002', 'order'), /could start at 2h; until 7h the agents have/);
    const unknown = modelOf(SCENARIOS.unknown());
    assert.match(
      words.details(unknown, unknown.placeOf('P1-005'), 4, null),
      /Waits for P9-999, which no task has\./,
    );
  });

  it('shows what a wave says of itself, and what it needs', () => {
    const wave = model.wave('w3')!;
    assert.equal(words.waveFigures(wave), '4h × 5');
    assert.equal(words.waveProblem(wave), 'needs 8h: P2-002 waits for P0-003');
    assert.equal(words.waveProblem(model.wave('w1')!), '');
  });

  it('writes numbers as its language does, and as English where there is none', () => {
    assert.equal(new Words(GANTT_TEXTS, 'de').hours(90), '1,5h');
    assert.equal(new Words(GANTT_TEXTS, 'no such language').hours(90), '1.5h');
  });

  it('never takes for ready what the host says is held', () => {
    const held = new Model({
      ...NO_PLAN,
      rows: [row('a', { held: true }), row('b', { held: true, status: 'doing' }), row('c')],
      placements: ['a', 'b', 'c'].map(() => ({ start: 0, length: 60, agent: 1, slack: 0 })),
    });
    assert.deepEqual(
      [0, 1, 2].map((at) => [held.mark(at), held.isReady(at)]),
      [
        ['waiting', false],
        ['doing', false],
        ['ready', true],
      ],
    );
  });

  it('never takes what waits for something unknown for ready', () => {
    const unknown = modelOf(SCENARIOS.unknown());
    assert.ok(!unknown.isReady(unknown.placeOf('P1-005')));
    assert.equal(unknown.mark(unknown.placeOf('P1-005')), 'waiting');
    assert.ok(!unknown.isReady(unknown.placeOf('P2-004')), 'blocked');
    assert.ok(unknown.isReady(unknown.placeOf('P1-006')));
    const some = modelOf(SCENARIOS.someDone());
    assert.ok(some.isReady(some.placeOf('P0-002')), 'what it waits for is done');
  });
});

describe('keys of the Gantt', () => {
  const { lines } = layOut(modelOf(SCENARIOS.nested()), {
    grouping: 'file',
    filter: '',
    collapsed: new Set(['task 1']),
  });
  const press = (key: string, at: number, more = {}, all: readonly Line[] = lines) =>
    actionOf({ key, ctrlKey: false, altKey: false, metaKey: false, ...more }, all, at, 3);

  it('go through the lines', () => {
    assert.deepEqual(lines.map(({ key }) => key).slice(0, 3), ['file docs/BACKLOG.md', 'task 1', 'task 2']);
    assert.deepEqual(press('ArrowDown', 0), { type: 'focus', line: 1 });
    assert.deepEqual(press('ArrowUp', 0), { type: 'focus', line: 0 });
    assert.deepEqual(press('End', 0), { type: 'focus', line: lines.length - 1 });
    assert.deepEqual(press('PageDown', 0), { type: 'focus', line: 3 });
    assert.deepEqual(press('ArrowRight', 0), { type: 'focus', line: 1 });
    assert.deepEqual(press('ArrowLeft', 0), { type: 'toggle', line: 0 });
    assert.deepEqual(press('ArrowRight', 1), { type: 'toggle', line: 1 });
    assert.deepEqual(press('ArrowLeft', 1), { type: 'focus', line: 0 });
    assert.deepEqual(press('Enter', 0), { type: 'toggle', line: 0 });
  });

  it('are those that the keyboard has on its third level too', () => {
    for (const modifiers of [{ altKey: true }, { altKey: true, ctrlKey: true }])
      assert.deepEqual(press('[', 1, modifiers), { type: 'command', name: 'waitsFor' });
    assert.equal(press('[', 1, { ctrlKey: true }), null);
  });

  it('are told in the help', () => {
    const shown = HELP.map(({ keys }) => keys.join(' ')).join(' │ ');
    assert.match(shown, /^↑ ↓ │ ← → │ Home End │ Enter │ Space │ Alt\+↑ Alt\+↓ │ \[ \] │ C │ R │ \+ − 0 │/);
  });

  it('are commands, and other keys are left to the workbench', () => {
    for (const [key, name] of KEYS) {
      const altKey = key.startsWith('Alt+');
      const action = press(key.replace('Alt+', ''), 1, { altKey });
      assert.deepEqual(action, { type: 'command', name }, key);
    }
    assert.deepEqual(press('C', 1), { type: 'command', name: 'nextCritical' });
    for (const key of ['x', 'F1', 'Tab', 'Escape']) assert.equal(press(key, 1), null);
    for (const modifier of ['ctrlKey', 'metaKey']) assert.equal(press('c', 1, { [modifier]: true }), null);
    assert.equal(press('ArrowRight', 1, { altKey: true }), null);
    assert.equal(press('c', 1, { altKey: true }), null);
    assert.equal(press('c', 1, { altKey: true, ctrlKey: true }), null);
    assert.equal(press('ArrowDown', 0, {}, []), null);
  });
});
