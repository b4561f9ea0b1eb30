/** `--baseline`: what every task file was in the commit that the work tree is compared with. */
import { lstatSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as Core from '../core';
import type { FileBaseline, TaskDocument } from '../core';
import { isWithin, realPathOf, taskFileNames } from './discover';
import { workTreeTop } from './git';
import { findBaseCommit, HEAD, deletedFromDisk, deletedFromIndex, type BaseCommit } from './gitCommit';
import { readCommitted, type CommittedFile } from './gitObjects';
import { UsageError, type CliIo } from './io';
import { tell, type Named, type Workspace } from './nodeWorkspace';
import { decode } from './readText';
import { CLOSED_FOLDERS, slashes } from './walk';

/** Turns the comparison off. */
export const NO_BASELINE = 'none';

/** Vanished files that are none by their names, but may be by their front matter, or be task files by now. */
const MAX_OTHERS = 300;

/** What the command line says of the baseline as a whole; of the repository of what was named first. */
export interface BaselineReport {
  readonly state: 'known' | 'unknown' | 'off';
  /** As given; null where the state is `off`. */
  readonly ref: string | null;
  /** Full hash; null where it is not known. */
  readonly commit: string | null;
  /** Why the state is not `known`. */
  readonly reason: string | null;
  /** Files for which alone it is not known, and why. */
  readonly files: readonly { readonly path: string; readonly reason: string }[];
}

/** For a line of text; the empty string where nothing is compared. */
export function baselinePhrase({ state, ref, commit }: BaselineReport): string {
  if (state === 'off') return '';
  return state === 'known' ? `compared with ${ref ?? ''} (${commit?.slice(0, 7) ?? ''})` : 'baseline unknown';
}

interface Repository {
  /** Of the work tree, without symbolic links; absolute. */
  readonly top: string;
  readonly base: Promise<BaseCommit>;
  /** Markdown files that are in the commit or were tracked, and are gone; relative to the top. */
  readonly deleted: Promise<ReadonlySet<string>>;
}

/** Compares with one ref; each file in the repository that it belongs to. */
export class Baselines {
  private readonly repositories = new Map<string, Repository>();
  private readonly tops = new Map<string, string | null>();
  private readonly ref: string;
  private readonly notes = new Set<string>();
  private readonly unknownFiles: { path: string; reason: string }[] = [];

  /** @param asked as given on the command line; undefined where nothing was given. Throws UsageError. */
  constructor(
    private readonly asked: string | undefined,
    private readonly io: CliIo,
  ) {
    this.ref = asked ?? HEAD;
    if (this.ref.trim() === '') throw new UsageError('--baseline was given no commit; name one, or "none"');
    if (this.ref.startsWith('-')) {
      throw new UsageError(`"${this.ref}" cannot be a commit; name one after --baseline, or "none"`);
    }
  }

  /** Lets git begin to look, while the files are found and read. */
  begin(named: readonly Named[]): void {
    if (this.ref === NO_BASELINE) return;
    for (const each of named) {
      const top = this.topOfNamed(each);
      if (top !== null) this.repository(top);
    }
  }

  /** Enters what is known into the index. Throws UsageError where a commit was asked for that cannot be had. */
  async enter(workspace: Workspace): Promise<BaselineReport> {
    if (this.ref === NO_BASELINE) return off('it was turned off with --baseline none');
    const tops = workspace.named.map((each) => this.topOfNamed(each));
    for (const top of tops) {
      const base = top === null ? null : await this.repository(top).base;
      if (this.asked === undefined || base?.kind === 'known') continue;
      const reason = base?.reason ?? 'this is not in a git work tree';
      throw new UsageError(`cannot compare with ${this.ref}: ${reason} (--baseline none turns it off)`);
    }
    const groups = new Map<Repository, TaskDocument[]>();
    for (const top of tops) if (top !== null) groups.set(this.repository(top), []);
    for (const document of workspace.index.documents()) {
      const top = this.topOf(dirname(workspace.real.get(document.uri) ?? ''));
      if (top === null) continue;
      const repository = this.repository(top);
      const group = groups.get(repository);
      if (group) group.push(document);
      else groups.set(repository, [document]);
    }
    for (const [repository, documents] of groups) await this.compare(repository, documents, workspace);
    tell([...this.notes], this.io);
    return this.report(tops[0] ?? [...groups.keys()][0]?.top ?? null);
  }

  private async report(top: string | null): Promise<BaselineReport> {
    if (top === null) return off('this is not in a git work tree');
    const base = await this.repository(top).base;
    const { ref, unknownFiles: files } = this;
    return base.kind === 'known'
      ? { state: 'known', ref, commit: base.commit, reason: null, files }
      : { state: 'unknown', ref, commit: null, reason: base.reason, files };
  }

  private async compare(
    repository: Repository,
    documents: readonly TaskDocument[],
    workspace: Workspace,
  ): Promise<void> {
    const { index } = workspace;
    const base = await repository.base;
    if (base.kind === 'unknown') {
      const where = slashes(relative(realPathOf(workspace.root), repository.top));
      const place = where === '' || where.startsWith('..') ? '' : ` in ${where}`;
      this.notes.add(`baseline unknown${place}: ${base.reason}; ids are not compared with ${this.ref}`);
      for (const { uri } of documents) index.setBaseline(uri, unknown(base.reason));
      return;
    }
    const core = await import('../core');
    const { top } = repository;
    const vanished = await this.vanished(repository, workspace, core);
    const inTree = documents.map(({ uri }) => slashes(relative(top, workspace.real.get(uri) ?? '')));
    const paths = [...inTree, ...vanished.map(({ path }) => path)];
    const read = paths.length === 0 ? [] : await readCommitted(top, base.commit, paths, this.io);
    const known = (text: string, file: string): FileBaseline => {
      const path = slashes(relative(workspace.root, file));
      return { kind: 'known', ref: this.ref, commit: base.commit, path, text };
    };

    const added: TaskDocument[] = [];
    for (const [at, document] of documents.entries()) {
      const { uri, path } = document;
      const text = textOf(read[at]);
      if (document.skipped !== null) index.setBaseline(uri, unknown('the file is not read'));
      else if (core.hasConflictMarkers(document.text))
        this.leave(document, 'the file has conflict markers', workspace);
      else if (text.kind === 'lost') this.leave(document, text.reason, workspace);
      else if (text.kind === 'absent') added.push(document);
      else index.setBaseline(uri, known(text.text, join(workspace.root, path)));
    }
    const texts = new Map<string, string>();
    for (const [at, { path }] of vanished.entries()) {
      const text = textOf(read[documents.length + at]);
      if (text.kind === 'text') texts.set(path, text.text);
    }
    const renamed = core.renamedFiles(
      [...texts].map(([path, text]) => ({ path, text })),
      added.map(({ uri, text }) => ({ path: uri, text })),
    );
    for (const { uri } of added) {
      const from = renamed.get(uri);
      index.setBaseline(
        uri,
        from === undefined
          ? { kind: 'absent', ref: this.ref, commit: base.commit }
          : known(texts.get(from) ?? '', this.asNamed(join(top, from), workspace)),
      );
    }
    const moved = new Set(renamed.values());
    for (const { path, isTaskFile } of vanished) {
      const text = texts.get(path);
      if (text === undefined || moved.has(path)) continue;
      if (!(core.frontMatterSwitch(text) ?? isTaskFile)) continue;
      const file = this.asNamed(join(top, path), workspace);
      index.setBaseline(pathToFileURL(file).href, known(text, file));
    }
  }

  /** Says that what one file was cannot be known. */
  private leave({ uri, path }: TaskDocument, reason: string, { index }: Workspace): void {
    index.setBaseline(uri, unknown(reason));
    this.unknownFiles.push({ path, reason });
    this.notes.add(`baseline unknown for ${path}: ${reason}`);
  }

  /** Markdown files that are no longer there, below what was named. */
  private async vanished(
    { top, deleted }: Repository,
    { named }: Workspace,
    core: typeof Core,
  ): Promise<readonly { readonly path: string; readonly isTaskFile: boolean }[]> {
    const folders = named
      .filter(({ isFolder }) => isFolder)
      .map(({ file }) => ({ real: realPathOf(file), isTaskFile: taskFileNames(file, core) }));
    const files: { path: string; isTaskFile: boolean }[] = [];
    let others = 0;
    for (const path of await deleted) {
      const file = join(top, path);
      const folder = folders.find(({ real }) => isWithin(file, real));
      if (!folder || path.split('/').some((part) => CLOSED_FOLDERS.has(part)) || exists(file)) continue;
      const isTaskFile = folder.isTaskFile(slashes(relative(folder.real, file))) === true;
      if (isTaskFile || others++ < MAX_OTHERS) files.push({ path, isTaskFile });
    }
    return files;
  }

  /** A file by way of the folder that was named, as the files of the index are. */
  private asNamed(file: string, { named }: Workspace): string {
    for (const { file: folder, isFolder } of named) {
      const real = isFolder ? realPathOf(folder) : '';
      if (isFolder && isWithin(file, real)) return join(folder, relative(real, file));
    }
    return file;
  }

  private repository(top: string): Repository {
    let known = this.repositories.get(top);
    if (!known) {
      const base = findBaseCommit(top, this.ref, this.io);
      const untracked = base.then((found) =>
        found.kind === 'known' ? deletedFromIndex(top, found.commit, this.io) : [],
      );
      const deleted = Promise.all([untracked, deletedFromDisk(top, this.io)]).then(
        (lists) => new Set(lists.flat()),
      );
      this.repositories.set(top, (known = { top, base, deleted }));
    }
    return known;
  }

  private topOfNamed({ file, isFolder }: Named): string | null {
    const real = realPathOf(file);
    return this.topOf(isFolder ? real : dirname(real));
  }

  private topOf(folder: string): string | null {
    let top = this.tops.get(folder);
    if (top === undefined) this.tops.set(folder, (top = workTreeTop(folder)));
    return top;
  }
}

type CommittedText =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'lost'; readonly reason: string };

const LFS_POINTER = 'version https://git-lfs.github.com/spec/';

function textOf(file: CommittedFile | undefined): CommittedText {
  if (file?.kind !== 'bytes') return file ?? { kind: 'lost', reason: 'git could not read it' };
  const read = decode(file.bytes);
  if (read.kind !== 'text') return { kind: 'lost', reason: 'it was not UTF-8 text in that commit' };
  if (read.text.startsWith(LFS_POINTER)) return { kind: 'lost', reason: 'its content is kept by Git LFS' };
  return read;
}

function unknown(reason: string): FileBaseline {
  return { kind: 'unknown', reason: `The baseline is unknown: ${reason}.` };
}

function off(reason: string): BaselineReport {
  return { state: 'off', ref: null, commit: null, reason, files: [] };
}

function exists(file: string): boolean {
  try {
    lstatSync(file);
    return true;
  } catch (error) {
    return (
      (error as NodeJS.ErrnoException).code !== 'ENOENT' &&
      (error as NodeJS.ErrnoException).code !== 'ENOTDIR'
    );
  }
}
