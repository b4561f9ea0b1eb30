import type * as vscode from 'vscode';

/** Runs `run` once things have been quiet for `quietMs`, but no later than `latestMs` after the first trigger. */
export class Debouncer implements vscode.Disposable {
  private timer: TimerHandle | undefined;
  private firstTrigger = 0;

  constructor(
    private readonly run: () => void,
    private readonly quietMs: number,
    private readonly latestMs = quietMs * 10,
  ) {}

  get pending(): boolean {
    return this.timer !== undefined;
  }

  /** @param quietMs longer than usual, for work that has proved long */
  trigger(quietMs = this.quietMs): void {
    const now = performance.now();
    if (this.timer === undefined) this.firstTrigger = now;
    else clearTimeout(this.timer);
    const wait = Math.max(0, Math.min(quietMs, this.firstTrigger + Math.max(this.latestMs, quietMs) - now));
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.run();
    }, wait);
  }

  cancel(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  dispose(): void {
    this.cancel();
  }
}

/** The longest stretch of work before the extension host's other work gets its turn. */
const SLICE_MS = 10;

/** Takes the steps of a long job, with other work in between. Null when it has become stale on the way. */
export async function runInSteps<T>(steps: Generator<void, T>, isStale: () => boolean): Promise<T | null> {
  const slices = new Slices();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (await slices.breathe()) {
      if (isStale()) return null;
    }
  }
}

/** Lets other work of the extension host in between pieces of a long job. */
export class Slices {
  private since = performance.now();

  /** Waits for a turn if this slice is used up; tells whether it has waited. */
  async breathe(): Promise<boolean> {
    if (performance.now() - this.since < SLICE_MS) return false;
    await new Promise<void>((resolve) => setTimeout(resolve, 0));
    this.since = performance.now();
    return true;
  }
}
