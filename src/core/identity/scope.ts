/** Which tasks an id means where it is written: its own file's first, then those of the nearest folder. */
import type { CitationScope } from '../model/reader';
import type { Task, TaskDocument } from '../model/task';

/** What it needs of the index. */
export interface Directory {
  documents(): readonly TaskDocument[];
  document(uri: string): TaskDocument | undefined;
  /** Documents of which some task's id is a number. */
  numbered(): readonly TaskDocument[];
}

export interface Meaning {
  readonly targets: readonly Task[];
  readonly scope: CitationScope;
}

const NOTHING: Meaning = { targets: [], scope: 'none' };

export function isNumberId(id: string): boolean {
  return /^#?\d+(?:\.\d+)*$/.test(id);
}

/** Tasks of a document: "#12" and "12" are two ways to write one number. */
function tasksIn(document: TaskDocument, id: string): readonly Task[] {
  const own = document.tasksOf(id);
  if (own.length > 0 || !/^#?\d/.test(id)) return own;
  return document.tasksOf(id.startsWith('#') ? id.slice(1) : `#${id}`);
}

/**
 * What an id means in the file `uri`, which may be a task file or not. Several targets are equally near. A number
 * means something in another file only where one file alone has numbers to cite.
 *
 * @param numbers whether a number may mean a task of another file
 */
export function meaningOf(directory: Directory, id: string, uri: string, numbers: boolean): Meaning {
  const own = directory.document(uri);
  const ownTasks = own ? tasksIn(own, id) : [];
  if (ownTasks.length > 0) return { targets: ownTasks, scope: 'document' };
  if (isNumberId(id)) {
    const alone = numbers ? numberedNear(directory, uri) : null;
    return alone && alone !== own ? found(tasksIn(alone, id)) : NOTHING;
  }
  const all = directory.documents().flatMap((document) => (document === own ? [] : document.tasksOf(id)));
  return found(nearest(all, uri, (task) => task.document.uri));
}

/** What an id means behind the name of a file: `docs/TODO.md 3.6`. Null where no such file is known. */
export function meaningInFile(directory: Directory, id: string, uri: string, name: string): Meaning | null {
  const tail = `/${encodeURI(name.replace(/^(?:\.\.?\/)+/, ''))}`;
  const named = directory.documents().filter((document) => document.uri.endsWith(tail));
  if (named.length === 0) return null;
  const targets = nearest(named, uri, (document) => document.uri).flatMap((document) =>
    tasksIn(document, id),
  );
  return targets.length > 0 ? { targets, scope: 'file' } : NOTHING;
}

/** The one file whose numbers can be cited in `uri`; null where there is none, or several are equally near. */
export function numberedNear(directory: Directory, uri: string): TaskDocument | null {
  const near = nearest(directory.numbered(), uri, (document) => document.uri);
  return near.length === 1 ? (near[0] ?? null) : null;
}

function found(targets: readonly Task[]): Meaning {
  return targets.length > 0 ? { targets, scope: 'folder' } : NOTHING;
}

/** Those that lie in the nearest folder above `uri` that holds any; itself if it is one of them. */
function nearest<T>(all: readonly T[], uri: string, uriOf: (one: T) => string): readonly T[] {
  const same = all.filter((one) => uriOf(one) === uri);
  if (same.length > 0) return same;
  if (all.length < 2) return all;
  for (let end = uri.lastIndexOf('/'); end > 0; end = uri.lastIndexOf('/', end - 1)) {
    const folder = uri.slice(0, end + 1);
    const near = all.filter((one) => uriOf(one).startsWith(folder));
    if (near.length > 0) return near;
  }
  return all;
}
