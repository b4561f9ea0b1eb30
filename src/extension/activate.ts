import * as vscode from 'vscode';
import { Baselines } from './adapter/baselines';
import { Ledgers } from './adapter/ledgers';
import { GitRepositories } from './adapter/gitRepositories';
import { GitTexts } from './adapter/gitTexts';
import { TaskIndex } from '../core';
import { Plans, type LivePlans } from './adapter/plans';
import { Settings } from './adapter/settings';
import { TakenIds } from './adapter/takenIds';
import { WorkspaceIndex, type LiveIndex } from './adapter/workspaceIndex';
import { WorkspaceTexts, type LiveTexts } from './adapter/workspaceTexts';
import { registerChooseBaseline } from './commands/chooseBaseline';
import { registerAssignIds } from './commands/assignIds';
import { offerToFinish, registerCollapse } from './commands/collapse';
import { registerCopyCitation } from './commands/copyCitation';
import { registerCopyId, registerCopyTitle } from './commands/copyTask';
import { registerClearFilter, registerFilter } from './commands/filter';
import { registerGoToTask } from './commands/goToTask';
import { registerGroupBy } from './commands/groupBy';
import { registerMoveToWave } from './commands/moveToWave';
import { registerNewTask } from './commands/newTask';
import { registerNextFreeId } from './commands/nextFreeId';
import { registerNextReadyTask } from './commands/nextReadyTask';
import { registerOpenRuleDoc } from './commands/openRuleDoc';
import { registerRefresh } from './commands/refresh';
import { registerRevealTask } from './commands/revealTask';
import { registerAddDependency, registerRemoveDependency } from './commands/dependencies';
import { registerMoveToSection, registerMoveUpAndDown } from './commands/moveTask';
import { registerSetStatus, registerToggleDone } from './commands/setStatus';
import { registerShowLog } from './commands/showLog';
import { registerWriteWaves } from './commands/writeWaves';
import { registerAutoRenumberWarning } from './features/autoRenumber';
import { registerBaselineStatus } from './features/baselineStatus';
import { registerCitationStatus } from './features/citationStatus';
import { registerCodeActions } from './features/codeActions';
import { registerPlanLenses } from './features/planLenses/register';
import { registerCollapseActions } from './features/collapseActions';
import { registerCompletion } from './features/completion';
import { Diagnostics } from './features/diagnostics';
import { registerGantt } from './features/gantt/register';
import { registerHover } from './features/hover';
import { registerLinks } from './features/links';
import { registerNavigation } from './features/navigation';
import { registerRename } from './features/rename';
import { registerSymbols } from './features/symbols';
import { registerTaskActions } from './features/taskActions';
import { TaskEdits } from './features/taskEdits';
import { TaskView } from './features/tree/taskView';

/** What other code in the same host, such as tests, can get hold of. */
export interface Wavemark {
  readonly index: LiveIndex;
  readonly texts: LiveTexts;
  readonly view: TaskView;
  readonly baselines: Baselines;
  readonly plans: LivePlans;
  readonly edits: TaskEdits;
}

/** Builds everything and connects it; nothing is read before this has returned. */
export function activate(context: vscode.ExtensionContext): Wavemark {
  const log = vscode.window.createOutputChannel('Wavemark', { log: true });
  const settings = new Settings(log);
  const core = new TaskIndex();
  const index = new WorkspaceIndex(settings, log, core);
  const texts = new WorkspaceTexts(core, index, settings, log);
  const ledgers = new Ledgers(core, index, settings);
  const git = new GitRepositories();
  const committed = new GitTexts(settings);
  const baselines = new Baselines(index, git, committed, settings, log);
  const plans = new Plans(index, settings, log);
  const { reader } = index;
  const edits = new TaskEdits(reader, settings);
  const view = new TaskView(index, settings, context.workspaceState, edits);
  const taken = new TakenIds(reader, git, committed);
  context.subscriptions.push(
    log,
    index,
    texts,
    ledgers,
    git,
    baselines,
    plans,
    view,
    new Diagnostics(index, texts, ledgers, settings, context.extensionUri),
    registerHover(reader, settings),
    registerCompletion(reader, settings),
    registerNavigation(index, texts),
    registerRename(reader, texts),
    registerLinks(reader, settings),
    registerSymbols(index, settings),
    registerCodeActions(reader, settings, edits),
    registerPlanLenses(index, plans, settings),
    registerCollapseActions(reader),
    registerCollapse(index, ledgers),
    offerToFinish(index, ledgers),
    registerGoToTask(index),
    registerNextReadyTask(index),
    registerRevealTask(reader),
    registerRefresh(index),
    registerCopyId(reader),
    registerCopyTitle(reader),
    registerCopyCitation(reader),
    registerNextFreeId(reader, taken),
    registerNewTask(reader, taken),
    registerAssignIds(reader, taken),
    registerSetStatus(reader, edits),
    registerToggleDone(reader, edits),
    registerMoveUpAndDown(reader, edits),
    registerMoveToSection(reader, edits),
    registerAddDependency(reader, edits),
    registerRemoveDependency(reader, edits),
    registerTaskActions(reader),
    registerMoveToWave(index, plans, edits),
    registerWriteWaves(index, plans, edits),
    registerGroupBy(view),
    registerFilter(view),
    registerClearFilter(view),
    registerShowLog(log),
    registerOpenRuleDoc(context.extensionUri, log),
    registerGantt(index, plans, edits, context, log),
    registerChooseBaseline(baselines),
    registerBaselineStatus(baselines, index),
    registerCitationStatus(texts),
    registerAutoRenumberWarning(index, context.workspaceState),
  );
  index.start();
  texts.start();
  return { index, texts, view, baselines, plans, edits };
}
