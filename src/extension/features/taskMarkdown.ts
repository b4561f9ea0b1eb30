import * as vscode from 'vscode';
import {
  priorityName,
  taskCard,
  type IndexReader,
  type Task,
  type TaskCard,
  type TaskLink,
  type TrackerCard,
  type Waiting,
} from '../../core';
import { uriOfPath } from '../adapter/places';
import { stateCodicon } from './icons';
import { effortWord, statusWord } from './words';

/** The one command that a link in a card may run. */
export const REVEAL_COMMAND = 'wavemark.revealTask';

/** A task at a glance, as hovers and the tree's tooltips show it. */
export function taskMarkdown(reader: IndexReader, task: Task): vscode.MarkdownString {
  const card = taskCard(reader, task);
  const text = new vscode.MarkdownString('', true);
  text.isTrusted = { enabledCommands: [REVEAL_COMMAND] };
  heading(text, card);
  facts(text, card);
  if (card.tracker) tracker(text, card.tracker);
  if (card.waitsFor.length > 0) waitsFor(text, card);
  if (card.unblocks.length > 0) unblocks(text, card);
  text.appendMarkdown('\n\n---\n\n');
  plain(text, [...card.section].join(' › '));
  if (card.section.length > 0) text.appendMarkdown(' &nbsp;·&nbsp; ');
  link(text, card.key, `${card.path}:${card.line}`);
  return text;
}

function heading(text: vscode.MarkdownString, card: TaskCard): void {
  text.appendMarkdown('**');
  plain(text, card.id === null ? card.title : `${card.id} ${card.title}`);
  text.appendMarkdown('**\n\n');
}

function facts(text: vscode.MarkdownString, card: TaskCard): void {
  const waiting = card.status === 'todo' && card.waitsFor.some(({ state }) => state !== 'finished');
  const status =
    card.marker === null ? statusWord(card.status) : `${statusWord(card.status)} [${card.marker}]`;
  const items = [status];
  if (card.ready) items.push(vscode.l10n.t('ready'));
  if (card.priority !== null) items.push(vscode.l10n.t('priority {0}', priorityName(card.priority)));
  if (card.effortHours) items.push(effortWord(card.effortHours));
  if (card.wave !== null) items.push(card.wave);
  if (card.criteria) {
    items.push(vscode.l10n.t('{0} of {1} criteria met', card.criteria.done, card.criteria.total));
  }
  if (card.children) {
    items.push(vscode.l10n.t('{0} of {1} subtasks finished', card.children.finished, card.children.total));
  }
  text.appendMarkdown(`${stateCodicon(waiting ? 'waiting' : card.status)} `);
  items.forEach((item, i) => {
    if (i > 0) text.appendMarkdown(SEPARATOR);
    plain(text, item);
  });
  if (card.pointer !== null) pointer(text, card.pointer, card.record);
}

const SEPARATOR = ' &nbsp;·&nbsp; ';

/** The record of a decision, as a link where it is known where it is. */
function pointer(text: vscode.MarkdownString, name: string, record: string | null): void {
  const uri = record === null ? null : uriOfPath(record);
  text.appendMarkdown(SEPARATOR);
  plain(text, '→ ');
  if (uri) text.appendMarkdown('[');
  plain(text, name);
  if (uri) text.appendMarkdown(`](${uri.toString()})`);
}

function tracker(text: vscode.MarkdownString, { path, found, status, differs }: TrackerCard): void {
  text.appendMarkdown(found && !differs ? '\n\n$(link) ' : '\n\n$(warning) ');
  if (!found) plain(text, vscode.l10n.t('{0} has no such id', path));
  else if (status === null) plain(text, vscode.l10n.t('in {0}', path));
  else plain(text, vscode.l10n.t('{0} in {1}', status, path));
}

function waitsFor(text: vscode.MarkdownString, card: TaskCard): void {
  text.appendMarkdown('\n\n');
  plain(text, vscode.l10n.t('Waits for'));
  for (const waiting of card.waitsFor) {
    text.appendMarkdown('\n- ');
    waitingItem(text, waiting);
  }
  more(text, card.waitsForMore);
}

function waitingItem(text: vscode.MarkdownString, { id, state, targets }: Waiting): void {
  if (state === 'unknown') {
    text.appendMarkdown('$(warning) ');
    plain(text, vscode.l10n.t('{0}: no task has this id, so it counts as unfinished', id));
    return;
  }
  targets.forEach((target, i) => {
    if (i > 0) text.appendMarkdown('\n- ');
    linkedTask(text, target);
    if (targets.length > 1)
      plain(text, ` (${vscode.l10n.t('one of {0} tasks with this id', targets.length)})`);
  });
}

function unblocks(text: vscode.MarkdownString, card: TaskCard): void {
  text.appendMarkdown('\n\n');
  plain(text, vscode.l10n.t('Unblocks'));
  for (const target of card.unblocks) {
    text.appendMarkdown('\n- ');
    linkedTask(text, target);
  }
  more(text, card.unblocksMore);
}

function linkedTask(text: vscode.MarkdownString, target: TaskLink): void {
  text.appendMarkdown(`${stateCodicon(target.status)} `);
  link(text, target.key, target.id ?? target.title);
  if (target.id !== null && target.title !== '') plain(text, ` ${target.title}`);
  plain(text, ` (${statusWord(target.status)}${target.elsewhere ? `, ${target.path}` : ''})`);
}

function more(text: vscode.MarkdownString, count: number): void {
  if (count === 0) return;
  text.appendMarkdown('\n- ');
  plain(text, vscode.l10n.t('and {0} more', count));
}

function link(text: vscode.MarkdownString, key: string, label: string): void {
  text.appendMarkdown('[');
  plain(text, label);
  text.appendMarkdown(`](command:${REVEAL_COMMAND}?${encodeURIComponent(JSON.stringify([key]))})`);
}

/** Characters that `appendText` leaves alive, and the space, which it would make unbreakable. */
const SPECIAL = /([<>&$|:@. ])/;

/**
 * Text of a file, shown letter by letter: nothing that somebody wrote in a task becomes a link, a picture, an
 * entity or an icon.
 */
export function plain(text: vscode.MarkdownString, content: string): void {
  for (const piece of content.replace(/\s+/g, ' ').split(SPECIAL)) {
    if (piece === ' ') text.appendMarkdown(' ');
    else if (piece.length === 1 && SPECIAL.test(piece)) text.appendMarkdown(`&#${piece.charCodeAt(0)};`);
    else text.appendText(piece);
  }
}
