import { fieldOfLabel, type FieldKind } from './fieldLabels';
import { normalizeWords, PhraseTable } from './lookup';

/** What a table's column holds, by its header. */
export type ColumnRole =
  | 'id'
  /** Numbers that say what comes first: ids where nothing else is one. */
  | 'order'
  | 'title'
  | 'status'
  | 'priority'
  | 'effort'
  /** How large, not how long: counts as effort where no other column does. */
  | 'size'
  | 'depends'
  /** The title, under a word that means a task: Task, Action, TODO. */
  | 'task-title'
  /** Only tables of tasks have it: owner, due date, sprint … */
  | 'task-like'
  /** Speaks against tasks: risk, requirement, endpoint … */
  | 'other-like';

const HEADERS = new PhraseTable<ColumnRole>([
  [
    'id',
    'id|no|no.|nr|nr.|step|schritt|paso|passo|étape|шаг|крок|ステップ|步骤|단계|№|n°|nº|num|number|task id|task #|task no|ticket|ticket id|key|code|issue #|item #|story id|타스크id|タスクid|番号|编号|編號|序号|번호|código|nummer',
  ],
  ['order', 'order|sequence|seq|reihenfolge|orden|ordem|ordre|ordine|порядок|순서|顺序|順序|順番|実施順'],
  [
    'task-title',
    'task|task name|todo|to do|to-do|action|action item|action items|work item|what to do|tarea|tarefa|aufgabe|tâche|задача|завдання|タスク|任务|任務|작업|과제|할 일|やること|やりたいこと|待办|待办事项|事项',
  ],
  [
    'title',
    'title|name|item|issue|defect|bug|finding|fix|problem|proposal|description|summary|subject|feature|story|user story|historia|historia de usuario|história|história de usuário|récit utilisateur|пользовательская история|用户故事|ユーザーストーリー|what|hypothesis|проблема|título|descripción|descrição|titel|beschreibung|titre|название|опис|назва|概要|作業概要|作業内容|工作内容|タイトル|内容|标题|描述|항목|제목|내용',
  ],
  [
    'status',
    'status|state|done|done?|progress|result|estado|situação|stand|statut|état|статус|стан|состояние|状态|狀態|状態|進捗|상태|진행',
  ],
  [
    'priority',
    'priority|prio|p|prioridad|prioridade|priorität|priorité|приоритет|пріоритет|优先级|優先度|우선순위',
  ],
  [
    'effort',
    'effort|estimate|estimated|est|est.|hours|hrs|time|time estimate|duration|estimated hours|estimated time|estimated effort|aufwand|esfuerzo|esforço|tiempo|tempo|durée|оценка|оцінка|工时|预计时间|見積|見積時間|時間|工数|공수|예상',
  ],
  [
    'size',
    'size|points|sp|story points|complexity|t-shirt size|规模|複雑度|复杂度|tamaño|complejidad|complexidade|komplexität|complexité|сложность|складність|난이도',
  ],
  [
    'depends',
    'dependencies|dependency|depends on|depends|deps|blocked by|prerequisites|requires|dependencias|dependências|abhängigkeiten|dépendances|зависимости|залежності|依赖|依存|依存関係|의존|의존성|선행',
  ],
  [
    'task-like',
    'owner|assignee|assigned to|assigned|who|due|due date|deadline|sprint|milestone|phase|week|wave|started|completed|completed on|start|finish|eta|target|pr|branch|responsable|responsável|verantwortlich|fecha|termin|исполнитель|срок|термін|负责人|截止|担当|期限|담당|시점|처리 시점|출처',
  ],
  [
    'other-like',
    'total|total tasks|remaining|defects found|check|checks|how to verify|how to test|test type|what to test|viewport|migration|migration name|crud|create|read|update|delete|db entities|ui pages|tables created|tasks|задачі|задачи|effort saved|can parallelize with|before which review|likelihood|probability|mitigation|requirement|requirements|use case|actor|endpoint|method|path|route|file|files|component|conflict|resolution|bundle|synergy|term|definition|metric|target value|baseline|question|answer|decision|rationale|column|field|type|default|example|section|purpose|capability|gap|role|agent|specialty|technology|version|package|domain|repo count|stakeholder|interest|criterion|criteria|rule|gotcha|why it hurts|option|pros|cons|symbol|meaning|test|tests|expected|actual|риск|риски|ризик|требование|风险|需求|リスク|要件|위험|요구사항|심각도 기준',
  ],
]);

export function roleOfHeader(header: string): ColumnRole | null {
  // Normalizing takes these for decoration.
  if (/^[\s*_]*(?:#|№|N[°º])[\s*_.]*$/u.test(header)) return 'id';
  const words = normalizeWords(header);
  const exact = HEADERS.exact(words) ?? HEADERS.exact(words.replace(/\s*[(（[].*$/u, ''));
  if (exact) return exact;
  return roleOfLabel(words) ?? HEADERS.prefix(words)?.value ?? null;
}

const ROLES: Partial<Record<FieldKind, ColumnRole>> = {
  status: 'status',
  priority: 'priority',
  effort: 'effort',
  depends: 'depends',
};
/** Labels that head columns of other things: "before | after", "needs". */
const AMBIGUOUS = /^(?:after|needs|requires|time|state|size|charge|complexity)$/;

/** What a word is a label of (`**Estimated time**:`) is what a column under it holds. */
function roleOfLabel(words: string): ColumnRole | null {
  const kind = AMBIGUOUS.test(words) ? undefined : fieldOfLabel(words);
  return (kind && ROLES[kind]) ?? null;
}
