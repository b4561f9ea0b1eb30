/** Claims such as "blocks 4 downstream tasks (P0-002, P1-003)". */
import { dependenciesOfValue } from '../parse/dependencies';

export interface BlockingClaim {
  /** Offsets in the text that it was found in. */
  readonly start: number;
  readonly end: number;
  readonly count: number;
  /** The ids behind it; empty where none are named. */
  readonly ids: readonly string[];
}

const NUMBERS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** Only a plain number of tasks: "blocks at least 4", "4 open tasks" and "4 teams" cannot be counted. */
const CLAIM = new RegExp(
  String.raw`\b(?:un)?block(?:s|ing)[ \u00a0]+[*_]*(\d{1,3}|${NUMBERS.slice(1).join('|')})[*_]*[ \u00a0]+(?:(?:other|downstream|dependent|subsequent)[ \u00a0]+){0,2}(?:tasks?|items?|tickets?|stories|story)\b[*_]*(?:[ \u00a0]*[:：]?[ \u00a0]*[(（]([^()（）\r\n]*)[)）])?`,
  'gi',
);
/** Words in front that take the claim back, or tell it of something else. */
const DENIED =
  /(?:\b(?:not|no longer|never|was|were|used to|formerly|which|that|if|each|every|together|would|could|may|might)|n['’]t)\b[^.;|()]{0,24}$/i;
const NO_CLAIMS: readonly BlockingClaim[] = [];

export function blockingClaims(text: string): readonly BlockingClaim[] {
  const found: BlockingClaim[] = [];
  for (const match of text.matchAll(CLAIM)) {
    const [whole, written = '', list] = match;
    const lineStart = Math.max(text.lastIndexOf('\n', match.index), text.lastIndexOf('\r', match.index)) + 1;
    if (DENIED.test(text.slice(lineStart, match.index))) continue;
    const word = NUMBERS.indexOf(written.toLowerCase());
    const end = match.index + whole.trimEnd().length;
    found.push({
      start: match.index,
      end,
      count: word < 0 ? Number(written) : word,
      ids:
        list === undefined
          ? []
          : [...new Set(dependenciesOfValue(list, 0, list.length, false).map(({ id }) => id))],
    });
  }
  return found.length > 0 ? found : NO_CLAIMS;
}
