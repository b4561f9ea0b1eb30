/** Choosing by what the host plans, and saying what comes of it as far as that is known. */
import { GANTT_MODES, type GanttMode } from '../../src/protocol/gantt';
import type { Store } from './store';
import { lengthOfMode, MODES } from './words';

const MOST_AGENTS = 999;

export function chooseMode(store: Store, mode: GanttMode): void {
  const { head, words } = store;
  if (!head || !GANTT_MODES.includes(mode) || (mode === 'declared' && head.figures.declared === null)) return;
  store.setOptions({ mode });
  store.say(
    words.say('saidMode', words.say(MODES[mode]), words.hoursSpoken(lengthOfMode(head.figures, mode))),
  );
}

export function chooseAgents(store: Store, agents: number): void {
  const { head, words } = store;
  if (!head) return;
  const now = Math.max(1, Math.min(agents, MOST_AGENTS));
  store.setOptions({ agents: now });
  const minutes = store.options.mode === 'pipelined' ? minutesWith(now, head) : null;
  store.say(
    minutes === null
      ? words.say('agentsNow', now)
      : words.say('saidSelected', now, words.hoursSpoken(minutes)),
  );
}

/**
 * How long it takes by dependencies alone, by the curve. It ends where more agents change nothing, or at the most that
 * are asked about: then nothing is known of more.
 */
function minutesWith(agents: number, { whatIf, figures }: NonNullable<Store['head']>): number | null {
  const last = whatIf.at(-1);
  if (last && last.agents < agents) return last.minutes <= figures.criticalPath ? last.minutes : null;
  return whatIf.find((each) => each.agents === agents)?.minutes ?? null;
}
