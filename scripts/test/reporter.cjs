/**
 * A mocha reporter for long runs: one line per top-level suite, failures in full, and the counts for the sum
 * at the end. It also runs inside the extension host, where the console belongs to the editor: then it writes
 * to the file named by WAVEMARK_TEST_OUTPUT.
 */
const { appendFileSync, writeFileSync } = require('node:fs');
const { findSourceMap } = require('node:module');
const { join } = require('node:path');
const { format } = require('node:util');
const Mocha = require('mocha');

const { Base } = Mocha.reporters;
const events = Mocha.Runner.constants;
const output = process.env.WAVEMARK_TEST_OUTPUT;
const counts = process.env.WAVEMARK_COUNTS;

function say(...parts) {
  const text = `${format(...parts)}\n`;
  if (output) appendFileSync(output, text);
  else process.stdout.write(text);
}

/** @param {Mocha.Suite} suite */
function topOf(suite) {
  return suite.parent && !suite.parent.root ? topOf(suite.parent) : suite;
}

/**
 * The extension host has its own way with stacks, which passes over source maps.
 * @param {string} stack
 */
function inSources(stack) {
  return stack.replace(/\(?(\/[^\s()]+):(\d+):(\d+)\)?/g, (whole, path, line, column) => {
    const entry = findSourceMap(path)?.findEntry(Number(line) - 1, Number(column) - 1);
    if (!entry?.originalSource) return whole;
    const source = entry.originalSource.replace(/^file:\/\//, '').replace(`${process.cwd()}/`, '');
    return `(${source}:${entry.originalLine + 1}:${entry.originalColumn + 1})`;
  });
}

class Summary extends Base {
  constructor(runner, options) {
    super(runner, options);
    Base.consoleLog = say;
    this.tally = new Map();
    const count = (kind) => (test) => {
      const top = topOf(test.parent);
      const tally = this.tally.get(top) ?? { passed: 0, failed: 0, skipped: 0, duration: 0 };
      this.tally.set(top, tally);
      tally[kind] += 1;
      tally.duration += test.duration ?? 0;
    };
    runner.on(events.EVENT_TEST_PASS, count('passed'));
    runner.on(events.EVENT_TEST_PENDING, count('skipped'));
    // What passes at the second try only is worth a look, but no reason to stop.
    runner.on(events.EVENT_TEST_RETRY, (test, error) => {
      say(Base.color('pending', '  ↻ tried again: %s: %s'), test.fullTitle(), error?.message ?? error);
    });
    runner.on(events.EVENT_TEST_FAIL, (test, error) => {
      count('failed')(test);
      if (output && error?.stack) error.stack = inSources(error.stack);
      say(Base.color('fail', '  ✗ %s'), test.fullTitle());
    });
    runner.on(events.EVENT_SUITE_END, (suite) => this.suiteEnded(suite));
    runner.once(events.EVENT_RUN_END, () => this.runEnded());
  }

  suiteEnded(suite) {
    const tally = this.tally.get(suite);
    if (!tally) return;
    const mark = tally.failed > 0 ? Base.color('fail', '✗') : Base.color('checkmark', '✓');
    const failed = tally.failed > 0 ? `, ${tally.failed} failed` : '';
    const skipped = tally.skipped > 0 ? `, ${tally.skipped} skipped` : '';
    say(
      `  ${mark} ${suite.title || '(no suite)'}: ${tally.passed} passed${failed}${skipped} (${tally.duration} ms)`,
    );
  }

  runEnded() {
    const { failures: failed, passes: passed, pending: skipped } = this.stats;
    if (failed > 0) Base.list(this.failures);
    if (counts)
      writeFileSync(
        join(counts, `${process.pid}-${Date.now()}.json`),
        JSON.stringify({ passed, failed, skipped }),
      );
  }
}

module.exports = Summary;
