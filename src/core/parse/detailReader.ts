import { NodeFlag, type Details, type TaskNode } from '../forms/taskNode';
import { statusOfMarker, statusOfPercent } from '../words/statusWords';
import { detach, trimEnd } from '../text/characters';
import { dependenciesInProse, dependenciesOfValue, type DependencyMention } from './dependencies';
import { effortInTitle } from './effort';
import type { Field } from './fields';
import type { FieldValues } from './fieldValues';
import { readRowDetails } from './rowDetails';
import type { StatusSign } from './statusSigns';
import { leadOf } from './titleStart';
import { note, readAfterStrike, setWord, takeStatus } from './titleStatus';
import { Trait, traitsOf } from './titleTraits';

const PRIORITY_TAIL = /[[(（](P[0-5])[\])）]/;
const PRIORITY_EMOJI = /[🔺⏫🔼🔽⏬]/u;
export function emptyDetails(titleEnd: number): Details {
  return {
    titleEnd,
    status: null,
    statusWord: false,
    glyph: null,
    priority: null,
    effort: null,
    dependencies: [],
    wave: null,
    criteria: 0,
    titleText: null,
  };
}

/**
 * Reads what a task's own text and fields say of it beyond its id.
 *
 * @param signs takes where the status is said, by offsets in the stretch's source
 */
export function readDetails(node: TaskNode, signs?: StatusSign[]): Details {
  const text = node.stretch.source;
  const base = node.stretch.base;
  const { values } = node.stretch.host;
  const details = emptyDetails(node.textEnd);
  if (signs) details.signs = signs;
  if (node.kind === 'row') {
    readRowDetails(node, details, text, base);
  } else {
    Object.assign(details, leadOf(node, text, base, signs));
    const start = base + Math.max(node.leadStart, node.afterId);
    readTitleEnd(node, details, text, base, start, base + node.textEnd);
  }
  // "# Task ID: 62" leaves the title to a field.
  const isTitled = details.titleEnd > node.titleStart;
  const { fields } = node;
  if (fields) for (const field of fields) applyField(details, field, text, base, isTitled, values);
  if (node.kind === 'heading' || node.kind === 'document') {
    for (const field of node.segment.fields) applyField(details, field, text, base, isTitled, values);
  }
  return details;
}

/** Takes effort, status, priority, a late id and dates from the end of the title; the rest is the title. */
export function readTitleEnd(
  node: TaskNode,
  details: Details,
  text: string,
  base: number,
  start: number,
  end: number,
): void {
  const traits = traitsOf(text, start, end);
  let tail = trimEnd(text, start, end);
  if ((traits & Trait.NotAscii) !== 0) tail = takeEmojiFields(details, text, start, tail);
  const mayHaveEffort =
    (traits & (Trait.NotAscii | Trait.Bracket | Trait.At)) !== 0 ||
    ((traits & Trait.Dash) !== 0 && (traits & Trait.Digit) !== 0);
  if (mayHaveEffort) tail = takeEffort(details, text, start, tail);
  tail = takeLateId(node, text, base, start, tail);
  if (node.has(NodeFlag.Struck)) readAfterStrike(details, text, start, tail);
  const mayHaveStatus =
    (traits & (Trait.NotAscii | Trait.Bracket | Trait.Star | Trait.Dash | Trait.Colon)) !== 0;
  if (mayHaveStatus) tail = takeStatus(details, text, start, tail, (traits & Trait.NotAscii) !== 0);
  tail = takeLateId(node, text, base, start, tail);
  if (mayHaveEffort) tail = takeEffort(details, text, start, tail);
  if (details.priority === null && (traits & (Trait.NotAscii | Trait.Bracket)) !== 0) {
    const title = text.slice(start, tail);
    details.priority = PRIORITY_TAIL.exec(title)?.[1] ?? PRIORITY_EMOJI.exec(title)?.[0] ?? null;
  }
  const isBegun =
    (traits & Trait.At) !== 0 && node.markerText !== null && STARTED.test(text.slice(start, end));
  if (isBegun && !details.statusWord && statusOfMarker(node.markerText ?? '') === 'todo')
    setWord(details, 'doing');
  addDependencies(details, dependenciesInProse(text, start, end), base, true);
  details.titleEnd = Math.max(start, tail) - base;
}

/** "☐ Rig the awning @started(25-03-02 10:00)" */
const STARTED = /(?:^|\s)@(?:started|wip)(?![\w-])/i;

// "⛔ BLOCKED" is a status, "⛔ abc123" what the task waits for.
const EMOJI_FIELDS =
  /\s*(?:🆔\s*[\w-]+|⛔\s*(?!(?:[Bb]locked|BLOCKED|[Ww]aiting|WAITING|[Oo]n[ -][Hh]old|ON[ -]HOLD|[Pp]aused|PAUSED)\b)[\w-]+(?:\s*,\s*[\w-]+)*|🔁\s*every\b|(?:📅|✅|➕|⏳|🛫|❌|🏁)\ufe0f?\s*\d{4}-\d{2}-\d{2}|(?:🔺|⏫|🔼|🔽|⏬)\ufe0f?(?=\s|$))/u;

/** The emoji fields of the Tasks plugin for Obsidian (id, dates, recurrence, priority) end the title. */
function takeEmojiFields(details: Details, text: string, start: number, end: number): number {
  const title = text.slice(start, end);
  const found = EMOJI_FIELDS.exec(title);
  if (!found || found.index === 0) return end;
  details.priority ??= PRIORITY_EMOJI.exec(title.slice(found.index))?.[0] ?? null;
  return start + found.index;
}

const FIGURE =
  /(?:time-?out|cache|caching|ttl|retention|window|expir\p{L}*|lifetime|interval|every|each|last|within|delay|cooldown|debounce|缓存|緩存|超时|超時|间隔|間隔|有效期|期限|過期|过期)\s*$/iu;

function takeEffort(details: Details, text: string, start: number, end: number): number {
  if (details.effort !== null) return end;
  const found = effortInTitle(text, start, end);
  // "Session timeout (24h)", "cache (30 min)": a figure of the thing, not the work.
  if (!found || FIGURE.test(text.slice(Math.max(start, found.start - 24), found.start))) return end;
  details.effort = found.effort;
  return found.end >= end ? trimEnd(text, start, found.start) : end;
}

/** An id in brackets at the end is not part of the title. */
function takeLateId(node: TaskNode, text: string, base: number, start: number, end: number): number {
  if (node.idText === null || base + node.idStart <= start) return end;
  const after = text.slice(base + node.idEnd, end);
  if (!/^[\s\])`>-]*$/.test(after)) return end;
  const before = text.slice(start, base + node.idStart).replace(/(?:[\s[(`]|\ufe0f|🆔|<!--|id:)+$/u, '');
  return start + before.length;
}

export function addDependencies(
  details: Details,
  found: readonly DependencyMention[],
  base: number,
  inProse: boolean,
): void {
  for (const { id, start, end } of found) {
    if (details.dependencies.some((known) => known.id === id)) continue;
    details.dependencies.push({ id: detach(id), range: { start: start - base, end: end - base }, inProse });
  }
}

/** Enters a field's value. Offsets of the field are relative to the stretch, which begins at `base`. */
function applyField(
  details: Details,
  field: Field,
  text: string,
  base: number,
  isTitled: boolean,
  values: FieldValues,
): void {
  const start = base + field.valueStart;
  const end = Math.max(start, base + field.valueEnd);
  if (field.kind === 'status') {
    const status = values.statusOf(text, start, end);
    note(details, 'field', base + field.labelStart, end, status, start);
    // Words without a known meaning do not outweigh a status in the title.
    if (status !== null && (status !== 'unknown' || details.status === null)) setWord(details, status);
    return;
  }
  if (field.kind === 'effort') {
    details.effort = values.effortOf(text, start, end) ?? details.effort;
    return;
  }
  const value = text.slice(start, end);
  switch (field.kind) {
    case 'progress': {
      const percent = /(\d{1,3})\s*[%％]/.exec(value)?.[1];
      if (percent !== undefined)
        note(details, 'progress', base + field.labelStart, end, statusOfPercent(Number(percent)), start);
      if (percent !== undefined && !details.statusWord) setWord(details, statusOfPercent(Number(percent)));
      break;
    }
    case 'priority':
      if (value.trim() !== '') details.priority = detach(priorityValue(value));
      break;
    case 'depends':
      addDependencies(details, dependenciesOfValue(value, 0, value.length, true), -field.valueStart, false);
      break;
    case 'criteria':
      details.criteria += criteriaInValue(value);
      break;
    case 'wave':
      if (value.trim() !== '') details.wave = detach(value.trim());
      break;
    case 'title':
      if (isTitled) break;
      details.titleText = value.replace(/\s+/g, ' ').trim() || null;
      break;
    case 'id':
    case 'tasks':
    case 'other':
      break;
  }
}

/** "P0 - Critical" → `P0`; "🔴 最高" → `最高`; "High" as it is. */
function priorityValue(value: string): string {
  const bare = value
    .replace(/[*_`]+/g, '')
    .replace(/^[\s\p{Extended_Pictographic}\ufe0f]+/u, '')
    .trim();
  const code = /^P\d\+*(?![\w-])/.exec(bare);
  if (code) return code[0];
  return bare.replace(/\s+[-–—(|·].*$/u, '').slice(0, 40);
}

const INLINE_CRITERION = /[(（]\d{1,2}[)）]|<br\s*\/?>/g;

/** Number of criteria that one value lists: "(1) … (2) …", "- a<br>- b"; one where it is a plain sentence. */
export function criteriaInValue(value: string): number {
  if (value.trim() === '') return 0;
  const marks = value.match(INLINE_CRITERION) ?? [];
  const numbered = marks.filter((mark) => !mark.startsWith('<')).length;
  return numbered > 0 ? numbered : marks.length + 1;
}
