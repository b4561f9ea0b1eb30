import assert from 'node:assert/strict';
import fc from 'fast-check';
import { dependenciesInProse, dependenciesOfValue } from '../../../src/core/parse/dependencies';
import { assertLinear } from '../identity/bombs';

function ids(mentions: readonly { id: string }[]): string {
  return mentions.map(({ id }) => id).join(' ');
}

describe('the ids in the value of a dependency field', () => {
  const table: Readonly<Record<string, string>> = {
    None: '',
    'None.': '',
    none: '',
    'Nothing (first phase)': '',
    'N/A': '',
    '-': '',
    '—': '',
    なし: '',
    'なし（Phase 5 でまとめて）': '',
    无: '',
    없음: '',
    Keine: '',
    ninguna: '',
    нет: '',
    немає: '',
    'none (extends #439)': '',
    'none. (Builds on #416’s inline build indicator.)': '',
    'P0-001': 'P0-001',
    'P0-001 (Vault for credential storage)': 'P0-001',
    'P1-002, P1-004, P1-005': 'P1-002 P1-004 P1-005',
    'T012 and T013': 'T012 T013',
    'T012, T013 und T014': 'T012 T013 T014',
    'T1/T2': 'T1 T2',
    'TASK-1 & TASK-2': 'TASK-1 TASK-2',
    '`T012`': 'T012',
    '**T012**, ~~T013~~': 'T012 T013',
    '[P1-001](#p1-001), [P1-002](#x)': 'P1-001 P1-002',
    'T01<br>T02': 'T01 T02',
    '(T012)': 'T012',
    'Registry (T012)': 'T012',
    'task-58, task-60': 'task-58 task-60',
    't-250911230312-0863': 't-250911230312-0863',
    '14.1-14.3': '14.1 14.2 14.3',
    '10.1–10.3': '10.1 10.2 10.3',
    'C01-C05': 'C01 C02 C03 C04 C05',
    'T029–T031': 'T029 T030 T031',
    'T029 – T031': 'T029 T030 T031',
    'T029 to T031': 'T029 T030 T031',
    'TSK-REV-014～016': 'TSK-REV-014 TSK-REV-015 TSK-REV-016',
    'TSK-REV-001～003 の完了': 'TSK-REV-001 TSK-REV-002 TSK-REV-003',
    '#1-5': '#1 #2 #3 #4 #5',
    'F1~F5': 'F1 F2 F3 F4 F5',
    'DEBT-01, 08, 26-31': 'DEBT-01 DEBT-08 DEBT-26 DEBT-27 DEBT-28 DEBT-29 DEBT-30 DEBT-31',
    'TSK-REV-001, 002, 003': 'TSK-REV-001 TSK-REV-002 TSK-REV-003',
    'T1, 2 and 3': 'T1 T2 T3',
    'all of T001-T003': 'T001 T002 T003',
    'T001-T900': 'T001 T900',
    'T010-T001': 'T010 T001',
    'Task 430, Task 432': '430 432',
    'Task 428.': '428',
    'Task 430 (via 432 → 431)': '430',
    'Task 437 (via 437 → 434 → 433 → 432/431/430 the whole chain': '437',
    'Task 3 ✅ (schema), Task 4 ✅ (seed)': '3 4',
    'Tasks 27-30 ✅': '27 28 29 30',
    'Tasks 3 and 4': '3 4',
    '1 ✓': '1',
    '1, 3': '1 3',
    '1.2': '1.2',
    '1.1, 1.2-1.4': '1.1 1.2 1.3 1.4',
    '#4, #6': '#4 #6',
    '#21, all features': '#21',
    'T001; blocks T009': 'T001',
    'Blocks P0-003': '',
    'Phase 1': '',
    'Phase 1 completion': '',
    'All above': '',
    'Registry system': '',
    'Node 18': '',
    '3 services': '',
    '2 days': '',
    '2026-01-10': '',
    'ADR-017, T03': 'T03',
    'US3 (extends project page)': '',
    'SHA-256, UTF-8': '',
    'lease-core-t4': '',
  };
  for (const [value, expected] of Object.entries(table)) {
    it(JSON.stringify(value), () => {
      assert.equal(ids(dependenciesOfValue(value, 0, value.length, true)), expected);
    });
  }

  it('takes no bare numbers where the file has none', () => {
    for (const value of ['1, 3', '#4', 'Task 3', '1.2', '14.1-14.3']) {
      assert.equal(ids(dependenciesOfValue(value, 0, value.length, false)), '');
    }
    assert.equal(ids(dependenciesOfValue('T012, 013', 0, 9, false)), 'T012 T013');
  });

  it('takes slugs where the file has them', () => {
    const value = 'lease-core-t4, owns-widget (repo: acme-x) and a built-in tool';
    assert.equal(ids(dependenciesOfValue(value, 0, value.length, true, true)), 'lease-core-t4 owns-widget');
  });

  it('gives a range expression as the place of each id it stands for', () => {
    const value = 'x C01-C03, 05';
    assert.deepEqual(
      dependenciesOfValue(value, 0, value.length, true).map(({ id, start, end }) => [
        id,
        value.slice(start, end),
      ]),
      [
        ['C01', 'C01-C03'],
        ['C02', 'C01-C03'],
        ['C03', 'C01-C03'],
        ['C05', '05'],
      ],
    );
  });
});

describe('the dependencies in prose', () => {
  const table: Readonly<Record<string, string>> = {
    'depends on T012, T013': 'T012 T013',
    'Foo (depends on T012 and T013)': 'T012 T013',
    'Depends on: T00': 'T00',
    'depends on T029–T031': 'T029 T030 T031',
    'This depends on both EP-1.1 and EP-1.2.': 'EP-1.1 EP-1.2',
    'depends on the auth work (P0-003)': 'P0-003',
    'blocked by P0-3': 'P0-3',
    'blocked by #12': '#12',
    '🔲 (blocked by B-00)': 'B-00',
    'adopt it blocked-by: lease-core-t4 (repo: acme)': 'lease-core-t4',
    'blocked-by: 3, 4': '3 4',
    'depends-on: 1.2': '1.2',
    'requires: T01, T02': 'T01 T02',
    '[dependsOn:: id-a1,id-b2]': 'id-a1 id-b2',
    'Do it ⛔ abc123,def456': 'abc123 def456',
    'Do it ⛔ task-58 📅 2026-01-01': 'task-58',
    'needs P2-003': 'P2-003',
    'needs T012 or T013': 'T012 T013',
    'needs the results of T01 and T02': 'T01 T02',
    'requires T1.1 to land first': 'T1.1',
    'requires tasks T1.1, T1.2': 'T1.1 T1.2',
    'start after T012': 'T012',
    'after M1–M3': 'M1 M2 M3',
    'waits for T012': 'T012',
    'waiting on `T012`': 'T012',
    'blocks T1, needs T2, after T3': 'T2 T3',
    'hängt ab von T01': 'T01',
    'abhängig von P0-1': 'P0-1',
    'nach T01': 'T01',
    'depende de T01 y T02': 'T01 T02',
    'bloqueado por T-4': 'T-4',
    'dépend de T01': 'T01',
    'dipende da T01': 'T01',
    'зависит от T-1': 'T-1',
    'Залежить від V1 (UIA) для скролу': 'V1',
    '依赖 T012': 'T012',
    '依存: T012': 'T012',
    T012に依存する: 'T012',
    '선행: E3': 'E3',
    'Principal 훅 E3 선행': 'E3',
    'Blocks P0-003': '',
    'unblocks T012': '',
    'unblocked by T012': '',
    'required by T012': '',
    'not blocked by T012': '',
    'no longer depends on T012': '',
    "doesn't need T012": '',
    'after 3 days': '',
    'after lunch T012': '',
    'needs 3 reviews': '',
    'needs H264 codec': '',
    'needs ADR-017': '',
    'depends on US1': '',
    'blocked by: legal team': '',
    'blocked by the vendor. T012 tracks it': '',
    'independent of T012': '',
    'see T012': '',
    '': '',
  };
  for (const [text, expected] of Object.entries(table)) {
    it(JSON.stringify(text), () => {
      const found = dependenciesInProse(text, 0, text.length);
      assert.equal(ids(found), expected);
      for (const { id, start, end } of found) {
        if (!/[–]/.test(text)) assert.equal(text.slice(start, end), id);
      }
    });
  }

  it('gives places in the whole text', () => {
    const text = '- [ ] 🚀 Foo needs T012\n- [ ] Bar needs T013';
    const start = text.indexOf('Bar');
    assert.deepEqual(dependenciesInProse(text, start, text.length), [
      { id: 'T013', start: text.indexOf('T013'), end: text.length },
    ]);
  });
});

describe('reading dependencies', () => {
  const pieces = fc.constantFrom(
    ...'T012 T013 P0-001 1.2 3 #4 lease-core , ; / & – ~ - ( ) [ ] ]( ** ` : needs depends on after blocks blocked-by: ⛔ none Task 依赖 선행 \ud83d 🚀'.split(
      ' ',
    ),
    ' ',
    '\n',
  );

  it('never throws and stays within its bounds', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(pieces, { maxLength: 16 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(
        texts,
        fc.nat(12),
        fc.nat(12),
        fc.boolean(),
        fc.boolean(),
        (text, from, short, numbers, slugs) => {
          const start = Math.min(from, text.length);
          const end = Math.max(start, text.length - short);
          const found = [
            ...dependenciesOfValue(text, start, end, numbers, slugs),
            ...dependenciesInProse(text, start, end),
          ];
          for (const mention of found) {
            assert.ok(mention.id !== '');
            assert.ok(start <= mention.start && mention.start < mention.end && mention.end <= end);
          }
        },
      ),
      { numRuns: 4000 },
    );
  });

  it('is linear', function () {
    this.timeout(120_000);
    assertLinear((text) => {
      dependenciesOfValue(text, 0, text.length, true, true);
      dependenciesInProse(text, 0, text.length);
    });
  });
});
