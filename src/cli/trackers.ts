/** Finds the tracker files that serve the task files which are read, and enters them into the index. */
import { isUtf8 } from 'node:buffer';
import { readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as core from '../core';
import type { TaskIndex, TrackerFields } from '../core';
import { foldersUpTo, isWithin, realPathOf } from './discover';
import { workTreeTop } from './git';
import { systemReason } from './readText';
import { readSettingsFile } from './settings';
import { slashes } from './walk';

type Core = typeof core;

/** A tracker that is to be read. */
interface Wanted {
  /** Absolute. */
  readonly file: string;
  /** Whose task files it is for, and which it must not lie outside of; absolute. */
  readonly folder: string;
  /** Null: to be recognised. */
  readonly fields: TrackerFields | null;
  /** The settings that name it; null for one that is known by its place. */
  readonly namedBy: string | null;
}

export class TrackerFiles {
  private readonly seen = new Set<string>();
  private complete = true;

  /**
   * @param root what paths are shown relative to; absolute
   * @param note told in one sentence of each tracker that cannot be used
   */
  constructor(
    private readonly index: TaskIndex,
    private readonly root: string,
    private readonly core: Core,
    private readonly note: (sentence: string) => void,
  ) {}

  /** Whether every tracker that settings name could be read. */
  get isComplete(): boolean {
    return this.complete;
  }

  /** Enters the trackers of the folders above a task file, up to the top of its git work tree or the root. */
  serve(file: string): void {
    const folder = dirname(file);
    if (this.seen.has(folder)) return;
    const top = workTreeTop(folder) ?? (isWithin(folder, this.root) ? this.root : folder);
    for (const each of foldersUpTo(folder, top)) {
      if (this.seen.has(each)) return;
      this.seen.add(each);
      for (const wanted of this.wantedOf(each)) this.enter(wanted);
    }
  }

  private wantedOf(folder: string): Wanted[] {
    const list: Wanted[] = [];
    const settings = readSettingsFile(folder, this.note);
    const setting = typeof settings === 'string' ? undefined : settings.get('wavemark.trackers');
    if (typeof settings !== 'string' && setting !== undefined) {
      const { trackers, faults } = this.core.readTrackerSettings(setting);
      for (const fault of faults) this.note(`${settings.file}: ${fault}`);
      if (faults.length > 0) this.complete = false;
      for (const { path, fields } of trackers) {
        list.push({ file: join(folder, path), folder, fields, namedBy: settings.file });
      }
    }
    const known = join(folder, this.core.KNOWN_TRACKER);
    const isNamed = list.some(({ file }) => file === known);
    if (!isNamed && isFile(known)) list.push({ file: known, folder, fields: null, namedBy: null });
    return list;
  }

  private enter({ file, folder, fields, namedBy }: Wanted): void {
    const path = slashes(relative(this.root, file));
    const read = this.read(file, folder, fields);
    if (read.fault !== null) {
      const mend = namedBy === null ? 'mend the file' : `mend the file, or its entry in ${namedBy}`;
      this.note(`the tracker ${path} is not compared with: ${read.fault}; ${mend}`);
      if (namedBy !== null) this.complete = false;
    }
    const serves = pathToFileURL(folder).href.replace(/\/$/, '');
    this.index.setTracker(pathToFileURL(file).href, { path, serves, items: read.items });
  }

  private read(file: string, folder: string, fields: TrackerFields | null): ReturnType<Core['readTracker']> {
    const fault = (reason: string): ReturnType<Core['readTracker']> => ({ items: null, fault: reason });
    try {
      if (!isWithin(realpathSync.native(file), realPathOf(folder)))
        return fault('it leads out of the folder');
      const stat = statSync(file);
      if (!stat.isFile()) return fault('it is no file');
      const limit = this.core.MAX_TRACKER_BYTES;
      if (stat.size > limit) return fault(`it is larger than ${String(limit / 1_000_000)} MB`);
      const bytes = readFileSync(file);
      if (!isUtf8(bytes)) return fault('it is not valid UTF-8');
      return this.core.readTracker(bytes.toString('utf8'), fields);
    } catch (error) {
      return fault(systemReason(error));
    }
  }
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
