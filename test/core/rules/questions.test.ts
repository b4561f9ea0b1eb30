/** What rules ask of all tasks together can take long; asked beforehand in steps, it holds nobody up. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TaskIndex, type IndexReader } from '../../../src/core';
import { RULES } from '../../../src/core/rules/registry';
import type { OfAll } from '../../../src/core/model/reader';
import { taskFile } from '../../bench/generate';
import { finish } from '../../../src/core/text/steps';

const FIXTURES = join(process.cwd(), 'test/fixtures');

describe('what a rule asks of all tasks', () => {
  for (const { meta, asks, check } of RULES) {
    it(`is named beforehand: ${meta.id}`, () => {
      const named = new Set<unknown>(asks?.ofAll);
      const used = new Set<unknown>();
      const folder = join(FIXTURES, meta.id.replace('/', '-'));
      const files = readdirSync(folder).filter((name) => name.endsWith('.md'));
      assert.notEqual(files.length, 0);
      // Of other files something may be asked only where there are any.
      const together = new TaskIndex();
      for (const name of files) {
        const text = readFileSync(join(folder, name), 'utf8');
        for (const index of [new TaskIndex(), together]) {
          const document = index.set(`file:///${name}`, name, text);
          const asked = watched(index, (make) => used.add(make));
          Array.from(check(document, asked));
        }
      }
      assert.deepEqual(namesOf(used), namesOf(named));
    });
  }
});

describe('problems in steps', () => {
  it('are those that are found at one go, and no step takes more than its part', () => {
    const { text } = taskFile('headings', 400);
    const index = new TaskIndex();
    const document = index.set('file:///TODO.md', 'TODO.md', text);
    let steps = 0;
    const counted = function* () {
      const all = index.problemsInSteps(document.uri);
      for (;;) {
        const step = all.next();
        steps++;
        if (step.done) return step.value;
        yield;
      }
    };
    const found = finish(counted());
    const other = new TaskIndex();
    other.set('file:///TODO.md', 'TODO.md', text);
    assert.deepEqual(found, other.problems(document.uri));
    assert.ok(steps > RULES.length);
  });
});

/** Of questions, in alphabetical order. */
function namesOf(asked: ReadonlySet<unknown>): readonly string[] {
  return [...asked].map((make) => (make as OfAll<unknown>).name).sort();
}

/** The same index, whose questions about all tasks are told of. */
function watched(index: TaskIndex, tell: (make: OfAll<unknown>) => void): IndexReader {
  return new Proxy(index, {
    get(target, name) {
      if (name === 'ofAll')
        return (make: OfAll<unknown>) => {
          tell(make);
          return target.ofAll(make);
        };
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}
