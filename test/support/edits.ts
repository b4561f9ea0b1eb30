/** Several task files in an index, and plans of edits applied to them. */
import assert from 'node:assert/strict';
import {
  applyEdits,
  editsByUri,
  TaskIndex,
  type EditPlan,
  type Refusal,
  type Task,
  type TextEdit,
} from '../../src/core';

export const uriOf = (path: string): string => `file:///root/${path}`;

export function indexTexts(texts: Readonly<Record<string, string>>): TaskIndex {
  const index = new TaskIndex();
  for (const [path, text] of Object.entries(texts)) index.set(uriOf(path), path, text);
  return index;
}

/** The one task of the key `path#id`. */
export function taskOf(index: TaskIndex, key: string): Task {
  const task = index.byKey(key);
  assert.ok(task, `there is a task ${key}`);
  return task;
}

/** The texts after the edits, by path. */
export function afterEdits(index: TaskIndex, edits: readonly TextEdit[]): Record<string, string> {
  const texts: Record<string, string> = {};
  const byUri = editsByUri(edits);
  for (const { uri, path, text } of index.documents()) {
    const applied = applyEdits(text, byUri.get(uri) ?? []);
    assert.ok('text' in applied, 'fault' in applied ? applied.fault : '');
    texts[path] = applied.text;
  }
  return texts;
}

export function editsOf(plan: EditPlan | Refusal): readonly TextEdit[] {
  assert.equal(plan.kind, 'edits', plan.kind === 'refused' ? plan.reason : '');
  return plan.kind === 'edits' ? plan.edits : [];
}

export function reasonOf(plan: EditPlan | Refusal): string {
  assert.equal(plan.kind, 'refused', 'it is refused');
  return plan.kind === 'refused' ? plan.reason : '';
}
