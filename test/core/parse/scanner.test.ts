import assert from 'node:assert/strict';
import { BlockFlag, BlockKind, Field, STRIDE } from '../../../src/core/parse/blocks';
import type { BlockTable } from '../../../src/core/parse/blocks';
import { BlockScanner, MAX_DEPTH } from '../../../src/core/parse/scanner';
import type { ScanOptions } from '../../../src/core/parse/scanner';

/** The fields of a block that a test speaks of. */
interface Block {
  readonly kind: BlockKind;
  readonly flags: number;
  /** The text from Start to End. */
  readonly text: string;
  /** `first-last`, 0-based. */
  readonly lines: string;
  readonly parent: number;
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

function blocksOf(table: BlockTable, text: string, from = 0): Block[] {
  return Array.from({ length: table.count }, (_, index) => {
    const field = (name: Field): number => table.blocks[index * STRIDE + name] ?? NaN;
    return {
      kind: field(Field.Kind),
      flags: field(Field.Flags),
      text: text.slice(from + field(Field.Start), from + field(Field.End)),
      lines: `${field(Field.Line)}-${field(Field.EndLine)}`,
      parent: field(Field.Parent),
      a: field(Field.A),
      b: field(Field.B),
      c: field(Field.C),
    };
  });
}

function scan(text: string, options?: ScanOptions): Block[] {
  return blocksOf(new BlockScanner().scan(text, 0, options), text);
}

/** The only block of a kind. */
function only(blocks: readonly Block[], kind: BlockKind): Block {
  const [block, ...others] = blocks.filter((candidate) => candidate.kind === kind);
  assert.ok(block, `no block of kind ${kind}`);
  assert.equal(others.length, 0, `several blocks of kind ${kind}`);
  return block;
}

function kinds(blocks: readonly Block[]): BlockKind[] {
  return blocks.map(({ kind }) => kind);
}

describe('BlockScanner', () => {
  describe('headings', () => {
    it('gives level and content of an ATX heading, without closing marks', () => {
      const text = '  ### Fix *it* ##  ';
      const heading = only(scan(text), BlockKind.Heading);
      assert.equal(heading.text, '### Fix *it* ##  ');
      assert.equal(heading.a, 3);
      assert.equal(text.slice(heading.b, heading.c), 'Fix *it*');
    });

    it('gives an empty content where there is none', () => {
      for (const text of ['#', '## ', '### ###', '# #']) {
        const { b, c } = only(scan(text), BlockKind.Heading);
        assert.equal(text.slice(b, c), '', text);
        assert.ok(b <= text.length);
      }
    });

    it('gives level, content and lines of a setext heading', () => {
      const text = 'One\n  two  \n---\n';
      const heading = only(scan(text), BlockKind.Heading);
      assert.equal(heading.flags, BlockFlag.Setext);
      assert.equal(heading.a, 2);
      assert.equal(heading.lines, '0-2');
      assert.equal(text.slice(heading.b, heading.c), 'One\n  two');
    });

    it('lets a setext heading begin after link reference definitions', () => {
      const text = '[a]: /b\nTitle\n===';
      const blocks = scan(text);
      assert.deepEqual(kinds(blocks), [BlockKind.Definition, BlockKind.Heading]);
      assert.equal(only(blocks, BlockKind.Heading).text, 'Title\n===');
    });
  });

  describe('lists', () => {
    it('keeps literal numbers, also where they do not count up', () => {
      const blocks = scan('3. a\n3. b\n07) c\n');
      const items = blocks.filter(({ kind }) => kind === BlockKind.Item);
      assert.deepEqual(
        items.map(({ a }) => a),
        [3, 3, 7],
      );
      const lists = blocks.filter(({ kind }) => kind === BlockKind.List);
      assert.deepEqual(
        lists.map(({ a, b }) => [String.fromCharCode(a), b]),
        [
          ['.', 3],
          [')', 7],
        ],
      );
      assert.ok(items.every(({ flags }) => flags === BlockFlag.Ordered));
    });

    it('takes nine digits, not ten', () => {
      assert.equal(only(scan('123456789. a'), BlockKind.Item).a, 123456789);
      assert.deepEqual(kinds(scan('1234567890. a')), [BlockKind.Paragraph]);
    });

    it('gives bullets -1 and where their text begins', () => {
      const text = '*   [ ] a';
      const item = only(scan(text), BlockKind.Item);
      assert.equal(item.a, -1);
      assert.equal(text.slice(item.b), '[ ] a');
      assert.equal(only(scan(text), BlockKind.List).b, -1);
    });

    it('gives the column of the marker with tabs expanded', () => {
      const text = '- a\n\t- b\n';
      const items = scan(text).filter(({ kind }) => kind === BlockKind.Item);
      assert.deepEqual(
        items.map(({ c, text: own }) => [c, own]),
        [
          [0, '- a\n\t- b'],
          [4, '- b'],
        ],
      );
    });

    it('counts a column inside a quote from the start of the line', () => {
      assert.equal(only(scan('> - a'), BlockKind.Item).c, 2);
      assert.equal(only(scan('>\t- a'), BlockKind.Item).c, 4);
    });

    it('lets the content of an empty item begin after its marker', () => {
      const item = only(scan('-   '), BlockKind.Item);
      assert.equal(item.flags, BlockFlag.Empty);
      assert.equal(item.b, 1);
      assert.equal(item.text, '-   ');
    });

    it('begins a new list where the delimiter changes', () => {
      const blocks = scan('- a\n+ b\n1. c\n1) d\n');
      assert.equal(blocks.filter(({ kind }) => kind === BlockKind.List).length, 4);
    });

    it('interrupts a paragraph with a bullet or 1, not with other numbers or empty items', () => {
      assert.deepEqual(kinds(scan('a\n- b')), [
        BlockKind.Paragraph,
        BlockKind.List,
        BlockKind.Item,
        BlockKind.Paragraph,
      ]);
      assert.deepEqual(kinds(scan('a\n2. b')), [BlockKind.Paragraph]);
      assert.deepEqual(kinds(scan('a\n*')), [BlockKind.Paragraph]);
      assert.deepEqual(kinds(scan('a\n\n2. b')), [
        BlockKind.Paragraph,
        BlockKind.List,
        BlockKind.Item,
        BlockKind.Paragraph,
      ]);
    });

    it('lets an item end after one empty line at its start', () => {
      const blocks = scan('-\n\n  a');
      assert.deepEqual(kinds(blocks), [BlockKind.List, BlockKind.Item, BlockKind.Paragraph]);
      assert.equal(only(blocks, BlockKind.Paragraph).parent, -1);
    });

    it('calls a list loose where blank lines part its items or their children', () => {
      const loose = (text: string): number[] =>
        scan(text)
          .filter(({ kind }) => kind === BlockKind.List)
          .map(({ flags }) => flags & BlockFlag.Loose);
      assert.deepEqual(loose('- a\n- b\n'), [0]);
      assert.deepEqual(loose('- a\n\n- b\n'), [BlockFlag.Loose]);
      assert.deepEqual(loose('- a\n\n  b\n'), [BlockFlag.Loose]);
      assert.deepEqual(loose('- a\n  - b\n\n- c\n'), [BlockFlag.Loose, 0]);
      assert.deepEqual(loose('- a\n  - b\n\n  - c\n- d\n'), [0, BlockFlag.Loose]);
      assert.deepEqual(loose('- a\n\ntext\n'), [0]);
    });

    it('leaves trailing blank lines out of items and lists', () => {
      const blocks = scan('- a\n\n  b\n\n\ntext');
      assert.equal(only(blocks, BlockKind.List).lines, '0-2');
      assert.equal(only(blocks, BlockKind.Item).lines, '0-2');
    });
  });

  describe('fences', () => {
    it('gives length, info string and whether it is closed', () => {
      const text = '````js title=x \ncode\n````\n';
      const fence = only(scan(text), BlockKind.FencedCode);
      assert.equal(fence.a, 4);
      assert.equal(text.slice(fence.b, fence.c), 'js title=x');
      assert.equal(fence.flags, BlockFlag.Closed);
      assert.equal(fence.lines, '0-2');
    });

    it('gives an empty info string right after the fence', () => {
      const { b, c } = only(scan('~~~  \n~~~'), BlockKind.FencedCode);
      assert.deepEqual([b, c], [3, 3]);
    });

    it('tells an unclosed fence, without the blank lines after it', () => {
      const text = 'a\n\n```\ncode\n# no heading\n\n\n';
      const table = new BlockScanner().scan(text, 0);
      assert.equal(table.unclosed, 1);
      assert.equal(table.length, text.length);
      const fence = blocksOf(table, text)[1];
      assert.equal(fence?.lines, '2-4');
      assert.equal(fence?.flags, BlockFlag.None);
    });

    it('does not call a fence unclosed that its container ends', () => {
      const text = '- ```\n  code\n\n';
      const table = new BlockScanner().scan(text, 0);
      assert.equal(table.unclosed, -1);
      assert.equal(only(blocksOf(table, text), BlockKind.FencedCode).flags, BlockFlag.None);
    });

    it('reads a stray fence as one line, wherever its stretch begins', () => {
      const text = '# A\ntext\n  ```js\n- task\n# B\n';
      const fenceLine = text.indexOf('  ```');
      const scanner = new BlockScanner();
      assert.equal(scanner.scan(text, 0).length, text.length);

      const table = scanner.scan(text, 0, { strayFences: new Set([fenceLine]) });
      const blocks = blocksOf(table, text);
      assert.deepEqual(kinds(blocks), [
        BlockKind.Heading,
        BlockKind.Paragraph,
        BlockKind.FencedCode,
        BlockKind.List,
        BlockKind.Item,
        BlockKind.Paragraph,
      ]);
      const fence = only(blocks, BlockKind.FencedCode);
      assert.equal(fence.flags, BlockFlag.Stray);
      assert.equal(fence.text, '```js');
      assert.equal(fence.lines, '2-2');
      assert.equal(table.unclosed, -1);
      assert.equal(table.length, text.indexOf('# B'));

      const later = `intro\n${text}`;
      const options = { strayFences: new Set([fenceLine + 6]) };
      assert.deepEqual(scanner.scan(later, 6, options), { ...table });
    });

    it('reads no other fence as stray', () => {
      const text = '```\na\n```\n';
      const fence = only(scan(text, { strayFences: new Set([6, 100]) }), BlockKind.FencedCode);
      assert.equal(fence.flags, BlockFlag.Closed);
    });

    it('lives in items and quotes', () => {
      const blocks = scan('- a\n  ```\n  code\n  ```\n> ```\n> code\ntext');
      const fences = blocks.filter(({ kind }) => kind === BlockKind.FencedCode);
      assert.deepEqual(
        fences.map(({ lines, flags }) => [lines, flags]),
        [
          ['1-3', BlockFlag.Closed],
          ['4-5', BlockFlag.None],
        ],
      );
    });
  });

  describe('HTML', () => {
    const htmlOf = (text: string): Block => only(scan(text), BlockKind.Html);

    it('tells the seven kinds', () => {
      const openings = ['<pre>', '<!-- a', '<?php', '<!DOCTYPE', '<![CDATA[', '<div', '<x-y z="1">'];
      assert.deepEqual(
        openings.map((text) => htmlOf(text).a),
        [1, 2, 3, 4, 5, 6, 7],
      );
    });

    it('tells comments, and whether the end was found', () => {
      assert.equal(htmlOf('<!-- a\n# b\n-->').flags, BlockFlag.Comment | BlockFlag.Closed);
      assert.equal(htmlOf('<!-->').flags, BlockFlag.Comment | BlockFlag.Closed);
      assert.equal(htmlOf('<!-- a\n\nb').flags, BlockFlag.Comment);
      assert.equal(htmlOf('<script>\n\n</SCRIPT>').flags, BlockFlag.Closed);
      assert.equal(htmlOf('<div>\na').flags, BlockFlag.None);
    });

    it('tells which block of the text is unclosed', () => {
      const unclosed = (text: string): number => new BlockScanner().scan(text, 0).unclosed;
      assert.equal(unclosed('a\n<!-- b\n\n'), 1);
      assert.equal(unclosed('<?php'), 0);
      assert.equal(unclosed('<div>\n'), -1);
      assert.equal(unclosed('<!-- b -->\n'), -1);
      assert.equal(unclosed('- <!-- b\n'), -1);
    });

    it('does not let a mere tag interrupt a paragraph', () => {
      assert.deepEqual(kinds(scan('a\n<b>')), [BlockKind.Paragraph]);
      assert.deepEqual(kinds(scan('a\n<div>')), [BlockKind.Paragraph, BlockKind.Html]);
    });
  });

  describe('tables', () => {
    it('gives rows, the header marked, the delimiter row left out', () => {
      const text = 'text\n | a | b |\n|---|:-:|\n| 1 |\n2\n\nafter';
      const blocks = scan(text);
      assert.deepEqual(kinds(blocks), [
        BlockKind.Paragraph,
        BlockKind.Table,
        BlockKind.TableRow,
        BlockKind.TableRow,
        BlockKind.TableRow,
        BlockKind.Paragraph,
      ]);
      assert.deepEqual(
        blocks.slice(1, 5).map(({ text: own, lines, flags, parent }) => [own, lines, flags, parent]),
        [
          ['| a | b |\n|---|:-:|\n| 1 |\n2', '1-4', 0, -1],
          ['| a | b |', '1-1', BlockFlag.Header, 1],
          ['| 1 |', '3-3', 0, 1],
          ['2', '4-4', 0, 1],
        ],
      );
    });

    it('asks for as many header as delimiter cells', () => {
      assert.deepEqual(kinds(scan('| a | b |\n|---|')), [BlockKind.Paragraph]);
      assert.deepEqual(kinds(scan('| a \\| b |\n|---|')), [BlockKind.Table, BlockKind.TableRow]);
    });

    it('ends at other blocks', () => {
      for (const next of ['# h', '- i', '2. i', '```', '> q', '***', '<b>', '    code']) {
        assert.equal(
          scan(`a | b\n-|-\n${next}`).filter(({ kind }) => kind === BlockKind.TableRow).length,
          1,
          next,
        );
      }
    });
  });

  describe('quotes, code and paragraphs', () => {
    it('lets a paragraph go on without the markers of its containers', () => {
      const blocks = scan('> - a\nb\n');
      assert.equal(only(blocks, BlockKind.Paragraph).lines, '0-1');
      assert.equal(only(blocks, BlockKind.Quote).lines, '0-1');
    });

    it('counts lines that hold only the marker to a quote', () => {
      assert.equal(only(scan('> a\n>\n\n'), BlockKind.Quote).lines, '0-1');
    });

    it('reads indented code over blank lines', () => {
      const text = '    a\n\n\tb\n\nc';
      const code = only(scan(text), BlockKind.IndentedCode);
      assert.equal(code.text, 'a\n\n\tb');
      assert.equal(code.lines, '0-2');
    });

    it('reads definitions of several lines', () => {
      const text = "[a]:\n  /url\n  'title\n  goes on'\n[b]: <c>\ntext\n";
      assert.deepEqual(
        scan(text).map(({ kind, lines }) => [kind, lines]),
        [
          [BlockKind.Definition, '0-3'],
          [BlockKind.Definition, '4-4'],
          [BlockKind.Paragraph, '5-5'],
        ],
      );
    });

    it('takes neither checkboxes nor links for definitions', () => {
      for (const text of ['[ ] a', '[x]: ', '[a](b): c', '[a] : b', '[a]: b c']) {
        assert.deepEqual(kinds(scan(text)), [BlockKind.Paragraph], text);
      }
    });
  });

  describe('front matter', () => {
    it('gives its text', () => {
      const text = '---\ntitle: x\n---\n\ntext';
      const [matter, paragraph] = scan(text, { documentStart: true });
      assert.equal(matter?.kind, BlockKind.FrontMatter);
      assert.equal(matter?.flags, BlockFlag.Closed);
      assert.equal(matter?.lines, '0-2');
      assert.equal(text.slice(matter?.b, matter?.c), 'title: x\n');
      assert.equal(paragraph?.lines, '4-4');
    });

    it('may be empty, end with dots and be all there is', () => {
      for (const text of ['---\n---', '---\r\n...', '---\r---  ']) {
        assert.deepEqual(
          kinds(scan(text, { documentStart: true })),
          [BlockKind.FrontMatter],
          JSON.stringify(text),
        );
      }
    });

    it('is ordinary Markdown elsewhere, or where it is not closed', () => {
      assert.deepEqual(kinds(scan('---\na: b\n---\n')), [BlockKind.ThematicBreak, BlockKind.Heading]);
      const unclosed = '---\na: b\n--\n';
      assert.deepEqual(kinds(scan(unclosed, { documentStart: true })), [
        BlockKind.ThematicBreak,
        BlockKind.Heading,
      ]);
      assert.deepEqual(kinds(scan('--- \n---\n', { documentStart: true })), [
        BlockKind.ThematicBreak,
        BlockKind.ThematicBreak,
      ]);
    });

    it('hides headings, and ends the stretch at the next one', () => {
      const text = '---\n# comment\n---\n# Title\n';
      const table = new BlockScanner().scan(text, 0, { documentStart: true });
      assert.equal(table.length, text.indexOf('# Title'));
      assert.deepEqual([...table.lineStarts], [0, 4, 14]);
    });

    it('may follow a byte order mark', () => {
      const [matter] = scan('\uFEFF---\na\n---\n', { documentStart: true });
      assert.equal(matter?.text, '---\na\n---');
    });
  });

  describe('lines and stretches', () => {
    it('lets LF, CRLF and a lone CR end a line', () => {
      const text = 'a\nb\r\nc\rd\r\r\ne';
      const table = new BlockScanner().scan(text, 0);
      assert.deepEqual([...table.lineStarts], [0, 2, 5, 7, 9, 11]);
      assert.equal(table.length, text.length);
      assert.deepEqual(
        blocksOf(table, text).map(({ text: own, lines }) => [own, lines]),
        [
          ['a\nb\r\nc\rd', '0-3'],
          ['e', '5-5'],
        ],
      );
    });

    it('gives the same blocks whatever the line ends', () => {
      const text = '# A\n\n- [ ] b\n  c\n\n```\nd\n```\n| e |\n|---|\n';
      const plain = scan(text).map(({ kind, lines, parent }) => ({ kind, lines, parent }));
      for (const end of ['\r\n', '\r']) {
        const blocks = scan(text.replaceAll('\n', end));
        assert.deepEqual(
          blocks.map(({ kind, lines, parent }) => ({ kind, lines, parent })),
          plain,
        );
        assert.ok(blocks.every(({ text: own }) => !/[\r\n]$/.test(own)));
      }
    });

    it('skips a byte order mark at the start of a document only', () => {
      const text = '\uFEFF# A\n';
      const table = new BlockScanner().scan(text, 0, { documentStart: true });
      assert.equal(only(blocksOf(table, text), BlockKind.Heading).text, '# A');
      assert.deepEqual([...table.lineStarts], [0]);
      assert.deepEqual(kinds(scan(text)), [BlockKind.Paragraph]);
    });

    it('does not count a byte order mark as a column', () => {
      const blocks = scan('\uFEFF-\ta\n    b\n', { documentStart: true });
      assert.deepEqual(kinds(blocks), [BlockKind.List, BlockKind.Item, BlockKind.Paragraph]);
      assert.equal(only(blocks, BlockKind.Item).c, 0);
    });

    it('expands tabs to columns of four', () => {
      assert.deepEqual(kinds(scan('\ta')), [BlockKind.IndentedCode]);
      assert.deepEqual(kinds(scan('   \ta')), [BlockKind.IndentedCode]);
      assert.deepEqual(kinds(scan('-\t\ta')), [BlockKind.List, BlockKind.Item, BlockKind.IndentedCode]);
      assert.deepEqual(kinds(scan('>\ta')), [BlockKind.Quote, BlockKind.Paragraph]);
      assert.deepEqual(kinds(scan('>\t\ta')), [BlockKind.Quote, BlockKind.IndentedCode]);
      assert.deepEqual(kinds(scan('- a\n\tb')), [BlockKind.List, BlockKind.Item, BlockKind.Paragraph]);
    });

    it('ends a stretch before a heading in the first column', () => {
      const text = 'a\n # b\n## c\n#d\n####### e\n- # f\n> g\n# h\n';
      const scanner = new BlockScanner();
      const starts: number[] = [];
      for (let from = 0; from < text.length; from += scanner.scan(text, from).length) starts.push(from);
      assert.deepEqual(
        starts.map((at) => text.slice(at, text.indexOf('\n', at))),
        ['a', '## c', '# h'],
      );
    });

    it('ends no stretch inside a fence or HTML at the top, but does inside containers', () => {
      const stretch = (text: string): string => text.slice(0, new BlockScanner().scan(text, 0).length);
      assert.equal(stretch('```\n# a\n```\n# b'), '```\n# a\n```\n');
      assert.equal(stretch('<!--\n# a\n-->\n# b'), '<!--\n# a\n-->\n');
      assert.equal(stretch('<div>\n# a\n\n# b'), '<div>\n# a\n\n');
      assert.equal(stretch('- ```\n# b'), '- ```\n');
      assert.equal(stretch('> <!--\n# b'), '> <!--\n');
    });

    it('reads an empty text and a text of blank lines', () => {
      const empty = new BlockScanner().scan('', 0, { documentStart: true });
      assert.deepEqual(empty, {
        blocks: new Int32Array(0),
        count: 0,
        lineStarts: new Int32Array(0),
        length: 0,
        unclosed: -1,
      });
      const blank = new BlockScanner().scan('\n \n\t', 0);
      assert.equal(blank.count, 0);
      assert.deepEqual([...blank.lineStarts], [0, 1, 3]);
      assert.equal(blank.length, 4);
    });

    it('gives tables that later scans do not change', () => {
      const scanner = new BlockScanner();
      const text = '- a\n- b\n';
      const first = scanner.scan(text, 0);
      const copy = { blocks: [...first.blocks], lineStarts: [...first.lineStarts] };
      for (let count = 0; count < 2000; count++) scanner.scan('# x\n\n> 1. y\n', 0);
      assert.deepEqual([...first.blocks], copy.blocks);
      assert.deepEqual([...first.lineStarts], copy.lineStarts);
    });
  });

  describe('extremes', () => {
    it('opens no more than MAX_DEPTH containers, and reads the rest as text', () => {
      for (const marker of ['> ', '>', '- ', '1. ']) {
        const text = `${marker.repeat(10_000)}a\n${marker.repeat(10_000)}b\n`;
        const blocks = scan(text);
        const containers = blocks.filter(({ kind }) => kind === BlockKind.Quote || kind === BlockKind.Item);
        assert.ok(containers.length >= MAX_DEPTH && containers.length <= 2 * MAX_DEPTH, marker);
        assert.equal(blocks.at(-1)?.kind, BlockKind.Paragraph);
      }
    });

    it('reads lists nested deeply by indentation', () => {
      const text = Array.from({ length: 2000 }, (_, depth) => `${'  '.repeat(depth)}- a`).join('\n');
      const items = scan(text).filter(({ kind }) => kind === BlockKind.Item);
      assert.equal(items.length, MAX_DEPTH);
    });

    it('reads a line of 5 MB', () => {
      const text = `${'x'.repeat(5_000_000)}\n---`;
      assert.equal(only(scan(text), BlockKind.Heading).c, 5_000_000);
    });

    it('reads 100,000 items into one table', () => {
      const text = '- a\n'.repeat(100_000);
      const table = new BlockScanner().scan(text, 0);
      assert.equal(table.count, 200_001);
      assert.equal(table.blocks.length, table.count * STRIDE);
      assert.equal(table.lineStarts.length, 100_000);
    });
  });
});
