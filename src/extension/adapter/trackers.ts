import * as vscode from 'vscode';
import {
  KNOWN_TRACKER,
  MAX_TRACKER_BYTES,
  readTracker,
  type TaskIndex,
  type TrackerFields,
  type TrackerReading,
} from '../../core';
import { pathLabel } from './places';
import { Debouncer } from './schedule';
import type { Settings } from './settings';
import { decodeText } from './text';

const QUIET_MS = 120;

/** A tracker file that is there or should be. */
interface Wanted {
  readonly uri: vscode.Uri;
  /** The folder whose task files it is for. */
  readonly serves: vscode.Uri;
  /** Null: to be recognised. */
  readonly fields: TrackerFields | null;
  /** Whether a setting names it, so that it is missed where it is not there. */
  readonly named: boolean;
}

type Look = { readonly stamp: string; readonly read: (() => Promise<TrackerReading>) | null };

/** The tracker files of the workspace, kept in the index as they are on disk. */
export class Trackers implements vscode.Disposable {
  /** Files that are trackers by their place, by uri. */
  private found = new Map<string, vscode.Uri>();
  private wanted: ReadonlyMap<string, Wanted> = new Map();
  /** What was entered, by uri: with the same stamp it need not be read again. */
  private readonly entered = new Map<string, string>();
  private due = true;
  private readonly soon: Debouncer;

  /** @param wake called when there is something to do */
  constructor(
    private readonly index: TaskIndex,
    private readonly settings: Settings,
    private readonly log: vscode.LogOutputChannel,
    wake: () => void,
  ) {
    this.soon = new Debouncer(() => {
      this.due = true;
      wake();
    }, QUIET_MS);
  }

  get isDue(): boolean {
    return this.due;
  }

  /** Whether something is known to be due, though its time has not come. */
  get isWaiting(): boolean {
    return this.soon.pending;
  }

  dispose(): void {
    this.soon.dispose();
  }

  /** Takes what a scan of the workspace has found in place of what was known. */
  setFound(uris: readonly vscode.Uri[], force: boolean): void {
    this.found = new Map(uris.map((uri) => [uri.toString(), uri]));
    if (force) for (const key of this.entered.keys()) this.entered.set(key, '');
    this.due = true;
  }

  /** Something has happened to a path: a tracker, or a folder above one. */
  onFileEvent(uri: vscode.Uri): void {
    const key = uri.toString();
    if (isKnownTracker(uri)) this.found.set(key, uri);
    const concerns = isKnownTracker(uri) || this.wanted.has(key);
    if (concerns || [...this.wanted.keys()].some((each) => each.startsWith(`${key}/`))) this.soon.trigger();
  }

  /** Brings the index up to date; tells whether anything has changed. */
  async update(): Promise<boolean> {
    this.due = false;
    this.wanted = this.lookUp();
    let changed = false;
    for (const key of [...this.entered.keys()]) {
      if (this.wanted.has(key)) continue;
      this.drop(key);
      changed = true;
    }
    for (const wanted of this.wanted.values()) changed = (await this.enter(wanted)) || changed;
    return changed;
  }

  private lookUp(): Map<string, Wanted> {
    const all = new Map<string, Wanted>();
    for (const uri of this.found.values()) {
      if (!vscode.workspace.getWorkspaceFolder(uri)) continue;
      const up = KNOWN_TRACKER.split('/').map(() => '..');
      const serves = vscode.Uri.joinPath(uri, ...up);
      all.set(uri.toString(), { uri, serves, fields: null, named: false });
    }
    for (const folder of vscode.workspace.workspaceFolders ?? []) {
      for (const { path, fields } of this.settings.trackers(folder)) {
        const uri = vscode.Uri.joinPath(folder.uri, path);
        all.set(uri.toString(), { uri, serves: folder.uri, fields, named: true });
      }
    }
    return all;
  }

  private drop(key: string): void {
    this.entered.delete(key);
    this.index.setTracker(key, null);
  }

  private async enter(wanted: Wanted): Promise<boolean> {
    const { uri, serves, fields, named } = wanted;
    const key = uri.toString();
    const { stamp, read } = await this.look(wanted);
    if (!read && !named) {
      const known = this.entered.has(key);
      this.drop(key);
      return known;
    }
    const whole = JSON.stringify([stamp, serves.toString(), fields]);
    if (this.entered.get(key) === whole) return false;
    this.entered.set(key, whole);
    const path = pathLabel(uri);
    const { items, fault } = read ? await read() : { items: null, fault: stamp };
    if (fault === null) this.log.debug(`${path}: ${items.size} tasks of a tracker.`);
    else this.log.warn(vscode.l10n.t('The tracker {0} is not compared with: {1}.', path, fault));
    this.index.setTracker(key, { path, serves: serves.toString().replace(/\/$/, ''), items });
    return true;
  }

  /** Without `read` there is no file, and the stamp says why. */
  private async look({ uri, fields }: Wanted): Promise<Look> {
    const fault = (reason: string): Look => ({
      stamp: reason,
      read: () => Promise.resolve({ items: null, fault: reason }),
    });
    let stat: vscode.FileStat;
    try {
      stat = await vscode.workspace.fs.stat(uri);
    } catch (error) {
      const missing = error instanceof vscode.FileSystemError && error.code === 'FileNotFound';
      return missing
        ? { stamp: vscode.l10n.t('there is no such file'), read: null }
        : fault(vscode.l10n.t('it cannot be read'));
    }
    if ((stat.type & vscode.FileType.File) === 0) return fault(vscode.l10n.t('it is no file'));
    if (await hasLink(uri)) {
      return fault(vscode.l10n.t('a symbolic link leads to it, and may lead out of the workspace'));
    }
    const megabytes = MAX_TRACKER_BYTES / 1_000_000;
    if (stat.size > MAX_TRACKER_BYTES) return fault(vscode.l10n.t('it is larger than {0} MB', megabytes));
    return { stamp: `${stat.mtime}:${stat.size}`, read: () => readFile(uri, fields) };
  }
}

async function readFile(uri: vscode.Uri, fields: TrackerFields | null): Promise<TrackerReading> {
  let bytes: Uint8Array;
  try {
    bytes = await vscode.workspace.fs.readFile(uri);
  } catch {
    return { items: null, fault: vscode.l10n.t('it cannot be read') };
  }
  const decoded = decodeText(bytes);
  if ('fault' in decoded) return { items: null, fault: vscode.l10n.t('it is not valid UTF-8') };
  return readTracker(decoded.text, fields);
}

/** Whether any part of the path below its workspace folder is a symbolic link. */
async function hasLink(uri: vscode.Uri): Promise<boolean> {
  const top = vscode.workspace.getWorkspaceFolder(uri)?.uri.path ?? '';
  for (let at = uri; at.path.length > top.length + 1; at = vscode.Uri.joinPath(at, '..')) {
    try {
      const { type } = await vscode.workspace.fs.stat(at);
      if ((type & vscode.FileType.SymbolicLink) !== 0) return true;
    } catch {
      return true;
    }
  }
  return false;
}

/** Whether a path is that of a tracker that need not be named. */
export function isKnownTracker(uri: vscode.Uri): boolean {
  return uri.path.endsWith(`/${KNOWN_TRACKER}`);
}
