/** The whole page, drawn anew whenever the store has changed. */
import { useLayoutEffect, useReducer, useRef } from 'preact/hooks';
import { Details } from './details';
import { Grid, type GridHandle } from './grid';
import { Help } from './help';
import { Banners, Notice } from './states';
import type { Store } from './store';
import { Toolbar } from './toolbar';
import { Totals } from './totals';

export function Page({ store }: { readonly store: Store }) {
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const grid = useRef<GridHandle | null>(null);
  useLayoutEffect(() => store.onChange(() => redraw(0)), [store]);
  const { head, layout } = store;
  const focusGrid = (): void => grid.current?.focus();
  const hasChart = head?.face === 'plan' && layout.lines.length > 0;
  return (
    <main class="gantt">
      <h1 class="unseen">{store.words.say('grid', store.title)}</h1>
      {store.isGreeted && head?.face === 'plan' && (
        <header>
          <Toolbar store={store} onLeaveFilter={focusGrid} />
          <Totals store={store} />
        </header>
      )}
      <Banners store={store} />
      {hasChart && <Grid store={store} gridRef={grid} />}
      <Notice store={store} />
      {hasChart && <Details store={store} />}
      <div class="unseen" role="status" aria-live="polite">
        {store.said}
      </div>
      {store.help && (
        <Help
          store={store}
          onClose={() => {
            store.showHelp(false);
            focusGrid();
          }}
        />
      )}
    </main>
  );
}
