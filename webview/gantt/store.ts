/** What the page knows and what the user has chosen. Draws nothing; whoever draws is told of changes. */
import {
  GANTT_GROUPINGS,
  GANTT_MODES,
  GANTT_PROTOCOL,
  type GanttCommand,
  type GanttGrouping,
  type GanttMode,
  type GanttOptions,
  type GanttState,
  type GanttToHost,
  type GanttToPage,
  type GanttWave,
} from '../../src/protocol/gantt';
import { applied, NO_PLAN, type GanttPlan } from '../../src/protocol/ganttPlan';
import { GANTT_TEXTS } from '../../src/protocol/ganttTexts';
import { layOut, lineToFocus, type Layout, type Line } from './layout';
import { isFinished, Model } from './model';
import { Moves } from './moves';
import { busyAgents, lengthOf, scaleOf, ZOOM_STEP, type Busy, type Scale } from './time';
import { lengthOfMode, MODES, Words, type Details } from './words';

/** What the editor gives to a page; tests and plain browsers bring their own. */
export interface Host {
  postMessage(message: GanttToHost): void;
  getState(): unknown;
  setState(state: GanttState): void;
}

const OPTIONS: GanttOptions = { agents: null, mode: 'pipelined', finished: false, follow: true };
const MOST_AGENTS = 999;

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
  /** Tasks that cannot be planned. */
  stuck = 0;

  /** What the host has told so far, which is shown when no more of it is to come. */
  private plan = NO_PLAN;
  private revision = -1;
  private shownRevision = -1;
  /** What a snapshot says besides its plan, to be taken over with it. */
  private greeting: (() => void) | null = null;
  private state: GanttState;
  private collapsed: ReadonlySet<string>;
  /** What is folded while a filter is on, which opens all that it finds. */
  private foldedInFilter: ReadonlySet<string> = new Set<string>();
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
    this.collapsed = new Set(this.state.collapsed);
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
      case 'snapshot': {
        const plan = applied(NO_PLAN, message.change);
        if (!plan) return this.post({ type: 'rejected' });
        const { texts, language, title, scope } = message;
        this.greeting = () => {
          this.words = new Words(texts, language);
          this.title = title;
          this.isGreeted = true;
          // What was chosen for another file says nothing of this one.
          if (JSON.stringify(scope) !== JSON.stringify(this.state.scope)) {
            this.collapsed = new Set();
            this.keep({ filter: '', collapsed: [], selected: null });
          }
          this.keep({ scope });
        };
        if (!this.take(plan, message)) return;
        break;
      }
      case 'delta': {
        const plan = message.from === this.revision ? applied(this.plan, message.change) : null;
        if (!plan) return this.ready();
        if (!this.take(plan, message)) return;
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

  /** Shows a plan, unless more of it is to come: false then. */
  private take(
    plan: GanttPlan,
    { revision, more }: { readonly revision: number; readonly more: boolean },
  ): boolean {
    this.plan = plan;
    this.revision = revision;
    if (more || !plan.head) return false;
    this.greeting?.();
    this.greeting = null;
    this.shownRevision = revision;
    this.keep({ options: plan.head.options });
    this.show(new Model(plan, this.model));
    return true;
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

  /** Of the plan that is shown. */
  get planRevision(): number {
    return this.shownRevision;
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
    if (plan.placements !== old.placements || plan.head !== old.head) {
      this.busy = busyAgents(plan.placements);
      const stated = plan.head ? lengthOfMode(plan.head.figures, plan.head.options.mode) : 0;
      this.length = Math.max(stated, lengthOf(plan.placements));
      this.stuck = plan.placements.filter(({ agent }, at) => agent < 0 && !isFinished(plan.rows[at]!)).length;
    }
    this.moves.planChanged();
    this.lay();
  }

  private lay(): void {
    const before = this.layout.lines;
    const { grouping, filter, selected } = this.state;
    this.layout = layOut(this.model, { grouping, filter, collapsed: this.folded });
    const at = lineToFocus(before, this.layout.lines, selected);
    this.selectAt(at);
  }

  private get folded(): ReadonlySet<string> {
    return this.state.filter.trim() === '' ? this.collapsed : this.foldedInFilter;
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
    const folded = new Set(this.folded);
    if (!folded.delete(line.key)) folded.add(line.key);
    this.fold(folded);
  }

  private fold(folded: ReadonlySet<string>): void {
    if (this.folded === this.collapsed) {
      this.collapsed = folded;
      this.keep({ collapsed: [...folded] });
    } else this.foldedInFilter = folded;
    this.lay();
    this.changed();
  }

  setFilter(filter: string): void {
    this.foldedInFilter = new Set();
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

  setMode(mode: GanttMode): void {
    const { head } = this;
    if (!head || !GANTT_MODES.includes(mode) || (mode === 'declared' && head.figures.declared === null))
      return;
    this.setOptions({ mode });
    this.say(
      this.words.say(
        'saidMode',
        this.words.say(MODES[mode]),
        this.words.hoursSpoken(lengthOfMode(head.figures, mode)),
      ),
    );
  }

  setAgents(agents: number): void {
    const { head } = this;
    if (!head) return;
    const now = Math.max(1, Math.min(agents, MOST_AGENTS));
    this.setOptions({ agents: now });
    // The curve is of dependencies alone, and ends where more agents change nothing, or at the most that are asked about.
    const last = head.whatIf.at(-1);
    const least = last && last.minutes <= head.figures.criticalPath ? last : undefined;
    const known =
      head.whatIf.find((each) => each.agents === now) ?? (least && least.agents < now ? least : undefined);
    this.say(
      known && this.options.mode === 'pipelined'
        ? this.words.say('saidSelected', now, this.words.hoursSpoken(known.minutes))
        : this.words.say('agentsNow', now),
    );
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
    const task = this.selectedTask;
    switch (command) {
      case 'reveal':
      case 'preview':
        if (task) this.open(task.key, command === 'preview');
        return;
      case 'moveUp':
      case 'moveDown':
        if (task) this.moves.step(task, command === 'moveUp' ? -1 : 1);
        return;
      case 'undo':
        return this.moves.undo();
      case 'waitsFor':
      case 'waitedForBy':
        return this.goAlong(command);
      case 'nextCritical':
        return this.goToNext((at) => this.model.isCritical(at), 'noneCritical');
      case 'nextReady':
        return this.goToNext((at) => this.model.isReady(at), 'noneReady');
      case 'zoomIn':
        return this.zoom(ZOOM_STEP);
      case 'zoomOut':
        return this.zoom(1 / ZOOM_STEP);
      case 'fit':
        return this.setZoom(null);
      case 'filter':
        return this.focusFilter();
      case 'fewerAgents':
        return this.setAgents(this.agents - 1);
      case 'moreAgents':
        return this.setAgents(this.agents + 1);
      case 'help':
        return this.showHelp(true);
      case 'collapseAll':
        return this.fold(new Set(this.layout.lines.filter(({ level }) => level === 1).map(({ key }) => key)));
      case 'expandAll':
        return this.fold(new Set());
    }
  }

  private zoom(by: number): void {
    if (this.room > 0) this.setZoom(this.scale(this.room).unit * by);
  }

  /** Pixels of a minute, or null for all of it in the room that there is. */
  private setZoom(unit: number | null): void {
    this.keep({ zoom: unit === null ? null : Math.max(1, Math.round(unit * 1000)) });
    this.wishes.sight = true;
    this.changed();
  }

  /** To the first of those it waits for, or that wait for it; again goes on along the chain. */
  private goAlong(command: 'waitsFor' | 'waitedForBy'): void {
    const line = this.layout.lines[this.selectedLine];
    if (line?.type !== 'task') return;
    const next = command === 'waitsFor' ? this.model.before(line.at) : this.model.after(line.at);
    const [at] = [...next].sort((a, b) => this.model.placement(a).start - this.model.placement(b).start);
    if (at !== undefined) return this.goTo(at);
    const name = this.words.nameOf(this.model.row(line.at));
    this.say(this.words.say(command === 'waitsFor' ? 'noneBefore' : 'noneAfter', name));
  }

  private goToNext(is: (at: number) => boolean, none: 'noneCritical' | 'noneReady'): void {
    const { lines } = this.layout;
    for (let i = 1; i <= lines.length; i++) {
      const at = (this.selectedLine + i) % lines.length;
      const line = lines[at]!;
      if (line.type === 'task' && is(line.at)) return this.focusLine(at);
    }
    // None is in sight: it may be in what is folded.
    const hidden = this.model.plan.rows.findIndex((_, at) => this.layout.lineOf[at]! < 0 && is(at));
    if (hidden >= 0 && this.state.filter.trim() === '') this.goTo(hidden);
    else this.say(this.words.say(none));
  }

  /** Opens what the task is folded into, and gives its line the focus. */
  goTo(at: number): void {
    this.uncover(at);
    const line = this.layout.lineOf[at] ?? -1;
    if (line >= 0) this.focusLine(line);
  }

  private uncover(at: number): void {
    for (let tries = 0; (this.layout.lineOf[at] ?? -1) < 0 && tries < 2; tries++) {
      // First what is folded, then the filter.
      if (tries === 0) {
        if (this.folded === this.collapsed) this.collapsed = this.foldedWithout(at);
        else this.foldedInFilter = new Set();
      } else this.keep({ filter: '' });
      this.lay();
    }
    this.keep({ collapsed: [...this.collapsed] });
  }

  private foldedWithout(at: number): ReadonlySet<string> {
    const folded = new Set(this.collapsed);
    const { lines } = layOut(this.model, { grouping: this.grouping, filter: '', collapsed: new Set() });
    const line = lines.find((each) => each.type === 'task' && each.at === at);
    if (line?.type === 'task') folded.delete(line.group);
    for (let up = this.model.placeOf(this.model.row(at).parent); up >= 0;) {
      folded.delete(`task ${this.model.row(up).key}`);
      up = this.model.placeOf(this.model.row(up).parent);
    }
    return folded;
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
