/** What the page knows and what the user has chosen. Draws nothing; whoever draws is told of changes. */
import {
  GANTT_GROUPINGS,
  GANTT_PROTOCOL,
  type GanttCommand,
  type GanttGrouping,
  type GanttOptions,
  type GanttState,
  type GanttToHost,
  type GanttToPage,
  type GanttWave,
} from '../../src/protocol/gantt';
import { NO_PLAN } from '../../src/protocol/ganttPlan';
import { GANTT_TEXTS } from '../../src/protocol/ganttTexts';
import { runCommand } from './commands';
import { Folding } from './folding';
import { Incoming, type Arrived } from './incoming';
import { layOut, lineToFocus, type Layout, type Line } from './layout';
import { isFinished, Model } from './model';
import { Moves } from './moves';
import { busyAgents, lengthOf, scaleOf, type Busy, type Scale } from './time';
import { lengthOfMode, Words, type Details } from './words';

/** What the editor gives to a page; tests and plain browsers bring their own. */
export interface Host {
  postMessage(message: GanttToHost): void;
  getState(): unknown;
  setState(state: GanttState): void;
}

const OPTIONS: GanttOptions = { agents: null, mode: 'pipelined', finished: false, follow: true };

export class Store {
  model = new Model(NO_PLAN);
  words = new Words(GANTT_TEXTS, 'en');
  title = '';
  /** False until the first snapshot. */
  isGreeted = false;
  layout: Layout = { lines: [], lineOf: new Int32Array(0), shown: 0 };
  busy: readonly Busy[] = [];
  /** Minutes of the schedule that is shown. */
  length = 0;
  details: Details | null = null;
  /** Key of the task under the cursor of the editor. */
  cursor: string | null = null;
  /** The last thing announced. */
  said = '';
  help = false;
  /** What is to be done once the lines are drawn: give the selected one the focus, bring it into sight. */
  readonly wishes = { focus: false, sight: true };
  readonly moves: Moves;
  /** Set by what is drawn: where the filter is typed, and how many pixels there are for the time. */
  focusFilter: () => void = () => undefined;
  room = 0;
  /** Tasks that cannot be planned, and those that wait for an id that no task has. */
  stuck = 0;
  unresolved = 0;

  /** Of the plan that is shown. */
  planRevision = -1;

  private readonly incoming = new Incoming();
  private state: GanttState;
  private folding: Folding;
  private asked: string | null = null;
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly host: Host,
    kept: GanttState | null,
  ) {
    this.state = kept ?? {
      version: GANTT_PROTOCOL,
      scope: { type: 'workspace' },
      options: OPTIONS,
      grouping: 'wave',
      filter: '',
      collapsed: [],
      selected: null,
      zoom: null,
    };
    this.folding = new Folding(this.state.collapsed);
    this.moves = new Moves(this, (message) => host.postMessage(message));
  }

  onChange(listener: () => void): void {
    this.listeners.add(listener);
  }

  changed(): void {
    for (const listener of this.listeners) listener();
  }

  ready(): void {
    const { options } = this.state;
    this.host.postMessage({ type: 'ready', version: GANTT_PROTOCOL, options: this.isKept ? options : null });
  }

  private get isKept(): boolean {
    return this.isGreeted || this.state.selected !== null || this.state.options !== OPTIONS;
  }

  receive(message: GanttToPage): void {
    switch (message.type) {
      case 'snapshot':
      case 'delta': {
        const arrived = this.incoming.take(message);
        if (arrived === 'more') return;
        if (arrived === 'unfit')
          return message.type === 'snapshot' ? this.post({ type: 'rejected' }) : this.ready();
        this.take(arrived);
        break;
      }
      case 'cursor':
        this.cursor = message.key;
        if (message.key !== null) this.bringIntoSight(message.key);
        break;
      case 'details':
        if (message.key === this.selectedTask?.key) this.details = message;
        break;
      case 'command':
        this.run(message.name);
        break;
      case 'moves':
      case 'done':
      case 'refused':
        this.moves.receive(message);
    }
    this.changed();
  }

  private take({ plan, revision, snapshot }: Arrived): void {
    if (snapshot) this.greet(snapshot);
    this.planRevision = revision;
    if (plan.head) this.keep({ options: plan.head.options });
    this.show(new Model(plan, this.model));
  }

  private greet({ texts, language, title, scope }: NonNullable<Arrived['snapshot']>): void {
    this.words = new Words(texts, language);
    this.title = title;
    this.isGreeted = true;
    // What was chosen for another file says nothing of this one.
    if (JSON.stringify(scope) !== JSON.stringify(this.state.scope)) {
      this.folding = new Folding([]);
      this.keep({ scope, filter: '', collapsed: [], selected: null });
    }
  }

  get head() {
    return this.model.plan.head;
  }

  get options(): GanttOptions {
    return this.state.options;
  }

  get grouping(): GanttGrouping {
    return this.state.grouping;
  }

  get filter(): string {
    return this.state.filter;
  }

  get isFit(): boolean {
    return this.state.zoom === null;
  }

  scale(room: number): Scale {
    const { zoom } = this.state;
    return scaleOf(this.length, room, zoom === null ? null : zoom / 1000);
  }

  /** All of it in the room that there is, whatever the zoom. */
  fitScale(room: number): Scale {
    return scaleOf(this.length, room, null);
  }

  /** When a wave would be over by what the waves say, one after the other; null for one that says nothing. */
  declaredSpan(wave: GanttWave | null): { readonly start: number; readonly end: number } | null {
    let start = 0;
    for (const each of this.model.plan.waves) {
      const minutes = each.declaredMinutes;
      if (each.key === wave?.key) return minutes === null ? null : { start, end: start + minutes };
      // A wave of which nothing is left takes no time, and one that says nothing what it needs.
      if (each.minutes > 0) start += minutes ?? each.minutes;
    }
    return null;
  }

  /** Place of the selected line, or -1 where there are none. */
  get line(): number {
    return this.selectedLine;
  }

  private selectedLine = -1;

  get selectedTask() {
    const line = this.layout.lines[this.selectedLine];
    return line?.type === 'task' ? this.model.row(line.at) : null;
  }

  private show(model: Model): void {
    const old = this.model.plan;
    this.model = model;
    const { plan } = model;
    if (
      plan.rows !== old.rows ||
      plan.others !== old.others ||
      plan.placements !== old.placements ||
      plan.head !== old.head
    ) {
      this.busy = busyAgents(plan.placements);
      const stated = plan.head ? lengthOfMode(plan.head.figures, plan.head.options.mode) : 0;
      this.length = Math.max(stated, lengthOf(plan.placements));
      this.unresolved = model.unresolvedCount();
      this.stuck = plan.placements.filter(({ agent }, at) => agent < 0 && !isFinished(plan.rows[at]!)).length;
    }
    this.moves.planChanged();
    this.lay();
  }

  private lay(): void {
    const before = this.layout.lines;
    const { grouping, filter, selected } = this.state;
    this.layout = layOut(this.model, { grouping, filter, collapsed: this.folding.under(filter) });
    const at = lineToFocus(before, this.layout.lines, selected);
    this.selectAt(at);
  }

  /** The line to be reached with Tab, and told of below. */
  select(line: number): void {
    this.selectAt(line);
    this.changed();
  }

  private selectAt(at: number): void {
    this.selectedLine = at;
    const line = this.layout.lines[at];
    if (line && line.key !== this.state.selected) this.keep({ selected: line.key });
    const key = line?.type === 'task' ? this.model.row(line.at).key : null;
    if (key === this.asked) return;
    this.asked = key;
    this.details = null;
    this.post({ type: 'select', key });
  }

  focusLine(at: number): void {
    this.selectAt(Math.max(0, Math.min(at, this.layout.lines.length - 1)));
    this.wishes.focus = true;
    this.wishes.sight = true;
    this.changed();
  }

  toggle(line: Line): void {
    const folded = new Set(this.folding.under(this.filter));
    if (!folded.delete(line.key)) folded.add(line.key);
    this.fold(folded);
  }

  private fold(folded: ReadonlySet<string>): void {
    this.folding.set(folded, this.filter);
    this.keep({ collapsed: this.folding.kept });
    this.lay();
    this.changed();
  }

  setFilter(filter: string): void {
    this.folding.filterChanged();
    this.keep({ filter });
    this.lay();
    this.say(this.words.say('saidShown', this.layout.shown, this.model.plan.rows.length));
  }

  setGrouping(grouping: GanttGrouping): void {
    if (!GANTT_GROUPINGS.includes(grouping)) return;
    this.keep({ grouping });
    this.lay();
    this.wishes.sight = true;
    this.changed();
  }

  setOptions(options: Partial<GanttOptions>): void {
    const next = { ...this.state.options, ...options };
    this.keep({ options: next });
    this.post({ type: 'options', options: next });
    if (!next.follow) this.cursor = null;
    this.changed();
  }

  /** The number that the stepper shows: what was asked for, before the host has answered too. */
  get agents(): number {
    return this.state.options.agents ?? this.head?.figures.agents ?? 1;
  }

  open(key: string, preview: boolean): void {
    this.post({ type: 'open', key, preview });
  }

  post(message: GanttToHost): void {
    this.host.postMessage(message);
  }

  say(text: string): void {
    // The same text again would not be read again.
    this.said = text === this.said ? `${text}\u00a0` : text;
    this.changed();
  }

  showHelp(help: boolean): void {
    this.help = help;
    this.changed();
  }

  run(command: GanttCommand): void {
    runCommand(this, command);
  }

  collapseAll(): void {
    this.fold(new Set(this.layout.lines.filter(({ level }) => level === 1).map(({ key }) => key)));
  }

  expandAll(): void {
    this.fold(new Set());
  }

  zoom(by: number): void {
    if (this.room > 0) this.setZoom(this.scale(this.room).unit * by);
  }

  /** Pixels of a minute, or null for all of it in the room that there is. */
  setZoom(unit: number | null): void {
    this.keep({ zoom: unit === null ? null : Math.max(1, Math.round(unit * 1000)) });
    this.wishes.sight = true;
    this.changed();
  }

  /** Opens what the task is folded into, and gives its line the focus. */
  goTo(at: number): void {
    this.uncover(at);
    const line = this.layout.lineOf[at] ?? -1;
    if (line >= 0) this.focusLine(line);
  }

  private uncover(at: number): void {
    const isHidden = (): boolean => (this.layout.lineOf[at] ?? -1) < 0;
    if (!isHidden()) return;
    this.folding.open(this.model, this.grouping, this.filter, at);
    this.keep({ collapsed: this.folding.kept });
    this.lay();
    if (!isHidden()) return;
    this.keep({ filter: '' });
    this.folding.open(this.model, this.grouping, '', at);
    this.keep({ collapsed: this.folding.kept });
    this.lay();
  }

  /** The line that has the task under the editor's cursor, or its folded group; the focus stays where it is. */
  private bringIntoSight(key: string): void {
    const at = this.model.placeOf(key);
    const line = at < 0 ? -1 : (this.layout.lineOf[at] ?? -1);
    if (line < 0) return;
    this.selectAt(line);
    this.wishes.sight = true;
  }

  private keep(change: Partial<GanttState>): void {
    this.state = { ...this.state, ...change };
    if (this.isGreeted) this.host.setState(this.state);
  }
}
