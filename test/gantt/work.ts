/** Work to be planned, made up: what the scenarios of the fake host are made of. Hours. */
import type { GanttStatus } from '../../src/protocol/gantt';

export interface Work {
  readonly id: string;
  readonly title: string;
  readonly wave: string | null;
  readonly hours: number | readonly [min: number, max: number] | null;
  readonly after: readonly string[];
  readonly status: GanttStatus;
  readonly progress: number;
  readonly section: string | null;
  readonly file: string;
  readonly parent: string | null;
}

export interface WorkWave {
  readonly title: string;
  readonly hours: number | null;
  readonly agents: number | null;
}

export interface Backlog {
  readonly waves: Readonly<Record<string, WorkWave>>;
  readonly work: readonly Work[];
}

export function task(id: string, title: string, hours: Work['hours'], more: Partial<Work> = {}): Work {
  return {
    id,
    title,
    hours,
    wave: null,
    after: [],
    status: 'todo',
    progress: 0,
    section: 'Now',
    file: 'docs/BACKLOG.md',
    parent: null,
    ...more,
  };
}

/** A plan as people write them: 30 h by its waves, more in truth, less without them. */
export const OBSERVATORY: Backlog = {
  waves: {
    w1: { title: 'Wave 1: Ground (Day 1)', hours: 3, agents: 4 },
    w2: { title: 'Wave 2: Dome', hours: 4, agents: 3 },
    w3: { title: 'Wave 3: Drives (Day 2-3)', hours: 4, agents: 5 },
    w4: { title: 'Wave 4: Optics', hours: 16, agents: 3 },
    w5: { title: 'Wave 5: First light', hours: 3, agents: 4 },
  },
  work: [
    task('P0-001', 'Pour the pier foundation', 1, { wave: 'w1', status: 'doing', progress: 40 }),
    task('P0-002', 'Wire the mount controller', 2, { wave: 'w2', after: ['P0-001'] }),
    task('P0-003', 'Route the drive bus through the pier', 4, { wave: 'w3', after: ['P0-002'] }),
    task('P1-001', 'Write the pointing model', 2, { wave: 'w2', after: ['P1-008'], section: 'Next' }),
    task('P1-002', 'Order the dome motor', 2, { wave: 'w1', section: 'Next' }),
    task('P1-003', 'Tie the dome to the mount', 4, { wave: 'w3', after: ['P1-004'], section: 'Next' }),
    task('P1-004', 'Set up the dome encoder', 4, {
      wave: 'w2',
      after: ['P1-002', 'P0-001'],
      section: 'Next',
    }),
    task('P1-005', 'Lay the power to the dome', 3, { wave: 'w1', section: 'Next' }),
    task('P1-006', 'Mend the shutter seals', 2, { wave: 'w1', section: 'Next' }),
    task('P1-007', 'Label the cables', 1, { wave: 'w1', section: 'Next', progress: 75, status: 'doing' }),
    task('P1-008', 'Load the star catalogue', 1, { wave: 'w1', section: 'Next' }),
    task('P2-001', 'Align the finder with the main tube', [6, 10], {
      wave: 'w4',
      after: ['P1-006'],
      section: 'Later',
    }),
    task('P2-002', 'Keep drive telemetry', 4, { wave: 'w3', after: ['P0-003'], section: 'Later' }),
    task('P2-003', 'Figure the primary mirror', 16, {
      wave: 'w4',
      section: 'Later',
      file: 'docs/optics/TODO.md',
    }),
    task('P2-004', 'Write the observing scripts', 2, { wave: 'w3', section: 'Later' }),
    task('P2-005', 'Shield the drive bus', 4, { wave: 'w4', after: ['P0-002'], section: 'Later' }),
    task('P3-001', 'Calibrate the focuser', 3, { wave: 'w5', section: 'Later', file: 'docs/optics/TODO.md' }),
    task('P3-002', 'Plan the first survey', [2, 3], { wave: 'w5', section: 'Later' }),
    task('P3-003', 'Take the first picture', 4, { wave: 'w5', after: ['P2-003'], section: 'Later' }),
  ],
};

/** As large as asked for, the same each time: waves of about 20 tasks, each waiting for up to two earlier ones. */
export function largeBacklog(count: number): Backlog {
  let seed = 7;
  const random = (below: number): number => {
    // Numerical Recipes' linear congruential generator.
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
  const waves: Record<string, WorkWave> = {};
  const work: Work[] = [];
  for (let i = 0; i < count; i++) {
    const at = Math.floor(i / 20);
    const wave = `w${at + 1}`;
    waves[wave] ??= { title: `Wave ${at + 1}: Stage ${at + 1}`, hours: 8 + (at % 5), agents: 8 };
    const earlier = (): string => `T-${1 + Math.max(0, at * 20 - 1 - random(40))}`;
    work.push(
      task(`T-${i + 1}`, `Do what has to be done in step ${i + 1} of the plan`, 1 + random(6), {
        wave,
        after: at === 0 ? [] : [...new Set(Array.from({ length: random(3) }, earlier))],
        section: `Part ${1 + Math.floor(i / 100)}`,
        file: `docs/part-${1 + Math.floor(i / 2_500)}.md`,
      }),
    );
  }
  return { waves, work };
}
