/** Which files count as task files, before anything but their name and front matter is known. */

const WORDS: ReadonlySet<string> = new Set(['todo', 'todos', 'backlog', 'backlogs', 'task', 'tasks']);
/** Holds of every name with one of the words, and is fast: most names have none. */
const CANDIDATE = /todo|backlog|task/i;
const EXTENSION = /\.(?:md|markdown)$/i;
const RUN = /[\p{L}\p{N}]+/gu;
const UPPER = /^\p{Lu}$/u;
const LOWER = /^\p{Ll}$/u;

/** Front matter longer than this is not searched. */
const MAX_FRONT_MATTER = 65_536;

/** Whether a path ends in `.md` or `.markdown`, in any case. */
export function isMarkdownPath(path: string): boolean {
  return EXTENSION.test(path);
}

/**
 * Whether the name alone makes a file a task file: a word of the base name is one of todo, backlog, task or
 * their plurals, in any case. Words end at anything but a letter or digit, and at a change of case: `myTodo`,
 * `TODOList` and `TASKSdone` have one, `ToDo` is one word written in two cases, `mytodo` and `Multitasking`
 * have none.
 *
 * @param path with `/` separators
 */
export function isTaskFileName(path: string): boolean {
  if (!EXTENSION.test(path)) return false;
  const base = path.slice(path.lastIndexOf('/') + 1).replace(EXTENSION, '');
  if (!CANDIDATE.test(base)) return false;
  for (const [run] of base.matchAll(RUN)) {
    if (WORDS.has(run.toLowerCase()) || hasWordAtCaseChange(run)) return true;
  }
  return false;
}

/** Tries every stretch of the run between two changes of case. */
function hasWordAtCaseChange(run: string): boolean {
  const characters = Array.from(run);
  const bounds = [0];
  for (let at = 1; at < characters.length; at += 1) if (isCaseChange(characters, at)) bounds.push(at);
  bounds.push(characters.length);
  for (let from = 0; from + 1 < bounds.length; from += 1) {
    for (let to = from + 1; to < bounds.length; to += 1) {
      const start = bounds[from] ?? 0;
      const end = bounds[to] ?? 0;
      if (end - start > 8) break;
      if (WORDS.has(characters.slice(start, end).join('').toLowerCase())) return true;
    }
  }
  return false;
}

/**
 * A capital after anything else (`my|Todo`), the last capital of several before a small letter (`TODO|List`),
 * and a small letter after two capitals or more (`TODO|list`), but not the one after a first capital (`Todo`).
 */
function isCaseChange(characters: readonly string[], at: number): boolean {
  const before = characters[at - 1] ?? '';
  const here = characters[at] ?? '';
  if (UPPER.test(here)) return !UPPER.test(before) || LOWER.test(characters[at + 1] ?? '');
  return LOWER.test(here) && UPPER.test(before) && UPPER.test(characters[at - 2] ?? '');
}

/**
 * What the front matter of a Markdown text says of it: `wavemark: true` makes any file a task file,
 * `wavemark: false` makes it none. Null where it says nothing, or where the front matter is never closed.
 */
export function frontMatterSwitch(text: string): boolean | null {
  const start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  if (!text.startsWith('---', start)) return null;
  const head = text.slice(start, start + MAX_FRONT_MATTER).split(/\r\n|\r|\n/);
  if (!/^---[ \t]*$/.test(head[0] ?? '')) return null;
  let answer: boolean | null = null;
  for (const line of head.slice(1)) {
    if (/^(?:---|\.\.\.)[ \t]*$/.test(line)) return answer;
    const match = /^(?:wavemark|"wavemark"|'wavemark')[ \t]*:[ \t]+(true|false)[ \t]*(?:[ \t]#.*)?$/i.exec(
      line,
    );
    if (match && answer === null) answer = match[1]?.toLowerCase() === 'true';
  }
  return null;
}
