import type * as vscode from 'vscode';
import { Debouncer } from './schedule';

const FILE_EVENTS_QUIET_MS = 120;
const SCAN_QUIET_MS = 300;
/** Of so many events in one go, as a checkout makes, some are lost: everything is looked at afterwards. */
const MANY_EVENTS = 60;
const BURST_OVER_MS = 700;
/** What happens in a folder before the editor has begun to watch it is never reported. */
const SETTLED_MS = 2_500;

export type ScanWanted = 'no' | 'yes' | 'force';

/** What is still to be looked at, and when: paths one by one, or the whole workspace. */
export class PendingWork implements vscode.Disposable {
  /** Paths by uri, and whether to read them even if they seem untouched. */
  private readonly touched = new Map<string, boolean>();
  private scanWanted: ScanWanted = 'no';
  private eventsInBurst = 0;

  private readonly lookSoon = new Debouncer(() => this.wake(), FILE_EVENTS_QUIET_MS);
  private readonly scanSoon = new Debouncer(() => this.scanNow(false), SCAN_QUIET_MS);
  private readonly burstOver = new Debouncer(() => this.endBurst(), BURST_OVER_MS);
  private readonly scanSettled = new Debouncer(() => this.scanNow(false), SETTLED_MS);

  /** @param wake called when there is something to do */
  constructor(private readonly wake: () => void) {}

  /** Whether something is known to be due, though its time has not come. */
  get isWaiting(): boolean {
    return this.lookSoon.pending || this.scanSoon.pending || this.burstOver.pending;
  }

  has(key: string): boolean {
    return this.touched.has(key);
  }

  /** A path is to be read anew, soon. */
  touch(key: string): void {
    this.touched.set(key, true);
    this.lookSoon.trigger();
  }

  /** A path is to be looked at by whoever is at work, without being read again for nothing. */
  ask(key: string, force: boolean): void {
    this.touched.set(key, force || this.touched.get(key) === true);
  }

  onFileEvent(key: string): void {
    this.countEvent();
    this.touch(key);
  }

  /** Something that is no task file, and may be a folder. */
  onOtherEvent(key: string): void {
    this.countEvent();
    // Where so much happens at once a scan follows anyway, which is cheaper than a look at each.
    if (this.eventsInBurst <= MANY_EVENTS) this.touch(key);
  }

  scanNow(force: boolean): void {
    if (force || this.scanWanted === 'no') this.scanWanted = force ? 'force' : 'yes';
    this.wake();
  }

  scanLater(): void {
    this.scanSoon.trigger();
  }

  /** A folder has come: its files may come to light only when the editor watches it. */
  onFolder(): void {
    this.scanSoon.trigger();
    this.scanSettled.trigger();
  }

  takeScan(): ScanWanted {
    const wanted = this.scanWanted;
    this.scanWanted = 'no';
    return wanted;
  }

  takeBatch(size: number): readonly (readonly [string, boolean])[] {
    const batch: [string, boolean][] = [];
    for (const entry of this.touched) {
      if (batch.push(entry) === size) break;
    }
    for (const [key] of batch) this.touched.delete(key);
    return batch;
  }

  dispose(): void {
    for (const debouncer of [this.lookSoon, this.scanSoon, this.burstOver, this.scanSettled])
      debouncer.dispose();
  }

  private countEvent(): void {
    this.eventsInBurst++;
    this.burstOver.trigger();
  }

  private endBurst(): void {
    const many = this.eventsInBurst > MANY_EVENTS;
    this.eventsInBurst = 0;
    if (!many) return;
    this.scanNow(false);
    this.scanSettled.trigger();
  }
}
