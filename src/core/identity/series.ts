/**
 * The lowest unused id after the highest one of the series that `id` belongs to: `T014` after `T013`, with the
 * same prefix and zero padding. Null where the id does not end in a number.
 */
export function nextFreeId(id: string, taken: Iterable<string>): string | null {
  const match = /^(.*?)(\d+)$/.exec(id);
  if (!match) return null;
  const [, prefix = '', digits = ''] = match;
  let highest = Number(digits);
  for (const other of taken) {
    if (!other.startsWith(prefix)) continue;
    const rest = other.slice(prefix.length);
    if (/^\d{1,15}$/.test(rest)) highest = Math.max(highest, Number(rest));
  }
  if (!Number.isSafeInteger(highest + 1)) return null;
  return prefix + String(highest + 1).padStart(digits.length, '0');
}
