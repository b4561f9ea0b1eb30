/** The list of keys. */
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { GanttTextName } from '../../src/protocol/ganttTexts';
import { Button } from './control';
import type { Store } from './store';

const KEYS: readonly (readonly [keys: string, name: GanttTextName])[] = [
  ['↑ ↓', 'keyMove'],
  ['← →', 'keyTree'],
  ['Home End', 'keyEnds'],
  ['Enter', 'keyReveal'],
  ['Space', 'keyPreview'],
  ['Alt+↑ Alt+↓', 'keyMoveWave'],
  ['[ ]', 'keyDepends'],
  ['C', 'keyCritical'],
  ['R', 'keyReady'],
  ['+ − 0', 'keyZoom'],
  ['/', 'keyFilter'],
  [', .', 'keyAgents'],
  ['?', 'keyHelp'],
];

export function Help({ store, onClose }: { readonly store: Store; readonly onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const { words } = store;
  useLayoutEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog class="help" ref={dialog} aria-labelledby="help-title" onClose={onClose}>
      <h2 id="help-title">{words.say('help')}</h2>
      <table>
        <tbody>
          {KEYS.map(([keys, name]) => (
            <tr key={keys}>
              <th scope="row">
                {keys.split(' ').map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </th>
              <td>{words.say(name)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Button look="primary" label={words.say('close')} onClick={() => dialog.current?.close()} />
    </dialog>
  );
}
