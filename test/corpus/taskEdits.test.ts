/**
 * Edits of tasks in real files: those of `WAVEMARK_CORPUS`, or of the folder `../shared/corpus` beside the repository,
 * where there is one.
 */
import assert from 'node:assert/strict';
import { SETTABLE, setStatus, TaskIndex } from '../../src/core';
import { random } from '../bench/random';
import { corpusFiles } from '../support/corpusFiles';
import { checkOperations, OPERATIONS, type Operation, type Outcomes } from '../support/taskEdits';

/** Operations in one file, one after the other. */
const LENGTH = 2;
/** Tasks of one file that are given each status. */
const TASKS = 3;
/** Of all that is asked; what is refused must be the exception. */
const FEWEST_SET = 0.95;

describe('edits of tasks in real files', () => {
  it('do what they foretell and nothing else, once, and can be undone', function () {
    const files = corpusFiles();
    if (files.length === 0) this.skip();
    this.timeout(120_000);
    const dice = random(20260203);
    const outcomes: Outcomes = new Map();
    for (const { path, text } of files) {
      const operations = Array.from({ length: LENGTH }, (): Operation => {
        return { kind: dice.pick(OPERATIONS), a: dice.between(0, 1e6), b: dice.between(0, 1e6) };
      });
      try {
        checkOperations(text, path, operations, outcomes);
      } catch (error) {
        assert.fail(`${path}: ${String(error).slice(0, 3000)}`);
      }
    }
    assert.ok((outcomes.get('status')?.made ?? 0) > 0);
  });

  it('set any status but “decided” of a box, with few exceptions', function () {
    const files = corpusFiles();
    if (files.length === 0) this.skip();
    this.timeout(120_000);
    let asked = 0;
    let refused = 0;
    for (const { path, text } of files) {
      const index = new TaskIndex();
      const { tasks } = index.set(`file:///${encodeURIComponent(path)}`, path, text);
      const step = Math.max(1, Math.floor(tasks.length / TASKS));
      for (let at = 0; at < tasks.length; at += step) {
        const task = tasks[at]!;
        for (const status of SETTABLE) {
          if (task.status === status || (status === 'decided' && task.marker !== null)) continue;
          asked++;
          if (setStatus(index, [task], status).kind === 'refused') refused++;
        }
      }
    }
    assert.ok(refused <= asked * (1 - FEWEST_SET), `${String(refused)} of ${String(asked)} were refused`);
  });
});
