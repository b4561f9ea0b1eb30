/** `wavemark collapse` and `wavemark expand`. */
import assert from 'node:assert/strict';
import { chmodSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { git, remove, run, temporaryFolder, write } from './support';

const ITEMS =
  '# Decision backlog\n\n1. ~~**Logs.**~~ Loki, since it is small.\n   We know it.\n2. **Metrics.** Which?\n3. ~~Old.~~ → ADR-001.\n';
const COLLAPSED = ITEMS.replace(
  ' Loki, since it is small.\n   We know it.',
  ' → [DECISIONS.md](DECISIONS.md#1-logs).',
);

describe('wavemark collapse', () => {
  let folder = '';
  beforeEach(() => (folder = temporaryFolder({ 'docs/TODO.md': ITEMS })));
  afterEach(() => remove(folder));

  const text = (path: string): string => readFileSync(join(folder, path), 'utf8');
  function repository(): void {
    git(folder, 'init', '-q', '-b', 'main');
    git(folder, 'config', 'core.autocrlf', 'false');
    git(folder, 'add', '-A');
    git(folder, 'commit', '-q', '--allow-empty', '-m', 'x');
  }

  it('makes the ledger, leaves a pointer, and expand brings the text back', async () => {
    assert.deepEqual(await run(['collapse', '1'], folder), {
      code: 0,
      stdout: '1 is collapsed; its text is in docs/DECISIONS.md\n',
      stderr: '',
    });
    assert.equal(text('docs/TODO.md'), COLLAPSED);
    assert.ok(
      text('docs/DECISIONS.md').includes('\n1. ~~**Logs.**~~ Loki, since it is small.\n   We know it.\n'),
    );
    assert.equal(statSync(join(folder, 'docs/DECISIONS.md')).mode & 0o777, 0o666 & ~process.umask());
    const json = JSON.parse((await run(['index', '--format', 'json'], folder)).stdout) as {
      tasks: { id: string; status: string; decision: unknown }[];
    };
    assert.deepEqual(json.tasks[0]?.decision, { pointer: 'DECISIONS.md', collapsed: true });
    assert.deepEqual(await run(['expand', '1'], folder), {
      code: 0,
      stdout: '1 is whole again\n',
      stderr: '',
    });
    assert.equal(text('docs/TODO.md'), ITEMS);
    assert.doesNotMatch(text('docs/DECISIONS.md'), /Logs/);
  });

  it('is done once', async () => {
    await run(['collapse', '1'], folder);
    const ledger = text('docs/DECISIONS.md');
    const all = 'Nothing that is decided still carries its text';
    for (const [args, said] of [
      [['1'], 'It is collapsed already'],
      [['1', '3'], 'They are collapsed already'],
      [['--all'], all],
      [['--all', 'docs'], all],
    ] as const) {
      const { code, stdout } = await run(['collapse', ...args], folder);
      assert.equal(code, 0);
      assert.equal(stdout, `${said}; nothing was changed\n`);
    }
    assert.deepEqual([text('docs/TODO.md'), text('docs/DECISIONS.md')], [COLLAPSED, ledger]);
  });

  it('prints with --dry-run what git apply makes the same of, a new file included', async () => {
    repository();
    const { code, stdout } = await run(['collapse', '--all', '--dry-run'], folder);
    assert.equal(code, 0);
    assert.match(
      stdout,
      /^diff --git a\/docs\/DECISIONS\.md b\/docs\/DECISIONS\.md\nnew file mode 100644\n--- \/dev\/null\n/,
    );
    assert.deepEqual(readdirSync(join(folder, 'docs')), ['TODO.md']);
    write(folder, { 'x.patch': stdout });
    git(folder, 'apply', 'x.patch');
    const applied = [text('docs/TODO.md'), text('docs/DECISIONS.md')];
    git(folder, 'checkout', '-q', '--', 'docs/TODO.md');
    remove(join(folder, 'docs/DECISIONS.md'));
    await run(['collapse', '--all'], folder);
    assert.deepEqual([text('docs/TODO.md'), text('docs/DECISIONS.md')], applied);
  });

  it('adds to the record that the item names, wherever in the work tree it is', async () => {
    const item = ITEMS.replace('Loki, since', '→ ADR-007. Loki, since');
    write(folder, { 'docs/TODO.md': item, 'adr/0007-logs.md': '# 7. Logs' });
    repository();
    const { code, stdout } = await run(['collapse', 'TODO.md#1'], join(folder, 'docs'));
    assert.deepEqual([code, stdout], [0, '1 is collapsed; its text is in adr/0007-logs.md\n']);
    assert.match(text('docs/TODO.md'), /^1\. ~~\*\*Logs\.\*\*~~ → ADR-007\.$/m);
    assert.match(
      text('adr/0007-logs.md'),
      /^# 7\. Logs\n\n## 1: Logs\n\nFrom \[TODO\.md\]\(\.\.\/docs\/TODO\.md\), item 1/,
    );
    assert.equal((await run(['expand', '1'], folder)).code, 0);
    assert.equal(text('docs/TODO.md'), item);
  });

  it('has the ledger where the settings say', async () => {
    write(folder, { '.vscode/settings.json': '{ "wavemark.ledger": "log/decided/all.md" }' });
    assert.equal((await run(['collapse', '1'], folder)).code, 0);
    assert.match(text('docs/TODO.md'), /\]\(\.\.\/log\/decided\/all\.md#1-logs\)/);
    assert.ok(text('log/decided/all.md').includes('Loki'));
    write(folder, {
      'docs/TODO.md': ITEMS,
      '.vscode/settings.json': '{ "wavemark.ledger": "../../out.md" }',
    });
    const { code, stderr } = await run(['collapse', '1'], folder);
    assert.equal(code, 1);
    assert.match(stderr, /^wavemark: the ledger “\.\.\/\.\.\/out\.md” is not in the workspace/);
  });

  it('refuses in one line, with the exit code 1, and writes nothing', async () => {
    write(folder, { 'x/TODO.md': ITEMS, 'docs/y': '' });
    const table: [string[], RegExp][] = [
      [['2'], /"2" is the id of 2 tasks: docs\/TODO\.md#2, x\/TODO\.md#2; name one by its key$/],
      [['docs/TODO.md#2'], /^wavemark: 2 is not decided; /],
      [['77'], /no task here has the id "77"/],
    ];
    for (const [args, reason] of table) {
      const { code, stdout, stderr } = await run(['collapse', ...args], folder);
      assert.deepEqual([code, stdout], [1, '']);
      assert.match(stderr.trimEnd(), reason);
      assert.equal(stderr.split('\n').length, 2);
    }
    assert.equal((await run(['collapse'], folder)).code, 2);
    assert.match((await run(['expand', 'docs/TODO.md#1'], folder)).stderr, /^wavemark: 1 is not collapsed, /);
    assert.deepEqual(readdirSync(join(folder, 'docs')).sort(), ['TODO.md', 'y']);
    assert.equal(text('docs/TODO.md'), ITEMS);
  });

  it('leaves both files as they are where one of them cannot be written', async () => {
    const cases: [file: string, content: string | Uint8Array, mode: number, reason: RegExp][] = [
      ['docs/TODO.md', ITEMS, 0o444, /docs\/TODO\.md was not edited: it is read-only/],
      ['docs/DECISIONS.md', '# Log\n', 0o444, /docs\/DECISIONS\.md was not edited: it is read-only/],
      ['docs/DECISIONS.md', Uint8Array.of(0x23, 0xff), 0o644, /docs\/DECISIONS\.md cannot be read/],
      ['docs/DECISIONS.md', '<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n', 0o644, /it has conflict markers/],
    ];
    for (const [file, content, mode, reason] of cases) {
      remove(join(folder, 'docs'));
      write(folder, { 'docs/TODO.md': ITEMS, [file]: content });
      chmodSync(join(folder, file), mode);
      const before = readdirSync(join(folder, 'docs'));
      const { code, stdout, stderr } = await run(['collapse', '1'], folder);
      assert.deepEqual([code, stdout], [1, '']);
      assert.match(stderr, reason);
      assert.equal(stderr.split('\n').length, 2);
      assert.equal(text('docs/TODO.md'), ITEMS);
      assert.deepEqual(readdirSync(join(folder, 'docs')), before);
      assert.deepEqual(readFileSync(join(folder, file)), Buffer.from(content));
    }
  });

  it('keeps its hands off files out of the workspace', async function () {
    if (process.platform === 'win32') this.skip();
    write(folder, { 'in/TODO.md': ITEMS, 'out/x': '' });
    symlinkSync('../out', join(folder, 'in/log'));
    symlinkSync('../out/x', join(folder, 'in/DECISIONS.md'));
    const inside = join(folder, 'in');
    assert.match(
      (await run(['collapse', '1'], inside)).stderr,
      /it is a link to a file out of the workspace/,
    );
    write(folder, { 'in/.vscode/settings.json': '{ "wavemark.ledger": "log/L.md" }' });
    assert.match((await run(['collapse', '1'], inside)).stderr, /it would lie outside of the workspace/);
    assert.deepEqual(readdirSync(join(folder, 'out')), ['x']);
    assert.equal(text('in/TODO.md'), ITEMS);
  });

  it('tells in check of what was interrupted, and ends it', async () => {
    await run(['collapse', '1'], folder);
    const ledger = text('docs/DECISIONS.md');
    write(folder, { 'docs/TODO.md': ITEMS });
    const { problems } = JSON.parse((await run(['check', '--format', 'json'], folder)).stdout) as {
      problems: { rule: string; severity: string; message: string; fixes: string[] }[];
    };
    const [problem] = problems.filter(({ rule }) => rule === 'decision/not-collapsed');
    assert.equal(problem?.severity, 'info');
    assert.match(problem.message, /^The text of 1 is in docs\/DECISIONS\.md already and still here: /);
    assert.deepEqual(problem.fixes, ['Finish collapsing 1']);
    assert.equal(
      (await run(['collapse', '1'], folder)).stdout,
      '1 is collapsed; its text was in docs/DECISIONS.md already\n',
    );
    assert.deepEqual([text('docs/TODO.md'), text('docs/DECISIONS.md')], [COLLAPSED, ledger]);
  });

  it('says with --all nothing of what is not decided, whatever its form', async () => {
    write(folder, {
      'TASKS.md': '# Tasks\n\n## P0-001: Vault\n\n**Effort**: 2h\n\n## P0-002: Mesh ✅ DONE\n',
    });
    const { code, stderr } = await run(['collapse', '--all', '--dry-run'], folder);
    assert.deepEqual([code, stderr], [0, '']);
  });

  it('collapses with --all what it can, and says what it leaves', async () => {
    write(folder, { 'docs/TODO.md': `${ITEMS}4. ~~Alerts.~~ By mail; the rest\n   remains open.\n` });
    const { code, stdout, stderr } = await run(['collapse', '--all'], folder);
    assert.deepEqual([code, stdout], [0, '1 is collapsed; its text is in docs/DECISIONS.md\n']);
    assert.match(stderr, /^wavemark: 4 is not wholly decided: its text says “remains open”; [^\n]*\n$/);
  });
});
