/** A work tree of many source files for a search, in a temporary folder, because it is large. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { random } from './random';
import { WORDS } from './words';

export interface CitationTree {
  readonly folder: string;
  readonly paths: readonly string[];
  readonly bytes: number;
  /** How often each id is cited. */
  readonly citations: ReadonlyMap<string, number>;
  remove(): void;
}

const FOLDERS = 5_000;
const FILES_IN_EACH = 20;
const EXTENSIONS = ['ts', 'ts', 'js', 'py', 'go', 'md', 'md', 'sh', 'yml', 'css'];
const COMMENT: Readonly<Record<string, string>> = { py: '#', sh: '#', yml: '#', md: '' };
const TASKS = 500;
/** One file of so many cites a task. */
const CITING = 50;

function idOf(number: number): string {
  return `P${number % 3}-${String(number).padStart(3, '0')}`;
}

/** 100,000 files, 1 GB, of which one in fifty cites one of 500 tasks of a backlog. */
export function writeCitationTree(): CitationTree {
  const from = random(29);
  const folder = mkdtempSync(join(tmpdir(), 'wavemark-bench-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const pool = Buffer.from(sourceText(from, 4_000_000));
    const citations = new Map<string, number>();
    const paths: string[] = [];
    let bytes = 0;
    for (let at = 0; at < FOLDERS; at++) {
      const name = `${from.pick(WORDS)}-${at % 70}/${from.pick(WORDS)}-${at}`;
      mkdirSync(join(folder, name), { recursive: true });
      for (let file = 0; file < FILES_IN_EACH; file++) {
        const extension = from.pick(EXTENSIONS);
        const start = from.between(0, pool.length - 21_000);
        const text = pool.subarray(start, start + from.between(600, 20_000));
        const cites = from.chance(1 / CITING) ? idOf(from.between(0, TASKS - 1)) : null;
        if (cites !== null) citations.set(cites, (citations.get(cites) ?? 0) + 1);
        const line = cites === null ? '' : `\n${COMMENT[extension] ?? '//'} See ${cites} for why.\n`;
        const path = `${name}/${from.pick(WORDS)}-${file}.${extension}`;
        writeFileSync(join(folder, path), Buffer.concat([text, Buffer.from(line)]));
        paths.push(path);
        bytes += text.length + line.length;
      }
    }
    const backlog = Array.from(
      { length: TASKS },
      (_, number) => `- [ ] ${idOf(number)} ${from.pick(WORDS)}\n`,
    );
    writeFileSync(join(folder, 'BACKLOG.md'), backlog.join(''));
    track(folder, [...paths, 'BACKLOG.md']);
    return { folder, paths, bytes, citations, remove };
  } catch (error) {
    remove();
    throw error;
  }
}

function sourceText(from: ReturnType<typeof random>, length: number): string {
  let text = '';
  while (text.length < length) {
    const words = Array.from({ length: from.between(3, 12) }, () => from.pick(WORDS)).join(' ');
    const number = from.chance(0.2) ? ` ${from.between(0, 999)}` : '';
    // Ids of other trackers: what is kept of a text.
    const other = from.chance(0.05) ? ` ${from.pick(['REQ', 'BUG', 'FEAT'])}-${from.between(10, 9_999)}` : '';
    text += from.chance(0.15)
      ? `// ${words}${number}${other}\n`
      : `  ${words.replace(' ', '(')}${number});\n`;
  }
  return text;
}

/** All files are in git's index, as in a repository, without the cost of a commit. */
function track(folder: string, paths: readonly string[]): void {
  const options = { cwd: folder, stdio: ['pipe', 'ignore', 'pipe'] as ['pipe', 'ignore', 'pipe'] };
  execFileSync('git', ['init', '--quiet'], options);
  const blob = execFileSync('git', ['hash-object', '--stdin', '-w'], { cwd: folder, input: '' })
    .toString()
    .trim();
  const input = paths.map((path) => `100644 ${blob}\t${path}\n`).join('');
  execFileSync('git', ['update-index', '--add', '--index-info'], { ...options, input });
}
