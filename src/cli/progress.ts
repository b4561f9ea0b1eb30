import type { SingleBar } from 'cli-progress';
import type { CliIo } from './io';

const PATIENCE = 1000;
const CELLS = 30;

/** A bar on stderr, where that is a terminal, for work that takes longer than a second; gone at the end. */
export class Progress {
  private readonly timer: NodeJS.Timeout | null = null;
  private due = false;
  private stopped = false;
  private bar: SingleBar | null = null;

  /** @param work what is done, where it is something else than reading task files */
  constructor(
    private readonly io: CliIo,
    private readonly work?: string,
  ) {
    if (io.stderr.isTTY !== true) return;
    this.timer = setTimeout(() => {
      this.due = true;
      void this.show(0, 0);
    }, io.progressAfter ?? PATIENCE);
    this.timer.unref();
  }

  /** Says how far the work is, and lets the event loop run. */
  async update(done: number, total: number): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    if (this.due) await this.show(done, total);
  }

  stop(): void {
    this.stopped = true;
    if (this.timer) clearTimeout(this.timer);
    this.bar?.stop();
    this.bar = null;
  }

  private async show(done: number, total: number): Promise<void> {
    const { SingleBar } = await import('./progressBar.lazy');
    if (this.stopped) return;
    if (!this.bar) {
      this.bar = new SingleBar({
        stream: this.io.stderr as NodeJS.WritableStream,
        format: (_options, { value, total: all }) => line(value, all, this.work),
        clearOnComplete: true,
        linewrap: true,
      });
      this.bar.start(total, done);
    }
    this.bar.setTotal(total);
    this.bar.update(done);
  }
}

/** A total of 0 means that the files are still being looked for. */
function line(done: number, total: number, work?: string): string {
  if (total === 0) return work ?? 'Looking for task files';
  const full = Math.round((done / total) * CELLS);
  return `${work ?? 'Reading task files'} ${'#'.repeat(full)}${'.'.repeat(CELLS - full)} ${String(done)} of ${String(total)}`;
}
