/** The list of keys. */
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Button } from './control';
import { HELP } from './keyboard';
import type { Store } from './store';

export function Help({ store, onClose }: { readonly store: Store; readonly onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const { words } = store;
  useLayoutEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog class="help" ref={dialog} aria-labelledby="help-title" onClose={onClose}>
      <h2 id="help-title">{words.say('help')}</h2>
      <table>
        <tbody>
          {HELP.map(({ keys, text }) => (
            <tr key={text}>
              <th scope="row">
                {keys.map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </th>
              <td>{words.say(text)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Button look="primary" label={words.say('close')} onClick={() => dialog.current?.close()} />
    </dialog>
  );
}
