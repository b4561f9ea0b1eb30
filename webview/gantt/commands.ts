/** What each command does, whether it comes from a key, a button or the editor. */
import type { GanttCommand } from '../../src/protocol/gantt';
import { chooseAgents } from './options';
import type { Store } from './store';
import { ZOOM_STEP } from './time';
import { goAlong, goToNext } from './walk';

export function runCommand(store: Store, command: GanttCommand): void {
  const task = store.selectedTask;
  switch (command) {
    case 'reveal':
    case 'preview':
      if (task) store.open(task.key, command === 'preview');
      return;
    case 'moveUp':
    case 'moveDown':
      if (task) store.moves.step(task, command === 'moveUp' ? -1 : 1);
      return;
    case 'undo':
      return store.moves.undo();
    case 'waitsFor':
    case 'waitedForBy':
      return goAlong(store, command);
    case 'nextCritical':
      return goToNext(store, (at) => store.model.isCritical(at), 'noneCritical');
    case 'nextReady':
      return goToNext(store, (at) => store.model.isReady(at), 'noneReady');
    case 'zoomIn':
      return store.zoom(ZOOM_STEP);
    case 'zoomOut':
      return store.zoom(1 / ZOOM_STEP);
    case 'fit':
      return store.setZoom(null);
    case 'filter':
      return store.focusFilter();
    case 'fewerAgents':
      return chooseAgents(store, store.agents - 1);
    case 'moreAgents':
      return chooseAgents(store, store.agents + 1);
    case 'help':
      return store.showHelp(true);
    case 'collapseAll':
      return store.collapseAll();
    case 'expandAll':
      return store.expandAll();
  }
}
