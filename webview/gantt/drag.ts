/**
 * Dragging a bar with pointer events and capture: across a webview's border, HTML5 drag and drop may ask for a key.
 * A press that does not move is a click, which never writes.
 */
import type { Layout } from './layout';
import type { Store } from './store';

/** Pixels after which a press is a drag. */
const THRESHOLD = 5;
/** Pixels from the edge within which the chart scrolls by itself, and how far at a time. */
const EDGE = 28;
const SPEED = 10;

/** What the drag has to know of what is drawn. */
export interface Place {
  readonly scroller: HTMLElement;
  readonly body: HTMLElement;
  readonly lineHeight: number;
  /** Pixels at the top and bottom of the scroller that cover the lines. */
  readonly top: number;
  readonly bottom: number;
}

interface Press {
  readonly pointer: number;
  /** Key of the row: its place may be another by the time the press becomes a drag. */
  readonly key: string;
  readonly x: number;
  readonly y: number;
}

export class Drag {
  /** Where the pointer is while a bar is dragged, in pixels of the window; else null. */
  position: { readonly x: number; readonly y: number } | null = null;
  private press: Press | null = null;
  /** Whether the press has become a drag, be it given up since. */
  private hasMoved = false;
  private frame = 0;

  constructor(
    private readonly store: Store,
    private readonly place: () => Place | null,
  ) {}

  /** `at`: place of the row whose bar is pressed. */
  down(event: PointerEvent, at: number): void {
    if (event.button !== 0 || !event.isPrimary || this.store.head?.readOnly !== null) return;
    const { key } = this.store.model.row(at);
    this.press = { pointer: event.pointerId, key, x: event.clientX, y: event.clientY };
    this.hasMoved = false;
  }

  move(event: PointerEvent): void {
    const { press } = this;
    if (press?.pointer !== event.pointerId) return;
    const place = this.place();
    if (!place) return;
    if (!this.position) {
      if (Math.hypot(event.clientX - press.x, event.clientY - press.y) < THRESHOLD) return;
      const { model, moves } = this.store;
      const at = model.placeOf(press.key);
      if (at < 0) return this.end();
      place.body.setPointerCapture(press.pointer);
      this.hasMoved = true;
      moves.begin(model.row(at), 'pointer');
    }
    this.position = { x: event.clientX, y: event.clientY };
    this.aim(place);
    this.scroll();
    this.store.changed();
  }

  /** Whether it was a drag, and the click that follows is none. */
  up(event: PointerEvent): boolean {
    const { hasMoved } = this;
    this.hasMoved = false;
    if (this.press?.pointer === event.pointerId) {
      this.end();
      if (hasMoved) this.store.moves.drop();
    }
    return hasMoved;
  }

  cancel(): void {
    if (this.position) this.store.moves.cancel();
    this.end();
  }

  private end(): void {
    this.press = null;
    this.position = null;
    cancelAnimationFrame(this.frame);
    this.frame = 0;
  }

  private aim({ body, lineHeight }: Place): void {
    if (!this.position) return;
    const y = this.position.y - body.getBoundingClientRect().top;
    this.store.moves.over(waveAt(this.store, Math.floor(y / lineHeight)));
  }

  private scroll(): void {
    if (this.frame !== 0) return;
    const step = (): void => {
      this.frame = 0;
      const place = this.place();
      if (!place || !this.position) return;
      const { top, bottom } = place.scroller.getBoundingClientRect();
      const { y } = this.position;
      const by = y < top + place.top + EDGE ? -SPEED : y > bottom - place.bottom - EDGE ? SPEED : 0;
      if (by === 0) return;
      place.scroller.scrollTop += by;
      this.aim(place);
      this.frame = requestAnimationFrame(step);
    };
    this.frame = requestAnimationFrame(step);
  }
}

/** The wave that a line belongs to, if tasks can be moved there. */
function waveAt({ layout, model }: { layout: Layout; model: Store['model'] }, at: number): string | null {
  const line = layout.lines[at];
  if (!line) return null;
  const wave = line.type === 'group' ? line.wave : model.wave(model.row(line.at).wave);
  return wave?.kind === 'declared' ? wave.key : null;
}
