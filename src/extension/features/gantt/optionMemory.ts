import type * as vscode from 'vscode';
import type { GanttOptions, GanttScope } from '../../../protocol/gantt';
import { isGanttOptions } from '../../../protocol/gantt';

const KEY = 'wavemark.gantt.options';
/** So many scopes are remembered: those used last. */
const MOST = 50;

const DEFAULTS: GanttOptions = { agents: null, mode: 'pipelined', finished: false, follow: true };

/** What was chosen last for each scope, in this workspace. */
export class OptionMemory {
  constructor(private readonly memory: vscode.Memento) {}

  of(scope: GanttScope): GanttOptions {
    const [, options] = this.read().find(([key]) => key === keyOf(scope)) ?? [];
    return options ?? DEFAULTS;
  }

  keep(scope: GanttScope, options: GanttOptions): void {
    const others = this.read().filter(([key]) => key !== keyOf(scope));
    void this.memory.update(KEY, [[keyOf(scope), options], ...others].slice(0, MOST));
  }

  /** What is remembered may be of another version. */
  private read(): readonly (readonly [string, GanttOptions])[] {
    const value: unknown = this.memory.get(KEY);
    if (!Array.isArray(value)) return [];
    return value.filter(
      (entry): entry is [string, GanttOptions] =>
        Array.isArray(entry) && typeof entry[0] === 'string' && isGanttOptions(entry[1]),
    );
  }
}

function keyOf(scope: GanttScope): string {
  return scope.type === 'workspace' ? '' : scope.uri;
}
