import * as vscode from 'vscode';
import {
  moveToWave,
  moveTotalsInSteps,
  waveChoices,
  type IndexReader,
  type Task,
  type TextEdit,
} from '../../../core';
import type { GanttTarget } from '../../../protocol/gantt';
import { applyEdits } from '../../adapter/applyEdits';
import { refusalOf } from '../../adapter/fileRefusal';
import { toUri } from '../../adapter/places';
import { runInSteps } from '../../adapter/schedule';
import type { TaskEdits } from '../taskEdits';
import type { LiveChart } from './liveChart';
import { told } from './tables';

/** So many moves can be taken back. */
const MOST_UNDONE = 10;

export type MoveOutcome = 'done' | { readonly refused: string };

/** Why a task cannot be moved at all, or where to. */
export interface MoveAnswer {
  readonly refusal: string;
  readonly targets: readonly GanttTarget[];
  readonly complete: boolean;
}

interface Undone {
  readonly title: string;
  readonly uri: string;
  /** What takes it back, and the text that it takes it back from. */
  readonly edits: readonly TextEdit[];
  readonly text: string;
}

/** Moves of tasks between waves that one page asks for, and what takes them back. */
export class Moves {
  private readonly made: Undone[] = [];

  constructor(
    private readonly reader: IndexReader,
    private readonly taskEdits: TaskEdits,
  ) {}

  /**
   * Where a task can go: at once what is legal, then with totals. Tells nothing more once the token is cancelled. False
   * where texts have changed before all was told.
   */
  async tell(
    chart: LiveChart,
    task: Task,
    tell: (answer: MoveAnswer) => void,
    token: vscode.CancellationToken,
  ): Promise<boolean> {
    const refusal = (await refusalOf(toUri(task.document))) ?? '';
    if (token.isCancellationRequested) return true;
    const targets = refusal === '' ? this.targetsOf(chart, task) : { refusal, targets: [] };
    if (targets.refusal !== '') {
      tell({ ...targets, refusal: told(targets.refusal), complete: true });
      return true;
    }
    const legal = targets.targets.filter(({ reason }) => reason === '');
    tell({ ...targets, complete: legal.length === 0 });
    const { version } = this.reader;
    const { plan } = chart.chart ?? {};
    if (legal.length === 0 || !plan) return true;
    const names = chart.declaredWaves;
    const steps = moveTotalsInSteps(
      this.reader,
      task,
      legal.map(({ wave }) => names.get(wave) ?? ''),
      { documents: chart.documents, agents: plan.agents, all: chart.options.finished },
    );
    const totals = await runInSteps(
      steps,
      () => token.isCancellationRequested || this.reader.version !== version,
    );
    if (token.isCancellationRequested) return true;
    if (!totals) return false;
    tell({
      refusal: '',
      targets: targets.targets.map((target): GanttTarget => {
        const then = totals.then.get(names.get(target.wave) ?? '');
        if (!then || target.reason !== '') return target;
        const declared = then.declared === null ? null : Math.round(then.declared);
        return { ...target, totals: { ...then, declared } };
      }),
      complete: true,
    });
    return true;
  }

  private targetsOf(
    chart: LiveChart,
    task: Task,
  ): { readonly refusal: string; readonly targets: readonly GanttTarget[] } {
    const choices = waveChoices(this.reader, task);
    if ('kind' in choices) return { refusal: `${choices.reason}.`, targets: [] };
    const byName = new Map(choices.map((choice) => [choice.wave, choice]));
    const targets = [...chart.declaredWaves].flatMap(([wave, name]): GanttTarget[] => {
      if (name === task.wave) return [];
      const choice = byName.get(name);
      const reason = choice
        ? (choice.reason ?? '')
        : vscode.l10n.t('{0} has no such wave.', task.document.path);
      return [{ wave, reason: told(reason), totals: null }];
    });
    return { refusal: '', targets };
  }

  /** Moves a task, by one edit of the editor's. */
  async move(task: Task, wave: string): Promise<MoveOutcome> {
    const plan = moveToWave(this.reader, task, wave);
    if (plan.kind === 'refused') return { refused: `${plan.reason.replace(/\.$/, '')}.` };
    if (plan.edits.length === 0) return { refused: vscode.l10n.t('It is planned for that wave already.') };
    const { uri } = task.document;
    const { edits, title } = this.taskEdits.withFigures(plan);
    const outcome = await applyEdits(this.reader, edits, { label: title });
    if (typeof outcome === 'object') return outcome;
    const text = textOf(uri);
    if (text !== null) this.made.push({ title: told(title), uri, edits: inverseOf(edits), text });
    if (this.made.length > MOST_UNDONE) this.made.shift();
    return 'done';
  }

  /** What undo would take back; null where there is nothing, or its text has changed since. */
  get undo(): string | null {
    const last = this.made.at(-1);
    return last && this.reader.document(last.uri)?.text === last.text ? last.title : null;
  }

  /** Takes the last move back, if the text is still what it made of it. */
  async takeBack(): Promise<MoveOutcome> {
    const last = this.made.at(-1);
    if (!last) return { refused: vscode.l10n.t('There is nothing to undo.') };
    const label = vscode.l10n.t('Undo: {0}', last.title);
    if (this.reader.document(last.uri)?.text !== last.text)
      return { refused: vscode.l10n.t('The text has changed meanwhile.') };
    const outcome = await applyEdits(this.reader, last.edits, { label });
    if (typeof outcome === 'object') return outcome;
    this.made.pop();
    return 'done';
  }
}

function textOf(uri: string): string | null {
  const document = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri);
  return document?.getText() ?? null;
}

/** The edits that take others of one document back, planned on the text that these leave. */
function inverseOf(edits: readonly TextEdit[]): readonly TextEdit[] {
  let shift = 0;
  return [...edits]
    .sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end)
    .map(({ uri, range, expected, text }) => {
      const start = range.start + shift;
      shift += text.length - (range.end - range.start);
      return { uri, range: { start, end: start + text.length }, expected: text, text: expected };
    });
}
