import { isCollapsed } from '../decisions/decided';
import type { OwnText } from '../decisions/ownText';
import { partsOf } from '../forms/decision';
import { TaskNode } from '../forms/taskNode';
import type { TextEdit } from '../model/problem';
import type { Task, TaskDocument } from '../model/task';

/** How a file writes its collapsed items: `~~Title.~~ → ADR-017.` */
interface PointerHabit {
  readonly arrow: string;
  /** Whether names end in a full stop, and pointers do. */
  readonly nameStop: boolean;
  readonly pointerStop: boolean;
}

/** The edit that leaves of an item its marker, number, struck name and a pointer; what is struck already stays so. */
export function collapsedEdit(task: Task, own: OwnText, pointer: string): TextEdit {
  const { document } = task;
  const edit = (start: number, text: string): TextEdit => {
    const range = { start, end: own.range.end };
    return { uri: document.uri, range, expected: document.slice(range.start, range.end), text };
  };
  if (!(task instanceof TaskNode)) return edit(own.range.end, '');
  const { arrow, nameStop, pointerStop } = habitOf(document, task);
  const { text, name, strikeEnd, strikesName } = partsOf(task);
  const base = task.absolute(task.titleStart, task.titleStart).start;
  const end = ` ${arrow} ${pointer}${pointerStop ? '.' : ''}${lateId(task)}`;
  const written = text.slice(name.start, name.end);
  if (strikesName && !/[\r\n]/.test(written)) return edit(base + strikeEnd, end);
  const isOpen = strikeEnd >= 0;
  const from = isOpen ? name.start : 0;
  let title = written.replace(/\s*(?:\r\n|\r|\n)\s*/g, ' ').trim();
  let marks = '';
  // What is bold from the id on closes behind the strike.
  if (title.split('**').length % 2 === 0) {
    title = title.replace(/\*\*(?=[.?!]?$)/, '');
    marks = '**';
  }
  const stop = nameStop && !/[.?!:…。！？](?:\*\*|__|`)?$/.test(title) ? '.' : '';
  return edit(base + from, `${isOpen ? '' : '~~'}${title}${stop}~~${marks}${end}`);
}

/** An id that stands behind the title stays behind what is left of it: ` [t-250911230312-0863]`. */
function lateId(node: TaskNode): string {
  if (node.takenId === null || node.idStart <= node.titleStart) return '';
  const text = node.textOf(node.titleStart, node.textEnd);
  const [start, end] = [node.idStart - node.titleStart, node.idEnd - node.titleStart];
  const before = /(?:🆔\s*|[[(`]|<!--\s*(?:id:\s*)?)$/u.exec(text.slice(0, start))?.[0] ?? '';
  const after = /^(?:[\])`]|\s*-->)/.exec(text.slice(end))?.[0] ?? '';
  return ` ${before}${text.slice(start, end)}${after}`;
}

const ARROW = /^[\s*_.]*(→|->|=>|⇒|➜|➔)/;

/** Of the items that were collapsed before, the nearest first; where there are none, as the product's own habit is. */
function habitOf(document: TaskDocument, task: Task): PointerHabit {
  const at = document.numberOf(task);
  let nearest: PointerHabit | null = null;
  let distance = Infinity;
  document.tasks.forEach((each, place) => {
    if (Math.abs(place - at) >= distance) return;
    if (!(each instanceof TaskNode) || !each.isStruck || !isCollapsed(each)) return;
    const { text, name, tail } = partsOf(each);
    const arrow = ARROW.exec(tail)?.[1];
    if (arrow === undefined) return;
    distance = Math.abs(place - at);
    nearest = {
      arrow,
      nameStop: /[.?!…。！？](?:\*\*|__|`)?$/.test(text.slice(name.start, name.end).trim()),
      pointerStop: /[.)]\s*$/.test(tail),
    };
  });
  return nearest ?? { arrow: '→', nameStop: true, pointerStop: true };
}
