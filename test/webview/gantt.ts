/** Parts of plans as the host sends them, made by hand. */
import type { GanttFigures, GanttHead, GanttOptions, GanttRow } from '../../src/protocol/gantt';

export const OPTIONS: GanttOptions = { agents: null, mode: 'pipelined', finished: false, follow: false };

export const FIGURES: GanttFigures = {
  agents: 1,
  work: 0,
  criticalPath: 0,
  declared: null,
  barriers: 0,
  pipelined: 0,
  gap: 0,
  optimal: true,
  unestimated: 0,
  defaultMinutes: 60,
};

export function head(more: Partial<GanttHead> = {}): GanttHead {
  return {
    face: 'plan',
    options: OPTIONS,
    figures: FIGURES,
    whatIf: [],
    cycles: [],
    cycleCount: 0,
    troubles: [],
    stale: false,
    busy: false,
    undo: null,
    readOnly: null,
    ...more,
  };
}

export function row(key: string, more: Partial<GanttRow> = {}): GanttRow {
  return {
    key,
    id: key,
    title: `Title of ${key}`,
    status: 'todo',
    effort: { min: 60, max: 60 },
    minutes: 60,
    progress: 0,
    parent: null,
    wave: null,
    section: null,
    file: 'f',
    waitsFor: [],
    held: false,
    ...more,
  };
}
