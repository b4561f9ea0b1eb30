import assert from 'node:assert/strict';
import stringWidth from 'string-width';
import { INDEX } from '../core/features/jsonShape';
import { PLAN } from './plan';
import { remove, run, temporaryFolder, write, type Circumstances } from './support';

/** Numbers at the right edge of a line of so many columns. */
function edge(left: string, right: string, width: number): string {
  return left + ' '.repeat(width - stringWidth(left) - stringWidth(right)) + right;
}

describe('wavemark index', () => {
  let folder = '';
  beforeEach(() => (folder = temporaryFolder()));
  afterEach(() => remove(folder));

  const lines = async (argv: readonly string[], circumstances: Circumstances = {}): Promise<string[]> => {
    const { code, stdout, stderr } = await run(['index', ...argv], folder, circumstances);
    assert.deepEqual([code, stderr], [0, '']);
    return stdout.split('\n');
  };

  it('lists open tasks under their sections, in 80 columns', async () => {
    write(folder, PLAN);
    const out = await lines([]);
    const problems = out.slice(-3, -1);
    assert.deepEqual(out, [
      edge('BACKLOG.md  heading', '2 tasks  ○ 2', 80),
      edge('  P0 — Now', '○ 2', 80),
      edge('    ○ P0-001  Add the vault', 'P0    1 h  1/2', 80),
      edge('    ○ P0-002  Enable authentication', 'P0  2–3 h     ', 80).trimEnd(),
      '',
      edge('docs/TODO.md  checkbox', '7 tasks  ○ 3  ◐ 1  ✓ 1  – 1  ? 1', 80),
      edge('  Reading', '○ 2  ◐ 1  ✓ 1', 80),
      '    ◐ T002  Read tables, with every kind of alignment that people have been see…',
      '    ○ T003    Header rows',
      '    ○ T004  Read 日本語の入力 and 👩‍👩‍👧 titles',
      edge('  Writing › Files', '○ 1  – 1  ? 1', 80),
      '    ? T006  Write what is not known',
      '    ○ T002  Write, under an id that is taken',
      '',
      '9 tasks in 2 files  ○ 5 todo  ◐ 1 doing  ✓ 1 done  – 1 dropped  ? 1 unknown',
      'Effort 3–4 h (written on 2 tasks)',
      '',
      'Problems of form: 1 error, 1 warning',
      ...problems,
      '',
    ]);
    assert.match(problems[0] ?? '', /^ {2}warning {2}docs\/TODO\.md:15:4 {2}\S.*…$/);
    assert.match(problems[1] ?? '', /^ {2}error {4}docs\/TODO\.md:16:7 {2}\S.*…$/);
  });

  it('has room for everything in 160 columns', async () => {
    write(folder, PLAN);
    const wide = await lines(['--all'], { env: { COLUMNS: '160' } });
    assert.deepEqual(wide.slice(4, 15), [
      '',
      edge('docs/TODO.md  checkbox', '7 tasks  ○ 3  ◐ 1  ✓ 1  – 1  ? 1', 160),
      edge('  Reading', '○ 2  ◐ 1  ✓ 1', 160),
      '    ✓ T001  Read lines',
      '    ◐ T002  Read tables, with every kind of alignment that people have been seen to write in the wild',
      '    ○ T003    Header rows',
      '    ○ T004  Read 日本語の入力 and 👩‍👩‍👧 titles',
      edge('  Writing › Files', '○ 1  – 1  ? 1', 160),
      '    – T005  Write to paper',
      '    ? T006  Write what is not known',
      '    ○ T002  Write, under an id that is taken',
    ]);
  });

  for (const width of [40, 80, 160]) {
    it(`stays within ${String(width)} columns, with colours too`, async () => {
      write(folder, PLAN);
      write(folder, { 'x/TODO.md': `# x\n\n## ${'section '.repeat(40)}\n\n- [ ] ${'日本'.repeat(100)}\n` });
      write(folder, { [`${'long/'.repeat(30)}TODO.md`]: '- [ ] a\n' });
      for (const argv of [[], ['--all'], ['--explain'], ['--color', 'always']]) {
        // What is measured is what is drawn: string-width leaves colours out.
        for (const line of await lines(argv, { terminal: width })) {
          assert.ok(stringWidth(line) <= width, `${String(stringWidth(line))}: ${line}`);
        }
      }
    });
  }

  it('draws with ASCII alone where the terminal knows no more', async () => {
    write(folder, {
      'TODO.md': '# x\n\n## A\n\n### B\n\n- [ ] T001 a long title that does not fit into it at all\n',
    });
    const out = await lines([], { env: { LC_ALL: 'C', COLUMNS: '40' } });
    assert.equal(out[1], edge('  A > B', '[ ] 1', 40));
    assert.equal(out[2], '    [ ] T001  a long title that does...');
    assert.match(out.join(''), /^[ -~]*$/);
  });

  it('uses colours only where it may', async () => {
    write(folder, PLAN);
    const plain = await lines([]);
    assert.doesNotMatch(plain.join('\n'), /\u001b/);
    for (const argv of [[], ['--all'], ['--explain']]) {
      const bare = (await lines([...argv, '--color', 'never'], { terminal: 80 })).join('\n');
      const coloured = (await lines([...argv, '--color', 'always'])).join('\n');
      assert.match(coloured, /\u001b\[/);
      // eslint-disable-next-line no-control-regex
      assert.equal(coloured.replace(/\u001b\[\d+m/g, ''), bare);
    }
    assert.doesNotMatch((await lines([], { terminal: 80, env: { NO_COLOR: '1' } })).join(''), /\u001b/);
  });

  it('never lets a file speak to the terminal', async () => {
    const evil = '\u001b]0;owned\u0007\u001b[2J\u009b31m\u202etxt';
    write(folder, {
      'TODO.md': `# x\n\n## S${evil}\n\n- [ ] T001 a${evil}\n`,
      [`TODO-${evil}.md`]: '- [ ] b\n',
    });
    for (const argv of [['index', '--explain'], ['check'], ['show', 'T001'], ['refs', 'T001']]) {
      const { stdout } = await run(argv, folder);
      // eslint-disable-next-line no-control-regex
      assert.doesNotMatch(stdout, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/, argv[0]);
    }
  });

  it('keeps a thousand open tasks readable, and lists all when asked', async () => {
    const section = (at: number): string =>
      `## Section ${String(at)}\n\n${Array.from({ length: 25 }, (_, n) => `- [ ] write chapter ${String(n)}\n`).join('')}\n`;
    for (let file = 0; file < 4; file += 1) {
      write(folder, {
        [`f${String(file)}/TODO.md`]: `# x\n\n${Array.from({ length: 10 }, (_, n) => section(n)).join('')}`,
      });
    }
    const short = await lines([]);
    assert.ok(short.length <= 180, String(short.length));
    for (let at = 0; at < 10; at += 1) assert.ok(short.includes(edge(`  Section ${String(at)}`, '○ 25', 80)));
    assert.equal(short.at(-2), 'Shortened: --all lists every task; naming a file lists more of it.');
    const all = await lines(['--all']);
    assert.equal(all.filter((line) => /^ {4}○ write chapter \d+$/.test(line)).length, 1000);
    assert.ok(!all.some((line) => line.startsWith('Shortened')));
  });

  it('lists a thousand files with a line each', async () => {
    for (let file = 0; file < 300; file += 1)
      write(folder, { [`f${String(file)}/TODO.md`]: '- [ ] a\n- [x] b\n' });
    const out = await lines([]);
    assert.ok(out.length < 310, String(out.length));
    assert.equal(out.filter((line) => line.includes('/TODO.md  checkbox')).length, 300);
  });

  it('says what to do where there are no task files', async () => {
    const [first] = await lines([]);
    assert.match(first ?? '', /^No task files here\. A task file is a Markdown file /);
    const json = JSON.parse((await run(['index', '--format', 'json'], folder)).stdout) as object;
    assert.deepEqual(json, { version: 1, root: folder, documents: [], tasks: [], problems: [] });
  });

  it('explains what was taken for tasks', async () => {
    write(folder, PLAN);
    const { stdout } = await run(['index', '--explain', '--format', 'json'], folder);
    const json = JSON.parse(stdout) as { documents: { explain: { taken: boolean; reason: string }[] }[] };
    INDEX(json, 'index');
    for (const { explain } of json.documents) {
      assert.ok(explain.some(({ taken }) => taken));
      const pretty = (await lines(['--explain'], { env: { COLUMNS: '160' } })).join(' ').replace(/\s+/g, ' ');
      for (const { reason } of explain) assert.ok(pretty.includes(reason.replace(/\s+/g, ' ')), reason);
    }
  });

  it('says when a file has lists but no task', async () => {
    write(folder, {
      'TODO.md': '# x\n\n## Notes\n\n- The wall is red.\n- The door is green.\n',
      'empty/TODO.md': '# x\n',
    });
    assert.equal((await lines([])).at(-2), 'In 1 file nothing was taken for a task: --explain says why.');
    assert.ok(!(await lines(['--explain'])).join('').includes('--explain'));
    write(folder, { 'TODO.md': '- [ ] a\n' });
    assert.ok(!(await lines([])).join('').includes('--explain'));
  });

  it('shows why a file was skipped', async () => {
    write(folder, {
      'TODO.md': Uint8Array.of(0x61, 0xff),
      'TASKS.md': '- [ ] a\0\n',
      'BACKLOG.md': '- [ ] b\n',
    });
    const { code, stdout } = await run(['index', '--format', 'json'], folder);
    const json = JSON.parse(stdout) as {
      documents: { path: string; bytes: number; skipped?: string }[];
      problems: { rule: string; severity: string; path: string }[];
      tasks: unknown[];
    };
    INDEX(json, 'index');
    assert.equal(code, 0);
    assert.deepEqual(
      json.problems.map(({ rule, severity, path }) => [rule, severity, path]),
      [
        ['file/skipped', 'info', 'TASKS.md'],
        ['file/skipped', 'info', 'TODO.md'],
      ],
    );
    assert.deepEqual(
      json.documents.map(({ path, bytes, skipped }) => [path, bytes, skipped !== undefined]),
      [
        ['BACKLOG.md', 8, false],
        ['TASKS.md', 9, true],
        ['TODO.md', 2, true],
      ],
    );
    assert.equal(json.tasks.length, 1);
    const pretty = (await lines([])).join(' ').replace(/\s+/g, ' ');
    assert.match(pretty, /TODO\.md skipped The file is not valid UTF-8 \(from line 1 on\)/);
  });
});
