import { Char } from '../text/characters';

/** Characters that a title holds: most hold few, and what none of them can begin need not be looked for. */
export const enum Trait {
  None = 0,
  /** Anything beyond ASCII: pictographs, wide brackets, dashes. */
  NotAscii = 1,
  /** `(`, `[` */
  Bracket = 2,
  At = 4,
  /** `-`, `|` */
  Dash = 8,
  Colon = 16,
  Digit = 32,
  Star = 64,
}

export function traitsOf(text: string, start: number, end: number): number {
  let traits = Trait.None as number;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    // Small letters and spaces are what titles are made of.
    if ((code >= Char.LowerA && code <= Char.LowerZ) || code === Char.Space) continue;
    if (code >= Char.Digit0 && code <= Char.Digit9) traits |= Trait.Digit;
    else if (code > Char.Delete) traits |= Trait.NotAscii;
    else if (code === Char.LeftParenthesis || code === Char.LeftBracket) traits |= Trait.Bracket;
    else if (code === Char.Dash || code === Char.Pipe) traits |= Trait.Dash;
    else if (code === Char.Colon) traits |= Trait.Colon;
    else if (code === Char.Asterisk) traits |= Trait.Star;
    else if (code === Char.At) traits |= Trait.At;
  }
  return traits;
}
