/** Long work as a generator: between its steps the caller may let other work in, or give up. */

/** Tasks between two chances to pause. */
const STEP = 256;

/** Each of a long list, with a chance to pause now and then. */
export function* inSteps<T>(list: readonly T[], each: (item: T, at: number) => void): Generator<void, void> {
  for (let at = 0; at < list.length; at++) {
    if (at % STEP === 0) yield;
    each(list[at]!, at);
  }
}

/** The numbers from 0 up to, and without, `count`, in the same way. */
export function* countInSteps(count: number, each: (at: number) => void): Generator<void, void> {
  for (let at = 0; at < count; at++) {
    if (at % STEP === 0) yield;
    each(at);
  }
}

/** Runs all steps at once. */
export function finish<T>(steps: Generator<void, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
