/**
 * What happens to a numbered decision backlog, and exactly what is said of it: on a small one of our own, and on a
 * real one that lies beside the repository, in `../shared/seeds`; each as it is, its indentation lost, and indented.
 */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Problem } from '../../../src/core';
import { applyFixes, indexText, type Indexed } from '../../support/check';
import { fixtureText } from '../../support/fixtures';

const PATH = 'docs/TODO.md';
const RULES = ['id/renumbered', 'id/reused', 'id/removed'];

function compare(before: string, after: string): Indexed {
  return indexText(after, PATH, null, before);
}

function problemsOf({ index }: Indexed): Problem[] {
  return index.problems().filter(({ rule }) => RULES.includes(rule));
}

/** `severity rule task`, in the order of the text. */
function found(before: string, after: string): string[] {
  return problemsOf(compare(before, after)).map(({ severity, rule, task }) => `${severity} ${rule} ${task}`);
}

/** The text after the fix of that title of the first problem that offers it. */
function fixed(before: string, after: string, title: RegExp): string {
  const indexed = compare(before, after);
  const fix = problemsOf(indexed).flatMap(({ fixes }) => fixes.filter((each) => title.test(each.title)))[0];
  assert.ok(fix, `a fix ${String(title)}`);
  return applyFixes(indexed.document, [fix]);
}

/** Lines that can be found by the beginning of their text, and changed. */
class Lines {
  private readonly lines: string[];

  constructor(text: string) {
    this.lines = text.split('\n');
  }

  at(start: string): number {
    const at = this.lines.findIndex((line) => line.trimStart().startsWith(start));
    assert.ok(at >= 0, `a line that begins with “${start}”`);
    return at;
  }

  change(start: string, change: (line: string) => string): this {
    const at = this.at(start);
    this.lines[at] = change(this.lines[at] ?? '');
    return this;
  }

  /** Gives an item another number. */
  number(start: string, number: number): this {
    return this.change(start, (line) => line.replace(/^(\s*)\d+/, `$1${number}`));
  }

  cut(from: number, to = from + 1): string[] {
    return this.lines.splice(from, to - from);
  }

  insert(at: number, ...lines: string[]): this {
    this.lines.splice(at, 0, ...lines);
    return this;
  }

  end(): number {
    return this.lines.at(-1) === '' ? this.lines.length - 1 : this.lines.length;
  }

  get text(): string {
    return this.lines.join('\n');
  }
}

/** The lines of a backlog by which the tests name its items. */
interface Backlog {
  /** 3.n, one after the other: `first` is deleted, the rest moves up by one. */
  readonly closing: { readonly first: string; readonly rest: readonly string[] };
  /** Two neighbours below 3. */
  readonly swapped: readonly [number, string, string];
  /** 4, one struck line. */
  readonly four: string;
  /** Below 3, in one line. */
  readonly retitled: string;
  /** A top-level item of one line, and its number. */
  readonly moved: string;
  /** 2.1, and how many lines it has. */
  readonly collapsed: readonly [line: string, lines: number, title: string];
}

function suite(text: string, backlog: Backlog): void {
  const lines = (): Lines => new Lines(text);
  const three = (start: string, shift = 0): string => `3.${Number(/^\d+/.exec(start)?.[0]) + shift}`;

  it('nothing, where nothing has changed', () => {
    assert.deepEqual(found(text, text), []);
    assert.deepEqual(found(text, `${text}\n\n`), []);
  });

  it('two numbers swapped: both are renumbered', () => {
    const [number, first, second] = backlog.swapped;
    const at = lines().at(first);
    const after = lines();
    const back = after.at(second);
    after.number(first, number + 1);
    after.insert(back, ...after.cut(back).map((line) => line.replace(/\d+/, String(number))));
    assert.notEqual(at, back);
    assert.deepEqual(found(text, after.text), [
      `error id/renumbered 3.${number + 1}`,
      `error id/renumbered 3.${number}`,
    ]);
    assert.equal(fixed(text, after.text, /^Restore all 2/), text);
  });

  it('two items swapped, the numbers in their places: both are renumbered', () => {
    const [number, first, second] = backlog.swapped;
    const after = lines();
    const [from, to] = [after.at(first), after.at(second)];
    const moved = after.cut(from, to);
    after.insert(from + 1, ...moved);
    after.number(first, number + 1).number(second, number);
    assert.deepEqual(found(text, after.text), [
      `error id/renumbered 3.${number}`,
      `error id/renumbered 3.${number + 1}`,
    ]);
    assert.deepEqual(found(text, fixed(text, after.text, /^Restore all 2/)), []);
  });

  it('an item deleted and the gap closed: the others are renumbered, and the one is gone', () => {
    const { first, rest } = backlog.closing;
    const after = lines();
    after.cut(after.at(first));
    for (const start of rest) after.number(start, Number(/^\d+/.exec(start)?.[0]) - 1);
    const problems = found(text, after.text);
    assert.deepEqual(
      problems.filter((each) => !each.includes('id/removed')),
      rest.map((start) => `error id/renumbered ${three(start, -1)}`),
    );
    assert.deepEqual(
      problems.filter((each) => each.includes('id/removed')),
      [`warning id/removed ${three(first)}`],
    );
    assert.equal(fixed(text, after.text, /back as it was, and restore the changed ids$/), text);
    const open = fixed(text, after.text, new RegExp(`^Restore all ${rest.length}`));
    assert.deepEqual(found(text, open), [`warning id/removed ${three(first)}`]);
  });

  it('an item put in and the others shifted: they are renumbered, and its id is reused', () => {
    const { first, rest } = backlog.closing;
    const after = lines();
    const indent = /^\s*/.exec(after.text.split('\n')[after.at(first)] ?? '')?.[0] ?? '';
    for (const start of [first, ...rest].reverse()) after.number(start, Number(/^\d+/.exec(start)?.[0]) + 1);
    const at = lines().at(first);
    after.insert(at, `${indent}${/^\d+/.exec(first)?.[0] ?? ''}. Choose the stone for the steps.`);
    assert.deepEqual(found(text, after.text), [
      `error id/reused ${three(first)}`,
      ...[first, ...rest].map((start) => `error id/renumbered ${three(start, 1)}`),
    ]);
  });

  it('a cited item deleted: an error with its citations; it comes back as it was', () => {
    const after = lines();
    after.cut(after.at(backlog.four));
    assert.deepEqual(found(text, after.text), ['warning id/removed 4']);
    assert.equal(fixed(text, after.text, /^Put 4 back as a struck line$/), text);

    const cited = new Lines(`${after.text}\nSee TODO 4 for the names.\n`);
    const [problem, ...others] = problemsOf(compare(text, cited.text));
    assert.equal(others.length, 0);
    assert.equal(problem?.severity, 'error');
    assert.equal(problem?.related.length, 1);
    assert.match(problem?.message ?? '', /1 place still cites it/);
  });

  it('nothing of a retitled item', () => {
    const after = lines().change(backlog.retitled, (line) =>
      line.replace(
        /\d+\. .*/,
        (item) => `${/^\d+/.exec(item)?.[0] ?? ''}. Who lights the stove in the morning?`,
      ),
    );
    assert.notEqual(after.text, text);
    assert.deepEqual(found(text, after.text), []);
  });

  it('nothing of an item that was moved to the end with its number', () => {
    const after = lines();
    const item = after.cut(after.at(backlog.moved));
    after.insert(after.end(), ...item);
    assert.deepEqual(found(text, after.text), []);
  });

  it('nothing of a decided item that was collapsed to its pointer', () => {
    const [line, count, title] = backlog.collapsed;
    const after = lines();
    const at = after.at(line);
    const [first = ''] = after.cut(at, at + count);
    after.insert(at, `${/^\s*/.exec(first)?.[0] ?? ''}1. ~~${title}~~ → ADR-030.`);
    assert.deepEqual(found(text, after.text), []);
  });
}

/** Every line of an item indented as deep as its id says. */
function indented(text: string): string {
  const depths = new Map<number, number>();
  for (const { line, id } of indexText(text, PATH).document.tasks)
    if (!depths.has(line)) depths.set(line, (id ?? '').split('.').length - 1);
  let depth: number | null = null;
  return text
    .split('\n')
    .map((line, at) => {
      const own = depths.get(at);
      depth = own ?? depth;
      return depth === null || line === '' ? line : '    '.repeat(own ?? depth + 1) + line;
    })
    .join('\n');
}

describe('what is said of a decision backlog', () => {
  const own = fixtureText('alignment', 'decisions.md');
  const ours: Backlog = {
    closing: {
      first: '3. Decide what each pier',
      rest: ['4. ~~Decide on the fenders', '5. Wire up', '6. ~~Define a scheme', '7. Decide: one pump'],
    },
    swapped: [5, '5. Wire up the lamps', '6. ~~Define a scheme'],
    four: '4. ~~**Names',
    retitled: '7. Decide: one pump',
    moved: '7. Should we tell',
    collapsed: ['1. Choose and set up', 2, 'Choose and set up a tide gauge.'],
  };
  describe('of our own, the indentation lost', () => suite(own, ours));
  describe('of our own, indented', () => suite(indented(own), ours));

  const seed = resolve('../shared/seeds/boma/docs/TODO.md');
  if (!existsSync(seed)) {
    it(`on a real one (none at ${seed})`, function () {
      this.skip();
    });
    return;
  }
  const real = readFileSync(seed, 'utf8');
  const theirs: Backlog = {
    closing: {
      first: '4. Decide what each node',
      rest: [
        '5. ~~Decide the firewall',
        '6. Wire up the monitoring',
        '7. ~~Define a tagging',
        '8. ~~Ensure the right',
        '9. Decide: a central',
        '10. Should we keep',
        '11. ~~Deliberate',
      ],
    },
    swapped: [6, '6. Wire up the monitoring', '7. ~~Define a tagging'],
    four: '4. ~~**Split-horizon',
    retitled: '9. Decide: a central',
    moved: '9. Should we make',
    collapsed: ['1. Choose and configure', 1, 'Choose and configure code-testing tooling.'],
  };
  describe('of boma, the indentation lost', () => suite(real, theirs));
  describe('of boma, indented', () => suite(indented(real), theirs));
});
