import type { Reference } from './references';

/** What stands between the ends of a range: signs, or a word between spaces. */
const SIGN =
  /^(?:[^\p{L}\p{N}]+|[^\p{L}\p{N}]*[ \u00a0](?:to|through|thru|bis|hasta|à|до)[ \u00a0][^\p{L}\p{N}]*)$/u;

/**
 * What a reference reads when its id is `fresh`; null where that cannot be said. A range is written out as far
 * as needed: `T029–T034` without T034 is `T029–T033`, and the new id follows.
 */
export function rewriteReference(reference: Reference, written: string, fresh: string): string | null {
  const { id, all } = reference;
  if (written === id) return id.startsWith('#') || !fresh.startsWith('#') ? fresh : fresh.slice(1);
  const digits = /\d+$/.exec(id)?.[0] ?? '';
  const prefix = id.slice(0, id.length - digits.length);
  const rest = fresh.slice(prefix.length);
  const sameSeries = prefix !== '' && fresh.startsWith(prefix) && /^\d+$/.test(rest);
  if (all.length === 1) {
    // The rest of an elided id: `08` in `DEBT-01, 08`.
    if (!/^\d+$/.test(written)) return null;
    return sameSeries ? rest : fresh;
  }
  return rewriteRange(all, id, fresh, written);
}

function rewriteRange(all: readonly string[], id: string, fresh: string, written: string): string | null {
  const first = all[0] ?? '';
  const last = all[all.length - 1] ?? '';
  const start = written.startsWith(first) ? first : /^\d+/.exec(written)?.[0];
  const end = written.endsWith(last) ? last : /\d+$/.exec(written)?.[0];
  if (start === undefined || end === undefined || start.length + end.length >= written.length) return null;
  // An elided beginning takes its series from what stands before it.
  if (start !== first) return null;
  const sign = written.slice(start.length, written.length - end.length);
  if (!SIGN.test(sign)) return null;
  const at = all.indexOf(id);
  const pieces = [piece(all.slice(0, at), sign), fresh, piece(all.slice(at + 1), sign)];
  return pieces.filter((text) => text !== '').join(', ');
}

function piece(ids: readonly string[], sign: string): string {
  if (ids.length < 3) return ids.join(', ');
  return `${ids[0] ?? ''}${sign}${ids[ids.length - 1] ?? ''}`;
}
