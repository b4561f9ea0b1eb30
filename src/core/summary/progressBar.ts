/** Bars of characters, such as `[████░░░░] 50%`. */

export interface ProgressBar {
  /** Offsets of its cells, brackets excluded. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** How many cells it has, and how many of them are filled. */
  readonly cells: number;
  readonly filled: number;
}

/** What is filled, and what is empty beside it. */
const PAIRS: readonly (readonly [filled: string, empty: string])[] = [
  ['█', '░'],
  ['▓', '░'],
  ['█', '▒'],
  ['■', '□'],
  ['▰', '▱'],
  ['●', '○'],
  ['▪', '▫'],
  ['⬛', '⬜'],
  ['🟩', '⬜'],
  ['🟩', '⬛'],
  ['🟦', '⬜'],
  ['🟢', '⚪'],
  ['━', '─'],
];
/** Only between square brackets. */
const IN_BRACKETS: readonly (readonly [filled: string, empty: string])[] = [
  ['#', '-'],
  ['#', '.'],
  ['=', '-'],
  ['=', ' '],
  ['#', ' '],
  ['|', ' '],
  ['x', ' '],
  ['*', '-'],
];
const FEWEST_CELLS = 3;
const MOST_CELLS = 120;

/** The bar that begins at `at`, or null. */
export function barAt(text: string, at: number): ProgressBar | null {
  // Block elements and pictographs, all of them.
  if (text.charCodeAt(at) < 0x2500 && text[at - 1] !== '[') return null;
  return barOf(text, at, PAIRS, null) ?? (text[at - 1] === '[' ? barOf(text, at, IN_BRACKETS, ']') : null);
}

function barOf(
  text: string,
  at: number,
  pairs: readonly (readonly [string, string])[],
  close: string | null,
): ProgressBar | null {
  let longest: ProgressBar | null = null;
  for (const [full, empty] of pairs) {
    const filled = run(text, at, full);
    let end = at + filled * full.length;
    // The head of an arrow: `[===>   ]`.
    const head = close !== null && filled > 0 && text[end] === '>' ? 1 : 0;
    const rest = run(text, end + head, empty);
    end += head + rest * empty.length;
    const cells = filled + head + rest;
    if (cells < FEWEST_CELLS || cells > MOST_CELLS || (close !== null && text[end] !== close)) continue;
    if (longest && longest.end >= end) continue;
    longest = { start: at, end, text: text.slice(at, end), cells, filled: filled + head };
  }
  return longest;
}

function run(text: string, at: number, cell: string): number {
  let count = 0;
  while (count <= MOST_CELLS && text.startsWith(cell, at + count * cell.length)) count++;
  return count;
}

/** The same bar with a share (0 to 1) of its cells filled; as it is where it shows the share already. */
export function filledTo({ text, cells, filled }: ProgressBar, share: number): string {
  if (Math.abs(filled / cells - share) * cells < 1) return text;
  const wanted = Math.max(0, Math.min(cells, Math.round(share * cells)));
  for (const [full, empty] of [...PAIRS, ...IN_BRACKETS]) {
    if ([...text].some((cell) => cell !== full && cell !== empty && cell !== '>')) continue;
    if (text.includes('>') && wanted > 0 && wanted < cells)
      return `${full.repeat(wanted - 1)}>${empty.repeat(cells - wanted)}`;
    return full.repeat(wanted) + empty.repeat(cells - wanted);
  }
  return text;
}
