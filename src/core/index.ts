/** The only public entry of the core. */
export * from './model/task';
export * from './model/problem';
export * from './model/reader';
export { TaskIndex } from './index/taskIndex';
export { isMarkdownPath, isTaskFileName, frontMatterSwitch } from './model/taskFileName';
export { taskFileGlobs } from './model/taskFileGlobs';
export * from './features/treeNodes';
export { TaskTree } from './features/tree';
export type { TreeOptions } from './features/treePlan';
export { readyCount } from './features/readyCount';
export { taskCard, type TaskCard, type TaskLink, type Waiting } from './features/hover';
export { outline, searchTasks, type OutlineEntry } from './features/symbols';
export { anchorOf, mentionedTasks, nextReady, taskAtLine } from './features/navigation';
export { highlightWords, type Highlight } from './features/filter';
export { isFinished, taskLabel, unfinishedDependencies } from './features/words';
export * from './features/waves';
