/** What is measured from disk: written to the cache folder once, for all later runs. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { documentation } from './documentation';
import { taskFile } from './generate';
import { random } from './random';
import { THINGS, VERBS, WORDS } from './words';

export interface DocumentationOnDisk {
  readonly folder: string;
  /** Absolute. */
  readonly paths: readonly string[];
  readonly bytes: number;
  readonly boxes: number;
}

const DOCUMENTATION_BYTES = 50e6;

/** Writes a folder under another name first, so that one that is there is complete. */
function once(folder: string, write: (into: string) => void): string {
  if (existsSync(folder)) return folder;
  const partial = `${folder}.partial-${process.pid}`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  write(partial);
  try {
    renameSync(partial, folder);
  } catch (error) {
    // Another run was faster.
    rmSync(partial, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

/** Corpus A. */
export function documentationOnDisk(cache: string): DocumentationOnDisk {
  const folder = once(join(cache, 'documentation'), (into) => {
    const paths: string[] = [];
    let [bytes, boxes] = [0, 0];
    for (const file of documentation(DOCUMENTATION_BYTES)) {
      const path = join(into, 'files', file.path);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, file.text);
      paths.push(file.path);
      bytes += Buffer.byteLength(file.text);
      boxes += file.boxes;
    }
    writeFileSync(join(into, 'corpus.json'), JSON.stringify({ paths, bytes, boxes }));
  });
  const { paths, bytes, boxes } = JSON.parse(
    readFileSync(join(folder, 'corpus.json'), 'utf8'),
  ) as DocumentationOnDisk;
  const files = join(folder, 'files');
  return { folder: files, paths: paths.map((path) => join(files, path)), bytes, boxes };
}

/** B1, B10 and the like as a file; returns its path. */
export function taskFileOnDisk(cache: string, tasks: number): string {
  const folder = once(join(cache, `tasks-${tasks}`), (into) => {
    writeFileSync(join(into, 'BACKLOG.md'), taskFile('headings', tasks).text);
  });
  return join(folder, 'BACKLOG.md');
}

function git(folder: string, ...args: readonly string[]): void {
  const identity = ['-c', 'user.name=Bench', '-c', 'user.email=bench@example.invalid'];
  const quiet = ['-c', 'core.autocrlf=false', '-c', 'commit.gpgsign=false', '-c', 'gc.auto=0'];
  execFileSync('git', [...identity, ...quiet, ...args], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
}

function commitAll(folder: string): void {
  git(folder, 'init', '--quiet', '--initial-branch=main');
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '--message=Corpus');
}

/** A work tree whose only file is BACKLOG.md, committed. */
export function repositoryOnDisk(cache: string, tasks: number): string {
  return once(join(cache, `repository-${tasks}`), (into) => {
    writeFileSync(join(into, 'BACKLOG.md'), taskFile('headings', tasks).text);
    commitAll(into);
  });
}

export interface Tree {
  readonly folder: string;
  readonly files: number;
  readonly taskFiles: number;
}

const FOLDERS = 7000;
const FILES_IN_EACH = 15;
const TASK_FILES = 121;

/** A work tree of 105,000 committed files: source files (empty), a page in every third folder, few task files. */
export function treeOnDisk(cache: string): Tree {
  const from = random(11);
  const folder = once(join(cache, 'tree'), (into) => {
    const folders: string[] = ['.'];
    const extensions = ['ts', 'ts', 'tsx', 'js', 'json', 'css', 'py', 'go', 'svg', 'txt'];
    for (let number = 1; number < FOLDERS; number += 1) {
      // Twelve folders below each: five levels at most, as deep as most repositories.
      const parent = folders[Math.floor((number - 1) / 12)] ?? '.';
      folders.push(`${parent}/${from.pick(WORDS)}-${number}`);
    }
    const withTasks = new Set<number>();
    while (withTasks.size < TASK_FILES) withTasks.add(from.between(0, FOLDERS - 1));
    for (const [number, path] of folders.entries()) {
      const at = join(into, path);
      mkdirSync(at, { recursive: true });
      let left = FILES_IN_EACH;
      const page = (name: string, text: string): void => {
        writeFileSync(join(at, name), text);
        left -= 1;
      };
      if (withTasks.has(number))
        page('TODO.md', `# To do\n\n- [ ] ${from.pick(VERBS)} the ${from.pick(THINGS)}\n`);
      if (number % 3 === 0) page('README.md', `# ${from.pick(WORDS)}\n\nAbout the ${from.pick(THINGS)}.\n`);
      for (; left > 0; left -= 1) {
        writeFileSync(join(at, `${from.pick(WORDS)}-${left}.${from.pick(extensions)}`), '');
      }
    }
    commitAll(into);
  });
  return { folder, files: FOLDERS * FILES_IN_EACH, taskFiles: TASK_FILES };
}

/** As many tasks for Backlog.md, in its own layout: a file for each; the settings that ask least of it. */
export function backlogProjectOnDisk(cache: string, tasks: number): string {
  return once(join(cache, `backlog-${tasks}`), (into) => {
    for (const name of ['tasks', 'completed', 'drafts', 'docs', 'decisions', 'archive/tasks']) {
      mkdirSync(join(into, 'backlog', name), { recursive: true });
    }
    writeFileSync(join(into, 'backlog/config.yml'), BACKLOG_CONFIG);
    const from = random(13);
    for (let number = 1; number <= tasks; number += 1) {
      const title = `${from.pick(VERBS)} the ${from.pick(THINGS)} ${from.pick(WORDS)}`;
      const waits = number > 1 && from.chance(0.5) ? Math.max(1, number - from.between(1, 40)) : null;
      const text = [
        '---',
        `id: TASK-${number}`,
        `title: ${title}`,
        `status: ${from.pick(['To Do', 'In Progress', 'Done'])}`,
        'assignee: []',
        "created_date: '2026-01-01 12:00'",
        'labels: []',
        waits === null ? 'dependencies: []' : `dependencies:\n  - TASK-${waits}`,
        '---',
        '',
        '## Acceptance Criteria',
        '<!-- AC:BEGIN -->',
        ...[1, 2, 3, 4].map((box) => `- [ ] #${box} ${from.pick(WORDS)} ${from.pick(WORDS)}`),
        '<!-- AC:END -->',
        '',
      ].join('\n');
      writeFileSync(join(into, 'backlog/tasks', `task-${number} - ${title.replaceAll(' ', '-')}.md`), text);
    }
  });
}

const BACKLOG_CONFIG = `project_name: "bench"
default_status: "To Do"
statuses: ["To Do", "In Progress", "Done"]
labels: []
date_format: yyyy-mm-dd
max_column_width: 20
auto_open_browser: false
remote_operations: false
auto_commit: false
filesystem_only: true
check_active_branches: false
task_prefix: "task"
`;
