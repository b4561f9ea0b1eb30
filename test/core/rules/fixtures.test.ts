/**
 * Every rule on its fixtures, `test/fixtures/RULE/*.md`: the problems are those that the comments in the file
 * announce, and no others of any rule; the first fix of each, applied together, gives `NAME.fixed.md`. A
 * `NAME.tracker.json` beside is the tracker that serves the file, a `NAME.baseline.md` what it is compared with.
 */
import assert from 'node:assert/strict';
import { readTaskFile } from '../../../src/cli/readText';
import { TaskIndex } from '../../../src/core';
import { RULES } from '../../../src/core/rules/registry';
import {
  applyFirstFixes,
  applyFixes,
  expectedPlaces,
  foundPlaces,
  indexText,
  placeOf,
  type Indexed,
} from '../../support/check';
import { fixtureBytes, fixtureNames, fixturePath, fixtureText } from '../../support/fixtures';

const PATH = 'docs/TODO.md';
const FIXED = /\.fixed\.md$/;
/** The rules that compare a file with its baseline. */
const COMPARING: ReadonlySet<string> = new Set(['id/renumbered', 'id/reused', 'id/removed']);
const BESIDE = /\.(?:fixed|baseline)\.md$/;

function baselineFor(folder: string, name: string): string | null {
  const beside = name.replace(/\.md$/, '.baseline.md');
  return fixtureNames(folder).includes(beside) ? fixtureText(folder, beside) : null;
}

/** The tracker file beside a fixture; null where there is none. */
function trackerOf(folder: string, name: string): string | null {
  const tracker = name.replace(/\.md$/, '.tracker.json');
  return fixtureNames(folder).includes(tracker) ? fixtureText(folder, tracker) : null;
}

/** As the command line reads it: what is no text is entered as skipped. */
function indexFixture(folder: string, name: string): Indexed {
  const read = readTaskFile(fixturePath(folder, name));
  if (read.kind === 'text')
    return indexText(read.text, PATH, trackerOf(folder, name), baselineFor(folder, name));
  assert.equal(read.kind, 'skip');
  const index = new TaskIndex();
  const reason = read.kind === 'skip' ? read.reason : '';
  return { index, document: index.skip(`file:///root/${PATH}`, PATH, reason) };
}

/** Comments can be read in any file: those of one that is no UTF-8 are ASCII all the same. */
function announced(folder: string, name: string): ReturnType<typeof expectedPlaces> {
  return expectedPlaces(fixtureBytes(folder, name).toString('latin1').replaceAll('\0', ''));
}

const withLineEnds = (text: string, lineEnd: string): string => text.replace(/\r\n|\n/g, lineEnd);

for (const { meta } of RULES) {
  const folder = meta.id.replace('/', '-');
  const names = fixtureNames(folder);
  const inputs = names.filter((name) => name.endsWith('.md') && !BESIDE.test(name));

  describe(meta.id, () => {
    for (const name of inputs) {
      const tracker = trackerOf(folder, name);
      const fixedName = name.replace(/\.md$/, '.fixed.md');
      const isText = readTaskFile(fixturePath(folder, name)).kind === 'text';
      const baseline = baselineFor(folder, name);
      // An id that is restored may still be rendered as another: for another rule to say and mend.
      const fixing = baseline === null ? undefined : COMPARING;
      const indexed = (text: string): Indexed => indexText(text, PATH, tracker, baseline);

      it(`${name}: finds what the file says`, () => {
        const found = indexFixture(folder, name);
        assert.deepEqual(foundPlaces(found), announced(folder, name));
        assert.equal(
          announced(folder, name).length === 0,
          name.startsWith('silent-'),
          'silent files are so called',
        );
        for (const problem of found.index.problems()) {
          assert.ok(
            problem.message.length > 10 && !problem.message.includes('\n'),
            'one line says what is wrong',
          );
          assert.ok(
            problem.range.start <= problem.range.end && problem.range.end <= found.document.text.length,
          );
          for (const { title } of problem.fixes) assert.match(title, /^\S.*[^.\s]$/);
        }
      });

      if (!isText) continue;

      it(`${name}: finds the same with other line ends, and with a byte order mark`, () => {
        const text = fixtureText(folder, name).replace(/^\ufeff/, '');
        for (const lineEnd of ['\n', '\r\n', '\r']) {
          const expected = announced(folder, name);
          assert.deepEqual(
            foundPlaces(indexed(withLineEnds(text, lineEnd))),
            expected,
            JSON.stringify(lineEnd),
          );
        }
        assert.deepEqual(foundPlaces(indexed(`\ufeff${text}`)), announced(folder, name), 'with a mark');
      });

      it(`${name}: every fix alone mends its problem`, () => {
        const start = indexFixture(folder, name);
        const before = start.index.problems();
        for (const problem of before) {
          for (const fix of problem.fixes) {
            const after = indexed(applyFixes(start.document, [fix]));
            const left = after.index.problems();
            const name = `${fix.title} (line ${placeOf(start.document, problem).line})`;
            // Of two tasks that have swapped ids, both have one until the other has its own again.
            if (baseline === null) assert.equal(left.length, before.length - 1, name);
            else assert.ok(!left.some(({ message }) => message === problem.message), name);
            assert.ok(after.document.tasks.length >= start.document.tasks.length, `${name}: no task is lost`);
          }
        }
      });

      if (!names.includes(fixedName)) {
        it(`${name}: needs no fix`, () => {
          const start = indexFixture(folder, name);
          assert.equal(applyFirstFixes(start, fixing), start.document.text);
        });
        continue;
      }

      it(`${name}: the first fixes give ${fixedName}`, () => {
        assert.equal(applyFirstFixes(indexFixture(folder, name), fixing), fixtureText(folder, fixedName));
      });

      it(`${name}: what is fixed stays so, and keeps its line ends`, () => {
        const text = fixtureText(folder, name).replace(/^\ufeff/, '');
        for (const lineEnd of ['\n', '\r\n', '\r']) {
          const once = applyFirstFixes(indexed(withLineEnds(text, lineEnd)), fixing);
          const expected = fixtureText(folder, fixedName).replace(/^\ufeff/, '');
          assert.equal(once, withLineEnds(expected, lineEnd), JSON.stringify(lineEnd));
          const again = indexed(once);
          assert.deepEqual(
            again.index.problems().filter(({ rule }) => rule === meta.id),
            [],
          );
          // An id that is no longer reused may still be missed where it was: another rule's matter.
          if (baseline === null) assert.equal(applyFirstFixes(again), once);
        }
      });
    }

    it('has a fixture for each fixed one', () => {
      const fixed = names.filter((name) => FIXED.test(name)).map((name) => name.replace(FIXED, '.md'));
      assert.deepEqual(
        fixed.filter((name) => !inputs.includes(name)),
        [],
      );
    });
  });
}
