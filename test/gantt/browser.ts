/** Stands in for the editor in a plain browser: `?scenario=cycle&theme=dark`. */
import type { GanttToPage } from '../../src/protocol/gantt';
import { FakeHost } from './fakeHost';
import { SCENARIOS, type Scenario, type ScenarioName } from './scenarios';
import themes from './themes.json';

const asked = new URLSearchParams(location.search);
const name = asked.get('scenario') ?? 'plan';
const theme = themes[(asked.get('theme') ?? 'dark') as keyof typeof themes];

const { documentElement: root } = document;
for (const [variable, value] of Object.entries(theme.variables)) root.style.setProperty(variable, value);
root.classList.add(...theme.class.split(' '));
document.addEventListener('DOMContentLoaded', () => document.body.classList.add(...theme.class.split(' ')));

/** The content security policy says what broke it; the page's tests look here. */
const violations: string[] = [];
document.addEventListener('securitypolicyviolation', (event) =>
  violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`),
);

/** With `&hold`, messages to the page stay here until somebody hands them on. */
const holds = asked.has('hold');
const held: unknown[] = [];

/** Sizes of the messages to the page, in characters of JSON. */
const sizes: { type: string; length: number }[] = [];
const scenario: Scenario = SCENARIOS[name as ScenarioName]();
const host = new FakeHost(scenario.backlog, scenario, (message: GanttToPage) => {
  const text = JSON.stringify(message);
  sizes.push({ type: message.type, length: text.length });
  // As the editor does: a copy, and later.
  if (holds) held.push(JSON.parse(text));
  else setTimeout(() => window.postMessage(JSON.parse(text), '*'), 0);
});
let kept: unknown = JSON.parse(sessionStorage.getItem(name) ?? 'null');
Object.assign(window, {
  fake: { host, violations, sizes, held, state: () => kept },
  acquireVsCodeApi: () => ({
    postMessage: (message: unknown) => host.receive(structuredClone(message)),
    getState: () => kept ?? undefined,
    setState: (state: unknown) => {
      kept = structuredClone(state);
      sessionStorage.setItem(name, JSON.stringify(kept));
    },
  }),
});
