/** Git beside the editor: what somebody does in a terminal. */
import { execFileSync } from 'node:child_process';
import type { FileBaseline } from '../../src/core';
import type { Wavemark } from '../../src/extension/activate';
import { root, until } from './support';

export function git(...args: string[]): string {
  const identity = [
    '-c',
    'user.name=Test',
    '-c',
    'user.email=test@example.invalid',
    '-c',
    'commit.gpgsign=false',
  ];
  const options = { cwd: root().fsPath, encoding: 'utf8', stdio: 'pipe' } as const;
  return execFileSync('git', [...identity, ...args], options).trim();
}

/** Commits everything; returns the full hash. */
export function commitAll(): string {
  git('add', '--all');
  git('commit', '--quiet', '--allow-empty', '--message=Test');
  return git('rev-parse', 'HEAD');
}

/** Waits until what a file is compared with fulfils a condition. */
export async function baselineOf<T extends FileBaseline['kind']>(
  { index, baselines }: Wavemark,
  uri: string,
  kind: T,
  isWanted: (baseline: Extract<FileBaseline, { kind: T }>) => boolean = () => true,
): Promise<Extract<FileBaseline, { kind: T }>> {
  let last: FileBaseline | null = null;
  const isKind = (baseline: FileBaseline | null): baseline is Extract<FileBaseline, { kind: T }> =>
    baseline?.kind === kind;
  try {
    return await until(async () => {
      await baselines.whenIdle();
      last = index.reader.baseline(uri);
      return isKind(last) && isWanted(last) ? last : null;
    }, 'the baseline');
  } catch (error) {
    throw new Error(`the baseline of ${uri} is ${JSON.stringify(last)}`, { cause: error });
  }
}
