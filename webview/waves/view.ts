/** The grid in the page: draws rows, moves the focus, and tells what the user wants. Decides nothing. */
import type { WavesLabels } from '../../src/protocol/waves';
import { actionOf } from './keyboard';
import { rowToFocus, type Row } from './layout';
import { drawn, rowElement } from './rows';

export interface GridEvents {
  toggle(id: string): void;
  reveal(key: string, keepFocus: boolean): void;
  /** The focus came to another row. */
  moved(id: string): void;
  /** The user wants to type a filter. */
  filter(): void;
}

interface Shown {
  readonly element: HTMLTableRowElement;
  readonly signature: string;
}

/** A treegrid of which one row at a time can be reached with Tab. */
export class Grid {
  readonly element = document.createElement('table');
  private readonly head = document.createElement('thead');
  private readonly body = document.createElement('tbody');
  private rows: readonly Row[] = [];
  private shown = new Map<string, Shown>();
  private focused: string | null;

  constructor(
    private readonly events: GridEvents,
    focused: string | null,
  ) {
    this.focused = focused;
    this.element.setAttribute('role', 'treegrid');
    for (const part of [this.head, this.body]) part.setAttribute('role', 'rowgroup');
    this.element.append(this.head, this.body);
    this.body.addEventListener('keydown', (event) => this.onKey(event));
    this.body.addEventListener('click', (event) => this.onClick(event));
    this.body.addEventListener('focusin', (event) => this.onFocus(event));
  }

  get isEmpty(): boolean {
    return this.rows.length === 0;
  }

  draw(rows: readonly Row[], labels: WavesLabels): void {
    const hadFocus = this.body.contains(document.activeElement);
    const index = rowToFocus(this.rows, rows, this.focused);
    this.rows = rows;
    this.drawHead(labels);
    this.drawBody(labels);
    this.element.setAttribute('aria-label', labels.grid);
    this.element.setAttribute('aria-rowcount', String(rows.length + 1));
    this.rove(index, hadFocus && index >= 0);
  }

  /** Puts the focus on the row that had it last, or on the first. */
  focus(): void {
    this.rove(this.indexOf(this.focused), true);
  }

  /** Brings the row that had the focus last into sight. */
  showFocused(): void {
    const id = this.rows[this.indexOf(this.focused)]?.id;
    if (id !== undefined) this.shown.get(id)?.element.scrollIntoView({ block: 'nearest' });
  }

  private drawHead(labels: WavesLabels): void {
    const row = document.createElement('tr');
    row.setAttribute('role', 'row');
    const columns = {
      name: 'task',
      status: 'status',
      effort: 'effort',
      waits: 'waitsFor',
      line: 'line',
    } as const;
    for (const [column, label] of Object.entries(columns)) {
      const cell = document.createElement('th');
      cell.setAttribute('role', 'columnheader');
      cell.classList.add(column);
      cell.textContent = labels[label];
      row.append(cell);
    }
    this.head.replaceChildren(row);
  }

  /** Keeps the elements of rows that look as before: the focus, the pointer and the reader stay on them. */
  private drawBody(labels: WavesLabels): void {
    const next = new Map<string, Shown>();
    for (const row of this.rows) {
      const look = drawn(row, labels);
      const mark = row.type === 'task' ? row.task.mark : '';
      const share = row.type === 'wave' ? row.wave.share : 0;
      const signature = JSON.stringify([row.level, mark, share, look]);
      const known = this.shown.get(row.id);
      const same =
        known?.signature === signature ? known : { element: rowElement(row, look, labels), signature };
      placeOf(same.element, row);
      next.set(row.id, same);
    }
    this.shown = next;
    let at: Element | null = this.body.firstElementChild;
    const wanted = new Set([...next.values()].map(({ element }) => element));
    for (const element of [...this.body.children]) {
      if (wanted.has(element as HTMLTableRowElement)) continue;
      if (element === at) at = element.nextElementSibling;
      element.remove();
    }
    for (const { element } of next.values()) {
      if (element === at) at = element.nextElementSibling;
      else this.body.insertBefore(element, at);
    }
  }

  /** Only the row at `index` is in the order of Tab. */
  private rove(index: number, withFocus: boolean): void {
    const old = this.focused === null ? undefined : this.shown.get(this.focused);
    if (old) old.element.tabIndex = -1;
    const row = this.rows[index];
    if (!row) return;
    this.focused = row.id;
    const element = this.shown.get(row.id)?.element;
    if (!element) return;
    element.tabIndex = 0;
    if (withFocus) {
      element.focus({ preventScroll: true });
      element.scrollIntoView({ block: 'nearest' });
    }
  }

  private indexOf(id: string | null): number {
    return Math.max(
      0,
      this.rows.findIndex((row) => row.id === id),
    );
  }

  private rowAt(target: EventTarget | null): number {
    const element = target instanceof Element ? target.closest('tr') : null;
    return element === null ? -1 : [...this.body.children].indexOf(element);
  }

  private onFocus(event: FocusEvent): void {
    const index = this.rowAt(event.target);
    const row = this.rows[index];
    if (!row) return;
    if (row.id !== this.focused) this.rove(index, false);
    this.events.moved(row.id);
  }

  private onClick(event: MouseEvent): void {
    const index = this.rowAt(event.target);
    const row = this.rows[index];
    if (!row) return;
    this.rove(index, true);
    if (row.type === 'task') this.events.reveal(row.task.key, false);
    else if (row.type !== 'omitted') this.events.toggle(row.id);
  }

  private onKey(event: KeyboardEvent): void {
    const action = actionOf(event, this.rows, this.rowAt(event.target));
    if (!action) return;
    event.preventDefault();
    event.stopPropagation();
    if (action.type === 'filter') {
      this.events.filter();
      return;
    }
    const row = this.rows[action.index];
    if (!row) return;
    if (action.type === 'focus') this.rove(action.index, true);
    else if (action.type === 'toggle') this.events.toggle(row.id);
    else if (row.type === 'task') this.events.reveal(row.task.key, action.keepFocus);
  }
}

/** What changes without a change of the row's look. */
function placeOf(element: HTMLTableRowElement, row: Row): void {
  element.setAttribute('aria-level', String(row.level));
  element.setAttribute('aria-posinset', String(row.position));
  element.setAttribute('aria-setsize', String(row.siblings));
  if (row.type === 'wave' || row.type === 'document') element.setAttribute('aria-expanded', String(row.open));
}
