import { once } from '../text/once';
import { PhraseTable } from './lookup';
import { exactStatus, statusPhrases } from './statusWords';
import type { TaskStatus } from '../model/task';

/**
 * What is counted. `task`: tasks, by a word that means nothing else. `box`: checkboxes. `subtask`: parts of tasks.
 * `criteria`: acceptance criteria. `wave`: declared waves. `vague`: items, tickets, bugs: tasks or other things.
 */
export type CountedThing = 'task' | 'box' | 'subtask' | 'criteria' | 'wave' | 'vague';

/** What a word does in a statement of figures. */
export type FigureWord =
  | { readonly kind: 'thing'; readonly thing: CountedThing }
  /** `left`: whatever is not finished ("remaining"), not only what is not begun. */
  | { readonly kind: 'status'; readonly status: TaskStatus; readonly left: boolean }
  /** All of them together. */
  | { readonly kind: 'total' }
  /** A column or line that says nothing but that a figure follows. */
  | { readonly kind: 'value' }
  /** How far things are: a share of what is done. */
  | { readonly kind: 'progress' }
  | { readonly kind: 'effort' }
  | { readonly kind: 'parallel' }
  | { readonly kind: 'critical' }
  | { readonly kind: 'gain' }
  /** A unit of time, in hours. */
  | { readonly kind: 'time'; readonly hours: number }
  /** Between the two numbers of a fraction. */
  | { readonly kind: 'of' }
  /** Between two figures. */
  | { readonly kind: 'and' }
  | { readonly kind: 'about' }
  | { readonly kind: 'atLeast' }
  | { readonly kind: 'atMost' }
  /** Says nothing about what is counted. */
  | { readonly kind: 'filler' };

const thing = (name: CountedThing): FigureWord => ({ kind: 'thing', thing: name });
const time = (hours: number): FigureWord => ({ kind: 'time', hours });

const WORDS = new PhraseTable<FigureWord>([
  [
    thing('task'),
    'task|tasks|task(s)|todo items|to-dos|todos|action items|work items|task items|aufgabe|aufgaben|tarea|tareas|tarefa|tarefas|tâche|tâches|compito|compiti|attività|taak|taken|uppgifter|opgaver|zadanie|zadania|zadań|úkoly|görev|görevler|задача|задачи|задач|завдання|завдань|任务|任務|タスク|作业|作業|작업|과제|태스크',
  ],
  [
    thing('box'),
    'checkbox|checkboxes|check boxes|boxes|kontrollkästchen|casillas|cases à cocher|чекбокс|чекбоксы|чекбоксов|复选框|チェックボックス|체크박스',
  ],
  [
    thing('subtask'),
    'subtask|subtasks|sub-task|sub-tasks|sub tasks|teilaufgaben|unteraufgaben|subtareas|subtarefas|sous-tâches|подзадачи|подзадач|підзавдання|підзавдань|子任务|子任務|サブタスク|하위 작업|하위작업',
  ],
  [
    thing('criteria'),
    'acceptance criteria|criteria|akzeptanzkriterien|criterios de aceptación|critérios de aceitação|критерии приёмки|критерии приемки|критерії приймання|验收标准|受け入れ基準|수용 기준',
  ],
  [thing('wave'), 'waves|wellen|oleadas|ondas|vagues|волны|волн|хвилі|хвиль'],
  [
    thing('vague'),
    'item|items|entry|entries|ticket|tickets|issue|issues|bug|bugs|card|cards|story|stories|step|steps|einträge|punkte|elementos|ítems|items de trabajo|itens|éléments|пункты|пунктов|пункти|пунктів|项目|項目|条目|항목',
  ],
  [
    { kind: 'total' },
    'total|totals|grand total|sum|all|overall|in total|a total of|total of|in all|altogether|total number of|gesamt|insgesamt|summe|gesamtzahl|gesamtanzahl|total de|totales|totais|en total|no total|totale|totaal|i alt|razem|celkem|toplam|итого|всего|общее количество|усього|всього|разом|загалом|总计|总数|总共|总体|合计|总任务数|總計|總數|合計|全体|総数|総計|총|합계|전체|총계',
  ],
  [
    { kind: 'value' },
    'value|values|count|counts|number|number of|numbers|amount|quantity|qty|status|state|metric|figure|#|no.|anzahl|wert|zahl|valor|cantidad|número|número de|quantidade|valeur|nombre|nombre de|valore|numero|aantal|liczba|počet|sayı|adet|значение|количество|кол-во|число|значення|кількість|数量|数|值|件数|個数|値|수량|개수|건수|estado|situação|statut|статус|状态|狀態|状態|상태|summary|counts by status|breakdown',
  ],
  [
    { kind: 'progress' },
    'progress|overall progress|total progress|current progress|completion|completion rate|percent complete|percentage complete|% complete|% done|percent|percentage|fortschritt|gesamtfortschritt|erledigungsgrad|progreso|progreso general|progreso total|avance|progresso|progresso geral|avancement|progression|voortgang|postęp|průběh|ilerleme|прогресс|общий прогресс|готовность|прогрес|загальний прогрес|готовність|进度|总进度|总体进度|进展|完成度|完成率|進度|總進度|進捗|進捗率|進捗状況|全体進捗|達成率|진행률|진행도|진척도|완료율|전체 진행률|진도',
  ],
  [
    { kind: 'effort' },
    'effort|efforts|estimate|estimates|estimated|estimation|est.|est|work|workload|aufwand|gesamtaufwand|schätzung|geschätzt|esfuerzo|estimación|estimado|esforço|estimativa|charge|charge estimée|stima|impegno|inspanning|трудоёмкость|трудоемкость|оценка|трудозатраты|оцінка|трудомісткість|工时|总工时|工時|工作量|预估|工数|見積|見積もり|総工数|合計見積|공수|예상 공수',
  ],
  [
    { kind: 'parallel' },
    'parallel|parallelized|parallelised|in parallel|with parallelization|optimized|optimised|paralelo|paralelizado|parallèle|parallelisiert|параллельно|паралельно|并行|並列|병렬',
  ],
  [
    { kind: 'critical' },
    'critical path|critical path length|kritischer pfad|ruta crítica|camino crítico|caminho crítico|chemin critique|percorso critico|критический путь|критичний шлях|关键路径|關鍵路徑|クリティカルパス|임계 경로|크리티컬 패스',
  ],
  [{ kind: 'gain' }, 'efficiency gain|time saved|time savings|savings|speedup|reduction'],
  [
    time(1),
    'h|hr|hrs|hour|hours|std|std.|stunden|stunde|horas|hora|heures|heure|ore|uur|uren|godz|godzin|hodin|timmar|timer|saat|ч|ч.|час|часа|часов|год|годин|години|小时|小時|時間|시간|person-hours|person hours|man-hours',
  ],
  [
    time(8),
    'd|day|days|person-days|person days|man-days|pt|tage|tag|personentage|días|día|dias|dia|jours|jour|giorni|dagen|dni|dní|dagar|gün|дней|дня|день|дн|днів|дні|天|人日|人天|日|일|인일',
  ],
  [
    time(40),
    'w|week|weeks|wochen|woche|semanas|semana|semaines|semaine|settimane|weken|недель|недели|неделя|тижнів|тижні|周|週間|주',
  ],
  [{ kind: 'of' }, 'of|out of|of the|von|aus|de|de las|de los|sur|di|su|van|av|af|z|ze|из|із|з|中の'],
  [
    { kind: 'and' },
    'and|und|y|e|et|en|och|og|i|a|ve|и|і|та|in|across|over|with|of which|davon|auf|mit|con|com|avec|和|と|및|共',
  ],
  [
    { kind: 'about' },
    'about|approx.|approx|approximately|around|roughly|circa|ca.|ca|c.|etwa|rund|ungefähr|unos|unas|aprox.|aprox|aproximadamente|cerca de|aproximadamente|environ|à peu près|около|примерно|близько|приблизно|大约|大約|约|約|およそ|약',
  ],
  [
    { kind: 'atLeast' },
    'at least|more than|over|≥|>|>=|mindestens|mehr als|über|al menos|más de|pelo menos|mais de|au moins|plus de|не менее|более|больше|щонайменше|понад|至少|超过|以上|최소',
  ],
  [
    { kind: 'atMost' },
    'at most|less than|fewer than|under|up to|≤|<|<=|höchstens|weniger als|bis zu|como máximo|menos de|no máximo|au plus|moins de|не более|менее|менше|不超过|以下|최대',
  ],
  [
    { kind: 'filler' },
    'there are|there is|we have|this file has|this file holds|this file lists|this file contains|this list has|this list contains|this document has|this document lists|this document contains|this backlog has|this backlog contains|this plan has|contains|currently|now|so far|already|still|yet|confirmed|verified|fully|of them|of these|thereof|the|are|is|sequential|sequentially|serial|sequenziell|secuencial|sequencial|séquentiel|串行|直列|have been|has been|were|bisher|aktuell|derzeit|noch|bereits|es gibt|hay|actualmente|ya|aún|há|actuellement|il y a|сейчас|сейчас всего|уже|ещё|наразі|вже|ще|目前|共有|共计|现有|已经|現在|현재|个|個|个の|個の|の|件|项|項|条|點|つ|개|건|개의|건의|당|(s)',
  ],
]);

/** Words for what is left to do, begun or not. */
const LEFT = new PhraseTable<true>([
  [
    true,
    'remaining|left|outstanding|to go|left to do|still open|open|incomplete|unfinished|uncompleted|not done|not complete|not completed|not yet done|undone|todo/open|verbleibend|übrig|offen|noch offen|offene|restantes|restante|faltantes|por completar|incompletas|restants|rimanenti|осталось|остаётся|осталось сделать|открыто|не выполнено|не завершено|залишилось|не виконано|відкрито|剩余|剩餘|未完成|残り|残|未完了|남음|남은|남은 작업|미완료',
  ],
]);

/** Statuses as they are said of several things. */
const PLURALS = new PhraseTable<TaskStatus>([
  [
    'done',
    'tasks done|erledigte|fertige|abgeschlossene|completadas|hechas|hechos|terminadas|finalizadas|finalizados|realizadas|concluídos|feitas|feitos|finalizadas|terminées|terminés|achevées|achevés|complétées|complétés|faites|faits|finies|completate|completati|fatte|afgerond|avklarade|ukończonych|zakończone|zakończonych|hotovo|dokončeno|tamamlanan|выполнена|выполнены|выполненных|завершена|завершены|завершённых|сделаны|готовы|виконані|виконаних|завершені|завершених|已完成任务|完了タスク|完了した|완료된|완료된 작업',
  ],
  [
    'doing',
    'begonnene|laufende|in umsetzung|en curso|en progreso|em progresso|en cours|in uitvoering|в процессе|в работе|в роботі|进行中任务|進行中タスク|진행 중인',
  ],
  [
    'todo',
    'ausstehende|offene|por hacer|pendientes|pendentes|à faire|non commencées|non commencés|da iniziare|nicht begonnene|не начаты|не начато|не розпочаті|待完成|待办任务|未着手タスク|미시작|시작 전|대기 중',
  ],
  ['blocked', 'blockierte|bloqueadas|bloqueados|bloquées|bloqués|заблокированы|заблоковані|被阻塞'],
  ['dropped', 'abgebrochene|canceladas|cancelados|annulées|annulés|отменены|скасовані'],
]);

/** All of them in one: what is looked up four times takes four times as long. */
const ALL = new PhraseTable<FigureWord>(() => [
  ...[...WORDS.phrases()].map((phrase) => [WORDS.exact(phrase)!, phrase] as const),
  ...[...LEFT.phrases()].map((phrase) => [statusWord(statusOf(phrase) ?? 'todo', true), phrase] as const),
  ...[...PLURALS.phrases()].map((phrase) => [statusWord(statusOf(phrase)!, false), phrase] as const),
  ...[...statusPhrases()].map((phrase) => [statusWord(statusOf(phrase)!, false), phrase] as const),
]);

function statusWord(status: TaskStatus, left: boolean): FigureWord {
  return { kind: 'status', status, left };
}

function statusOf(phrase: string): TaskStatus | undefined {
  return exactStatus(phrase) ?? PLURALS.exact(phrase);
}

const LONGEST = 32;
const WORD = /[\p{Script=Latin}\p{Script=Cyrillic}]+|./uy;

/** The longest phrase that stands at `at` in a text in lower case, or null. */
export function figureWordAt(
  lower: string,
  at: number,
): { readonly word: FigureWord; readonly end: number } | null {
  WORD.lastIndex = at;
  if (!mayBeFigureWord(WORD.exec(lower)?.[0] ?? '')) return null;
  const found = ALL.prefix(lower.slice(at, at + LONGEST));
  return found ? { word: found.value, end: at + found.length } : null;
}

/** How all the phrases begin: with which words, and in scripts without spaces with which characters. */
const BEGINNINGS = once((): ReadonlySet<string> => new Set([...ALL.phrases()].map(beginningOf)));

function beginningOf(phrase: string): string {
  return /^(?:[\p{Script=Latin}\p{Script=Cyrillic}]+|.)/u.exec(phrase)?.[0] ?? phrase;
}

/** Whether a phrase may begin there: in less time than it takes to look it up. `word`: a run of letters in lower case. */
export function mayBeFigureWord(word: string): boolean {
  const beginnings = BEGINNINGS();
  return beginnings.has(word) || beginnings.has(word.charAt(0));
}
