/** Which groups and tasks are folded. A filter opens all that it finds; what is folded then is forgotten with it. */
import type { GanttGrouping } from '../../src/protocol/gantt';
import { layOut } from './layout';
import type { Model } from './model';

export class Folding {
  private always: ReadonlySet<string>;
  private inFilter: ReadonlySet<string> = new Set();

  /** @param kept keys of lines */
  constructor(kept: readonly string[]) {
    this.always = new Set(kept);
  }

  /** Keys of the lines that stay folded without a filter. */
  get kept(): readonly string[] {
    return [...this.always];
  }

  under(filter: string): ReadonlySet<string> {
    return isOff(filter) ? this.always : this.inFilter;
  }

  set(folded: ReadonlySet<string>, filter: string): void {
    if (isOff(filter)) this.always = folded;
    else this.inFilter = folded;
  }

  /** Another filter opens all that it finds. */
  filterChanged(): void {
    this.inFilter = new Set();
  }

  /** Opens what hides the line of a row. */
  open(model: Model, grouping: GanttGrouping, filter: string, at: number): void {
    if (isOff(filter)) this.always = without(this.always, model, grouping, at);
    else this.inFilter = new Set();
  }
}

function isOff(filter: string): boolean {
  return filter.trim() === '';
}

function without(
  folded: ReadonlySet<string>,
  model: Model,
  grouping: GanttGrouping,
  at: number,
): ReadonlySet<string> {
  const left = new Set(folded);
  const { lines } = layOut(model, { grouping, filter: '', collapsed: new Set() });
  const line = lines.find((each) => each.type === 'task' && each.at === at);
  if (line?.type === 'task') left.delete(line.group);
  for (let up = model.placeOf(model.row(at).parent); up >= 0; up = model.placeOf(model.row(up).parent))
    left.delete(`task ${model.row(up).key}`);
  return left;
}
