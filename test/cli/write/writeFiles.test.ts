import assert from 'node:assert/strict';
import {
  chmodSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { FileChange } from '../../../src/cli/write/target';
import { temporaryOf } from '../../../src/cli/write/replaceFile';
import { previewFiles, writeFiles } from '../../../src/cli/write/writeFiles';
import { remove, temporaryFolder, write } from '../support';
import { interrupted, systemError, UNSYNCED } from './faultyFiles';

describe('writing files', () => {
  let folder = '';
  beforeEach(() => (folder = temporaryFolder()));
  afterEach(() => remove(folder));

  const change = (name: string, before: string, after: string): FileChange => ({
    file: join(folder, name),
    name,
    before,
    after,
  });
  const textOf = (name: string): string => readFileSync(join(folder, name), 'utf8');

  /** Why it is refused, with nothing written and nothing left behind. */
  function refused(changes: readonly FileChange[], top = folder): string {
    const before = snapshot();
    const preview = previewFiles(changes, top);
    const reason = preview.refused ?? preview.note;
    const { written, refused: said } = writeFiles(changes, top);
    assert.deepEqual(written, []);
    assert.equal(said, reason);
    assert.deepEqual(snapshot(), before);
    assert.ok(said !== null && !said.includes('\n'));
    return said;
  }

  function snapshot(): [string, string][] {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((file): [string, string] => [file, readFileSync(file, 'latin1')]);
  }

  it('writes the bytes that were asked for, and keeps the mode', () => {
    const before = '\ufeffa\r\nb\rc\n🎉';
    write(folder, { 'TODO.md': before, 'x.md': 'x' });
    chmodSync(join(folder, 'TODO.md'), 0o754);
    const after = before.replace('b', 'B');
    const result = writeFiles([change('TODO.md', before, after), change('x.md', 'x', '')], folder);
    assert.deepEqual(result, { written: ['TODO.md', 'x.md'], refused: null });
    assert.equal(textOf('TODO.md'), after);
    assert.equal(textOf('x.md'), '');
    assert.equal(statSync(join(folder, 'TODO.md')).mode & 0o777, 0o754);
    assert.deepEqual(readdirSync(folder).sort(), ['TODO.md', 'x.md']);
  });

  it('writes the file that a link leads to', () => {
    write(folder, { 'docs/TODO.md': 'a' });
    symlinkSync('docs/TODO.md', join(folder, 'TODO.md'));
    assert.deepEqual(writeFiles([change('TODO.md', 'a', 'b')], folder).written, ['TODO.md']);
    assert.equal(textOf('docs/TODO.md'), 'b');
    assert.deepEqual(readdirSync(folder).sort(), ['TODO.md', 'docs']);
    assert.ok(readdirSync(folder, { withFileTypes: true }).some((entry) => entry.isSymbolicLink()));
  });

  it('refuses links out of the workspace', () => {
    write(folder, { 'in/x': '', 'out/TODO.md': 'a' });
    symlinkSync('../out/TODO.md', join(folder, 'in/TODO.md'));
    assert.match(
      refused([change('in/TODO.md', 'a', 'b')], join(folder, 'in')),
      /^in\/TODO\.md was not edited: it is a link to a file out of the workspace; /,
    );
  });

  it('refuses what is read-only, changed, gone, no file, in conflict, or the same twice', () => {
    write(folder, {
      'a.md': 'a',
      'b.md': 'b',
      'c.md': 'a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> other\n',
    });
    mkdirSync(join(folder, 'd.md'));
    chmodSync(join(folder, 'b.md'), 0o444);
    symlinkSync('a.md', join(folder, 'link.md'));
    const table: [FileChange, RegExp][] = [
      [change('b.md', 'b', 'x'), /^b\.md was not edited: it is read-only; make it writable first$/],
      [change('a.md', 'A', 'x'), /^a\.md was not edited: it was changed meanwhile; run the command again$/],
      [change('e.md', 'a', 'x'), /^e\.md was not edited: it is no longer there$/],
      [change('d.md', 'a', 'x'), /^d\.md was not edited: it is no ordinary file$/],
      [change('c.md', textOf('c.md'), 'x'), /^c\.md was not edited: it has conflict markers; /],
      [change('link.md', 'a', 'x'), /^a\.md and link\.md are one file, and were not edited; /],
      [change('a.md', 'a', '\ud83c'), /an edit would split a character$/],
    ];
    for (const [bad, reason] of table) {
      // One that could be written stays as it is as well.
      const changes = bad.name === 'a.md' ? [bad] : [change('a.md', 'a', 'changed'), bad];
      assert.match(refused(changes), reason);
    }
  });

  it('refuses bytes that are no text', () => {
    writeFileSync(join(folder, 'a.md'), Uint8Array.of(0x61, 0xff));
    assert.match(refused([change('a.md', 'a\ufffd', 'b')]), /changed meanwhile/);
  });

  it('refuses while another process writes, and clears up after one that was stopped', () => {
    write(folder, { 'a.md': 'a' });
    const temporary = temporaryOf(join(folder, 'a.md'));
    writeFileSync(temporary, 'half');
    const { refused: reason } = writeFiles([change('a.md', 'a', 'b')], folder);
    assert.match(
      reason ?? '',
      /another wavemark is writing it; if none is running, delete \S+\.wavemark-tmp$/,
    );
    assert.equal(textOf('a.md'), 'a');
    utimesSync(temporary, 1, 1);
    assert.deepEqual(writeFiles([change('a.md', 'a', 'b')], folder), { written: ['a.md'], refused: null });
    assert.deepEqual(readdirSync(folder), ['a.md']);
  });

  it('writes files with long names, and where a file cannot have two names', () => {
    const name = `${'ü'.repeat(120)}.md`;
    write(folder, { [name]: 'a' });
    const files = interrupted((call) => {
      if (call === 'link') throw systemError('EPERM');
    });
    assert.deepEqual(writeFiles([change(name, 'a', 'b')], folder, files).written, [name]);
    assert.equal(textOf(name), 'b');
    assert.deepEqual(readdirSync(folder), [name]);
  });

  it('keeps other names of a file as they are', () => {
    write(folder, { 'a.md': 'a' });
    linkSync(join(folder, 'a.md'), join(folder, 'copy.md'));
    writeFiles([change('a.md', 'a', 'b')], folder);
    assert.deepEqual([textOf('a.md'), textOf('copy.md')], ['b', 'a']);
  });

  describe('when a call fails', () => {
    const names = ['a.md', 'b.md', 'c.md'];
    const texts = { 'a.md': 'old a', 'b.md': 'old b', 'c.md': 'old c' };
    const changes = (): FileChange[] => names.map((name) => change(name, `old ${name[0]}`, `new ${name[0]}`));

    it('leaves each file as it was or as it should be, and says which', () => {
      let calls = 0;
      write(folder, texts);
      writeFiles(
        changes(),
        folder,
        interrupted(() => calls++),
      );
      assert.ok(calls > 30);
      const outcomes = { all: 0, none: 0, some: 0 };
      for (const code of ['ENOSPC', 'EACCES', 'EIO', 'EROFS']) {
        for (let failing = 0; failing < calls; failing++) {
          write(folder, texts);
          const seen: string[] = [];
          const files = interrupted((call, at) => {
            seen.push(call);
            if (at === failing) throw systemError(code);
          }, UNSYNCED);
          const { written, refused: reason } = writeFiles(changes(), folder, files);
          const what = `${code} at call ${String(failing)}, ${seen[failing] ?? ''}`;
          for (const name of names) {
            const expected = written.includes(name) ? `new ${name[0]}` : `old ${name[0]}`;
            assert.equal(textOf(name), expected, `${what}: ${name}`);
          }
          assert.equal(reason === null, written.length === names.length, what);
          if (reason !== null) {
            assert.doesNotMatch(reason, /made up|\n|undefined/);
            for (const name of written) assert.ok(reason.includes(name), `${what}: ${reason}`);
          }
          outcomes[written.length === 0 ? 'none' : reason === null ? 'all' : 'some']++;
          const left = readdirSync(folder).filter((name) => !names.includes(name));
          assert.deepEqual(seen[failing] === 'remove' ? [] : left, [], what);
          for (const name of left) remove(join(folder, name));
        }
      }
      assert.ok(outcomes.all > 0 && outcomes.none > 0 && outcomes.some > 0, JSON.stringify(outcomes));
    });

    it('says how far it came', () => {
      write(folder, texts);
      let renames = 0;
      const files = interrupted((call) => {
        if (call === 'rename' && ++renames === 2) throw systemError('ENOSPC');
      });
      assert.deepEqual(writeFiles(changes(), folder, files), {
        written: ['a.md'],
        refused: 'b.md was not edited: the disk is full, and c.md not either; a.md had been written before',
      });
    });
  });
});
