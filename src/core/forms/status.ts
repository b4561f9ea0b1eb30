import type { Decision, TaskStatus } from '../model/task';
import { statusOfMarker } from '../words/statusWords';
import { NodeFlag, type TaskNode } from './taskNode';

/**
 * What a task's status is: the marker as the file's legend or the common usage explains it; refined by a
 * status word in the text; for a task without either, by the kanban column it stands in. A contradiction
 * never ends in `done`.
 */
export function resolveStatus(node: TaskNode): TaskStatus {
  const { status: own, statusWord } = node.details;
  const struck = node.has(NodeFlag.Struck);
  if (node.markerText !== null) {
    const marked = node.stretch.host.legend.get(node.markerText) ?? statusOfMarker(node.markerText);
    if (struck && marked === 'todo') return own ?? 'dropped';
    if (own === null || !statusWord) return marked === 'todo' ? columnStatus(node, marked) : marked;
    if (marked === 'todo') return own === 'done' || own === 'decided' ? marked : own;
    return marked === 'done' && (own === 'doing' || own === 'blocked') ? own : marked;
  }
  if (own !== null) return glyphStatus(node, own);
  if (struck) return node.stretch.contextOf(node)?.status === 'done' ? 'done' : 'decided';
  return node.stretch.contextOf(node)?.status ?? 'todo';
}

/** What a glyph alone says may be explained by the file's legend. */
function glyphStatus(node: TaskNode, own: TaskStatus): TaskStatus {
  const { glyph, statusWord } = node.details;
  return statusWord || glyph === null ? own : (node.stretch.host.legend.get(glyph) ?? own);
}

/** An empty box in a column "In progress" or "Blocked" is that; one in a column "Done" is still to do. */
function columnStatus(node: TaskNode, marked: TaskStatus): TaskStatus {
  const column = node.stretch.contextOf(node)?.status;
  return column === 'doing' || column === 'blocked' || column === 'dropped' ? column : marked;
}

const RECORD = /\b(?:ADR|RFC|DEC|PDR|TDR|MADR|RFD|DR)[- ]?\d+\b/;
const CODE_OR_LINK = /`([^`\n]+)`|\[([^\]\n]+)\]\([^)\n]*\)/;
const ARROW = /^[\s*_]*(?:→|->|=>|⇒|➜|➔|—|–|-|:|see\b|siehe\b)?\s*/i;

/** The pointer that follows a struck title: the record it names, else a file or link, else the words. */
export function decisionOf(node: TaskNode): Decision {
  const text = node.textOf(node.titleStart, node.textEnd);
  const strikeEnd = node.has(NodeFlag.Struck) ? text.lastIndexOf('~~') + 2 : -1;
  const tail = (strikeEnd > 1 ? text.slice(strikeEnd) : text).replace(ARROW, '').trim();
  const collapsed = strikeEnd > 1 && !node.has(NodeFlag.HasBody);
  return { pointer: pointerIn(tail), collapsed };
}

function pointerIn(tail: string): string | null {
  const record = RECORD.exec(tail);
  if (record) return record[0];
  const named = CODE_OR_LINK.exec(tail);
  // A file or link that opens the tail is the pointer; one that comes later only adds to the words.
  if (named && tail.slice(0, named.index).trim() === '') return named[1] ?? named[2] ?? null;
  const words = tail
    .replace(/\s+/g, ' ')
    .replace(/\s+\(.*$/, '')
    .replace(/[.;]\s*$/, '');
  return words === '' ? null : words;
}
