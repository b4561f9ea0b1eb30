import * as vscode from 'vscode';
import { GANTT_TEXTS, type GanttTexts } from '../../../protocol/ganttTexts';

/** The texts of the page in the user's language. */
export function ganttTexts(): GanttTexts {
  const entries = Object.entries(GANTT_TEXTS).map(([name, text]) => [name, vscode.l10n.t(text)]);
  return Object.fromEntries(entries) as GanttTexts;
}
