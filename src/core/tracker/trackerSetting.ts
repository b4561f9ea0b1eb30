import type { TrackerFields, TrackerSetting } from '../model/tracker';
import { fieldSteps } from './readTracker';

const MAX_TRACKERS = 20;
const MAX_LENGTH = 500;
const FIELDS = ['id', 'title', 'status'] as const;

export interface TrackerSettings {
  readonly trackers: readonly TrackerSetting[];
  /** What of the setting is not used, and why: whole sentences without a full stop. */
  readonly faults: readonly string[];
}

/** The setting `wavemark.trackers` as somebody wrote it → what of it can be used. */
export function readTrackerSettings(value: unknown): TrackerSettings {
  const trackers: TrackerSetting[] = [];
  const faults: string[] = [];
  if (!Array.isArray(value)) {
    return { trackers, faults: ['"wavemark.trackers" must be a list of objects; it is not used'] };
  }
  if (value.length > MAX_TRACKERS) {
    faults.push(`"wavemark.trackers" names more than ${MAX_TRACKERS} files; the rest is not used`);
  }
  for (const [at, entry] of value.slice(0, MAX_TRACKERS).entries()) {
    const read = readEntry(entry);
    if (typeof read !== 'string') trackers.push(read);
    else faults.push(`entry ${at + 1} of "wavemark.trackers" is not used: ${read}`);
  }
  return { trackers, faults };
}

/** The entry, or what is wrong with it. */
function readEntry(entry: unknown): TrackerSetting | string {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return 'it must be an object';
  const given = new Map<string, unknown>(Object.entries(entry));
  const path = given.get('path');
  if (typeof path !== 'string' || path === '') return '"path" must name a JSON file';
  if (path.length > MAX_LENGTH) return `"path" is longer than ${MAX_LENGTH} characters`;
  if (!staysInside(path)) return `"path" must be relative and stay inside the folder: ${path}`;
  const known = new Map<string, string>();
  for (const name of FIELDS) {
    const text = given.get(name);
    if (text === undefined || text === null) continue;
    if (typeof text !== 'string' || text.length > MAX_LENGTH) {
      return `"${name}" must be a path such as tasks[*].${name}`;
    }
    known.set(name, text);
  }
  const setting = (fields: TrackerFields | null): TrackerSetting => ({ path: normal(path), fields });
  const id = known.get('id');
  if (id === undefined) {
    return known.size === 0 ? setting(null) : '"id" is missing; write a path such as tasks[*].id';
  }
  const fields = { id, title: known.get('title') ?? null, status: known.get('status') ?? null };
  const steps = fieldSteps(fields);
  return typeof steps === 'string' ? steps : setting(fields);
}

/** No absolute path, no drive, no share, nothing that climbs: on any operating system. */
function staysInside(path: string): boolean {
  return !/^[\\/]|^[A-Za-z]:|\0/.test(path) && !path.split(/[\\/]/).includes('..');
}

function normal(path: string): string {
  return path
    .split(/[\\/]/)
    .filter((part) => part !== '' && part !== '.')
    .join('/');
}
