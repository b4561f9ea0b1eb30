/** The page of waves: asks the extension for a snapshot, shows it, and remembers what the user chose. */
import {
  isWavesState,
  isWavesToPage,
  WAVES_PROTOCOL,
  type WavesState,
  type WavesToHost,
  type WavesToPage,
} from '../../src/protocol/waves';
import { checkbox, defineControls, textField } from '../controls';
import { fill, layOut } from './layout';
import { Notice } from './notice';
import { Grid } from './view';
import './style.css';

/** What the editor gives to a page; tests and plain browsers bring their own. */
interface Host {
  postMessage(message: WavesToHost): void;
  getState(): unknown;
  setState(state: WavesState): void;
}

declare function acquireVsCodeApi(): Host;

class Page {
  private readonly filter = textField((text) => this.setFilter(text));
  private readonly hideFinished = checkbox((hideFinished) => this.choose({ hideFinished }));
  private readonly count = document.createElement('span');
  private readonly toolbar = document.createElement('div');
  private readonly notice = new Notice();
  private readonly grid: Grid;
  private state: WavesState;
  private snapshot: WavesToPage | null = null;
  private isGreeted = false;
  /** What is folded while a filter is on, which opens all that it finds. */
  private foldedInFilter = new Set<string>();

  constructor(private readonly host: Host) {
    const kept = host.getState();
    this.state = isWavesState(kept)
      ? kept
      : { scope: null, filter: '', hideFinished: false, collapsed: [], row: null };
    this.grid = new Grid(
      {
        toggle: (id) => this.toggle(id),
        reveal: (key, keepFocus) => host.postMessage({ type: 'reveal', key, keepFocus }),
        moved: (row) => this.keep({ row }),
        filter: () => this.filter.focus(),
      },
      this.state.row,
    );
    this.filter.value = this.state.filter;
    this.hideFinished.value = this.state.hideFinished;
    this.build();
  }

  start(): void {
    window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (isWavesToPage(data)) this.show(data);
      else this.host.postMessage({ type: 'rejected' });
    });
    window.addEventListener('focus', () => this.greet());
    this.host.postMessage({ type: 'ready', version: WAVES_PROTOCOL });
  }

  private build(): void {
    this.toolbar.classList.add('toolbar');
    this.count.classList.add('count');
    this.count.setAttribute('role', 'status');
    this.toolbar.append(this.filter.element, this.hideFinished.element, this.count);
    const main = document.createElement('main');
    main.append(this.toolbar, this.grid.element, this.notice.element);
    this.toolbar.hidden = true;
    this.grid.element.hidden = true;
    this.filter.element.addEventListener('keydown', (event) => this.onFilterKey(event));
    document.body.replaceChildren(main);
  }

  private show(snapshot: WavesToPage): void {
    const isFirst = this.grid.isEmpty;
    this.snapshot = snapshot;
    this.keep({ scope: snapshot.scope });
    const { labels } = snapshot;
    this.filter.label(labels.filter, labels.filterHint);
    this.hideFinished.label(labels.hideFinished);
    this.draw();
    if (isFirst) this.grid.showFocused();
    this.greet();
  }

  /**
   * Whoever opened the page with the keyboard can go on at once. The editor may give the page the focus before
   * its rows are there, or after.
   */
  private greet(): void {
    if (this.isGreeted || this.grid.isEmpty || !document.hasFocus()) return;
    this.isGreeted = true;
    if (document.activeElement === document.body) this.grid.focus();
  }

  private draw(): void {
    if (!this.snapshot) return;
    const { documents, face, labels } = this.snapshot;
    const { filter, hideFinished } = this.state;
    const { rows, shown, total } = layOut(documents, { filter, hideFinished, collapsed: this.folded });
    this.grid.draw(rows, labels);
    const hasWaves = face === 'waves';
    this.toolbar.hidden = !hasWaves;
    this.grid.element.hidden = !hasWaves || this.grid.isEmpty;
    this.count.textContent = fill(labels.shown, shown, total);
    this.notice.show(hasWaves && this.grid.isEmpty ? 'nothingFound' : face, labels);
  }

  private get isFiltered(): boolean {
    return this.state.filter.trim() !== '';
  }

  private get folded(): ReadonlySet<string> {
    return this.isFiltered ? this.foldedInFilter : new Set(this.state.collapsed);
  }

  private toggle(id: string): void {
    const folded = new Set(this.folded);
    if (!folded.delete(id)) folded.add(id);
    if (this.isFiltered) {
      this.foldedInFilter = folded;
      this.draw();
    } else this.choose({ collapsed: [...folded] });
  }

  private setFilter(filter: string): void {
    this.foldedInFilter = new Set();
    this.choose({ filter });
  }

  private choose(choice: Partial<WavesState>): void {
    this.keep(choice);
    this.draw();
  }

  private keep(choice: Partial<WavesState>): void {
    this.state = { ...this.state, ...choice };
    this.host.setState(this.state);
  }

  private onFilterKey(event: KeyboardEvent): void {
    if (event.key === 'Escape' && this.filter.value !== '') {
      this.filter.value = '';
      this.setFilter('');
    } else if ((event.key === 'ArrowDown' || event.key === 'Enter') && !this.grid.isEmpty) this.grid.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}

defineControls();
new Page(acquireVsCodeApi()).start();
