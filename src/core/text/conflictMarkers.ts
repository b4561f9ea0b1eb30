/**
 * Whether a merge has left both versions of a passage in a text, between git's markers. A row of `=` alone
 * underlines a heading: all three must stand there, in their order.
 */
export function hasConflictMarkers(text: string): boolean {
  let at = lineWith(text, '<<<<<<< ', 0);
  if (at < 0) return false;
  at = lineWith(text, '=======', at);
  return at >= 0 && lineWith(text, '>>>>>>> ', at) >= 0;
}

/** The offset of the first line from `from` on that begins so; -1 for none. */
function lineWith(text: string, start: string, from: number): number {
  for (let at = text.indexOf(start, from); at >= 0; at = text.indexOf(start, at + 1)) {
    const before = text[at - 1];
    if (before === undefined || before === '\n' || before === '\r') return at;
  }
  return -1;
}
