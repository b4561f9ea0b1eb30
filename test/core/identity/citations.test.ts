/**
 * Citations in a folder of every kind of text file, `test/fixtures/citations`: a line says at its end, behind
 * `cites:`, which ids it cites. `ID@PATH` means the task of that file, `ID?` that it cannot be said which, `ID!`
 * that no task has it.
 */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { CitingWords, isTaskFileName, TaskIndex, type Citation } from '../../../src/core';
import { expandRange, rangeHolds } from '../../../src/core/identity/idRanges';
import { fixturePath, fixtureText } from '../../support/fixtures';

const ROOT = 'file:///root';
const MARK = 'cites:';

function indexFixtures(change: (text: string) => string = (text) => text): TaskIndex {
  const index = new TaskIndex();
  for (const path of paths()) {
    const text = change(fixtureText('citations', path));
    if (isTaskFileName(path)) index.set(`${ROOT}/${path}`, path, text);
    else index.texts.set(`${ROOT}/${path}`, path, text);
  }
  return index;
}

function paths(): string[] {
  return readdirSync(fixturePath('citations'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => `${parentPath}/${name}`.slice(fixturePath('citations').length + 1))
    .sort();
}

/** All ids that any task has, and those that only the expectations know. */
function allIds(index: TaskIndex, expected: ReadonlyMap<string, readonly string[]>): Set<string> {
  const ids = new Set(index.tasks().flatMap(({ id }) => id ?? []));
  for (const cited of expected.values()) for (const each of cited) ids.add(each.replace(/[@?!].*$/, ''));
  return ids;
}

function expectations(change: (text: string) => string = (text) => text): Map<string, string[]> {
  const expected = new Map<string, string[]>();
  for (const path of paths()) {
    change(fixtureText('citations', path))
      .split(/\r\n|\n|\r/)
      .forEach((line, at) => {
        const cited = line.includes(MARK) ? line.slice(line.indexOf(MARK) + MARK.length) : '';
        const ids = cited.split(/[\s"]+/).filter((word) => /\d/.test(word));
        if (ids.length > 0) expected.set(`${path}:${at + 1}`, ids.map((id) => id.replace(/,$/, '')).sort());
      });
  }
  return expected;
}

function describeTarget({ id, targets }: Citation): string {
  if (targets.length !== 1) return targets.length > 1 ? `${id}?` : `${id}!`;
  const path = targets[0]?.document.path ?? '';
  return path.includes('/') ? `${id}@${path}` : id;
}

function found(index: TaskIndex, ids: Iterable<string>): Map<string, string[]> {
  const byLine = new Map<string, string[]>();
  for (const id of ids) {
    for (const citation of index.citations(id)) {
      if (citation.role === 'declaration') continue;
      const line = fixtureText('citations', citation.path).split('\n')[citation.line] ?? '';
      const mark = line.indexOf(MARK);
      if (mark >= 0 && citation.start.column > mark) continue;
      const key = `${citation.path}:${citation.line + 1}`;
      byLine.set(key, [...(byLine.get(key) ?? []), describeTarget(citation)].sort());
    }
  }
  return byLine;
}

const sorted = (map: ReadonlyMap<string, string[]>): unknown => [...map].sort(([a], [b]) => (a < b ? -1 : 1));

describe('citations in every kind of text file', () => {
  const expected = expectations();
  for (const [name, change] of Object.entries({
    'as they are': (text: string) => text,
    'with CRLF': (text: string) => text.replaceAll('\n', '\r\n'),
    'with CR': (text: string) => text.replaceAll('\n', '\r'),
    'with a byte order mark': (text: string) => `\ufeff${text}`,
  })) {
    it(`are those that the files announce, ${name}`, () => {
      const index = indexFixtures(change);
      assert.deepEqual(sorted(found(index, allIds(index, expected))), sorted(expected));
    });
  }

  it('stand where they say', () => {
    for (const change of [(text: string) => text.replace(/^/gm, '🚀é\u0301 '), (text: string) => text]) {
      const index = indexFixtures(change);
      let count = 0;
      for (const id of allIds(index, expected)) {
        for (const { path, range, start, end, spelling } of index.citations(id)) {
          const text = change(fixtureText('citations', path));
          const written = text.slice(range.start, range.end);
          if (spelling === 'whole')
            assert.ok(written === id || id.endsWith(`.${written}`), `${path} ${written}`);
          if (spelling === 'number' || spelling === 'end') assert.ok(id.endsWith(written), written);
          const before = text.slice(0, range.start).split('\n');
          assert.deepEqual(start, { line: before.length - 1, column: before.at(-1)?.length });
          assert.equal(end.column - start.column, range.end - range.start);
          count++;
        }
      }
      assert.ok(count > 30);
    }
  });

  it('are found at the place of each', () => {
    const index = indexFixtures();
    for (const id of allIds(index, expected)) {
      for (const { uri, path, line, start, spelling, targets } of index.citations(id)) {
        if (spelling === 'between' || targets.length === 0) continue;
        const text = fixtureText('citations', path).split('\n')[line] ?? '';
        const mention = index.mentionAt(text, start.column + 1, uri, line);
        assert.deepEqual(mention?.targets, targets, `${path}:${line + 1}:${start.column + 1} ${text}`);
        assert.equal(mention.id, id);
      }
    }
  });

  it('may stand behind words of one’s own', () => {
    const index = new TaskIndex();
    index.set(`${ROOT}/TODO.md`, 'TODO.md', '1. One\n2. Two\n3. Three\n\n   6. Inner\n   7. Other\n');
    const text = 'Wish 3.6 and Decision point 3.7, chapter 3.6.';
    index.texts.set(`${ROOT}/a.md`, 'a.md', text);
    assert.deepEqual(
      index.citations('3.6').filter(({ document }) => document === null),
      [],
    );
    index.setCitingWords(new CitingWords(['wish', 'Decision  Point']));
    index.texts.set(`${ROOT}/a.md`, 'a.md', text);
    const cited = ['3.6', '3.7'].flatMap((id) => index.citations(id)).filter(({ document }) => !document);
    assert.deepEqual(
      cited.map(({ start }) => start.column),
      [5, 28],
    );
  });
});

describe('a range of ids', () => {
  it('holds what it expands to, its ends aside', () => {
    const ends = fc.tuple(
      fc.constantFrom('T', 'P0-', '14.', ''),
      fc.nat(120),
      fc.nat(120),
      fc.nat(3),
      fc.nat(3),
    );
    fc.assert(
      fc.property(ends, fc.boolean(), ([prefix, from, to, wide, wider], alone) => {
        const first = prefix + String(from).padStart(wide, '0');
        const last = (alone ? '' : prefix) + String(to).padStart(wider, '0');
        const ids = expandRange(first, last);
        for (let number = 0; number <= 121; number++) {
          for (const id of [0, 2, 3].map((width) => prefix + String(number).padStart(width, '0'))) {
            const isBetween = ids.slice(1, -1).includes(id);
            assert.equal(rangeHolds(first, last, id), isBetween, `${first} to ${last}: ${id}`);
          }
        }
      }),
    );
  });
});

describe('the texts of an index', () => {
  const names = fc.constantFrom('a.md', 'b/c.ts', 'b/d.yml', 'e');
  const pieces = fc.constantFrom(
    ...[
      'T001',
      'T001–T004',
      'item 3.6',
      '// ',
      '/* ',
      ' */',
      '\n',
      ' ',
      'A1',
      '"',
      'P0-001, 02',
      '🚀',
      'TODO.md#2',
    ],
  );
  const texts = fc.array(pieces, { maxLength: 12 }).map((list) => list.join(' '));
  const events = fc.array(fc.tuple(names, fc.option(texts)), { maxLength: 20 });
  const ids = ['T001', 'T002', 'T003', '3.6', 'A1', 'P0-001', 'P0-002', '2'];

  it('are after any changes as if they had been read just now', () => {
    fc.assert(
      fc.property(events, (list) => {
        const tasks = '- [ ] T001 a\n- [ ] T003 b\n- [ ] A1 c\n- [ ] P0-001 d\n';
        const incremental = new TaskIndex();
        const fresh = new TaskIndex();
        for (const index of [incremental, fresh]) {
          index.set(`${ROOT}/TASKS.md`, 'TASKS.md', tasks);
          index.set(`${ROOT}/TODO.md`, 'TODO.md', '1. One\n2. Two\n3. Three\n\n   6. Inner\n');
        }
        const last = new Map<string, string | null>();
        for (const [name, text] of list) {
          last.set(name, text);
          if (text === null) incremental.texts.delete(`${ROOT}/${name}`);
          else incremental.texts.set(`${ROOT}/${name}`, name, text);
        }
        for (const [name, text] of last) if (text !== null) fresh.texts.set(`${ROOT}/${name}`, name, text);
        const all = (index: TaskIndex): unknown =>
          ids.map((id) =>
            index.citations(id).map(({ uri, range, targets }) => [uri, range, targets.map(({ key }) => key)]),
          );
        assert.deepEqual(all(incremental), all(fresh));
        assert.equal(incremental.texts.size, fresh.texts.size);
        for (const name of last.keys()) incremental.texts.delete(`${ROOT}/${name}`);
        assert.equal(incremental.texts.size, 0);
        assert.deepEqual(incremental.texts.mentioning('T002'), []);
      }),
    );
  });

  it('forget a folder', () => {
    const index = new TaskIndex();
    for (const path of ['a/b.md', 'a/c/d.ts', 'ab.md']) index.texts.set(`${ROOT}/${path}`, path, '// T001');
    assert.equal(index.texts.deleteUnder(`${ROOT}/a/`), 2);
    assert.deepEqual(
      index.citations('T001').map(({ path }) => path),
      ['ab.md'],
    );
  });
});
