import type { Stretch } from '../index/stretch';
import type { TextRange } from '../model/task';
import { BlockKind, Field } from '../parse/blocks';
import { dependenciesOfValue } from '../parse/dependencies';
import { emptyDetails } from '../parse/detailReader';
import { effortOfValue } from '../parse/effort';
import type { Segment } from '../parse/reading';
import { statusOfValue } from '../words/statusWords';
import { NodeFlag, TaskNode, type StatedDependency } from './taskNode';
import { parseYaml } from './yaml.lazy';

/** Longer front matter (code units) is not a task's. */
const LONGEST = 20_000;

/** Fields beside title and status without which a page with a status is a page, not a task. */
const TELLING = [
  'priority',
  'assignee',
  'assignees',
  'labels',
  'dependencies',
  'depends_on',
  'created_date',
  'milestone',
  'effort',
  'estimate',
];

/** The task that a document as a whole is, by its front matter: an id with a title or status, or a status among a task's fields. */
export function frontMatterTask(stretch: Stretch, segment: Segment): TaskNode | null {
  const { blocks, count } = stretch.table;
  if (count === 0 || blocks[Field.Kind] !== BlockKind.FrontMatter) return null;
  const from = stretch.base + (blocks[Field.B] ?? 0);
  const to = stretch.base + (blocks[Field.C] ?? 0);
  const text = stretch.source.slice(from, Math.min(to, from + LONGEST));
  if (to - from > LONGEST || !/^(?:id|status)\s*:/m.test(text)) return null;
  const data = parsed(text);
  if (!data) return null;
  const id = scalar(data['id']);
  const title = scalar(data['title'] ?? data['name']);
  const status = scalar(data['status']);
  const isTask =
    (id !== null && (title !== null || status !== null)) ||
    (status !== null && title !== null && TELLING.some((name) => data[name] !== undefined));
  if (!isTask) return null;

  const node = new TaskNode(
    'document',
    stretch,
    segment,
    0,
    blocks[Field.Line] ?? 0,
    blocks[Field.EndLine] ?? 0,
  );
  const shift = from - stretch.base;
  const titleAt = valueRange(text, 'title') ?? valueRange(text, 'name') ?? { start: 0, end: 0 };
  node.textStart = node.leadStart = node.afterId = shift + titleAt.start;
  node.textEnd = shift + titleAt.end;
  if (id !== null) {
    const idAt = valueRange(text, 'id') ?? { start: 0, end: 0 };
    node.idText = node.takenId = id;
    node.idStart = shift + idAt.start;
    node.idEnd = shift + idAt.end;
    node.flags |= NodeFlag.StrongId;
    node.takenKind = /^\d+(?:\.\d+)*$/.test(id) ? 'number' : 'explicit';
  }
  const details = emptyDetails(node.textEnd);
  details.titleText = (title ?? id ?? '').replace(/\s+/g, ' ').trim();
  details.status = status === null ? null : statusOfValue(status);
  details.statusWord = status !== null;
  details.priority = scalar(data['priority']);
  details.effort = effortOfValue(scalar(data['effort'] ?? data['estimate']) ?? '');
  details.dependencies = dependenciesIn(text, data, shift);
  node.details = details;
  node.taken = true;
  return node;
}

/** What stands between the two lines of the front matter that a task is, by offsets in the document; null for others. */
export function frontMatterOf({ block, stretch }: TaskNode): TextRange | null {
  const { blocks } = stretch.table;
  if (block !== 0 || blocks[Field.Kind] !== BlockKind.FrontMatter) return null;
  return { start: stretch.offset + (blocks[Field.B] ?? 0), end: stretch.offset + (blocks[Field.C] ?? 0) };
}

function dependenciesIn(text: string, data: Record<string, unknown>, shift: number): StatedDependency[] {
  for (const name of ['dependencies', 'depends_on', 'dependsOn', 'blocked_by']) {
    const value = data[name];
    const ids = (Array.isArray(value) ? value : [value]).map(scalar).filter((id) => id !== null);
    if (ids.length === 0) continue;
    const block = new RegExp(`^${name}\\s*:[^\\n]*(?:\\n[ \\t-][^\\n]*)*`, 'm').exec(text);
    if (!block) continue;
    const colon = block.index + block[0].indexOf(':') + 1;
    return ids.flatMap((id) => {
      const at = text.indexOf(id, colon);
      if (at < 0)
        return dependenciesOfValue(id, 0, id.length, true).map((d) => ({
          id: d.id,
          range: { start: shift + colon, end: shift + colon },
          inProse: false,
        }));
      return [{ id, range: { start: shift + at, end: shift + at + id.length }, inProse: false }];
    });
  }
  return [];
}

function parsed(text: string): Record<string, unknown> | null {
  try {
    const data: unknown = parseYaml(text.replace(/\r\n?/g, '\n'), { maxAliasCount: 50, logLevel: 'silent' });
    return typeof data === 'object' && data !== null && !Array.isArray(data)
      ? (data as Record<string, unknown>)
      : null;
  } catch {
    // Broken front matter says nothing; the rest of the file is read as usual.
    return null;
  }
}

function scalar(value: unknown): string | null {
  if (typeof value === 'string') return value.trim() === '' ? null : value.trim();
  return typeof value === 'number' ? String(value) : null;
}

function valueRange(text: string, name: string): { start: number; end: number } | null {
  const match = new RegExp(`^${name}\\s*:[ \\t]*(["']?)(.*?)\\1[ \\t]*$`, 'm').exec(text);
  if (!match) return null;
  const value = match[2] ?? '';
  const start = match.index + match[0].lastIndexOf(value);
  return { start, end: start + value.length };
}
