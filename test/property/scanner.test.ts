import assert from 'node:assert/strict';
import fc from 'fast-check';
import { BlockKind, Field, STRIDE } from '../../src/core/parse/blocks';
import type { BlockTable } from '../../src/core/parse/blocks';
import { BlockScanner } from '../../src/core/parse/scanner';
import { documents } from '../core/parse/documents';
import { render, scannedShapes, shapesOf } from '../core/parse/shape';

const SEED = 7_041_776;

/** Scans a whole text stretch by stretch, and checks of each table what must hold of any. */
function scanAll(scanner: BlockScanner, text: string): BlockTable[] {
  const tables: BlockTable[] = [];
  let from = 0;
  while (from < text.length) {
    const table = scanner.scan(text, from, { documentStart: from === 0 });
    assert.ok(table.length > 0, 'a stretch is never empty');
    checkTable(table, text.slice(from, from + table.length));
    tables.push(table);
    from += table.length;
  }
  assert.equal(from, text.length);
  return tables;
}

function checkTable(table: BlockTable, text: string): void {
  const { blocks, count, lineStarts, length, unclosed } = table;
  assert.equal(blocks.length, count * STRIDE);
  assert.equal(length, text.length);
  assert.deepEqual([...lineStarts], lineStartsOf(text));
  assert.ok(unclosed >= -1 && unclosed < count);
  const field = (index: number, name: Field): number => blocks[index * STRIDE + name] ?? NaN;
  for (let index = 0; index < count; index++) {
    const [start, end] = [field(index, Field.Start), field(index, Field.End)];
    const [line, endLine] = [field(index, Field.Line), field(index, Field.EndLine)];
    const parent = field(index, Field.Parent);
    const [from, to] = [lineStarts[line] ?? NaN, lineStarts[endLine + 1] ?? length];
    assert.ok(start >= from && start < end, 'begins on its first line and holds something');
    assert.ok(end <= to && end > (lineStarts[endLine] ?? NaN), 'ends on its last line');
    assert.ok(!/[\r\n]$/.test(text.slice(start, end)), 'ends before the line end');
    assert.ok(!/[ \t\r\n]/.test(text.charAt(start)), 'does not begin with white space');
    assert.ok(parent >= -1 && parent < index, 'follows its parent');
    if (parent >= 0) {
      assert.ok(
        start >= field(parent, Field.Start) && end <= field(parent, Field.End),
        'lies within its parent',
      );
    }
    if (index > 0) assert.ok(start >= field(index - 1, Field.Start), 'is in document order');
    const kind = field(index, Field.Kind);
    if (kind === BlockKind.Heading || kind === BlockKind.FencedCode) {
      const [b, c] = [field(index, Field.B), field(index, Field.C)];
      assert.ok(start <= b && b <= c && c <= end, 'its text lies within it');
    }
    if (kind === BlockKind.Item) {
      const b = field(index, Field.B);
      assert.ok(start < b && b <= end, 'its text follows its marker');
    }
  }
}

function lineStartsOf(text: string): number[] {
  const starts: number[] = [];
  for (const { index } of text.matchAll(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g)) starts.push(index);
  return starts;
}

/** Unlike `documents()`, any characters at all, those that mean something more often. */
function anyText(): fc.Arbitrary<string> {
  const unit = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...'\n\r\t >-*+#`~<=|[]():1.\\_"\'!?/a') },
    {
      weight: 1,
      arbitrary: fc.constantFrom('\u0000', '\uFEFF', '\uD800', '\uDC00', '\u2028', '\u200B', '😀', '\u0301'),
    },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 2 }) },
  );
  return fc.array(unit, { maxLength: 60 }).map((units) => units.join(''));
}

/** Documents that hold a little of everything, for cutting. */
const NASTY = [
  '\uFEFF---\r\ntitle: [a\r\n---\r\n# H #\r\n- [ ] a\r\n\t- b\r\n\r\n   > c\r\nd\r\n',
  '> - 1. a\n>   ~~~ x\n> b\n\n<!-- c\n# d\n-->\n| e | f |\n|:-|-:|\n| g\n\n[h]: <i\n  j> "k\nl"\nm\n===\n',
  '-\n\n  a\n- \n  ```\n\n\n  ``\n* * *\n***\n+ + + -\n10) b\n\n\n      c\n\n<pre>\n</PRE >\n</pre>\n',
  "[a]:\n[b]: c (d\ne)\nf\n---\n<![CDATA[\n]]]>\n<?x\n?>\n<a b='c' d>\ntext\n</a>\n\n\\| a\n-|\n\uD83D\uDE00\uD83D",
];

describe('the scanner on any input', () => {
  it('never throws, ends, and gives a well-formed table: any characters', function () {
    this.timeout(30_000);
    const scanner = new BlockScanner();
    fc.assert(
      fc.property(anyText(), (text) => void scanAll(scanner, text)),
      { seed: SEED, numRuns: 5_000 },
    );
  });

  it('never throws, ends, and gives a well-formed table: any bytes', function () {
    this.timeout(30_000);
    const scanner = new BlockScanner();
    const decoders = ['utf-8', 'latin1', 'utf-16le'].map((label) => new TextDecoder(label));
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.constantFrom(...decoders), (bytes, decoder) => {
        scanAll(scanner, decoder.decode(bytes));
      }),
      { seed: SEED, numRuns: 2_000 },
    );
  });

  it('gives a well-formed table of documents, wherever their stretches are cut', function () {
    this.timeout(30_000);
    const scanner = new BlockScanner();
    fc.assert(
      fc.property(documents(), (text) => {
        scanAll(scanner, text);
      }),
      { seed: SEED, numRuns: 5_000 },
    );
  });

  it('gives of the stretches together what it gives of a whole', function () {
    this.timeout(30_000);
    // Inside a quote nothing ends a stretch: its children must be the blocks of the stretches. Tabs would differ.
    const withoutTabs = documents().map((text) => text.replaceAll('\t', ' '));
    const plain = (shapes: string): string =>
      shapes.replace(/ at \d+/g, '').replace(/ text \d+-\d+/g, ' text');
    fc.assert(
      fc.property(withoutTabs, (text) => {
        const quoted = text.replace(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g, '> $&');
        const table = new BlockScanner().scan(quoted, 0);
        const [quote] = shapesOf(table.blocks, table.count, 0, 0);
        assert.equal(plain(render(quote?.children ?? [])), plain(render(scannedShapes(text))));
      }),
      { seed: SEED, numRuns: 3_000 },
    );
  });

  it('reads every prefix of nasty documents', () => {
    const scanner = new BlockScanner();
    for (const text of NASTY) {
      for (let end = 0; end <= text.length; end++) scanAll(scanner, text.slice(0, end));
    }
  });

  it('does not depend on what was scanned before', () => {
    const used = new BlockScanner();
    fc.assert(
      fc.property(documents(), (text) => {
        assert.deepEqual(used.scan(text, 0), new BlockScanner().scan(text, 0));
      }),
      { seed: SEED, numRuns: 500 },
    );
  });
});

/** Inputs that make careless readers take time that grows faster than they do; `n` is about their length. */
const BOMBS: Record<string, (n: number) => string> = {
  brackets: (n) => '['.repeat(n),
  'unclosed labels': (n) => '[a\n'.repeat(n / 3),
  definitions: (n) => '[a]: b\n'.repeat(n / 7),
  'unclosed titles': (n) => '[a]: b\n"c\n'.repeat(n / 10),
  'nested parentheses': (n) => `[a]: ${'('.repeat(n)}`,
  'less-than signs': (n) => '<'.repeat(n),
  'unclosed tags': (n) => '<a b="\n'.repeat(n / 7),
  attributes: (n) => `<a ${'b '.repeat(n / 2)}`,
  'unclosed comments': (n) => '<!-- a\n'.repeat(n / 7),
  'comment dashes': (n) => `<!--${'-'.repeat(n)}`,
  'end tags': (n) => `<pre>${'</'.repeat(n / 2)}`,
  'quotes on a line': (n) => '>'.repeat(n),
  'quotes, deeper by the line': (n) =>
    Array.from({ length: Math.sqrt(2 * n) }, (_, i) => '>'.repeat(i)).join('\n'),
  'deep quotes': (n) => `${'>'.repeat(1000)}a\n`.repeat(n / 1000),
  'lazy lines after deep quotes': (n) => `${'> '.repeat(600)}a\n${'b\n'.repeat(n / 2)}`,
  'blank lines after a deep list': (n) => `${'- '.repeat(490)}a\n${'\n'.repeat(n)}`,
  'blank lines in quotes after a deep list': (n) => `> ${'- '.repeat(490)}a\n${'>\n'.repeat(n / 2)}`,
  'stars on a line': (n) => '*'.repeat(n),
  'spaced stars, no break': (n) => `${'* '.repeat(n / 2)}a`,
  'alternating bullets': (n) => '* - '.repeat(n / 4),
  'bullets on a line': (n) => '- '.repeat(n / 2),
  'numbers on a line': (n) => '1. '.repeat(n / 3),
  'lists, deeper by the line': (n) =>
    Array.from({ length: Math.sqrt(n) }, (_, i) => `${'  '.repeat(i)}- a`).join('\n'),
  'alternating depths': (n) => `- a\n${'  '.repeat(20)}- b\n`.repeat(n / 46),
  'empty items': (n) => '-\n'.repeat(n / 2),
  'backticks on a line': (n) => '`'.repeat(n),
  'unclosed fences': (n) => '```\n~~~\n'.repeat(n / 8),
  'fences with backticks in the info': (n) => '```a`\n'.repeat(n / 6),
  'pipes on a line': (n) => '|'.repeat(n),
  'pipes, delimiters': (n) => `${'|a'.repeat(n / 4)}\n${'|-'.repeat(n / 4)}`,
  'delimiter rows': (n) => '|-\n'.repeat(n / 3),
  headings: (n) => '# a\n'.repeat(n / 4),
  'hashes on a line': (n) => `# ${'#'.repeat(n)}a`,
  'spaces on a line': (n) => `#${' '.repeat(n)}#`,
  'tabs on a line': (n) => '-\t'.repeat(n / 2),
  underlines: (n) => 'a\n=\n'.repeat(n / 4),
  'definitions, underlined': (n) => '[a]: b\n=\n'.repeat(n / 9),
  'carriage returns': (n) => '\r'.repeat(n),
  'unclosed front matter': (n) => `---\n${'--\n'.repeat(n / 3)}`,
  'one long line': (n) => 'a'.repeat(n),
};

describe('the scanner takes time in proportion to its input', () => {
  const SIZE = 50_000;
  /** Milliseconds below which a measurement says nothing. */
  const FLOOR = 3;
  /** By how much the time may grow when the input doubles; it does so twice, for one doubling may just outgrow a cache. */
  const DOUBLING = 2.5;

  /** Of the processor: what others do meanwhile does not count. */
  function milliseconds(text: string): number {
    const scanner = new BlockScanner();
    const started = process.cpuUsage();
    for (let from = 0; from < text.length;)
      from += scanner.scan(text, from, { documentStart: from === 0 }).length;
    const { user, system } = process.cpuUsage(started);
    return (user + system) / 1000;
  }

  for (const [name, build] of Object.entries(BOMBS)) {
    it(name, function () {
      this.timeout(30_000);
      const [once, fourfold] = [build(SIZE), build(4 * SIZE)];
      // The least of some runs, in turns: a busy machine only ever adds.
      let [small, large] = [Infinity, Infinity];
      for (let run = 0; run < 30; run++) {
        small = Math.min(small, milliseconds(once));
        large = Math.min(large, milliseconds(fourfold));
        if (run >= 2 && large < DOUBLING ** 2 * Math.max(small, FLOOR)) return;
      }
      assert.fail(`${small.toFixed(2)} ms, four times the input ${large.toFixed(2)} ms`);
    });
  }
});
