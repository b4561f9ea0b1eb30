import type { FileBaseline } from '../../core';

/** What the files of one repository are compared with. `pending`: git has not answered yet. */
export type BaselineState =
  | { readonly kind: 'off' }
  | { readonly kind: 'pending' }
  | { readonly kind: 'unknown'; readonly ref: string; /** In one sentence. */ readonly reason: string }
  | { readonly kind: 'known'; readonly ref: string; /** Full hash. */ readonly commit: string };

/** Whether two say the same of a file. */
export function isSame(one: FileBaseline, other: FileBaseline): boolean {
  if (one.kind === 'unknown' || other.kind === 'unknown') {
    return one.kind === other.kind && 'reason' in one && 'reason' in other && one.reason === other.reason;
  }
  if (one.ref !== other.ref || one.commit !== other.commit || one.kind !== other.kind) return false;
  return (
    one.kind === 'absent' || (other.kind === 'known' && one.path === other.path && one.text === other.text)
  );
}
