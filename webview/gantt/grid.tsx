/** The chart: a treegrid of which the lines in sight are drawn, the arrows over it, who is busy below. */
import { useLayoutEffect, useMemo, useReducer, useRef, useState } from 'preact/hooks';
import { Arrows } from './arrowsView';
import { Drag } from './drag';
import { actionOf } from './keyboard';
import { LineView } from './line';
import type { Store } from './store';
import { Strip } from './strip';
import { barBoxes, marksOf, spanBox, windowOf, type Scale } from './time';

/** Widths of the columns at the left, and what is left out, by the width of the page. Pixels. */
export interface Shape {
  readonly kind: 'wide' | 'medium' | 'narrow';
  readonly left: number;
  readonly lineHeight: number;
  readonly head: number;
  readonly foot: number;
}

/** Space around the bars of a narrow page. */
const NARROW_EDGE = 12;

export function shapeOf(width: number): Shape {
  if (width < 360) return { kind: 'narrow', left: 0, lineHeight: 42, head: 0, foot: 0 };
  const bars = { lineHeight: 24, head: 26, foot: 30 };
  if (width < 600) return { kind: 'medium', left: Math.round(width * 0.45), ...bars };
  return { kind: 'wide', left: Math.round(Math.min(560, Math.max(320, width * 0.42))), ...bars };
}

interface View {
  readonly width: number;
  readonly height: number;
  readonly top: number;
  readonly left: number;
}

export function Grid({
  store,
  gridRef,
}: {
  readonly store: Store;
  readonly gridRef: { current: GridHandle | null };
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<View>({ width: 0, height: 0, top: 0, left: 0 });
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const shape = shapeOf(view.width);
  const room = Math.max(40, view.width - shape.left - (shape.kind === 'narrow' ? 2 * NARROW_EDGE : 0));
  store.room = room;
  const scale = shape.kind === 'narrow' ? store.fitScale(room) : store.scale(room);
  const { lines } = store.layout;

  const latest = useRef({ shape, scale });
  latest.current = { shape, scale };
  const drag = useMemo(
    () =>
      new Drag(store, () =>
        scroller.current && body.current
          ? {
              scroller: scroller.current,
              body: body.current,
              lineHeight: latest.current.shape.lineHeight,
              top: latest.current.shape.head,
              bottom: latest.current.shape.foot,
            }
          : null,
      ),
    [store],
  );

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const measure = (): void =>
      setView(({ top, left }) => ({ width: element.clientWidth, height: element.clientHeight, top, left }));
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, []);

  useLayoutEffect(() => {
    const element = scroller.current;
    const { wishes } = store;
    if (!element || view.height === 0 || store.line < 0) return;
    if (wishes.sight) bringIntoSight(element, store, shape, scale);
    if (wishes.focus) focusRow(element);
    wishes.sight = false;
    wishes.focus = false;
  });
  gridRef.current = {
    focus: () => {
      if (scroller.current) focusRow(scroller.current);
    },
  };

  const lineAt = (event: Event): number => {
    const element = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-line]') : null;
    return element ? Number(element.dataset['line']) : -1;
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const { pending } = store.moves;
    if (pending && (event.key === 'Escape' || (pending.how === 'keys' && event.key === 'Enter'))) {
      if (event.key === 'Enter') store.moves.drop();
      else {
        drag.cancel();
        store.moves.cancel();
      }
    } else {
      const page = Math.max(1, Math.floor((view.height - shape.head - shape.foot) / shape.lineHeight) - 1);
      const action = actionOf(event, lines, store.line, page);
      if (!action) return;
      if (action.type === 'focus') store.focusLine(action.line);
      else if (action.type === 'toggle') store.toggle(lines[action.line]!);
      else store.run(action.name);
    }
    event.preventDefault();
    event.stopPropagation();
  };

  const onClick = (event: MouseEvent): void => {
    const at = lineAt(event);
    const line = lines[at];
    if (!line) return;
    store.focusLine(at);
    const isTwist = event.target instanceof Element && event.target.closest('.twist') !== null;
    if (line.type === 'group' || (isTwist && line.open !== null)) store.toggle(line);
    else store.open(store.model.row(line.at).key, event.detail < 2);
  };

  const onPointerDown = (event: PointerEvent): void => {
    const bar = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-bar]') : null;
    if (bar) drag.down(event, Number(bar.dataset['bar']));
  };
  const dragged = useRef(false);
  const onPointerUp = (event: PointerEvent): void => {
    dragged.current = drag.up(event);
    redraw(0);
  };

  const { first, end } = windowOf(view.top, view.height, shape.lineHeight, lines.length);
  const drawn = Array.from({ length: end - first }, (_, i) => first + i);
  // The line with the focus stays, or the focus would be lost with it.
  if (store.line >= 0 && store.line < lines.length && (store.line < first || store.line >= end))
    drawn.push(store.line);
  const classes = [
    'grid',
    shape.kind,
    store.moves.pending ? 'moving' : '',
    store.head?.stale ? 'stale' : '',
    scale.width <= room ? 'fits' : '',
  ];
  return (
    <>
      <div
        class={classes.join(' ')}
        role="treegrid"
        aria-label={store.words.say('grid', store.title)}
        aria-rowcount={lines.length + 1}
        aria-colcount={4}
        ref={scroller}
        style={{ '--left': `${shape.left}px` }}
        onScroll={({ currentTarget: { scrollTop: top, scrollLeft: left } }) =>
          setView({ ...view, top, left })
        }
        onKeyDown={onKeyDown}
      >
        <div class="head" role="row" aria-rowindex={1}>
          <div class="left" role="presentation">
            <div class="name" role="columnheader">
              {store.words.say('columnTask')}
            </div>
            <div class="effort" role="columnheader">
              {store.words.say('columnEffort')}
            </div>
            <div class="slack" role="columnheader">
              {store.words.say('columnSlack')}
            </div>
          </div>
          <div class="time" role="columnheader" style={{ width: `${scale.width}px` }}>
            <span class="unseen">{store.words.say('columnTime')}</span>
            <Axis store={store} scale={scale} view={view} room={room} />
          </div>
        </div>
        <div
          class="body"
          role="rowgroup"
          ref={body}
          style={{ height: `${lines.length * shape.lineHeight}px`, width: `${shape.left + scale.width}px` }}
          onClick={(event) => {
            // The click that ends a drag is none.
            if (dragged.current) dragged.current = false;
            else onClick(event);
          }}
          onFocusIn={(event) => {
            const at = lineAt(event);
            if (at >= 0 && at !== store.line) store.select(at);
          }}
          onPointerDown={onPointerDown}
          onPointerMove={(event) => drag.move(event)}
          onPointerUp={onPointerUp}
          onPointerCancel={() => drag.cancel()}
        >
          {drawn.map((at) => {
            const line = lines[at]!;
            return (
              <LineView
                key={line.key}
                store={store}
                line={line}
                at={at}
                height={shape.lineHeight}
                scale={scale}
                isFocused={at === store.line}
              />
            );
          })}
          {shape.kind !== 'narrow' && (
            <Arrows store={store} scale={scale} window={{ first, end }} height={shape.lineHeight} />
          )}
        </div>
        {shape.foot > 0 && <Strip store={store} scale={scale} left={view.left} room={room} />}
      </div>
      {drag.position && <Hint store={store} position={drag.position} />}
    </>
  );
}

export interface GridHandle {
  focus(): void;
}

function focusRow(scroller: HTMLElement): void {
  scroller.querySelector<HTMLElement>('.line[tabindex="0"]')?.focus({ preventScroll: true });
}

/** Scrolls no more than is needed to see the line of the store, and the start of its bar. */
function bringIntoSight(scroller: HTMLElement, store: Store, shape: Shape, scale: Scale): void {
  const top = store.line * shape.lineHeight;
  const height = scroller.clientHeight - shape.head - shape.foot;
  if (top < scroller.scrollTop) scroller.scrollTop = top;
  else if (top + shape.lineHeight > scroller.scrollTop + height)
    scroller.scrollTop = top + shape.lineHeight - height;
  const line = store.layout.lines[store.line];
  const box =
    line?.type === 'task'
      ? store.model.isPlanned(line.at) && barBoxes(store.model.placement(line.at), scale).bar
      : line?.extent && spanBox(line.extent.start, line.extent.end, scale);
  if (!box) return;
  const seen = scroller.clientWidth - shape.left;
  if (box.left < scroller.scrollLeft || box.left > scroller.scrollLeft + seen - 24)
    scroller.scrollLeft = Math.max(0, box.left - 24);
}

function Axis({ store, scale, view, room }: { store: Store; scale: Scale; view: View; room: number }) {
  return (
    <div class="axis" aria-hidden="true">
      {marksOf(scale, view.left, room).map((minutes) => (
        <span key={minutes} class="mark" style={{ left: `${minutes * scale.unit}px` }}>
          {store.words.hours(minutes)}
        </span>
      ))}
    </div>
  );
}

/** What would come of letting go here, beside the pointer. */
function Hint({ store, position }: { store: Store; position: { readonly x: number; readonly y: number } }) {
  const { moves, words } = store;
  if (!moves.pending) return null;
  const { wave, row } = moves.pending;
  const text = wave === null ? '' : moves.sentence();
  const legal = moves.isLegal(wave);
  return (
    <div
      class={`hint${legal === false ? ' illegal' : ''}`}
      aria-hidden="true"
      style={{ left: `${position.x + 12}px`, top: `${position.y + 14}px` }}
    >
      <strong>{words.nameOf(row)}</strong> {text}
    </div>
  );
}
