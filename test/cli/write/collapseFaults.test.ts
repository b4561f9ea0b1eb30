/** A collapse of two files that goes wrong at any call: the text is always in one of them, and what is left is told. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { FileChange } from '../../../src/cli/write/target';
import { writeFiles } from '../../../src/cli/write/writeFiles';
import { remove, run, temporaryFolder, write } from '../support';
import { interrupted, systemError, UNSYNCED } from './faultyFiles';

const TEXT = 'Loki, since it is small.\n   We know it.';
const ITEMS = `# Decision backlog\n\n1. ~~**Logs.**~~ ${TEXT}\n2. **Metrics.** Which?\n`;
const COLLAPSED = ITEMS.replace(TEXT, '→ [DECISIONS.md](DECISIONS.md#1-logs).');
const LEDGER = '# Log\n';

describe('a collapse that is interrupted', () => {
  let folder = '';
  beforeEach(() => (folder = temporaryFolder()));
  afterEach(() => remove(folder));

  const text = (name: string): string | null =>
    existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : null;
  const changes = (isNew: boolean): FileChange[] => [
    // The order of the list must not matter.
    { file: join(folder, 'TODO.md'), name: 'TODO.md', before: ITEMS, after: COLLAPSED },
    {
      file: join(folder, 'DECISIONS.md'),
      name: 'DECISIONS.md',
      before: isNew ? null : LEDGER,
      after: `${LEDGER}${TEXT}\n`,
      first: true,
    },
  ];

  for (const isNew of [false, true]) {
    it(`by a call that fails, with ${isNew ? 'a new' : 'an old'} ledger: the text is in one of the files`, () => {
      const files = isNew ? { 'TODO.md': ITEMS } : { 'TODO.md': ITEMS, 'DECISIONS.md': LEDGER };
      write(folder, files);
      let calls = 0;
      writeFiles(
        changes(isNew),
        folder,
        interrupted(() => calls++, UNSYNCED),
      );
      assert.equal(text('TODO.md'), COLLAPSED);
      assert.ok(calls > 20);
      const outcomes = new Map<string, number>();
      for (const code of ['ENOSPC', 'EACCES', 'EIO']) {
        for (let failing = 0; failing < calls; failing++) {
          remove(join(folder, 'DECISIONS.md'));
          write(folder, files);
          const seen: string[] = [];
          const faulty = interrupted((call, at) => {
            seen.push(call);
            if (at === failing) throw systemError(code);
          }, UNSYNCED);
          const { written, refused } = writeFiles(changes(isNew), folder, faulty);
          const what = `${code} at call ${String(failing)}, ${seen[failing] ?? ''}`;
          const kept = text('DECISIONS.md')?.includes(TEXT) ?? false;
          assert.ok(kept || text('TODO.md') === ITEMS, `${what}: the text is lost`);
          assert.equal(text('TODO.md'), written.includes('TODO.md') ? COLLAPSED : ITEMS, what);
          assert.equal(kept, written.includes('DECISIONS.md'), what);
          assert.equal(refused === null, written.length === 2, what);
          if (refused !== null) assert.doesNotMatch(refused, /made up|\n|undefined/);
          outcomes.set(written.join(), (outcomes.get(written.join()) ?? 0) + 1);
          for (const name of readdirSync(folder).filter((each) => each.startsWith('.'))) {
            assert.equal(seen[failing], 'remove', `${what} leaves ${name}`);
            remove(join(folder, name));
          }
        }
      }
      assert.deepEqual([...outcomes.keys()].sort(), ['', 'DECISIONS.md', 'DECISIONS.md,TODO.md']);
    });
  }

  it('by the death of the process before any call: it is told of, and can be finished', async function () {
    const cli = resolve('dist/cli.js');
    if (!existsSync(cli) || process.platform === 'win32') this.skip();
    this.timeout(300_000);
    const preload = join(folder, 'die.cjs');
    writeFileSync(preload, DIE);
    const work = join(folder, 'work');
    const states = new Set<string>();
    for (const isNew of [false, true]) {
      for (let step = 1, isOver = false; !isOver; step++) {
        assert.ok(step < 80, 'it ends');
        remove(work);
        write(work, isNew ? { 'TODO.md': ITEMS } : { 'TODO.md': ITEMS, 'DECISIONS.md': LEDGER });
        const child = spawnSync(process.execPath, ['-r', preload, cli, 'collapse', '1'], {
          cwd: work,
          env: { ...process.env, DIE_AT: String(step) },
        });
        isOver = child.status === 0;
        if (!isOver) assert.equal(child.signal, 'SIGKILL', child.stderr.toString());
        const now = (name: string): string =>
          existsSync(join(work, name)) ? readFileSync(join(work, name), 'utf8') : '';
        const kept = now('DECISIONS.md').includes(TEXT);
        const whole = now('TODO.md') === ITEMS;
        assert.ok(whole || (kept && now('TODO.md') === COLLAPSED), `step ${String(step)}`);
        states.add(`${whole ? 'whole' : 'collapsed'}, ${kept ? 'kept' : 'not kept'}`);
        // What a dead process leaves behind is cleared away once it is old.
        for (const name of readdirSync(work).filter((each) => each.endsWith('-tmp')))
          utimesSync(join(work, name), 1, 1);
        if (whole) {
          const { stdout } = await run(['check', '--format', 'json'], work);
          const { problems } = JSON.parse(stdout) as { problems: { rule: string; fixes: string[] }[] };
          const [problem] = problems.filter(({ rule }) => rule === 'decision/not-collapsed');
          assert.deepEqual(problem?.fixes, [kept ? 'Finish collapsing 1' : 'Collapse 1 to its pointer']);
        }
        const again = await run(['collapse', '1'], work);
        assert.equal(again.code, 0, again.stderr);
        assert.equal(now('TODO.md'), COLLAPSED);
        assert.equal(now('DECISIONS.md').split(TEXT).length, 2, 'once');
        assert.equal((await run(['expand', '1'], work)).code, 0);
        assert.equal(now('TODO.md'), ITEMS);
      }
    }
    assert.deepEqual([...states].sort(), ['collapsed, kept', 'whole, kept', 'whole, not kept']);
  });

  it('by another writer of either file, 1,000 times: no word is lost, every refusal is said', function () {
    this.timeout(120_000);
    const names = ['TODO.md', 'DECISIONS.md'] as const;
    let state = 20261120;
    const random = (below: number): number => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    const outcomes = { both: 0, ledger: 0, none: 0 };
    for (let round = 0; round < 1_000; round++) {
      write(folder, { 'TODO.md': ITEMS, 'DECISIONS.md': LEDGER });
      const when = random(46);
      const name = names[random(2)]!;
      const line = `other ${String(round)}\n`;
      let wrote = false;
      const files = interrupted((_call, at) => {
        if (at !== when) return;
        writeFileSync(join(folder, name), readFileSync(join(folder, name), 'utf8') + line);
        wrote = true;
      }, UNSYNCED);
      const { written, refused } = writeFiles(changes(false), folder, files);
      const what = `round ${String(round)}, call ${String(when)}`;
      const [source = '', ledger = ''] = names.map((each) => text(each) ?? '');
      assert.equal(refused === null, written.length === 2, what);
      assert.equal((source + ledger).includes(line), wrote, `${what}: the other's line`);
      assert.ok(source.includes(TEXT) || ledger.includes(TEXT), `${what}: the text`);
      assert.equal(source.includes(TEXT), !written.includes('TODO.md'), what);
      assert.equal(ledger.includes(TEXT), written.includes('DECISIONS.md'), what);
      outcomes[written.length === 2 ? 'both' : written.length === 1 ? 'ledger' : 'none']++;
      assert.deepEqual(readdirSync(folder).sort(), ['DECISIONS.md', 'TODO.md'], 'nothing is left behind');
    }
    for (const [name, count] of Object.entries(outcomes))
      assert.ok(count > 20, `${name}: ${JSON.stringify(outcomes)}`);
  });
});

/** Kills its process before the call that DIE_AT counts, from the first call that writes on. */
const DIE = `
const fs = require('node:fs');
let count = 0;
for (const name of ['openSync', 'writeFileSync', 'fsyncSync', 'linkSync', 'renameSync', 'rmSync']) {
  const call = fs[name];
  fs[name] = (...args) => {
    if (count > 0 || (name === 'openSync' && String(args[0]).endsWith('.wavemark-tmp'))) count++;
    if (count === Number(process.env.DIE_AT)) process.kill(process.pid, 'SIGKILL');
    return call.apply(fs, args);
  };
}
require('node:module').syncBuiltinESMExports();
`;
