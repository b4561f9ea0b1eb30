import * as vscode from 'vscode';
import type { TaskStatus } from '../../core';

/** `waiting`: to do, but something it depends on is not finished. */
export type TaskState = TaskStatus | 'waiting';

/** A shape of its own for each state: colour only helps. */
const ICONS: Record<TaskState, readonly [codicon: string, colour: string | null]> = {
  todo: ['circle-large-outline', null],
  waiting: ['clockface', 'descriptionForeground'],
  doing: ['play-circle', 'charts.blue'],
  blocked: ['error', 'problemsErrorIcon.foreground'],
  done: ['pass-filled', 'charts.green'],
  decided: ['law', 'charts.green'],
  dropped: ['circle-slash', 'descriptionForeground'],
  unknown: ['question', 'problemsWarningIcon.foreground'],
};

export function stateIcon(state: TaskState): vscode.ThemeIcon {
  const [id, colour] = ICONS[state];
  return new vscode.ThemeIcon(id, colour === null ? undefined : new vscode.ThemeColor(colour));
}

/** The same as text for a {@link vscode.MarkdownString} with `supportThemeIcons`, or for a quick pick's label. */
export function stateCodicon(state: TaskState): string {
  return `$(${ICONS[state][0]})`;
}
