/** Moving a task to another wave, by pointer, by key or from a list; and taking it back. */
import type { GanttRow, GanttTarget, GanttToHost, GanttToPage, GanttWave } from '../../src/protocol/gantt';
import type { Store } from './store';

/** A move that has begun and is not decided yet. */
export interface Pending {
  readonly request: number;
  readonly row: GanttRow;
  readonly how: 'pointer' | 'keys' | 'menu';
  /** Key of the wave it would go to; null while none is meant. */
  readonly wave: string | null;
  readonly refusal: string;
  /** Null until the host has said what is legal. */
  readonly targets: ReadonlyMap<string, GanttTarget> | null;
}

type Answer = Extract<GanttToPage, { type: 'moves' | 'done' | 'refused' }>;

/** What is said once the host has done it. */
interface Sent {
  readonly name: string;
  readonly wave: GanttWave | null;
  readonly barriers: number;
}

export class Moves {
  pending: Pending | null = null;
  private next = 1;
  private readonly sent = new Map<number, Sent>();

  constructor(
    private readonly store: Store,
    private readonly post: (message: GanttToHost) => void,
  ) {}

  begin(row: GanttRow, how: Pending['how'], wave: string | null = null): void {
    this.abandon();
    const request = this.next++;
    this.pending = { request, row, how, wave, refusal: '', targets: null };
    this.post({ type: 'askMoves', request, key: row.key });
    this.store.changed();
  }

  private abandon(): void {
    if (this.pending) this.post({ type: 'cancelMoves', request: this.pending.request });
    this.pending = null;
  }

  /** What the pointer is over, or null. */
  over(wave: string | null): void {
    if (!this.pending || this.pending.wave === wave) return;
    this.pending = { ...this.pending, wave };
    this.store.changed();
  }

  /** By key: to the wave before or after the one meant so far. */
  step(row: GanttRow, by: -1 | 1): void {
    const { words } = this.store;
    const declared = this.declaredWaves;
    const { readOnly } = this.store.head ?? { readOnly: null };
    if (readOnly !== null) return this.store.say(readOnly);
    if (this.pending?.how !== 'keys' || this.pending.row.key !== row.key) {
      if (!declared.some(({ key }) => key !== row.wave))
        return this.store.say(words.say('moveNowhere', words.nameOf(row)));
      this.begin(row, 'keys', row.wave);
    }
    const pending = this.pending;
    if (!pending) return;
    const now = declared.findIndex(({ key }) => key === pending.wave);
    // A task in no wave stands after the last one.
    const from = now < 0 ? declared.length : now;
    const to = Math.max(0, Math.min(from + by, declared.length - 1));
    this.pending = { ...pending, wave: declared[to]?.key ?? null };
    this.tell();
  }

  get declaredWaves(): readonly GanttWave[] {
    return this.store.model.plan.waves.filter(({ kind }) => kind === 'declared');
  }

  /** Why the task cannot go there; empty where it can, null while that is not known. */
  reasonAgainst(wave: string | null): string | null {
    const { pending } = this;
    if (!pending) return '';
    if (pending.refusal !== '') return pending.refusal;
    if (wave === null || wave === pending.row.wave) return '';
    if (!pending.targets) return null;
    return pending.targets.get(wave)?.reason ?? null;
  }

  /** Whether a line of this wave is a place to drop the task: null where it is neither that nor forbidden. */
  isLegal(wave: string | null): boolean | null {
    const { pending } = this;
    if (!pending || wave === null || wave === pending.row.wave) return null;
    if (pending.refusal !== '') return false;
    const target = pending.targets?.get(wave);
    return target ? target.reason === '' : null;
  }

  /** What would come of the move: "Wave 4: Finish 31 hours, was 35." */
  sentence(wave: string | null = this.pending?.wave ?? null): string {
    const { pending, store } = this;
    const { words } = store;
    const target = store.model.wave(wave);
    if (!pending || !target) return '';
    if (pending.refusal !== '') return pending.refusal;
    if (wave === pending.row.wave)
      return words.say('moveStays', words.nameOf(pending.row), words.waveSpoken(target));
    return words.say('moveHere', target.title, this.consequence(target.key));
  }

  /** The same without the wave's name: why not, or what would come of it. */
  consequence(wave: string): string {
    const { pending, store } = this;
    if (!pending) return '';
    const told = pending.targets?.get(wave);
    if (told && told.reason !== '') return told.reason;
    return told?.totals
      ? this.finish(told.totals.barriers, store.head?.figures.barriers ?? 0)
      : store.words.say('movePlanning');
  }

  private finish(now: number, before: number): string {
    const { words } = this.store;
    return now === before
      ? words.say('moveUnchanged', words.hoursSpoken(now))
      : words.say('moveTotals', words.hoursSpoken(now), words.number(before / 60));
  }

  private tell(): void {
    const { words } = this.store;
    const sentence = this.sentence();
    this.store.say(this.pending?.targets ? `${sentence} ${words.say('moveKeys')}` : sentence);
  }

  cancel(): void {
    const { pending, store } = this;
    if (!pending) return;
    this.abandon();
    store.say(store.words.say('moveCancelled', store.words.nameOf(pending.row)));
  }

  /** Does it, if it is legal; else says why not, and nothing is written. */
  drop(): void {
    const { pending, store } = this;
    if (!pending) return;
    const { row, wave, refusal, targets } = pending;
    if (wave === null || wave === row.wave) return this.cancel();
    this.abandon();
    const { words } = store;
    const name = words.nameOf(row);
    const reason = refusal || targets?.get(wave)?.reason;
    if (reason) return store.say(words.say('notMoved', name, reason));
    const request = this.next++;
    this.sent.set(request, {
      name,
      wave: store.model.wave(wave) ?? null,
      barriers: store.head?.figures.barriers ?? 0,
    });
    this.post({ type: 'move', request, key: row.key, wave, revision: store.planRevision });
    store.changed();
  }

  undo(): void {
    const { store } = this;
    if (store.head?.undo == null) return store.say(store.words.say('nothingToUndo'));
    const request = this.next++;
    this.sent.set(request, { name: '', wave: null, barriers: store.head.figures.barriers });
    this.post({ type: 'undo', request });
  }

  receive(answer: Answer): void {
    if (answer.type === 'moves') {
      if (answer.request !== this.pending?.request) return;
      const targets = new Map(answer.targets.map((target) => [target.wave, target]));
      this.pending = { ...this.pending, refusal: answer.refusal, targets };
      if (this.pending.how === 'keys') this.tell();
      return;
    }
    const sent = this.sent.get(answer.request);
    this.sent.delete(answer.request);
    if (!sent) return;
    const { store } = this;
    const { words } = store;
    if (answer.type === 'refused') {
      return store.say(sent.wave === null ? answer.reason : words.say('notMoved', sent.name, answer.reason));
    }
    const what =
      sent.wave === null ? words.say('undone') : words.say('moved', sent.name, words.waveSpoken(sent.wave));
    store.say(`${what} ${this.finish(store.head?.figures.barriers ?? 0, sent.barriers)}`);
  }

  /** What is legal may have changed with the plan: a move that is not decided yet is asked for again. */
  planChanged(): void {
    const { pending, store } = this;
    if (!pending) return;
    const row = store.model.plan.rows[store.model.placeOf(pending.row.key)];
    if (!row) this.pending = null;
    else this.begin(row, pending.how, pending.wave);
  }
}
