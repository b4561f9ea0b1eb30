/** What the page has of made-up work, without a page. */
import { GANTT_PROTOCOL, type GanttToPage } from '../../src/protocol/gantt';
import { applied, NO_PLAN, type GanttPlan } from '../../src/protocol/ganttPlan';
import { Model } from '../../webview/gantt/model';
import { FakeHost } from './fakeHost';
import type { Scenario } from './scenarios';

export function modelOf(scenario: Scenario): Model {
  let plan: GanttPlan | null = null;
  const host = new FakeHost(scenario.backlog, scenario, (message: GanttToPage) => {
    if (message.type === 'snapshot') plan = applied(NO_PLAN, message.change);
    else if (message.type === 'delta') plan = plan && applied(plan, message.change);
  });
  host.receive({ type: 'ready', version: GANTT_PROTOCOL, options: null });
  if (!plan) throw new Error('the host has sent no plan');
  return new Model(plan);
}
