/** The only public entry of the core. */
export * from './model/task';
export * from './model/alignment';
export * from './model/baseline';
export * from './model/problem';
export * from './model/reader';
export * from './model/records';
export * from './model/tracker';
export { TaskIndex } from './index/taskIndex';
export type { TextFile, TextFiles } from './index/textFiles';
export { CitingWords } from './identity/citingWords';
export { mentionPattern, type MentionPattern } from './identity/mentionPattern';
export { isMarkdownPath, isTaskFileName, frontMatterSwitch } from './model/taskFileName';
export { taskFileGlobs } from './model/taskFileGlobs';
export { renamedFiles, type FileText } from './identity/renamedFiles';
export { hasConflictMarkers } from './text/conflictMarkers';
export { shortened } from './text/shortened';
export * from './features/treeNodes';
export { TaskTree } from './features/tree';
export type { TreeOptions } from './features/treePlan';
export { readyCount } from './features/readyCount';
export {
  taskCard,
  trackerCard,
  type TrackerCard,
  type TaskCard,
  type TaskLink,
  type Waiting,
} from './features/hover';
export { completeIds, type CompletionScope, type IdCompletion } from './features/completion';
export { completionPlace, type CompletionPlace, type Cursor } from './features/completionPlace';
export { CommentFinder, textSyntaxOf } from './identity/textSyntax';
export { idLinks, type IdLink } from './features/links';
export { citationOf } from './features/citation';
export { highestNumber } from './edits/idSeries';
export { newTaskAt, type NewTask, type Piece } from './edits/newTask';
export { isCounted, nextFreeId, seriesOf, type Series } from './identity/series';
export { outline, searchInSteps, searchTasks, type OutlineEntry } from './features/symbols';
export { anchorOf, mentionedTasks, nextReady, taskAtLine } from './features/navigation';
export { highlightWords, type Highlight } from './features/filter';
export { isFinished, priorityName, taskLabel, taskName, unfinishedDependencies } from './features/words';
export { indexJson, indexJsonParts, taskJson } from './features/indexJson';
export { checkJson, problemJson, summarize, type ProblemJson } from './features/problemJson';
export { pathsToLookFor, pointersOf, type Pointer } from './records/pointers';
export { recordAt, type RecordMention } from './records/recordAt';
export { mayBeRecord } from './records/recordName';
export type { WorkspaceFiles } from './records/workspaceFiles';
export { RULES } from './rules/registry';
export { readTracker, type TrackerReading } from './tracker/readTracker';
export { readTrackerSettings, type TrackerSettings } from './tracker/trackerSetting';
export type { RuleMeta } from './rules/rule';
export { applyEdits, editsByUri, textsAfter, type Applied } from './edits/applyEdits';
export type { EditPlan, Refusal } from './edits/plan';
export { filesCiting, idsOfRename, renameId, type RenameOptions } from './edits/renameId';
export {
  assignIds,
  type AssignedId,
  type AssignOptions,
  type AssignPlan,
  type LeftTask,
} from './edits/assignIds';
export {
  collapseItems,
  decidedItems,
  filesOfCollapse,
  ledgersOf,
  type CollapsedItem,
  type CollapseOptions,
  type CollapsePlan,
  type LedgerFile,
  type LeftItem,
  type NewFile,
  type TwoPhasePlan,
} from './edits/collapse';
export { expandItems, filesOfExpand, type ExpandPlan } from './edits/expand';
export { collapsible, isCollapsed } from './decisions/decided';
export { DEFAULT_LEDGER, ledgerOf, type LedgerSetting } from './decisions/destination';
export { missedIds } from './features/missedIds';
export {
  DEFAULT_HOURS,
  planInSteps,
  planOf,
  type Plan,
  type PlannedTask,
  type PlanOptions,
} from './plan/plan';
export { declaredAgents, type PlannedWave } from './plan/waves';
export { moveTotalsInSteps, type MoveTotals, type PlanTotals } from './plan/moveTotals';
export { shortWave } from './plan/waveOrder';
export { waveChoices, type WaveChoice } from './edits/waves/choices';
export { writeWavesInSteps } from './edits/waves/writeWaves';
export { moveToWave, type MoveOptions } from './edits/waves/moveToWave';
export { KeptPlan } from './plan/keptPlan';
export { gapPercent, hoursOf, nameOf, planJson, qualityOf, type PlanJson } from './features/plan/planJson';
export { markdownText, planCsv, planMarkdown } from './features/plan/exports';
export { planMermaid } from './features/plan/mermaid';
export { planSvg } from './features/plan/planSvg';
export {
  bottlenecksJson,
  nextJson,
  nextOfAll,
  nextOfAllInSteps,
  nextTasks,
  type Bottleneck,
  type NextTask,
  type NextTasks,
} from './features/plan/nextTasks';
export {
  lensPlacesInSteps,
  taskLens,
  waveLens,
  type LensPlace,
  type LensState,
  type TaskLens,
  type WaveLens,
} from './features/plan/lens';
export { fixTogether, type TogetherFix } from './edits/fixTogether';
export { withFigures } from './edits/figures';
export { withSummaries } from './edits/withSummaries';
export { chartInSteps, type Chart, type ChartOptions } from './features/gantt/chart';
export { driverOf, type ChartDriver } from './features/gantt/details';
export type { ChartRow } from './features/gantt/rows';
export type { ChartWave } from './features/gantt/waves';
export { TaskKeys } from './features/gantt/taskKeys';
export { waveNumber } from './plan/waveOrder';
export type { WaveMode } from './plan/waveTimes';
export { safeFixes, type AppliedFix, type SafeFixes } from './edits/safeFixes';
export {
  setStatus,
  SETTABLE,
  type SetStatusOptions,
  type SettableStatus,
  type StatusPlan,
  type UnsetTask,
} from './edits/status/setStatus';
export { dayOf } from './edits/status/dates';
export { statusOfWord } from './words/statusWords';
export { moveStep, moveTask, moveTasks, placeAfterStep, type MoveTarget } from './edits/move/moveTask';
export { addDependency, removeDependency } from './edits/dependencies/dependencies';
