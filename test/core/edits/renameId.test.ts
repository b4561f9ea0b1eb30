import assert from 'node:assert/strict';
import { applyEdits, editsByUri, filesCiting, renameId } from '../../../src/core';
import { afterEdits, editsOf, indexTexts, reasonOf, taskOf } from '../../support/edits';

type Texts = Readonly<Record<string, string>>;

function renamed(texts: Texts, key: string, fresh: string): Texts {
  const index = indexTexts(texts);
  return afterEdits(index, editsOf(renameId(index, taskOf(index, key), fresh)));
}

function refused(texts: Texts, key: string, fresh: string): string {
  const index = indexTexts(texts);
  return reasonOf(renameId(index, taskOf(index, key), fresh));
}

describe('renameId', () => {
  it('changes the declaration and every citation, in all files', () => {
    assert.deepEqual(
      renamed(
        {
          'TODO.md':
            '# Tasks\n- [ ] T001 Build\n- [ ] T002 Test, needs T001\n- [ ] T003 Ship after T001 and T0011\n',
          'docs/PLAN.md': 'First T001, then T001.\n',
        },
        'TODO.md#T001',
        'T050',
      ),
      {
        'TODO.md':
          '# Tasks\n- [ ] T050 Build\n- [ ] T002 Test, needs T050\n- [ ] T003 Ship after T050 and T0011\n',
        'docs/PLAN.md': 'First T050, then T050.\n',
      },
    );
  });

  it('leaves another task of the same id and its citations alone', () => {
    const other = '- [ ] T001 Other\n- [ ] T002 Needs T001\n';
    const texts = { 'a/TODO.md': '- [ ] T001 One\n- [ ] T002 Needs T001\n', 'b/TODO.md': other };
    assert.deepEqual(renamed(texts, 'a/TODO.md#T001', 'T009'), {
      'a/TODO.md': '- [ ] T009 One\n- [ ] T002 Needs T009\n',
      'b/TODO.md': other,
    });
  });

  it('keeps line ends, the byte order mark and decoration', () => {
    assert.deepEqual(
      renamed(
        {
          'TODO.md': '\ufeff### **P0-001**: A\r\n\r\n- x\r\n\r\n### P0-002: B\r\n**Dependencies**: `P0-001`',
        },
        'TODO.md#P0-001',
        'P0-009',
      ),
      { 'TODO.md': '\ufeff### **P0-009**: A\r\n\r\n- x\r\n\r\n### P0-002: B\r\n**Dependencies**: `P0-009`' },
    );
  });

  it('writes ranges out as far as needed', () => {
    const text = (value: string, id = 'T034'): string =>
      ['T029', 'T030', 'T031', 'T032', 'T033', 'T034']
        .map((each) => `- [ ] ${each === 'T034' ? id : each} Do ${each.slice(1)} things\n`)
        .join('') + `\n## Later\n\n- [ ] T090 Ship (depends on ${value})\n`;
    const table: [string, string][] = [
      ['T029–T034', 'T029–T033, T050'],
      ['T033–T034', 'T033, T050'],
      ['T032-T034', 'T032, T033, T050'],
      ['T033, 034', 'T033, 050'],
    ];
    for (const [before, after] of table) {
      const { 'TODO.md': got } = renamed({ 'TODO.md': text(before) }, 'TODO.md#T034', 'T050');
      assert.equal(got?.split('\n').at(-2), text(after, 'T050').split('\n').at(-2));
    }
  });

  it('splits a range around the id', () => {
    const text =
      '- [ ] T001 a\n- [ ] T002 b\n- [ ] T003 c\n- [ ] T004 d\n- [ ] T005 e\n- [ ] T010 f, needs T001–T005\n';
    assert.match(
      renamed({ 'TODO.md': text }, 'TODO.md#T003', 'T030')['TODO.md'] ?? '',
      /needs T001, T002, T030, T004, T005\n$/,
    );
  });

  it('refuses where what follows is elided, and would mean something else', () => {
    const text =
      '- [ ] DEBT-01 a thing\n- [ ] DEBT-08 b thing\n- [ ] X-01 c thing (depends on DEBT-01, 08)\n- [ ] X-02 d thing\n';
    assert.match(refused({ 'TODO.md': text }, 'TODO.md#DEBT-01', 'OWE-01'), /TODO\.md/);
    assert.match(
      renamed({ 'TODO.md': text }, 'TODO.md#DEBT-08', 'DEBT-09')['TODO.md'] ?? '',
      /depends on DEBT-01, 09\)/,
    );
  });

  it('renumbers an item, and with it what cites its children', () => {
    const text =
      '# Decisions\n\n1. **First**\n2. **Second**\n   1. Part one\n   2. Part two, see item 2.1\n3. **Third**, folded into 2.2 (item 2)\n';
    assert.deepEqual(renamed({ 'TODO.md': text }, 'TODO.md#2', '7'), {
      'TODO.md':
        '# Decisions\n\n1. **First**\n7. **Second**\n   1. Part one\n   2. Part two, see item 7.1\n3. **Third**, folded into 7.2 (item 7)\n',
    });
    assert.match(
      renamed({ 'TODO.md': text }, 'TODO.md#2.2', '2.9')['TODO.md'] ?? '',
      /\n {3}9\. Part two, .*folded into 2\.9 /s,
    );
    // Only a list that begins with 1 may follow a line of text.
    assert.match(
      refused({ 'TODO.md': text }, 'TODO.md#2.1', '2.9'),
      /tasks of TODO\.md would be read otherwise/,
    );
    assert.match(refused({ 'TODO.md': text }, 'TODO.md#2.1', '3.9'), /last number/);
    assert.match(refused({ 'TODO.md': text }, 'TODO.md#2.1', 'T12'), /last number/);
    assert.match(refused({ 'TODO.md': text }, 'TODO.md#2', '3'), /3 is already the id of “Third/);
  });

  it('writes a range of numbers out', () => {
    const text = '# Decisions\n\n1. **One**\n2. **Two**\n3. **Three**\n4. **Four**, see items 1–3\n';
    assert.match(renamed({ 'TODO.md': text }, 'TODO.md#2', '9')['TODO.md'] ?? '', /see items 1, 9, 3\n$/);
  });

  it('refuses ids that are taken, are none, or would not be read', () => {
    const texts = {
      'TODO.md': '- [ ] T001 One\n- [ ] T002 Two, needs T001\n',
      'PLAN.md': 'See T099 and T001.\n',
    };
    const table: [string, RegExp][] = [
      ['T002', /^T002 is already the id of “Two, needs T001” \(TODO\.md:2\)$/],
      ['', /empty/],
      ['T 3', /space/],
      ['hello', /“hello” would not be read as the id of “One”/],
      ['SHA-256', /would not be read/],
      ['v1.2', /would not be read/],
      ['T'.repeat(90), /longer than 80/],
      ['T099', /^PLAN\.md:1 already cites T099, and would then mean “One”$/],
    ];
    for (const [fresh, reason] of table) assert.match(refused(texts, 'TODO.md#T001', fresh), reason, fresh);
  });

  it('refuses to guess which of two tasks is cited', () => {
    const text = '- [ ] T001 One\n- [ ] T001 Two\n- [ ] T003 Three, needs T001\n';
    assert.match(
      refused({ 'TODO.md': text }, 'TODO.md#T001', 'T009'),
      /^TODO\.md:3 cites T001, which is the id of 2 tasks/,
    );
    const free = '- [ ] T001 One\n- [ ] T001 Two\n';
    assert.deepEqual(renamed({ 'TODO.md': free }, 'TODO.md#T001:2', 'T002'), {
      'TODO.md': '- [ ] T001 One\n- [ ] T002 Two\n',
    });
  });

  it('changes what cites the task in other text files', () => {
    const index = indexTexts({ 'TODO.md': '- [ ] T001 One\n- [ ] T002 Two\n- [ ] T003 Three\n' });
    const script = '# See T002 in the plan.\necho T002-x\n';
    const notes = 'For T001–T003, then T002.\n';
    index.texts.set('file:///root/run.sh', 'run.sh', script);
    index.texts.set('file:///root/notes.txt', 'notes.txt', notes);
    const task = taskOf(index, 'TODO.md#T002');
    assert.deepEqual([...filesCiting(index, task)].sort(), ['file:///root/notes.txt', 'file:///root/run.sh']);
    assert.match(reasonOf(renameId(index, task, 'T009')), /cites T002, but cannot be read$/);
    const texts = new Map([
      ['file:///root/run.sh', script],
      ['file:///root/notes.txt', notes],
    ]);
    const edits = editsOf(renameId(index, task, 'T009', { texts }));
    const byUri = editsByUri(edits);
    const apply = (uri: string): unknown => applyEdits(texts.get(uri) ?? '', byUri.get(uri) ?? []);
    assert.deepEqual(apply('file:///root/run.sh'), { text: script.replace('T002 in', 'T009 in') });
    assert.deepEqual(apply('file:///root/notes.txt'), { text: 'For T001, T009, T003, then T009.\n' });
    // What the index knows of other files is as it was.
    assert.equal(index.citations('T009').length, 0);
    index.texts.set('file:///root/later.txt', 'later.txt', 'See T009.\n');
    assert.match(reasonOf(renameId(index, task, 'T009', { texts })), /^later\.txt:1 already cites T009, /);
  });

  it('asks before it changes the id that a tracker gave', () => {
    const index = indexTexts({ 'TODO.md': '## Now\n- Harden the login [t-250911230312-0863]\n' });
    const task = taskOf(index, 'TODO.md#t-250911230312-0863');
    const plan = renameId(index, task, 't-250911230312-0999');
    assert.ok(plan.kind === 'refused' && plan.confirmable);
    assert.deepEqual(
      afterEdits(index, editsOf(renameId(index, task, 't-250911230312-0999', { confirmed: true }))),
      {
        'TODO.md': '## Now\n- Harden the login [t-250911230312-0999]\n',
      },
    );
  });

  it('asks before it changes an id that the baseline has', () => {
    const text = '- [ ] T001 One\n- [ ] T002 Two\n';
    const index = indexTexts({ 'TODO.md': text });
    index.setBaseline('file:///root/TODO.md', {
      kind: 'known',
      ref: 'origin/main',
      commit: '0'.repeat(40),
      path: 'TODO.md',
      text: '- [x] T001 One\n',
    });
    const plan = renameId(index, taskOf(index, 'TODO.md#T001'), 'T009');
    assert.match(reasonOf(plan), /^T001 is published: origin\/main has it/);
    assert.ok(plan.kind === 'refused' && plan.confirmable);
    editsOf(renameId(index, taskOf(index, 'TODO.md#T001'), 'T009', { confirmed: true }));
    editsOf(renameId(index, taskOf(index, 'TODO.md#T002'), 'T009'));
  });

  it('does nothing for the id that it has', () => {
    const index = indexTexts({ 'TODO.md': '- [ ] T001 One\n' });
    assert.deepEqual(editsOf(renameId(index, taskOf(index, 'TODO.md#T001'), ' T001 ')), []);
  });

  it('leaves the index as it is', () => {
    const texts = { 'TODO.md': '- [ ] T001 One\n- [ ] T002 Two, needs T001\n' };
    const index = indexTexts(texts);
    const { version } = index;
    editsOf(renameId(index, taskOf(index, 'TODO.md#T001'), 'T009'));
    assert.equal(index.version, version);
    assert.equal(index.document('file:///root/TODO.md')?.text, texts['TODO.md']);
    assert.equal(index.byId('T009').length, 0);
  });
});
