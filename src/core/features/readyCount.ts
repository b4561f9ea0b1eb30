import type { IndexReader } from '../model/reader';

/** Tasks between two chances to pause. */
const STEP = 256;

/** How many tasks are ready, counted in steps, between which the caller may let other work in. */
export function* readyCount(reader: IndexReader): Generator<void, number> {
  yield* reader.readLinksInSteps();
  let ready = 0;
  for (const [i, task] of reader.tasks().entries()) {
    if (i % STEP === 0) yield;
    if (reader.isReady(task)) ready++;
  }
  return ready;
}
