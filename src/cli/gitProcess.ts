/** Running git, without letting a repository start a program, take a lock, reach the network or hang. */
import { spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import type { CliIo } from './io';

const MAX_OUTPUT = 512 * 1024 * 1024;
const MAX_ERRORS = 1024 * 1024;
const TIME_LIMIT = 10_000;

/** What a repository's own configuration might start is switched off; the command line outdoes every file. */
const SAFE_CONFIG = ['core.fsmonitor=false', 'core.hooksPath=/dev/null', 'core.quotePath=false'];

/**
 * How a run of git ended. `code`: its exit code. `missing`: there is no git. `late`: it took longer than it may
 * and was killed. `flood`: it wrote more than it may and was killed.
 */
export interface GitResult {
  readonly ended: 'code' | 'missing' | 'late' | 'flood';
  readonly code: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

export interface GitRun {
  /** Written to its standard input. */
  readonly input?: string;
  /** Gets what git writes as it comes; then {@link GitResult.stdout} stays empty. */
  readonly onOutput?: (chunk: Buffer) => void;
  /** Bytes that git may write; 512 MB where nothing is said. */
  readonly maxOutput?: number;
}

/** Runs git in a folder; never throws. */
export function runGit(
  args: readonly string[],
  cwd: string,
  io: CliIo,
  { input = '', onOutput, maxOutput = MAX_OUTPUT }: GitRun = {},
): Promise<GitResult> {
  const git = findGit(io);
  const chunks: Buffer[] = [];
  const errors: Buffer[] = [];
  let [written, complained] = [0, 0];
  return new Promise((resolve) => {
    const end = (ended: GitResult['ended'], code = -1): void =>
      resolve({
        ended,
        code,
        stdout: Buffer.concat(chunks),
        stderr: Buffer.concat(errors).toString('utf8'),
      });
    if (git === null) return end('missing');
    try {
      const child = spawn(git, [...SAFE_CONFIG.flatMap((each) => ['-c', each]), ...args], {
        cwd,
        env: gitEnvironment(io.env),
        shell: false,
        windowsHide: true,
        stdio: ['pipe', 'pipe', 'pipe'],
      });
      let killedFor: 'late' | 'flood' | null = null;
      const kill = (why: 'late' | 'flood'): void => {
        killedFor ??= why;
        child.kill('SIGKILL');
        // Whoever holds the pipes open, such as a child of git's, is not waited for.
        child.stdout.destroy();
        child.stderr.destroy();
      };
      const timer = setTimeout(() => kill('late'), io.gitTimeLimit ?? TIME_LIMIT);
      child.stdout.on('data', (chunk: Buffer) => {
        written += chunk.length;
        if (written > maxOutput) kill('flood');
        else if (onOutput) onOutput(chunk);
        else chunks.push(chunk);
      });
      child.stderr.on('data', (chunk: Buffer) => {
        complained += chunk.length;
        if (complained > MAX_ERRORS) kill('flood');
        else errors.push(chunk);
      });
      child.on('error', () => {
        clearTimeout(timer);
        end('missing');
      });
      child.on('close', (code) => {
        clearTimeout(timer);
        if (killedFor) end(killedFor);
        else end('code', code ?? -1);
      });
      // Git may end before it has read everything.
      child.stdin.on('error', () => undefined);
      child.stdin.end(input);
    } catch {
      end('missing');
    }
  });
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

/** The environment without what steers git, and with what keeps it quiet and at home. */
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
    // What a partial clone lacks is not fetched by versions that do not know the variable above either.
    GIT_ALLOW_PROTOCOL: 'none',
  };
}
