import * as vscode from 'vscode';
import {
  anchorOf,
  lensPlacesInSteps,
  taskLens,
  waveLens,
  type LensPlace,
  type Plan,
  type PlannedTask,
  type Task,
} from '../../../core';
import { toRange, toUri } from '../../adapter/places';
import type { LivePlans, PlanScope } from '../../adapter/plans';
import { runInSteps } from '../../adapter/schedule';
import type { LiveIndex } from '../../adapter/workspaceIndex';
import { withoutIcons } from '../words';
import { taskLensWord, waveLensWord } from './words';

/** What is said above a line, and the tasks that it names. */
export interface Said {
  readonly text: string;
  readonly tasks: readonly Task[];
}

/** What plans have to say of the tasks and waves of a document, for lenses and hints alike. */
export class PlanSayings {
  /** The tasks of a plan; it is asked for one at a time. */
  private readonly byTask = new WeakMap<Plan, ReadonlyMap<Task, PlannedTask>>();

  constructor(
    private readonly index: LiveIndex,
    private readonly plans: LivePlans,
  ) {}

  /** Where something is to be said, by line; needs no plan. */
  async places(uri: vscode.Uri, token: vscode.CancellationToken): Promise<readonly LensPlace[]> {
    const { reader } = this.index;
    const key = uri.toString();
    // The editor asks once for a text: a file that is still to be read must not have none.
    if (!reader.document(key)) await this.index.whenIdle();
    return (await runInSteps(lensPlacesInSteps(reader, key), () => token.isCancellationRequested)) ?? [];
  }

  /** Null where nothing can be said: the document has gone, or is another by now. */
  async at(uri: vscode.Uri, place: LensPlace, token: vscode.CancellationToken): Promise<Said | null> {
    const scope: PlanScope = { file: uri.toString() };
    // Where nobody says how many work, only what waits for what counts.
    const agents = this.plans.agents(scope) ?? Infinity;
    const plan = await this.plans.plan({ scope, agents }, token);
    const { reader } = this.index;
    const document = reader.document(scope.file);
    if (!plan || !document) return null;
    if (place.kind === 'wave') {
      const planned = plan.waves.find(({ name }) => name === place.wave);
      const lens = waveLens(document, place.wave, plan, planned);
      return { text: withoutIcons(waveLensWord(lens)), tasks: lens.named };
    }
    const task = document.tasks[place.at];
    const planned = task && this.tasksOf(plan).get(task);
    const lens = taskLens(reader, document, place.at, plan, planned);
    return lens && { text: withoutIcons(taskLensWord(lens)), tasks: lens.named };
  }

  private tasksOf(plan: Plan): ReadonlyMap<Task, PlannedTask> {
    let tasks = this.byTask.get(plan);
    if (!tasks)
      this.byTask.set(plan, (tasks = new Map(plan.tasks.map((planned) => [planned.task, planned]))));
    return tasks;
  }
}

/** Shows tasks below a line, in the text; null where there are none. */
export function peekCommand(
  uri: vscode.Uri,
  line: number,
  title: string,
  tasks: readonly Task[],
): vscode.Command | null {
  if (tasks.length === 0) return null;
  const locations = tasks.map((task) => {
    const { document } = task;
    return new vscode.Location(toUri(document), toRange(document, anchorOf(task)));
  });
  return {
    title,
    command: 'editor.action.peekLocations',
    arguments: [uri, new vscode.Position(line, 0), locations, 'peek'],
    tooltip: vscode.l10n.t('Show these tasks'),
  };
}
