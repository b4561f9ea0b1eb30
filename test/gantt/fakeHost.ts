/** Answers the page as the extension does, about work that is made up. For development in a plain browser, and tests. */
import {
  GANTT_PROTOCOL,
  isGanttToHost,
  type GanttChange,
  type GanttDriver,
  type GanttHead,
  type GanttOptions,
  type GanttTarget,
  type GanttToHost,
  type GanttToPage,
} from '../../src/protocol/gantt';
import { finish } from '../../src/core/text/steps';
import { changeInSteps, isEmptyChange, piecesOf } from '../../src/protocol/ganttChange';
import { NO_PLAN, type GanttPlan } from '../../src/protocol/ganttPlan';
import { GANTT_TEXTS } from '../../src/protocol/ganttTexts';
import { isDone, minutesOf, plan, type Planned } from './planner';
import type { Backlog, Work } from './work';

/** What a scenario says of the plan that does not follow from the work. */
export interface Circumstances {
  readonly head?: Partial<GanttHead>;
  readonly options?: Partial<GanttOptions>;
}

const MOST_IN_CURVE = 32;
const MOST_IN_MESSAGE = 2_000;

export class FakeHost {
  /** All that the page has said. */
  readonly heard: GanttToHost[] = [];
  private options: GanttOptions = { agents: null, mode: 'pipelined', finished: false, follow: true };
  private planned: Planned | null = null;
  private sent: GanttPlan = NO_PLAN;
  private revision = 0;
  private selected: string | null = null;
  private undo: { readonly text: string; readonly backlog: Backlog } | null = null;

  constructor(
    private backlog: Backlog,
    private readonly circumstances: Circumstances,
    private readonly send: (message: GanttToPage) => void,
  ) {
    this.options = { ...this.options, ...circumstances.options };
  }

  receive(message: unknown): void {
    if (!isGanttToHost(message)) throw new Error(`not understood: ${JSON.stringify(message)}`);
    this.heard.push(message);
    switch (message.type) {
      case 'ready':
        if (message.options) this.options = message.options;
        this.snapshot();
        return;
      case 'options':
        this.options = message.options;
        return this.update();
      case 'select':
        this.selected = message.key;
        return this.tellDetails();
      case 'askMoves':
        return this.tellMoves(message.request, message.key);
      case 'move': {
        const reason = this.reasonAgainst(message.key, message.wave);
        if (reason !== '') return this.send({ type: 'refused', request: message.request, reason });
        if (message.revision !== this.revision)
          return this.send({ type: 'refused', request: message.request, reason: 'The file has changed.' });
        this.undo = { text: `Move ${message.key} to ${this.titleOf(message.wave)}`, backlog: this.backlog };
        this.change(message.key, { wave: message.wave });
        return this.send({ type: 'done', request: message.request });
      }
      case 'undo':
        if (!this.undo)
          return this.send({ type: 'refused', request: message.request, reason: 'Nothing to undo.' });
        this.backlog = this.undo.backlog;
        this.undo = null;
        this.update();
        return this.send({ type: 'done', request: message.request });
      default:
    }
  }

  /** As if somebody had edited the file. */
  change(id: string, change: Partial<Work>): void {
    const work = this.backlog.work.map((each) => (each.id === id ? { ...each, ...change } : each));
    this.backlog = { ...this.backlog, work };
    this.update();
  }

  cursor(key: string | null): void {
    if (this.options.follow) this.send({ type: 'cursor', key });
  }

  private snapshot(): void {
    const now = this.planNow();
    const pieces = [...piecesOf(finish(changeInSteps(NO_PLAN, now)), MOST_IN_MESSAGE)];
    this.sent = now;
    this.send({
      type: 'snapshot',
      version: GANTT_PROTOCOL,
      revision: ++this.revision,
      scope: { type: 'document', uri: 'file:///work/docs/BACKLOG.md' },
      language: 'en',
      title: 'docs/BACKLOG.md',
      texts: GANTT_TEXTS,
      change: pieces[0]!,
      more: pieces.length > 1,
    });
    this.sendDeltas(pieces.slice(1));
  }

  private update(): void {
    const now = this.planNow();
    const change = finish(changeInSteps(this.sent, now));
    this.sent = now;
    if (isEmptyChange(change)) return;
    this.sendDeltas([...piecesOf(change, MOST_IN_MESSAGE)]);
    this.tellDetails();
  }

  private sendDeltas(pieces: readonly GanttChange[]): void {
    pieces.forEach((change, at) => {
      const more = at < pieces.length - 1;
      this.send({ type: 'delta', from: this.revision, revision: ++this.revision, change, more });
    });
  }

  private planNow(): GanttPlan {
    const planned = plan(this.backlog, this.options);
    this.planned = planned;
    const { figures, waves, rows, others, placements, cycles } = planned;
    const open = this.backlog.work.some((work) => !isDone(work));
    const head: GanttHead = {
      face: rows.length > 0 ? 'plan' : open || this.backlog.work.length === 0 ? 'empty' : 'done',
      options: this.options,
      figures,
      whatIf: this.curve(),
      cycles: cycles.map((names) => ({ names, more: 0 })),
      cycleCount: cycles.length,
      troubles: [],
      stale: false,
      busy: false,
      undo: this.undo?.text ?? null,
      readOnly: null,
      ...this.circumstances.head,
    };
    const sections = [...new Set(this.backlog.work.flatMap(({ section }) => section ?? []))];
    const files = [...new Set(this.backlog.work.map(({ file }) => file))];
    return {
      head,
      waves,
      rows,
      others,
      placements: placements.map(({ start, length, agent, slack }) => ({ start, length, agent, slack })),
      sections: sections.map((title) => ({ key: title, title })),
      files: files.map((path) => ({ key: path, path })),
    };
  }

  private curve(): GanttHead['whatIf'] {
    // Of a large plan it takes too long for a page that is waited for.
    if (this.backlog.work.length > 500) return [];
    const points: { agents: number; minutes: number }[] = [];
    for (let agents = 1; agents <= MOST_IN_CURVE; agents++) {
      const { figures } = plan(this.backlog, { ...this.options, agents, mode: 'pipelined' });
      points.push({ agents, minutes: figures.pipelined });
      if (figures.pipelined <= figures.criticalPath && agents >= (this.options.agents ?? 5)) break;
    }
    return points;
  }

  private tellDetails(): void {
    const key = this.selected;
    const at = this.planned?.rows.findIndex((row) => row.key === key) ?? -1;
    const place = this.planned?.placements[at];
    if (key === null || !place) return;
    const { kind, at: could, task } = place.driver;
    const driver: GanttDriver = {
      kind,
      at: could,
      task: kind === 'barrier' ? null : task,
      wave: kind === 'barrier' ? task : null,
    };
    const waiting = this.allAfter(key);
    const minutes = waiting.reduce((sum, work) => sum + minutesOf(work), 0);
    this.send({
      type: 'details',
      key,
      driver: place.agent < 0 ? null : driver,
      unblocks: waiting.length,
      unblocksMinutes: minutes,
      unblocksGuess: waiting.some(({ hours }) => hours === null),
    });
  }

  private allAfter(id: string): readonly Work[] {
    const found = new Set<Work>();
    const queue = [id];
    for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
      for (const work of this.backlog.work) {
        if (!work.after.includes(at) || found.has(work)) continue;
        found.add(work);
        queue.push(work.id);
      }
    }
    return [...found];
  }

  private titleOf(wave: string): string {
    return this.backlog.waves[wave]?.title ?? wave;
  }

  private reasonAgainst(key: string, wave: string): string {
    const order = Object.keys(this.backlog.waves);
    const to = order.indexOf(wave);
    const moved = this.backlog.work.find(({ id }) => id === key);
    for (const work of this.backlog.work) {
      if (isDone(work) || work.wave === null) continue;
      const its = order.indexOf(work.wave);
      if (moved?.after.includes(work.id) && its >= to)
        return `${key} waits for ${work.id}, which is in ${this.titleOf(work.wave)}.`;
      if (work.after.includes(key) && its <= to)
        return `${work.id}, which is in ${this.titleOf(work.wave)}, waits for ${key}.`;
    }
    return '';
  }

  private tellMoves(request: number, key: string): void {
    const own = this.backlog.work.find(({ id }) => id === key)?.wave;
    const waves = Object.keys(this.backlog.waves).filter((wave) => wave !== own);
    const targets: GanttTarget[] = waves.map((wave) => ({
      wave,
      reason: this.reasonAgainst(key, wave),
      totals: null,
    }));
    this.send({ type: 'moves', request, refusal: '', targets, complete: false });
    const withTotals = targets.map((target): GanttTarget => {
      if (target.reason !== '' || this.backlog.work.length > 500) return target;
      const work = this.backlog.work.map((each) => (each.id === key ? { ...each, wave: target.wave } : each));
      const { declared, barriers, pipelined } = plan({ ...this.backlog, work }, this.options).figures;
      return { ...target, totals: { declared, barriers, pipelined } };
    });
    this.send({ type: 'moves', request, refusal: '', targets: withTotals, complete: true });
  }
}
