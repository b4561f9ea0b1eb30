import * as vscode from 'vscode';
import { declaredWaves, WAVES_EXAMPLE, type Wave, type WaveTask, type WaveTotals } from '../../../core';
import {
  WAVES_PROTOCOL,
  type WavesGroup,
  type WavesLabels,
  type WavesMark,
  type WavesTask,
  type WavesToPage,
} from '../../../protocol/waves';
import type { LiveIndex } from '../../adapter/workspaceIndex';
import { effortWord, statusWord } from '../words';

/** All that the page shows, in the user's language. `scope`: uri of the one document it is about, or null. */
export function wavesSnapshot({ reader, isComplete }: LiveIndex, scope: string | null): WavesToPage {
  const documents = declaredWaves(reader, { uri: scope ?? undefined });
  return {
    type: 'snapshot',
    version: WAVES_PROTOCOL,
    scope,
    face: documents.length > 0 ? 'waves' : isComplete ? 'empty' : 'reading',
    documents: documents.map(({ uri, path, waves }) => ({ uri, path, waves: waves.map(group) })),
    labels: labels(scope === null ? null : (reader.document(scope)?.path ?? null)),
  };
}

function group({ name, totals, tasks, omitted }: Wave): WavesGroup {
  return {
    // A wave may be called like anything, so the one without a name has an id that no name makes.
    id: JSON.stringify(name),
    title: titleOf(name),
    progress: `${totals.finished}/${totals.count}`,
    progressSpoken: vscode.l10n.t('{0} of {1} tasks finished', totals.finished, totals.count),
    share: totals.count === 0 ? 0 : totals.finished / totals.count,
    ...effortTexts(totals),
    tasks: tasks.map(row),
    omitted,
  };
}

/** A field may hold no more than the number. */
function titleOf(name: string | null): string {
  if (name === null) return vscode.l10n.t('No wave');
  return /^\d+$/.test(name) ? vscode.l10n.t('Wave {0}', name) : name;
}

/** What is not estimated is not nothing. */
function effortTexts({ effortHours, unestimated }: WaveTotals): { effort: string; effortNote: string } {
  if (effortHours === null) return { effort: vscode.l10n.t('no estimate'), effortNote: '' };
  const sum = effortWord(effortHours);
  if (unestimated === 0) return { effort: sum, effortNote: '' };
  return {
    effort: vscode.l10n.t('≥ {0}', sum),
    effortNote: vscode.l10n.t('{0} without', unestimated),
  };
}

function row(task: WaveTask): WavesTask {
  return {
    key: task.key,
    id: task.id ?? '',
    title: task.title === '' && task.id === null ? vscode.l10n.t('(no title)') : task.title,
    mark: markOf(task),
    status: statusWord(task.status),
    finished: task.finished,
    effort: task.effortHours === null ? '' : effortWord(task.effortHours),
    waitsFor: task.waitsFor.join(', '),
    line: task.line,
  };
}

function markOf({ status, waitsFor }: WaveTask): WavesMark {
  if (status === 'todo') return waitsFor.length > 0 ? 'waiting' : 'todo';
  return status === 'decided' ? 'done' : status;
}

function labels(path: string | null): WavesLabels {
  return {
    grid: path === null ? vscode.l10n.t('Waves') : vscode.l10n.t('Waves of {0}', path),
    filter: vscode.l10n.t('Filter waves and tasks'),
    filterHint: vscode.l10n.t('Filter'),
    hideFinished: vscode.l10n.t('Hide finished'),
    task: vscode.l10n.t('Task'),
    status: vscode.l10n.t('Status'),
    effort: vscode.l10n.t('Effort'),
    waitsFor: vscode.l10n.t('Waits for'),
    line: vscode.l10n.t('Line'),
    lineOf: vscode.l10n.t('line {0}'),
    shown: vscode.l10n.t('{0} of {1} tasks'),
    notListed: vscode.l10n.t('{0} more tasks are not listed: there are too many for one page.'),
    nothingFound: vscode.l10n.t('No task matches. Escape in the filter clears it.'),
    reading: vscode.l10n.t('Reading the task files…'),
    emptyTitle:
      path === null ? vscode.l10n.t('No waves are declared') : vscode.l10n.t('{0} declares no waves', path),
    emptyText: vscode.l10n.t(
      'A wave is a set of tasks that can be done side by side. A heading that says which wave it is declares one for the tasks below it:',
    ),
    emptyFields: vscode.l10n.t(
      'A list of ids under such a heading does the same for tasks that stand elsewhere, and a field such as “**Wave:** 2” does it for its own task.',
    ),
    example: WAVES_EXAMPLE,
  };
}
