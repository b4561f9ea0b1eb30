/** What the command line needs of the process around it, so that a test can be that process. */
export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}

export interface CliIo {
  /** Absolute. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** As in `process.platform`. */
  readonly platform: string;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Milliseconds of work after which progress is shown; 1,000 where nothing is said. */
  readonly progressAfter?: number;
  /** Milliseconds that git may take; 10,000 where nothing is said. */
  readonly gitTimeLimit?: number;
}

export const EXIT_FINE = 0;
/** Problems at or above the limit, nothing that answers to an id, or an edit that was refused. */
export const EXIT_PROBLEMS = 1;
/** Wrong use or unreadable input. */
export const EXIT_USAGE = 2;

/** Wrong use or unreadable input: one sentence that says what is wrong and how to mend it. */
export class UsageError extends Error {}

const ONE_LINE = /[\s\u2028\u2029]+/g;

/** Prints one line on stderr, whatever the message holds. */
export function complain(io: CliIo, message: string): void {
  io.stderr.write(`wavemark: ${clean(message.replace(ONE_LINE, ' ').trim())}\n`);
}

// eslint-disable-next-line no-control-regex
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;
const SPACES = /[\t\n\r\v\f\u0085\u2028\u2029]+/g;

/**
 * Text from a file or an argument made harmless for a terminal, on one line: escape sequences, other control
 * characters and orders to reverse the writing direction are shown as pictures instead of obeyed.
 */
export function clean(text: string): string {
  return text.replace(SPACES, ' ').replace(UNSAFE, (character) => {
    const code = character.charCodeAt(0);
    if (code < 0x20) return String.fromCharCode(0x2400 + code);
    return code === 0x7f ? '\u2421' : '\ufffd';
  });
}
