/** What the page says besides the chart, or instead of it. */
import { GANTT_EXAMPLE } from '../../src/protocol/ganttTexts';
import { Button } from './control';
import { Picture } from './marks';
import type { Store } from './store';

/** Above the chart: what is wrong with the text or the plan. */
export function Banners({ store }: { readonly store: Store }) {
  const { head, words, model } = store;
  if (!head) return null;
  const { cycles, cycleCount, troubles, stale } = head;
  const suggested = model.plan.waves.some(({ kind }) => kind === 'suggested');
  return (
    <div class="banners">
      {(stale || troubles.length > 0) && (
        <div class="banner warning" role="note">
          <Picture of="warning" />
          {stale && <span>{words.say('stale')}</span>}
          <ul>
            {troubles.map((text, index) => (
              <li key={text}>
                <button type="button" class="link" onClick={() => store.post({ type: 'openTrouble', index })}>
                  {text}
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
      {cycleCount > 0 && (
        <div class="banner error" role="note">
          <Picture of="cyclic" />
          <span>
            {words.counted('cycle', cycleCount, cycles.map((cycle) => pathOf(store, cycle)).join('; '))}
          </span>
        </div>
      )}
      {suggested && head.face === 'plan' && (
        <div class="banner" role="note">
          <span>{words.say('suggested')}</span>
          {head.readOnly === null && (
            <button type="button" class="link" onClick={() => store.post({ type: 'writeWaves' })}>
              {words.say('writeWaves')}
            </button>
          )}
        </div>
      )}
    </div>
  );
}

/** "A → B → A". */
function pathOf(
  { words }: Store,
  { names, more }: { readonly names: readonly string[]; readonly more: number },
): string {
  const left = more > 0 ? [words.say('cycleMore', more)] : [];
  return [...names, ...left, ...names.slice(0, 1)].join(' → ');
}

/** Instead of the chart, where it would be empty. */
export function Notice({ store }: { readonly store: Store }) {
  const { head, words } = store;
  switch (head?.face) {
    case undefined:
      return null;
    case 'reading':
      return (
        <section class="notice">
          <p>{words.say('reading')}</p>
        </section>
      );
    case 'empty':
      return (
        <section class="notice">
          <h2>{words.say('emptyTitle')}</h2>
          <p>{words.say('emptyText')}</p>
          <pre>{GANTT_EXAMPLE}</pre>
          <Button
            look="primary"
            label={words.say('chooseFile')}
            onClick={() => store.post({ type: 'chooseFile' })}
          />
        </section>
      );
    case 'done':
      return (
        <section class="notice">
          <h2>
            <Picture of="done" /> {words.say('doneTitle')}
          </h2>
          <p>{words.say('doneText')}</p>
          <Button
            look="primary"
            label={words.say('showFinished')}
            onClick={() => store.setOptions({ finished: true })}
          />
        </section>
      );
    case 'plan':
      if (store.layout.lines.length > 0) return null;
      return (
        <section class="notice">
          <p>{words.say('nothingFound')}</p>
          <Button label={words.say('clearFilter')} onClick={() => store.setFilter('')} />
        </section>
      );
  }
}
