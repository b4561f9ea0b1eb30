import type { TaskStatus } from '../model/task';
import {
  classOfSection,
  isContainerTitle,
  isWaveTitle,
  normalizeTitle,
  priorityOfSection,
  type SectionClass,
} from '../words/sectionWords';
import { normalizeWords } from '../words/lookup';
import { isFinishedTitle, statusOfSection } from '../words/statusWords';
import { Char, detach, isLineEnd, skipSpaces, trimEnd } from '../text/characters';
import { PieceMap } from '../text/pieceMap';
import type { Label } from './reading';

/** Code units; a longer line is a sentence, not a label. */
const LONGEST = 120;
const LONGEST_PLAIN = 64;
/** A label of more words is a sentence that leads in to its list. */
const LEAD_IN_WORDS = 7;

/** What a section's or group's title says. */
export interface TitleInfo {
  readonly sectionClass: SectionClass | null;
  /** The status that the title as a whole names: that of a board's column. */
  readonly status: TaskStatus | null;
  /** Says that all in it is done. */
  readonly finished: boolean;
  readonly priority: string | null;
  /** The declared wave that it names, or null. */
  readonly wave: string | null;
  /** Names a bundle or a stretch of time ("Phase 2"), not one task. */
  readonly container: boolean;
}

/** Remembers what titles say: a file repeats few, and looking one up costs several regexps. */
export class TitleClassifier {
  private readonly known = new Map<string, TitleInfo>();

  describe(title: string): TitleInfo {
    const cached = this.known.get(title);
    if (cached) return cached;
    const words = normalizeWords(title);
    const bare = normalizeTitle(title, words);
    const info: TitleInfo = {
      sectionClass: classOfSection(title, bare),
      status: statusOfSection(title, words),
      finished: isFinishedTitle(title),
      priority: priorityOfSection(title, bare),
      wave: isWaveTitle(title, words) ? waveName(title) : null,
      container: isContainerTitle(title, words),
    };
    if (this.known.size < 4096) this.known.set(detach(title), info);
    return info;
  }
}

/** "Wave 3: Service Mesh (Day 2-3) — 4 hours with 5 agents" is called what stands before the dash. */
function waveName(title: string): string {
  const plain = title
    .replace(/[*_`~]+/g, '')
    .replace(/^[\s\p{Extended_Pictographic}\ufe0f]+/u, '')
    .trim();
  const dash = plain.search(/\s[—–]\s/);
  return (dash > 0 ? plain.slice(0, dash) : plain).replace(/\s*[:：]$/, '');
}

/** Lines between a label and its list; more make no difference. */
const WIDEST_GAP = 3;
/** Labels remembered; a file has few, and a hostile one must not fill the memory. */
const CACHE_SIZE = 4096;

/** Reads the labels of lists; remembers lines it has met, for a template repeats them under every heading. */
export class LabelReader {
  /** By whether the line stands alone, and by the gap below it. */
  private readonly known: readonly PieceMap<Label | null>[] = Array.from(
    { length: 2 * (WIDEST_GAP + 1) },
    () => new PieceMap(CACHE_SIZE),
  );

  /**
   * The group label that the last line of a paragraph gives to the list after it: a line that ends in a colon,
   * is wholly bold, or (right before the list, alone in its paragraph) is a few words without a full stop.
   * The paragraph stands between the offsets, the list `gap` lines below its last.
   */
  lastOf(text: string, start: number, paragraphEnd: number, gap: number): Label | null {
    const end = trimEnd(text, start, paragraphEnd);
    let lineStart = end;
    while (lineStart > start && !isLineEnd(text.charCodeAt(lineStart - 1))) lineStart--;
    const alone = lineStart === start;
    lineStart = skipSpaces(text, lineStart, end);
    if (end - lineStart > LONGEST || end === lineStart) return null;
    const near = Math.min(Math.max(gap, 0), WIDEST_GAP);
    const known = this.known[near * 2 + (alone ? 1 : 0)];
    const cached = known?.get(text, lineStart, end);
    if (cached !== undefined) return cached;
    const found = readLabel(text.slice(lineStart, end), alone, near);
    known?.set(text, lineStart, end, found);
    return found;
  }
}

/** `gap` is how many lines below it the list begins. */
function readLabel(line: string, alone: boolean, gap: number): Label | null {
  const bare = line.replace(/^[*_]+|[*_]+$/g, '');
  const colon = /[:：]\s*[*_]*$/.test(line) || /[:：]\s*$/.test(bare);
  const bold = !colon && /^(?:[^\p{L}\p{N}*_]{0,8})(\*\*|__).+?\1[\s:：]*(?:[([*_（].*)?$/u.test(line);
  const plain =
    alone &&
    gap === 1 &&
    !/[.!?;,。！？；，]$/.test(line) &&
    !/^[[<|>!]/.test(line) &&
    line.length <= LONGEST_PLAIN;
  if (!colon && !bold && !plain) return null;
  if (!colon && gap > 2) return null;
  const leadIn =
    colon &&
    !/^(?:[^\p{L}\p{N}*_]{0,8})(?:\*\*|__)/u.test(line) &&
    (!alone || line.split(/\s+/).length > LEAD_IN_WORDS);
  const title = bare
    .replace(/[*_]{2,}/g, '')
    .replace(/\s*[:：]\s*$/, '')
    .trim();
  return title === '' ? null : { title: detach(title), leadIn };
}

/** Whether the line between the offsets consists of markup characters alone. */
export function isRuler(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (
      code !== Char.Dash &&
      code !== Char.Asterisk &&
      code !== Char.Underscore &&
      code !== Char.Equals &&
      code !== Char.Space
    )
      return false;
  }
  return true;
}
