import * as vscode from 'vscode';
import {
  hoursOf,
  unfinishedDependencies,
  type Bottleneck,
  type Effort,
  type IndexReader,
  type NextTask,
  type Task,
  type TaskStatus,
  type TrackerCard,
} from '../../core';

/** A tracker's word for a status can be anything. */
const MAX_WORD = 40;

export function statusWord(status: TaskStatus): string {
  switch (status) {
    case 'todo':
      return vscode.l10n.t('to do');
    case 'doing':
      return vscode.l10n.t('in progress');
    case 'blocked':
      return vscode.l10n.t('blocked');
    case 'done':
      return vscode.l10n.t('done');
    case 'decided':
      return vscode.l10n.t('decided');
    case 'dropped':
      return vscode.l10n.t('dropped');
    case 'unknown':
      return vscode.l10n.t('unknown status');
  }
}

export function capitalised(word: string): string {
  return word.charAt(0).toLocaleUpperCase() + word.slice(1);
}

/** "2 h", "2–3 h". */
export function effortWord({ min, max }: Effort): string {
  return min === max ? vscode.l10n.t('{0} h', min) : vscode.l10n.t('{0}–{1} h', min, max);
}

/** What the tracker says where that is not what the file says; null where nothing is worth a word. */
export function trackerWord(tracker: TrackerCard | null): string | null {
  if (!tracker) return null;
  if (!tracker.found) return vscode.l10n.t('not in the tracker');
  return tracker.differs && tracker.status !== null
    ? vscode.l10n.t('tracker: {0}', tracker.status.replace(/\s+/g, ' ').slice(0, MAX_WORD))
    : null;
}

/** What a task is waiting for, in few words; null where nothing is in its way. */
export function waitingWord(reader: IndexReader, task: Task): string | null {
  const [first, second, ...more] = unfinishedDependencies(reader, task);
  if (first === undefined) return null;
  if (second === undefined) return vscode.l10n.t('waits for {0}', first);
  if (more.length === 0) return vscode.l10n.t('waits for {0} and {1}', first, second);
  return vscode.l10n.t('waits for {0}, {1} and {2} more', first, second, more.length);
}

/** Why a task is the one to take up, in few words; null where nothing waits for it. */
export function readyWord({ critical, unblocks, unblockedMinutes, isGuess }: NextTask): string | null {
  if (unblocks === 0) return null;
  const hours = hoursFigure(unblockedMinutes, isGuess);
  if (unblocks === 1)
    return critical
      ? vscode.l10n.t('critical: 1 task ({0} h) waits for it', hours)
      : vscode.l10n.t('1 task ({0} h) waits for it', hours);
  return critical
    ? vscode.l10n.t('critical: {0} tasks ({1} h) wait for it', unblocks, hours)
    : vscode.l10n.t('{0} tasks ({1} h) wait for it', unblocks, hours);
}

/** What holds up the most, as a sentence. */
export function bottleneckWord({ task, unblocks, unblockedMinutes, gain, isGuess }: Bottleneck): string {
  const name = task.id ?? task.title;
  const hours = hoursFigure(unblockedMinutes, isGuess);
  const holds =
    unblocks === 1
      ? vscode.l10n.t('{0} holds up the most: 1 task ({1} h).', name, hours)
      : vscode.l10n.t('{0} holds up the most: {1} tasks ({2} h).', name, unblocks, hours);
  return gain > 0
    ? vscode.l10n.t(
        '{0} In half the time, everything is done {1} h sooner.',
        holds,
        hoursFigure(gain, isGuess),
      )
    : holds;
}

/** The number of hours for a sentence, which does not take a guess for a fact. */
function hoursFigure(minutes: number, isGuess: boolean): string {
  const hours = String(hoursOf(minutes));
  return isGuess ? vscode.l10n.t('about {0}', hours) : hours;
}

/** Text of a file for a label in which the editor would make pictures of `$(name)`. */
export function withoutIcons(text: string): string {
  return text.replaceAll('$(', '$\u200b(');
}
