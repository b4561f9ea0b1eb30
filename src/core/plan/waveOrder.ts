import type { DeclaredWave, TaskDocument } from '../model/task';

/** The number of a wave, after which the waves come one after the other; null where its name has none in digits. */
export function waveNumber(name: string): number | null {
  const digits = /\d+(?:\.\d+)?/.exec(name)?.[0];
  return digits === undefined ? null : Number(digits);
}

/** "Wave 4: Security (Week 1-2)" is Wave 4 for short. */
export function shortWave(name: string): string {
  return /^\D*\d+(?:\.\d+)?(?:\s*波)?/.exec(name)?.[0] ?? name;
}

/**
 * The waves of a document, first to last; null where it has none, or its titles do not say which comes first: a
 * number is missing, or several waves have it, such as where each phase counts its own.
 */
export function wavesInOrder({ waves }: TaskDocument): readonly DeclaredWave[] | null {
  const byNumber = new Map<number, DeclaredWave>();
  for (const wave of waves) {
    const number = waveNumber(wave.name);
    if (number === null) return null;
    const known = byNumber.get(number);
    // A wave that is named in full is the same one wherever it is named.
    if (known && (known.name !== wave.name || isBare(wave.name))) return null;
    if (!known || (known.members.length === 0 && wave.members.length > 0)) byNumber.set(number, wave);
  }
  if (byNumber.size === 0) return null;
  return [...byNumber].sort(([a], [b]) => a - b).map(([, wave]) => wave);
}

function isBare(name: string): boolean {
  return shortWave(name).length === name.length;
}
