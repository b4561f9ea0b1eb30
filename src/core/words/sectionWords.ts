import { fieldOfLabel } from './fieldLabels';
import { normalizeWords, PhraseTable } from './lookup';

/**
 * What a section's or group's title says about the lists in it.
 * - `tasks`: says that tasks follow.
 * - `criteria`: conditions to check, not work to do.
 * - `legend`: explains markers.
 * - `example`: templates, formats, instructions for writing.
 * - `plan`: lists that arrange tasks declared elsewhere (waves, orders, paths).
 * - `prose`: notes, references, changelogs, summaries, risks: nothing in it is a task unless it is a checkbox.
 */
export type SectionClass = 'tasks' | 'criteria' | 'legend' | 'example' | 'plan' | 'prose';

const EXACT = new PhraseTable<SectionClass>([
  [
    'tasks',
    'tasks|todo|todos|to do|to-do|backlog|board|task board|kanban board|product backlog|action items|open items|open tasks|next stages|following steps|open questions|next steps|tareas|pendientes|próximos pasos|siguientes pasos|tarefas|pendências|próximos passos|aufgaben|aufgabenliste|offene punkte|nächste schritte|prochaines étapes|prossimi passi|следующие шаги|следующие этапы|наступні кроки|下一步|下一步行动|下一步计划|下一步工作|后续计划|后续步骤|次のステップ|次のアクション|今後のタスク|다음 단계|다음 작업|다음 할 일|남은 과제|next actions|immediate actions|immediate next steps|recommended next steps|tâches|compiti|taken|zadania|задачи|завдання|任务|待办|任务列表|任務|タスク|やること|할 일|작업|과제|todo list|task list|queued|in flight|now|next|later|soon|someday|icebox|ideas|bugs|known bugs|known issues|features|feature requests|improvements|enhancements|enhancements needed|high priority|medium priority|low priority|nice to have|nice-to-have|must have|should have|could have|tech debt|technical debt|inbox|current sprint|open design questions|' +
      "remaining|remaining work|remaining items|outstanding|outstanding work|outstanding items|what is left|what's left|what's left to build|what's left to do|what remains|left to do|left to build|still to do|noch offen|noch zu tun|was noch fehlt|restant|reste à faire|ce qui reste|qué falta|lo que falta|falta por hacer|o que falta|falta fazer|осталось|что осталось|осталось сделать|що залишилось|未完成|未完了|残作業|残課題|残件|剩余工作|剩余|待完成|남은 작업|남은 일",
  ],
]);

const PREFIX = new PhraseTable<SectionClass>([
  [
    'legend',
    'legend|status legend|key|symbols|status key|status codes|markers|marker legend|complexity legend|leyenda|legende|légende|legenda|легенда|условные обозначения|умовні позначення|图例|圖例|凡例|범례|priority legend|prioridades|priorités|优先级标记|优先级说明',
  ],
  [
    'criteria',
    'acceptance criteria|acceptance|success criteria|definition of done|definition of ready|dod|exit criteria|quality gates|quality gate|go-live criteria|go/no-go|success metrics|completion criteria|gate criteria|final acceptance|verification checklist|pre-submission checklist|final build checklist|final checklist|review checklist|exit checklist|entry checklist|sign-off checklist|done when|' +
      'akzeptanzkriterien|abnahmekriterien|criterios|criterios de aceptación|criterios de éxito|checklist de verificación|checklist de verificacion|critérios|critérios de aceitação|definição de pronto|critères|критерии|критерії|校验点|检查点|验收标准|驗收標準|完成标准|质量门禁|最终验收|受け入れ基準|受け入れサマリー|完了条件|완료 조건|수용 기준',
  ],
  [
    'example',
    'rules|allowed|not allowed|example|examples|template|templates|format|task format|formatting|syntax|usage|how to|how-to|instructions|guidelines|instrucciones|instruções|istruzioni|инструкция|инструкции|інструкція|conventions|working agreements|path conventions|format et conventions|format and conventions|comment ajouter|anleitung|plantilla|exemple|exemples|beispiel|beispiele|ejemplo|ejemplos|modelo|vorlage|пример|шаблон|приклад|格式|模板|示例|使用方法|约定|約定|規約|テンプレート|書き方|예시|형식',
  ],
  [
    'plan',
    'implementation waves|waves|wave plan|execution waves|critical path|execution order|implementation order|build order|dependencies|dependency graph|dependency order|dependencies & execution order|phase dependencies|parallel execution|parallel opportunities|parallel example|parallelization|parallel|user story dependencies|within each user story|implementation strategy|incremental delivery|mvp first|parallel team strategy|sequencing|schedule|timeline|execution timeline|gantt|cronograma|calendario|zeitplan|calendrier|расписание|график|розклад|时间表|日程|スケジュール|일정|roadmap overview|dependency|' +
      'abhängigkeiten|dependencias|dependências|dépendances|dipendenze|zależności|závislosti|зависимости|залежності|依赖关系|依赖|关键路径|依存関係|의존성|里程碑|milestones',
  ],
  [
    'prose',
    'notes|note|references|reference|changelog|change log|release notes|history|version history|summary|executive summary|execution summary|overview|introduction|background|context|project context|about|purpose|scope|non-scope|out of scope|goals|goal|non-goals|objectives|key objectives|architecture|tech stack|technology stack|stack|glossary|table of contents|contents|toc|prerequisites|requirements|assumptions|constraints|risks|risk|risk assessment|risk adjustments|risk register|risk matrix|mitigation|metrics|kpis|statistics|stats|progress summary|progress|links|resources|see also|related|files|file list|file structure|files to modify|project structure|directory structure|structure|design|decisions|decision log|principles|key findings|findings|lessons learned|retrospective|team|roles|contacts|verification|validation|testing strategy|rollback|rollback plan|deployment notes|environment|commands|setup instructions|faq|appendix|disclaimer|license|description|problem|problem statement|solution|proposed solution|implementation|implementation notes|technical details|details|rationale|impact|benefits|trade-offs|tradeoffs|pros|cons|alternatives|what changed|what shipped|current state|status|current status|project status|key features|features delivered|deliverables|test coverage|test results|evidence|' +
      'notizen|hinweise|aktueller stand|projektstatus|verifikation|zusammenfassung|übersicht|einleitung|ziele|risiken|quellen|versionierung|änderungen|architektur|' +
      'notas|estado actual|diagnóstico|análisis|especificaciones|hallazgos|lecciones aprendidas|resumen|resumen ejecutivo|introducción|objetivos|riesgos|referencias|métricas|arquitectura|historial|estadísticas|' +
      'resumo|status atual|estado atual|análise|especificações|lições aprendidas|introdução|riscos|referências|premissas|arquitetura|observações|' +
      'remarques|diagnostic|analyse|constat|spécifications|résumé|aperçu|objectifs|risques|références|but|réunions|gestion|suivi|' +
      'заметки|примечания|обзор|введение|цели|риски|ссылки|архитектура|итоги|примітки|огляд|вступ|цілі|ризики|посилання|архітектура|підсумки|загальний опис|' +
      '备注|说明|概述|项目概述|约束|约束与假设|假设|前提|背景|现状|当前状态|目的|范围|结论|总结|参考|风险|变更记录|更新日志|架构|统计|目标|注意|概要|備考|参照|参考|リスク|まとめ|サマリー|变更历史|' +
      '참고|메모|개요|요약|위험|변경 이력|아키텍처|진행 현황|verification',
  ],
]);

/** The noun that a title of criteria ends with, whatever stands before it. */
const CRITERIA_NOUN =
  /(?:^|\s)(?:criteria|criterios|critérios|criteri|critères|\p{L}*kriterien|критерии|критерії)$|(?:标准|標準|基準|条件|確認項目|确认项目|テスト項目|기준|조건)$/u;

/** "Things that are not planned" are none. */
const NOT_PLANNED = /(?:^|\s)(?:not planned|not doing|non-goals?|out of scope|won['’]t do)$/u;

/** The noun that a title of tasks ends with, whatever stands before it. */
const TASKS_ENDING =
  /(?:^|\s)(?:backlog|todos?|to-dos?|tasks|task list|checklist|next steps|action items|tareas|tarefas|aufgaben|tâches|compiti|задачи|завдання)$|(?:任务|任務|待办|待办事项|タスク|やること|할 일|작업)$/u;

const BUCKET = new PhraseTable<true>([
  [
    true,
    'ideas|idea|icebox|later|someday|maybe|on hold|candidates|future|future ideas|future work|future enhancements|wishlist|wish list|mid-term|mid term|long-term|long term|upcoming|nice to have|nice-to-have|backlog|parking lot|' +
      'à venir|plus tard|idées|später|ideen|más tarde|futuro|ideias|mais tarde|позже|идеи|потом|пізніше|ідеї|以后|将来|想法|后续|今後|アイデア|나중에|아이디어',
  ],
]);

/** Whether a section is one of a task file's bins for what is not begun yet. */
export function isBucketTitle(title: string): boolean {
  return (
    BUCKET.exact(
      normalizeTitle(title)
        .replace(/\s*[(（[].*$/u, '')
        .trim(),
    ) === true
  );
}

const CONTAINER =
  /^(?:phase|phases|sprint|week|day|month|quarter|milestone|epic|stage|wave|part|iteration|tier|level|track|stream|group|release|version|section|chapter|fase|etapa|semana|sprint|hito|marco|étape|semaine|jour|woche|tag|meilenstein|фаза|этап|етап|спринт|неделя|тиждень|день|хвиля|волна)(?:\s*[#№]?\s*\d|\s+(?:[ivx]+|\p{L}|one|two|three|four|five|six|seven|eight|nine|ten)(?!\p{L}))|^(?:第\s*[一二三四五六七八九十\d]+\s*(?:阶段|階段|周|週|章|部分|步)|阶段|階段|里程碑|フェーズ|スプリント|ステージ|단계|스프린트)\s*[\d一二三四五六七八九十]*/u;

const WAVE =
  /^(?:wave|welle|vague|oleada|ola|onda|волна|хвиля|ウェーブ|웨이브)\s*[#№]?\s*[\dIVXivx]+|^第\s*[\d一二三四五六七八九十]+\s*波|^波\s*\d/iu;

const NUMBERING = /^(?:\d+(?:\.\d+)*[.):]?|[ivxIVX]+[.)]|[a-zA-Z][.)]|§)\s*/;

/** Title without its number ("3. ", "1.2 ", "§ ") and pictographs, normalized. */
export function normalizeTitle(title: string, words = normalizeWords(title)): string {
  const bare = words.replace(NUMBERING, '');
  return bare === words ? words : normalizeWords(bare);
}

/** `normalized`: the title as `normalizeTitle` gives it, for whoever has it already. */
export function classOfSection(title: string, normalized = normalizeTitle(title)): SectionClass | null {
  const words = normalized
    .replace(/\s*[(（[].*$/u, '')
    .replace(/\s+[-–—:].*$/u, '')
    .trim();
  const exact = EXACT.exact(words);
  if (exact) return exact;
  if (CRITERIA_NOUN.test(words)) return 'criteria';
  if (NOT_PLANNED.test(words)) return 'prose';
  const found = PREFIX.prefix(words);
  if (found) {
    const rest = words.slice(found.length).trim();
    // "Notes on the plan" are notes; "Design System & Tokens" is no design chapter.
    const close =
      found.value === 'prose'
        ? /^(?:[-–—:,(&/\d]|(?:of|for|on|and|to|from|by|in|v\d|de|del|do|da|dos|das|des|der|die|und|y|et)\b)/u.test(
            rest,
          )
        : true;
    if (rest === '' || (close && rest.split(' ').length <= 3)) return found.value;
  }
  const field = fieldOfLabel(words);
  if (field === 'criteria') return 'criteria';
  if (field === 'tasks') return 'tasks';
  if (field === 'other' || field === 'depends') return 'prose';
  if (TASKS_ENDING.test(words)) return 'tasks';
  // "Open points / ideas"
  const slash = words.indexOf(' / ');
  return slash > 0 ? classOfSection(title, words.slice(0, slash)) : null;
}

/** Whether the title names a stretch of time or a bundle of tasks ("Phase 2", "Sprint 3"), not one task. */
export function isContainerTitle(title: string, words = normalizeWords(title)): boolean {
  return CONTAINER.test(words);
}

export function isWaveTitle(title: string, words = normalizeWords(title)): boolean {
  return WAVE.test(words);
}

const PRIORITY_CODE =
  /^(?:(?:priority|priorität|prioridad|prioridade|priorité|priorità|приоритет|пріоритет|优先级|優先級|優先度|우선순위)[\s:：]*)?(P[0-5])(?![\w-])(\+*)/i;
const PRIORITY_WORDS = new PhraseTable<string>([
  ['Critical', 'critical priority|priority: critical|critical|kritisch|prioridad crítica'],
  [
    'High',
    'high priority|priority: high|high-priority|hohe priorität|prioridad alta|alta prioridad|alta prioridade|prioridade alta|priorité haute|haute priorité|высокий приоритет|високий пріоритет|高优先级|高優先級|優先度高|높은 우선순위',
  ],
  [
    'Medium',
    'medium priority|priority: medium|medium-priority|mittlere priorität|prioridad media|prioridade média|priorité moyenne|средний приоритет|середній пріоритет|中优先级|中優先級|優先度中',
  ],
  [
    'Low',
    'low priority|priority: low|low-priority|niedrige priorität|prioridad baja|prioridade baixa|priorité basse|низкий приоритет|низький пріоритет|低优先级|低優先級|優先度低',
  ],
]);

/** The priority that a section's title gives its tasks (`P1 — High Priority` → `P1`), or null. */
export function priorityOfSection(title: string, normalized = normalizeTitle(title)): string | null {
  const bare = title.replace(/^[^\p{L}\p{N}]+/u, '').replace(NUMBERING, '');
  const code = PRIORITY_CODE.exec(bare);
  // A task's id (`P0-001`) is no priority.
  if (code?.[1] && !/^-\d/.test(bare.slice(code[0].length))) return code[1].toUpperCase() + (code[2] ?? '');
  return PRIORITY_WORDS.prefix(normalized)?.value ?? null;
}

const TASK_DOCUMENT =
  /(?:^|[^\p{L}])(?:todos?|to-dos?|backlogs?|tasks|task list|task plan|action items|kanban|aufgaben|aufgabenliste|tareas|pendientes|por hacer|tarefas|pendências|pendencias|a fazer|tâches|à faire|compiti|da fare|zadania|uppgifter|opgaver|görevler|yapılacaklar|задач\p{L}*|завдан\p{L}*)(?:[^\p{L}]|$)|待办|待辦|任务|任務|タスク|やること|백로그|할 일|작업 목록|^task$|^(?:product |project |development )?roadmap(?:\.\w+)?$/iu;

/** Whether a document's title or name says that it holds tasks. */
export function isTaskDocumentTitle(title: string): boolean {
  return TASK_DOCUMENT.test(title);
}

const BACKLOG =
  /(?:^|[^\p{L}])(?:todos?|to-dos?|backlogs?|aufgaben|aufgabenliste|pendientes|por hacer|pendências|pendencias|a fazer|à faire|da fare)(?:[^\p{L}]|$)|待办|待辦|やること|백로그|할 일/iu;

/** Whether a document's title or name says that it lists what there is to do. */
export function isBacklogTitle(title: string): boolean {
  return BACKLOG.test(title);
}

const METADATA =
  /^(?:task |story |ticket |plan )?(?:meta ?data|meta|properties|attributes|info|information)$|^(?:metadaten|metadatos|metadados|métadonnées|metadati|метаданные|метадані|元数据|元資料|基本信息|任务信息|メタデータ|基本情報|메타데이터|기본 정보)$/u;

/** Whether a section holds the fields of what is named above it. */
export function isMetadataTitle(title: string): boolean {
  return METADATA.test(normalizeTitle(title));
}

const REPAIR_DOCUMENT =
  /(?:^|[^\p{L}])(?:(?:bug ?)?fix(?:es)? (?:plan|list)|bugs? list|known (?:issues|bugs)|remediation plan|punch list|fehlerliste|plan de correcciones|plano de correções|plan de corrections|план исправлений)(?:[^\p{L}]|$)|修复计划|修正計画/iu;

/** Whether a document's title or name says that it holds things to be mended one by one. */
export function isRepairDocumentTitle(title: string): boolean {
  return REPAIR_DOCUMENT.test(title);
}

const PLAN_DOCUMENT =
  /(?:^|[^\p{L}])(?:plan|plans|roadmap|milestones|sprint|sprints|plano|planos|planejamento|planeamento|planificación|piano|piani|planung|aktionsplan|maßnahmenplan|projektplan|arbeitsplan|cronograma|hoja de ruta|fahrplan|feuille de route|план|дорожная карта|дорожня карта)(?:[^\p{L}]|$)|计划|計画|計劃|路线图|路線圖|ロードマップ|로드맵|계획/iu;

/** Whether a document's title or name says that it holds a plan: the lists below its phases are tasks. */
export function isPlanDocumentTitle(title: string): boolean {
  return PLAN_DOCUMENT.test(title);
}
