/** Puts together what the host tells of its plan, which may come in pieces. Draws and decides nothing. */
import type { GanttToPage } from '../../src/protocol/gantt';
import { applied, NO_PLAN, type GanttPlan } from '../../src/protocol/ganttPlan';

type Snapshot = Extract<GanttToPage, { type: 'snapshot' }>;
type Delta = Extract<GanttToPage, { type: 'delta' }>;

/** A plan of which no more is to come. */
export interface Arrived {
  readonly plan: GanttPlan;
  readonly revision: number;
  /** The message that it began with, where that was a snapshot. */
  readonly snapshot: Snapshot | null;
}

export class Incoming {
  private plan = NO_PLAN;
  private revision = -1;
  private snapshot: Snapshot | null = null;

  /** `more`: nothing is to be shown yet. `unfit`: it does not follow what is here, which stays as it was. */
  take(message: Snapshot | Delta): Arrived | 'more' | 'unfit' {
    const isSnapshot = message.type === 'snapshot';
    if (!isSnapshot && message.from !== this.revision) return 'unfit';
    const plan = applied(isSnapshot ? NO_PLAN : this.plan, message.change);
    if (!plan || (!message.more && !plan.head)) return 'unfit';
    if (isSnapshot) this.snapshot = message;
    this.plan = plan;
    this.revision = message.revision;
    if (message.more) return 'more';
    const { snapshot, revision } = this;
    this.snapshot = null;
    return { plan, revision, snapshot };
  }
}
