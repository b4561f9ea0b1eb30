import * as vscode from 'vscode';
import { fixTogether, type Fix, type IndexReader, type Problem } from '../../core';
import { prepareEdits, tellRefusal } from '../adapter/applyEdits';
import { refusalOf } from '../adapter/fileRefusal';
import { toRange } from '../adapter/places';
import type { Settings } from '../adapter/settings';
import { COLLAPSE } from '../commands/collapse';
import { OPEN_RULE_DOC } from '../commands/openRuleDoc';
import { effectiveSeverity, SOURCE } from './diagnostics';
import { MARKDOWN } from './selectors';
import type { TaskEdits } from './taskEdits';

/** A quick fix whose edits are worked out when it is applied, from what the texts are then. */
class FixAction extends vscode.CodeAction {
  constructor(
    readonly fix: Fix,
    /** Of the index, when the fix was offered. */
    readonly version: number,
    /** The same mend as the texts are when it is asked; null where there is none any more. */
    readonly again: () => Fix | null,
  ) {
    super(fix.title, vscode.CodeActionKind.QuickFix);
  }
}

/** The mends that problems offer, as quick fixes. What cannot be done safely is refused, with the reason. */
export function registerCodeActions(
  reader: IndexReader,
  settings: Settings,
  edits: TaskEdits,
): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider(MARKDOWN, new FixProvider(reader, settings, edits), {
    providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
  });
}

class FixProvider implements vscode.CodeActionProvider {
  constructor(
    private readonly reader: IndexReader,
    private readonly settings: Settings,
    private readonly taskEdits: TaskEdits,
  ) {}

  async provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    context: vscode.CodeActionContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.CodeAction[]> {
    if (context.only && !context.only.contains(vscode.CodeActionKind.QuickFix)) return [];
    const known = this.reader.document(document.uri.toString());
    if (!known || !this.settings.isOn('diagnostics.enabled', document)) return [];
    const actions: FixAction[] = [];
    const rules = new Set<string>();
    for (const problem of this.reader.problems(known.uri)) {
      if (!range.intersection(toRange(known, problem.range))) continue;
      if (effectiveSeverity(this.settings, problem, document.uri) === 'off') continue;
      rules.add(problem.rule);
      const diagnostics = context.diagnostics.filter(
        (d) => d.source === SOURCE && d.message === problem.message,
      );
      for (const fix of problem.fixes) {
        const action = new FixAction(fix, this.reader.version, () => this.same(problem, fix));
        action.diagnostics = diagnostics;
        if (fix.collapses)
          action.command = { command: COLLAPSE, title: fix.title, arguments: [[...fix.collapses]] };
        action.isPreferred = problem.fixes.length === 1;
        actions.push(action);
      }
    }
    for (const rule of rules) {
      const fix = this.together(known.uri, rule);
      if (fix) actions.push(new FixAction(fix, this.reader.version, () => this.together(known.uri, rule)));
    }
    for (const action of actions) {
      const reason = await this.refusal(action.fix);
      if (token.isCancellationRequested) return [];
      if (reason !== null) action.disabled = { reason };
    }
    return [...actions, ...[...rules].map(docAction)];
  }

  /** Called when the fix is about to be applied: the texts may have changed since it was offered. */
  async resolveCodeAction(action: vscode.CodeAction): Promise<vscode.CodeAction> {
    if (!(action instanceof FixAction) || action.disabled || action.command) return action;
    const fix = this.reader.version === action.version ? action.fix : action.again();
    const plan = fix && this.taskEdits.withFigures({ kind: 'edits', title: fix.title, edits: fix.edits });
    const prepared = plan
      ? await prepareEdits(this.reader, plan.edits, { label: plan.title })
      : { refused: vscode.l10n.t('The text has changed meanwhile.') };
    if ('refused' in prepared) tellRefusal(action.title, prepared.refused);
    else action.edit = prepared.edit;
    return action;
  }

  /** The same mend of the same problem as the texts are now; null unless there is exactly one. */
  private same(problem: Problem, fix: Fix): Fix | null {
    const same = this.reader
      .problems(problem.uri)
      .filter(({ rule, message }) => rule === problem.rule && message === problem.message)
      .flatMap(({ fixes }) => fixes.filter(({ title }) => title === fix.title));
    return same.length === 1 ? same[0]! : null;
  }

  /** All problems of the rule in one edit, where its fixes leave nothing to choose. */
  private together(uri: string, rule: string): Fix | null {
    const all = fixTogether(this.reader, uri, rule);
    if (!all) return null;
    const title = vscode.l10n.t('Fix all {0} problems of {1} in this file', all.count, rule);
    return { title, edits: all.edits };
  }

  /** Why the files of a fix cannot be edited safely, or null. */
  private async refusal(fix: Fix): Promise<string | null> {
    for (const uri of new Set(fix.edits.map((edit) => edit.uri))) {
      const reason = await refusalOf(vscode.Uri.parse(uri, true));
      if (reason !== null) return reason;
    }
    return null;
  }
}

function docAction(rule: string): vscode.CodeAction {
  const title = vscode.l10n.t('Show the page of {0}', rule);
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.command = { command: OPEN_RULE_DOC, title, arguments: [rule] };
  return action;
}
