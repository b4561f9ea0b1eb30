/** The figures of the plan, and the curve of what more or fewer agents would make of them. */
import { chooseAgents } from './options';
import type { Store } from './store';

export function Totals({ store }: { readonly store: Store }) {
  const { head, words, options } = store;
  if (!head) return null;
  return (
    <div class="totals" role="group" aria-label={words.say('totals')}>
      <ul>
        {words.totals(head.figures, options.mode, store.stuck, store.unresolved).map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      {head.busy && <span class="working">{words.say('working')}</span>}
      <Curve store={store} />
    </div>
  );
}

const STEP = 16;
const HEIGHT = 34;
const EDGE = 5;

function Curve({ store }: { readonly store: Store }) {
  const { head, words } = store;
  const points = head?.whatIf ?? [];
  if (points.length < 2) return null;
  const most = Math.max(...points.map(({ minutes }) => minutes));
  const least = Math.min(...points.map(({ minutes }) => minutes));
  const x = (i: number): number => EDGE + i * STEP;
  const y = (minutes: number): number =>
    EDGE + (1 - (minutes - least) / Math.max(1, most - least)) * (HEIGHT - 2 * EDGE);
  const width = 2 * EDGE + (points.length - 1) * STEP;
  const said = points.map(({ agents, minutes }) =>
    words.say('whatIfPoint', words.number(agents), words.hours(minutes)),
  );
  const now = points.findIndex(({ agents }) => agents === store.agents);
  return (
    <div class="curve">
      <svg
        role="img"
        aria-label={`${words.say('whatIf')}: ${words.list(said)}`}
        width={width}
        height={HEIGHT}
        viewBox={`0 0 ${width} ${HEIGHT}`}
      >
        <polyline points={points.map(({ minutes }, i) => `${x(i)},${y(minutes)}`).join(' ')} />
        {points.map(({ agents, minutes }, i) => (
          <g
            key={agents}
            class={i === now ? 'point now' : 'point'}
            onClick={() => chooseAgents(store, agents)}
          >
            <rect x={x(i) - STEP / 2} y={0} width={STEP} height={HEIGHT}>
              <title>{said[i]}</title>
            </rect>
            <circle cx={x(i)} cy={y(minutes)} r={i === now ? 4 : 2.5} />
          </g>
        ))}
      </svg>
      {now >= 0 && (
        <span class="caption" aria-hidden="true">
          {said[now]}
        </span>
      )}
    </div>
  );
}
