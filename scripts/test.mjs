/**
 * `npm test`, or some of it: `npm test -- unit --file parse --grep "nested list"`.
 * The last line is always "N passed, N failed, N skipped".
 */
import { parseArgs } from 'node:util';
import { ensureDependencies } from './lib/dependencies.mjs';
import { bold, describe, elapsed, Failure, runMain, say } from './lib/report.mjs';
import { createCounts } from './test/counts.mjs';
import { steps } from './test/steps.mjs';

const usage = `npm test -- [STEP…] [--file PART] [--grep PATTERN] [--keep-going] [--no-coverage]
  STEP: ${steps.map(({ name }) => name).join(', ')}; none means all. "build" is done whenever tests need it.`;

function options() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      file: { type: 'string' },
      grep: { type: 'string' },
      'keep-going': { type: 'boolean' },
      'no-coverage': { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  const unknown = positionals.filter((name) => !steps.some((step) => step.name === name));
  if (unknown.length > 0) throw new Failure(`unknown step ${unknown.join(', ')}\n${usage}`);
  return { ...values, wanted: positionals };
}

/** @param {readonly string[]} wanted */
function chosen(wanted) {
  if (wanted.length === 0) return steps;
  const names = new Set(wanted);
  if (['unit', 'vscode', 'ui', 'package'].some((name) => names.has(name))) names.add('build');
  return steps.filter(({ name }) => names.has(name));
}

await runMain(async () => {
  const { wanted, help, file, grep, ...flags } = options();
  if (help) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  const started = Date.now();
  const counts = await createCounts();
  /** @type {string[]} */
  const summary = [];
  let brokenSteps = 0;
  try {
    await ensureDependencies();
    for (const { name, title, step } of chosen(wanted)) {
      say(`\n${bold(title)}`);
      const since = Date.now();
      const failedBefore = (await counts.sum()).failed;
      const well = await step({
        counts: counts.folder,
        part: file ?? '',
        grep,
        coverage: !flags['no-coverage'],
      }).catch((error) => {
        say(describe(error));
        return false;
      });
      summary.push(`  ${well ? 'ok    ' : 'FAILED'} ${name.padEnd(10)} ${elapsed(since)}`);
      // A step that broke without a failing test (types, lint, a crash) counts as one, lest the sum look clean.
      if (!well && (await counts.sum()).failed === failedBefore) brokenSteps += 1;
      if (!well && !flags['keep-going']) break;
    }
    const { passed, failed, skipped } = await counts.sum();
    say(`\n${bold('Summary')} (${elapsed(started)})\n${summary.join('\n')}\n`);
    process.stdout.write(`${passed} passed, ${failed + brokenSteps} failed, ${skipped} skipped\n`);
    return failed + brokenSteps > 0 ? 1 : 0;
  } finally {
    await counts.remove();
  }
});
