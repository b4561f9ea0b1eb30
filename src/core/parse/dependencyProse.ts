import { Char, isAsciiWord, isDigit, isLower, isSpace, isUpper } from '../text/characters';
import { isNeverId, isRecordId } from '../identity/idLexicon';
import { mentionsAt, type IdMention } from '../identity/idMentions';
import { expandRange } from '../identity/idRanges';
import { scanExplicit, startsUpper } from '../identity/idTokens';
import type { DependencyMention } from './dependencies';

/** Followed by the id within a few words of the same clause: `depends on the schema of T012`. */
const WIDE =
  'depends? (?:up)?on|depending on|dependent (?:up)?on|dependency on|blocked (?:by|on)|waits? (?:for|on)|waiting (?:for|on)|prerequisites?|' +
  'hängt (?:\\p{L}+ )?ab von|abhängig von|blockiert (?:durch|von)|wartet auf|' +
  'depende de|dependiente de|bloquead[oa] por|espera a|dépend de|bloqué(?:e)? par|attend|dipende da|bloccat[oa] da|' +
  'зависит от|зависят от|блокируется|заблокирован\\p{L}* (?:из-за )?|ждёт|ждет|залежить від|залежать від|блокується|заблоковано|чекає на';
/** Followed by the id at once or behind a filler word: `needs P2-003`, `requires task T1.1`. */
const NEAR =
  'needs?|requires?|requiring|benötigt|braucht|erfordert|setzt voraus|necesita|requiere|precisa de|requer|nécessite|requiert|richiede|требует|требуется|нужен|нужна|потребує|потрібен|потрібно';
/** Followed by the id at once: `after T012`. */
const DIRECT = 'after|once|until|nach|después de|tras|depois de|após|après|dopo|после|після';
/** Scripts without spaces between words: no word border is asked for. */
const UNSPACED = '依赖于|依赖|依賴|依存先|依存|前置任务|前置|前提|需要|先行|선행 작업|선행|의존';
/** The id stands before these: `E3 선행`, `T012に依存`. */
const BEHIND = '선행|에 의존|완료 (?:후|필요)|に依存|が前提|を前提|が必要|完了後|完成后';
/** Markers that may name slugs and numbers as well: `blocked-by: lease-core-t4`, `⛔ abc123`. */
const MARKER =
  '⛔\\ufe0f?|(?:blocked[- _]?by|depends[- _]?on|depends|dependencies|deps|requires|after)::?(?=[ \\u00a0]?[\\p{L}\\p{N}#`*\\[])';

const TRIGGER = new RegExp(
  `(?<marker>⛔\\ufe0f?|(?<![\\p{L}\\p{N}_-])(?:${MARKER.slice(MARKER.indexOf('|') + 1)}))` +
    `|(?<![\\p{L}\\p{N}_-])(?:(?<wide>${WIDE})|(?<near>${NEAR})|(?<direct>${DIRECT}))(?![\\p{L}\\p{N}_])` +
    `|(?<behind>${BEHIND})|(?<unspaced>${UNSPACED})`,
  'giu',
);

/** The same where a text ends with them, for what is being written behind it; fillers may stand in between. */
const TRIGGER_AT_END = new RegExp(
  `(?:⛔\\ufe0f?|(?<![\\p{L}\\p{N}_-])(?:(?<wide>${WIDE}|blocked[- _]?by|depends[- _]?on)|${NEAR}|${DIRECT})|(?:${UNSPACED}))` +
    `[\\s:：]*(?:(?:the|task|tasks|story|ticket|issue|item|aufgabe|tarea|tarefa|tâche)[ \\u00a0])?$`,
  'iu',
);
/** Code units. */
const LONGEST_TRIGGER = 48;

/**
 * What the words at the end of a text announce: `certain` after "blocked by", "depends on" and the like, where an
 * id has to follow; `likely` after "after", "needs" and the like, where other words may as well.
 */
export function dependencyAnnounced(text: string): 'certain' | 'likely' | null {
  const found = TRIGGER_AT_END.exec(text.slice(-LONGEST_TRIGGER));
  if (!found) return null;
  return found.groups?.['wide'] !== undefined || found[0].startsWith('⛔') ? 'certain' : 'likely';
}

const NEGATION =
  /(?:(?:^|[^\p{L}])(?:not|never|no longer|nicht|nicht mehr|kein|keine|no|ne|não|не|без)|n['’]t)(?: (?:yet|anymore|mehr|pas))?[ \u00a0]$/iu;
const FILLERS =
  /^[\s:：*_`~"'“„«([]*(?:(?:the|on|for|both|all|of|by|completion|outcome|result|results|task|tasks|story|stories|ticket|tickets|issue|issues|item|items|first|from|von|der|die|das|aufgabe|la|el|los|las|tarea|tareas|tarefa|tâche|a|o|de|от|від|задач\p{L}*|завдан\p{L}*|任务|タスク|작업)[\s:*_`~"'“„«([]+){0,4}$/iu;
const LONGEST_GAP = 48;
const LONGEST_FILLER = 36;
const CLAUSE_END = /[.;!?。；！？\n\r|]|,\s|[:：](?=.)/u;
const JOINED =
  /[\s*_`~"'”“»)\]]*(?:[,、，/&+]|and|or|und|y|e|et|и|і|та|和|と|및)[\s*_`~"'“„«([]*(?:(?:and|und|tasks?|#)[ \u00a0])?[*_`[(]*(?=[A-Za-z#\u00c0-\uffff])/iuy;

/** Dependencies that a task's own prose states. Bare numbers and slugs count only behind `blocked-by:` and the like. */
export function dependenciesInProse(text: string, start: number, end: number): DependencyMention[] {
  if (!mayState(text, start, end)) return [];
  const part = start === 0 && end === text.length ? text : text.slice(start, end);
  if (!STEM.test(part)) return [];
  const found: DependencyMention[] = [];
  const seen = new Set<string>();
  let past = 0;
  for (const trigger of part.matchAll(TRIGGER)) {
    if (trigger.index < past) continue;
    const mentions = behindTrigger(part, trigger);
    if (!mentions) continue;
    past = mentions.end;
    for (const { id, start: from, end: to } of mentions.found) {
      if (isRecordId(id) || seen.has(id)) continue;
      seen.add(id);
      found.push({ id, start: start + from, end: start + to });
    }
  }
  return found;
}

/** Beginnings of the triggers above, for a first look without regard to words. */
const STEM =
  /depend|block|need|requir|wait|after|once|until|prereq|hängt|abhäng|wartet|benöt|brauch|erfordert|voraus|nach|bloqu|esper|dépend|attend|dipend|blocc|necesit|requier|precisa|requer|nécess|richied|despu|tras|depois|ap[óor]|dopo|deps|[⛔\u0400-\u04ff\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]/i;

/** Whether the text may hold an id with a digit, or a sign or colon behind which other ids stand. */
function mayState(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code > Char.Colon) {
      if (code === 0x26d4) return true;
      continue;
    }
    if (at === start) continue;
    if (isDigit(code)) {
      const before = text.charCodeAt(at - 1);
      if (isUpper(before) || before === Char.Hash || before > 127) return true;
      if (
        (before === Char.Dash || before === Char.Underscore) &&
        at > start + 1 &&
        !isDigit(text.charCodeAt(at - 2))
      )
        return true;
      if (before === Char.Dot && at > start + 1 && isUpper(text.charCodeAt(at - 2))) return true;
    } else if (code === Char.Colon) {
      const before = text.charCodeAt(at - 1) | 32;
      if (before === 0x79 || before === 0x6e || before === 0x73) return true;
    }
  }
  return false;
}

interface Found {
  readonly found: IdMention[];
  readonly end: number;
}

function behindTrigger(text: string, trigger: RegExpExecArray): Found | null {
  const groups = trigger.groups ?? {};
  const after = trigger.index + trigger[0].length;
  if (groups['behind'] !== undefined)
    return inFront(text, trigger.index) ?? within(text, after, LONGEST_FILLER, true);
  if (NEGATION.test(text.slice(Math.max(0, trigger.index - 20), trigger.index))) return null;
  if (groups['marker'] !== undefined) {
    return listed(text, after, trigger[0].startsWith('⛔')) ?? within(text, after, LONGEST_GAP, false);
  }
  if (groups['direct'] !== undefined) return within(text, after, 12, true);
  return within(
    text,
    after,
    groups['wide'] === undefined ? LONGEST_FILLER : LONGEST_GAP,
    groups['wide'] === undefined,
  );
}

/** The first id behind `from` with what is listed after it. `filled`: only filler words may stand between. */
function within(text: string, from: number, gap: number, filled: boolean): Found | null {
  const limit = Math.min(text.length, from + gap);
  for (let at = from; at < limit; at++) {
    const code = text.charCodeAt(at);
    const begins = code === Char.Hash || isLower(code) || startsUpper(code);
    if (!begins || (at > 0 && isJoined(text.charCodeAt(at - 1)))) continue;
    const first = mentionsAt(text, at, text.length, false);
    if (!first || (isLower(code) && !/\d/.test(text.slice(at, first.end)))) continue;
    const between = text.slice(from, at);
    if (filled ? !FILLERS.test(between) : CLAUSE_END.test(between.replace(/^[\s:：]+/, ''))) return null;
    return andMore(text, first);
  }
  return null;
}

function isJoined(before: number): boolean {
  return (
    isAsciiWord(before) ||
    before === Char.Dash ||
    before === Char.Slash ||
    before === Char.Dot ||
    before === Char.At ||
    before === Char.Hash
  );
}

function andMore(text: string, first: Found): Found {
  const found = [...first.found];
  let end = first.end;
  for (;;) {
    JOINED.lastIndex = end;
    const joint = JOINED.exec(text)?.[0];
    const next = joint === undefined ? null : mentionsAt(text, end + joint.length, text.length, false);
    if (!next) return { found, end };
    found.push(...next.found);
    end = next.end;
  }
}

const TOKEN_BEFORE = /(?:#\d{1,7}|[\p{Lu}t][\p{L}\p{N}]*(?:[-_.][\p{L}\p{N}]+)*)[\s*_`~)\]]{0,4}$/u;

/** The id that ends right before `at`. */
function inFront(text: string, at: number): Found | null {
  const from = Math.max(0, at - 60);
  const before = text.slice(from, at);
  const token = TOKEN_BEFORE.exec(before);
  if (!token) return null;
  const start = from + token.index;
  if (start > 0 && isJoined(text.charCodeAt(start - 1))) return null;
  const raw = scanExplicit(text, start, at);
  return raw && { found: [{ id: text.slice(start, raw.end), start, end: raw.end }], end: at };
}

const ELEMENT = /[\s*_`[]*([#]?[\p{L}\p{N}][\p{L}\p{N}\p{M}_.-]{0,79})[`*\]]*/uy;
const NUMBER_RANGE = /^(\d+(?:\.\d+)*)-(\d+(?:\.\d+)*)$/;

/** A list of ids of any kind behind a marker: every element stands alone between commas. */
function listed(text: string, from: number, sign: boolean): Found | null {
  const found: IdMention[] = [];
  let at = from;
  for (;;) {
    ELEMENT.lastIndex = at;
    const element = ELEMENT.exec(text);
    const written = element?.[1];
    if (!element || written === undefined) break;
    const id = written.replace(/[.-]+$/, '');
    const start = at + element[0].indexOf(written);
    let end = start + id.length;
    const next = at + element[0].length;
    const mentions = isDigit(id.charCodeAt(0)) ? null : mentionsAt(text, start, text.length, true);
    const range = NUMBER_RANGE.exec(id);
    if (mentions) {
      found.push(...mentions.found);
      end = mentions.end;
    } else if (range && standsAlone(text, next)) {
      found.push(...expandRange(range[1] ?? '', range[2] ?? '').map((one) => ({ id: one, start, end })));
    } else if (
      standsAlone(text, next) &&
      (sign || /^#?\d+(?:\.\d+)*[a-z]?$/.test(id) || isSlug(id)) &&
      !isNeverId(id)
    ) {
      found.push({ id, start, end });
    } else break;
    at = Math.max(end, mentions ? end : next);
    const comma = /[ \u00a0]*[,、，][ \u00a0]*/y;
    comma.lastIndex = at;
    const joint = comma.exec(text)?.[0];
    if (joint === undefined) break;
    at += joint.length;
  }
  return found.length > 0 ? { found, end: at } : null;
}

function isSlug(id: string): boolean {
  return /^[a-z][a-z0-9]*(?:[-_][a-z0-9]+)+$/.test(id);
}

/** Whether no further word of a phrase follows. */
function standsAlone(text: string, at: number): boolean {
  if (at >= text.length) return true;
  const code = text.charCodeAt(at);
  if (!isSpace(code)) return /[,;|)\]、，)]|\.(?:\s|$)/u.test(text.slice(at, at + 2));
  return !/^\s+[\p{Ll}\p{Lo}]/u.test(text.slice(at, at + 8));
}
