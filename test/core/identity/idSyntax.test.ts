import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  explicitIdsIn,
  idAtEnd,
  idAtStart,
  isNeverId,
  isRecordId,
  shapeOf,
  type IdPlace,
  type IdToken,
} from '../../../src/core/identity/idSyntax';
import { assertLinear } from './bombs';

/** `id kind strength` and the title, for short tables. */
function described(text: string, token: IdToken | null): string | null {
  if (!token) return null;
  assert.equal(text.slice(token.start, token.end), token.id);
  assert.equal(token.shape, shapeOf(token.id));
  return `${token.id} ${token.kind} ${token.strong ? 'strong' : 'weak'} | ${text.slice(token.after)}`;
}

function starts(where: IdPlace, table: Readonly<Record<string, string | null>>): void {
  for (const [text, expected] of Object.entries(table)) {
    it(JSON.stringify(text), () => {
      assert.equal(described(text, idAtStart(text, 0, text.length, where)), expected);
    });
  }
}

describe('an id at the start', () => {
  describe('of an item, certain', () => {
    starts('item', {
      'P0-001: Vault': 'P0-001 explicit strong | Vault',
      'P0-5 Rules': 'P0-5 explicit strong | Rules',
      'T012 [P] [US1] Create it': 'T012 explicit strong | [P] [US1] Create it',
      'T00 - Record commands': 'T00 explicit strong | Record commands',
      '**A-H1** · `a.py:289` · text': 'A-H1 explicit strong | `a.py:289` · text',
      '**T-00.1**: Inicializar': 'T-00.1 explicit strong | Inicializar',
      '**TSK-REV-020**: 構造化ログ（3～4h）': 'TSK-REV-020 explicit strong | 構造化ログ（3～4h）',
      'REQ-PERSIST-001 Save': 'REQ-PERSIST-001 explicit strong | Save',
      'JB-20260312-BLOCKED-BACKLOG-REQUEUE': 'JB-20260312-BLOCKED-BACKLOG-REQUEUE explicit strong | ',
      'WEB-001 Landing page': 'WEB-001 explicit strong | Landing page',
      'SPRINT-001 - Setup': 'SPRINT-001 explicit strong | Setup',
      'Task-12: x': 'Task-12 explicit strong | x',
      'task-58: x': 'task-58 explicit strong | x',
      '[t-250911230312-0863] Title': 't-250911230312-0863 explicit strong | Title',
      't-20251017-persona-telemetry Title': 't-20251017-persona-telemetry explicit strong | Title',
      '[T01] Title': 'T01 explicit strong | Title',
      '(T01) Title': 'T01 explicit strong | Title',
      '`T01` Title': 'T01 explicit strong | Title',
      '~~T01~~ Title': 'T01 explicit strong | Title',
      '<b>T01</b>: Title': 'T01 explicit strong | Title',
      '🚀 T01 Title': 'T01 explicit strong | Title',
      '[T012](#t012) Title': 'T012 explicit strong | Title',
      '#412 — order': '#412 explicit strong | order',
      '**Task 2.1.1:** Implement': '2.1.1 number strong | Implement',
      '**Task 21: Migrate**': '21 number strong | Migrate**',
      'Issue #179 — infra': '#179 explicit strong | infra',
      'TODO 3: foo': '3 number strong | foo',
      'Aufgabe 7: Bauen': '7 number strong | Bauen',
      'Завдання 4. Зробити': '4 number strong | Зробити',
      '任务1：名称': '1 number strong | 名称',
      'タスク 3: 名前': '3 number strong | 名前',
      '작업 2: 이름': '2 number strong | 이름',
      'Ticket ABC-12: x': 'ABC-12 explicit strong | x',
      '**owns-widget-h7** - PERSISTENT': 'owns-widget-h7 explicit strong | PERSISTENT',
      'C-1. 끊김 없는': 'C-1 explicit strong | 끊김 없는',
      'РО-001: кирилиця': 'РО-001 explicit strong | кирилиця',
      'T\u200b012: hidden': 'T\u200b012 explicit strong | hidden',
      '[Kernel] [Pack: R] [t-202510060901-msc01] Title': 't-202510060901-msc01 explicit strong | Title',
      '**G-L1, G-L2, G-L3** · rest': 'G-L1 explicit strong | rest',
      '**G-L6/F-L8** · rest': 'G-L6 explicit strong | rest',
      'DD-001: Documentation': 'DD-001 explicit strong | Documentation',
    });
  });

  describe('of an item, to be held against its neighbours', () => {
    starts('item', {
      '1. Title': '1 number weak | Title',
      '1) Title': '1 number weak | Title',
      '1.2 Title': '1.2 number weak | Title',
      '3.1.2: Title': '3.1.2 number weak | Title',
      '11.5a Title': '11.5a number weak | Title',
      '3a. Title': '3a number weak | Title',
      '1.2名称': '1.2 number weak | 名称',
      '1.1 在 `x` 新增': '1.1 number weak | 在 `x` 新增',
      '**1.** Title': '1 number weak | Title',
      '**1. 📧 Title** (x)': '1 number weak | 📧 Title** (x)',
      '01-03-PLAN.md — title': '01-03 number weak | title',
      '#12 Title': '#12 explicit weak | Title',
      'B1 Title': 'B1 explicit weak | Title',
      'M1: Core': 'M1 explicit weak | Core',
      'S5b bitcoin': 'S5b explicit weak | bitcoin',
      'S3 bucket': 'S3 explicit weak | bucket',
      'TD.1 Remove': 'TD.1 explicit weak | Remove',
      '**A1 [P1] Title.**': 'A1 explicit weak | [P1] Title.**',
      'lease-core-t4 - SHIP': 'lease-core-t4 explicit weak | SHIP',
      'cert-cleanup - port': 'cert-cleanup explicit weak | port',
      'go-live (GATED) - full': 'go-live explicit weak | (GATED) - full',
      'FR-013: spec': 'FR-013 explicit weak | spec',
      'US1: story': 'US1 explicit weak | story',
      'ADR-017: decide': 'ADR-017 explicit weak | decide',
    });
  });

  describe('of an item, none', () => {
    const none = [
      'Add foo',
      '',
      '   ',
      '3 things to do',
      '1.5 hours of work',
      '2.0 release',
      '3.5 MB limit',
      '50% done',
      '2026-01-10 meeting',
      '10.01.2026 meeting',
      '2026. a year',
      '12:30 meeting',
      '1:1 meeting',
      '1.2.3-beta',
      'v1.2 release',
      '[P1] foo',
      '(P0) foo',
      '[P] foo',
      '[US1]',
      'P0: foo',
      'Step 1: foo',
      'Phase 1: foo',
      'Sprint 3 - foo',
      'Week 2: foo',
      'Task 5 done',
      'SHA-256 hash',
      'UTF-8: encode',
      'ISO-8601 dates',
      'CVE-2025-1 fix',
      'GPT-4 support',
      'P95 latency',
      'HTTP2 push',
      'OAuth2 login',
      'IPv6: support',
      'ES2023 target',
      'H264 video',
      'EC2 instances',
      'Q3-2026 goals',
      'D3.js chart',
      'B-NN foo',
      'T0XX foo',
      'V1-beta',
      'S3-compatible store',
      'TSK-REV-020～022: group',
      'T001-T040 foundation',
      'M1–M7: milestones',
      '[x](T012.md) foo',
      '`eslint-config` — shared',
      'real-time updates',
      '~~**Phase 4** (B)~~ — RESOLVED',
      'UI v2 (1/12): Design',
      '#fff000 colour',
      '#TEAM rules',
    ];
    starts('item', Object.fromEntries(none.map((text) => [text, null])));
  });

  describe('of a heading', () => {
    starts('heading', {
      'TSK-SUM-001: SDK': 'TSK-SUM-001 explicit strong | SDK',
      'Task 61 — X': '61 number strong | X',
      'Task ID: 62': '62 number strong | ',
      'Task 1.1: X': '1.1 number strong | X',
      'Task 5 Build': '5 number weak | Build',
      '3) Storage': '3 number weak | Storage',
      '4.1. Name': '4.1 number weak | Name',
      '1. ⏳ Name': '1 number weak | ⏳ Name',
      'T1.1 — Multi': 'T1.1 explicit strong | Multi',
      'EP-1.1: Service': 'EP-1.1 explicit strong | Service',
      'Phase 12.5: X': null,
      '§ 4 Scope': null,
    });
  });

  describe('of a cell', () => {
    starts('cell', {
      A1: 'A1 explicit weak | ',
      '~~A3~~ **결론**': 'A3 explicit weak | **결론**',
      '~~G45~~ 해소': 'G45 explicit strong | 해소',
      '1': '1 number weak | ',
      '1 — chart-sync': '1 number weak | chart-sync',
      '13.10 Report': '13.10 number weak | Report',
      '11.5a': '11.5a number weak | ',
      '#1': '#1 explicit weak | ',
      'P0-5→P1': 'P0-5 explicit strong | →P1',
      '[P1-001](#x)': 'P1-001 explicit strong | ',
      '**V1**': 'V1 explicit weak | ',
      'B-01': 'B-01 explicit strong | ',
      P0: null,
      '2026': null,
      'AES-256': null,
      '': null,
    });
  });

  it('tells which decoration stays open behind it', () => {
    const token = idAtStart('**1. Title** (2 days)', 0, 21, 'heading');
    assert.equal(token?.unclosed, '**');
    assert.equal(idAtStart('**T01**: Title', 0, 14, 'item')?.unclosed, '');
  });

  it('reads no further than the end it is given', () => {
    assert.equal(idAtStart('T012: x', 0, 2, 'item')?.id, 'T0');
    assert.equal(idAtStart('1. x', 0, 1, 'item'), null);
  });
});

describe('an id at the end', () => {
  const table: Readonly<Record<string, string | null>> = {
    'Rate limit [t-250911230312-0863]': 't-250911230312-0863',
    'Rate limit [T01]': 'T01',
    '**Rate limit [T01]**': 'T01',
    'Rate limit [REQ-12].': 'REQ-12',
    'Task 🆔 abc123 ⛔ foo 📅 2026-01-01': 'abc123',
    'Task 🆔 constructor': 'constructor',
    'Title <!-- id: 21 -->': '21',
    'Title <!-- task-id: T-4 -->': 'T-4',
    'Stock [WIX-STOCK]': null,
    'Do it (T012)': null,
    'Do it [P1]': null,
    'Do it [US1]': null,
    'Do it [12]': null,
    'See [text][T01]': null,
    'Call f(3)': null,
    'Use it [SHA-256]': null,
    'Plain title': null,
    '': null,
  };
  for (const [text, expected] of Object.entries(table)) {
    it(JSON.stringify(text), () => {
      const token = idAtEnd(text, 0, text.length);
      assert.equal(token?.id ?? null, expected);
      if (token) assert.equal(text.slice(token.start, token.end), token.id);
    });
  }
});

describe('never an id', () => {
  const never =
    'SHA-256 SHA256 UTF-8 utf-8 UTF-16 ISO-8601 ISO8601 CVE-2025-1 CVE-2025-0001 CWE-79 GPT-4 gpt-4 Claude-3 P95 P99 HTTP2 HTTP-2 TLS-1 ' +
    'ES2023 H264 S3 EC2 K8S E2E B2B Q3 Q3-2026 FY26 H1-2026 P0 P1 P5 v1 v1.2.3 2026-01-10 2026 12:30 RS256 AES-256 X509 COVID-19 ' +
    '#cde4ff #fff000 1f3a9bc 550e8400-e29b-41d4-a716-446655440000 B-NN T0XX BIP-39 EIP-1559 WCAG-2 PR-12 Phase-1 Sprint-3 Node-20 IPv6 OAuth2';
  for (const token of never.split(' ')) it(token, () => assert.equal(isNeverId(token), true));
  const ids =
    'P0-001 P0-1 T012 T-00.1 TD.1 A-H1 EP-1.1 CB-001 SITE-001 TSK-REV-012 REQ-PERSIST-001 B1 G59 V1 H1 D1 W12 M7 E4 A4 C11 task-58 ' +
    '#12 #179 1.2 16.7 8.3.4 11.5a t-250911230312-0863 WEB-001 SPRINT-001 CSS-012 DD-001 MM-02 __proto__ constructor';
  for (const token of ids.split(' ')) it(`but ${token}`, () => assert.equal(isNeverId(token), false));
});

describe('a record', () => {
  for (const token of [
    'ADR-017',
    'RFC 12',
    'RFC-5545',
    'FR-013',
    'NFR-2',
    'US1',
    'AC-3',
    '§4.1',
    'adr-0010',
    'FR-7A',
  ]) {
    it(token, () => assert.equal(isRecordId(token), true));
  }
  for (const token of ['P0-001', 'USB-3', 'T012', 'REQ-PERSIST-001', 'ACME-1', 'US', 'FRONT-01']) {
    it(`not ${token}`, () => assert.equal(isRecordId(token), false));
  }
});

describe('the shape of an id', () => {
  const shapes: Readonly<Record<string, string>> = {
    'P0-001': 'P0-0',
    T012: 'T0',
    'TSK-REV-012': 'TSK-REV-0',
    '#12': '#0',
    '3': '0',
    '3.6': '0.0',
    '11.5a': '0.0a',
    'lease-core-t4': 'slug',
    'cert-cleanup': 'slug',
    'task-58': 'task-0',
    't-250911230312-0863': 't-0-0',
    't-250913213500-ev01': 't-0-slug',
    't-20251017-persona-telemetry': 't-0-slug',
    __proto__: '__proto__',
  };
  for (const [id, shape] of Object.entries(shapes)) it(id, () => assert.equal(shapeOf(id), shape));
});

describe('ids in running text', () => {
  const table: Readonly<Record<string, string>> = {
    'see T012, T013 and P0-003': 'T012 T013 P0-003',
    'T029–T034': 'T029 T030 T031 T032 T033 T034',
    '(T028-T029)': 'T028 T029',
    'C01-C05': 'C01 C02 C03 C04 C05',
    'do C01-C03.': 'C01 C02 C03',
    'F1~F5': 'F1 F2 F3 F4 F5',
    'T1.1-T1.3': 'T1.1 T1.2 T1.3',
    '**T1** to **T3**': 'T1 T2 T3',
    'TSK-REV-014～016': 'TSK-REV-014 TSK-REV-015 TSK-REV-016',
    'TSK-UI-001〜003': 'TSK-UI-001 TSK-UI-002 TSK-UI-003',
    '#1-3': '#1 #2 #3',
    '(#33–#35)': '#33 #34 #35',
    '#42/#55/#71': '#42 #55 #71',
    'DEBT-01, 08, 26-28 done': 'DEBT-01 DEBT-08 DEBT-26 DEBT-27 DEBT-28',
    'TSK-REV-001, 002, 003': 'TSK-REV-001 TSK-REV-002 TSK-REV-003',
    'T012, 3 of them': 'T012',
    'P0-12, 15 tests': 'P0-12',
    'T012 - 3 things': 'T012',
    'T001-T900': 'T001 T900',
    'T010-T001': 'T010 T001',
    'G-L6/F-L8': 'G-L6 F-L8',
    'EP-1.1→EP-1.2': 'EP-1.1 EP-1.2',
    'T008 → T009': 'T008 T009',
    '`T012`, [T013](#t013)': 'T012 T013',
    'task-58 and t-250911230312-0863': 'task-58 t-250911230312-0863',
    'SHA-256, ADR-017, FR-013, GPT-4, v1.2': '',
    'https://example.org/ABC-12/T01': '',
    'a#12 user@T12 $T12 x-T12': '',
    'T012.md and src/T013.ts': '',
    'lease-core-t4': '',
  };
  for (const [text, expected] of Object.entries(table)) {
    it(JSON.stringify(text), () => {
      assert.equal(
        explicitIdsIn(text, 0, text.length)
          .map((mention) => mention.id)
          .join(' '),
        expected,
      );
    });
  }

  it('gives a range expression as the place of each id it stands for', () => {
    const text = 'do T01–T03, T05';
    assert.deepEqual(
      explicitIdsIn(text, 0, text.length).map(({ start, end }) => text.slice(start, end)),
      ['T01–T03', 'T01–T03', 'T01–T03', 'T05'],
    );
  });

  it('counts in UTF-16 code units', () => {
    const text = '🚀🚀 T012 🚀 P0-001';
    for (const { id, start, end } of explicitIdsIn(text, 0, text.length))
      assert.equal(text.slice(start, end), id);
  });
});

const PIECES = fc.constantFrom(
  ...'T012 P0-001 1.2 #12 ** ` ~~ [ ] ( ) : — - · Task 任务 🆔 🚀 <!-- id: --> ADR-017 lease-core a 1 . , / – ~ \ud800 \u200b É ０'.split(
    ' ',
  ),
  ' ',
  '\n',
);

describe('reading ids', () => {
  const places: readonly IdPlace[] = ['heading', 'item', 'cell'];

  it('never throws and stays within its bounds', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(PIECES, { maxLength: 16 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(texts, fc.nat(20), fc.nat(20), (text, from, short) => {
        const start = Math.min(from, text.length);
        const end = Math.max(start, text.length - short);
        for (const where of places) {
          const token = idAtStart(text, start, end, where);
          if (token) {
            assert.ok(
              start <= token.start &&
                token.start < token.end &&
                token.end <= token.after &&
                token.after <= end,
            );
            assert.equal(token.id, text.slice(token.start, token.end));
          }
        }
        const last = idAtEnd(text, start, end);
        if (last) assert.ok(start <= last.start && last.start < last.end && last.end <= end);
        let before = start;
        for (const mention of explicitIdsIn(text, start, end)) {
          assert.ok(before <= mention.start && mention.start < mention.end && mention.end <= end);
          before = mention.start;
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('sees no decoration close behind the end', () => {
    assert.equal(idAtStart('**T012**: title', 0, 7, 'item')?.after, 6);
  });

  it('is linear', function () {
    this.timeout(60_000);
    assertLinear((text) => {
      for (const where of places) idAtStart(text, 0, text.length, where);
      idAtEnd(text, 0, text.length);
      explicitIdsIn(text, 0, text.length);
    });
  });
});
