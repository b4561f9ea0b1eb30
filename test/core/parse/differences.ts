import type { Shape } from './shape';

/** A deliberate difference between the scanner and remark-parse + remark-gfm. */
export interface Difference {
  readonly name: string;
  readonly reason: string;
  /** Whether a document, as the scanner reads it, may hold it; null where the oracle itself is adjusted. */
  readonly applies: ((text: string, shapes: readonly Shape[]) => boolean) | null;
}

export const DIFFERENCES: readonly Difference[] = [
  {
    name: 'list-after-indented-code',
    reason:
      'After indented code, micromark takes a list for one that interrupts a paragraph: `2.` and empty items ' +
      'open none. CommonMark, cmark and markdown-it see a list, and so does who numbers tasks. Corrected in the oracle.',
    applies: null,
  },
  {
    name: 'list-inside-interrupting-container',
    reason:
      'Where a quote or an item interrupts a paragraph, micromark takes a list that begins inside it on the same ' +
      'line for one that interrupts the paragraph, too: in "a\\n> 2. b" there is no list. By CommonMark there is. ' +
      'Corrected in the oracle.',
    applies: null,
  },
  {
    name: 'tag-on-lazy-line',
    reason:
      'In "> a\\n</b>" the tag may not interrupt the paragraph, so that the second line is a lazy part of it, as it ' +
      'is to commonmark.js. micromark opens an HTML block, and that inside the quote.',
    applies: (text, shapes) => hasLazyTag(text.split(/\r\n|\r|\n/), shapes, false),
  },
  {
    name: 'tag-heads-table',
    reason:
      'A line that is nothing but a tag may not interrupt a paragraph, yet it may be the header row of a table that ' +
      'does. micromark ends the paragraph there for the table, and then reads the line as HTML after all.',
    applies: (text, shapes) => hasTagRow(text, shapes),
  },
  {
    name: 'cdata-end',
    reason:
      'micromark overlooks the end of a CDATA section in `]]]>`; CommonMark asks for a line that contains `]]>`.',
    applies: (text) => text.includes(']]]>'),
  },
  {
    name: 'footnote-definitions',
    reason:
      'A GFM footnote definition is a container of its own; the scanner reads its lines as the paragraphs, code or ' +
      'link definitions they look like. No task file defines tasks in footnotes. Switched off in the oracle.',
    applies: null,
  },
  {
    name: 'front-matter',
    reason: 'Neither CommonMark nor remark-gfm knows front matter. The oracle reads what follows it.',
    applies: null,
  },
  {
    name: 'setext-heading-after-definitions',
    reason:
      'micromark lets a setext heading begin where the definitions before its text begin, so that they overlap. ' +
      'Start positions only; corrected in the oracle.',
    applies: null,
  },
  {
    name: 'trailing-blank-lines',
    reason:
      'Unclosed fences and comments, and indented code, take blank lines at the end of their container in remark; ' +
      'in the block table trailing blank lines belong to nothing. End positions only; corrected in the oracle.',
    applies: null,
  },
  {
    name: 'indented-code-in-pieces',
    reason:
      'Indented code right after a quote or item that its first line has ended is a block for each line in ' +
      'micromark. By CommonMark two blocks of indented code never follow each other. Joined in the oracle.',
    applies: null,
  },
  {
    name: 'container-depth',
    reason: 'No more than MAX_DEPTH quotes and items are open at once; see scanner.ts.',
    applies: null,
  },
];

/** Name of the first difference that a document may hold, or null: then scanner and oracle must agree. */
export function knownDifference(text: string, shapes: readonly Shape[]): string | null {
  return DIFFERENCES.find(({ applies }) => applies?.(text, shapes))?.name ?? null;
}

/** Whether a paragraph inside a container has a line after its first that begins, without a marker, with a tag. */
function hasLazyTag(lines: readonly string[], shapes: readonly Shape[], nested: boolean): boolean {
  return shapes.some(({ label, line, endLine, children }) => {
    if (nested && /^(paragraph|definition|heading)/.test(label)) {
      // What follows a definition may be its paragraph's next line.
      const end = label.startsWith('definition') ? endLine + 2 : endLine + 1;
      return lines.slice(line + 1, end).some((text) => /^[ \t>]*<\/?[a-z].*>[ \t]*$/i.test(text));
    }
    return hasLazyTag(lines, children, true);
  });
}

function hasTagRow(text: string, shapes: readonly Shape[]): boolean {
  return shapes.some(
    ({ label, at, children }) =>
      (label.startsWith('table') && text.charAt(at) === '<') || hasTagRow(text, children),
  );
}
