import type { TaskStatus } from '../model/task';
import { statusOfMarker } from '../words/statusWords';
import type { TaskNode } from './taskNode';

/**
 * What a task's status is: the marker as the file's legend or the common usage explains it; refined by a
 * status word in the text; for a task without either, by the kanban column it stands in. A contradiction
 * never ends in `done`.
 */
export function resolveStatus(node: TaskNode): TaskStatus {
  const { status: own, statusWord } = node.details;
  const struck = node.isStruck;
  if (node.markerText !== null) {
    const marked = node.stretch.host.legend.get(node.markerText) ?? statusOfMarker(node.markerText);
    if (struck && marked === 'todo') return own ?? 'dropped';
    if (own === null || !statusWord) return marked === 'todo' ? columnStatus(node, marked) : marked;
    if (marked === 'todo') return own === 'done' || own === 'decided' ? marked : own;
    return marked === 'done' && (own === 'doing' || own === 'blocked') ? own : marked;
  }
  if (own === 'unknown') {
    // "Status: plan read, half of it built" below "In progress"
    const column = node.stretch.contextOf(node)?.status;
    return column === 'doing' || column === 'blocked' ? column : own;
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
