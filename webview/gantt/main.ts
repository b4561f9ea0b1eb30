/** The page of the Gantt: asks the extension for a snapshot, keeps what the user chose, rejects what does not fit. */
import { h, render } from 'preact';
import { isGanttState, isGanttToPage } from '../../src/protocol/gantt';
import { defineControls } from '../controls';
import { Page } from './page';
import { Store, type Host } from './store';
import './style.css';

declare function acquireVsCodeApi(): Host;

function start(host: Host): void {
  const kept = host.getState();
  const store = new Store(host, isGanttState(kept) ? kept : null);
  render(h(Page, { store }), document.body);
  let hasGreeted = false;
  // Whoever opened the page with the keyboard can go on at once. The editor may give the page the focus before its rows
  // are there, or after.
  const greet = (): void => {
    if (hasGreeted || store.line < 0 || !document.hasFocus()) return;
    hasGreeted = true;
    if (document.activeElement === document.body) store.focusLine(store.line);
  };
  window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (isGanttToPage(data)) {
      store.receive(data);
      greet();
    } else host.postMessage({ type: 'rejected' });
  });
  window.addEventListener('focus', greet);
  store.ready();
}

defineControls();
start(acquireVsCodeApi());
