/** Every state that the page can be in, by name. */
import type { Circumstances } from './fakeHost';
import { largeBacklog, OBSERVATORY, task, type Backlog, type Work } from './work';

export interface Scenario extends Circumstances {
  readonly backlog: Backlog;
}

const changed = (change: (work: Work) => Partial<Work>): Backlog => ({
  ...OBSERVATORY,
  work: OBSERVATORY.work.map((work) => ({ ...work, ...change(work) })),
});

const SOME = ['P0-001', 'P1-006', 'P1-008'];

export const SCENARIOS = {
  plan: () => ({ backlog: OBSERVATORY }),
  reading: () => ({ backlog: { waves: {}, work: [] }, head: { face: 'reading' } }),
  empty: () => ({ backlog: { waves: {}, work: [] } }),
  done: () => ({ backlog: changed(() => ({ status: 'done' })) }),
  someDone: () => ({
    backlog: changed(({ id }) => (SOME.includes(id) ? { status: 'done' } : {})),
    options: { finished: true },
  }),
  cycle: () => ({
    backlog: changed(({ id }) => (id === 'P0-001' ? { after: ['P0-003'] } : {})),
  }),
  unestimated: () => ({
    backlog: changed(({ id }) => (SOME.includes(id) ? { hours: null } : {})),
  }),
  noEffort: () => ({ backlog: changed(() => ({ hours: null })) }),
  noWaves: () => ({
    backlog: { waves: {}, work: OBSERVATORY.work.map((work) => ({ ...work, wave: null })) },
  }),
  someWithoutWave: () => ({
    backlog: changed(({ id }) => (SOME.includes(id) ? { wave: null } : {})),
  }),
  trouble: () => ({
    backlog: OBSERVATORY,
    head: {
      stale: true,
      troubles: ['docs/BACKLOG.md, line 41: a code fence is never closed and hides 12 tasks.'],
    },
  }),
  /** Several states at once. */
  muddle: () => ({
    backlog: changed(({ id }) =>
      id === 'P0-001' ? { after: ['P0-003'] } : SOME.includes(id) ? { hours: null } : {},
    ),
    head: { stale: true, busy: true, troubles: ['docs/BACKLOG.md, line 41: a code fence is never closed.'] },
  }),
  unknown: () => ({
    backlog: changed(({ id }) =>
      id === 'P1-005' ? { after: ['P9-999'] } : id === 'P2-004' ? { status: 'blocked' } : {},
    ),
  }),
  nested: () => ({
    backlog: {
      waves: {},
      work: [
        task('1', 'Build the dome', null),
        task('1.1', 'Frame', 4, { parent: '1' }),
        task('1.2', 'Skin', 3, { parent: '1', after: ['1.1'] }),
        task('2', 'Paint it', 2, { after: ['1.2'] }),
        task('~3', 'A task without an id, with a title that is a good deal longer than its column', 1),
      ],
    },
  }),
  readOnly: () => ({
    backlog: OBSERVATORY,
    head: { readOnly: 'Tasks cannot be moved in an untrusted window.' },
  }),
  hostile: () => ({
    backlog: changed(({ title }) => ({ title: `<img src=x onerror=alert(1)> **${title}** &amp; <b>` })),
  }),
  rightToLeft: () => ({
    backlog: changed(({ id, title }) => ({
      title: ['P0-001', 'P0-002', 'P1-006'].includes(id) ? `بناء القبة ${title} (1)` : `לבנות את הכיפה 12!`,
    })),
  }),
  hundred: () => ({ backlog: largeBacklog(100), options: { agents: 8 } }),
  large: () => ({ backlog: largeBacklog(10_000), options: { agents: 8 } }),
} satisfies Record<string, () => Scenario>;

export type ScenarioName = keyof typeof SCENARIOS;
