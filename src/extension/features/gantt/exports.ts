import * as vscode from 'vscode';
import {
  gapPercent,
  hoursOf,
  markdownText,
  planCsv,
  planMarkdown,
  planMermaid,
  planSvg,
  qualityOf,
  type IndexReader,
  type Plan,
} from '../../../core';
import type { GanttFormat, GanttScope } from '../../../protocol/gantt';

const EXTENSIONS: Readonly<Record<GanttFormat, string>> = {
  svg: 'svg',
  mermaid: 'mmd',
  csv: 'csv',
  markdown: 'md',
};

/** What "wavemark plan" prints. */
export function exported(format: GanttFormat, plan: Plan, reader: IndexReader): string {
  switch (format) {
    case 'svg':
      return planSvg(plan);
    case 'mermaid':
      return planMermaid(plan, reader);
    case 'csv':
      return planCsv(plan, reader);
    case 'markdown':
      return planMarkdown(plan);
  }
}

export function formatName(format: GanttFormat): string {
  switch (format) {
    case 'svg':
      return vscode.l10n.t('Picture (SVG)');
    case 'mermaid':
      return vscode.l10n.t('Diagram (Mermaid)');
    case 'csv':
      return vscode.l10n.t('CSV');
    case 'markdown':
      return vscode.l10n.t('Markdown table');
  }
}

/**
 * Asks where the exported text goes: into a file, onto the clipboard, or into an editor.
 *
 * @param planNow null where there is nothing to plan
 */
export async function exportPlan(
  format: GanttFormat,
  planNow: () => Plan | null,
  reader: IndexReader,
  scope: GanttScope,
): Promise<void> {
  if (!planNow()) return tellNothing();
  const file = { label: vscode.l10n.t('Save to a file…'), iconPath: new vscode.ThemeIcon('save') };
  const clipboard = { label: vscode.l10n.t('Copy to the clipboard'), iconPath: new vscode.ThemeIcon('copy') };
  const editor = { label: vscode.l10n.t('Open in an editor'), iconPath: new vscode.ThemeIcon('go-to-file') };
  const title = vscode.l10n.t('Export the Schedule: {0}', formatName(format));
  const choice = await vscode.window.showQuickPick([file, clipboard, editor], { title });
  if (!choice) return;
  // The texts may have changed while somebody was choosing.
  const plan = planNow();
  if (!plan) return tellNothing();
  const text = exported(format, plan, reader);
  if (choice === file) await save(text, format, scope);
  else if (choice === clipboard) {
    await vscode.env.clipboard.writeText(text);
    vscode.window.setStatusBarMessage(vscode.l10n.t('The schedule was copied.'), 3_000);
  } else await openText(text, languageOf(format));
}

async function save(text: string, format: GanttFormat, scope: GanttScope): Promise<void> {
  const defaultUri = placeFor(format, scope);
  const uri = await vscode.window.showSaveDialog({
    ...(defaultUri && { defaultUri }),
    filters: { [formatName(format)]: [EXTENSIONS[format]] },
  });
  if (!uri) return;
  try {
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(vscode.l10n.t('The schedule was not saved: {0}', reason));
  }
}

/** Beside the file or in the folder that it is about. */
function placeFor(format: GanttFormat, scope: GanttScope): vscode.Uri | undefined {
  const name = `schedule.${EXTENSIONS[format]}`;
  if (scope.type === 'workspace') {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    return folder && vscode.Uri.joinPath(folder.uri, name);
  }
  const uri = vscode.Uri.parse(scope.uri, true);
  return vscode.Uri.joinPath(uri, scope.type === 'folder' ? name : `../${name}`);
}

function languageOf(format: GanttFormat): string {
  return format === 'svg' ? 'xml' : format === 'markdown' ? 'markdown' : 'plaintext';
}

/** The totals and the whole schedule as a table, in an editor of its own. */
export async function openTable(plan: Plan | null, title: string): Promise<void> {
  if (!plan) return tellNothing();
  await openText(`# ${markdownText(title)}\n\n${totalsOf(plan)}\n\n${planMarkdown(plan)}`, 'markdown');
}

function totalsOf(plan: Plan): string {
  const h = (minutes: number): string => vscode.l10n.t('{0} h', hoursOf(minutes));
  const lines = [
    vscode.l10n.t('With barriers between the waves: {0}.', h(plan.barriers)),
    vscode.l10n.t(
      'By dependencies alone, agents: {0}: {1}, {2}.',
      plan.agents,
      h(plan.pipelined),
      proofOf(plan),
    ),
  ];
  if (plan.declared !== null) lines.unshift(vscode.l10n.t('The waves declare {0}.', h(plan.declared)));
  if (plan.unestimated.length > 0)
    lines.push(vscode.l10n.t('Tasks without effort, planned at 1 h each: {0}.', plan.unestimated.length));
  if (plan.stuck.length > 0)
    lines.push(vscode.l10n.t('Tasks that cannot be planned because of a cycle: {0}.', plan.stuck.length));
  if (plan.unresolved.length > 0)
    lines.push(vscode.l10n.t('Tasks that wait for what no task is: {0}.', plan.unresolved.length));
  return lines.map((line) => `- ${line}`).join('\n');
}

function proofOf(plan: Plan): string {
  switch (qualityOf(plan)) {
    case 'best':
      return vscode.l10n.t('the best possible');
    case 'guessed':
      return vscode.l10n.t('as good as the guesses');
    case 'bestOfPlanned':
      return vscode.l10n.t('as short as can be for what is planned');
    case 'gap':
      return vscode.l10n.t('at most {0}% above the best possible', gapPercent(plan));
  }
}

function tellNothing(): void {
  void vscode.window.showInformationMessage(vscode.l10n.t('There are no tasks to plan'));
}

async function openText(content: string, language: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ content, language });
  await vscode.window.showTextDocument(document, { preview: true });
}
