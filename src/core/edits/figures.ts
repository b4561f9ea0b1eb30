import type { IndexReader } from '../model/reader';
import type { TaskDocument } from '../model/task';
import { textsAfter } from './applyEdits';
import type { EditPlan } from './plan';
import { withSummaries } from './withSummaries';

/**
 * The plan, and in the same edit the figures of its files that are true now and would no longer be. Where any task would
 * be read otherwise because of them, the plan alone.
 */
export function withFigures<Plan extends EditPlan>(index: IndexReader, plan: Plan): Plan {
  if (plan.edits.length === 0) return plan;
  const edits = withSummaries(index, plan.edits);
  if (edits === plan.edits || edits.length === plan.edits.length) return plan;
  const alone = toldAfter(index, plan.edits);
  return alone !== null && alone === toldAfter(index, edits) ? { ...plan, edits } : plan;
}

function toldAfter(index: IndexReader, edits: EditPlan['edits']): string | null {
  const texts = textsAfter(index, edits);
  if ('fault' in texts) return null;
  return index.tryTexts(texts, (after) =>
    [...texts.keys()].map((uri) => `${uri}\n${told(after.document(uri))}`).join('\n'),
  );
}

/** All that is read of the tasks of a document but their places, and the titles above them, which may hold figures. */
function told(document: TaskDocument | undefined): string {
  const waves = new Map(document?.waves.map(({ name }, at) => [name, at]));
  return JSON.stringify(
    document?.tasks.map((task) => {
      const { kind, id, title, status, marker, priority, effortHours, criteria, wave, dependsOn, parent } =
        task;
      const above = parent && [parent.kind, parent.line];
      return [
        kind,
        id,
        title,
        status,
        marker,
        priority,
        effortHours,
        criteria,
        wave === null ? null : (waves.get(wave) ?? wave),
        above,
        dependsOn.map((each) => each.id),
      ];
    }),
  );
}
