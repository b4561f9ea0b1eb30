/** Which commit a work tree is compared with, and which files it has lost since. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { realPathOf } from './discover';
import { runGit, type GitResult } from './gitProcess';
import type { CliIo } from './io';

export const HEAD = 'HEAD';

/** `reason` is the second half of a sentence: "… because …". */
export type BaseCommit =
  { readonly kind: 'known'; readonly commit: string } | { readonly kind: 'unknown'; readonly reason: string };

/** Files in the folder of git that say what is going on. */
const UNDER_WAY: readonly (readonly [file: string, what: string])[] = [
  ['rebase-merge', 'a rebase'],
  ['rebase-apply', 'a rebase'],
  ['MERGE_HEAD', 'a merge'],
  ['CHERRY_PICK_HEAD', 'a cherry-pick'],
  ['REVERT_HEAD', 'a revert'],
];

/**
 * The commit that HEAD stands for, or the merge base of HEAD and another ref: where the two parted.
 *
 * @param top of a work tree, by the `.git` in it
 * @param ref does not begin with `-`
 */
export async function findBaseCommit(top: string, ref: string, io: CliIo): Promise<BaseCommit> {
  // Asked side by side: each is a process that has to start.
  const [facts, base] = await Promise.all([
    runGit(
      [
        'rev-parse',
        '--is-bare-repository',
        '--is-shallow-repository',
        '--absolute-git-dir',
        '--show-toplevel',
        'HEAD^{commit}',
      ],
      top,
      io,
    ),
    ref === HEAD ? null : mergeBase(top, ref, io),
  ]);
  const [bare, shallow, folder, shown, head] = facts.stdout.toString('utf8').split(/\r?\n/);
  if (facts.ended !== 'code') return unknown(whyNoAnswer(facts));
  if (bare === 'true') return unknown('the repository is bare: it has no work tree');
  if (bare !== 'false' || folder === undefined || shown === undefined) return unknown(whyNoAnswer(facts));
  // The setting core.worktree can point anywhere: the files that are read are not that repository's.
  if (realPathOf(shown) !== realPathOf(top)) return unknown(`its work tree is elsewhere, in ${shown}`);
  const what = UNDER_WAY.find(([file]) => existsSync(join(folder, file)))?.[1];
  if (what !== undefined) return unknown(`${what} is in progress; finish or abort it`);
  if (facts.code !== 0 || head === undefined || !isHash(head)) {
    if (/unknown revision|ambiguous argument/.test(facts.stderr)) return unknown('there is no commit yet');
    return unknown(whyNoAnswer(facts));
  }
  if (base === null) return { kind: 'known', commit: head };
  const found = base.stdout.toString('utf8').trim();
  if (base.code === 0 && isHash(found)) return { kind: 'known', commit: found };
  if (base.code === 1) {
    return unknown(
      shallow === 'true'
        ? `this shallow clone does not reach back to where HEAD and ${ref} parted; git fetch --unshallow fetches the rest`
        : `HEAD and ${ref} have no commit in common`,
    );
  }
  if (base.ended === 'code' && /not a valid|not a commit|is a (?:tree|blob)/i.test(base.stderr)) {
    return unknown(`there is no commit ${ref} in this repository; check the spelling, or fetch it`);
  }
  return unknown(whyNoAnswer(base));
}

async function mergeBase(top: string, ref: string, io: CliIo): Promise<GitResult> {
  const result = await runGit(['merge-base', '--end-of-options', ref, HEAD], top, io);
  // Older than git 2.24: a ref that begins with no "-" is no option there either.
  if (result.code === 129 || /end-of-options/.test(result.stderr)) {
    return runGit(['merge-base', ref, HEAD], top, io);
  }
  return result;
}

const MARKDOWN = [':(top,icase,glob)**/*.md', ':(top,icase,glob)**/*.markdown'];

/**
 * Markdown files that git tracks and that are not on disk, relative to the top; no such list where git cannot say.
 * What is only compared by its existence is not read: a filter of the repository's would be run on it.
 */
export async function deletedFromDisk(top: string, io: CliIo): Promise<readonly string[]> {
  return paths(await runGit(['ls-files', '-z', '--deleted', '--full-name', '--', ...MARKDOWN], top, io));
}

/** Markdown files of a commit that git no longer tracks, likewise. Compares with the index alone. */
export async function deletedFromIndex(top: string, commit: string, io: CliIo): Promise<readonly string[]> {
  const options = ['--cached', '-z', '--name-only', '--no-renames', '--no-ext-diff', '--no-textconv'];
  const filter = ['--ignore-submodules=all', '--diff-filter=D'];
  return paths(await runGit(['diff-index', ...options, ...filter, commit, '--', ...MARKDOWN], top, io));
}

function paths({ code, stdout }: GitResult): readonly string[] {
  if (code !== 0) return [];
  return stdout
    .toString('utf8')
    .split('\0')
    .filter((path) => path !== '');
}

function unknown(reason: string): BaseCommit {
  return { kind: 'unknown', reason };
}

function isHash(text: string): boolean {
  return /^[0-9a-f]{40,64}$/.test(text);
}

/** Why git gave no answer at all. */
function whyNoAnswer({ ended, stderr }: GitResult): string {
  if (ended === 'missing') return 'git was not found on the PATH';
  if (ended === 'late') return 'git took too long to answer';
  if (ended === 'flood') return 'git wrote more than it should';
  if (/dubious ownership/.test(stderr)) {
    return 'git does not trust this folder, as it belongs to another user (git config --global --add safe.directory …)';
  }
  if (/not a git repository/i.test(stderr)) return 'git takes the folder for no repository';
  const said = stderr.split('\n', 1)[0]?.replace(/^(?:fatal|error): /, '') ?? '';
  return said === '' ? 'git could not say which commit HEAD is' : `git said: ${said}`;
}
