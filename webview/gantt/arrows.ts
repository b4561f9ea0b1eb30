/** Which arrows are drawn, and along which lines. Pure. */
import type { Layout } from './layout';
import type { Model } from './model';
import { barBoxes, type Scale } from './time';

export interface Arrow {
  readonly from: number;
  readonly to: number;
  /** Of the selected task; else of the critical chain. */
  readonly selected: boolean;
}

/** More arrows than this say nothing. */
const MOST = 120;

/**
 * Arrows between lines that there are: of the selected task, without those that others imply, and of critical tasks in
 * the window to the critical task that ends when they begin. `selected`: place of a row, or -1.
 */
export function arrowsOf(
  model: Model,
  { lines, lineOf }: Layout,
  { first, end }: { readonly first: number; readonly end: number },
  selected: number,
): readonly Arrow[] {
  const arrows: Arrow[] = [];
  const isDrawn = (at: number): boolean => lineOf[at]! >= 0 && model.isPlanned(at);
  if (selected >= 0 && isDrawn(selected)) {
    const before = model.reduced(model.before(selected), (at) => model.before(at));
    const after = model.reduced(model.after(selected), (at) => model.after(at));
    for (const from of before) if (isDrawn(from)) arrows.push({ from, to: selected, selected: true });
    for (const to of after) if (isDrawn(to)) arrows.push({ from: selected, to, selected: true });
  }
  for (let line = first; line < end && arrows.length < MOST; line++) {
    const drawn = lines[line];
    if (drawn?.type !== 'task' || drawn.at === selected || !model.isCritical(drawn.at)) continue;
    const { start } = model.placement(drawn.at);
    for (const from of model.before(drawn.at)) {
      const earlier = model.placement(from);
      const isTight = earlier.start + earlier.length === start;
      if (from !== selected && isTight && model.isCritical(from) && isDrawn(from))
        arrows.push({ from, to: drawn.at, selected: false });
    }
  }
  return arrows.slice(0, MOST);
}

/** From the end of one bar to the beginning of another: along, down (or up), along. Pixels, as an SVG path. */
export function pathOf(
  { from, to }: Arrow,
  model: Model,
  { lineOf }: Layout,
  scale: Scale,
  lineHeight: number,
): string {
  const bar = barBoxes(model.placement(from), scale).bar;
  const x1 = round(bar.left + bar.width);
  const y1 = (lineOf[from]! + 0.5) * lineHeight;
  const x2 = round(barBoxes(model.placement(to), scale).bar.left);
  const y2 = (lineOf[to]! + 0.5) * lineHeight;
  const out = x1 + 6;
  if (x2 >= x1 + 12) return `M${x1} ${y1}H${out}V${y2}H${x2 - 1}`;
  // The other begins where this one ends, or before: around, between the lines.
  const between = y2 > y1 ? y2 - lineHeight / 2 : y2 + lineHeight / 2;
  return `M${x1} ${y1}H${out}V${between}H${x2 - 8}V${y2}H${x2 - 1}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
