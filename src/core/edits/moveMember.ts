import type { TextEdit } from '../model/problem';
import type { DeclaredWave, TaskDocument, TextRange } from '../model/task';

/** Longer lines and gaps are left alone. Code units. */
const REACH = 2_000;

/** A line of a list that is an item of its own, with nothing nested. */
interface ItemLine {
  /** Without its line end. */
  readonly range: TextRange;
  readonly text: string;
  readonly lineEnd: string;
  /** Indentation and marker. */
  readonly marker: string;
}

/**
 * Moves the line that lists a task below the last one of another wave. Null where it is not certain that nothing else
 * changes: something is nested in one of the two, more than one id stands there, the items are not written alike.
 *
 * @param from the wave that lists it, with another member at least
 */
export function moveMember(
  document: TaskDocument,
  id: string,
  from: DeclaredWave,
  to: DeclaredWave,
): readonly TextEdit[] | null {
  const own = from.members.filter((member) => member.id === id);
  const [member] = own;
  const last = to.members.at(-1);
  if (!member || own.length > 1 || from.members.length < 2 || !last) return null;
  if (to.members.some((other) => other.id === id)) return null;
  const line = itemLine(document, member.range);
  const target = itemLine(document, last.range);
  if (!line || !target || line.marker !== target.marker || line.lineEnd === '') return null;
  const isAlone = (at: ItemLine, wave: DeclaredWave): boolean =>
    wave.members.filter(({ range }) => range.start >= at.range.start && range.end <= at.range.end).length ===
    1;
  if (!isAlone(line, from) || !isAlone(target, to)) return null;
  const { uri } = document;
  return [
    {
      uri,
      range: { start: line.range.start, end: line.range.end + line.lineEnd.length },
      expected: line.text + line.lineEnd,
      text: '',
    },
    {
      uri,
      range: { start: target.range.end, end: target.range.end },
      expected: '',
      text: line.lineEnd + line.text,
    },
  ];
}

function itemLine(document: TaskDocument, { start, end }: TextRange): ItemLine | null {
  const before = document.slice(start - REACH, start);
  const head = before.slice(Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1);
  const marker = /^ {0,3}[-*+] +(?:\[[^\]]\] +)?(?=\S|$)/.exec(head)?.[0];
  if (marker === undefined || head.length === before.length) return null;
  const after = document.slice(end, end + REACH);
  const found = /\r\n|\r|\n/.exec(after);
  if (!found && after.length === REACH) return null;
  const tail = found ? after.slice(0, found.index) : after;
  const rest = found ? after.slice(found.index + found[0].length) : '';
  if (!isFollowedByItsLike(rest, marker)) return null;
  const text = head + document.slice(start, end) + tail;
  const from = start - head.length;
  return { range: { start: from, end: end + tail.length }, text, lineEnd: found?.[0] ?? '', marker };
}

/** Whether what follows belongs to no item before it: the next item, a heading, or a blank line and then no indentation. */
function isFollowedByItsLike(rest: string, marker: string): boolean {
  if (rest === '') return true;
  const indent = /^ */.exec(marker)?.[0] ?? '';
  if (/^[ \t]*(?:[\r\n]|$)/.test(rest)) return !/^(?:[ \t]*(?:\r\n|\r|\n))+[ \t]+\S/.test(rest);
  return rest.startsWith(`${indent}${marker.charAt(indent.length)} `) || /^#{1,6}[ \t]/.test(rest);
}
