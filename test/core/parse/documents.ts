import fc from 'fast-check';

/** What a line may begin with: containers, whole or broken, and indentation. */
const PREFIXES = [
  ...['> ', '>', '>  ', ' > ', '>\t'],
  ...['- ', '* ', '+ ', '-\t', '-   ', '-     ', ' - ', '  - ', '    - '],
  ...['1. ', '1) ', '2. ', '3.  ', '10. ', '07. ', '123456789. ', '1234567890. '],
  ...[' ', '  ', '   ', '    ', '     ', '\t', ' \t', '  \t ', '        '],
];

/** What may stand in the rest of a line. */
const TEXTS = [
  ...['a', 'text', 'some *words* here', 'x  ', 'x\\', 'é😀', '\u00a0', '\u000b', '\ud800'],
  ...['# h', '## h ##', '### h #', '#', '##', '# #', '#a', '####### h', '# a \\#', '#\tb\t#\t', '# a ## b'],
  ...[
    '---',
    '***',
    '___',
    '- - -',
    '* * *',
    '*****',
    '--',
    '- -',
    '=',
    '===',
    '-',
    '=== ',
    '== =',
    '-----  ',
  ],
  ...['```', '````', '~~~', '``` js', '```js x', '``` a`b', '~~~ a`b', '``', '``` ', '~~~~ '],
  ...[
    '<div>',
    '</div>',
    '<div',
    '<div/>',
    '<div/ >',
    '<DIV class="a">',
    '<h1>b',
    '<hr',
    '<x-y>',
    '<b>',
    '</b>',
  ],
  ...['<b> c', '<a href="x" b=c d>', "<a b='c'd>", '<a b=>', '<a b=c=d>', '</a b>', '<b/>', '<1>', '<'],
  ...['<pre>', '</pre>', '<script>a</script>', '<style', '</textarea>', '<pre/>', '<pre>x</pre > y'],
  ...[
    '<!-- a',
    '-->',
    '<!-- b -->',
    '<!-->',
    '<!--->',
    '<!-',
    '<!---',
    '--',
    '<?php',
    '?>',
    '<?>',
    '<!A',
    '>',
  ],
  ...['<![CDATA[', ']]>', '<!a>', 'b --> c'],
  ...[
    '| a | b |',
    '|---|---|',
    'a | b',
    '-|-',
    ':-',
    '| a |',
    '|-|',
    ':-:|---',
    '| - | :-: |',
    '|',
    '||',
    'a \\| b',
  ],
  ...['|:-|', '| a', '-:', ': -', '|- -|', '---|', '| `x|y` |'],
  ...[
    '[a]: b',
    '[a]:',
    '[a]: <b c> "t"',
    "[b]: c 't",
    '"t"',
    "t'",
    '(t)',
    '[c]: d "t" e',
    '[d',
    ']: e',
    '[e]: f(g)h',
  ],
  ...[
    '[f]: g(h',
    '[]: a',
    '[ ]: a',
    '[g]: <>',
    '[h]: <a',
    '[i\\]]: j',
    '/url',
    '[x]',
    '[k]: l "',
    '[[m]]: n',
  ],
  ...[
    '1.',
    '2)',
    '*',
    '+',
    '-',
    '1.a',
    '1',
    '- a',
    '* b',
    '2. c',
    '1. d',
    '[ ] todo',
    '[x] done',
    '> q',
    '>',
  ],
  ...['**Field**: value', '`code`', '[link](x)', '![i](y)', '&amp;', '***a***', '_e_', 'http://example.com'],
];

const prefix = fc.constantFrom(...PREFIXES);

const line = fc
  .tuple(
    fc.array(prefix, { maxLength: 3 }),
    fc.oneof(
      { weight: 12, arbitrary: fc.constantFrom(...TEXTS) },
      { weight: 3, arbitrary: fc.constant('') },
      { weight: 1, arbitrary: fc.string({ maxLength: 8 }) },
    ),
  )
  .map(([prefixes, text]) => prefixes.join('') + text);

/** Lines that share a prefix, as people write them: otherwise few containers would last beyond a line. */
const group = fc
  .tuple(
    fc.constantFrom('', '', '> ', '  ', '- ', '    ', '   ', '\t'),
    fc.array(line, { minLength: 1, maxLength: 6 }),
  )
  .map(([shared, lines]) => lines.map((text) => shared + text));

const lineEnd = fc.oneof(
  { weight: 8, arbitrary: fc.constant('\n') },
  { weight: 1, arbitrary: fc.constantFrom('\r\n', '\r') },
);

/** Random Markdown, made of the pieces that block structure turns on. */
export function documents(): fc.Arbitrary<string> {
  return fc
    .tuple(fc.array(group, { minLength: 1, maxLength: 5 }), lineEnd, fc.boolean())
    .map(([groups, end, last]) => groups.flat().join(end) + (last ? end : ''));
}
