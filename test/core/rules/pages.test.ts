/** What the page of a rule shows as an example is what the rule tells of it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { RULES } from '../../../src/core/rules/registry';
import { indexText } from '../../support/check';

interface Example {
  readonly text: string;
  readonly baseline: string | null;
  readonly tracker: string | null;
  readonly messages: readonly string[];
}

const BLOCK = /^(?<fence>`{3,})(?<language>\w*)\n(?<text>[^]*?)^\k<fence>\n/gm;

/** The first example of a page; null where it shows none as a text. */
function exampleOf(page: string): Example | null {
  const start = page.indexOf('\n## Example\n') + '\n## Example\n'.length;
  // Headings of examples end no section.
  const prose = page.replace(BLOCK, (block) => block.replaceAll('#', ' '));
  const section = page.slice(start, prose.indexOf('\n## ', start));
  const blocks = [...section.matchAll(BLOCK)].map(({ groups, index }) => ({
    language: groups?.['language'] ?? '',
    text: groups?.['text'] ?? '',
    before: section.slice(0, index),
  }));
  const shown = blocks.filter(({ language }) => language === 'markdown');
  const isCompared = section.includes('In the baseline:');
  const text = shown[isCompared ? 1 : 0]?.text;
  if (text === undefined) return null;
  const quotes = section.replaceAll(BLOCK, '').matchAll(/(?:^>.*\n)+/gm);
  return {
    text: text + alsoDeclared(section, text) + alsoThere(section),
    baseline: isCompared ? (shown[0]?.text ?? '') : null,
    tracker: blocks.find(({ language }) => language === 'json')?.text ?? null,
    messages: [...quotes]
      .flatMap(([quote]) => quote.replace(/^> ?/gm, '').split('\n\n'))
      .map((message) => message.replace(/\s+/g, ' ').trim()),
  };
}

/** "Where T001 to T004 are declared": the tasks that the example leaves out. */
function alsoDeclared(section: string, text: string): string {
  const [, prefix = '', first = '', last = ''] =
    /Where ([A-Z]+-?)(\d+) to [A-Z]+-?(\d+) are declared/.exec(section) ?? [];
  const lines: string[] = [];
  for (let number = Number(first); prefix !== '' && number <= Number(last); number++) {
    const id = prefix + String(number).padStart(first.length, '0');
    if (!text.includes(`] ${id} `)) lines.push(`- [ ] ${id} Task ${String(number)} of the harbour\n`);
  }
  return lines.length === 0 ? '' : `\n## Tasks\n\n${lines.join('')}`;
}

/** "With `a.md` and `b.md` in the workspace", as fixtures say it. */
function alsoThere(section: string): string {
  const [found] = /With (?:`[^`]+`(?:, | and )?)+ in the workspace/.exec(section) ?? [];
  const files = [...(found ?? '').matchAll(/`([^`]+)`/g)].map(([, file]) => file);
  return files.length === 0 ? '' : `\n<!-- files: ${files.join(', ')} -->\n`;
}

describe('the example on the page of', () => {
  for (const { meta } of RULES) {
    const page = readFileSync(`docs/rules/${meta.id.replace('/', '-')}.md`, 'utf8');
    const example = exampleOf(page);
    // Of files that cannot be read there is no example to be shown.
    if (meta.id === 'file/skipped') continue;
    it(`${meta.id} raises what is quoted there`, () => {
      assert.ok(example);
      const { index } = indexText(example.text, 'docs/TODO.md', example.tracker, example.baseline);
      const told = index.problems().filter(({ rule }) => rule === meta.id);
      assert.deepEqual(
        told.map(({ message }) => message),
        example.messages,
      );
    });
  }
});
