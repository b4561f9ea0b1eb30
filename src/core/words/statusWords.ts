import type { TaskStatus } from '../model/task';
import { normalizeWords, PhraseTable } from './lookup';

/** Words that stand for a status where a status stands: a field, a cell, a suffix, a kanban column. */
const WORDS = new PhraseTable<TaskStatus>([
  [
    'todo',
    'todo|to do|to-do|to be done|open|pending|planned|plan|not started|not done|not yet started|not yet|new|queued|backlog|upcoming|ready|ready to start|proposed|idea|ideas|exploration|draft|scheduled|recurring|incomplete|not implemented|missing|unstarted|' +
      'offen|geplant|ausstehend|nicht begonnen|noch offen|zu erledigen|' +
      'pendiente|pendientes|por hacer|sin empezar|planificado|' +
      'pendente|pendentes|a fazer|não iniciado|nao iniciado|planejado|aberto|' +
      'à faire|a faire|en attente|non commencé|planifié|ouvert|' +
      'da fare|in attesa|pianificato|te doen|gepland|att göra|do zrobienia|yapılacak|' +
      'к выполнению|запланировано|не начато|ожидает|открыто|не розпочато|заплановано|очікує|до виконання|' +
      '待办|待辦|未开始|未開始|待处理|待處理|计划中|計劃中|未着手|未対応|未完了|予定|要対応|やること|待评审|未完成|' +
      '할 일|대기|미착수|예정|미해결|미구현|진행 전',
  ],
  [
    'doing',
    'doing|in progress|in-progress|in_progress|inprogress|in flight|in-flight|wip|work in progress|started|active|ongoing|in development|in review|review|reviewing|testing|in testing|partial|partially|partially done|partially complete|partially completed|partially implemented|partly done|running|underway|under way|initiated|being done|working on|in the works|executando|in work|flaky|' +
      'in arbeit|in bearbeitung|läuft|begonnen|teilweise|' +
      'en progreso|en curso|en proceso|parcial|iniciado|em andamento|em progresso|en cours|in corso|bezig|pågår|w toku|devam ediyor|' +
      'в работе|в процессе|выполняется|частично|у роботі|в роботі|в процесі|частково|виконується|у цьому pr|' +
      '进行中|進行中|部分完成|开发中|開發中|処理中|対応中|作業中|実施中|一部完了|' +
      '진행 중|진행중|진행|부분',
  ],
  [
    'blocked',
    'blocked|blocked by|on hold|on-hold|hold|paused|waiting|waiting for|waiting on|wait|stalled|stuck|deferred|postponed|parked|suspended|set aside|shelved|on ice|needs decision|' +
      'blockiert|wartet|zurückgestellt|pausiert|bloqueado|bloqueada|en espera|bloqueado por|em espera|bloqué|bloquée|bloccato|' +
      'заблокировано|отложено|приостановлено|заблоковано|відкладено|призупинено|' +
      '阻塞|受阻|暂停|暫停|挂起|搁置|延期|保留|保留中|ブロック|ブロック中|중단|보류|차단|연기|조건부 보류',
  ],
  [
    'done',
    'done|complete|completed|completed work|completed tasks|finished|closed|resolved|fixed|shipped|merged|implemented|delivered|released|verified|built|landed|live|deployed|passed|archived|archive|all done|already done|recently completed|recent completions|recently shipped|' +
      'erledigt|fertig|abgeschlossen|umgesetzt|heute erledigt|bereits umgesetzt|behoben|' +
      'hecho|hecha|completado|completada|completados|terminado|terminada|finalizado|finalizada|realizado|listo|implementado|implementada|resuelto|resuelta|corregido|' +
      'concluído|concluido|concluída|concluida|concluídas|concluídos|concluidas|feito|pronto|entregue|resolvido|resolvida|corrigido|corrigida|' +
      'terminé|terminée|fait|fini|achevé|livré|implémenté|résolu|corrigé|fatto|completato|klaar|voltooid|klart|zrobione|ukończone|tamamlandı|' +
      'готово|сделано|выполнено|завершено|закрыто|решено|реализовано|зроблено|виконано|вирішено|реалізовано|закрито|исправлено|' +
      '已完成|完成|已解决|已解決|已修复|已修復|已关闭|完了|完了済み|完了済|済|対応済み|対応済|実装済み|実装済|解決済み|' +
      '완료|해소|해결|구현 완료|처리 완료|완료됨|대부분 기구현|병합',
  ],
  [
    'decided',
    'decided|accepted|approved|adopted|agreed|entschieden|decidido|decidida|décidé|deciso|решено принять|принято|прийнято|已决定|已決定|決定|決定済み|결정|결론|확정',
  ],
  [
    'dropped',
    "dropped|cancelled|canceled|cancelled|abandoned|rejected|wontfix|wont fix|won’t fix|won't fix|won't do|won’t do|wont do|will not do|obsolete|superseded|removed|discarded|deprecated|duplicate|invalid|skipped|not needed|no longer needed|not planned|tested-negative|tested negative|" +
      'verworfen|abgebrochen|abgelehnt|entfällt|cancelado|cancelada|descartado|descartada|rechazado|abandonado|annulé|annulée|abandonné|rejeté|annullato|geannuleerd|anulowane|iptal|' +
      'отменено|отклонено|отброшено|скасовано|відхилено|已取消|取消|已放弃|废弃|中止|却下|不要|취소|폐기|하지 않기로 함|닫음',
  ],
]);

/** Severity and priority words that files put under labels such as "Estado:"; they are no status. */
const SEVERITY = new PhraseTable<true>([
  [
    true,
    'critical|high|medium|low|urgent|crítico|crítica|critico|critica|alta|alto|media|medio|média|médio|baja|bajo|baixa|baixo|hoch|mittel|niedrig|kritisch|élevé|moyen|faible|критично|критичний|високий|середній|низький|высокий|средний|низкий|高|中|低|最高|紧急|緊急|상|중|하|높음|중간|낮음',
  ],
]);

const GLYPHS = new Map<string, TaskStatus>();
for (const [status, glyphs] of [
  ['done', '✅ ☑ ✔ ✓ 🗹 🏁'],
  ['todo', '⬜ ☐ 🔲 ◻ ◽ □ ⏳ ⌛ 📋 📝 ❌ 🆕 ⚪ ⭕ ❑ ❍ ▫ ▢'],
  ['doing', '🔄 🚧 🏗 🔧 🛠 🔬 ▶ 🏃 🔃 🔁'],
  ['blocked', '⛔ 🚫 🛑 ⏸ 🔒'],
  ['dropped', '✘ ✗ ✖ ☒ 🗑'],
] as const) {
  for (const glyph of glyphs.split(' ')) GLYPHS.set(glyph, status);
}

/** The status that a pictograph stands for by itself, or undefined. `glyph` without variation selector. */
export function statusOfGlyph(glyph: string): TaskStatus | undefined {
  return GLYPHS.get(glyph);
}

const GLYPH_AT = /\p{Extended_Pictographic}|[□▢▫]/uy;

/** The status glyph that stands exactly at `at`, with the offset after it and its variation selector. */
export function glyphAt(
  text: string,
  at: number,
): { readonly status: TaskStatus; readonly glyph: string; readonly end: number } | null {
  const code = text.charCodeAt(at);
  if (!(code >= 0x2000)) return null;
  GLYPH_AT.lastIndex = at;
  const match = GLYPH_AT.exec(text);
  if (!match) return null;
  const status = GLYPHS.get(match[0]);
  if (status === undefined) return null;
  let end = at + match[0].length;
  if (text.charCodeAt(end) === 0xfe0f) end++;
  return { status, glyph: match[0], end };
}

/** "3/10 tasks", "3 of 10": not a date. */
const FRACTION = /^[~≈]?\s*(\d{1,4})\s*(?:\/|of)\s*(\d{1,4})(?![\d/.])/;
const PERCENT = /^[~≈]?\s*(\d{1,3})(?:[.,]\d+)?\s*[%％]/;

/**
 * The status that a field's or cell's value states. Words win over pictographs. `unknown` where something is
 * written that has no known meaning; null where nothing is, or only a severity.
 */
export function statusOfValue(value: string): TaskStatus | null {
  const words = normalizeWords(value).replace(/^[[({"'“]+\s*/, '');
  const percent = PERCENT.exec(words);
  if (percent) return statusOfPercent(Number(percent[1]));
  const [part = 0, whole = 0] = FRACTION.exec(words)?.slice(1).map(Number) ?? [];
  if (whole >= Math.max(1, part)) return statusOfPercent((100 * part) / whole);
  const found = WORDS.prefix(words) ?? WORDS.prefix(words.replace(/(?<=\p{L})-(?=\p{L})/gu, ' '));
  if (found) return found.value;
  const glyph = firstGlyph(value);
  if (glyph) return glyph;
  if (/^x$/i.test(words)) return 'done';
  if (words === '' || words === '-' || words === '–' || words === '—' || SEVERITY.prefix(words)) return null;
  return 'unknown';
}

export function statusOfPercent(percent: number): TaskStatus {
  return percent >= 100 ? 'done' : percent > 0 ? 'doing' : 'todo';
}

function firstGlyph(value: string): TaskStatus | null {
  for (let at = 0; at < value.length; at++) {
    const found = glyphAt(value, at);
    if (found) return found.status;
  }
  return null;
}

/** The status that a phrase in lower case stands for, or undefined. */
export function exactStatus(phrase: string): TaskStatus | undefined {
  return WORDS.exact(phrase);
}

/** All phrases for statuses, in lower case. */
export function statusPhrases(): IterableIterator<string> {
  return WORDS.phrases();
}

/** The status of a text that consists of a status word and nothing else but a date, a count or a pictograph. */
export function statusOfWholeText(value: string): TaskStatus | null {
  const words = normalizeWords(value)
    .replace(/^[[({]+|[\])}]+$/g, '')
    .replace(/[[({][^\])}]*[\])}]?\s*$/, '')
    .trim();
  const exact = WORDS.exact(words);
  if (exact) return exact;
  const found = WORDS.prefix(words);
  if (!found) return null;
  const rest = words.slice(found.length);
  return /^[\s,:;·|/–—-]*(?:(?:on|am|le|el|em|at|in|by|since)\s+)?(?:\(?\d[\d\s.,:/%-]*\)?[a-zа-я年月日]*\.?)?$/u.test(
    rest,
  )
    ? found.value
    : null;
}

/** Words that name a topic or a phase at least as often as a column of a board. */
const TOPICS = new Set(
  'testing|in testing|review|reviewing|live|deployed|built|verified|passed|running|partial|active|started|plan|planned|draft|ready|ready to start|new|idea|ideas|exploration|open|missing|hold|wait|merged|released|initiated|flaky'.split(
    '|',
  ),
);

/** What a kanban column's or a section's title says of the tasks in it, or null. */
export function statusOfSection(title: string, normalized = normalizeWords(title)): TaskStatus | null {
  const words = normalized.replace(/\s*[([（].*$/u, '').trim();
  if (TOPICS.has(words)) return null;
  const exact = WORDS.exact(words);
  if (exact) return exact === 'decided' ? null : exact;
  const bare = words.replace(/\s+(?:tasks?|items?|tickets?|issues?|work|features?|this week)$/u, '');
  const without = WORDS.exact(bare);
  // "Active tasks" are those there are, not those somebody is at.
  const isTopic = without !== 'todo' && TOPICS.has(bare);
  if (without && without !== 'decided' && !isTopic) return without;
  const drawn = statusOfDrawnTitle(title, words);
  if (drawn) return drawn;
  const [first = '', ...others] = words.split(/\s*[/|,:–—-]\s+|\s*：\s*/u);
  const head = others.length === 0 ? undefined : WORDS.exact(first);
  // "In progress / Planned" is a column for both: its tasks say themselves which they are.
  const both = others.some((other) => (WORDS.exact(other.trim()) ?? head) !== head);
  return head && head !== 'decided' && !both ? head : null;
}

/** "✅ Completed domains": a word and a glyph that agree need no list of what may be completed. */
function statusOfDrawnTitle(title: string, words: string): TaskStatus | null {
  const glyph = /^[^\p{L}\p{N}]*?(\p{Extended_Pictographic})/u.exec(title.slice(0, 12))?.[1];
  const drawn = glyph === undefined ? undefined : GLYPHS.get(glyph);
  if (drawn === undefined) return null;
  const said = WORDS.prefix(words);
  return said?.value === drawn && /^ \p{L}+$/u.test(words.slice(said.length)) ? drawn : null;
}

const LAST_BRACKET = /[([（]([^()[\]（）]{2,48})[)\]）]$/u;
const LAST_SEPARATOR =
  /^.*\s(?:—|–|-|\p{Extended_Pictographic}\ufe0f?)\s*(\p{L}[^\p{Extended_Pictographic}]{1,47})$/su;

/**
 * Whether a section's title says at its end that the work in it is done: "Sprint 1 – Caching (completed)",
 * "Phase 2 ✅", "Storage — done". Other statuses of a section are not those of each task in it.
 */
export function isFinishedTitle(title: string): boolean {
  const tail = title.slice(-64).replace(/[\s*_]+$/, '');
  const glyph = /(\p{Extended_Pictographic})\ufe0f?$/u.exec(tail)?.[1];
  if (glyph !== undefined) return GLYPHS.get(glyph) === 'done';
  const words = LAST_BRACKET.exec(tail)?.[1] ?? LAST_SEPARATOR.exec(tail)?.[1];
  return words !== undefined && statusOfWholeText(words) === 'done';
}

/** Whether the normalized text holds a status word anywhere: for legends. */
export function statusAnywhere(text: string): TaskStatus | null {
  const words = normalizeWords(text);
  return WORDS.prefix(words)?.value ?? WORDS.anywhere(words) ?? null;
}

/** Meaning of the character between the brackets of a checkbox where the file has no legend of its own. */
export function statusOfMarker(marker: string): TaskStatus {
  switch (marker) {
    case ' ':
    case '':
      return 'todo';
    case 'x':
    case 'X':
    case '✓':
    case '✔':
    case '✅':
    case '+':
      return 'done';
    case '/':
    case '~':
    case '>':
    case '.':
    case 'o':
      return 'doing';
    case '-':
      return 'dropped';
    case '!':
    case '?':
      return 'blocked';
    default:
      return GLYPHS.get(marker) ?? 'unknown';
  }
}

/** The status that a tracker's word for it stands for (`in_progress`, `closed`), or null for one of its own. */
export function statusOfTrackerWord(word: string): TaskStatus | null {
  return statusOfWholeText(word) ?? WORDS.exact(normalizeWords(word).replaceAll('-', ' ')) ?? null;
}

/** A word for each status, by language: what is written where a file has none of its own. */
export type StatusNames = Readonly<Record<Exclude<TaskStatus, 'unknown'>, string>>;

const NAMED = ['todo', 'doing', 'blocked', 'done', 'decided', 'dropped'] as const;

export const STATUS_NAMES: readonly StatusNames[] = [
  'To do|In progress|Blocked|Done|Decided|Dropped',
  'Offen|In Arbeit|Blockiert|Erledigt|Entschieden|Verworfen',
  'Pendiente|En progreso|Bloqueado|Completado|Decidido|Descartado',
  'Pendente|Em andamento|Bloqueado|Concluído|Decidido|Cancelado',
  'À faire|En cours|Bloqué|Terminé|Décidé|Abandonné',
  'Da fare|In corso|Bloccato|Completato|Deciso|Annullato',
  'К выполнению|В работе|Заблокировано|Готово|Принято|Отменено',
  'Заплановано|В роботі|Заблоковано|Виконано|Прийнято|Скасовано',
  '待办|进行中|阻塞|已完成|已决定|已取消',
  '待辦|進行中|受阻|已完成|已決定|已取消',
  '未着手|作業中|保留中|完了|決定済み|中止',
  '예정|진행 중|보류|완료|결정|취소',
].map((line) => {
  const words = line.split('|');
  return Object.fromEntries(NAMED.map((status, at) => [status, words[at] ?? ''])) as StatusNames;
});

/** The status that the text as a whole is a word for, or null. */
export function statusOfWord(text: string): TaskStatus | null {
  const words = normalizeWords(text);
  return WORDS.exact(words) ?? WORDS.exact(words.replace(/(?<=\p{L})-(?=\p{L})/gu, ' ')) ?? null;
}

/** The pictograph that says the status where a file has none of its own. */
export function glyphOfStatus(status: TaskStatus): string | null {
  return { todo: '⬜', doing: '🔄', blocked: '⛔', done: '✅', dropped: '✖️', decided: null, unknown: null }[
    status
  ];
}

/** The markers of checkboxes that say the status where a file has none of its own; the most usual first. */
export function markerOfStatus(status: TaskStatus): string | null {
  return { todo: ' ', doing: '/', blocked: '!', done: 'x', dropped: '-', decided: null, unknown: null }[
    status
  ];
}
