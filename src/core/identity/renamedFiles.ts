/** A file by its path and its text. */
export interface FileText {
  readonly path: string;
  readonly text: string;
}

/** As git: at least half of the longer text must be in both. */
const LEAST_SIMILARITY = 0.5;
/** Like git's `diff.renameLimit`: beyond so many pairs only equal texts are found. */
const MAX_PAIRS = 10_000;

/**
 * Which new files are files that vanished, under another name: path of the new one → path of the old one. No
 * vanished file is used twice. The measure is that of git's rename detection (`diffcore-rename.c`: equal texts
 * first, then the most similar pairs, the same base name before another; `diffcore-delta.c`: how much of the lines of
 * one is found in the other), so that the answer is the same for files that git does not track yet.
 *
 * Takes time in proportion to the texts, and to the pairs of files that are not equal.
 */
export function renamedFiles(
  vanished: readonly FileText[],
  added: readonly FileText[],
): ReadonlyMap<string, string> {
  const renamed = new Map<string, string>();
  if (vanished.length === 0 || added.length === 0) return renamed;
  const before = vanished.map(measure).filter(({ size }) => size > 0);
  const after = added.map(measure).filter(({ size }) => size > 0);
  const used = new Set<Measured>();
  const pair = (old: Measured, now: Measured): void => {
    used.add(old).add(now);
    renamed.set(now.path, old.path);
  };

  const byText = new Map<string, Measured[]>();
  for (const old of before) byText.set(old.text, [...(byText.get(old.text) ?? []), old]);
  for (const now of after) {
    const same = (byText.get(now.text) ?? []).filter((old) => !used.has(old));
    const old = same.find(({ name }) => name === now.name) ?? same[0];
    if (old) pair(old, now);
  }

  const oldLeft = before.filter((old) => !used.has(old));
  const newLeft = after.filter((now) => !used.has(now));
  if (oldLeft.length * newLeft.length > MAX_PAIRS) return renamed;
  const candidates = oldLeft.flatMap((old) =>
    newLeft.flatMap((now) => {
      const score = similarity(old, now);
      return score < LEAST_SIMILARITY
        ? []
        : [{ old, now, score: score + (old.name === now.name ? 1e-6 : 0) }];
    }),
  );
  candidates.sort((a, b) => b.score - a.score);
  for (const { old, now } of candidates) if (!used.has(old) && !used.has(now)) pair(old, now);
  return renamed;
}

interface Measured extends FileText {
  readonly name: string;
  /** Lines and how often each is there. */
  readonly lines: ReadonlyMap<string, number>;
  /** Of all lines, with their ends. */
  readonly size: number;
}

function measure({ path, text }: FileText): Measured {
  const lines = new Map<string, number>();
  let size = 0;
  const all = text.split(/\r\n?|\n/);
  if (all.at(-1) === '') all.pop();
  for (const line of all) {
    lines.set(line, (lines.get(line) ?? 0) + 1);
    size += line.length + 1;
  }
  return { path, text, name: path.slice(path.lastIndexOf('/') + 1), lines, size };
}

/** From 0, nothing in common, to 1. */
function similarity(one: Measured, other: Measured): number {
  const [few, many] = one.lines.size < other.lines.size ? [one, other] : [other, one];
  const longer = Math.max(one.size, other.size);
  if (Math.min(one.size, other.size) < LEAST_SIMILARITY * longer) return 0;
  let shared = 0;
  for (const [line, count] of few.lines) {
    shared += Math.min(count, many.lines.get(line) ?? 0) * (line.length + 1);
  }
  return shared / longer;
}
