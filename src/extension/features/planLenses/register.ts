import * as vscode from 'vscode';
import type { IndexReader, LensPlace, Task } from '../../../core';
import type { LivePlans } from '../../adapter/plans';
import type { Settings } from '../../adapter/settings';
import type { LiveIndex } from '../../adapter/workspaceIndex';
import { SHOW_GANTT } from '../gantt/register';
import { MARKDOWN } from '../selectors';
import { nameOf } from '../taskNames';
import { statusWord } from '../words';
import { peekCommand, PlanSayings } from './lenses';

/** Lenses for more tasks than these cost the editor more than anybody gains. */
const MOST_LENSES = 5_000;

/**
 * What plans have to say, above each task and wave (CodeLens) or at the end of its line (inlay hints). Where it stands
 * is known at once and depends on facts alone; what it says is worked out for the lines that are seen.
 */
export function registerPlanLenses(
  index: LiveIndex,
  plans: LivePlans,
  settings: Settings,
): vscode.Disposable {
  const sayings = new PlanSayings(index, plans);
  const changes = new vscode.EventEmitter<void>();
  return vscode.Disposable.from(
    changes,
    plans.onDidChange(() => changes.fire()),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('wavemark')) changes.fire();
    }),
    vscode.languages.registerCodeLensProvider(
      MARKDOWN,
      new Lenses(index.reader, sayings, settings, changes.event),
    ),
    vscode.languages.registerInlayHintsProvider(MARKDOWN, new Hints(sayings, settings, changes.event)),
  );
}

class PlanLens extends vscode.CodeLens {
  constructor(
    readonly uri: vscode.Uri,
    readonly place: LensPlace,
  ) {
    super(new vscode.Range(place.line, 0, place.line, 0));
  }
}

/** The status of a task, which a click sets. */
class StatusLens extends vscode.CodeLens {
  constructor(line: number, task: Task) {
    super(new vscode.Range(line, 0, line, 0), {
      title: statusWord(task.status),
      command: 'wavemark.setStatus',
      arguments: [nameOf(task)],
      tooltip: vscode.l10n.t('Set Status…'),
    });
  }
}

class Lenses implements vscode.CodeLensProvider {
  constructor(
    private readonly reader: IndexReader,
    private readonly sayings: PlanSayings,
    private readonly settings: Settings,
    readonly onDidChangeCodeLenses: vscode.Event<void>,
  ) {}

  async provideCodeLenses(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
  ): Promise<vscode.CodeLens[]> {
    if (!this.settings.isOn('codeLens.enabled', document)) return [];
    const places = await this.sayings.places(document.uri, token);
    const tasks = this.settings.isOn('codeLens.status', document)
      ? (this.reader.document(document.uri.toString())?.tasks ?? [])
      : [];
    return places.slice(0, MOST_LENSES).flatMap((place) => {
      const task = place.kind === 'task' ? tasks[place.at] : undefined;
      const lens = new PlanLens(document.uri, place);
      return task ? [lens, new StatusLens(place.line, task)] : [lens];
    });
  }

  async resolveCodeLens(lens: vscode.CodeLens, token: vscode.CancellationToken): Promise<vscode.CodeLens> {
    if (!(lens instanceof PlanLens)) return lens;
    const { uri, place } = lens;
    const said = await this.sayings.at(uri, place, token);
    const title = said?.text ?? '';
    // A command without a name is shown and does nothing.
    lens.command =
      (said && peekCommand(uri, place.line, title, said.tasks)) ??
      (place.kind === 'wave' ? ganttCommand(uri, place.wave, title) : { title, command: '' });
    return lens;
  }
}

/** Where there are no tasks to show in the text, a wave is shown in the Gantt of its file. */
function ganttCommand(uri: vscode.Uri, wave: string, title: string): vscode.Command {
  const tooltip = vscode.l10n.t('Show in Gantt');
  return { title, command: SHOW_GANTT, arguments: [{ uri: uri.toString(), wave }], tooltip };
}

class Hints implements vscode.InlayHintsProvider {
  constructor(
    private readonly sayings: PlanSayings,
    private readonly settings: Settings,
    readonly onDidChangeInlayHints: vscode.Event<void>,
  ) {}

  async provideInlayHints(
    document: vscode.TextDocument,
    range: vscode.Range,
    token: vscode.CancellationToken,
  ): Promise<vscode.InlayHint[]> {
    if (!this.settings.isOn('inlayHints.enabled', document)) return [];
    const places = await this.sayings.places(document.uri, token);
    const hints: vscode.InlayHint[] = [];
    for (const place of places) {
      if (place.line < range.start.line || place.line > range.end.line) continue;
      const said = await this.sayings.at(document.uri, place, token);
      if (token.isCancellationRequested || place.line >= document.lineCount) break;
      if (!said || said.text === '') continue;
      const part = new vscode.InlayHintLabelPart(said.text);
      const command = peekCommand(document.uri, place.line, vscode.l10n.t('Show these tasks'), said.tasks);
      if (command) part.command = command;
      const hint = new vscode.InlayHint(document.lineAt(place.line).range.end, [part]);
      hint.paddingLeft = true;
      hints.push(hint);
    }
    return hints;
  }
}
