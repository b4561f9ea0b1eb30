import * as vscode from 'vscode';
import {
  isFinished,
  shortened,
  waveNumber,
  type Chart,
  type ChartRow,
  type ChartWave,
  type Task,
  type TaskKeys,
} from '../../../core';
import type { GanttFile, GanttOther, GanttRow, GanttSection, GanttWave } from '../../../protocol/gantt';
import { isSame } from '../../../protocol/ganttChange';
import { CYCLIC, NO_AGENT, STUCK, type GanttPlacement, type GanttPlan } from '../../../protocol/ganttPlan';

/** Rows between two chances to pause. */
const STEP = 256;
/** So many pairs are told of a wave. */
const MOST_CONFLICTS = 20;

/** Short names for long ones, each the same for the life of the page. */
export class ShortKeys {
  private readonly known = new Map<string, string>();

  constructor(private readonly prefix: string) {}

  of(name: string): string {
    let key = this.known.get(name);
    if (key === undefined) this.known.set(name, (key = `${this.prefix}${this.known.size + 1}`));
    return key;
  }
}

/** The names that a page knows things by. */
export interface Names {
  readonly tasks: TaskKeys;
  readonly waves: ShortKeys;
  readonly sections: ShortKeys;
  readonly files: ShortKeys;
}

/** UTF-16 code units of a text that a page is told; nobody reads more, and the page takes no longer ones. */
const MOST_TEXT = 1_000;

/** A text of the author's as the page is told of it. */
export function told(text: string): string {
  return shortened(text, MOST_TEXT);
}

/** What a task is called in a sentence. */
export function callOf({ id, title }: Task): string {
  return told(id ?? (title === '' ? vscode.l10n.t('(no title)') : title));
}

export function waveKey({ kind, name }: ChartWave, at: number, { waves }: Names): string {
  if (kind === 'none') return 'none';
  return waves.of(kind === 'declared' ? `=${name}` : `~${at + 1}`);
}

export function waveTitle({ kind, name }: ChartWave, at: number): string {
  if (kind === 'none') return vscode.l10n.t('No wave');
  return kind === 'declared' ? told(name) : vscode.l10n.t('Suggested wave {0}', at + 1);
}

/** What is told of a chart, but for the head. */
export type GanttTables = Omit<GanttPlan, 'head'>;

/**
 * The chart as the page is told of it. Rows that are the same as `before` are the same objects: they need not be compared
 * again.
 */
export function* tablesInSteps(
  chart: Chart,
  names: Names,
  before: GanttTables,
): Generator<void, GanttTables> {
  const waveOf = new Map<Task, string>();
  chart.waves.forEach((wave, at) => wave.tasks.forEach((task) => waveOf.set(task, waveKey(wave, at, names))));
  const tables = new Tables(chart, names);
  const known = new Map(before.rows.map((row) => [row.key, row]));
  yield;
  const rows: GanttRow[] = [];
  const placements: GanttPlacement[] = [];
  for (const [at, row] of chart.rows.entries()) {
    if (at % STEP === 0) yield;
    const fresh = tables.row(row, waveOf.get(row.task) ?? null);
    const old = known.get(fresh.key);
    rows.push(old && isSame(old, fresh) ? old : fresh);
    placements.push(placementOf(chart, row.task));
  }
  return {
    rows,
    placements,
    waves: chart.waves.map((wave, at) => toldWave(wave, at, names)),
    sections: tables.sections,
    files: tables.files,
    others: tables.others,
  };
}

function toldWave(wave: ChartWave, at: number, names: Names): GanttWave {
  const number = wave.kind === 'declared' ? waveNumber(wave.name) : wave.kind === 'none' ? null : at + 1;
  return {
    key: waveKey(wave, at, names),
    title: waveTitle(wave, at),
    number: Number.isSafeInteger(number) ? number : null,
    kind: wave.kind,
    declaredMinutes: wave.declaredMinutes,
    declaredAgents: wave.declaredAgents,
    minutes: wave.minutes,
    conflicts: wave.conflicts
      .slice(0, MOST_CONFLICTS)
      .map(({ task, waitsFor }) => ({ task: callOf(task), waitsFor: callOf(waitsFor) })),
  };
}

/** What rows refer to, noted when it is first met. */
class Tables {
  readonly sections: GanttSection[] = [];
  readonly files: GanttFile[] = [];
  readonly others: GanttOther[] = [];
  private readonly known = new Set<string>();
  private readonly shown: ReadonlySet<Task>;
  private readonly mixed: boolean;

  constructor(
    { rows }: Chart,
    private readonly names: Names,
  ) {
    this.shown = new Set(rows.map(({ task }) => task));
    this.mixed = new Set(rows.map(({ task }) => task.document)).size > 1;
  }

  row({ task, minutes, progress, parent, waitsFor, held }: ChartRow, wave: string | null): GanttRow {
    return {
      key: this.keyOf(task),
      id: told(task.id ?? ''),
      title: told(task.title),
      status: task.status,
      effort: effortOf(task),
      minutes,
      progress,
      parent: parent && this.keyOf(parent),
      wave,
      section: this.section(task),
      file: this.file(task),
      waitsFor: waitsFor.map((need) => this.need(need)),
      held,
    };
  }

  private keyOf(task: Task): string {
    return this.names.tasks.keyOf(task) ?? task.key;
  }

  private section({ section, document }: Task): string | null {
    if (section.length === 0) return null;
    const title = told((this.mixed ? [document.path, ...section] : section).join(' › '));
    const key = this.names.sections.of(`${document.uri} ${section.join('\n')}`);
    if (this.isNew(`section ${key}`)) this.sections.push({ key, title });
    return key;
  }

  private file({ document }: Task): string {
    const key = this.names.files.of(document.uri);
    if (this.isNew(`file ${key}`)) this.files.push({ key, path: document.path });
    return key;
  }

  private need(need: Task | string): string {
    if (typeof need === 'string') return this.other(`?${told(need)}`, told(need), 'unknown');
    const key = this.keyOf(need);
    if (this.shown.has(need)) return key;
    return this.other(`@${key}`, callOf(need), isFinished(need) ? 'finished' : 'open');
  }

  private other(key: string, name: string, state: GanttOther['state']): string {
    if (this.isNew(key)) this.others.push({ key, name, state });
    return key;
  }

  private isNew(key: string): boolean {
    if (this.known.has(key)) return false;
    this.known.add(key);
    return true;
  }
}

function effortOf({ effortHours }: Task): GanttRow['effort'] {
  if (effortHours === null) return null;
  const [min, max] = [Math.round(effortHours.min * 60), Math.round(effortHours.max * 60)];
  return { min, max };
}

function placementOf({ times, frames, cyclic }: Chart, task: Task): GanttPlacement {
  const time = times.get(task) ?? frames.get(task);
  if (!time) return { start: 0, length: 0, agent: cyclic.has(task) ? CYCLIC : STUCK, slack: 0 };
  const { start, end, slack } = time;
  return { start, length: end - start, agent: times.has(task) ? time.agent : NO_AGENT, slack };
}
