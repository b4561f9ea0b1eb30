import { PhraseTable } from './lookup';

/** What a label such as `**Depends on**:` announces. */
export type FieldKind =
  | 'status'
  | 'progress'
  | 'priority'
  | 'effort'
  | 'depends'
  | 'criteria'
  | 'id'
  | 'title'
  | 'wave'
  /** Announces the list of sub-tasks that follows. */
  | 'tasks'
  /** A field of a task that the index does not read. */
  | 'other';

const LABELS = new PhraseTable<FieldKind>([
  [
    'status',
    'status|state|current status|estado|situação|situacao|statut|état|etat|stato|stav|durum|zustand|статус|состояние|стан|状态|狀態|状況|状態|ステータス|상태|현재 상태|진행 상태',
  ],
  [
    'progress',
    'progress|progreso|progresso|progrès|fortschritt|прогресс|прогрес|进度|進度|進捗|進捗率|진행률',
  ],
  [
    'priority',
    'priority|prio|prioridad|prioridade|priorité|priorità|priorität|prioritet|приоритет|пріоритет|优先级|優先級|優先度|우선순위',
  ],
  [
    'effort',
    'effort|temps estimé|temps estime|geschätzte zeit|tempo stimato|примерное время|预估工时|estimated duration|estimated|estimate|estimated effort|estimated hours|estimated time|time estimate|estimation|est|complexity|complexity/effort|effort estimate|duration|implementation time|size|hours|points|story points|time|' +
      'aufwand|geschätzter aufwand|schätzung|dauer|esfuerzo|estimación|tiempo|tiempo estimado|duración|esforço|estimativa|tempo|tempo estimado|effort estimé|durée|temps|estimé|charge|stima|durata|' +
      'оценка|трудоёмкость|трудоемкость|трудозатраты|эффорт|время|длительность|оцінка|тривалість|час|' +
      '预计时间|預計時間|工时|工時|预估|预估时间|工作量|预估時間|預估時間|预计工时|预计用时|預計工時|est. time|est time|耗时|見積|見積時間|見積もり|工数|所要時間|공수|예상 시간|소요 시간',
  ],
  [
    'depends',
    'dependencies|dependency|depends on|depends|depend on|deps|blocked by|blocked-by|blockedby|requires|prerequisites|prerequisite|needs|waits for|waiting for|after|' +
      'abhängigkeiten|abhängigkeit|abhängig von|hängt ab von|benötigt|voraussetzungen|dependencias|dependencia|depende de|requiere|requisitos previos|bloqueado por|dependências|dependência|pré-requisitos|dépendances|dépendance|dépend de|prérequis|bloqué par|dipendenze|dipende da|afhankelijkheden|zależności|zależy od|závislosti|závisí na|' +
      'зависимости|зависимость|зависит от|требует|залежності|залежить від|потребує|' +
      '依赖|依赖关系|依賴|依賴關係|前置任务|前置条件|依存|依存関係|前提|前提条件|의존|의존성|선행|선행 작업|선행 조건|선행조건',
  ],
  [
    'criteria',
    'acceptance criteria|acceptance|success criteria|definition of done|dod|done when|exit criteria|acceptance tests|completion criteria|verification criteria|gate criteria|acceptance checklist|verification|verify|' +
      "akzeptanzkriterien|abnahmekriterien|fertig wenn|criterios de aceptación|criterios de éxito|criterios|criterio de éxito|critérios de aceitação|critérios|critérios de aceite|definição de pronto|critères d’acceptation|critères d'acceptation|critères de succès|criteri di accettazione|" +
      'критерии приёмки|критерии приемки|критерии готовности|критерії приймання|критерії готовності|критерії успіху|' +
      '验收标准|驗收標準|验收|完成标准|受け入れ基準|受入基準|完了条件|수용 기준|인수 기준|완료 조건|성공지표|성공 기준',
  ],
  ['id', 'id|task id|ticket|ticket id|key|タスクid|任务id|編号|编号|番号'],
  ['title', 'title|name|título|titel|titre|titolo|заголовок|назва|название|标题|標題|タイトル|제목'],
  ['wave', 'wave|welle|oleada|onda|vague'],
  [
    'tasks',
    'tasks|task list|subtasks|sub-tasks|steps|todo|todos|to do|action items|actions|implementation checklist|checklist|work items|implementation steps|tareas|subtareas|aufgaben|teilaufgaben|tarefas|subtarefas|tâches|sous-tâches|задачи|подзадачи|завдання|підзавдання|任务|子任务|任務|子任務|タスク|サブタスク|작업|하위 작업|과제',
  ],
  [
    'other',
    'description|recently shipped|shipped|issue|location|impact|files|file|files to modify|files to create|files to create/modify|implementation|notes|note|problem|solution|proposed solution|goal|goals|purpose|owner|assignee|assigned to|agent|due|due date|deadline|version|category|confidence|pr ready|type|labels|tags|created|updated|completed|evidence|requirements|details|test strategy|reference|references|rationale|why|scope|risk|risks|risk level|priority adjustment|phases|deliverable|deliverables|context|background|suggested change|user story|milestone|sprint|module|component|source|link|links|branch|pr|change|outcome|example|examples|validates|mitigation|benefits|grounding|why first|parallel group|reviewed_at|do|covers|module|blocks|unblocks|' +
      'beschreibung|dateien|datei|ziel|notizen|verantwortlich|quelle|ursache|lösung|descripción|archivo|archivos|acción|objetivo|impacto|solución|verificación|responsable|notas|problema|descrição|arquivo|arquivos|responsável|solução|fichier|fichiers|objectif|remarques|responsable|description|' +
      'описание|файл|файлы|цель|заметки|ответственный|срок|опис|файли|мета|термін|зміни|модуль|примітка|тз|' +
      '描述|说明|文件|负责人|負責人|截止|截止日期|完成|目标|目標|备注|説明|設計参照|参照|担当|期限|备注|설명|파일|담당|현상|메모|출처|검증|목표|위험',
  ],
]);

/** The kind of field that a label announces, or undefined. `label` is normalized (see `normalizeWords`). */
export function fieldOfLabel(label: string): FieldKind | undefined {
  const exact = LABELS.exact(label) ?? LABELS.exact(label.replace(/[-_]/g, ' '));
  if (exact) return exact;
  // `Success Criteria (what must be TRUE)`, `Estimate (hours)`
  const bracket = label.search(/\s*[([（]/u);
  return bracket > 0 ? LABELS.exact(label.slice(0, bracket)) : undefined;
}
