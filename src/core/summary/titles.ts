import { normalizeWords } from '../words/lookup';
import { normalizeTitle, priorityOfSection } from '../words/sectionWords';

const CONTAINER = /^(\p{L}+(?: \p{L}+)?)\s*[#№:-]?\s*(\d+(?:\.\d+)*[a-z]?|[ivx]+(?![\p{L}]))(?![\p{N}.]\d)/u;
const ORDINAL =
  /^第\s*(\d+|[一二三四五六七八九十]+)\s*(阶段|階段|期|周|週|章|部分|步|波|スプリント|フェーズ)/u;
/** What may follow in a title that is called by its first words. */
const JOINED = /^\s*[:：–—(（/&+,-]|^ (?:and|und|y|et|e|и|і) /u;

/** Titles of sections whose lines tell of another time, another state or another thing. */
const ELSEWHERE =
  /\b(?:change ?log|history|histórico|historial|historique|verlauf|archived?|release notes|retrospectives?|velocity|targets?|goals?|objectives?|examples?|templates?|formats?|legend|conventions|instructions|guidelines|sessions?|log|journal|diary|daily|standup|updates?|previous|baseline|budget|kpis?|metrics|test results?|coverage|v?\d+\.\d+\.\d+)\b|\b(?:19|20)\d\d[-/.]\d{1,2}(?:[-/.]\d{1,2})?\b|журнал|история|історія|цели|цілі|变更|更新日志|更新记录|历史|歷史|履歴|目标|目標|이력|목표/iu;
/** Titles of sections that sum up what stands elsewhere. */
const SUMMARY =
  /\b(?:summary|overview|progress|statistics|stats|status|totals?|dashboard|at a glance|counts|breakdown|scorecard|tracker|tracking|overall)\b|zusammenfassung|übersicht|fortschritt|statistik|resumen|progreso|estado|estadísticas|resumo|progresso|estatísticas|résumé|avancement|statistiques|riepilogo|итог|статистика|прогрес|сводка|підсум|总结|总览|概览|统计|進捗|进度|汇总|サマリー|まとめ|集計|요약|진행|현황|통계/iu;

export function isElsewhereTitle(title: string): boolean {
  return ELSEWHERE.test(title);
}

export function isSummaryTitle(title: string): boolean {
  return SUMMARY.test(title);
}

/** A title as names are compared with it. */
export interface TitleForms {
  /** As `normalizeTitle` gives it, without what stands in brackets at its end. */
  readonly words: string;
  /** "phase 2" of "Phase 2: Foundations"; null for what bears no number. */
  readonly container: string | null;
  /** "foundations" of it; the whole where there is no more to it. */
  readonly inner: string;
  /** The same of what stands behind the number: "user story 1" of "Phase 3: User Story 1 – Search". */
  readonly innerContainer: string | null;
}

export function formsOf(title: string): TitleForms {
  const words = normalizeTitle(title.replace(/\s*[([（][^([（]*$/u, ''));
  const inner = afterContainer(words) ?? words;
  return { words, container: containerOf(words), inner, innerContainer: containerOf(inner) };
}

/** Ways in which a title may be what a name calls a section, the surest first. */
export function titleMatches(words: string): readonly ((title: TitleForms) => boolean)[] {
  const key = containerOf(words);
  // "Setup phase" is what a title calls "Phase 1: Setup".
  const bare = words.replace(
    /(?<=\p{L}) (?:phase|sprint|epic|section|stage|milestone|fase|etapa|этап|фаза)$/u,
    '',
  );
  return [
    (title) => title.words === words,
    (title) => title.inner === words,
    (title) => key !== null && title.container === key,
    (title) => key !== null && title.innerContainer === key,
    (title) => key === null && (title.words === bare || title.inner === bare),
    ({ inner }) =>
      key === null && bare.length > 3 && inner.startsWith(bare) && JOINED.test(inner.slice(bare.length)),
  ];
}

export function samePriority(one: string, code: string): boolean {
  const own = priorityOfSection(one) ?? one;
  return own.replace(/\++$/, '').toLowerCase() === code.replace(/\++$/, '').toLowerCase();
}

/** "phase 2" of "Phase 2: Foundations"; null for what bears no number. */
function containerOf(words: string): string | null {
  const found = CONTAINER.exec(words) ?? ORDINAL.exec(words);
  return found ? `${found[1] ?? ''} ${found[2] ?? ''}` : null;
}

/** "foundations" of "phase 2: foundations". */
function afterContainer(title: string): string | null {
  const rest =
    /^(?:\p{L}+\s*[#№]?\s*\d+(?:\.\d+)*[a-z]?|第\s*\S+?\s*(?:阶段|階段|期|周|週|章))\s*[:：–—.-]\s*(.+)$/u.exec(
      title,
    )?.[1];
  return rest === undefined ? null : normalizeWords(rest);
}
