import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import { shortened } from '../../../src/core/text/shortened';

describe('a shortened text', () => {
  it('is the text itself where it is short enough', () => {
    assert.equal(shortened('Wire the house', 14), 'Wire the house');
  });

  it('is its beginning with an ellipsis, without a space before that', () => {
    assert.equal(shortened('Wire the house', 10), 'Wire the…');
  });

  it('ends with no half of a character', () => {
    assert.equal(shortened('Paint 🎨🎨', 8), 'Paint…');
  });

  it('is never longer than it may be, and always well formed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 40 }), (text, most) => {
        const short = shortened(text, most);
        assert.ok(short.length <= most);
        // Throws where there is half a character.
        encodeURIComponent(short);
        assert.ok(short === text || text.startsWith(short.slice(0, -1)));
      }),
    );
  });
});
