import type { TextEdit } from '../../model/problem';
import type { DeclaredWave, Task, TaskDocument, TextRange } from '../../model/task';
import { itemLike, itemOfOthers, listItem, renumbered, type Item } from './items';
import type { Lines } from '../lines';

/** The list of a wave: items or rows of their own, or ids one after the other in a line; `none` where it lists nothing. */
export type WaveList =
  | { readonly kind: 'items'; readonly first: number; readonly last: number; readonly items: readonly Item[] }
  | { readonly kind: 'line'; readonly start: number; readonly end: number }
  | { readonly kind: 'none' };

/** How a wave lists its tasks; null where something else stands among them. */
export function listOf(lines: Lines, document: TaskDocument, wave: DeclaredWave): WaveList | null {
  const { members } = wave;
  const [head] = members;
  const end = members.at(-1);
  if (!head || !end) return { kind: 'none' };
  const items = members.flatMap(({ range }) => listItem(lines, document, wave, range.start) ?? []);
  if (items.length === 0)
    return isOneLine(lines, members) ? { kind: 'line', start: head.range.start, end: end.range.end } : null;
  if (items.length < members.length) return null;
  const [{ first }] = items as [Item];
  const { last } = items.at(-1)!;
  for (let line = first; line <= last; line++) {
    if (!lines.isBlank(line) && !items.some((item) => line >= item.first && line <= item.last)) return null;
  }
  return { kind: 'items', first, last, items };
}

function isOneLine(lines: Lines, members: DeclaredWave['members']): boolean {
  const line = lines.at(members[0]!.range.start);
  const text = lines.text(line);
  const from = lines.start(line);
  return members.every(({ range }, at) => {
    const next = members[at + 1];
    if (lines.at(range.start) !== line) return false;
    return !next || /^\s*[,;、，]\s*$/.test(text.slice(range.end - from, next.range.start - from));
  });
}

/** What lists are written with: the items that there are, and how others would be written. */
export class ListWriter {
  /** The whole item of each task that a wave lists. */
  private readonly known = new Map<string, string>();
  private readonly template: { readonly item: Item; readonly range: TextRange } | null = null;

  constructor(
    private readonly lines: Lines,
    private readonly document: TaskDocument,
    waves: readonly DeclaredWave[],
  ) {
    for (const wave of waves) {
      for (const { id, range } of wave.members) {
        const item = listItem(lines, document, wave, range.start);
        if (!item) continue;
        this.template ??= { item, range };
        if (!this.known.has(id)) this.known.set(id, lines.block(item.first, item.last));
      }
    }
  }

  /** The items of a list, joined as those of a list that is there are; numbered anew where they have numbers. */
  items(ids: readonly string[], titleOf: (id: string) => string, blanks: number): string {
    let above: string | null = null;
    const blocks = ids.map((id) => {
      const block = renumbered(this.known.get(id) ?? this.itemFor(id, titleOf(id)), above);
      return (above = block);
    });
    return blocks.join(this.lines.lineEnd.repeat(1 + blanks));
  }

  private itemFor(id: string, title: string): string {
    if (this.template) return itemLike(this.lines, this.template.item, this.template.range, id, title);
    return itemOfOthers(this.lines, this.document, id, title) ?? `- ${id}${title === '' ? '' : `: ${title}`}`;
  }
}

/** Titles as other items have them, on one line. */
export function titlesOf(tasks: readonly Task[]): (id: string) => string {
  const titles = new Map(tasks.map(({ id, title }) => [id, title]));
  return (id) => titles.get(id) ?? '';
}

/** Writes other ids into the list of a wave; none where they are there already. */
export function rewriteList(
  lines: Lines,
  wave: DeclaredWave,
  list: WaveList,
  ids: readonly string[],
  writer: ListWriter,
  titleOf: (id: string) => string,
): readonly TextEdit[] {
  const now = wave.members.map(({ id }) => id);
  if (now.join('\n') === ids.join('\n')) return [];
  if (list.kind === 'line') {
    // A line that names nothing any more would be read as what follows its label.
    const text = ids.length === 0 ? '—' : ids.join(', ');
    return [lines.edit(list.start, list.end, text)];
  }
  if (list.kind === 'items') {
    if (ids.length === 0) return [lines.cut(list.first, list.last)];
    const blanks = list.items[1]?.blanks ?? 0;
    const fresh = writer.items(ids, titleOf, blanks);
    return [trimmed(lines, lines.start(list.first), lines.end(list.last), fresh)];
  }
  return [lines.insertAfter(lines.at(wave.range.end), writer.items(ids, titleOf, 0), 1)];
}

/** Replaces no more whole lines than have changed. */
function trimmed(lines: Lines, start: number, end: number, fresh: string): TextEdit {
  const { expected } = lines.edit(start, end, '');
  const before = expected.split(/(?<=\r\n|\n|\r(?!\n))/);
  const after = fresh.split(/(?<=\r\n|\n|\r(?!\n))/);
  let head = 0;
  while (head < before.length - 1 && head < after.length - 1 && before[head] === after[head]) head++;
  const skipped = before.slice(0, head).join('').length;
  return lines.edit(start + skipped, end, after.slice(head).join(''));
}
