import * as assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { root } from '../../scripts/vscode/index.mjs';
import { finish } from '../../src/core/text/steps';
import {
  GANTT_PROTOCOL,
  isGanttState,
  isGanttToHost,
  isGanttToPage,
  type GanttState,
  type GanttToHost,
  type GanttToPage,
} from '../../src/protocol/gantt';
import { changeInSteps } from '../../src/protocol/ganttChange';
import { NO_PLAN } from '../../src/protocol/ganttPlan';
import { fillIn, GANTT_TEXTS } from '../../src/protocol/ganttTexts';
import { head, OPTIONS, row } from './gantt';

const change = finish(
  changeInSteps(NO_PLAN, {
    head: head({
      undo: 'Move B to Wave 2',
      cycles: [{ names: ['A', 'B'], more: 0 }],
      cycleCount: 1,
      whatIf: [{ agents: 1, minutes: 60 }],
      troubles: ['A fence is not closed.'],
    }),
    waves: [
      {
        key: 'w1',
        title: 'Wave 1: Base',
        number: 1,
        kind: 'declared',
        declaredMinutes: 180,
        declaredAgents: null,
        minutes: 240,
        conflicts: [{ task: 'B', waitsFor: 'A' }],
      },
    ],
    sections: [{ key: 's1', title: 'Now › Base' }],
    files: [{ key: 'f', path: 'TODO.md' }],
    others: [{ key: 'x', name: 'T9', state: 'unknown' }],
    rows: [row('A', { wave: 'w1', waitsFor: ['x'] }), row('B', { section: 's1', parent: 'A', effort: null })],
    placements: [
      { start: 0, length: 60, agent: 1, slack: 0 },
      { start: 60, length: 60, agent: 2, slack: 30 },
    ],
  }),
);

const toPage: readonly GanttToPage[] = [
  {
    type: 'snapshot',
    version: GANTT_PROTOCOL,
    revision: 1,
    scope: { type: 'document', uri: 'file:///TODO.md' },
    language: 'en',
    title: 'TODO.md',
    texts: GANTT_TEXTS,
    change,
    more: true,
  },
  { type: 'delta', from: 1, revision: 2, change, more: false },
  { type: 'cursor', key: null },
  {
    type: 'details',
    key: 'A',
    driver: { kind: 'agents', at: 60, task: 'B', wave: null },
    unblocks: 1,
    unblocksMinutes: 60,
    unblocksGuess: false,
  },
  {
    type: 'moves',
    request: 3,
    refusal: '',
    targets: [{ wave: 'w1', reason: '', totals: { declared: null, barriers: 1, pipelined: 1 } }],
    complete: true,
  },
  { type: 'done', request: 3 },
  { type: 'refused', request: 3, reason: 'The file has changed.' },
  { type: 'command', name: 'zoomIn' },
];

const toHost: readonly GanttToHost[] = [
  { type: 'ready', version: GANTT_PROTOCOL, options: OPTIONS },
  { type: 'options', options: { ...OPTIONS, agents: 5, mode: 'declared' } },
  { type: 'open', key: 'A', preview: true },
  { type: 'openTrouble', index: 0 },
  { type: 'select', key: 'A' },
  { type: 'askMoves', request: 1, key: 'A' },
  { type: 'cancelMoves', request: 1 },
  { type: 'move', request: 2, key: 'A', wave: 'w1', revision: 1 },
  { type: 'undo', request: 3 },
  { type: 'export', format: 'svg' },
  { type: 'table' },
  { type: 'writeWaves' },
  { type: 'chooseFile' },
  { type: 'rejected' },
];

const state: GanttState = {
  version: GANTT_PROTOCOL,
  scope: { type: 'workspace' },
  options: OPTIONS,
  grouping: 'wave',
  filter: '',
  collapsed: ['w1'],
  selected: null,
  zoom: null,
};

describe('messages between the extension and the page of the Gantt', () => {
  it('are let through as they are made, in one direction each', () => {
    for (const message of toPage) {
      assert.ok(isGanttToPage(message), message.type);
      assert.ok(!isGanttToHost(message), message.type);
    }
    for (const message of toHost) {
      assert.ok(isGanttToHost(message), message.type);
      assert.ok(!isGanttToPage(message), message.type);
    }
    assert.ok(isGanttState(state));
  });

  it('are rejected when any part is missing or of another kind', () => {
    const check = (message: unknown, is: (value: unknown) => boolean): void => {
      for (const [path, broken] of spoiled(message)) assert.ok(!is(broken), path);
    };
    for (const message of toPage) check(message, isGanttToPage);
    for (const message of toHost) check(message, isGanttToHost);
    check(state, isGanttState);
  });

  it('never make the guards throw', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        for (const guard of [isGanttToHost, isGanttToPage, isGanttState]) assert.equal(guard(value), false);
      }),
    );
    for (const type of ['__proto__', 'constructor', 'toString'])
      assert.ok(!isGanttToHost(JSON.parse(`{"type":"${type}"}`)));
  });
});

/** The same with one property left out or replaced by what no property is, at every place. */
function* spoiled(value: unknown): Generator<[path: string, broken: unknown]> {
  if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) {
      for (const [path, broken] of spoiled(item)) yield [`${i}.${path}`, value.with(i, broken)];
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) {
      const rest = Object.fromEntries(Object.entries(value).filter(([other]) => other !== name));
      yield [`${name} missing`, rest];
      for (const odd of [undefined, NaN, () => 0]) yield [name, { ...value, [name]: odd }];
      for (const [path, broken] of spoiled(inner)) yield [`${name}.${path}`, { ...value, [name]: broken }];
    }
  }
}

describe('the texts of the page of the Gantt', () => {
  it('can be translated', async () => {
    const bundle = JSON.parse(await readFile(join(root, 'l10n/bundle.l10n.json'), 'utf8')) as object;
    for (const text of Object.values(GANTT_TEXTS)) assert.ok(Object.hasOwn(bundle, text), text);
  });

  it('have places that are filled in, and that a text put into them cannot fill', () => {
    assert.equal(fillIn('{0} of {1}, {2}', 3, '{0}'), '3 of {0}, {2}');
  });
});
