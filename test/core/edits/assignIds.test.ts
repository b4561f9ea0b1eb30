import assert from 'node:assert/strict';
import { assignIds, type AssignOptions, type AssignPlan } from '../../../src/core';
import { afterEdits, indexTexts, reasonOf, uriOf } from '../../support/edits';

interface Assigned {
  readonly text: string;
  readonly plan: AssignPlan;
}

function assigned(text: string, options: AssignOptions = {}, path = 'TODO.md', others = {}): Assigned {
  const index = indexTexts({ [path]: text, ...others });
  const plan = assignIds(index, index.document(uriOf(path))!, options);
  assert.ok(plan.kind === 'edits', plan.kind === 'refused' ? plan.reason : '');
  return { text: afterEdits(index, plan.edits)[path] ?? '', plan };
}

function refused(text: string, options: AssignOptions = {}, path = 'TODO.md'): string {
  const index = indexTexts({ [path]: text });
  return reasonOf(assignIds(index, index.document(uriOf(path))!, options));
}

describe('assignIds', () => {
  const table: [name: string, before: string, after: string][] = [
    [
      'goes on with the series of checkboxes, before their tags',
      '- [ ] T009 [P] One\n- [ ] [P] [US1] Two\n  - [x] Three\n- [ ] T010 Four\n',
      '- [ ] T009 [P] One\n- [ ] T011 [P] [US1] Two\n  - [x] T012 Three\n- [ ] T010 Four\n',
    ],
    [
      'numbers headings of each section in its own series',
      '## P0\n### P0-001: One\n### P0-002: Two\n**Priority**: P0\n\n### Three\n**Status**: todo\n**Priority**: P0\n\n## P1\n### P1-001: Four\n### Five\n**Status**: todo\n**Priority**: P1\n',
      '## P0\n### P0-001: One\n### P0-002: Two\n**Priority**: P0\n\n### P0-003: Three\n**Status**: todo\n**Priority**: P0\n\n## P1\n### P1-001: Four\n### P1-002: Five\n**Status**: todo\n**Priority**: P1\n',
    ],
    [
      'sets ids in bold where the others are',
      '- [ ] **A-01** One\n- [ ] **A-02** Two\n- [ ] Three\n',
      '- [ ] **A-01** One\n- [ ] **A-02** Two\n- [ ] **A-03** Three\n',
    ],
    [
      'sets ids within the bold of titles',
      '- [ ] **A-01: One.** More\n- [ ] **A-02: Two.** More\n- [ ] **Three.** More\n- [ ] Four\n',
      '- [ ] **A-01: One.** More\n- [ ] **A-02: Two.** More\n- [ ] **A-03: Three.** More\n- [ ] A-04: Four\n',
    ],
    [
      'sets ids in brackets at the end',
      '## Now\n- [ ] One [API-7]\n- [ ] Two [API-8]\n- [ ] Three\n',
      '## Now\n- [ ] One [API-7]\n- [ ] Two [API-8]\n- [ ] Three [API-9]\n',
    ],
    [
      'names the parts of a task after it',
      '- [ ] T012 One\n  - [ ] part\n  - [ ] another part\n- [ ] T013 Two\n',
      '- [ ] T012 One\n  - [ ] T012.1 part\n  - [ ] T012.2 another part\n- [ ] T013 Two\n',
    ],
    [
      'begins a series of its own, named after the file',
      '# Things\n\n- [ ] One\n- [x] ✅ Two\n- [ ] ~~Three~~\n  - [ ] Four\n',
      '# Things\n\n- [ ] TODO-001: One\n- [x] ✅ TODO-002: Two\n- [ ] ~~TODO-003 Three~~\n  - [ ] TODO-004: Four\n',
    ],
    [
      'keeps line ends, the byte order mark, and a last line without an end',
      '\ufeff- [ ] One\r\n- [ ] Two\r\n\t- [ ] Three 🎉',
      '\ufeff- [ ] TODO-001: One\r\n- [ ] TODO-002: Two\r\n\t- [ ] TODO-003: Three 🎉',
    ],
    [
      'fills the column of ids',
      '| ID | Task | Status |\n|----|------|--------|\n| R-01 | One | todo |\n| R-02 | Two | todo |\n|  | Three | done |\n| - | Four | todo |\n',
      '| ID | Task | Status |\n|----|------|--------|\n| R-01 | One | todo |\n| R-02 | Two | todo |\n| R-03 | Three | done |\n| R-04 | Four | todo |\n',
    ],
  ];
  for (const [name, before, after] of table) {
    it(name, () => assert.equal(assigned(before).text, after));
  }

  it('keeps the literal numbers of lists', () => {
    const text = '# Decisions\n\n1. **One**\n3. **Two**\n   1. Part\n';
    assert.deepEqual(assigned(text).plan.edits, []);
  });

  it('never gives a number again that was once given', () => {
    const text = '- [ ] T001 One\n- [ ] T002 Two, see T031\n- [ ] Three\n';
    assert.match(assigned(text).text, /T032 Three/);
    assert.match(assigned(text, {}, 'TODO.md', { 'old/TODO.md': '- [x] T040 Old\n' }).text, /T041 Three/);
    const index = indexTexts({ 'TODO.md': text });
    const uri = uriOf('TODO.md');
    index.setBaseline(uri, {
      kind: 'known',
      ref: 'HEAD',
      commit: '0'.repeat(40),
      path: 'TODO.md',
      text: '- [ ] T077 Gone\n',
    });
    const plan = assignIds(index, index.document(uri)!);
    assert.deepEqual(plan.kind === 'edits' && plan.assigned.map(({ id }) => id), ['T078']);
  });

  it('takes a prefix, and writes it as the file writes ids', () => {
    const text = '## Now\n- One [t-250911230312-0863]\n- Two [t-250911230312-0864]\n- Three\n';
    assert.match(
      refused(text),
      /“Three” \(line 4\) gets none because ids like t-250911230312-0863 are given by a tracker/,
    );
    assert.equal(assigned(text, { prefix: 'NOW-' }).text, text.replace('Three', 'Three [NOW-001]'));
    for (const prefix of ['', '1', 'a b', 'SHA-', 'ADR-', 'x'.repeat(60)])
      assert.match(refused('- [ ] a\n', { prefix }), /would not be read as ids/);
  });

  it('numbers the parts of many tasks on, each in its own series, in one pass', () => {
    const tasks = Array.from({ length: 2000 }, (_, at) => `T${String(at + 1).padStart(4, '0')}`);
    const text =
      tasks.map((id) => `- [ ] ${id} Task\n  - [ ] part\n`).join('') + 'See T2000.4 and x.T1999.3.\n';
    const since = performance.now();
    const { plan } = assigned(text);
    assert.ok(performance.now() - since < 8_000, 'it takes no time by the square');
    assert.deepEqual(
      plan.assigned.slice(-2).map(({ id }) => id),
      ['T1999.4', 'T2000.5'],
    );
    assert.equal(plan.assigned[0]?.id, 'T0001.1');
  });

  it('is done for some tasks alone', () => {
    const text = '- [ ] One\n- [ ] Two\n';
    const index = indexTexts({ 'TODO.md': text });
    const document = index.document(uriOf('TODO.md'))!;
    const plan = assignIds(index, document, { tasks: document.tasks.slice(1) });
    assert.ok(plan.kind === 'edits');
    assert.equal(afterEdits(index, plan.edits)['TODO.md'], '- [ ] One\n- [ ] TODO-001: Two\n');
  });

  it('refuses where it cannot be certain', () => {
    assert.match(
      refused(
        '- [ ] A-1 One\n- [ ] B-2 Two\n- [ ] C-3 Three\n- [ ] A-4 x\n- [ ] B-5 y\n- [ ] C-6 z\n- [ ] Four\n',
      ),
      /^no id was assigned in TODO\.md: “Four” \(line 7\) gets none because its neighbours have ids of several kinds \(A-…, B-…, C-…\); name a prefix$/,
    );
    assert.match(refused('- [ ] #411 One: x\n- [ ] #412 Two: y\n- [ ] Three\n'), /tracker's issues/);
    assert.match(
      refused('---\ntitle: One\nstatus: todo\npriority: high\n---\n\nText\n', {}, 'backlog/one-task.md'),
      /front matter/,
    );
  });

  it('says why a file that was not read gets none', () => {
    const index = indexTexts({});
    const document = index.skip(uriOf('TODO.md'), 'TODO.md', 'The file is binary');
    assert.match(reasonOf(assignIds(index, document)), /^TODO\.md was not read: The file is binary$/);
  });
});
