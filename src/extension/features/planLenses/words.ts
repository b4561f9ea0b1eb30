import * as vscode from 'vscode';
import { hoursOf, shortened, type Task, type TaskLens, type WaveLens } from '../../../core';

const SEPARATOR = ' · ';
/** So many tasks of a chain are named. */
const MOST_CHAINED = 3;
const MINUTES = 60;

/** "waits for P0-003 · unblocks 3 (7h) · slack 4h" */
export function taskLensWord(lens: TaskLens): string {
  const parts = [stateWord(lens)];
  if (lens.isCritical) parts.push(vscode.l10n.t('critical'));
  if (lens.unblocks > 0)
    parts.push(
      lens.unblockedMinutes === null
        ? vscode.l10n.t('unblocks {0}', lens.unblocks)
        : vscode.l10n.t('unblocks {0} ({1})', lens.unblocks, hoursWord(lens.unblockedMinutes)),
    );
  if (lens.slack !== null && !lens.isCritical) parts.push(vscode.l10n.t('slack {0}', hoursWord(lens.slack)));
  return parts.filter((part) => part !== '').join(SEPARATOR);
}

function stateWord({ state, waits }: TaskLens): string {
  switch (state) {
    case 'ready':
      return vscode.l10n.t('ready now');
    case 'doing':
      return vscode.l10n.t('under way');
    case 'waiting':
      return waitsWord(waits);
    case 'stuck':
      return vscode.l10n.t('waits in a circle');
    case 'parts':
      return vscode.l10n.t('waits for its parts');
    case 'held':
      return vscode.l10n.t('blocked');
    case 'unclear':
      return vscode.l10n.t('unknown status');
  }
}

function waitsWord({ names, more, isUnknown }: TaskLens['waits']): string {
  const listed = names.join(', ');
  const all = more > 0 ? vscode.l10n.t('{0} and {1} more', listed, more) : listed;
  if (!isUnknown) return vscode.l10n.t('waits for {0}', all);
  return names.length + more === 1
    ? vscode.l10n.t('waits for {0}, which is unknown', all)
    : vscode.l10n.t('waits for {0}, some of them unknown', all);
}

/** "Declared 4h × 5 · needs 8h: P2-002 waits for P0-003" */
export function waveLensWord(lens: WaveLens): string {
  const { declaredHours, declaredAgents, neededMinutes, finished, total } = lens;
  if (finished === total) return vscode.l10n.t('all {0} finished', total);
  const parts: string[] = [];
  if (declaredHours !== null) {
    const hours = hoursWord(declaredHours * MINUTES);
    parts.push(
      declaredAgents === null
        ? vscode.l10n.t('Declared {0}', hours)
        : vscode.l10n.t('Declared {0} × {1}', hours, declaredAgents),
    );
  }
  if (neededMinutes !== null) parts.push(needsWord(lens, neededMinutes));
  if (finished > 0) parts.push(vscode.l10n.t('{0} of {1} finished', finished, total));
  return parts.join(SEPARATOR);
}

function needsWord(lens: WaveLens, minutes: number): string {
  const { declaredHours, declaredAgents, agents, isGuess } = lens;
  const hours = hoursWord(minutes);
  // A guess is nothing to hold a plan against.
  if (isGuess) return vscode.l10n.t('needs about {0}', hours);
  if (declaredHours !== null && minutes > declaredHours * MINUTES)
    return vscode.l10n.t('needs {0}: {1}', hours, reasonWord(lens));
  if (declaredAgents !== null || !Number.isFinite(agents)) return vscode.l10n.t('needs {0}', hours);
  return agents === 1
    ? vscode.l10n.t('needs {0} with 1 agent', hours)
    : vscode.l10n.t('needs {0} with {1} agents', hours, agents);
}

function reasonWord({ chain, work, agents }: WaveLens): string {
  const [last, ...before] = [...chain].reverse().map(nameOf);
  if (last === undefined) return vscode.l10n.t('{0} of work for {1}', hoursWord(work), agents);
  const [first, ...more] = before;
  if (first === undefined) return vscode.l10n.t('{0} alone takes so long', last);
  const waits = vscode.l10n.t('{0} waits for {1}', last, first);
  const named = more
    .slice(0, MOST_CHAINED - 2)
    .reduce((all, each) => vscode.l10n.t('{0}, which waits for {1}', all, each), waits);
  return more.length > MOST_CHAINED - 2 ? vscode.l10n.t('{0} …', named) : named;
}

function nameOf({ id, title }: Task): string {
  return id ?? `“${shortened(title, 30)}”`;
}

function hoursWord(minutes: number): string {
  return vscode.l10n.t('{0}h', hoursOf(minutes));
}
