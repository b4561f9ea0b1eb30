import { effortOfValue } from '../parse/effort';
import { numeralOf } from './waveNumber';

/** What a wave's title states beside its name. */
export interface WaveFigures {
  /** Hours until it is done, or null. */
  readonly hours: number | null;
  /** How many work on it at a time, or null. */
  readonly agents: number | null;
}

const AGENTS =
  /(?<![\p{L}\d.,-])(\d{1,4})\s*(?:parallel\s+)?(?:agents?|developers?|devs?|engineers?|people|persons?|workers?|agentes|agenten|entwickler|personen|personas|pessoas|développeurs|personnes|агент\p{L}*|разработчик\p{L}*|розробник\p{L}*|人|名|명)(?![\p{L}])|[×x]\s?(\d{1,4})(?!\s*(?:\p{L}|\d))|(?:agents?|agenten|agentes|агент\p{L}*)\s*[:：]\s*(\d{1,4})/iu;

/** "Wave 3: Service Mesh (Day 2-3) — 4 hours with 5 agents": 4 hours, 5 agents. */
export function waveFigures(title: string): WaveFigures {
  // The wave's own number is no figure.
  const said = title.slice(numeralOf(title)?.end ?? 0);
  const found = AGENTS.exec(said);
  const agents = Number(found?.[1] ?? found?.[2] ?? found?.[3] ?? 0);
  const rest = found ? said.slice(0, found.index) + said.slice(found.index + found[0].length) : said;
  return { hours: effortOfValue(rest)?.max ?? null, agents: agents > 0 ? agents : null };
}
