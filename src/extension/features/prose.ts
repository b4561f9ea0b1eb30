import type * as vscode from 'vscode';
import { CommentFinder, textSyntaxOf } from '../../core';

/** Languages of people, whatever the file is called; the rest goes by its name. */
const PROSE = new Set([
  'markdown',
  'plaintext',
  'git-commit',
  'scminput',
  'restructuredtext',
  'asciidoc',
  'latex',
]);

/** Whether all of a document is written by people to people. */
export function isProse({ languageId, uri }: vscode.TextDocument): boolean {
  return PROSE.has(languageId) || textSyntaxOf(uri.path).kind === 'prose';
}

/**
 * Whether a place of a line is prose or a comment. Only the line is looked at: of a comment of several lines,
 * those count that begin with a star.
 */
export function isWritten(document: vscode.TextDocument, line: string, character: number): boolean {
  if (isProse(document)) return true;
  return new CommentFinder(line, textSyntaxOf(document.uri.path)).isComment(character, 0);
}
