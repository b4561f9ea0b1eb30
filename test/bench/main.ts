/** The groups one after the other, each in a process of its own; then the table and the numbers. */
import { fork } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { GROUPS, type Context } from './context';
import { verdict, type GroupResult } from './row';
import { columns, groupLines, header, noiseLines, summary } from './table';

interface Request extends Context {
  /** Names of groups. */
  readonly only: readonly string[];
  readonly json: string | null;
  /** Where each group leaves a CPU profile, or null. */
  readonly profile: string | null;
}

/** A group that takes longer than this many milliseconds is ended. */
const LIMIT = 20 * 60_000;

function measure(group: string, context: Context, profile: string | null): Promise<GroupResult> {
  const failed = (reason: string): GroupResult => ({
    group,
    rows: [{ title: 'the group', unit: 'ms', measured: null, wrong: reason }],
    calibration: [],
    seconds: 0,
  });
  const profiling =
    profile === null
      ? []
      : ['--cpu-prof', `--cpu-prof-dir=${profile}`, `--cpu-prof-name=${group}.cpuprofile`];
  return new Promise((resolve) => {
    const child = fork(join(context.build, 'group.js'), [group, JSON.stringify(context)], {
      execArgv: ['--expose-gc', ...profiling],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      timeout: LIMIT,
    });
    let result: GroupResult | null = null;
    let complaint = '';
    child.stderr?.on('data', (data: Buffer) => (complaint += data.toString()));
    child.once('message', (message) => (result = message as GroupResult));
    child.once('error', (error) => resolve(failed(error.message)));
    child.once('close', (code, signal) => {
      const end = signal === null ? `ended with ${code}` : `ended by ${signal}`;
      resolve(result ?? failed(`${end}: ${reason(complaint)}`));
    });
  });
}

/** The line of a stack that names the error. */
function reason(complaint: string): string {
  const lines = complaint.split('\n').filter((line) => line.trim() !== '');
  return (
    lines.find((line) => /Error\b.*:|heap|memory/.test(line))?.trim() ?? lines.at(-1) ?? 'it said nothing'
  );
}

async function main(): Promise<void> {
  const { only, json, profile, ...context } = JSON.parse(process.argv[2] ?? '{}') as Request;
  const print = (text: string): void => void process.stdout.write(`${text}\n`);
  print(`${header()}\n\n${columns()}`);
  const results: GroupResult[] = [];
  for (const [name, title] of Object.entries(GROUPS)) {
    if (only.length > 0 && !only.includes(name)) continue;
    const result = await measure(name, context, profile);
    results.push(result);
    print(groupLines(result, `${title} (${name}, ${result.seconds.toFixed(0)} s)`));
  }
  print(`\n${noiseLines(results)}\n${summary(results)}`);
  if (json !== null) {
    const machine = {
      cpus: cpus().map(({ model }) => model),
      memory: totalmem(),
      node: process.versions.node,
    };
    const judged = results.map((result) => ({
      ...result,
      rows: result.rows.map((row) => ({ ...row, verdict: verdict(row) })),
    }));
    writeFileSync(
      json,
      `${JSON.stringify({ version: 1, quick: context.quick, machine, results: judged }, null, 2)}\n`,
    );
  }
  process.exitCode = results.some(({ rows }) => rows.some((row) => verdict(row) === 'WRONG')) ? 1 : 0;
}

void main();
