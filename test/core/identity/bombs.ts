import assert from 'node:assert/strict';

/** Pieces that make patterns with nested repetition explode when they are repeated. */
export const BOMB_PIECES = [
  'A1',
  'A-1',
  '-1A',
  '1A',
  'a-',
  'A1-',
  '1.',
  '1-',
  '#1',
  '#',
  '**',
  '* ',
  '`',
  '~~',
  '[',
  '(',
  '(2',
  '[a](',
  '<',
  '<!--',
  '&',
  '\\',
  '_',
  '_a ',
  ' ',
  '\t',
  '🆔',
  '⏱',
  '⛔',
  '🚀',
  'depends on ',
  'blocked-by: ',
  'T1, ',
  'T1–',
  'Task ',
  '任务',
  '2h',
  '2-',
  'after ',
  '\n',
];

const LENGTH = 100_000;
/** A quadratic reader takes minutes for this length. */
const LIMIT_MS = 1_500;

export function assertLinear(read: (text: string) => unknown): void {
  for (const piece of BOMB_PIECES) {
    for (const tail of ['', 'x', '!', ' T012']) {
      const text = piece.repeat(Math.ceil(LENGTH / piece.length)) + tail;
      const start = performance.now();
      read(text);
      const took = performance.now() - start;
      assert.ok(took < LIMIT_MS, `${JSON.stringify(piece)} + ${JSON.stringify(tail)}: ${took.toFixed(0)} ms`);
    }
  }
}
