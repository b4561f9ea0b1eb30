import type { Task } from '../model/task';

/** A stretch of a label, `end` excluded. */
export interface Highlight {
  readonly start: number;
  readonly end: number;
}

/**
 * Splits what the user typed into words. A task matches when each of them occurs, in any case, somewhere in
 * its id, title, section, wave, priority or status.
 */
export function filterWords(filter: string): readonly string[] {
  return filter
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
}

export function matchesWords(task: Task, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const own = `${task.id ?? ''} ${task.title}`.toLowerCase();
  let rest: string | null = null;
  return words.every((word) => {
    if (own.includes(word)) return true;
    rest ??= [...task.section, task.wave ?? '', task.priority ?? '', task.status].join('\n').toLowerCase();
    return rest.includes(word);
  });
}

/** Where the words occur in a label, in order and without overlap. */
export function highlightWords(label: string, words: readonly string[]): readonly Highlight[] {
  const lower = label.toLowerCase();
  // Some letters change length in lower case (İ): the places would be those of another text.
  if (lower.length !== label.length) return [];
  const found: Highlight[] = [];
  for (const word of words) {
    const start = lower.indexOf(word);
    if (start >= 0) found.push({ start, end: start + word.length });
  }
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  return found.filter((item, i) => i === 0 || item.start >= Math.max(...found.slice(0, i).map((f) => f.end)));
}
