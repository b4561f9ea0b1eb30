import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { searchFiles } from '../../src/cli/fileSearch';
import { CitingWords, mentionPattern, TaskIndex } from '../../src/core';
import { git, remove, run, temporaryFolder, write } from './support';

interface Found {
  readonly tooLarge: number;
  readonly citations: readonly {
    readonly path: string;
    readonly line: number;
    readonly column: number;
    readonly ambiguous: boolean;
    readonly scope: string;
    readonly text: string;
    readonly targets: readonly string[];
  }[];
}

const FILES = {
  'docs/BACKLOG.md': '### P0-001: Add the vault\n\n### P0-002: Lock it\n\n**Dependencies**: P0-001\n',
  'docs/TODO.md': '1. One\n2. Two\n3. Three\n\n   6. Inner\n   7. Other\n',
  'src/vault.ts': '\r\n// 🚀 P0-001 and TODO 3.6\r\nexport {};\r\n',
  'deploy.sh': '\ufeff# P0-001–P0-004 go out together\n',
  '.gitmessage': 'Task: P0-001\n',
  'notes.txt': 'We decided item 3.6 on Monday. Ask 3.6.\n',
  'picture.png': 'P0-001\0',
  'ignored.txt': 'P0-001',
  '.gitignore': 'ignored.txt\n',
  'node_modules/a.js': '// P0-001',
};

describe('wavemark refs in all text files', () => {
  let folder = '';
  beforeEach(() => (folder = temporaryFolder(FILES)));
  afterEach(() => remove(folder));

  const refs = async (...args: string[]): Promise<Found> => {
    const { stdout, stderr } = await run(['refs', ...args, '--format', 'json'], folder);
    assert.equal(stderr, '');
    return JSON.parse(stdout) as Found;
  };
  const places = ({ citations }: Found): string[] =>
    citations.map(({ path, line, column }) => `${path}:${line}:${column}`);

  for (const inGit of [false, true]) {
    it(`finds them ${inGit ? 'in a work tree' : 'without git'}, ignored and binary files left out`, async () => {
      if (inGit) git(folder, 'init', '-q');
      assert.deepEqual(places(await refs('P0-001')), [
        'docs/BACKLOG.md:1:5',
        'docs/BACKLOG.md:5:19',
        '.gitmessage:1:7',
        'deploy.sh:1:3',
        'src/vault.ts:2:7',
      ]);
      assert.deepEqual(places(await refs('P0-002')), ['docs/BACKLOG.md:3:5', 'deploy.sh:1:3']);
      assert.deepEqual(places(await refs('3.6')), [
        'docs/TODO.md:5:4',
        'notes.txt:1:17',
        'src/vault.ts:2:23',
      ]);
    });
  }

  it('looks only where it is told to', async () => {
    assert.deepEqual(places(await refs('P0-001', 'docs', '.gitmessage')), [
      '.gitmessage:1:7',
      'docs/BACKLOG.md:1:5',
      'docs/BACKLOG.md:5:19',
    ]);
  });

  it('finds an id that no task has any more', async () => {
    const { stdout, code } = await run(['refs', 'P0-004'], folder);
    assert.equal(code, 0);
    assert.match(stdout, /^P0-004 {2}no task has this id\n\ndeploy.sh\n {2}1:10 {2}mention/);
  });

  it('shows the line, and says where an id means several tasks', async () => {
    write(folder, {
      'specs/1/tasks.md': '- [ ] T001 Dig\n',
      'specs/2/tasks.md': '- [ ] T001 Fill\n',
      'specs/1/plan.md': 'T001 first\n',
      'README.md': 'T001?\n',
    });
    const { citations } = await refs('T001');
    const [readme, plan] = [
      citations.find(({ path }) => path === 'README.md'),
      citations.find(({ path }) => path === 'specs/1/plan.md'),
    ];
    assert.equal(readme?.ambiguous, true);
    assert.deepEqual(
      [plan?.ambiguous, plan?.scope, plan?.targets],
      [false, 'folder', ['specs/1/tasks.md#T001']],
    );
    const { stdout } = await run(['refs', 'T001'], folder);
    assert.match(stdout, /README.md\n +1:1 +mention +T001\?\n +could mean any of them/);
    assert.match(stdout, /plan.md\n +1:1 +mention +T001 first\n +means specs\/1\/tasks.md:1/);
  });

  it('takes words of one’s own from the settings', async () => {
    const settings = (value: unknown): void =>
      write(folder, { '.vscode/settings.json': JSON.stringify({ 'wavemark.citationWords': value }) });
    settings(['ask']);
    assert.ok(places(await refs('3.6')).includes('notes.txt:1:36'));
    settings('ask');
    const { stderr, code } = await run(['refs', '3.6'], folder);
    assert.match(stderr, /^wavemark: .*"wavemark.citationWords" must be a list of words; it is not used\n$/);
    assert.equal(code, 0);
  });

  it('says how many files were too large', async () => {
    write(folder, { 'large.txt': `${'x'.repeat(1024 * 1024)} P0-001`, 'large.bin': '\0'.repeat(2_000_000) });
    assert.equal((await refs('P0-001')).tooLarge, 1);
    const { stderr, code } = await run(['refs', 'P0-001'], folder);
    assert.match(stderr, /^wavemark: 1 text file was too large to be looked through; raise "wavemark/);
    assert.equal(code, 0);
  });

  it('follows no links', async () => {
    symlinkSync('deploy.sh', join(folder, 'link.sh'));
    symlinkSync('loop', join(folder, 'loop'));
    symlinkSync('/etc', join(folder, 'outside'));
    assert.equal((await refs('P0-004')).citations.length, 1);
  });
});

describe('searching files', () => {
  const search = async (folder: string, paths: readonly string[]): Promise<readonly string[]> => {
    const { matches } = await searchFiles(
      folder,
      paths,
      { first: 'P0-7', then: '', limit: 100 },
      async () => {},
    );
    return matches;
  };

  it('shares the work with threads where there is much', async function () {
    this.timeout(120_000);
    const files: Record<string, string> = {};
    for (let number = 0; number < 4_000; number++)
      files[`${number % 50}/${number}.txt`] = number % 100 === 7 ? 'P0-7' : 'P0-8';
    const folder = temporaryFolder(files);
    try {
      const paths = Object.keys(files);
      assert.deepEqual(
        await search(folder, [...paths, 'gone.txt', '3']),
        paths.filter((path) => files[path] === 'P0-7'),
      );
    } finally {
      remove(folder);
    }
  });

  it('of nothing finds nothing', async () => assert.deepEqual(await search('/', []), []));
});

describe('the pattern for mentions', () => {
  const STAMPED = 't-250911230312-0863';
  const words = new CitingWords(['wünsche']);
  const pieces = fc.constantFrom(
    ...'T001 T003 T001–T004 T1-T9 P0-001,002-005 P0-003 3.6 3.5-3.9 item items TODO 16 14–18 and to , / 任务 tâche wünsche TODO.md#3.6 #16 no. DEBT-01,08 [t-250911230312-0863] ** ` ( ) 🚀'.split(
      ' ',
    ),
    '\n',
  );
  const ids = ['T001', 'T002', 'T5', 'P0-002', 'P0-004', '3.6', '16', '#16', 'DEBT-08', STAMPED];

  it('matches whatever mentions an id', function () {
    this.timeout(120_000);
    const texts = fc
      .array(pieces, { maxLength: 10 })
      .chain((list) => fc.constantFrom(' ', '').map((glue) => list.join(glue)));
    const seen = new Set<string>();
    const index = new TaskIndex();
    index.setCitingWords(words);
    index.set('file:///a/TODO.md', 'TODO.md', '1. a\n2. b\n3. c\n\n   6. d\n16. e\n');
    fc.assert(
      fc.property(texts, fc.subarray(ids, { minLength: 1 }), (text, some) => {
        index.texts.set('file:///a/b.md', 'b.md', text);
        const cited = some.filter((id) => index.citations(id).some(({ document }) => document === null));
        if (cited.length === 0) return;
        cited.forEach((id) => seen.add(id));
        const pattern = mentionPattern(some, words);
        const bytes = Buffer.from(text).toString('latin1');
        assert.ok(pattern);
        assert.match(bytes, new RegExp(pattern.first), JSON.stringify(some));
        assert.match(bytes, new RegExp(pattern.then), JSON.stringify(some));
      }),
      { numRuns: 3_000 },
    );
    assert.deepEqual([...seen].sort(), [...ids].sort(), 'each is mentioned in some text');
  });

  it('reaches over a line end behind "no."', () => {
    const pattern = mentionPattern(['3.6'], words);
    assert.match('item no. \n 3.5-3.9', new RegExp(pattern?.first ?? '$^'));
    assert.match('item no. \n 3.5-3.9', new RegExp(pattern?.then ?? '$^'));
  });

  it('is short for many ids of a series', () => {
    const many = Array.from({ length: 5_000 }, (_, number) => `P0-${number}`);
    assert.ok((mentionPattern(many, words)?.first.length ?? Infinity) < 100);
    assert.equal(mentionPattern([], words), null);
    assert.equal(mentionPattern(['\ud800'], words), null);
  });
});
