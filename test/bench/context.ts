/** What a group of measurements is given, and where to look for its parts. */
import type { Noise } from './measure';
import type { Row } from './row';

export interface Context {
  /** Folder of the generated corpora. */
  readonly cache: string;
  /** Folder of the bundles, these and the product's. */
  readonly build: string;
  /** Fewer repetitions. */
  readonly quick: boolean;
  /** Path of ripgrep, or null. */
  readonly ripgrep: string | null;
  /** Path of Backlog.md's binary, or null. */
  readonly backlog: string | null;
  /** Path of the bundled command line, or null while there is none. */
  readonly cli: string | null;
}

export type Group = (context: Context, noise: Noise) => readonly Row[] | Promise<readonly Row[]>;

/** In the order of running, with the headings of the table. */
export const GROUPS: Readonly<Record<string, string>> = {
  A: 'A: 50 MB of documentation in thousands of files, few tasks',
  B1: 'B1: one file of 1 MB, 5,000 tasks as headings with fields and four checkboxes each',
  B10: 'B10: the same in 10 MB, 50,000 tasks',
  variants: '1 MB in other shapes, index : markdown-it\u2019s block rules',
  keystroke: 'One keystroke, index and problems fresh (200 random edits, one character each)',
  alignment: 'Aligning tasks with a baseline, on random edits',
  toggles: 'Opening and closing at the top of B1, against a full index of B1',
  growth: 'Growth of the time of a full index with the size of the file',
  hostile: 'Input made to be slow',
  discovery: 'Finding the task files among 105,000 files of a git work tree',
  cold: 'A cold process on 5,000 tasks',
  citations: 'Citations in 100,000 text files, 1 GB',
  gantt: 'The page of the Gantt in a browser',
  plan: 'Planning: the schedule of 10,000 tasks, other numbers of agents, a changed fact in B1',
  thread: 'Longest stretch on the thread, a fresh process indexing file by file',
};
