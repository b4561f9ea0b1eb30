/**
 * Five real task files, each of another habit, and what their authors would count in them. They lie beside the
 * repository, in `../shared/seeds`; where they do not, these tests are skipped.
 */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { assignIds, decidedItems, type Task, type TaskStatus } from '../../src/core';
import { judgements } from '../../src/core/summary/judge';
import { checkAssigned } from '../support/assigned';
import { indexText, type Indexed } from '../support/check';
import { Folder } from '../support/ledgers';

const folder = resolve('../shared/seeds');

function seed(path: string): Indexed {
  return indexText(readFileSync(resolve(folder, path), 'utf8'), path);
}

function countBy<T extends string>(
  tasks: readonly Task[],
  by: (task: Task) => T | null,
): Partial<Record<T, number>> {
  const counts: Partial<Record<T, number>> = {};
  for (const task of tasks) {
    const name = by(task);
    if (name !== null) counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

function countRoles(roles: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const role of roles) counts[role] = (counts[role] ?? 0) + 1;
  return counts;
}

const idsOf = (tasks: readonly Task[]): (string | null)[] => tasks.map(({ id }) => id);
const ofStatus = (tasks: readonly Task[], status: TaskStatus): Task[] =>
  tasks.filter((task) => task.status === status);

const expectedIds = (text: string): (string | null)[] => idsOf(indexText(text).document.tasks);

describe('the seeds', () => {
  if (!existsSync(folder)) {
    it(`are read as their authors meant them (no seeds at ${folder})`, function () {
      this.skip();
    });
    return;
  }

  describe('aria/BACKLOG.md: headings with fields', () => {
    const { document, index } = seed('aria/BACKLOG.md');
    const { tasks } = document;

    it('23 tasks, all headings with ids of their own', () => {
      assert.equal(tasks.length, 23);
      assert.deepEqual(
        countBy(tasks, ({ kind }) => kind),
        { heading: 23 },
      );
      assert.ok(tasks.every(({ idKind }) => idKind === 'explicit'));
      assert.equal(new Set(idsOf(tasks)).size, 23);
    });

    it('every figure in its summary tables, which are right', () => {
      const stated = judgements(document, index).filter(({ tied }) => tied);
      assert.ok(stated.every(({ agrees }) => agrees));
      const roles = stated.flatMap(({ stated: { quantities } }) => quantities.map(({ role }) => role));
      // Of three columns in five rows those that tasks can be summed up to, and five metrics.
      assert.deepEqual(countRoles(roles), { count: 6, effort: 8, gain: 1, critical: 1 });
      const wrong = indexText(document.text.replace('| Total Tasks | 23 |', '| Total Tasks | 24 |'));
      const [problem] = wrong.index.problems().filter(({ rule }) => rule === 'summary/drift');
      assert.match(problem?.message ?? '', /24.*there are 23 tasks/);
    });

    it('82 hours of work', () => {
      assert.ok(tasks.every(({ effortHours }) => effortHours !== null));
      assert.equal(
        tasks.reduce((sum, { effortHours }) => sum + (effortHours?.max ?? 0), 0),
        82,
      );
    });

    it('110 acceptance criteria, none of them a task', () => {
      assert.equal(
        tasks.reduce((sum, { criteria }) => sum + (criteria?.total ?? 0), 0),
        110,
      );
    });

    it('five waves, of 8, 3, 5, 3 and 4 tasks', () => {
      const waves = countBy(tasks, ({ wave }) => wave);
      const names = Object.keys(waves).sort();
      assert.deepEqual(
        names.map((name) => waves[name]),
        [8, 3, 5, 3, 4],
      );
      names.forEach((name, at) => assert.ok(name.startsWith(`Wave ${at + 1}: `), name));
    });

    it('P2-002 waits for P0-003, and both are planned for the same wave', () => {
      const [later] = index.byId('P2-002');
      const [earlier] = index.byId('P0-003');
      assert.ok(later && earlier);
      assert.ok(later.dependsOn.some(({ id }) => id === 'P0-003'));
      assert.equal(later.wave, earlier.wave);
    });
  });

  describe('arw/docs/BACKLOG.md: horizons, group labels, ids of a tracker', () => {
    const { tasks } = seed('arw/docs/BACKLOG.md').document;

    it('73 tasks, 18 of them with ids', () => {
      assert.equal(tasks.length, 73);
      const ids = idsOf(tasks).filter((id) => id !== null);
      assert.equal(ids.length, 18);
      for (const id of ids) assert.match(id, /^t-[\w-]+$/);
    });

    it('each in its horizon and group', () => {
      const horizons = new Set(tasks.map(({ section }) => section[0]));
      assert.deepEqual([...horizons], ['Now (Weeks)', 'Next (1–2 Months)']);
      for (const { section, title } of tasks)
        assert.equal(section.length, 2, `${title}: ${section.join(' > ')}`);
      assert.ok(tasks.some(({ section }) => section[1] === 'UI Coherence'));
    });

    it('the notes are no tasks', () => {
      assert.ok(tasks.every(({ section }) => !section.includes('Notes')));
    });
  });

  describe('boma/docs/TODO.md: decisions by number, the indentation lost', () => {
    const { document } = seed('boma/docs/TODO.md');
    const { tasks } = document;
    /** How many items each of the sixteen has below it; the two of 6 are written in its own line. */
    const below = [0, 4, 11, 0, 3, 2, 2, 5, 0, 8, 3, 0, 0, 0, 7, 7];
    const expected = below.flatMap((count, at) => [
      `${at + 1}`,
      ...Array.from({ length: count }, (_, child) => `${at + 1}.${child + 1}`).flatMap((id) =>
        id === '8.3' ? [id, '8.3.1', '8.3.2', '8.3.3', '8.3.4'] : [id],
      ),
    ]);
    const isInline = (id: string | null): boolean => id === '6.1' || id === '6.2';

    it('70 items and the two that item 6 holds in its line', () => {
      assert.deepEqual(idsOf(tasks), expected);
      assert.equal(tasks.filter(({ id }) => !isInline(id)).length, 70);
      assert.equal(tasks.filter(({ parent }) => parent === null).length, 16);
      assert.deepEqual(
        countBy(tasks, ({ kind }) => kind),
        { numbered: 72 },
      );
    });

    it('18 are decided, each with a pointer', () => {
      const decided = ofStatus(tasks, 'decided');
      assert.deepEqual(
        idsOf(decided),
        '2.3 2.4 3.1 3.2 3.3 3.5 3.7 3.8 3.11 4 7.2 10.1 10.2 10.4 10.5 10.7 11.1 16.7'.split(' '),
      );
      const pointers = Object.fromEntries(decided.map(({ id, decision }) => [id, decision?.pointer]));
      for (const [id, pointer] of Object.entries(pointers)) assert.ok(pointer, `${id} has a pointer`);
      assert.equal(pointers['3.1'], 'ADR-018');
      assert.equal(pointers['4'], 'ADR-007');
      assert.equal(pointers['10.7'], '.claude/settings.json');
    });

    it('the same ids where the indentation is there', () => {
      const own = expected.filter((id) => !isInline(id));
      const indented = indexText(indent(document.text, own), 'docs/TODO.md').document.tasks;
      assert.deepEqual(idsOf(indented), expected);
      const facts = (task: Task): unknown => [
        task.id,
        task.title,
        task.status,
        task.parent?.id ?? null,
        task.line,
      ];
      assert.deepEqual(indented.map(facts), tasks.map(facts));
    });
  });

  describe('boma/docs/TODO.md: decided items collapsed', () => {
    const path = 'docs/TODO.md';
    const { text } = seed(`boma/${path}`).document;
    const struck = (from: RegExp, to: string): string => {
      const result = text.replace(from, to);
      assert.notEqual(result, text);
      return result;
    };

    it('2.2 and 10.8 are refused while they are open', () => {
      const folder = new Folder({ [path]: text });
      assert.match(folder.collapse(`${path}#2.2`), /^2\.2 is not decided/);
      assert.match(folder.collapse(`${path}#10.8`), /^10\.8 is not decided/);
      assert.match(folder.collapse(`${path}#10`), /^10 has open subtasks \(10\.3, 10\.6, 10\.8\)/);
      assert.deepEqual(folder.all, { [path]: text });
    });

    it('2.2 is refused even when it is struck, for its text says that a part is open', () => {
      const folder = new Folder({ [path]: struck(/2\. (Decide how the AI[^.]*\.)/, '2. ~~$1~~') });
      assert.match(
        folder.collapse(`${path}#2.2`),
        /^2\.2 is not wholly decided: its text says “remain open”/,
      );
    });

    const name = '**Screenshot hand-off to the agent.**';
    const ways: [string, string][] = [
      ['its name struck', struck(/8\. (\*\*Screenshot[^*]*\*\*)/, '8. ~~$1~~')],
      ['all of it struck', struck(/8\. (\*\*Screenshot[^]*?incident work\.)/, '8. ~~$1~~')],
      [
        'each line struck',
        text.replace(/8\. (\*\*Screenshot[^]*?incident work\.)/, (_, all: string) => {
          const lines = all.split('\n').map((line) => `~~${line}~~`);
          return `8. ${lines.join('\n')}`;
        }),
      ],
      ['marked as decided', struck(/8\. (\*\*Screenshot[^*]*\*\*)/, '8. $1 DECIDED:')],
    ];
    for (const [how, decided] of ways) {
      for (const lineEnd of ['\n', '\r\n']) {
        it(`10.8, ${how}, goes to the ledger and comes back (${JSON.stringify(lineEnd)})`, () => {
          const before = decided.replaceAll('\n', lineEnd);
          const folder = new Folder({ [path]: before });
          assert.deepEqual(
            decidedItems(folder.index).map(({ id }) => id),
            ['10.8'],
          );
          assert.equal(folder.apply(folder.plan(folder.index.tasks(), false)), '');
          const after = folder.text(path);
          const link = '[DECISIONS.md](DECISIONS.md#108-screenshot-hand-off-to-the-agent)';
          assert.ok(after.includes(`${lineEnd}8. ~~${name}~~ → ${link}.${lineEnd}11. **Kaizen`));
          const own = before.slice(
            before.indexOf('8. ', before.indexOf('7. ~~Reproducible')),
            before.indexOf('11. **Kaizen'),
          );
          assert.ok(folder.text('docs/DECISIONS.md').includes(own));
          const tasks = folder.index.tasks();
          assert.deepEqual(idsOf(tasks), expectedIds(text));
          assert.equal(ofStatus(tasks, 'decided').length, 19);
          assert.deepEqual(
            folder.index.problems().filter(({ rule }) => rule === 'decision/not-collapsed'),
            [],
          );
          assert.equal(folder.expand(`${path}#10.8`), '');
          assert.equal(folder.text(path), before);
        });
      }
    }

    it('what is collapsed already stays as it is', () => {
      const folder = new Folder({ [path]: text });
      const decided = ofStatus(folder.index.tasks(), 'decided');
      assert.equal(decided.length, 18);
      for (const tasks of [decided, folder.index.tasks().filter((task) => decided.includes(task))])
        assert.equal(folder.apply(folder.plan(tasks)), '');
      assert.equal(folder.apply(folder.plan(folder.index.tasks(), false)), '');
      assert.deepEqual(folder.all, { [path]: text });
    });
  });

  describe('soma/TASKS.md: nested checkboxes, and a fence that hides half of them', () => {
    const { document, index } = seed('soma/TASKS.md');
    const boxes = document.tasks.filter(({ kind }) => kind === 'checkbox');

    it('662 checkboxes: 431 to do, 2 in progress, 229 done', () => {
      assert.equal(boxes.length, 662);
      assert.deepEqual(
        countBy(boxes, ({ status }) => status),
        { todo: 431, doing: 2, done: 229 },
      );
      const others = document.tasks.filter(({ kind }) => kind !== 'checkbox');
      assert.deepEqual(idsOf(others).sort(), ['REQ-PERSIST-001', 'REQ-PERSIST-002', 'SPRINT-001']);
    });

    it('its progress summary compared with the boxes', () => {
      const found = index.problems().filter(({ rule }) => rule === 'summary/drift');
      const messages = found.map(({ message }) => message);
      assert.equal(found.length, 3);
      assert.match(messages[0] ?? '', /~90 \(36%\).*of the 662 checkboxes in this file 229 are done/);
      assert.match(messages[2] ?? '', /~150 \(60%\).*of the 662 checkboxes in this file 431 are to do/);
      // Nobody knows what a feature is.
      assert.ok(found.every(({ fixes }) => fixes.every(({ safe }) => safe !== true)));
      assert.ok(messages.every((message) => message.endsWith('or say what is counted here.')));
    });

    it('one stray fence, in line 606, and how much it hides', () => {
      assert.equal(document.strayFences.length, 1);
      const [fence] = document.strayFences;
      assert.ok(fence);
      assert.equal(document.positionAt(fence.range.start).line + 1, 606);
      const after = document.text.slice(fence.range.end).match(/^\s*- \[.\] /gm)?.length ?? 0;
      assert.equal(boxes.filter(({ line }) => line + 1 > 606).length, after);
      assert.equal(fence.hiddenTasks, document.tasks.filter(({ line }) => line + 1 > 606).length);
      const problems = index.problems().filter(({ rule }) => rule === 'structure/stray-fence');
      assert.equal(problems.length, 1);
      assert.ok(problems[0]?.message.includes(String(fence.hiddenTasks)));
    });
  });

  describe('orchestrator/BACKLOG.md: plain bullets', () => {
    const { tasks } = seed('orchestrator/BACKLOG.md').document;

    it('73 bullets in 17 sections, none with an id', () => {
      assert.equal(tasks.length, 73);
      assert.deepEqual(
        countBy(tasks, ({ kind }) => kind),
        { bullet: 73 },
      );
      assert.ok(tasks.every(({ id, section }) => id === null && section.length === 1));
      const sections = [...new Set(tasks.map(({ section }) => section[0] ?? ''))];
      assert.equal(sections.length, 17);
      sections.forEach((name, at) => assert.ok(name.startsWith(`${at}) `), name));
    });

    it('gets an id for each, and nothing else is changed', () => {
      const { index, document } = seed('orchestrator/BACKLOG.md');
      assert.equal(checkAssigned(document.text, document.path), 73);
      const plan = assignIds(index, document);
      assert.ok(plan.kind === 'edits' && plan.edits.every(({ expected }) => expected === ''));
      assert.deepEqual([plan.assigned[0]?.id, plan.assigned[72]?.id], ['BACKLOG-001', 'BACKLOG-073']);
    });
  });
});

/** The text with every line of an item indented as deep as the item's number says; `ids` in the order of lines. */
function indent(text: string, ids: readonly string[]): string {
  let next = 0;
  let depth: number | null = null;
  const lines = text.split('\n').map((content) => {
    const isItem = /^\d+\. /.test(content);
    if (isItem) depth = (ids[next++] ?? '').split('.').length - 1;
    return depth === null || content === '' ? content : '    '.repeat(isItem ? depth : depth + 1) + content;
  });
  assert.equal(next, ids.length, 'each item begins a line of its own');
  return lines.join('\n');
}
