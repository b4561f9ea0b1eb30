import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TaskIndex } from '../../../src/core';
import { indexJson, utf8Length, type IndexJson } from '../../../src/core/features/indexJson';
import { checkJson } from '../../../src/core/features/problemJson';
import { CHECK, INDEX } from './jsonShape';

const ROOT = '/root';

function indexOf(documents: Readonly<Record<string, string>>): TaskIndex {
  const index = new TaskIndex();
  for (const [path, text] of Object.entries(documents)) index.set(`file:///root/${path}`, path, text);
  return index;
}

function published(documents: Readonly<Record<string, string>>, explain = false): IndexJson {
  return indexJson(indexOf(documents), { root: ROOT, explain });
}

const PLAN = `# Backlog

## P0 — Now

### P0-001: Add the vault

**Acceptance Criteria**:
- [x] it runs
- [ ] it answers

**Complexity**: Small (2-3 hours)
**Dependencies**: None

### P0-002: Enable authentication

**Complexity**: Small (1 hour)
**Dependencies**: P0-001, P9-999
`;

describe('index as JSON', () => {
  it('has the shape of the contract', () => {
    for (const explain of [true, false]) {
      const json = published(
        { 'a/TODO.md': PLAN, 'TASKS.md': '- [ ] T001 a\n- [z] T001 b\n', 'b/TODO.md': '' },
        explain,
      );
      INDEX(JSON.parse(JSON.stringify(json)), 'index');
      assert.ok(json.documents.every((document) => Object.hasOwn(document, 'explain') === explain));
    }
  });

  it('publishes every field of a task', () => {
    const { tasks } = published({ 'a/TODO.md': PLAN });
    assert.deepEqual(tasks, [
      {
        key: 'a/TODO.md#P0-001',
        id: 'P0-001',
        idKind: 'explicit',
        kind: 'heading',
        title: 'Add the vault',
        path: 'a/TODO.md',
        line: 5,
        endLine: 12,
        parent: null,
        section: ['P0 — Now'],
        status: 'todo',
        marker: null,
        priority: 'P0',
        effortHours: { min: 2, max: 3 },
        dependsOn: [],
        unresolved: [],
        wave: null,
        criteria: { done: 1, total: 2 },
        decision: null,
        tracker: null,
      },
      {
        key: 'a/TODO.md#P0-002',
        id: 'P0-002',
        idKind: 'explicit',
        kind: 'heading',
        title: 'Enable authentication',
        path: 'a/TODO.md',
        line: 14,
        endLine: 17,
        parent: null,
        section: ['P0 — Now'],
        status: 'todo',
        marker: null,
        priority: 'P0',
        effortHours: { min: 1, max: 1 },
        dependsOn: ['P0-001', 'P9-999'],
        unresolved: ['P9-999'],
        wave: null,
        criteria: null,
        decision: null,
        tracker: null,
      },
    ]);
  });

  it('counts bytes and lines as the disk and an editor do', () => {
    const table: [string, number, number][] = [
      ['', 0, 0],
      ['a', 1, 1],
      ['a\n', 2, 1],
      ['a\r\nb\rc\n', 7, 3],
      ['ä\n日', 6, 2],
      ['\ufeff😀', 7, 1],
      ['\n\n', 2, 2],
    ];
    for (const [text, bytes, lines] of table) {
      const [document] = published({ 'TODO.md': text }).documents;
      assert.deepEqual([document?.bytes, document?.lines], [bytes, lines], JSON.stringify(text));
    }
  });

  it('takes the bytes on disk where they are known', () => {
    const index = new TaskIndex();
    index.skip('file:///root/TODO.md', 'TODO.md', 'The file is too large');
    const bytes = new Map([['file:///root/TODO.md', 123]]);
    const json = indexJson(index, { root: ROOT, bytes });
    INDEX(JSON.parse(JSON.stringify(json)), 'index');
    assert.deepEqual(json.documents, [
      { path: 'TODO.md', forms: [], tasks: 0, bytes: 123, lines: 0, skipped: 'The file is too large' },
    ]);
    assert.deepEqual(
      json.problems.map(({ rule, line, column }) => [rule, line, column]),
      [['file/skipped', 1, 1]],
    );
  });

  it('measures UTF-8 as the platform does', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        assert.equal(utf8Length(value), Buffer.byteLength(value));
      }),
    );
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 0xffff })), (units) => {
        const value = String.fromCharCode(...units);
        assert.equal(utf8Length(value), Buffer.byteLength(value));
      }),
    );
  });
});

describe('check as JSON', () => {
  it('has the shape of the contract, with places from 1', () => {
    const index = indexOf({ 'TODO.md': '\ufeff# x\r\n\r\n- [ ] T001 a\r\n- [z] T002 b\r\n- [ ] T001 c\r\n' });
    const json = checkJson(index, ROOT);
    CHECK(JSON.parse(JSON.stringify(json)), 'check');
    assert.deepEqual(
      json.problems.map(({ rule, severity, line, task }) => [rule, severity, line, task]),
      [
        ['status/unknown-marker', 'warning', 4, 'T002'],
        ['id/duplicate', 'error', 5, 'T001'],
      ],
    );
    const duplicate = json.problems[1];
    assert.deepEqual([duplicate?.column, duplicate?.endLine, duplicate?.endColumn], [7, 5, 11]);
    assert.deepEqual(
      duplicate?.related.map(({ path, line }) => [path, line]),
      [['TODO.md', 3]],
    );
    assert.deepEqual(json.summary, { error: 1, warning: 1, info: 0, hint: 0 });
  });

  it('is empty where nothing is wrong', () => {
    assert.deepEqual(checkJson(indexOf({ 'TODO.md': '- [ ] T001 a\n' }), ROOT), {
      version: 1,
      root: ROOT,
      problems: [],
      summary: { error: 0, warning: 0, info: 0, hint: 0 },
    });
  });
});

describe('every number of the JSON', () => {
  const line = fc.oneof(
    fc.constantFrom(
      '- [ ] T001 a',
      '  - [x] T002 b',
      '- [?] c',
      '## Wave 1',
      '### P0-001: d',
      '1. e',
      '   2. f',
    ),
    fc.constantFrom(
      '```',
      '~~~',
      '| ID | Status |',
      '|---|---|',
      '| T003 | done |',
      '**Dependencies**: T001',
      '',
    ),
    fc.constantFrom(
      '**Complexity**: Small (1-2 hours)',
      '---',
      '<!--',
      '> - [ ] q',
      '\t- [ ] tab',
      '- [ ] 日本 😀',
    ),
    fc.string({ unit: 'binary', maxLength: 12 }),
  );
  const end = fc.constantFrom('\n', '\r\n', '\r');
  const text = fc
    .array(fc.tuple(line, end), { maxLength: 30 })
    .map((lines) => lines.map(([content, ending]) => content + ending).join(''));

  it('lies within the text it speaks of', () => {
    fc.assert(
      fc.property(text, text, (first, second) => {
        const documents = { 'a/TODO.md': first, 'b/TODO.md': second };
        const index = indexOf(documents);
        const json = indexJson(index, { root: ROOT, explain: true });
        INDEX(json, 'index');
        CHECK(checkJson(index, ROOT), 'check');
        const lines = new Map(
          Object.entries(documents).map(([path, each]) => [path, each.split(/\r\n|\r|\n/)]),
        );
        const keys = new Set(json.tasks.map(({ key }) => key));
        assert.equal(keys.size, json.tasks.length);
        for (const document of json.documents) {
          const own = json.tasks.filter(({ path }) => path === document.path);
          assert.equal(document.tasks, own.length);
          assert.equal(document.bytes, Buffer.byteLength(documents[document.path as 'a/TODO.md']));
          for (const { line: at } of document.explain ?? []) assert.ok(at <= Math.max(document.lines, 1));
        }
        for (const task of json.tasks) {
          const total = lines.get(task.path)?.length ?? 0;
          assert.ok(task.line <= task.endLine && task.endLine <= total, task.key);
          assert.ok(task.parent === null || keys.has(task.parent), task.key);
          if (task.effortHours) assert.ok(task.effortHours.min <= task.effortHours.max);
          if (task.criteria) assert.ok(task.criteria.done <= task.criteria.total);
          for (const id of task.unresolved) assert.ok(task.dependsOn.includes(id));
        }
        for (const problem of json.problems) {
          const own = lines.get(problem.path) ?? [];
          assert.ok(problem.line <= problem.endLine && problem.endLine <= own.length, problem.message);
          assert.ok(problem.column <= (own[problem.line - 1]?.length ?? 0) + 1);
          assert.ok(problem.endColumn <= (own[problem.endLine - 1]?.length ?? 0) + 1);
          for (const place of problem.related) assert.ok(place.line <= (lines.get(place.path)?.length ?? 0));
        }
      }),
      { numRuns: 300 },
    );
  });
});
