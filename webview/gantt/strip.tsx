/** Below the chart: how many agents are busy, over the same time. */
import type { Store } from './store';
import type { Busy, Scale } from './time';

const HEIGHT = 24;
/** Below this width a stretch shows no number. Pixels. */
const DIGIT = 14;

interface StripProps {
  readonly store: Store;
  readonly scale: Scale;
  /** Pixels that the chart is scrolled by. */
  readonly left: number;
  readonly room: number;
}

export function Strip({ store, scale, left, room }: StripProps) {
  const { words, busy } = store;
  const agents = Math.max(1, ...busy.map(({ agents: each }) => each), store.head?.figures.agents ?? 1);
  const seen = busy.filter(({ start, end }) => end * scale.unit >= left && start * scale.unit <= left + room);
  return (
    <div class="strip" role="presentation">
      <div class="left" aria-hidden="true">
        {words.say('busyAgents')}
      </div>
      <div class="time" aria-hidden="true" style={{ width: `${scale.width}px` }}>
        <svg width={scale.width} height={HEIGHT}>
          <path d={areaOf(seen, scale, agents)} />
        </svg>
        {seen
          .filter(({ start, end }) => (end - start) * scale.unit >= DIGIT)
          .map(({ start, end, agents: each }) => (
            <span key={start} class="digit" style={{ left: `${((start + end) / 2) * scale.unit}px` }}>
              {words.number(each)}
            </span>
          ))}
      </div>
    </div>
  );
}

/** Stretches that fall into one pixel are drawn as the highest of them. */
function areaOf(stretches: readonly Busy[], { unit }: Scale, agents: number): string {
  const parts: string[] = [];
  let from = -1;
  let to = -1;
  let highest = 0;
  const draw = (): void => {
    const y = HEIGHT - Math.round((highest / agents) * (HEIGHT - 2));
    if (to > from && highest > 0) parts.push(`M${from} ${HEIGHT}V${y}H${to}V${HEIGHT}z`);
  };
  for (const { start, end, agents: each } of stretches) {
    const left = Math.round(start * unit);
    const right = Math.max(left + 1, Math.round(end * unit));
    if (right <= to) {
      highest = Math.max(highest, each);
      continue;
    }
    draw();
    from = Math.max(left, to);
    to = right;
    highest = each;
  }
  draw();
  return parts.join('');
}
