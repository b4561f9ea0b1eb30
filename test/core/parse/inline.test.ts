import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createParsedText, createPlainText } from '../../../src/core/parse/inline';
import { simpleText } from '../../../src/core/parse/inlineSimple';
import { assertLinear } from '../identity/bombs';

/** So that a failure can be had again; change it now and then, and raise the runs, to look for more. */
const SEED = 20_240_128;
const RUNS = 4_000;

describe('the plain text of inline Markdown', () => {
  const plain = createPlainText();
  const table: Readonly<Record<string, string>> = {
    'plain text': 'plain text',
    '  spaces  ': 'spaces',
    '**strong** and *emphasis*': 'strong and emphasis',
    '__strong__ and _emphasis_': 'strong and emphasis',
    '~~struck~~ text': 'struck text',
    'a `code` span': 'a code span',
    'a `` co`de `` span': 'a co`de span',
    snake_case_name: 'snake_case_name',
    '[a link](https://example.org "title")': 'a link',
    '[`code`](#x) and [x]': 'code and [x]',
    '![an image](x.png)': 'an image',
    '<https://example.org>': 'https://example.org',
    'https://example.org/a_b_c': 'https://example.org/a_b_c',
    'a <b>bold</b> tag': 'a bold tag',
    'one<br>two<br/>three': 'one two three',
    'a <!-- comment --> b': 'a  b',
    'AT&amp;T &lt;x&gt; &copy;': 'AT&T <x> ©',
    '\\*not\\* \\_this\\_': '*not* _this_',
    'first\nsecond': 'first second',
    'first  \nsecond': 'first second',
    'first\\\nsecond': 'first second',
    'first\r\nsecond': 'first second',
    '# no heading': '# no heading',
    '- no list': '- no list',
    '1. no list': '1. no list',
    '> no quote': '> no quote',
    '---': '---',
    '| no | table |': '| no | table |',
    '5 * 3 < 20 & more': '5 * 3 < 20 & more',
    '~2-3 hours': '~2-3 hours',
    '/spec/* and /x/*': '/spec/* and /x/*',
    '**unclosed': '**unclosed',
    '🚀 **emoji** ✅': '🚀 emoji ✅',
    '**결론**은': '결론은',
    'command:[x](command:y)': 'command:x',
    '': '',
  };
  for (const [markdown, expected] of Object.entries(table)) {
    it(JSON.stringify(markdown), () => assert.equal(plain(markdown), expected));
  }

  it('is what the full parser says, wherever it is not asked', function () {
    this.timeout(60_000);
    const parsed = createParsedText();
    const alphabets = [
      ['**', '~~', '`', 'foo', 'Bar1', ' ', '.', ':', '(', ')', '日本', '🚀', '—', '"', '-'],
      ['*', '**', '***', '_', '__', '~', '~~', 'a', ' ', ',', '(', ')'],
      ['`', '``', ' ', 'a', '**', '\\', '\\*'],
      ['[', '](', '](#x)', '[a](b)', '[x]', ')', '!', '^', '**', '`', 'a', ' '],
      ['<', '>', '<b>', '</b>', '<br/>', '<!-- c -->', '&', '&amp;', '&lt', '3', 'a', ' ', '**'],
      ['www.a.b', 'http://a.b/', 'a@b.c', '@a', '**', '~~', '_', 'x', ' '],
      ['**', '「', '」', 'é', '。', '・', '’', '\u00a0', 'a', ' ', '\n', '\\'],
    ];
    const fragments = fc.oneof(
      ...alphabets.map((pieces) =>
        fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((parts) => parts.join('')),
      ),
    );
    let simple = 0;
    fc.assert(
      fc.property(fragments, (markdown) => {
        if (simpleText(markdown.trim()) !== null) simple++;
        assert.equal(plain(markdown), parsed(markdown), JSON.stringify(markdown));
      }),
      { numRuns: RUNS, seed: SEED },
    );
    assert.ok(simple > RUNS / 4, `only ${simple} of ${RUNS} took the quick way`);
  });

  it('never throws, and gives one trimmed line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (markdown) => {
        const text = plain(markdown);
        assert.equal(text, text.trim());
        assert.ok(!/[\r\n]/.test(text));
      }),
      { numRuns: 1000 },
    );
  });

  it('is linear', function () {
    this.timeout(120_000);
    assertLinear(plain);
  });
});
