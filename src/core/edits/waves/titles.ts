import { numeralOf, withNumber } from '../../plan/waveNumber';
import { shortWave } from '../../plan/waveOrder';
import { hoursOf } from '../../features/plan/planJson';

/** Figures that a wave's title is to state; null where they are not known. */
export interface TitleFigures {
  /** Minutes. */
  readonly minutes: number | null;
}

/** Hours, in front of a unit that is nothing else. */
const HOURS =
  /(?<![\p{L}\d.,])\d+(?:[.,]\d+)?(?:\s*[-–—]\s*\d+(?:[.,]\d+)?)?(?=\s*(?:h|hrs?|hours?|std|stunden?|horas?|heures?|часов|часа|час|ч|годин[аи]?|小时|小時|時間|시간)(?![\p{L}]))/iu;

/** The title of a wave with other figures; as it is where it states none. */
export function withFigures(title: string, minutes: number | null): string {
  return minutes === null ? title : title.replace(HOURS, String(hoursOf(minutes)));
}

/** Where the figures of a title begin: behind a dash or in brackets. */
const FIGURES = /\s*(?:[—–]|\s-|:|[([（])\s*[^—–([（:]*$/u;

/**
 * The title of another wave in the manner of this one: its number, and its figures where both have them; what else it
 * is called is its own.
 */
export function titleLike(title: string, number: number, minutes: number | null): string {
  const own = numeralOf(title);
  const short = shortWave(title);
  const head = own === null ? `${short} ${number}` : withNumber(short, own, number);
  const rest = title.slice(short.length);
  const figures = FIGURES.exec(rest)?.[0] ?? '';
  return minutes !== null && HOURS.test(figures) ? head + withFigures(figures, minutes) : head;
}
