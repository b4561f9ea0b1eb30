/**
 * Every form of task on a small file of its own: `test/fixtures/forms/NAME.md`, and beside it in `NAME.json`
 * what a careful reader finds in it. What an expectation leaves out is as in {@link PLAIN}.
 */
import assert from 'node:assert/strict';
import { TASK_KINDS, type Task, type TaskKind } from '../../../src/core';
import { indexText } from '../../support/check';
import { fixtureNames, fixtureText } from '../../support/fixtures';

/** Lines from 1, as in the published index. */
interface ExpectedTask {
  readonly line: number;
  readonly endLine: number;
  readonly kind: TaskKind;
  readonly id: string | null;
  readonly idKind: string;
  readonly title: string;
  readonly status: string;
  readonly marker: string | null;
  /** The line of the parent. */
  readonly parent: number | null;
  readonly section: readonly string[];
  readonly priority: string | null;
  readonly effortHours: unknown;
  readonly dependsOn: readonly string[];
  readonly wave: string | null;
  readonly criteria: unknown;
  readonly decision: unknown;
}

type Written = Partial<ExpectedTask> & Pick<ExpectedTask, 'line' | 'kind' | 'title' | 'status'>;

interface Expectation {
  /** What the file shows. */
  readonly about: string;
  /** The path that the file is indexed under: its name is evidence. */
  readonly path: string;
  readonly forms: readonly TaskKind[];
  readonly tasks: readonly Written[];
}

const PLAIN = {
  id: null,
  idKind: 'none',
  marker: null,
  parent: null,
  section: [],
  priority: null,
  effortHours: null,
  dependsOn: [],
  wave: null,
  criteria: null,
  decision: null,
} as const;

function found(task: Task): ExpectedTask {
  return {
    line: task.line + 1,
    endLine: task.endLine + 1,
    kind: task.kind,
    id: task.id,
    idKind: task.idKind,
    title: task.title,
    status: task.status,
    marker: task.marker,
    parent: task.parent ? task.parent.line + 1 : null,
    section: task.section,
    priority: task.priority,
    effortHours: task.effortHours,
    dependsOn: task.dependsOn.map(({ id }) => id),
    wave: task.wave,
    criteria: task.criteria,
    decision: task.decision,
  };
}

const names = fixtureNames('forms')
  .filter((name) => name.endsWith('.md'))
  .map((name) => name.replace(/\.md$/, ''));

function expectation(name: string): Expectation {
  return JSON.parse(fixtureText('forms', `${name}.json`)) as Expectation;
}

describe('forms of tasks', () => {
  for (const name of names) {
    const { about, path, forms, tasks } = expectation(name);

    it(`${name}: ${about}`, () => {
      const { document } = indexText(fixtureText('forms', `${name}.md`), path);
      const expected = tasks.map((task) => ({ ...PLAIN, endLine: task.line, ...task }));
      assert.deepEqual(document.tasks.map(found), expected);
      assert.deepEqual(document.forms, forms);
    });

    it(`${name}: the same with other line ends, and with a byte order mark`, () => {
      const text = fixtureText('forms', `${name}.md`).replace(/^\ufeff/, '');
      const plain = text.replace(/\r\n/g, '\n');
      const expected = indexText(plain, path).document.tasks.map(found);
      for (const lineEnd of ['\r\n', '\r']) {
        const other = indexText(plain.replaceAll('\n', lineEnd), path).document;
        assert.deepEqual(other.tasks.map(found), expected, JSON.stringify(lineEnd));
      }
      assert.deepEqual(indexText(`\ufeff${plain}`, path).document.tasks.map(found), expected, 'with a mark');
    });

    it(`${name}: ranges hold what they name`, () => {
      const { document } = indexText(fixtureText('forms', `${name}.md`), path);
      for (const task of document.tasks) {
        const { idRange, markerRange, titleRange } = task;
        if (idRange && task.idKind === 'explicit') {
          assert.equal(document.text.slice(idRange.start, idRange.end), task.id);
        }
        if (markerRange && task.marker !== null) {
          const marker = document.text.slice(markerRange.start, markerRange.end);
          assert.equal(marker.replace('\ufe0f', ''), task.marker);
        }
        assert.ok(titleRange.start <= titleRange.end && titleRange.end <= document.text.length);
      }
    });
  }

  it('all have a fixture', () => {
    const shown = new Set(names.flatMap((name) => expectation(name).forms));
    assert.deepEqual(
      TASK_KINDS.filter((kind) => !shown.has(kind)),
      [],
    );
  });
});
