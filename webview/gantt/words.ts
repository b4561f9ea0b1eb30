/** Everything that is said of a plan, by eye and by ear. Pure: texts and language come from the host. */
import type { GanttDriver, GanttFigures, GanttMode, GanttToPage, GanttWave } from '../../src/protocol/gantt';
import { fillIn, type GanttTextName, type GanttTexts } from '../../src/protocol/ganttTexts';
import type { GroupLine, Line } from './layout';
import { isFinished, nameOf, type Mark, type Model } from './model';

export type Details = Extract<GanttToPage, { type: 'details' }>;

const MARKS: Readonly<Record<Mark, GanttTextName>> = {
  ready: 'markReady',
  waiting: 'markWaiting',
  doing: 'markDoing',
  blocked: 'markBlocked',
  done: 'markDone',
  dropped: 'markDropped',
  unknown: 'markUnknown',
  cyclic: 'markCyclic',
  stuck: 'markStuck',
};

export const MODES: Readonly<Record<GanttMode, GanttTextName>> = {
  declared: 'modeDeclared',
  barriers: 'modeBarriers',
  pipelined: 'modePipelined',
};

const RIGHT_TO_LEFT =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\u200f\u202b\u202e\u2067]/u;

export class Words {
  private readonly numbers: Intl.NumberFormat;

  constructor(
    private readonly texts: GanttTexts,
    language: string,
  ) {
    this.numbers = numberFormat(language);
  }

  say(name: GanttTextName, ...values: readonly (string | number)[]): string {
    return fillIn(
      this.texts[name],
      ...values.map((value) => (typeof value === 'number' ? this.number(value) : value)),
    );
  }

  number(value: number): string {
    return this.numbers.format(value);
  }

  /** Of `nameOne` and `nameMany`, the one for this number, which is its first place. */
  counted(name: CountedText, count: number, ...more: readonly string[]): string {
    return this.say(count === 1 ? `${name}One` : `${name}Many`, count, ...more);
  }

  /** "4h", "0.5h". */
  hours(minutes: number): string {
    return this.say('hours', this.number(minutes / 60));
  }

  hoursSpoken(minutes: number): string {
    return this.counted('hourSpoken', minutes / 60);
  }

  list(items: readonly string[]): string {
    return items.filter((item) => item !== '').join(', ');
  }

  nameOf(task: { readonly id: string; readonly title: string }): string {
    const name = nameOf(task) || this.say('noTitle');
    // In a sentence, what is written from right to left would take its neighbours along.
    return RIGHT_TO_LEFT.test(name) ? `\u2068${name}\u2069` : name;
  }

  titleOf({ title, agent, type, key }: GroupLine): string {
    if (agent !== null) return agent === 0 ? this.say('noAgent') : this.say('agentName', agent);
    if (title !== '' || type !== 'group') return title;
    return this.say(key.startsWith('wave') ? 'noWave' : 'noSection');
  }

  mark(mark: Mark): string {
    return this.say(MARKS[mark]);
  }

  effort(model: Model, at: number): string {
    const { effort, minutes } = model.row(at);
    if (effort && effort.min !== effort.max)
      return this.say('hoursRange', this.number(effort.min / 60), this.number(effort.max / 60));
    return effort ? this.hours(effort.min) : minutes > 0 ? `(${this.hours(minutes)})` : '';
  }

  slack(model: Model, at: number): string {
    if (!model.isPlanned(at)) return '';
    const { slack } = model.placement(at);
    return slack === 0 ? this.say('noSlack') : this.hours(slack);
  }

  /** "P2-002, 4 hours, hours 7 to 11, wave 3, waits for P0-003". */
  row(model: Model, at: number): string {
    const row = model.row(at);
    const { start, length } = model.placement(at);
    const wave = model.wave(row.wave);
    const waits = model.waitsForMost(at);
    return this.list([
      this.nameOf(row),
      this.hoursSpoken(row.minutes > 0 ? row.minutes : length),
      model.isPlanned(at)
        ? this.say('rowHours', start / 60, (start + length) / 60)
        : isFinished(row)
          ? this.say('markDone')
          : this.say('rowUnplanned'),
      wave ? this.waveSpoken(wave) : '',
      waits.length > 0 ? this.say('rowWaitsFor', this.list(waits)) : '',
    ]);
  }

  /** What the pictures of a row say besides. */
  rowMore(model: Model, at: number): string {
    const row = model.row(at);
    const { slack } = model.placement(at);
    const isPlanned = model.isPlanned(at);
    return this.list([
      row.id === '' ? '' : row.title,
      this.mark(model.mark(at)),
      model.isCritical(at)
        ? this.say('critical')
        : isPlanned
          ? this.say('rowSlack', this.hoursSpoken(slack))
          : '',
      row.progress > 0 && row.progress < 100
        ? this.say('rowProgress', this.say('percent', row.progress))
        : '',
      row.effort === null && row.minutes > 0 ? this.say('rowUnestimated', this.hoursSpoken(row.minutes)) : '',
    ]);
  }

  waveSpoken({ number, title }: GanttWave): string {
    return number === null ? title : this.say('rowWave', number);
  }

  /** "3h × 4", and "needs 8h: P2-002 waits for P0-003" where the hours do not suffice. */
  waveFigures({ declaredMinutes, declaredAgents, kind, minutes }: GanttWave): string {
    if (kind !== 'declared') return this.hours(minutes);
    if (declaredMinutes === null) return '';
    const hours = this.hours(declaredMinutes);
    return declaredAgents === null ? hours : this.say('waveFigures', hours, declaredAgents);
  }

  waveProblem({ declaredMinutes, minutes, conflicts }: GanttWave): string {
    const needs =
      declaredMinutes !== null && minutes > declaredMinutes ? this.say('waveNeeds', this.hours(minutes)) : '';
    const why = this.list(conflicts.map(({ task, waitsFor }) => this.say('waveConflict', task, waitsFor)));
    return [needs, why].filter(Boolean).join(': ');
  }

  /** A group as it is read. */
  group(line: GroupLine): string {
    const { wave, extent, members, minutes } = line;
    return this.list([
      this.titleOf(line),
      this.counted('groupTasks', members.length),
      wave ? this.waveFigures(wave) : this.hoursSpoken(minutes),
      extent ? this.say('rowHours', extent.start / 60, extent.end / 60) : '',
      wave ? this.waveProblem(wave) : '',
    ]);
  }

  line(model: Model, line: Line): string {
    return line.type === 'group' ? this.group(line) : this.row(model, line.at);
  }

  /** The header, piece by piece. */
  totals(figures: GanttFigures, mode: GanttMode, stuck: number, unresolved: number): readonly string[] {
    const { declared, barriers, pipelined, unestimated } = figures;
    const whole = (minutes: number): string =>
      unestimated > 0 || stuck > 0 ? this.say('atLeast', this.hours(minutes)) : this.hours(minutes);
    const cost = pipelined > 0 ? Math.round((barriers / pipelined - 1) * 100) : 0;
    const shown = lengthOfMode(figures, mode);
    const busy = shown > 0 ? Math.round((figures.work / (figures.agents * shown)) * 100) : 0;
    return [
      ...(declared === null ? [] : [this.say('totalDeclared', this.hours(declared))]),
      this.say('totalBarriers', whole(barriers)),
      `${this.say('totalPipelined', whole(pipelined))}${this.proof(figures, stuck)}`,
      ...(unestimated > 0 ? [this.counted('unestimated', unestimated)] : []),
      ...(stuck > 0 ? [this.counted('stuck', stuck)] : []),
      ...(unresolved > 0 ? [this.counted('unresolved', unresolved)] : []),
      ...(cost > 0 ? [this.say('barriersCost', `+${this.say('percent', cost)}`)] : []),
      ...(busy > 0 && busy <= 100 ? [this.say('busyShare', this.say('percent', busy))] : []),
    ];
  }

  /** Never of a guess, nor of a part. */
  private proof({ optimal, pipelined, gap, unestimated }: GanttFigures, stuck: number): string {
    if (unestimated > 0 || stuck > 0 || pipelined === 0) return '';
    if (optimal) return ` — ${this.say('proofBest')}`;
    // What is not proved is never said to be 0 %.
    return ` — ${this.say('proofGap', this.say('percent', Math.max(1, gap) / 10))}`;
  }

  /** "P2-003: starts at 0h. Critical: each extra hour delays the finish. Unblocks 1 task, 4h." */
  details(model: Model, at: number, agents: number, details: Details | null): string {
    const row = model.row(at);
    const name = this.nameOf(row);
    const mark = model.mark(at);
    const unknown = model.unknown(at);
    const sentences: string[] = [];
    if (mark === 'cyclic') sentences.push(this.say('isCyclic', name));
    else if (mark === 'stuck') sentences.push(this.say('isStuck', name));
    else if (!model.isPlanned(at)) sentences.push(this.say('isFinished', name, this.mark(mark)));
    else {
      const { start, slack } = model.placement(at);
      sentences.push(this.driver(name, start, agents, details?.driver ?? null));
      sentences.push(slack === 0 ? this.say('isCritical') : this.say('canEndLater', this.hours(slack)));
    }
    if (unknown.length > 0) sentences.push(this.say('waitsForUnknown', this.list(unknown)));
    if (details && details.unblocks > 0) {
      const hours = this.hours(details.unblocksMinutes);
      const said = details.unblocksGuess ? this.say('atLeast', hours) : hours;
      sentences.push(this.counted('unblocks', details.unblocks, said));
    }
    return sentences.join(' ');
  }

  private driver(name: string, start: number, agents: number, driver: GanttDriver | null): string {
    const now = this.hours(start);
    const could = driver ? this.hours(driver.at) : now;
    switch (driver?.kind) {
      case 'predecessor':
        return driver.task === null
          ? this.say('startsAt', name, now)
          : this.say('startsAfter', name, now, driver.task);
      case 'agents':
        return agents === 1
          ? this.say('startsWhenTheOneIsFree', name, could, now)
          : this.say('startsWhenFree', name, could, agents, now);
      case 'barrier':
        return this.say('startsAfterWave', name, could, driver.wave ?? '', now);
      case 'order':
        return this.say('startsInOrder', name, could, now);
      case 'start':
      case undefined:
        return this.say('startsAt', name, now);
    }
  }
}

/** Texts with a form for one and a form for many. */
type CountedText = StemOf<GanttTextName>;
type StemOf<N> = N extends `${infer Stem}One` ? Stem : never;

/** The length of the schedule that is shown. */
export function lengthOfMode({ declared, barriers, pipelined }: GanttFigures, mode: GanttMode): number {
  if (mode === 'declared') return declared ?? barriers;
  return mode === 'barriers' ? barriers : pipelined;
}

/** A language that the browser does not know is written as English is. */
function numberFormat(language: string): Intl.NumberFormat {
  const options = { maximumFractionDigits: 2, useGrouping: false };
  try {
    return new Intl.NumberFormat(language, options);
  } catch {
    return new Intl.NumberFormat('en', options);
  }
}
