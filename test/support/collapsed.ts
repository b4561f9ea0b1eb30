/** Collapses items of a text and brings them back: what must hold for any text. */
import assert from 'node:assert/strict';
import { editsByUri, TaskIndex, type CollapsePlan, type Task } from '../../src/core';
import { Folder } from './ledgers';
import { uriOf } from './edits';

const PATH = 'docs/TODO.md';
const LEDGER = 'docs/DECISIONS.md';

/** What an index says of a text, as far as it matters to others. */
function told(tasks: readonly Task[]): unknown[] {
  return tasks.map((task) => [
    task.id,
    task.kind,
    task.title,
    task.status,
    task.line,
    task.endLine,
    task.parent?.line ?? null,
    task.decision,
    task.dependsOn.map(({ id }) => id),
  ]);
}

/**
 * Collapses what of the tasks can be, and expands it again.
 *
 * @param choose the numbers of the tasks that are asked for
 * @returns how many were collapsed
 */
export function checkCollapsed(
  text: string,
  choose: (tasks: readonly Task[]) => readonly Task[],
  ledger?: string,
  incremental = true,
): number {
  const folder = new Folder(
    { [PATH]: text, ...(ledger === undefined ? {} : { [LEDGER]: ledger }) },
    '',
    incremental,
  );
  const before = folder.index.tasks();
  const was = told(before);
  const plan = folder.plan(choose(before));
  if (plan.kind === 'refused') {
    assert.match(plan.reason, /^\S[^\n]{10,}[^.\s]$/);
    return 0;
  }
  const { collapsed } = plan;
  const own = (editsByUri(plan.edits).get(uriOf(PATH)) ?? []).map(({ range, expected }) => ({
    range,
    expected,
  }));
  assert.equal(folder.apply(plan), '');
  const after = folder.text(PATH);
  sameOutside(text, after, plan);
  // Incremental and fresh, the index says the same.
  const fresh = new TaskIndex();
  fresh.set(uriOf(PATH), PATH, after);
  fresh.files.set(folder.texts.keys(), {});
  assert.deepEqual(told(folder.index.tasks()), told(fresh.tasks()));
  if (collapsed.length > 0) {
    const kept = folder.text(LEDGER).replace(/\r\n|\r/g, '\n');
    for (const { expected } of own)
      for (const line of expected.split(/\r\n|\r|\n/)) assert.ok(kept.includes(line), `${line} is kept`);
    if (ledger !== undefined)
      assert.ok(folder.text(LEDGER).startsWith(ledger), 'the ledger is only added to');
  }
  // Twice is once.
  const now = folder.index.tasks();
  const short = now.filter((task) => /\]\(DECISIONS\.md#/.test(lineOf(after, task.line)));
  assert.equal(short.length, collapsed.length);
  const second = folder.plan(short);
  assert.deepEqual(second.kind === 'edits' && [second.created, second.edits], [[], []]);
  // And back.
  if (short.length === 0) return 0;
  assert.equal(folder.apply(folder.planBack(short)), '');
  assert.equal(folder.text(PATH), text, 'byte for byte');
  assert.deepEqual(told(folder.index.tasks()), was);
  if (ledger !== undefined && /[\r\n]$/.test(ledger))
    assert.equal(folder.text(LEDGER).trimEnd(), ledger.trimEnd());
  return collapsed.length;
}

function lineOf(text: string, line: number): string {
  return text.split(/\r\n|\r|\n/)[line] ?? '';
}

/** Whether both texts are the same but for the ranges that the plan announces. */
function sameOutside(before: string, after: string, { edits }: CollapsePlan): void {
  let [old, now] = [0, 0];
  const own = edits.filter(({ uri }) => uri === uriOf(PATH)).sort((a, b) => a.range.start - b.range.start);
  for (const { range, text } of own) {
    const length = range.start - old;
    assert.equal(after.slice(now, now + length), before.slice(old, range.start));
    [old, now] = [range.end, now + length + text.length];
  }
  assert.equal(after.slice(now), before.slice(old));
}
