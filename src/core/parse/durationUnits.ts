/** Units of time as people write them in estimates, in hours of work: a day is 8, a week 40, a month 160. */

const HOURS = new Map<string, number>();

function unit(hours: number, words: string): void {
  for (const word of words.split('|')) HOURS.set(word, hours);
}

unit(
  1 / 60,
  'm|min|mins|minute|minutes|minuten|minuto|minutos|minuti|minuut|minuta|minuty|minut|мин|минут|минута|минуты|хв|хвилин|хвилина|хвилини|dk|dakika',
);
unit(
  1,
  'h|hr|hrs|hour|hours|std|stunde|stunden|hora|horas|heure|heures|ora|ore|uur|uren|godz|godzin|godziny|hodin|hodiny|timmar|timer|saat|' +
    'ч|час|часа|часов|год|година|години|годин|ph|mh',
);
unit(
  8,
  'd|day|days|tag|tage|tagen|día|días|dia|dias|jour|jours|journée|journées|j|giorno|giorni|dag|dagen|dagar|dní|dni|dzień|dny|gün|' +
    'д|дн|день|дня|дней|дні|днів|pt|md|pd|at',
);
unit(
  40,
  'w|wk|wks|week|weeks|woche|wochen|semana|semanas|semaine|semaines|settimana|settimane|weken|veckor|tydzień|tygodnie|týden|týdny|hafta|' +
    'нед|неделя|недели|недель|недели|тиж|тиждень|тижні|тижнів',
);
unit(
  160,
  'mo|month|months|monat|monate|monaten|mes|meses|mês|mois|mese|mesi|maand|maanden|miesiąc|miesiące|měsíc|ay|' +
    'мес|месяц|месяца|месяцев|міс|місяць|місяці|місяців|pm',
);

const UNSPACED: readonly (readonly [string, number])[] = [
  ['小时', 1],
  ['小時', 1],
  ['時間', 1],
  ['工时', 1],
  ['人時', 1],
  ['人时', 1],
  ['시간', 1],
  ['时', 1],
  ['分钟', 1 / 60],
  ['分鐘', 1 / 60],
  ['分', 1 / 60],
  ['분', 1 / 60],
  ['工作日', 8],
  ['營業日', 8],
  ['営業日', 8],
  ['人日', 8],
  ['人天', 8],
  ['영업일', 8],
  ['天', 8],
  ['日', 8],
  ['일', 8],
  ['星期', 40],
  ['週間', 40],
  ['周', 40],
  ['週', 40],
  ['주일', 40],
  ['주간', 40],
  ['주', 40],
  ['人月', 160],
  ['ヶ月', 160],
  ['か月', 160],
  ['カ月', 160],
  ['月', 160],
  ['개월', 160],
  ['달', 160],
];

export interface Unit {
  readonly hours: number;
  readonly end: number;
}

const QUALIFIER = String.raw`(?:(?:person|man|dev|developer|engineer(?:ing)?|working|work|business|ideal|calendar|full|personen|arbeits|рабочих|робочих)[- ]?)?`;
const SPACED = new RegExp(
  String.raw`[ \u00a0]?-?${QUALIFIER}([\p{Script=Latin}\p{Script=Cyrillic}]{1,12})(?![\p{L}_])\.?`,
  'iuy',
);
const TIGHT = /[ \u00a0]?(?:个|個)?([\u3040-\u9fff\uac00-\ud7af]{1,3})/y;
/** What may follow a unit of a script without spaces: `2日間`, `3天左右`; not `3日目`, `5分类`, `2주차`. */
const AFTER_TIGHT =
  /(?:$|[^\p{L}]|間|间|程度|以内|以內|内|左右|くらい|ぐらい|ほど|弱|強|정도|가량|이내|소요|で|を)/uy;
/** `month` counts from the number; `3月` alone is March. */
const MONTH_NAME = '月';

/** The unit that stands at `at`, one space allowed before it, or null. */
export function unitAt(text: string, at: number, counted: boolean): Unit | null {
  SPACED.lastIndex = at;
  const spaced = SPACED.exec(text);
  const word = spaced?.[1];
  if (spaced && word !== undefined) {
    // `3D` is no day and `5M` no month; `2 MD` and `3 PT` are days of work.
    if (word.length === 1 && word !== word.toLowerCase() && word !== 'H') return null;
    if (word === 'at') return null;
    const hours = HOURS.get(word.toLowerCase());
    return hours === undefined ? null : { hours, end: at + spaced[0].length };
  }
  TIGHT.lastIndex = at;
  const tight = TIGHT.exec(text);
  const characters = tight?.[1];
  if (!tight || characters === undefined) return null;
  const from = at + tight[0].length - characters.length;
  for (const [name, hours] of UNSPACED) {
    if (!characters.startsWith(name)) continue;
    if (name === MONTH_NAME && !/[个個]/.test(tight[0])) return null;
    const end = from + name.length;
    AFTER_TIGHT.lastIndex = end;
    return AFTER_TIGHT.test(text) || (counted && hours <= 1 && name.length > 1) ? { hours, end } : null;
  }
  return null;
}
