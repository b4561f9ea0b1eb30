import { isDigit } from '../text/characters';
import { dependenciesInProse } from './dependencies';
import type { Field } from './fields';
import { NONE } from './openSegment';

/** Code units from the start of a line within which it names what the task needs. */
const FARTHEST_NEED = 20;

/**
 * A line that begins by saying what the task needs ("Depends on PK-5 for the pump.") is such a field. Its offsets
 * are relative to `base`.
 */
export function statedNeed(text: string, from: number, to: number, base: number): readonly Field[] {
  if (!hasDigit(text, from, Math.min(to, from + 2 * FARTHEST_NEED))) return NONE;
  const found = dependenciesInProse(text, from, to);
  const first = found[0];
  const last = found[found.length - 1];
  if (!first || !last || first.start - from > FARTHEST_NEED) return NONE;
  const valueStart = first.start - base;
  return [{ kind: 'depends', labelStart: from - base, valueStart, valueEnd: last.end - base }];
}

/** Ids that begin so early in a line have a digit soon after. */
function hasDigit(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (isDigit(text.charCodeAt(at))) return true;
  return false;
}
