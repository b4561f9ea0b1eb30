/** What must hold of every file that ids are assigned to. */
import assert from 'node:assert/strict';
import { applyEdits, assignIds, TaskIndex, type TaskDocument } from '../../src/core';

function told(document: TaskDocument): object[] {
  return document.tasks.map((task) => ({
    kind: task.kind,
    line: task.line,
    endLine: task.endLine,
    title: task.title,
    status: task.status,
    marker: task.marker,
    priority: task.priority,
    effort: task.effortHours,
    criteria: task.criteria,
    decision: task.decision,
    dependsOn: task.dependsOn.map(({ id }) => id),
    parent: task.parent ? document.tasks.indexOf(task.parent as (typeof document.tasks)[number]) : -1,
    depth: task.section.length,
  }));
}

/** Assigns ids to a text and checks the outcome; the number of ids, or null where it was refused. */
export function checkAssigned(text: string, path: string): number | null {
  const uri = `file:///root/${path}`;
  const index = new TaskIndex();
  const document = index.set(uri, path, text);
  const plan = assignIds(index, document);
  if (plan.kind === 'refused') {
    assert.match(plan.reason, /^\S[^\n]{10,}[^.\s]$/, 'one sentence says why');
    return null;
  }
  // Bytes outside the announced ranges are identical.
  const applied = applyEdits(text, plan.edits);
  assert.ok('text' in applied, 'the edits apply');
  let rest = applied.text;
  let at = 0;
  for (const { range, text: fresh } of plan.edits) {
    const same = text.slice(at, range.start);
    assert.ok(rest.startsWith(same + fresh));
    rest = rest.slice(same.length + fresh.length);
    at = range.end;
  }
  assert.equal(rest, text.slice(at));
  // The same tasks, each with the id that was foretold; the others keep theirs.
  const fresh = new TaskIndex();
  const after = fresh.set(uri, path, applied.text);
  assert.deepEqual(told(after), told(document));
  const given = new Map(plan.assigned.map(({ task, id }) => [task, id]));
  assert.deepEqual(
    after.tasks.map(({ id }) => id),
    document.tasks.map((task) => given.get(task) ?? task.id),
  );
  const ids = plan.assigned.map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length, 'each id is given once');
  for (const id of ids) assert.ok(!text.includes(id), `${id} is new`);
  // Twice is once.
  const again = assignIds(fresh, after);
  if (again.kind === 'edits') assert.deepEqual(again.edits, []);
  return ids.length;
}
