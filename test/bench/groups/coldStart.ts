/** What one waits for on the command line: a process from start to end, on 5,000 tasks in one file of a work tree. */
import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from '../context';
import { backlogProjectOnDisk, repositoryOnDisk } from '../corpora';
import { interleave, ratio, type Noise, type Side } from '../measure';
import type { Row } from '../row';

const TASKS = 5000;
const PEER = 'Backlog.md\u2019s task list';

export function coldStart(context: Context, noise: Noise): Row[] {
  const { backlog, build, cache, cli, quick } = context;
  if (cli === null) {
    return [{ title: 'wavemark index, check', unit: '×', measured: null, note: 'no command line yet' }];
  }
  const folder = repositoryOnDisk(cache, TASKS);
  const empty = join(build, 'empty.js');
  if (!existsSync(empty)) writeFileSync(empty, '');
  const project = backlog === null ? folder : backlogProjectOnDisk(cache, TASKS);
  const out = join(build, 'output.txt');
  const mistakes: string[] = [];
  const ours = (...args: readonly string[]): Side =>
    command(process.execPath, [cli, ...args], folder, out, (output) => {
      if (args[0] === 'index' && args.includes('json')) {
        const { tasks } = JSON.parse(output) as { tasks: unknown[] };
        if (tasks.length !== TASKS) mistakes.push(`${tasks.length} tasks instead of ${TASKS}`);
      }
    });
  const theirs = command(backlog ?? '', ['task', 'list', '--plain'], project, out, (output) => {
    const lines = output.split('\n').filter((line) => line.includes('TASK-')).length;
    if (lines !== TASKS) mistakes.push(`Backlog.md lists ${lines} tasks instead of ${TASKS}`);
  });
  const samples = interleave(
    {
      version: ours('--version'),
      empty: command(process.execPath, [empty], folder, out),
      json: ours('index', '--format', 'json'),
      pretty: ours('index', '--format', 'pretty'),
      check: ours('check'),
      peer: backlog === null ? { run: () => null } : theirs,
    },
    { repetitions: quick ? 3 : 11, warmUps: 1 },
    noise,
  );
  const wrong = mistakes.length > 0 ? Array.from(new Set(mistakes)).join('; ') : null;
  const titles = { json: 'index --format json', pretty: 'index --format pretty', check: 'check' } as const;
  const start: Row = {
    title: '--version : an empty Node process',
    unit: '×',
    ...ratio(samples.version, samples.empty),
  };
  const rows = (Object.keys(titles) as (keyof typeof titles)[]).flatMap((name) => [
    {
      title: `${titles[name]}, against ${PEER}`,
      unit: '× as fast' as const,
      ...(backlog === null
        ? { measured: null, note: 'Backlog.md could not be installed' }
        : ratio(samples.peer, samples[name])),
      owed: { least: 6 },
      aim: { least: 12 },
      samples: { [name]: samples[name], peer: samples.peer, empty: samples.empty },
      wrong,
    },
    {
      title: `${titles[name]} : an empty Node process`,
      unit: '×' as const,
      ...ratio(samples[name], samples.empty),
    },
  ]);
  return [...rows, start];
}

/**
 * A process that must end well (a check that finds problems ends with 1). It writes into a file, because
 * Backlog.md does not wait for a pipe to take all that it prints.
 */
function command(
  program: string,
  args: readonly string[],
  cwd: string,
  output: string,
  look: (output: string) => void = () => undefined,
): Side {
  let seen = false;
  return {
    run: () => {
      const file = openSync(output, 'w');
      const stdio = ['ignore', file, 'pipe'] as const;
      const { stderr, status, error } = spawnSync(program, args, {
        cwd,
        stdio: [...stdio],
        encoding: 'utf8',
      });
      closeSync(file);
      if (error) throw error;
      if (status !== 0 && status !== 1) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
      if (!seen) look(readFileSync(output, 'utf8'));
      seen = true;
    },
  };
}
