/** Another writer at every place between the calls of ours: no update may be lost, no refusal unsaid. */
import assert from 'node:assert/strict';
import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FileSystem } from '../../../src/cli/write/fileSystem';
import { writeFiles } from '../../../src/cli/write/writeFiles';
import { remove, temporaryFolder } from '../support';
import { interrupted, UNSYNCED } from './faultyFiles';

const ROUNDS = 1000;

describe('two writers of one file', () => {
  it('lose no update', function () {
    this.timeout(120_000);
    const folder = temporaryFolder();
    const file = join(folder, 'TODO.md');
    writeFileSync(file, '');
    const expected: string[] = [];
    let state = 20260103;
    const random = (below: number): number => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    const add = (line: string, files: FileSystem = UNSYNCED): boolean => {
      const before = readFileSync(file, 'utf8');
      const change = { file, name: 'TODO.md', before, after: `${before}${line}\n` };
      const { written, refused } = writeFiles([change], folder, files);
      assert.equal(written.length === 1, refused === null, 'a refusal is said');
      return refused === null;
    };
    // As editors save (the file is written anew), as programs log (its end is), and as wavemark does.
    const writers: ((line: string) => boolean)[] = [
      (line) => {
        writeFileSync(file, `${readFileSync(file, 'utf8')}${line}\n`);
        return true;
      },
      (line) => {
        appendFileSync(file, `${line}\n`);
        return true;
      },
      (line) => add(line),
    ];
    const outcomes = { both: 0, other: 0, ours: 0, none: 0 };
    try {
      for (let round = 0; round < ROUNDS; round++) {
        const when = random(24);
        const other = writers[random(writers.length)]!;
        let otherDone = false;
        const files = interrupted((_call, at) => {
          if (at !== when) return;
          const line = `other ${String(round)}`;
          otherDone = other(line);
          if (otherDone) expected.push(line);
        }, UNSYNCED);
        const line = `ours ${String(round)}`;
        const oursDone = add(line, files);
        if (oursDone) expected.push(line);
        outcomes[oursDone ? (otherDone ? 'both' : 'ours') : otherDone ? 'other' : 'none']++;
        const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
        assert.deepEqual(
          [...lines].sort(),
          [...expected].sort(),
          `round ${String(round)}, call ${String(when)}`,
        );
        assert.deepEqual(readdirSync(folder), ['TODO.md'], 'nothing is left behind');
      }
      for (const [name, count] of Object.entries(outcomes))
        if (name !== 'none') assert.ok(count > 20, `${name}: ${JSON.stringify(outcomes)}`);
    } finally {
      remove(folder);
    }
  });
});
