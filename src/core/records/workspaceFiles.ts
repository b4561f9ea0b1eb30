import { taskFileGlobs } from '../model/taskFileGlobs';
import type { FilesOptions, RecordAnswer } from '../model/records';
import {
  holdsAllRecords,
  lastTwo,
  mayBeRecord,
  recordIdOf,
  recordNumberIn,
  type RecordId,
} from './recordName';
import { folderOf, joinPath, linkTarget, linkTo } from './relativePath';

/** More globs than this, or longer ones, are not used. */
const MAX_GLOBS = 50;
const MAX_GLOB_LENGTH = 300;

const UNKNOWN: RecordAnswer = { kind: 'unknown' };

/** What is known of the records of a prefix. */
interface RecordKind {
  readonly highest: number;
  readonly count: number;
}

/**
 * The files of the workspace, as a shell lists them, and which record each holds. Nothing is known, and nothing
 * is missing, until a list was given; a path that the list lacks is missing only once the shell has looked.
 */
export class WorkspaceFiles {
  private readonly changed: () => void;
  private known = false;
  private way = '';
  private folders: readonly string[] = [];
  private globs: readonly string[] | null = null;
  private readonly paths = new Set<string>();
  /** How many listed files lie in a folder or below it. */
  private readonly inFolder = new Map<string, number>();
  /** Paths that the shell has looked at and not found. */
  private readonly absent = new Set<string>();
  /** Files that may hold a record, by each number in their name. */
  private readonly byNumber = new Map<number, Set<string>>();
  /** Made when a file is missed. */
  private byName: ReadonlyMap<string, readonly string[]> | null = null;
  private readonly kinds = new Map<string, RecordKind>();

  /** @param changed called whenever an answer may be another than before */
  constructor(changed: () => void) {
    this.changed = changed;
  }

  get areKnown(): boolean {
    return this.known;
  }

  /** Replaces the whole list. */
  set(paths: Iterable<string>, options: FilesOptions): void {
    this.known = true;
    this.way = options.way ?? '';
    this.folders = options.folders ?? [];
    this.byName = null;
    for (const map of [this.paths, this.inFolder, this.absent, this.byNumber, this.kinds]) map.clear();
    for (const path of paths) this.add(path);
    this.changed();
  }

  /** The setting `wavemark.records`; an empty list means the usual places. */
  setGlobs(globs: readonly string[]): void {
    const usable = globs
      .filter((glob) => glob.length <= MAX_GLOB_LENGTH && /\{(?:id|number)\}/.test(glob))
      .slice(0, MAX_GLOBS);
    this.globs = usable.length === 0 ? null : usable;
    this.kinds.clear();
    this.changed();
  }

  add(path: string): void {
    this.absent.delete(path);
    if (this.paths.has(path)) return;
    this.changed();
    this.byName = null;
    this.paths.add(path);
    this.countFolders(path, 1);
    if (!mayBeRecord(path)) return;
    this.kinds.clear();
    for (const number of numbersIn(path)) {
      const same = this.byNumber.get(number);
      if (same) same.add(path);
      else this.byNumber.set(number, new Set([path]));
    }
  }

  /** Takes a file away, or a folder with all that it holds. It is looked for again before it is missing. */
  remove(path: string): void {
    const gone = this.paths.has(path)
      ? [path]
      : this.inFolder.has(path)
        ? [...this.paths].filter((other) => other.startsWith(`${path}/`))
        : [];
    for (const each of gone) {
      this.paths.delete(each);
      this.countFolders(each, -1);
      for (const number of numbersIn(each)) this.byNumber.get(number)?.delete(each);
    }
    if (gone.length === 0) return;
    this.byName = null;
    this.kinds.clear();
    this.changed();
  }

  /** The shell has looked at a path, and there is nothing. */
  markAbsent(path: string): void {
    if (this.exists(path) || this.absent.has(path)) return;
    this.absent.add(path);
    this.changed();
  }

  /** To be looked at again. */
  forgetAbsent(): void {
    this.absent.clear();
  }

  private countFolders(path: string, by: number): void {
    for (let folder = folderOf(path); folder !== ''; folder = folderOf(folder)) {
      const count = (this.inFolder.get(folder) ?? 0) + by;
      if (count > 0) this.inFolder.set(folder, count);
      else this.inFolder.delete(folder);
    }
  }

  /** A listed file, or a folder that holds one. */
  exists(path: string): boolean {
    return path === '' || this.paths.has(path) || this.inFolder.has(path);
  }

  hasFolder(path: string): boolean {
    return path === '' || this.inFolder.has(path);
  }

  /** The path of a document from the top of the workspace. */
  fromTop(document: string): string {
    return joinPath(this.way, document) ?? document;
  }

  /** @param from path of the document that the pointer is written in */
  recordOf(pointer: string, from: string): RecordAnswer {
    const id = recordIdOf(pointer.trim());
    return id ? this.byId(id, pointer.trim()) : this.byPath(pointer.trim(), from);
  }

  /** The path that a link in a document leads to, whether or not there is a file; null: out of the workspace. */
  pathOf(link: string, from: string): string | null {
    const [target] = this.targetsOf(link, from);
    return target?.kind === 'path' && target.path !== '' ? target.path : null;
  }

  /** Paths that a pointer may mean and that the list lacks: for the shell to look at. */
  *candidates(pointer: string, from: string): Iterable<string> {
    if (recordIdOf(pointer.trim())) return;
    for (const target of this.targetsOf(pointer.trim(), from))
      if (target.kind === 'path' && !this.exists(target.path) && !this.absent.has(target.path))
        yield target.path;
  }

  private byId(id: RecordId, pointer: string): RecordAnswer {
    if (!this.known) return UNKNOWN;
    const paths = this.filesOf(id, pointer);
    if (paths.length > 0) return { kind: 'found', paths };
    const kind = this.kindOf(id.prefix);
    if (kind.count === 0) return UNKNOWN;
    // RFC 5545 is the internet's, not the one after the project's own RFC 12.
    if (id.prefix === 'rfc' && id.number > kind.highest && id.number >= 100) return UNKNOWN;
    return { kind: 'missing', nearby: true, moved: null };
  }

  private filesOf(id: RecordId, pointer: string): string[] {
    const candidates = [...(this.byNumber.get(id.number) ?? [])];
    const { globs } = this;
    const holds = globs
      ? (path: string) => globs.some((glob) => matchesGlob(glob, path, id, pointer))
      : (path: string) => recordNumberIn(path, id.prefix) === id.number;
    return candidates.filter(holds).sort();
  }

  /** How many records of the prefix there are; none where one file may hold them all. */
  private kindOf(prefix: string): RecordKind {
    const known = this.kinds.get(prefix);
    if (known) return known;
    if (this.globs) return this.remember(prefix, { highest: 0, count: this.anyMatches(this.globs) ? 1 : 0 });
    let highest = 0;
    let count = 0;
    for (const [number, paths] of this.byNumber) {
      if (this.filesOf({ prefix, number }, `${prefix}-${number}`).length === 0) continue;
      count += paths.size;
      highest = Math.max(highest, number);
    }
    if (count > 0)
      for (const path of this.paths)
        if (holdsAllRecords(path, prefix)) {
          count = 0;
          break;
        }
    return this.remember(prefix, { highest, count });
  }

  private remember(prefix: string, kind: RecordKind): RecordKind {
    this.kinds.set(prefix, kind);
    return kind;
  }

  /** Whether the setting finds any record at all. */
  private anyMatches(globs: readonly string[]): boolean {
    const matches = taskFileGlobs(globs.map((glob) => glob.replace(/\{(?:id|number)\}/g, '*')));
    for (const path of this.paths) if (matches(path) === true) return true;
    return false;
  }

  private byPath(pointer: string, from: string): RecordAnswer {
    const targets = this.targetsOf(pointer, from);
    const paths = targets.flatMap((target) => (target.kind === 'path' ? [target.path] : []));
    const found = paths.filter((path) => this.exists(path));
    if (found.length > 0) return { kind: 'found', paths: found };
    if (!this.known || targets.some(({ kind }) => kind === 'none')) return UNKNOWN;
    if (targets.every(({ kind }) => kind === 'outside')) return { kind: 'outside' };
    if (!paths.every((path) => this.absent.has(path))) return UNKNOWN;
    const document = this.fromTop(from);
    const nearby = paths.some((path) => this.holdsOthers(folderOf(path), document));
    const moved = this.onlyFileNamed(paths[0] ?? '');
    return {
      kind: 'missing',
      nearby,
      moved: moved === null ? null : linkTo(moved, folderOf(document)),
    };
  }

  private holdsOthers(folder: string, document: string): boolean {
    const count = folder === '' ? this.paths.size : (this.inFolder.get(folder) ?? 0);
    const own = this.paths.has(document) && (folder === '' || document.startsWith(`${folder}/`));
    return count > (own ? 1 : 0);
  }

  private onlyFileNamed(path: string): string | null {
    this.byName ??= groupByName(this.paths);
    const same = this.byName.get(nameOf(path)) ?? [];
    return same.length === 1 ? (same[0] ?? null) : null;
  }

  private targetsOf(pointer: string, from: string): ReturnType<typeof linkTarget>[] {
    const document = this.fromTop(from);
    const target = linkTarget(pointer, folderOf(document));
    if (target.kind !== 'path' || this.folders.length < 2) return [target];
    // Folders of one workspace may lie anywhere: what is beside one is not beside the other.
    const own = document.split('/', 1)[0] ?? '';
    const plain = pointer.startsWith('/') ? joinPath(own, target.path) : target.path;
    if (plain === null || plain.split('/', 1)[0] !== own) return [{ kind: 'outside' }];
    return [{ kind: 'path', path: plain }];
  }
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).toLowerCase();
}

function groupByName(paths: Iterable<string>): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const path of paths) {
    const name = nameOf(path);
    const group = groups.get(name);
    if (group) group.push(path);
    else groups.set(name, [path]);
  }
  return groups;
}

function numbersIn(path: string): Set<number> {
  const numbers = new Set<number>();
  for (const [digits] of lastTwo(path).matchAll(/\d{1,6}/g)) numbers.add(Number(digits));
  return numbers;
}

/** `docs/adr/{number}-*.md`: the number with any padding; `{id}`: prefix and number, in any case and padding. */
function matchesGlob(glob: string, path: string, id: RecordId, pointer: string): boolean {
  const digits = new Set(Array.from(path.matchAll(/\d{1,6}/g), ([text]) => text));
  const named = new Set(
    Array.from(path.matchAll(/[A-Za-z]{2,12}[-_ ]?\d{1,6}/g), ([text]) => text).filter((text) => {
      const other = recordIdOf(text);
      return other?.prefix === id.prefix && other.number === id.number;
    }),
  );
  const numbers = [...digits].filter((text) => Number(text) === id.number);
  const ids = named.size === 0 ? [pointer] : [...named];
  return numbers.some((number) =>
    ids.some((text) => {
      const filled = glob.replaceAll('{number}', number).replaceAll('{id}', text);
      return taskFileGlobs([filled])(path) === true;
    }),
  );
}
