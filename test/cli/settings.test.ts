import assert from 'node:assert/strict';
import { join } from 'node:path';
import fc from 'fast-check';
import { plainJson, readFileSettings } from '../../src/cli/settings';
import { remove, temporaryFolder, write } from './support';

describe('settings', () => {
  let folder = '';
  beforeEach(() => (folder = temporaryFolder({ 'sub/x': '' })));
  afterEach(() => remove(folder));

  const read = (text: string | null): { answer: ReturnType<typeof readFileSettings>; notes: string[] } => {
    if (text !== null) write(folder, { '.vscode/settings.json': text });
    const notes: string[] = [];
    const answer = readFileSettings([join(folder, 'sub'), folder], (note) => notes.push(note));
    return { answer, notes };
  };

  it('reads wavemark.files of the nearest folder that has settings', () => {
    const { answer, notes } = read('{ "wavemark.files": ["PLAN.md", "!old/**"] }');
    assert.deepEqual(answer, { folder, globs: ['PLAN.md', '!old/**'] });
    assert.deepEqual(notes, []);
    write(folder, { 'sub/.vscode/settings.json': '{}' });
    assert.equal(read(null).answer, null);
  });

  it('knows comments, trailing commas and a byte order mark', () => {
    const text = '\ufeff{ // a "comment"\n "a//b": "/* no */", /* [ */ "wavemark.files": ["**/*.md",], }';
    assert.deepEqual(read(text).answer?.globs, ['**/*.md']);
  });

  it('says nothing where nothing is set', () => {
    assert.deepEqual(read(null), { answer: null, notes: [] });
    assert.deepEqual(read('{ "editor.tabSize": 2 }'), { answer: null, notes: [] });
    assert.deepEqual(read('[]'), { answer: null, notes: [] });
  });

  it('uses the default and says so once where the settings cannot be used', () => {
    for (const text of ['{ "wavemark.files": "*.md" }', '{ "wavemark.files": [1] }', '{ nonsense', '']) {
      const { answer, notes } = read(text);
      assert.equal(answer, null);
      assert.equal(notes.length, 1);
      assert.match(notes[0] ?? '', /settings\.json.* (is|are) not used$/);
    }
    const { answer, notes } = read(`{ "a": "${'x'.repeat(1_000_001)}" }`);
    assert.equal(answer, null);
    assert.match(notes[0] ?? '', /larger than 1 MB/);
  });

  it('leaves plain JSON as it is, and never throws or hangs', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        assert.deepEqual(
          JSON.parse(plainJson(JSON.stringify(value, null, 1))),
          JSON.parse(JSON.stringify(value)),
        );
      }),
    );
    fc.assert(fc.property(fc.string(), (text) => typeof plainJson(text) === 'string'));
    const start = performance.now();
    plainJson(`[${' '.repeat(200_000)}]`);
    plainJson(']'.repeat(100_000));
    assert.ok(performance.now() - start < 2000);
  });
});
