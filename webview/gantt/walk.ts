/** Going through the tasks by what they are to each other, whatever lines they have. */
import type { Store } from './store';

/** To the first of those the selected task waits for, or that wait for it; again goes on along the chain. */
export function goAlong(store: Store, command: 'waitsFor' | 'waitedForBy'): void {
  const { model, words } = store;
  const line = store.layout.lines[store.line];
  if (line?.type !== 'task') return;
  const next = command === 'waitsFor' ? model.before(line.at) : model.after(line.at);
  const [at] = [...next].sort((a, b) => model.placement(a).start - model.placement(b).start);
  if (at !== undefined) return store.goTo(at);
  const name = words.nameOf(model.row(line.at));
  store.say(words.say(command === 'waitsFor' ? 'noneBefore' : 'noneAfter', name));
}

/** To the next line of a task of a kind, or else to one that is folded; says so where there is none. */
export function goToNext(
  store: Store,
  is: (at: number) => boolean,
  none: 'noneCritical' | 'noneReady',
): void {
  const { lines, lineOf } = store.layout;
  for (let i = 1; i <= lines.length; i++) {
    const at = (store.line + i) % lines.length;
    const line = lines[at]!;
    if (line.type === 'task' && is(line.at)) return store.focusLine(at);
  }
  const hidden = store.model.plan.rows.findIndex((_, at) => lineOf[at]! < 0 && is(at));
  if (hidden < 0) store.say(store.words.say(none));
  // What the filter leaves out is there all the same.
  else if (store.filter.trim() !== '') store.say(store.words.say('noneInFilter'));
  else store.goTo(hidden);
}
