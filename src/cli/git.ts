/** Asking git, without letting a repository start a program, take a lock, reach the network or hang. */
import { execFile } from 'node:child_process';
import { lstatSync, statSync } from 'node:fs';
import { delimiter, dirname, isAbsolute, join } from 'node:path';
import type { CliIo } from './io';

const MAX_OUTPUT = 512 * 1024 * 1024;
const TIME_LIMIT = 10_000;

export interface GitListing {
  /** Relative to the folder, `/` separators; nested repositories end in `/`. */
  readonly paths: readonly string[];
  /** Folders that git could not look into. */
  readonly unreadable: readonly string[];
}

/** The top of the work tree that a folder lies in: the nearest folder that holds `.git`; null outside git. */
export function workTreeTop(folder: string): string | null {
  for (let at = folder; ; at = dirname(at)) {
    try {
      lstatSync(join(at, '.git'));
      return at;
    } catch {
      if (dirname(at) === at) return null;
    }
  }
}

/**
 * The files under a folder that git tracks or would offer to track, or null where git cannot say.
 *
 * @param markdownOnly leaves out what does not end in `.md` or `.markdown`
 */
export async function listWithGit(
  folder: string,
  markdownOnly: boolean,
  io: CliIo,
): Promise<GitListing | null> {
  const git = findGit(io);
  if (git === null) return null;
  const pathspecs = markdownOnly ? ['--', ':(icase)*.md', ':(icase)*.markdown', ':(glob)**/'] : [];
  const result = await run(git, ['ls-files', '-co', '--exclude-standard', '-z', ...pathspecs], folder, io);
  if (result === null) return null;
  const unreadable = Array.from(
    result.stderr.matchAll(/^warning: could not open directory '(.*)': /gm),
    (match) => match[1] ?? '',
  );
  return { paths: result.stdout.split('\0').filter((path) => path !== ''), unreadable };
}

/** Whether a folder inside a work tree is ignored as a whole; false where git cannot say. */
export async function isIgnoredByGit(folder: string, io: CliIo): Promise<boolean> {
  const git = findGit(io);
  return git !== null && (await run(git, ['check-ignore', '-q', '.'], folder, io)) !== null;
}

/** The full path of git from absolute entries of PATH alone, so that no folder that is read can offer its own. */
function findGit(io: CliIo): string | null {
  const names = io.platform === 'win32' ? ['git.exe'] : ['git'];
  const search = io.env['PATH'] ?? io.env['Path'] ?? '';
  for (const folder of search.split(delimiter)) {
    if (!isAbsolute(folder)) continue;
    for (const name of names) {
      const file = join(folder, name);
      if (isFile(file)) return file;
    }
  }
  return null;
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function run(
  git: string,
  args: readonly string[],
  cwd: string,
  io: CliIo,
): Promise<{ stdout: string; stderr: string } | null> {
  const safe = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null', '-c', 'core.quotePath=false'];
  return new Promise((resolve) => {
    const options = {
      cwd,
      env: gitEnvironment(io.env),
      encoding: 'utf8' as const,
      maxBuffer: MAX_OUTPUT,
      timeout: io.gitTimeLimit ?? TIME_LIMIT,
      killSignal: 'SIGKILL' as const,
      shell: false,
      windowsHide: true,
    };
    try {
      const child = execFile(git, [...safe, ...args], options, (error, stdout, stderr) => {
        resolve(error ? null : { stdout, stderr });
      });
      child.stdin?.end();
    } catch {
      resolve(null);
    }
  });
}

/** The environment without what steers git, and with what keeps it quiet. */
function gitEnvironment(env: CliIo['env']): Record<string, string> {
  const clean: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    if (value !== undefined && !/^GIT_/i.test(name)) clean[name] = value;
  }
  return {
    ...clean,
    LC_ALL: 'C',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    GIT_NO_LAZY_FETCH: '1',
  };
}
