import * as vscode from 'vscode';
import { GANTT_PROTOCOL, type GanttScope, type GanttToPage } from '../../../protocol/gantt';
import { changeInSteps, isEmptyChange, piecesOf } from '../../../protocol/ganttChange';
import { NO_PLAN, type GanttPlan } from '../../../protocol/ganttPlan';
import { runInSteps, Slices } from '../../adapter/schedule';
import { scopeName } from './scope';
import { ganttTexts } from './texts';

/** Revisions of which it is known what texts they were of. */
const REMEMBERED = 32;
/** Entries of one message at most: making and posting it takes a few milliseconds. */
const MOST_ENTRIES = 1_000;

/** The way to a page: what it has been sent, and of which state of the texts that was. */
export class PageLink implements vscode.Disposable {
  private state: 'absent' | 'there' | 'closed' = 'absent';
  /** What the page has; null while it has nothing. */
  private sent: GanttPlan | null = null;
  /** Grows whenever the page has nothing any more, so that what is on its way to it is given up. */
  private epoch = 0;
  private revision = 0;
  /** The version of the index that each of the last revisions was of. */
  private readonly versions = new Map<number, number>();
  private sending: Promise<unknown> = Promise.resolve();

  constructor(private readonly webview: vscode.Webview) {}

  /** Whether there is a page that has asked. */
  get isThere(): boolean {
    return this.state === 'there';
  }

  get isClosed(): boolean {
    return this.state === 'closed';
  }

  get hasPlan(): boolean {
    return this.sent !== null;
  }

  /** The page has asked, and has nothing. */
  open(): void {
    if (this.isClosed) return;
    this.state = 'there';
    this.startAgain();
  }

  /** What the page is sent next is a snapshot. */
  startAgain(): void {
    this.sent = null;
    this.epoch++;
  }

  /** A page in the background is thrown away. */
  leave(): void {
    if (!this.isClosed) this.state = 'absent';
    this.startAgain();
  }

  /** The tab has gone, and nothing may be posted to it any more. */
  dispose(): void {
    this.state = 'closed';
    this.startAgain();
  }

  post(message: GanttToPage): void {
    if (!this.isClosed) void this.webview.postMessage(message);
  }

  /** The version of the index that a revision was of, or -1. */
  versionOf(revision: number): number {
    return this.versions.get(revision) ?? -1;
  }

  /** Sends what has changed since the plan before, after what is on its way. False where nothing was sent. */
  send(plan: GanttPlan, version: number, scope: GanttScope): Promise<boolean> {
    const next = this.sending.then(() => this.sendNow(plan, version, scope));
    // Who waits for this one is told of what went wrong; it is not to stop the next.
    this.sending = next.catch(() => undefined);
    return next;
  }

  private async sendNow(plan: GanttPlan, version: number, scope: GanttScope): Promise<boolean> {
    const { epoch, sent: before } = this;
    const isStale = (): boolean => !this.isThere || this.epoch !== epoch;
    if (isStale()) return false;
    const change = await runInSteps(changeInSteps(before ?? NO_PLAN, plan), isStale);
    if (!change || isStale()) return false;
    if (before && isEmptyChange(change)) {
      this.versions.set(this.revision, version);
      return false;
    }
    const pieces = [...piecesOf(change, MOST_ENTRIES)];
    const slices = new Slices();
    for (const [at, piece] of pieces.entries()) {
      await slices.breathe();
      if (isStale()) return false;
      const from = this.revision;
      const revision = ++this.revision;
      const part = { revision, change: piece, more: at < pieces.length - 1 };
      if (before || at > 0) this.post({ type: 'delta', from, ...part });
      else this.post({ type: 'snapshot', ...greeting(scope), ...part });
    }
    this.sent = plan;
    this.versions.set(this.revision, version);
    for (const [oldest] of this.versions) {
      if (this.versions.size <= REMEMBERED) break;
      this.versions.delete(oldest);
    }
    return true;
  }
}

type Snapshot = Extract<GanttToPage, { type: 'snapshot' }>;

/** What a page is told at its start, besides the plan. */
function greeting(scope: GanttScope): Omit<Snapshot, 'type' | 'revision' | 'change' | 'more'> {
  return {
    version: GANTT_PROTOCOL,
    scope,
    language: vscode.env.language,
    title: scopeName(scope),
    texts: ganttTexts(),
  };
}
