/** Texts that make careless readers go back and forth: each a function from a rough length to a text. */

/** `piece` as often as fits. */
function fill(piece: string): (length: number) => string {
  return (length) => piece.repeat(Math.ceil(length / piece.length));
}

/** One line per number, until the length is reached. */
function lines(line: (number: number) => string): (length: number) => string {
  return (length) => {
    const parts: string[] = [];
    let total = 0;
    for (let number = 1; total < length; number += 1) {
      const text = line(number);
      parts.push(text);
      total += text.length + 1;
    }
    return parts.join('\n');
  };
}

/** After a head that begins a task. */
function inTitle(piece: string): (length: number) => string {
  return (length) => `- [ ] T-1 ${fill(piece)(length)}\n`;
}

const depth = (number: number): string => '  '.repeat(number % 200);

export const HOSTILE: Readonly<Record<string, (length: number) => string>> = {
  'one line of letters': fill('a'),
  'one line of spaces': (length) => `a${' '.repeat(length)}b`,
  'empty lines': fill('\n'),
  'lone carriage returns': fill('- [ ] a\r'),
  'one paragraph': fill('- not a task, and so on\nand on\n'.slice(2)),
  'quote markers on one line': fill('> '),
  'list markers on one line': fill('- '),
  'number markers on one line': fill('1. '),
  'lists that go deeper': lines((number) => `${depth(number)}- [ ] a`),
  'lists that go deeper, numbers': lines((number) => `${depth(number)}${number}. a`),
  'quotes that go deeper': lines((number) => `${'>'.repeat(number % 200)} a`),
  'items two blank lines apart': lines((number) => (number % 3 === 1 ? `- [ ] T-${number} a` : '')),
  'headings of one id': lines(() => '## T-1: a\n'),
  'items of one id': lines(() => '- [ ] T-1 a'),
  'every id waits for the first': lines((number) => `- [ ] T-${number} a (depends on T-1)`),
  'one task waits for all': (length) =>
    `- [ ] A-1 a (depends on ${lines((n) => `T-${n},`)(length).replaceAll('\n', ' ')})\n`,
  'wide ranges of ids': lines((number) => `- [ ] T-${number} a (depends on T-1 to T-99999)`),
  'ranges in numbers': lines((number) => `- [ ] T-${number} a (depends on 1.1-9.999, A1–A99999)`),
  'fences that never close': lines((number) =>
    number % 2 === 0 ? '- [ ] a' : `${'`'.repeat(3 + (number % 50))}a`,
  ),
  'fences of two kinds': lines((number) => ['```', '- [ ] a', '~~~', '- [ ] b'][number % 4] ?? ''),
  'growing fences': lines((number) =>
    number % 2 === 0 ? `- [ ] T-${number} a` : '`'.repeat(3 + (number % 3000)),
  ),
  'comments that never close': fill('<!-- a\n- [ ] b\n'),
  'angle brackets': fill('<a '),
  'front matter that never closes': (length) => `---\n${fill('a: b\n')(length)}`,
  'definitions that break off': fill('[a]:\n'),
  'brackets that open': inTitle('['),
  'links that break off': inTitle('[a]('),
  'brackets that close': inTitle('](a)'),
  'backticks in all lengths': lines((number) => '`'.repeat(number % 300)),
  stars: inTitle('*a **b '),
  underscores: inTitle('_a__'),
  'struck out': inTitle('~~a '),
  'markers in brackets': inTitle('[x] '),
  colons: inTitle('**a**: '),
  'half an id': inTitle('T-'),
  'ids without end': inTitle('A-1'),
  'numbers without end': inTitle('1.'),
  digits: inTitle('1'),
  'capitals and digits': inTitle('A1'),
  parentheses: inTitle('('),
  efforts: inTitle('2h-'),
  arrows: inTitle('→ T-1 '),
  dashes: inTitle('- '),
  emoji: inTitle('✅'),
  'lone surrogates': inTitle('\ud83d'),
  'combining marks': inTitle('e\u0301\u200d'),
  'cells on one line': (length) => `${fill('| a ')(length / 2)}|\n${fill('| - ')(length / 2)}|\n`,
  'tables of one row': fill('| a |\n| - |\n| b |\n\n'),
  'rows of pipes': (length) => `| a |\n| - |\n${fill('||||||||||||||||\n')(length)}`,
  underlines: fill('a\n===\n'),
  hashes: lines((number) => `${'#'.repeat((number % 6) + 1)} ${'#'.repeat(number % 100)}`),
  'field lines': lines((number) => `**Field ${number % 7}**: a`),
  legends: fill('- [?] means a\n'),
  waves: lines((number) => `## Wave ${number}\n\nT-1, T-${number}, T-${number}-T-99999`),
};
