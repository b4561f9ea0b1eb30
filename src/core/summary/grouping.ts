import type { Token } from './tokens';

/** What stands outside of brackets, in one pair of them, or behind a dash. */
export interface Group {
  readonly pieces: readonly (readonly Token[])[];
  readonly aside: boolean;
}

/** Parts figures at brackets and dashes, then at commas and at "and" before a number. */
export function groupsOf(tokens: readonly Token[]): Group[] {
  const groups: Group[] = [];
  let pieces: Token[][] = [];
  let open: Token[] = [];
  let depth = 0;
  let aside = false;
  const closePiece = (): void => {
    if (open.length > 0) pieces.push(open);
    open = [];
  };
  const closeGroup = (): void => {
    closePiece();
    if (pieces.length > 0) groups.push({ pieces, aside: aside || depth > 0 });
    pieces = [];
  };
  for (const [at, token] of tokens.entries()) {
    const next = tokens[at + 1]?.kind;
    const isBeforeNumber =
      (next === 'number' || next === 'percent') && open.some(({ kind }) => kind === 'number');
    if (token.kind === 'open') {
      if (depth === 0) closeGroup();
      depth++;
    } else if (token.kind === 'close') {
      if (depth === 1) closeGroup();
      depth = Math.max(0, depth - 1);
    } else if (depth === 0 && (token.kind === 'dash' || token.kind === 'stop')) {
      closeGroup();
      aside = true;
    } else if (token.kind === 'comma') closePiece();
    else if (token.kind === 'word' && token.word.kind === 'and' && isBeforeNumber) closePiece();
    else {
      if (token.kind === 'glyph' && isBeforeNumber) closePiece();
      open.push(token);
    }
  }
  closeGroup();
  return groups;
}

export function depthAt(tokens: readonly Token[], at: number): number {
  let depth = 0;
  for (const { kind } of tokens.slice(0, at)) {
    if (kind === 'open') depth++;
    else if (kind === 'close') depth--;
  }
  return depth;
}

export function split(tokens: readonly Token[], at: (token: Token) => boolean): Token[][] {
  const parts: Token[][] = [[]];
  for (const token of tokens) {
    if (at(token)) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}
