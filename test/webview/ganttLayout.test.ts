import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import { GANTT_GROUPINGS } from '../../src/protocol/gantt';
import { NO_PLAN, type GanttPlacement } from '../../src/protocol/ganttPlan';
import { arrowsOf, pathOf } from '../../webview/gantt/arrows';
import { layOut, lineAbove, lineToFocus, type Choice, type Line } from '../../webview/gantt/layout';
import { Model } from '../../webview/gantt/model';
import { barBoxes, busyAgents, lengthOf, marksOf, scaleOf, windowOf } from '../../webview/gantt/time';
import { modelOf } from '../gantt/model';
import { SCENARIOS } from '../gantt/scenarios';
import { head, row } from './gantt';

const choice = (more: Partial<Choice> = {}): Choice => ({
  grouping: 'wave',
  filter: '',
  collapsed: new Set(),
  ...more,
});

const placement: fc.Arbitrary<GanttPlacement> = fc
  .tuple(fc.nat(2_000), fc.integer({ min: 1, max: 500 }), fc.integer({ min: -2, max: 4 }), fc.nat(900))
  .map(([start, length, agent, slack]) => ({ start, length, agent, slack }));

/** Models with nested tasks in a few waves, files and sections. */
const models = fc
  .array(
    fc.record({
      parent: fc.nat(30),
      wave: fc.constantFrom('w1', 'w2', null),
      section: fc.constantFrom('s1', 's2', null),
      file: fc.constantFrom('f', 'g'),
      after: fc.array(fc.nat(30), { maxLength: 3 }),
      place: placement,
    }),
    { maxLength: 30 },
  )
  .map((made) => {
    const key = (i: number): string => `t${i}`;
    const group = (name: string) => ({ key: name, title: `Title of ${name}` });
    const wave = (name: string, number: number) => ({
      ...group(name),
      number,
      kind: 'declared' as const,
      declaredMinutes: 60,
      declaredAgents: 1,
      minutes: 60,
      conflicts: [],
    });
    return new Model({
      ...NO_PLAN,
      head: head(),
      waves: [wave('w1', 1), wave('w2', 2)],
      sections: [group('s1'), group('s2')],
      files: ['f', 'g'].map((each) => ({ key: each, path: each })),
      rows: made.map(({ parent, wave: its, section, file, after }, i) =>
        row(key(i), {
          wave: its,
          section,
          file,
          // A task is a part of an earlier one, or of none.
          parent: parent < i ? key(parent) : null,
          waitsFor: after.filter((other) => other < i).map(key),
        }),
      ),
      placements: made.map(({ place }) => place),
    });
  });

const groupings = fc.constantFrom(...GANTT_GROUPINGS);

function tasksOf(lines: readonly Line[]): number[] {
  return lines.flatMap((line) => (line.type === 'task' ? [line.at] : []));
}

describe('lines of the Gantt', () => {
  it('hold every task once, whatever they are grouped by', () => {
    fc.assert(
      fc.property(models, groupings, (model, grouping) => {
        const { lines, lineOf, shown } = layOut(model, choice({ grouping }));
        const wanted = model.plan.placements.flatMap(({ agent }, at) =>
          grouping === 'agent' && agent === 0 ? [] : [at],
        );
        assert.deepEqual(
          tasksOf(lines).sort((a, b) => a - b),
          wanted,
        );
        assert.equal(shown, wanted.length);
        lines.forEach((line, at) => {
          if (line.type === 'task') assert.equal(lineOf[line.at], at);
        });
        assert.equal(new Set(lines.map(({ key }) => key)).size, lines.length);
      }),
    );
  });

  it('are a tree as screen readers are told of it', () => {
    fc.assert(
      fc.property(models, groupings, (model, grouping) => {
        const { lines } = layOut(model, choice({ grouping }));
        const siblings = new Map<number, number[]>();
        lines.forEach((line, at) => {
          const above = lineAbove(lines, at);
          assert.equal(line.level, above < 0 ? 1 : lines[above]!.level + 1);
          assert.equal(above < 0, line.type === 'group');
          siblings.set(above, [...(siblings.get(above) ?? []), line.position]);
        });
        for (const [above, positions] of siblings) {
          assert.deepEqual(
            positions,
            positions.map((_, i) => i + 1),
          );
          const children = lines.filter((_, at) => lineAbove(lines, at) === above);
          for (const line of children) assert.equal(line.siblings, positions.length);
          if (above >= 0) assert.equal(lines[above]!.open, true);
        }
      }),
    );
  });

  it('leave out what is folded, and nothing else', () => {
    fc.assert(
      fc.property(models, groupings, fc.array(fc.nat(60)), (model, grouping, places) => {
        const all = layOut(model, choice({ grouping })).lines;
        const folded = new Set(places.flatMap((place) => all[place]?.key ?? []));
        const { lines } = layOut(model, choice({ grouping, collapsed: folded }));
        const wanted = all.filter((_, at) => {
          for (let above = lineAbove(all, at); above >= 0; above = lineAbove(all, above))
            if (all[above]!.open !== null && folded.has(all[above]!.key)) return false;
          return true;
        });
        assert.deepEqual(
          lines.map(({ key }) => key),
          wanted.map(({ key }) => key),
        );
      }),
    );
  });

  it('that pass a filter have each of its words in them, or parts that do', () => {
    const model = modelOf(SCENARIOS.plan());
    const found = (filter: string): string[] =>
      tasksOf(layOut(model, choice({ filter })).lines).map((at) => model.row(at).id);
    assert.deepEqual(found('DOME power'), ['P1-005']);
    assert.deepEqual(found('first light'), ['P3-001', 'P3-002', 'P3-003']);
    assert.deepEqual(found('optics/todo'), ['P2-003', 'P3-001']);
    assert.deepEqual(found('nothing of the kind'), []);
    const nested = modelOf(SCENARIOS.nested());
    const lines = layOut(nested, choice({ grouping: 'file', filter: 'skin' })).lines;
    assert.deepEqual(
      tasksOf(lines).map((at) => nested.row(at).id),
      ['1', '1.2'],
    );
  });

  it('are ordered by time for each agent, and what is not planned comes last', () => {
    const model = modelOf(SCENARIOS.cycle());
    const { lines } = layOut(model, choice({ grouping: 'agent' }));
    const groups = lines.flatMap((line) => (line.type === 'group' ? [line] : []));
    assert.deepEqual(
      groups.map(({ agent }) => agent),
      [1, 2, 3, 4, 5, 0],
    );
    for (const { agent, members } of groups) {
      const starts = members.map((at) => model.placement(at).start);
      if (agent !== 0)
        assert.deepEqual(
          starts,
          [...starts].sort((a, b) => a - b),
        );
    }
  });

  it('give the focus to the same line after a change, or to its neighbour', () => {
    const line = (key: string, level = 2): Line =>
      ({ type: 'task', key, level, position: 1, siblings: 1, open: null, at: 0, group: 'g' }) satisfies Line;
    const before = [line('g', 1), line('a'), line('b'), line('c')];
    assert.equal(lineToFocus(before, [line('x', 1), line('b')], 'b'), 1);
    assert.equal(lineToFocus(before, [line('g', 1), line('a'), line('c')], 'b'), 2);
    assert.equal(lineToFocus(before, [line('g', 1)], 'c'), 0);
    assert.equal(lineToFocus(before, [], 'c'), -1);
    assert.equal(lineToFocus([], before, null), 0);
  });
});

describe('boxes of the Gantt', () => {
  it('lie within the whole, in order, and none is too small to be seen', () => {
    fc.assert(
      fc.property(
        placement,
        fc.nat(4_000),
        fc.integer({ min: 40, max: 3_000 }),
        fc.option(fc.double({ min: 0.001, max: 50, noNaN: true })),
        (place, more, room, unit) => {
          const minutes = place.start + place.length + place.slack + more;
          const scale = scaleOf(minutes, room, unit);
          const { bar, tail } = barBoxes(place, scale);
          assert.ok(scale.width >= room);
          assert.ok(bar.left >= 0 && bar.width >= 4);
          assert.ok(bar.left + bar.width <= scale.width, 'the bar ends within');
          if (!tail) return;
          assert.ok(Math.abs(tail.left - bar.left - bar.width) < 1e-9 && tail.width > 0);
          assert.ok(tail.left + tail.width <= scale.width);
        },
      ),
    );
  });

  it('of a schedule that fits fill the room', () => {
    const scale = scaleOf(1_000, 500, null);
    assert.equal(scale.width, 500);
    assert.ok(1_000 * scale.unit > 480);
    assert.ok(scaleOf(1_000, 500, 2).width > 2_000);
    // Nothing is zoomed out of sight, nor wider than a browser can scroll.
    assert.equal(scaleOf(1_000, 500, 1e-9).width, 500);
    assert.ok(scaleOf(1e7, 500, 60).width < 5_000_000);
  });

  it('have marks of whole steps, which do not run into each other', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5e6 }), fc.integer({ min: 100, max: 2_000 }), (minutes, room) => {
        const scale = scaleOf(minutes, room, null);
        const marks = marksOf(scale, 0, room);
        assert.ok(marks.length <= room / 56 + 2);
        marks.forEach((mark, i) => assert.equal(mark, i * scale.step));
      }),
    );
  });

  it('are drawn where they are seen', () => {
    fc.assert(
      fc.property(fc.nat(500_000), fc.nat(2_000), fc.nat(20_000), (scroll, height, count) => {
        const { first, end } = windowOf(scroll, height, 24, count);
        assert.ok(0 <= first && first <= end && end <= count);
        assert.ok(end - first <= height / 24 + 14);
        for (let line = 0; line < count; line += 97) {
          const isSeen = (line + 1) * 24 > scroll && line * 24 < scroll + height;
          if (isSeen) assert.ok(first <= line && line < end);
        }
      }),
    );
  });

  it('say how many agents are busy: as many as bars lie over each moment', () => {
    fc.assert(
      fc.property(fc.array(placement), (places) => {
        const busy = busyAgents(places);
        const working = places.filter(({ agent }) => agent > 0);
        let until = 0;
        for (const { start, end, agents } of busy) {
          assert.equal(start, until);
          assert.ok(end > start);
          until = end;
          const at = (start + end) / 2;
          assert.equal(
            working.filter((place) => place.start < at && at < place.start + place.length).length,
            agents,
          );
        }
        assert.equal(until, lengthOf(working));
      }),
    );
  });
});

describe('arrows of the Gantt', () => {
  const model = modelOf(SCENARIOS.plan());
  const layout = layOut(model, choice());
  const at = (id: string): number => model.placeOf(id);
  const all = { first: 0, end: layout.lines.length };

  it('lead to and from the selected task, and along the critical chain', () => {
    const named = arrowsOf(model, layout, all, at('P0-002')).map(
      ({ from, to, selected }) => `${model.row(from).id} ${model.row(to).id} ${selected}`,
    );
    assert.deepEqual(named.sort(), [
      'P0-001 P0-002 true',
      'P0-002 P0-003 true',
      'P0-002 P2-005 true',
      'P2-003 P3-003 false',
    ]);
  });

  it('leave out what others imply', () => {
    const three = new Model({
      ...NO_PLAN,
      head: head(),
      rows: [row('a'), row('b', { waitsFor: ['a'] }), row('c', { waitsFor: ['a', 'b'] })],
      placements: [0, 1, 2].map((i) => ({ start: i * 60, length: 60, agent: 1, slack: 9 })),
    });
    const lines = layOut(three, choice({ grouping: 'file' }));
    const drawn = (selected: number) =>
      arrowsOf(three, lines, { first: 0, end: 9 }, selected).map(({ from, to }) => [from, to]);
    assert.deepEqual(drawn(2), [[1, 2]]);
    assert.deepEqual(drawn(0), [[0, 1]]);
  });

  it('begin where one bar ends and end where the other begins', () => {
    const scale = scaleOf(20 * 60, 600, null);
    const [arrow] = arrowsOf(model, layout, all, at('P0-002'));
    assert.ok(arrow);
    const path = pathOf(arrow, model, layout, scale, 24);
    const from = barBoxes(model.placement(arrow.from), scale).bar;
    assert.match(path, new RegExp(`^M${Math.round((from.left + from.width) * 10) / 10} `));
  });

  it('are not drawn to what is folded or not planned', () => {
    const folded = layOut(model, choice({ collapsed: new Set(['wave w3']) }));
    assert.ok(arrowsOf(model, folded, all, at('P0-002')).every(({ to }) => model.row(to).id !== 'P0-003'));
    const knotted = modelOf(SCENARIOS.cycle());
    const lines = layOut(knotted, choice());
    assert.deepEqual(
      arrowsOf(knotted, lines, all, knotted.placeOf('P0-002')).filter(({ selected }) => selected),
      [],
    );
  });
});

describe('what a task waits for', () => {
  it('is named without what follows from the rest, however the search is cut short', () => {
    const made = fc.array(
      fc.tuple(fc.integer({ min: 1, max: 300 }), fc.array(fc.nat(20), { maxLength: 4 })),
      {
        maxLength: 16,
      },
    );
    fc.assert(
      fc.property(made, (tasks) => {
        const places: GanttPlacement[] = [];
        const rows = tasks.map(([length, after], i) => {
          const before = after.filter((other) => other < i);
          const start = Math.max(0, ...before.map((other) => places[other]!.start + places[other]!.length));
          places.push({ start, length, agent: 1, slack: 0 });
          return row(`t${i}`, { waitsFor: [...new Set(before)].map((other) => `t${other}`) });
        });
        const model = new Model({ ...NO_PLAN, head: head(), rows, placements: places });
        const reaches = (from: number, to: number): boolean =>
          model.before(from).some((next) => next === to || reaches(next, to));
        rows.forEach((_, at) => {
          const before = model.before(at);
          const needed = before.filter((place) => !before.some((other) => reaches(other, place)));
          assert.deepEqual(
            model.waitsForMost(at),
            needed.map((place) => `t${place}`),
          );
        });
      }),
    );
  });
});
