import { execFileSync } from 'node:child_process';
import {
  lchownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { CliIo } from '../../src/cli/io';
import { runCli } from '../../src/cli/runCli';

/** A new folder, gone after the test; its real path. Contents by relative path. */
export function temporaryFolder(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const folder = realpathSync.native(mkdtempSync(join(tmpdir(), 'wavemark-')));
  write(folder, files);
  return folder;
}

export function write(folder: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

export function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

const NOBODY = 65_534;

/** Runs something as a user to whom permissions mean something: the superuser becomes nobody for that time. */
export async function withoutPrivileges(folder: string, run: () => Promise<void>): Promise<void> {
  if (process.getuid?.() !== 0 || !process.seteuid) {
    await run();
    return;
  }
  for (const path of ['.', ...readdirSync(folder, { recursive: true, encoding: 'utf8' })]) {
    lchownSync(join(folder, path), NOBODY, NOBODY);
  }
  process.seteuid(NOBODY);
  try {
    await run();
  } finally {
    process.seteuid(0);
  }
}

/** Runs git as nobody in particular, with no configuration but the repository's. */
export function git(folder: string, ...args: string[]): string {
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: folder,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: 'A',
    GIT_AUTHOR_EMAIL: 'a@example.org',
    GIT_COMMITTER_NAME: 'A',
    GIT_COMMITTER_EMAIL: 'a@example.org',
  };
  return execFileSync('git', args, { cwd: folder, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

export interface Answer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Circumstances {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly platform?: string;
  /** Columns of a terminal; without it, stdout is a pipe. */
  readonly terminal?: number;
  readonly stderrIsTerminal?: boolean;
  readonly progressAfter?: number;
  readonly gitTimeLimit?: number;
}

/** A process that writes into strings. */
export function fakeIo(
  cwd: string,
  circumstances: Circumstances = {},
): { io: CliIo; stdout: () => string; stderr: () => string } {
  const written = { stdout: '', stderr: '' };
  const { terminal, stderrIsTerminal = false, env = {}, platform = 'linux' } = circumstances;
  const { progressAfter, gitTimeLimit } = circumstances;
  const io: CliIo = {
    cwd,
    env: { PATH: process.env['PATH'], HOME: cwd, LANG: 'C.UTF-8', ...env },
    platform,
    stdout: {
      write: (text) => (written.stdout += text),
      isTTY: terminal !== undefined,
      columns: terminal,
    },
    stderr: { write: (text) => (written.stderr += text), isTTY: stderrIsTerminal, columns: 80 },
    ...(progressAfter === undefined ? {} : { progressAfter }),
    ...(gitTimeLimit === undefined ? {} : { gitTimeLimit }),
  };
  return { io, stdout: () => written.stdout, stderr: () => written.stderr };
}

export async function run(
  argv: readonly string[],
  cwd: string,
  circumstances: Circumstances = {},
): Promise<Answer> {
  const { io, stdout, stderr } = fakeIo(cwd, circumstances);
  const code = await runCli(argv, io);
  return { code, stdout: stdout(), stderr: stderr() };
}
