/** The result as lines for people. */
import { cpus, loadavg, release } from 'node:os';
import { median, quantile, spread } from './measure';
import { verdict, type GroupResult, type Limit, type Row, type Unit } from './row';

/** A machine at rest repeats the calibration loop more evenly than this. */
const BUSY = 0.5;

const TITLE = 54;
const WIDTHS = [14, 8, 8, 8] as const;

export function header(): string {
  const [cpu] = cpus();
  const load = loadavg()[0]?.toFixed(1) ?? '?';
  return [
    `Wavemark benchmark: ${cpus().length} × ${cpu?.model.trim() ?? 'unknown CPU'}, Node ${process.versions.node},`,
    `${process.platform} ${release()}, load ${load} at the start.`,
  ].join(' ');
}

export function columns(): string {
  return line('', 'measured', 'owed', 'aim', 'spread', 'verdict');
}

export function groupLines({ rows }: GroupResult, title: string): string {
  return ['', title, ...rows.map(rowLines)].join('\n');
}

function line(title: string, ...cells: readonly string[]): string {
  const texts = cells.map((cell, at) => (at < WIDTHS.length ? cell.padStart(WIDTHS[at] ?? 0) : `   ${cell}`));
  return `${title.padEnd(TITLE)}${texts.join('')}`.trimEnd();
}

function rowLines(row: Row): string {
  const { title, unit, measured, owed, aim, note, wrong = null } = row;
  const cells = [
    measured === null ? '–' : `${amount(measured)} ${short(unit)}`.trim(),
    limit(owed),
    limit(aim),
    row.spread === undefined || Number.isNaN(row.spread) ? '' : `±${Math.round(row.spread * 100)} %`,
    verdict(row),
  ];
  const lines = [line(`  ${title}`, ...cells)];
  if (wrong !== null) lines.push(`    wrong: ${wrong}`);
  const medians = sides(row);
  if (medians !== null) lines.push(`    ${medians}`);
  if (note !== undefined) lines.push(`    ${note}`);
  return lines.join('\n');
}

/** What the ratio is made of; absolute figures hold on no other machine. */
function sides({ unit, samples }: Row): string | null {
  if (samples === undefined || !unit.startsWith('×') || Object.keys(samples).length > 6) return null;
  const medians = Object.entries(samples).map(([name, times]) => `${name} ${amount(median(times))}`);
  return `ms: ${medians.join(', ')}`;
}

function short(unit: Unit): string {
  return { '×': '×', '× as fast': '× faster', ms: 'ms', KB: 'KB', MB: 'MB', exponent: '', share: '' }[unit];
}

/** Three significant digits. */
export function amount(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString('en');
  return value.toLocaleString('en', { maximumSignificantDigits: 3 });
}

function limit(value: Limit | undefined): string {
  if (value?.most !== undefined) return `≤ ${amount(value.most)}`;
  if (value?.least !== undefined) return `≥ ${amount(value.least)}`;
  return '';
}

export function noiseLines(results: readonly GroupResult[]): string {
  const loops = results.flatMap(({ calibration }) => calibration);
  if (loops.length === 0) return '';
  const middle = median(loops);
  const slow = quantile(loops, 0.95) / middle - 1;
  const busy =
    slow > BUSY ? ['\nThis machine was busy with something else: measure again when it is not.'] : [];
  return [
    `Noise: the calibration loop took ${middle.toFixed(1)} ms (median of ${loops.length}),`,
    `spread ±${Math.round(spread(loops) * 100)} %, one in twenty ${Math.round(slow * 100)} % slower or worse.`,
    'Differences of that size between two runs mean nothing.',
    ...busy,
  ].join(' ');
}

export function summary(results: readonly GroupResult[]): string {
  const counts = new Map<string, number>();
  for (const row of results.flatMap(({ rows }) => rows)) {
    counts.set(verdict(row), (counts.get(verdict(row)) ?? 0) + 1);
  }
  return Array.from(counts, ([name, count]) => `${count} ${name}`).join(' · ');
}
