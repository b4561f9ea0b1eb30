import assert from 'node:assert/strict';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { clean } from '../../../src/cli/io';
import { Measure } from '../../../src/cli/pretty/measure';

const measure = new Measure(stringWidth, '…');
const text = fc.string({ unit: 'grapheme', maxLength: 60 }).map(clean);
const FAMILY = '👩‍👩‍👧';

describe('measuring text', () => {
  it('counts columns, not characters', () => {
    assert.equal(measure.width('abc'), 3);
    assert.equal(measure.width('日本'), 4);
    assert.equal(measure.width(FAMILY), 2);
    assert.equal(measure.width('e\u0301'), 1);
  });

  it('cuts between drawn characters and says so', () => {
    assert.equal(measure.truncate('abcdef', 6), 'abcdef');
    assert.equal(measure.truncate('abcdef', 5), 'abcd…');
    assert.equal(measure.truncate('abc def', 5), 'abc…');
    assert.equal(measure.truncate('日本語の', 5), '日本…');
    assert.equal(measure.truncate('日本語の', 6), '日本…');
    assert.equal(measure.truncate(`a${FAMILY}bcd`, 4), `a${FAMILY}…`);
    assert.equal(measure.truncate(`a${FAMILY}bcd`, 3), 'a…');
    assert.equal(measure.truncate('abc', 1), '…');
    assert.equal(measure.truncate('abc', 0), '');
    assert.equal(measure.truncateStart('docs/plans/TODO.md', 10), '…s/TODO.md');
    assert.equal(new Measure(stringWidth, '...').truncate('abcdef', 5), 'ab...');
  });

  it('wraps at spaces, and within words that are too long', () => {
    assert.deepEqual(measure.wrap('one two three', 7), ['one two', 'three']);
    assert.deepEqual(measure.wrap('abcdefgh ij', 3), ['abc', 'def', 'gh', 'ij']);
    assert.deepEqual(measure.wrap('日本語', 4), ['日本', '語']);
    assert.deepEqual(measure.wrap('', 10), ['']);
  });

  it('never exceeds the width', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 4, max: 40 }), (value, width) => {
        assert.ok(measure.width(measure.truncate(value, width)) <= width);
        assert.ok(measure.width(measure.truncateStart(value, width)) <= width);
        for (const line of measure.wrap(value, width)) assert.ok(measure.width(line) <= width, line);
        assert.ok(measure.width(measure.padEnd(value, width)) >= width);
      }),
    );
  });

  it('loses nothing when it wraps', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 4, max: 40 }), (value, width) => {
        assert.equal(measure.wrap(value, width).join('').replaceAll(' ', ''), value.replaceAll(' ', ''));
      }),
    );
  });
});

describe('text made harmless', () => {
  it('shows what a terminal would obey', () => {
    assert.equal(clean('a\u001b[31mb'), 'a␛[31mb');
    assert.equal(clean('a\u0007\u007f\u009b'), 'a␇␡\ufffd');
    assert.equal(clean('safe \u202egnp.exe'), 'safe \ufffdgnp.exe');
    assert.equal(clean('a\r\n\tb\u2028c'), 'a b c');
    assert.equal(clean('Zürich 日本 👩‍👩‍👧'), 'Zürich 日本 👩‍👩‍👧');
  });

  it('holds for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        // eslint-disable-next-line no-control-regex
        assert.doesNotMatch(
          clean(value),
          /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/,
        );
        assert.equal(clean(clean(value)), clean(value));
      }),
    );
  });
});
