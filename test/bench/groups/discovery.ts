/** From a folder to the list of its task files, as the command line does it, against ripgrep's list of files. */
import { execFileSync, spawnSync } from 'node:child_process';
import { findTaskFiles } from '../../../src/cli/discover';
import type { CliIo } from '../../../src/cli/io';
import type { Context } from '../context';
import { treeOnDisk } from '../corpora';
import { collectGarbage, ratio, type Noise } from '../measure';
import type { Row } from '../row';

export async function discovery({ cache, quick, ripgrep }: Context, noise: Noise): Promise<Row[]> {
  const title = 'task files found : ripgrep --files';
  const goals = { owed: { most: 2 }, aim: { most: 1 } };
  try {
    execFileSync('git', ['--version'], { stdio: 'ignore' });
  } catch {
    return [{ title, unit: '×', measured: null, ...goals, note: 'no git' }];
  }
  const { folder, files, taskFiles } = treeOnDisk(cache);
  const discard = { write: (): void => undefined };
  const io: CliIo = {
    cwd: folder,
    env: process.env,
    platform: process.platform,
    stdout: discard,
    stderr: discard,
  };
  const samples = { find: [] as number[], ripgrep: [] as number[], git: [] as number[] };
  const notes = new Set<string>();
  let found = 0;
  let listed = 0;
  const timed = async (into: number[] | null, run: () => unknown): Promise<void> => {
    collectGarbage();
    const start = performance.now();
    await run();
    into?.push(performance.now() - start);
  };
  const options = { cwd: folder, maxBuffer: 1e9, encoding: 'utf8' } as const;
  for (let turn = -2; turn < (quick ? 5 : 15); turn += 1) {
    noise.sample();
    const warm = turn < 0;
    await timed(warm ? null : samples.find, async () => {
      found = (await findTaskFiles(folder, io, (note) => notes.add(note))).length;
    });
    await timed(warm ? null : samples.ripgrep, () => {
      if (ripgrep !== null)
        listed = spawnSync(ripgrep, ['--no-config', '--files'], options).stdout.split('\n').length - 1;
    });
    await timed(warm ? null : samples.git, () => {
      spawnSync('git', ['ls-files', '-co', '--exclude-standard'], options);
    });
  }
  const mistakes = [
    ...(found === taskFiles ? [] : [`${found} task files instead of ${taskFiles}`]),
    ...(ripgrep === null || listed === files ? [] : [`ripgrep lists ${listed} files instead of ${files}`]),
    ...notes,
  ];
  return [
    {
      title,
      unit: '×',
      ...(ripgrep === null ? { measured: null, note: 'no ripgrep' } : ratio(samples.find, samples.ripgrep)),
      ...goals,
      samples,
      wrong: mistakes.length > 0 ? mistakes.join('; ') : null,
    },
    { title: 'task files found : git ls-files -co', unit: '×', ...ratio(samples.find, samples.git) },
  ];
}
