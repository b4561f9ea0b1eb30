import * as vscode from 'vscode';
import {
  chartInSteps,
  driverOf,
  isFinished,
  TaskKeys,
  type Chart,
  type Plan,
  type Task,
  type TaskDocument,
} from '../../../core';
import type { GanttFace, GanttHead, GanttOptions, GanttScope, GanttToPage } from '../../../protocol/gantt';
import { NO_PLAN, type GanttPlan } from '../../../protocol/ganttPlan';
import { documentsOf, type LivePlans, type PlanRequest } from '../../adapter/plans';
import { runInSteps } from '../../adapter/schedule';
import type { LiveIndex } from '../../adapter/workspaceIndex';
import { ofPlan } from './head';
import { planScope } from './scope';
import {
  callOf,
  ShortKeys,
  tablesInSteps,
  told,
  waveKey,
  waveTitle,
  type GanttTables,
  type Names,
} from './tables';
import { Troubles, type Trouble } from './troubles';

/** The chart of a scope, worked out in slices, as the page is told of it. */
export class LiveChart {
  private readonly names: Names = {
    tasks: new TaskKeys(),
    waves: new ShortKeys('w'),
    sections: new ShortKeys('s'),
    files: new ShortKeys('f'),
  };
  private readonly troubleIn = new Troubles();
  private found: Chart | null = null;
  private tables: GanttTables = NO_PLAN;
  /** Whether the text could not be planned when it was last looked at. */
  private stale = false;
  /** Files that could not be read when the chart was made. */
  private unread: ReadonlySet<string> = new Set();
  private face: GanttFace = 'reading';
  private curve: { readonly plan: Plan; readonly whatIf: Plan['whatIf'] } | null = null;

  troubles: readonly Trouble[] = [];
  /** The version of the index that the chart is of. */
  version = -1;

  constructor(
    private readonly index: LiveIndex,
    private readonly plans: LivePlans,
    readonly scope: GanttScope,
    public options: GanttOptions,
  ) {}

  /** The chart as it was made last; null before that, and where there is nothing to plan. */
  get chart(): Chart | null {
    return this.found;
  }

  /** Why tasks cannot be moved, or null. */
  get readOnly(): string | null {
    if (this.stale) return vscode.l10n.t('The text cannot be planned as it is now.');
    if (this.scope.type === 'workspace') return null;
    const { scheme } = vscode.Uri.parse(this.scope.uri, true);
    return vscode.workspace.fs.isWritableFileSystem(scheme) === false
      ? vscode.l10n.t('The file cannot be written.')
      : null;
  }

  get documents(): readonly TaskDocument[] {
    return documentsOf(this.index.reader, planScope(this.scope));
  }

  forget(uris: readonly string[]): void {
    this.troubleIn.forget(uris);
  }

  /** Makes the chart of the texts as they are. False where the token was cancelled meanwhile. */
  async update(token: vscode.CancellationToken): Promise<boolean> {
    const { reader } = this.index;
    while (!token.isCancellationRequested) {
      const { request } = this;
      const asked = await this.plans.plan(request, token);
      if (token.isCancellationRequested) return false;
      const plan = asked && this.plans.known(request);
      // A plan that is out of date before it is seen is made again.
      if (asked && !plan) continue;
      const { version } = reader;
      const { documents } = this;
      const troubles = this.troublesOf(documents, plan);
      const unread = new Set(troubles.filter(({ isFatal }) => isFatal).map(({ uri }) => uri));
      const isWorse = !plan || [...unread].some((uri) => !this.unread.has(uri));
      if (this.found && isWorse) {
        this.troubles = troubles;
        this.stale = true;
        this.version = version;
        return true;
      }
      const made = await runInSteps(
        this.make(plan, documents),
        () => token.isCancellationRequested || reader.version !== version,
      );
      if (made === null || reader.version !== version) continue;
      this.found = made.chart;
      this.tables = made.tables;
      this.troubles = troubles;
      this.unread = unread;
      this.stale = false;
      this.version = version;
      this.face = this.faceOf(documents);
      return true;
    }
    return false;
  }

  /** Works out how long it takes with other numbers of agents. True where that was not known before. */
  async updateCurve(token: vscode.CancellationToken): Promise<boolean> {
    const plan = this.found?.plan;
    if (!plan || this.curve?.plan === plan) return false;
    const more = await this.plans.plan({ ...this.request, whatIf: true }, token);
    if (!more || token.isCancellationRequested || this.found?.plan !== plan) return false;
    this.curve = { plan, whatIf: more.whatIf };
    return true;
  }

  /** What the page is told, with the parts of the head that others know. */
  plan(more: Pick<GanttHead, 'busy' | 'undo'>): GanttPlan {
    const agents = this.options.agents ?? this.plans.agents(planScope(this.scope)) ?? 1;
    const head: GanttHead = {
      face: this.face,
      options: this.options,
      ...ofPlan(this.found, agents),
      // The curve of the plan before is better than none, as long as the next is being worked out.
      whatIf: this.found ? (this.curve?.whatIf ?? []) : [],
      troubles: this.troubles.map(({ text }) => told(text)),
      stale: this.stale,
      readOnly: this.readOnly,
      ...more,
    };
    return { ...this.tables, head };
  }

  taskOf(key: string): Task | null {
    return this.names.tasks.taskOf(key);
  }

  /** The key of the row that shows a task; null where none does. */
  rowKeyOf(task: Task): string | null {
    const row = this.found?.rowOf(task);
    return row ? this.names.tasks.keyOf(row.task) : null;
  }

  /** The key of the first row of a declared wave. */
  firstOfWave(name: string): string | null {
    const [task] =
      this.found?.waves.find((wave) => wave.kind === 'declared' && wave.name === name)?.tasks ?? [];
    return task ? this.names.tasks.keyOf(task) : null;
  }

  /** Names of the declared waves by their keys. */
  get declaredWaves(): ReadonlyMap<string, string> {
    const waves = this.found?.waves ?? [];
    return new Map(
      waves.flatMap((wave, at): [string, string][] =>
        wave.kind === 'declared' ? [[waveKey(wave, at, this.names), wave.name]] : [],
      ),
    );
  }

  detailsOf(key: string): Extract<GanttToPage, { type: 'details' }> | null {
    const task = this.taskOf(key);
    const chart = this.found;
    if (!task || !chart) return null;
    const driver = driverOf(chart, task);
    const planned = chart.plan.tasks.find((each) => each.task === task);
    return {
      type: 'details',
      key,
      driver: driver && {
        kind: driver.kind,
        at: driver.at,
        task: driver.task && callOf(driver.task),
        wave: driver.wave === null ? null : this.titleOfWave(chart, driver.wave),
      },
      unblocks: planned?.unblocks ?? 0,
      unblocksMinutes: planned?.unblockedMinutes ?? 0,
      unblocksGuess: planned?.unblocksGuess ?? false,
    };
  }

  /** Of a wave of the plan, which does not know those that nothing is left of. */
  private titleOfWave({ plan, waves }: Chart, place: number): string | null {
    const name = plan.waves[place]?.name;
    const at = name === undefined ? place : waves.findIndex((wave) => wave.name === name);
    return waves[at] ? waveTitle(waves[at], at) : null;
  }

  get request(): PlanRequest {
    const { agents, finished } = this.options;
    return { scope: planScope(this.scope), all: finished, ...(agents !== null && { agents }) };
  }

  private *make(
    plan: Plan | null,
    documents: readonly TaskDocument[],
  ): Generator<void, { readonly chart: Chart | null; readonly tables: GanttTables }> {
    const { mode, finished } = this.options;
    const options = { documents, mode, all: finished };
    const chart = plan && (yield* chartInSteps(this.index.reader, plan, options));
    yield* this.names.tasks.updateInSteps(documents);
    return { chart, tables: chart ? yield* tablesInSteps(chart, this.names, this.tables) : NO_PLAN };
  }

  private faceOf(documents: readonly TaskDocument[]): GanttFace {
    if (this.tables.rows.length > 0) return 'plan';
    if (!this.index.isComplete) return 'reading';
    const tasks = documents.flatMap((document) => document.tasks);
    // Of a file that could not be read nobody knows whether all of it is done.
    return this.unread.size === 0 && tasks.length > 0 && tasks.every(isFinished) ? 'done' : 'empty';
  }

  private troublesOf(documents: readonly TaskDocument[], plan: Plan | null): readonly Trouble[] {
    const nowhere = { uri: '', line: 0, isFatal: true };
    if (documents.length === 0)
      return this.found
        ? [{ text: vscode.l10n.t('There are no task files here any more.'), ...nowhere }]
        : [];
    const found = this.troubleIn.in(documents);
    if (plan) return found;
    return [
      { text: vscode.l10n.t('The schedule could not be worked out; the log says why.'), ...nowhere },
      ...found,
    ];
  }
}
