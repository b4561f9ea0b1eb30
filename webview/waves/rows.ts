/** One row of the grid as elements. Text of files goes through `textContent` alone. */
import type { WavesLabels } from '../../src/protocol/waves';
import { fill, type Row } from './layout';
import { markPicture } from './marks';

/** What of a row can be seen or heard; rows that agree in it need not be drawn again. */
export interface Drawn {
  readonly classes: readonly string[];
  readonly name: string;
  /** The other columns; none: the name takes the whole row. */
  readonly cells: readonly string[];
  /** What a screen reader says when the row gets the focus. */
  readonly spoken: string;
}

export function drawn(row: Row, labels: WavesLabels): Drawn {
  switch (row.type) {
    case 'document':
      return { classes: ['document'], name: row.path, cells: [], spoken: row.path };
    case 'wave': {
      const { title, progress, progressSpoken, effort, effortNote } = row.wave;
      const spoken = listed(title, progressSpoken, effort, effortNote);
      return { classes: ['wave'], name: title, cells: [progress, effort, '', ''], spoken };
    }
    case 'task': {
      const { id, title, status, effort, waitsFor, line, finished } = row.task;
      const name = id === '' || title === '' ? id + title : `${id} ${title}`;
      const waits = waitsFor === '' ? '' : `${labels.waitsFor} ${waitsFor}`;
      return {
        classes: finished ? ['task', 'finished'] : ['task'],
        name,
        cells: [status, effort, waitsFor, String(line)],
        spoken: listed(name, status, effort, waits, fill(labels.lineOf, line)),
      };
    }
    case 'omitted': {
      const text = fill(labels.notListed, row.count);
      return { classes: ['omitted'], name: text, cells: [], spoken: text };
    }
  }
}

function listed(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(', ');
}

const COLUMNS = ['status', 'effort', 'waits', 'line'];

export function rowElement(
  row: Row,
  { classes, name, cells, spoken }: Drawn,
  labels: WavesLabels,
): HTMLTableRowElement {
  const element = document.createElement('tr');
  element.classList.add(...classes, `level-${row.level}`);
  element.setAttribute('role', 'row');
  element.setAttribute('aria-label', spoken);
  element.tabIndex = -1;
  const first = cell('name');
  if (row.type === 'task') {
    first.append(markPicture(row.task.mark));
    if (row.task.id !== '') first.append(span('id', row.task.id), ' ');
    first.append(span('title', row.task.title));
  } else {
    if (row.type !== 'omitted') first.append(span('twist', ''));
    first.append(span('title', name));
  }
  // A long name is cut off.
  first.title = name;
  element.append(first);
  if (cells.length === 0) {
    first.colSpan = COLUMNS.length + 1;
    first.classList.add('whole');
  }
  cells.forEach((text, i) => {
    const data = cell(COLUMNS[i] ?? '');
    data.textContent = text;
    if (text !== '') data.title = text;
    // On a narrow page it has no column of its own.
    if (COLUMNS[i] === 'waits') data.dataset['label'] = labels.waitsFor;
    if (row.type === 'wave' && i === 0) data.append(bar(row.wave.share));
    if (row.type === 'wave' && i === 1 && row.wave.effortNote !== '') {
      data.title = listed(text, row.wave.effortNote);
      data.append(span('note', `, ${row.wave.effortNote}`));
    }
    element.append(data);
  });
  return element;
}

function cell(name: string): HTMLTableCellElement {
  const element = document.createElement('td');
  element.setAttribute('role', 'gridcell');
  element.classList.add(name);
  return element;
}

function span(name: string, text: string): HTMLSpanElement {
  const element = document.createElement('span');
  element.classList.add(name);
  element.textContent = text;
  return element;
}

/** The share of finished tasks, which the text beside it says too. */
function bar(share: number): HTMLSpanElement {
  const element = span('bar', '');
  element.setAttribute('aria-hidden', 'true');
  const inside = span('part', '');
  inside.style.width = `${Math.round(share * 100)}%`;
  element.append(inside);
  return element;
}
