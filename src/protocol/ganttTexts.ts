/**
 * The texts of the page of the Gantt, in English. The host translates each value with `vscode.l10n.t` and sends all of
 * them with the snapshot; the page has no other dictionary. `{0}`, `{1}` … stand for what the page fills in. Where a
 * number decides the form there are two, `…One` and `…Many`; a language with more forms chooses a wording that fits all.
 */
export const GANTT_TEXTS = {
  // Numbers
  hours: '{0}h',
  hoursRange: '{0}–{1}h',
  hourSpokenOne: '{0} hour',
  hourSpokenMany: '{0} hours',
  percent: '{0}%',
  atLeast: '≥ {0}',

  // The bar of controls
  toolbar: 'Schedule',
  agents: 'Agents',
  agentsFewer: 'Fewer agents',
  agentsMore: 'More agents',
  agentsNow: '{0} agents work at a time',
  mode: 'How waves are kept',
  modeDeclared: 'Declared',
  modeBarriers: 'Barriers',
  modePipelined: 'Pipelined',
  modeDeclaredHint: 'Each wave takes the hours that its title says',
  modeBarriersHint: 'A wave begins when the one before is over',
  modePipelinedHint: 'A task begins as soon as what it waits for is done',
  modeDeclaredNone: 'No wave says how long it takes',
  groupBy: 'Group by',
  groupWave: 'Wave',
  groupAgent: 'Agent',
  groupFile: 'File',
  groupSection: 'Section',
  filter: 'Filter tasks',
  filterHint: 'Filter',
  zoom: 'Zoom',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  fit: 'Fit',
  fitHint: 'Show the whole schedule',
  more: 'More actions',
  menuFollow: 'Follow the cursor of the editor',
  menuFinished: 'Plan finished tasks too',
  menuSvg: 'Export as a picture (SVG)',
  menuMermaid: 'Export as a diagram (Mermaid)',
  menuCsv: 'Export as CSV',
  menuMarkdown: 'Export as a Markdown table',
  menuTable: 'Open as a table',
  menuCollapse: 'Collapse all',
  menuExpand: 'Expand all',
  menuWriteWaves: 'Write the suggested waves into the file…',
  menuHelp: 'Keys',

  // The totals
  totals: 'Totals',
  totalDeclared: 'Declared {0}',
  totalBarriers: 'with barriers {0}',
  totalPipelined: 'pipelined {0}',
  proofBest: 'the best possible',
  proofGap: 'at most {0} above the best possible',
  unestimatedOne: '{0} task unestimated',
  unestimatedMany: '{0} tasks unestimated',
  unresolvedOne: '{0} task waits for what no task is',
  unresolvedMany: '{0} tasks wait for what no task is',
  barriersCost: 'barriers cost {0}',
  busyShare: 'busy {0}',
  stuckOne: '{0} task cannot be planned',
  stuckMany: '{0} tasks cannot be planned',
  working: 'Planning…',
  whatIf: 'Hours by number of agents',
  whatIfPoint: '{0}: {1}',

  // The grid
  grid: 'Schedule of {0}',
  columnTask: 'Task',
  columnEffort: 'Effort',
  columnSlack: 'Slack',
  columnTime: 'Time',
  busyAgents: 'Busy agents',
  noWave: 'No wave',
  noSection: 'No section',
  agentName: 'Agent {0}',
  noAgent: 'Not planned',
  waveFigures: '{0} × {1}',
  waveNeeds: 'needs {0}',
  waveConflict: '{0} waits for {1}',
  groupTasksOne: '{0} task',
  groupTasksMany: '{0} tasks',
  critical: 'critical',
  noSlack: 'none',
  noTitle: '(no title)',

  // How rows are read
  rowHours: 'hours {0} to {1}',
  rowWave: 'wave {0}',
  rowWaitsFor: 'waits for {0}',
  rowUnplanned: 'not planned',
  rowUnestimated: 'no effort written, planned as {0}',
  rowSlack: '{0} of slack',
  rowProgress: '{0} done',
  markReady: 'ready',
  markWaiting: 'waiting',
  markDoing: 'in progress',
  markBlocked: 'blocked',
  markDone: 'done',
  markDropped: 'dropped',
  markUnknown: 'status unknown',
  markCyclic: 'in a cycle',
  markStuck: 'blocked by a cycle',

  // The line of details
  details: 'Details',
  startsAt: '{0}: starts at {1}.',
  startsAfter: '{0}: starts at {1}, when {2} is done.',
  startsWhenFree: '{0}: could start at {1}; all {2} agents are busy until {3}.',
  startsWhenTheOneIsFree: '{0}: could start at {1}; the only agent is busy until {2}.',
  startsAfterWave: '{0}: could start at {1}; {2} is not over until {3}.',
  startsInOrder: '{0}: could start at {1}; until {2} the agents have what more depends on.',
  isCritical: 'Critical: each extra hour delays the finish.',
  canEndLater: 'Can end {0} later without delaying the finish.',
  unblocksOne: 'Unblocks {0} task, {1}.',
  unblocksMany: 'Unblocks {0} tasks, {1}.',
  isFinished: '{0}: {1}.',
  isCyclic: '{0} is in a cycle and cannot be planned.',
  isStuck: '{0} waits for a cycle and cannot be planned.',
  waitsForUnknown: 'Waits for {0}, which no task has.',
  nothingSelected: 'Choose a task to see why it starts when it does.',
  open: 'Open',
  moveToWave: 'Move to wave…',
  undo: 'Undo',
  undoHint: 'Undo: {0}',

  // Moves
  moveHere: '{0}: {1}',
  moveTotals: 'Finish {0}, was {1}.',
  moveUnchanged: 'Finish {0}, as now.',
  movePlanning: 'Working out the finish…',
  moveStays: '{0} stays in {1}.',
  moveKeys: 'Enter moves it, Escape leaves it.',
  moveCancelled: '{0} was not moved.',
  moveNowhere: 'There is no other wave to move {0} to.',
  moved: '{0} moved to {1}.',
  notMoved: '{0} was not moved: {1}',
  undone: 'Undone.',
  nothingToUndo: 'There is nothing to undo.',

  // What is announced
  saidSelected: '{0} agents. Finish {1}.',
  saidMode: '{0}. Finish {1}.',
  saidShown: '{0} of {1} tasks',
  noneCritical: 'No task is critical.',
  noneReady: 'No task is ready.',
  noneInFilter: 'None among the tasks that the filter shows.',
  noneBefore: '{0} waits for no task here.',
  noneAfter: 'No task here waits for {0}.',

  // States
  reading: 'Reading the task files…',
  emptyTitle: 'There are no tasks to plan',
  emptyText:
    'A task is a checkbox, a heading or a list item with an id. Effort, dependencies and waves are written like this:',
  chooseFile: 'Choose file…',
  doneTitle: 'All tasks are done',
  doneText: 'There is nothing left to plan.',
  showFinished: 'Show finished tasks',
  nothingFound: 'No task matches the filter.',
  clearFilter: 'Clear filter',
  cycleOne: 'A cycle: {1}. What is in it or waits for it cannot be planned.',
  cycleMany: '{0} cycles: {1}. What is in them or waits for them cannot be planned.',
  cycleMore: '… {0} more …',
  stale: 'The text cannot be planned as it is now; this is the last schedule that could.',
  suggested: 'No waves are declared: these are computed from the dependencies.',
  writeWaves: 'Write them into the file…',

  // Keys
  help: 'Keys of the schedule',
  close: 'Close',
  keyMove: 'row above or below',
  keyTree: 'collapse, expand, or go to the group',
  keyEnds: 'first or last row',
  keyReveal: 'open in the editor',
  keyPreview: 'show in the editor and stay here',
  keyMoveWave: 'move to the wave before or after',
  keyDepends: 'to what it waits for, to what waits for it',
  keyCritical: 'next critical task',
  keyReady: 'next ready task',
  keyZoom: 'zoom in, zoom out, fit',
  keyFilter: 'filter',
  keyAgents: 'fewer or more agents',
  keyHelp: 'this list',
} as const;

export type GanttTextName = keyof typeof GANTT_TEXTS;
export type GanttTexts = Readonly<Record<GanttTextName, string>>;

/** A task list that shows how effort, dependencies and waves are written; for the empty state. */
export const GANTT_EXAMPLE = `## Wave 1: Foundation — 3 hours with 2 agents

- [ ] T1 Lay the cable (3h)
- [ ] T2 Order the switches (1h)

## Wave 2: Network — 2 hours

- [ ] T3 Connect the racks (2h, depends on T1, T2)
`;

/** A text with its places filled in. */
export function fillIn(template: string, ...values: readonly (string | number)[]): string {
  return template.replace(/\{(\d)\}/g, (whole, digit: string) => String(values[Number(digit)] ?? whole));
}
