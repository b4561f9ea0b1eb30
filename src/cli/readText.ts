/** Reading a task file as text, and saying why it cannot be read. */
import { isUtf8 } from 'node:buffer';
import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';

/** Larger files are not read. */
export const MAX_BYTES = 20_000_000;

/** Small enough to come from Node's pool of buffers: it is done for every Markdown file of a tree. */
const HEAD_BYTES = 2048;
const MAX_HEAD_BYTES = 65_536;

/** `text` keeps a byte order mark. `missing`: there is no such file any more. */
export type ReadResult =
  | { readonly kind: 'text'; readonly text: string; readonly bytes: number }
  | { readonly kind: 'skip'; readonly reason: string; readonly bytes: number }
  | { readonly kind: 'unreadable'; readonly reason: string }
  | { readonly kind: 'missing' };

export function readTaskFile(file: string): ReadResult {
  try {
    return readOpen(openSync(file, 'r'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { kind: 'missing' };
    return { kind: 'unreadable', reason: systemReason(error) };
  }
}

function readOpen(descriptor: number): ReadResult {
  try {
    const { size } = fstatSync(descriptor);
    if (size > MAX_BYTES) return tooLarge(size);
    const bytes = readFileSync(descriptor);
    // It may have grown since, and some files have no size at all.
    return bytes.length > MAX_BYTES ? tooLarge(bytes.length) : decode(bytes);
  } finally {
    closeSync(descriptor);
  }
}

function tooLarge(bytes: number): ReadResult {
  const reason = `The file has ${megabytes(bytes)}, more than the ${megabytes(MAX_BYTES)} that are read; it was left out`;
  return { kind: 'skip', reason, bytes };
}

function megabytes(bytes: number): string {
  return `${String(Math.ceil(bytes / 100_000) / 10)} MB`;
}

/** The text of a file's bytes, or why they are none. */
export function decode(bytes: Buffer): ReadResult {
  const zero = bytes.indexOf(0);
  if (zero >= 0) {
    const reason = looksLikeUtf16(bytes)
      ? 'The file is UTF-16, not UTF-8; it was left out until it is saved as UTF-8'
      : `The file is binary (a NUL byte in line ${String(lineOf(bytes, zero))}); it was left out`;
    return { kind: 'skip', reason, bytes: bytes.length };
  }
  if (!isUtf8(bytes)) {
    const line = lineOf(bytes, firstInvalid(bytes));
    const reason = `The file is not valid UTF-8 (from line ${String(line)} on); it was left out until it is saved as UTF-8`;
    return { kind: 'skip', reason, bytes: bytes.length };
  }
  return { kind: 'text', text: bytes.toString('utf8'), bytes: bytes.length };
}

function looksLikeUtf16(bytes: Buffer): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
}

/** 1-based. */
function lineOf(bytes: Buffer, offset: number): number {
  let line = 1;
  for (let at = bytes.indexOf(10); at >= 0 && at < offset; at = bytes.indexOf(10, at + 1)) line += 1;
  return line;
}

/** The offset of the first line that is not UTF-8; no character crosses a line end. */
function firstInvalid(bytes: Buffer): number {
  let start = 0;
  for (;;) {
    const end = bytes.indexOf(10, start);
    if (end < 0 || !isUtf8(bytes.subarray(start, end))) return start;
    start = end + 1;
  }
}

/**
 * Whether the front matter at the head of a file says `wavemark: true`; false for what cannot be read.
 *
 * @param switchOf what the front matter of a text says, null for nothing or where it is not closed
 */
export function asksToBeRead(file: string, switchOf: (text: string) => boolean | null): boolean {
  let descriptor: number;
  try {
    descriptor = openSync(file, 'r');
  } catch {
    return false;
  }
  try {
    for (const length of [HEAD_BYTES, MAX_HEAD_BYTES]) {
      const bytes = Buffer.allocUnsafe(length);
      const count = readSync(descriptor, bytes, 0, length, 0);
      const head = bytes.toString('utf8', 0, count);
      if (!/^\ufeff?---/.test(head)) return false;
      const answer = switchOf(head);
      if (answer !== null || count < length) return answer === true;
    }
    return false;
  } catch {
    return false;
  } finally {
    closeSync(descriptor);
  }
}

/** What the operating system said, in words. */
export function systemReason(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  const words: Readonly<Record<string, string>> = {
    EACCES: 'permission denied',
    EPERM: 'permission denied',
    ENOENT: 'there is no such file',
    ELOOP: 'its links lead in a circle',
    EIO: 'the disk failed to read it',
    EMFILE: 'too many files are open',
    EISDIR: 'it is a folder',
  };
  return words[code] ?? (code || 'it could not be read');
}
