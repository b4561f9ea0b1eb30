/** The arrows over the lines in sight, as one picture. */
import { arrowsOf, pathOf } from './arrows';
import type { Store } from './store';
import type { Scale } from './time';

interface ArrowsProps {
  readonly store: Store;
  readonly scale: Scale;
  readonly window: { readonly first: number; readonly end: number };
  readonly height: number;
}

export function Arrows({ store, scale, window, height }: ArrowsProps) {
  const line = store.layout.lines[store.line];
  const selected = line?.type === 'task' ? line.at : -1;
  const arrows = arrowsOf(store.model, store.layout, window, selected);
  if (arrows.length === 0) return null;
  const top = window.first * height;
  return (
    <svg
      class="arrows"
      aria-hidden="true"
      width={scale.width}
      height={(window.end - window.first) * height}
      style={{ top: `${top}px` }}
    >
      <defs>
        <marker id="tip" viewBox="0 0 6 6" refX="5" refY="3" markerWidth="6" markerHeight="6" orient="auto">
          <path d="M0 0L6 3L0 6z" />
        </marker>
        <marker
          id="tip-selected"
          viewBox="0 0 6 6"
          refX="5"
          refY="3"
          markerWidth="6"
          markerHeight="6"
          orient="auto"
        >
          <path d="M0 0L6 3L0 6z" />
        </marker>
      </defs>
      <g transform={`translate(0 ${-top})`}>
        {arrows.map((arrow) => (
          <path
            key={`${arrow.from} ${arrow.to}`}
            class={arrow.selected ? 'arrow selected' : 'arrow'}
            marker-end={arrow.selected ? 'url(#tip-selected)' : 'url(#tip)'}
            d={pathOf(arrow, store.model, store.layout, scale, height)}
          />
        ))}
      </g>
    </svg>
  );
}
