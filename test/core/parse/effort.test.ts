import assert from 'node:assert/strict';
import fc from 'fast-check';
import { effortInTitle, effortOfValue } from '../../../src/core/parse/effort';
import { assertLinear } from '../identity/bombs';

/** Hours as `2` or `2-3`. */
function hours(effort: { min: number; max: number } | null): string | null {
  if (!effort) return null;
  return effort.min === effort.max ? String(effort.min) : `${effort.min}-${effort.max}`;
}

describe('the effort that a value states', () => {
  const table: Readonly<Record<string, string | null>> = {
    '2-3h': '2-3',
    '2–3 h': '2-3',
    '30 min': '0.5',
    '45m': '0.75',
    '1 day': '8',
    '2 days': '16',
    '0.5 days': '4',
    '0.5 day': '4',
    '1.5 days': '12',
    '0,5 Tage': '4',
    '2 weeks': '80',
    '1-2 weeks': '40-80',
    '3 months': '480',
    '2h30m': '2.5',
    '2d4h': '20',
    '1h 30min': '1.5',
    '1 day 4 hours': '12',
    '10 days and 1 minute': '80.0167',
    '30min - 1h': '0.5-1',
    '1 day to 1 week': '8-40',
    '6h+': '6',
    '~2 h': '2',
    '≈ 3 hours': '3',
    'about 4 hours': '4',
    '½ day': '4',
    '1½ h': '1.5',
    '1/2 day': '4',
    'Small (1 hour)': '1',
    'Medium (2-3 days)': '16-24',
    'Medium-Large (1-4 weeks depending on approach)': '40-160',
    'Day 2-3 (4 hours)': '4',
    '2 person-days': '16',
    '3 PT': '24',
    '3 working days': '24',
    'half a day': '4',
    'half-day': '4',
    'two weeks': '80',
    'an hour': '1',
    '~2-3 Stunden': '2-3',
    '～2 Stunden': '2',
    '1 Woche': '40',
    'ein halber Tag': '4',
    '2 días': '16',
    '1 hora': '1',
    'media hora': '0.5',
    '2 semanas': '80',
    '3 dias': '24',
    '2 heures': '2',
    '2j': '16',
    'une demi-journée': '4',
    '3 ore': '3',
    '4 uur': '4',
    '3 дня': '24',
    '2 часа': '2',
    '30 мин.': '0.5',
    полдня: '4',
    '5 годин': '5',
    '2 год.': '2',
    '3–6 годин': '3-6',
    '2 тижні': '80',
    '4-6小时': '4-6',
    约4小时: '4',
    '2天': '16',
    '3-5个工作日': '24-40',
    '2人日': '16',
    半天: '4',
    '1個月': '160',
    '1時間': '1',
    '2日': '16',
    '3～4h（Phase 5 でまとめて実施する方針も可）': '3-4',
    '0.5～1h': '0.5-1',
    '2日間': '16',
    '1週間': '40',
    '4시간': '4',
    '30분': '0.5',
    '2일': '16',
    '1주': '40',
    반나절: '4',
    M: null,
    XL: null,
    small: null,
    High: null,
    '5': null,
    '8 points': null,
    '13 SP': null,
    '~300 lines over a session': null,
    '3个TODO': null,
    '16/16': null,
    'Day 1-2': null,
    'Week 3': null,
    '2h/day': null,
    '1 hour per task': null,
    '3D model': null,
    '3日目': null,
    第3天: null,
    '2주차': null,
    '5分类': null,
    '2026-03-25': null,
    '2026-03-25 05:52:12': null,
    '2026年3月5日': null,
    '3月5日': null,
    'v1.2': null,
    TBD: null,
    '': null,
    '—': null,
  };
  for (const [value, expected] of Object.entries(table)) {
    it(JSON.stringify(value), () => assert.equal(hours(effortOfValue(value)), expected));
  }
});

describe('the effort in a title', () => {
  const table: readonly (readonly [title: string, hours: string | null, written?: string])[] = [
    ['Foo (2h)', '2', '(2h)'],
    ['Foo [1-2 days] bar', '8-16', '[1-2 days]'],
    ['Foo （4小时）', '4', '（4小时）'],
    ['Foo 【2日】', '16', '【2日】'],
    ['**Foo** (2 days) ✅ **COMPLETE**', '16', '(2 days)'],
    ['Imports Rotos (5) - ⏱️ 30 min', '0.5', ' - ⏱️ 30 min'],
    ['⏱ 2h Foo', '2', '⏱ 2h'],
    ['Foo 🕐 2h bar', '2', '🕐 2h'],
    ['Foo - 2h', '2', ' - 2h'],
    ['Foo — ~2-3 Tage', '16-24', ' — ~2-3 Tage'],
    ['Foo @est(2h) bar', '2', '@est(2h)'],
    ['estimate @1h @2h20m', '1', '@1h'],
    ['Foo [estimate:: 2h]', '2', '[estimate:: 2h]'],
    ['Foo (est. 3h)', '3', '(est. 3h)'],
    ['Foo (Estimated: 3-4 hours)', '3-4', '(Estimated: 3-4 hours)'],
    ['Foo (4-5 hours total)', '4-5', '(4-5 hours total)'],
    ['**Plantillas** (Crítico - 2 días)', '16', '(Crítico - 2 días)'],
    ['Foo (P1, 2h)', '2', '(P1, 2h)'],
    ['Foo (half day)', '4', '(half day)'],
    ['🚀 Foo (2h)', '2', '(2h)'],
    ['Foo (Day 1-2)', null],
    ['Foo (5)', null],
    ['Foo (2026)', null],
    ['Foo (2026-01-03)', null],
    ['Foo (16/16)', null],
    ['Foo (3 个TODO)', null],
    ['Foo (2h overdue)', null],
    ['Foo (3 days left)', null],
    ['Foo (TTL 24h)', null],
    ['Foo (30s)', null],
    ['Foo (5-hour, weekly)', null],
    ['Foo (2h/day)', null],
    ['see [docs](2h) now', null],
    ['see [2h](docs) now', null],
    ['mail a@1h now', null],
    ['Foo - 2 things', null],
    ['Foo ⏳ 2026-01-01', null],
    ['Foo', null],
    ['', null],
  ];
  for (const [title, expected, written] of table) {
    it(JSON.stringify(title), () => {
      const found = effortInTitle(title, 0, title.length);
      assert.equal(hours(found?.effort ?? null), expected);
      if (found && written !== undefined) assert.equal(title.slice(found.start, found.end), written);
    });
  }

  it('reads no further than the end it is given', () => {
    assert.equal(effortInTitle('Foo (2h)', 0, 7), null);
    assert.equal(effortInTitle('Foo ⏱ 20 min', 0, 7), null);
  });
});

describe('reading efforts', () => {
  const pieces = fc.constantFrom(
    ...'2 3 . , - – ~ ( ) [ ] （ ） h m min day days 小时 時間 日 week ½ / + ⏱ ⏱️ 🕐 @ @est( to bis : \ud83d x'.split(
      ' ',
    ),
    ' ',
    '\n',
  );

  it('never throws, stays within its bounds, and gives no less than nothing', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(pieces, { maxLength: 14 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(texts, fc.nat(12), fc.nat(12), (text, from, short) => {
        const start = Math.min(from, text.length);
        const end = Math.max(start, text.length - short);
        const value = effortOfValue(text);
        if (value) assert.ok(value.min >= 0 && value.max >= value.min && Number.isFinite(value.max));
        const found = effortInTitle(text, start, end);
        if (!found) return;
        assert.ok(start <= found.start && found.start < found.end && found.end <= end);
        assert.ok(
          found.effort.min >= 0 && found.effort.max >= found.effort.min && Number.isFinite(found.effort.max),
        );
      }),
      { numRuns: 4000 },
    );
  });

  it('is linear', function () {
    this.timeout(60_000);
    assertLinear((text) => {
      effortOfValue(text);
      effortInTitle(text, 0, text.length);
    });
  });
});
