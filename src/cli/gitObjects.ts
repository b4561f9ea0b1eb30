/** Files of a commit by way of `git cat-file --batch`: one process for all of them. */
import { runGit } from './gitProcess';
import type { CliIo } from './io';
import { MAX_BYTES } from './readText';

/** A file in a commit. `absent`: the commit does not have it. `lost`: the repository does not hold its content. */
export type CommittedFile =
  | { readonly kind: 'bytes'; readonly bytes: Buffer }
  | { readonly kind: 'absent' }
  | { readonly kind: 'lost'; readonly reason: string };

/** Of all files together; what is beyond is not read. */
const MAX_TOTAL = 256 * 1024 * 1024;
/** Git ends at the first object that a partial clone lacks, and is started again after it so many times. */
const MAX_STARTS = 20;
/** More paths than these are asked for as the whole tree. */
const MAX_NAMED = 200;

/**
 * Reads files as they are in a commit, in the order of the paths. Nothing is fetched from other repositories,
 * and no filter or converter of the repository's is run.
 *
 * @param top of the work tree
 * @param commit full hash
 * @param paths relative to the top, `/` separators
 */
export async function readCommitted(
  top: string,
  commit: string,
  paths: readonly string[],
  io: CliIo,
): Promise<CommittedFile[]> {
  const answers: CommittedFile[] = [];
  let total = 0;
  const take = (file: CommittedFile): void => {
    total += file.kind === 'bytes' ? file.bytes.length : 0;
    answers.push(total > MAX_TOTAL ? lost('the files of that commit are too large together') : file);
  };
  for (let starts = 0; answers.length < paths.length; starts++) {
    const from = answers.length;
    const rest = paths.slice(from);
    // A name with a line end would be two questions.
    const nameless = rest.findIndex((path) => path.includes('\n'));
    const asked = nameless < 0 ? rest : rest.slice(0, nameless);
    const reader = new BatchReader(take);
    const result = await runGit(['cat-file', '--batch', '--buffer', '--follow-symlinks'], top, io, {
      input: asked.map((path) => `${commit}:${path}\n`).join(''),
      onOutput: (chunk) => reader.add(chunk),
      maxOutput: Number.MAX_SAFE_INTEGER,
    });
    if (answers.length - from < asked.length) {
      const reason = whyLost(result.ended, result.stderr);
      const hopeless = result.ended !== 'code' || starts >= MAX_STARTS || !/promisor/.test(result.stderr);
      for (let left = hopeless ? asked.length - (answers.length - from) : 1; left > 0; left--)
        take(lost(reason));
    } else if (nameless >= 0) take(lost('its name holds a line end'));
  }
  return confirmAbsent(top, commit, paths, answers, io);
}

/** Git says "missing" of a file that the commit lacks, and of one whose content the repository lacks: the tree tells. */
async function confirmAbsent(
  top: string,
  commit: string,
  paths: readonly string[],
  answers: readonly CommittedFile[],
  io: CliIo,
): Promise<CommittedFile[]> {
  const missing = paths.filter((_, at) => answers[at]?.kind === 'absent');
  if (missing.length === 0) return [...answers];
  const which = missing.length > MAX_NAMED ? ['-r', commit] : [commit, '--', ...missing];
  const args = ['--literal-pathspecs', 'ls-tree', '-z', '--name-only', '--full-tree', ...which];
  const tree = await runGit(args, top, io);
  const there = new Set(tree.stdout.toString('utf8').split('\0'));
  return answers.map((answer, at) => {
    if (answer.kind !== 'absent') return answer;
    if (tree.code !== 0) return lost(whyLost(tree.ended, tree.stderr));
    return there.has(paths[at] ?? '') ? lost('its content is not in this clone') : answer;
  });
}

function lost(reason: string): CommittedFile {
  return { kind: 'lost', reason };
}

function whyLost(ended: string, errors: string): string {
  if (ended === 'late') return 'git took too long';
  if (ended === 'flood') return 'git wrote more than it should';
  if (/promisor|lazy fetch/.test(errors)) return 'its content is not in this partial clone';
  return 'git could not read it';
}

const LINE_END = 10;
const MAX_HEADER = 8192;

/** Takes the output of `git cat-file --batch` apart: a header line, content, a line end, and again. */
class BatchReader {
  /** What has come of a header, or of a content that is kept. */
  private chunks: Buffer[] = [];
  private held = 0;
  /** Bytes of content, with its line end, that are still to come; -1 within a header. */
  private left = -1;
  /** Of the content that is coming. */
  private size = 0;
  private kind: 'file' | 'oversize' | 'other' = 'other';

  constructor(private readonly take: (file: CommittedFile) => void) {}

  add(chunk: Buffer): void {
    for (let at = 0; at < chunk.length;) {
      if (this.left < 0) {
        const end = chunk.indexOf(LINE_END, at);
        this.hold(chunk.subarray(at, end < 0 ? chunk.length : end));
        if (end < 0) return;
        at = end + 1;
        this.header(this.release().toString('utf8'));
      } else {
        const piece = chunk.subarray(at, at + this.left);
        if (this.kind === 'file') this.hold(piece);
        this.left -= piece.length;
        at += piece.length;
        if (this.left === 0) this.content();
      }
    }
  }

  private hold(piece: Buffer): void {
    if (this.left < 0 && this.held > MAX_HEADER) return;
    this.chunks.push(piece);
    this.held += piece.length;
  }

  private release(): Buffer {
    const whole = Buffer.concat(this.chunks);
    this.chunks = [];
    this.held = 0;
    return whole;
  }

  private header(line: string): void {
    const object = /^[0-9a-f]{40,64} (\w+) (\d+)$/.exec(line);
    // A link that leads out of the tree, nowhere or in a circle is followed by its path.
    const link = /^(?:symlink|dangling|loop|notdir) (\d+)$/.exec(line);
    if (object) {
      this.size = Number(object[2]);
      this.kind = object[1] !== 'blob' ? 'other' : this.size > MAX_BYTES ? 'oversize' : 'file';
      this.left = this.size + 1;
    } else if (link) {
      this.kind = 'other';
      this.left = Number(link[1]) + 1;
    } else this.take({ kind: 'absent' });
  }

  private content(): void {
    this.left = -1;
    if (this.kind === 'file') this.take({ kind: 'bytes', bytes: this.release().subarray(0, this.size) });
    else if (this.kind === 'oversize') this.take(lost('it was larger than the files that are read'));
    else this.take({ kind: 'absent' });
  }
}
