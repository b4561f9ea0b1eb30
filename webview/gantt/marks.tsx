/** A picture for each mark of a task: told apart by its shape, so that colour only helps. */
import type { Mark } from './model';

const CIRCLE = 'M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11';

/** Lines in a box of 16 × 16. */
const LINES: Readonly<Record<Mark | 'critical' | 'warning' | 'twist', string>> = {
  ready: CIRCLE,
  waiting: `${CIRCLE}M8 5v3.2l2.2 1.3`,
  doing: `${CIRCLE}M6.7 5.7v4.6l3.6-2.3z`,
  blocked: `${CIRCLE}M6 6l4 4M10 6l-4 4`,
  done: `${CIRCLE}M5.3 8.2l1.9 1.9l3.5-3.9`,
  dropped: `${CIRCLE}M4.2 11.8l7.6-7.6`,
  unknown: `${CIRCLE}M6.4 6.6c0-2.2 3.3-2 3.2 0c0 1.1-1.6 1.2-1.6 2.4M8 11v.3`,
  cyclic: 'M12.6 6.2A5 5 0 0 0 3.4 7M3.4 9.8A5 5 0 0 0 12.6 9M12.9 3.2v3.2H9.7M3.1 12.8V9.6h3.2',
  stuck: 'M4.5 7.5h7v5.5h-7zM6 7.5V5.6a2 2 0 0 1 4 0v1.9',
  critical: 'M8.8 2.2L4.2 9h3.6l-.8 4.8L11.8 7H8z',
  warning: 'M8 2.8l5.8 10.4H2.2zM8 6.4v3.4M8 11.4v.2',
  twist: 'M6 4l4 4l-4 4',
};

export function Picture({ of }: { readonly of: keyof typeof LINES }) {
  return (
    <svg class={`picture ${of}`} viewBox="0 0 16 16" aria-hidden="true">
      <path d={LINES[of]} />
    </svg>
  );
}
