/** Small generated task files that plan their tasks for waves, in all ways in which that is done. */
import fc from 'fast-check';

/** How a file says which wave a task is for; `none`: not at all. */
export const FORMS = ['list', 'boxes', 'line', 'field', 'under', 'headings', 'none'] as const;

export interface Made {
  readonly form: (typeof FORMS)[number];
  readonly waves: number;
  /** Of each task its wave, and the tasks before it that it waits for. */
  readonly tasks: readonly {
    readonly wave: number;
    readonly hours: number;
    readonly waits: readonly number[];
  }[];
  readonly lineEnd: string;
  readonly isEnded: boolean;
}

export const waveFiles: fc.Arbitrary<Made> = fc
  .record({
    form: fc.constantFrom(...FORMS),
    waves: fc.integer({ min: 2, max: 4 }),
    raw: fc.array(
      fc.record({
        wave: fc.nat(),
        hours: fc.integer({ min: 1, max: 8 }),
        waits: fc.array(fc.nat(), { maxLength: 2 }),
      }),
      { minLength: 2, maxLength: 8 },
    ),
    lineEnd: fc.constantFrom('\n', '\r\n'),
    isEnded: fc.boolean(),
  })
  .map(({ raw, waves, ...rest }) => ({
    ...rest,
    waves,
    tasks: raw.map(({ wave, hours, waits }, at) => ({
      wave: wave % waves,
      hours,
      waits: at === 0 ? [] : [...new Set(waits.map((each) => each % at))],
    })),
  }));

const idOf = (at: number): string => `A-${at + 1}`;

export function textOf({ form, waves, tasks, lineEnd, isEnded }: Made): string {
  const lines: string[] = ['# Backlog', ''];
  const section = (at: number): void => {
    const { hours, waits, wave } = tasks[at]!;
    lines.push(`### ${idOf(at)}: Task number ${at + 1}`, '', `**Effort:** ${hours}h`);
    if (waits.length > 0) lines.push(`**Dependencies:** ${waits.map(idOf).join(', ')}`);
    if (form === 'field') lines.push(`**Wave:** ${wave + 1}`);
    lines.push('');
  };
  const box = (at: number): void => {
    const { hours, waits } = tasks[at]!;
    const after = waits.length > 0 ? ` (after ${waits.map(idOf).join(', ')})` : '';
    lines.push(`- [ ] ${idOf(at)} Task number ${at + 1}${after} (${hours}h)`);
  };
  const inWave = (wave: number): number[] => tasks.flatMap((task, at) => (task.wave === wave ? [at] : []));
  if (form === 'list' || form === 'line' || form === 'boxes' || form === 'field' || form === 'none')
    tasks.forEach((_, at) => section(at));
  if (form !== 'field' && form !== 'none') {
    for (let wave = 0; wave < waves; wave++) {
      lines.push(`## Wave ${wave + 1}: Part ${wave + 1} — 8 hours with ${wave + 1} agents`, '');
      const own = inWave(wave);
      if (form === 'line' && own.length > 0) lines.push(`**Tasks:** ${own.map(idOf).join(', ')}`);
      if (form === 'list') for (const at of own) lines.push(`- ${idOf(at)}: as said`);
      if (form === 'boxes') for (const at of own) lines.push(`- [ ] **${idOf(at)}** as said`);
      if (form === 'under') own.forEach(box);
      if (form === 'headings') own.forEach(section);
      if (lines.at(-1) !== '') lines.push('');
    }
  }
  if (lines.at(-1) === '') lines.pop();
  return lines.join(lineEnd) + (isEnded ? lineEnd : '');
}
