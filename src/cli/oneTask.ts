/** From what a person names to the task that is edited, and from an edit to the texts that are written. */
import { relative, resolve } from 'node:path';
import { textsAfter, type EditPlan, type IndexReader, type Task } from '../core';
import { isWithin, realPathOf } from './discover';
import { complain, type CliIo } from './io';
import { findTasks, nearestIds, unknownId } from './lookUpTask';
import type { Workspace } from './nodeWorkspace';
import { slashes } from './walk';
import type { NewText } from './write/editFiles';

const MOST_NAMED = 5;
const NO_TEXTS: ReadonlyMap<string, string> = new Map<string, string>();

/**
 * The one task that is meant; null, and said so, where there is none or more.
 *
 * @param within how many of the places that were named the task must lie in one of; 0 for anywhere
 */
export function oneTask(workspace: Workspace, old: string, within: number, io: CliIo): Task | null {
  const { index, root, named, real } = workspace;
  const places = named.slice(0, within).map(({ file }) => realPathOf(file));
  // A key is counted from the root of the index, or as `wavemark index` shows it in the current folder.
  const fromHere = slashes(relative(root, resolve(io.cwd, old)));
  const found = findTasks(index, old);
  const tasks = (found.length > 0 ? found : findTasks(index, fromHere)).filter(
    ({ document }) =>
      places.length === 0 || places.some((place) => isWithin(real.get(document.uri) ?? '', place)),
  );
  const [task] = tasks;
  if (task && tasks.length === 1) return task;
  const keys = tasks.slice(0, MOST_NAMED).map(({ key }) => key);
  const more = tasks.length > MOST_NAMED ? ', …' : '';
  complain(
    io,
    task
      ? `"${old}" is the id of ${String(tasks.length)} tasks: ${keys.join(', ')}${more}; name one by its key`
      : unknownId(old, nearestIds(index, old)),
  );
  return null;
}

/** The texts of the files that a plan changes, before and after; `texts` are those that the index does not keep. */
export function newTexts(
  index: IndexReader,
  { edits }: EditPlan,
  texts: ReadonlyMap<string, string> = NO_TEXTS,
): NewText[] {
  const after = textsAfter(index, edits, texts);
  if ('fault' in after) throw new Error(after.fault);
  return [...after].map(([uri, text]) => ({
    uri,
    before: index.document(uri)?.text ?? texts.get(uri) ?? '',
    after: text,
  }));
}
