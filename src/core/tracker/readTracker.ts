import type { TrackedItem, TrackerFields } from '../model/tracker';
import { isContainer, parseJsonPath, placesAt, type Step } from './jsonPath';

/** The tasks of a tracker by id, or why there are none to be had, as the end of a sentence about the file. */
export type TrackerReading =
  | { readonly items: ReadonlyMap<string, TrackedItem>; readonly fault: null }
  | { readonly items: null; readonly fault: string };

/** Under what names tasks are kept, and their fields: the first that is there counts. */
const LISTS = ['tasks', 'items', 'issues'];
const IDS = ['id', 'key'];
const TITLES = ['title', 'name', 'summary'];
const STATUSES = ['status', 'state', 'done', 'completed'];

/**
 * The tasks in the text of a JSON file, in time proportional to its length. Never throws.
 *
 * @param fields where they are; null recognises a list or a map by id, at the top or under `tasks`
 */
export function readTracker(text: string, fields: TrackerFields | null): TrackerReading {
  let json: unknown;
  try {
    json = JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  } catch {
    return fault('it is not valid JSON');
  }
  const found = new Items();
  if (fields) return readFields(json, fields, found);
  if (!recognise(json, found)) {
    return fault('it holds no list of tasks with ids, nor tasks by id, at the top or under "tasks"');
  }
  return { items: found.items, fault: null };
}

function fault(reason: string): TrackerReading {
  return { items: null, fault: reason };
}

/** The tasks while they are gathered. */
class Items {
  readonly items = new Map<string, TrackedItem>();

  add(id: unknown, title: unknown, status: unknown): void {
    const text = typeof id === 'number' ? String(id) : id;
    if (typeof text !== 'string' || text.trim() === '') return;
    const item = { id: text.trim(), title: words(title), status: words(status) };
    const known = this.items.get(item.id);
    // Two entries that contradict each other say nothing.
    if (!known) this.items.set(item.id, item);
    else if (known.status !== item.status) this.items.set(item.id, { ...known, status: null });
  }
}

function words(value: unknown): string | null {
  if (typeof value === 'boolean') return value ? 'done' : 'todo';
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

function recognise(json: unknown, found: Items): boolean {
  if (!isContainer(json)) return false;
  const name = Array.isArray(json) ? undefined : LISTS.find((each) => isContainer(own(json, each)));
  const list = name === undefined ? json : own(json, name);
  if (!isContainer(list)) return false;
  const keys = Object.keys(list);
  for (const key of keys) {
    const entry = list[key];
    if (isContainer(entry) && !Array.isArray(entry)) {
      const id = first(entry, IDS) ?? (Array.isArray(list) ? undefined : key);
      // At the top of a file anything may stand: what says neither title nor status is no task.
      const title = first(entry, TITLES);
      const status = first(entry, STATUSES);
      if (name !== undefined || title !== undefined || status !== undefined) found.add(id, title, status);
    } else if (name !== undefined && !Array.isArray(list) && typeof entry === 'string') {
      found.add(key, null, entry);
    }
  }
  return found.items.size > 0 || (keys.length === 0 && (name !== undefined || Array.isArray(json)));
}

function own(value: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

function first(entry: Readonly<Record<string, unknown>>, names: readonly string[]): unknown {
  const name = names.find((each) => own(entry, each) !== undefined && own(entry, each) !== null);
  return name === undefined ? undefined : entry[name];
}

/** The parts of a setting's paths: where the tasks are, and where in a task its fields are. */
export interface FieldSteps {
  readonly entries: readonly Step[];
  readonly id: readonly Step[];
  readonly title: readonly Step[] | null;
  readonly status: readonly Step[] | null;
}

/** The paths taken apart, or what is wrong with them, as the end of a sentence. */
export function fieldSteps(fields: TrackerFields): FieldSteps | string {
  const path = parseJsonPath(fields.id);
  if (!path) return `"id" is no path such as tasks[*].id: ${fields.id}`;
  const count = path.findLastIndex(({ kind }) => kind === 'each') + 1;
  if (count === 0) return `"id" names one value, not one of each task; write tasks[*].id: ${fields.id}`;
  const entries = path.slice(0, count);
  const inTask = (name: 'title' | 'status'): readonly Step[] | null | string => {
    const text = fields[name];
    if (text === null) return null;
    const steps = parseJsonPath(text);
    if (!steps) return `"${name}" is no path such as tasks[*].${name}: ${text}`;
    const rest = steps.slice(count);
    const same = JSON.stringify(steps.slice(0, count)) === JSON.stringify(entries);
    if (same && rest.every(({ kind }) => kind !== 'each')) return rest;
    return `"${name}" must lead into the same tasks as "id": ${text}`;
  };
  const title = inTask('title');
  const status = inTask('status');
  if (typeof title === 'string') return title;
  if (typeof status === 'string') return status;
  return { entries, id: path.slice(count), title, status };
}

function readFields(json: unknown, fields: TrackerFields, found: Items): TrackerReading {
  const steps = fieldSteps(fields);
  if (typeof steps === 'string') return fault(steps);
  let entries = 0;
  for (const { key, value } of placesAt(json, steps.entries)) {
    const at = (path: readonly Step[] | null): unknown =>
      path && placesAt(value, path, key).next().value?.value;
    entries += 1;
    found.add(at(steps.id), at(steps.title), at(steps.status));
  }
  if (found.items.size === 0 && (entries > 0 || !leadsToList(json, steps.entries))) {
    return fault(`nothing in it answers to the path ${fields.id}`);
  }
  return { items: found.items, fault: null };
}

/** Whether there is a list, be it an empty one, where the tasks should be. */
function leadsToList(json: unknown, entries: readonly Step[]): boolean {
  const place = placesAt(json, entries.slice(0, -1)).next();
  return place.done !== true && isContainer(place.value.value);
}
