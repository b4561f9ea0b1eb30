/**
 * Invariants of the index over real files: those of `WAVEMARK_CORPUS`, or of the folder `../shared/corpus`
 * beside the repository, where there is one.
 */
import assert from 'node:assert/strict';
import type { Task, TaskDocument, TextRange } from '../../src/core';
import { indexText } from '../support/check';
import { corpusFiles, corpusFolder } from '../support/corpusFiles';

/** Milliseconds for one file, on a busy machine. */
const PATIENCE = 2_000;

const BOX = /^[ \t]*(?:[-*+]|\d+[.)])[ \t]+\[[ xX]\][ \t]+\S/;

/** Whether a checkbox stands outside of closed fences: a crude reading, for which an unclosed fence hides nothing. */
function hasOpenBox(text: string): boolean {
  const withoutFences = text.replace(/^[ \t]*(`{3,}|~{3,}).*\n(?:.*\n)*?[ \t]*\1[`~]*[ \t]*$/gm, '');
  return withoutFences.split(/\r\n|\r|\n/).some((line) => BOX.test(line));
}

function assertInside(document: TaskDocument, range: TextRange, what: string): void {
  const { start, end } = range;
  assert.ok(Number.isInteger(start) && Number.isInteger(end), what);
  assert.ok(0 <= start && start <= end && end <= document.text.length, `${what}: ${start}–${end}`);
}

function assertTask(document: TaskDocument, task: Task, before: ReadonlySet<Task>): void {
  const name = `${task.key} (line ${task.line + 1})`;
  assert.ok(task.title.trim() !== '', `${name} has a title`);
  assert.doesNotMatch(task.title, /[\r\n\t]/, `${name}: one line`);
  assert.ok(
    task.line >= 0 && task.endLine >= task.line && task.endLine < document.lineCount,
    `${name}: lines`,
  );
  assertInside(document, task.titleRange, `${name}: title`);
  if (task.idRange) assertInside(document, task.idRange, `${name}: id`);
  if (task.markerRange) assertInside(document, task.markerRange, `${name}: marker`);
  for (const { id, range } of task.dependsOn) {
    assert.notEqual(id, '');
    assertInside(document, range, `${name}: dependency on ${id}`);
  }
  assert.equal(task.id === null, task.idKind === 'none', `${name}: kind of id`);
  assert.equal(task.marker === null, task.markerRange === null, `${name}: marker and its range`);
  const { effortHours, criteria, parent } = task;
  if (effortHours) assert.ok(effortHours.min >= 0 && effortHours.max >= effortHours.min, `${name}: effort`);
  if (criteria) assert.ok(criteria.done >= 0 && criteria.done <= criteria.total, `${name}: criteria`);
  if (parent) {
    assert.ok(before.has(parent), `${name}: its parent comes before it`);
    assert.ok(parent.endLine >= task.endLine, `${name}: its parent holds it`);
  }
}

describe('the index of real files', () => {
  const files = corpusFiles(/\.(?:md|markdown|todo)$/i);
  if (files.length === 0) {
    it(`keeps its invariants (no corpus at ${corpusFolder})`, function () {
      this.skip();
    });
    return;
  }

  for (const { path, text } of files) {
    it(path, function () {
      this.timeout(20_000);
      const since = performance.now();
      const { index, document } = indexText(text, path);
      const { tasks } = document;
      const problems = index.problems(document.uri);
      const evidence = document.explain();
      assert.ok(performance.now() - since < PATIENCE, 'it is read in time');

      const before = new Set<Task>();
      for (const task of tasks) {
        assertTask(document, task, before);
        before.add(task);
      }
      tasks.forEach((task, at) => assert.ok(task.line >= (tasks[at - 1]?.line ?? 0), `${task.key}: order`));
      assert.equal(new Set(tasks.map(({ key }) => key)).size, tasks.length, 'keys are unique');
      assert.deepEqual(new Set(document.forms), new Set(tasks.map(({ kind }) => kind)));

      for (const { range, related } of problems) {
        assertInside(document, range, 'problem');
        for (const place of related) assertInside(document, place.range, 'related place');
      }
      if (tasks.length === 0 && hasOpenBox(text)) {
        assert.ok(
          evidence.some(({ taken, reason }) => !taken && reason !== ''),
          'what was not taken is explained',
        );
      }
    });
  }
});
