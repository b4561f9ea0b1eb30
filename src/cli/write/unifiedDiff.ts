/** What an edit would change, as a unified diff that `git apply` and `patch -p1` understand. */
import { lineChanges, type LineChange } from './lineChanges';

/** Lines shown around a change. */
const CONTEXT = 3;

export interface DiffOptions {
  /** As seen from the top of the repository, or from the current folder outside git; `/` separators. */
  readonly path: string;
  /** Whether the path is seen from the top of a repository: then git applies it from any folder in it. */
  readonly inRepository: boolean;
  /** Whether there is no old version. */
  readonly isNew?: boolean;
}

/** Empty where the texts are the same. Line ends, a byte order mark and a missing last line end are kept. */
export function unifiedDiff(
  before: string,
  after: string,
  { path, inRepository, isNew = false }: DiffOptions,
): string {
  if (before === after) return '';
  const [a, b] = [quoted(`a/${path}`), quoted(`b/${path}`)];
  // A tab ends a name with a space in it.
  const end = path.includes(' ') ? '\t' : '';
  const old = isNew ? '/dev/null' : `${a}${end}`;
  const mode = isNew ? 'new file mode 100644\n' : '';
  let text = `${inRepository ? `diff --git ${a} ${b}\n${mode}` : ''}--- ${old}\n+++ ${b}${end}\n`;
  const oldLines = linesOf(before);
  const newLines = linesOf(after);
  for (const hunk of hunks(lineChanges(oldLines, newLines))) text += hunkText(hunk, oldLines, newLines);
  return text;
}

/** As git and patch count lines: by line feeds alone. Each with its end. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** Changes that are shown together. */
function hunks(changes: readonly LineChange[]): LineChange[][] {
  const groups: LineChange[][] = [];
  for (const change of changes) {
    const group = groups[groups.length - 1];
    const last = group?.[group.length - 1];
    if (group && last && change.oldStart - last.oldEnd <= 2 * CONTEXT) group.push(change);
    else groups.push([change]);
  }
  return groups;
}

function hunkText(
  changes: readonly LineChange[],
  oldLines: readonly string[],
  newLines: readonly string[],
): string {
  const first = changes[0]!;
  const last = changes[changes.length - 1]!;
  const lead = Math.min(CONTEXT, first.oldStart);
  const oldStart = first.oldStart - lead;
  const oldEnd = Math.min(oldLines.length, last.oldEnd + CONTEXT);
  const newStart = first.newStart - lead;
  const newEnd = last.newEnd + (oldEnd - last.oldEnd);
  let text = `@@ -${extent(oldStart, oldEnd)} +${extent(newStart, newEnd)} @@\n`;
  let at = oldStart;
  const add = (sign: string, lines: readonly string[], from: number, to: number): void => {
    for (const line of lines.slice(from, to))
      text += line.endsWith('\n') ? sign + line : `${sign}${line}\n\\ No newline at end of file\n`;
  };
  for (const change of changes) {
    add(' ', oldLines, at, change.oldStart);
    add('-', oldLines, change.oldStart, change.oldEnd);
    add('+', newLines, change.newStart, change.newEnd);
    at = change.oldEnd;
  }
  add(' ', oldLines, at, oldEnd);
  return text;
}

/** From 1; a hunk without lines stands behind the line that is named. */
function extent(start: number, end: number): string {
  return `${String(end > start ? start + 1 : start)},${String(end - start)}`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
  '"': '\\"',
  '\\': '\\\\',
};

/** As git quotes a name that holds a control character, a quote or a backslash. */
function quoted(path: string): string {
  // eslint-disable-next-line no-control-regex
  const special = /[\u0000-\u001f\u007f"\\]/g;
  if (path.search(special) < 0) return path;
  const escaped = path.replace(
    special,
    (sign) => ESCAPES[sign] ?? `\\${sign.charCodeAt(0).toString(8).padStart(3, '0')}`,
  );
  return `"${escaped}"`;
}
