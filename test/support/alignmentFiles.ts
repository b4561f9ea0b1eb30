/** Task files to be edited: generated ones of every form, and real ones where there are any. */
import { taskFile } from '../bench/generate';
import { random } from '../bench/random';
import { THINGS, VERBS, WORDS } from '../bench/words';
import { indexText } from './check';
import { corpusFiles } from './corpusFiles';
import type { TaskDocument } from '../../src/core';

export interface EditedFile {
  readonly name: string;
  readonly document: TaskDocument;
  /** Whether its list numbers are ids. */
  readonly numbers: boolean;
}

/** A numbered decision backlog of about `items` items, indented. */
export function decisionFile(items: number, seed: number): string {
  const from = random(seed);
  const words = (low: number, high: number): string =>
    Array.from({ length: from.between(low, high) }, () => from.pick(WORDS)).join(' ');
  const lines = ['# Decisions', '', 'Numbers are cited elsewhere: never renumber.', ''];
  for (let top = 1, count = 0; count < items; top++) {
    lines.push(`${top}. **${from.pick(VERBS)} the ${from.pick(THINGS)}** — ${words(4, 9)}?`);
    count++;
    for (let below = 1, last = from.between(2, 9); below <= last; below++, count++) {
      const title = `${from.pick(VERBS)} the ${from.pick(THINGS)} ${words(2, 5)}`;
      const isDecided = from.chance(0.25);
      lines.push(`   ${below}. ${isDecided ? `~~${title}.~~ → ADR-0${from.between(10, 99)}.` : `${title}.`}`);
      if (!isDecided && from.chance(0.3)) lines.push(`      ${words(8, 14)}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

export function generatedFiles(tasks: number): EditedFile[] {
  const of = (name: string, text: string, numbers = false): EditedFile => ({
    name,
    document: indexText(text).document,
    numbers,
  });
  return [
    of('headings with fields', taskFile('headings', tasks).text),
    of('nested checkboxes', taskFile('lists', tasks).text),
    of('tables', taskFile('tables', tasks).text),
    of('Chinese headings', taskFile('cjk', tasks).text),
    of('numbered decisions', decisionFile(tasks, 7), true),
  ];
}

/** Real files with ids. */
export function realFiles(): EditedFile[] {
  return corpusFiles()
    .map(({ path, text }) => ({ name: path, document: indexText(text, path).document, numbers: false }))
    .filter(({ document }) => document.tasks.filter(({ idKind }) => idKind !== 'none').length >= 8);
}
