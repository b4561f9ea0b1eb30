/** The files that keep the texts of decided items: the setting that names the ledger, and what they hold. */
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { LedgerFile, LedgerSetting, TaskIndex } from '../core';
import { foldersUpTo } from './discover';
import { workTreeTop } from './git';
import { complain, type CliIo } from './io';
import { readTaskFile } from './readText';
import { readTextSetting } from './settings';
import { slashes } from './walk';

/** The setting `wavemark.ledger`, counted from the top of the work tree; empty where it is not set. */
export function ledgerSetting(root: string, io: CliIo): LedgerSetting {
  const top = workTreeTop(root) ?? root;
  const note = (sentence: string): void => complain(io, sentence);
  const setting = readTextSetting(foldersUpTo(root, top), note, 'wavemark.ledger');
  if (!setting) return () => '';
  const way = slashes(relative(top, setting.folder));
  const value = setting.value.trim().replaceAll('\\', '/');
  const isBeside = !value.includes('/') || /^\.{0,2}\//.test(value);
  const path = isBeside || way === '' ? value : `${way}/${value}`;
  return () => path;
}

/**
 * Files by their paths from a folder. What is there and is no text is left out.
 *
 * @param top absolute
 */
export function readLedgers(paths: readonly string[], top: string): ReadonlyMap<string, LedgerFile> {
  const files = new Map<string, LedgerFile>();
  for (const path of paths) {
    const file = join(top, path);
    const read = readTaskFile(file);
    const uri = pathToFileURL(file).href;
    if (read.kind === 'text') files.set(path, { uri, text: read.text });
    else if (read.kind === 'missing') files.set(path, { uri, text: null });
  }
  return files;
}

/**
 * Tells the index what the ledgers of its documents hold, as far as they have any.
 *
 * @param top what paths of the index's files begin at; absolute
 */
export async function tellLedgers(index: TaskIndex, root: string, top: string, io: CliIo): Promise<void> {
  const { ledgersOf } = await import('../core');
  const paths = ledgersOf(index, ledgerSetting(root, io));
  for (const [path, { text }] of readLedgers(paths, top)) if (text !== null) index.setLedger(path, text);
}
