/** The line below the chart: why the selected task starts when it does, and what can be done with it. */
import { Button } from './control';
import { Menu, type MenuItem } from './menu';
import type { Store } from './store';

export function Details({ store }: { readonly store: Store }) {
  const { words, head, model, moves } = store;
  const line = store.layout.lines[store.line];
  const at = line?.type === 'task' ? line.at : -1;
  const row = at < 0 ? null : model.row(at);
  const text = moves.pending
    ? moves.sentence()
    : line?.type === 'task'
      ? words.details(model, at, head?.figures.agents ?? 1, store.details)
      : line
        ? words.group(line)
        : words.say('nothingSelected');
  return (
    <footer class="details">
      <p class={moves.isLegal(moves.pending?.wave ?? null) === false ? 'illegal' : ''}>{text}</p>
      <div class="actions" role="group" aria-label={words.say('details')}>
        <Button
          label={words.say('open')}
          disabled={row === null}
          onClick={() => row && store.open(row.key, false)}
        />
        <Menu
          label={words.say('moveToWave')}
          name="move"
          disabled={row === null || head?.readOnly !== null || moves.declaredWaves.length === 0}
          items={itemsOf(store)}
          onOpen={() => row && moves.begin(row, 'menu')}
          onClose={() => moves.pending?.how === 'menu' && moves.cancel()}
        />
        <Button
          label={words.say('undo')}
          title={head?.undo == null ? words.say('nothingToUndo') : words.say('undoHint', head.undo)}
          disabled={head?.undo == null}
          onClick={() => moves.undo()}
        />
      </div>
    </footer>
  );
}

function itemsOf(store: Store): readonly MenuItem[] {
  const { moves } = store;
  return moves.declaredWaves.map((wave) => {
    const isHere = moves.pending?.row.wave === wave.key;
    return {
      label: wave.title,
      note: isHere || moves.pending?.refusal ? moves.sentence(wave.key) : moves.consequence(wave.key),
      checked: isHere,
      disabled: isHere || moves.isLegal(wave.key) === false,
      run: () => {
        moves.over(wave.key);
        moves.drop();
      },
    };
  });
}
