import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { VERSION } from '../../src/cli/version';
import { remove, run, temporaryFolder, write, type Answer } from './support';

describe('wrong use', () => {
  let folder = '';
  before(() => (folder = temporaryFolder({ 'docs/TODO.md': '- [ ] T001 a\n', 'PLAN.md': '' })));
  after(() => remove(folder));

  const list =
    'the commands are index, check, show, refs, next, plan, rename, assign-ids, set-status, collapse, expand (wavemark --help explains them)';
  const List = list.replace('the', 'The');
  const table: [string, string][] = [
    ['', `no command was given; ${list}`],
    ['frobnicate', `there is no command "frobnicate"; ${list}`],
    ['idnex', `there is no command "idnex"; did you mean "index"? ${List}`],
    ['INDEX', `there is no command "INDEX"; did you mean "index"? ${List}`],
    ['docs', '"docs" is a path, not a command; to read it: wavemark index docs'],
    ['index --formt json', 'there is no option --formt; did you mean --format? See wavemark index --help'],
    ['index --frobnicate', 'there is no option --frobnicate; see wavemark index --help'],
    ['check --explain', 'there is no option --explain; see wavemark check --help'],
    ['--colour never', 'there is no option --colour; did you mean --color? See wavemark --help'],
    [
      'index --format xml',
      "option '--format <format>' argument 'xml' is invalid; allowed choices are pretty, json; see wavemark index --help",
    ],
    [
      'check --max-severity-ok error',
      "option '--max-severity-ok <severity>' argument 'error' is invalid; allowed choices are hint, info, warning; see wavemark check --help",
    ],
    [
      'index --color blue',
      "option '--color <when>' argument 'blue' is invalid; allowed choices are auto, always, never; see wavemark index --help",
    ],
    ['index --format', "option '--format <format>' argument missing; see wavemark index --help"],
    ['show', "missing required argument 'id'; see wavemark show --help"],
    ['refs --format json', "missing required argument 'id'; see wavemark refs --help"],
    ['rename T001', "missing required argument 'new'; see wavemark rename --help"],
    ['assign-ids', "missing required argument 'path'; see wavemark assign-ids --help"],
    ['set-status T001', "missing required argument 'status'; see wavemark set-status --help"],
    ['collapse', 'nothing was named to collapse; name an id such as 3.6, or give --all'],
    ['expand', "missing required argument 'id'; see wavemark expand --help"],
    ['check --dry-run', '--dry-run shows what --fix would change; add --fix'],
    ['help nothing', `there is no command "nothing"; ${list}`],
  ];
  for (const [line, message] of table) {
    it(`wavemark ${line}`, async () => {
      assert.deepEqual(await run(line.split(' ').filter(Boolean), folder), {
        code: 2,
        stdout: '',
        stderr: `wavemark: ${message}\n`,
      });
    });
  }

  it('does not offer what is not built', async () => {
    for (const name of ['mcp']) {
      const { code, stderr } = await run([name], folder);
      assert.equal(code, 2);
      assert.match(stderr, /^wavemark: there is no command /);
    }
    assert.equal((await run(['check', '--baseline'], folder)).code, 2);
    assert.equal((await run(['index', '--format', 'sarif'], folder)).code, 2);
  });

  for (const command of [['index'], ['check'], ['show', 'T001'], ['refs', 'T001']]) {
    describe(`wavemark ${command.join(' ')}`, () => {
      const fails = async (path: string, message: string): Promise<void> => {
        for (const format of ['json', 'pretty']) {
          const answer = await run([...command, path, '--format', format], folder);
          assert.deepEqual(answer, { code: 2, stdout: '', stderr: `wavemark: ${message}\n` });
        }
      };
      it('refuses a path that leads nowhere', async () => {
        await fails('nope', `there is no file or folder "nope" in ${folder}; check the spelling`);
        await fails('PLAN.md/x', `there is no file or folder "PLAN.md/x" in ${folder}; check the spelling`);
        await fails(`${folder}/x`, `there is no file or folder "${folder}/x"; check the spelling`);
        await fails('', 'an empty path was given; name a file or a folder');
        await fails(
          'a\u001b[31m\nb',
          `there is no file or folder "a␛[31m b" in ${folder}; check the spelling`,
        );
      });
      it('refuses what is neither file nor folder', async function () {
        if (process.platform === 'win32') this.skip();
        await fails(
          '/dev/null',
          '"/dev/null" is neither a file nor a folder; name a Markdown file or a folder',
        );
      });
    });
  }
});

describe('help', () => {
  const help = (...argv: string[]): Promise<Answer> => run(argv, '/', { env: { COLUMNS: '80' } });

  it('is printed on stdout, with the exit code 0', async () => {
    const { code, stdout, stderr } = await help('--help');
    assert.equal(code, 0);
    assert.equal(stderr, '');
    assert.match(stdout, /^Usage: wavemark /);
    assert.match(stdout, /Exit codes: 0 fine, 1 /);
    assert.deepEqual(await help('-h'), { code, stdout, stderr });
    assert.deepEqual(await help('help'), { code, stdout, stderr });
  });

  for (const name of ['index', 'check', 'show', 'refs', 'rename', 'assign-ids']) {
    it(`explains ${name} with an example`, async () => {
      const { code, stdout, stderr } = await help(name, '--help');
      assert.deepEqual([code, stderr], [0, '']);
      assert.match(stdout, new RegExp(`Examples:\\n {2}wavemark ${name} `));
      assert.match(stdout, /--color <when>/);
      assert.equal((await help('help', name)).stdout, stdout);
      for (const line of stdout.split('\n')) assert.ok(line.length <= 80, line);
    });
  }

  it('prints the version of package.json', async () => {
    const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    assert.equal(VERSION, manifest.version);
    assert.deepEqual(await help('--version'), { code: 0, stdout: `${VERSION}\n`, stderr: '' });
    assert.deepEqual(await help('-V'), { code: 0, stdout: `${VERSION}\n`, stderr: '' });
  });
});

describe('a fault of our own', () => {
  it('is one line too', async () => {
    const folder = temporaryFolder();
    write(folder, { 'TODO.md': '' });
    const { io, stderr } = (await import('./support')).fakeIo(folder);
    const broken = {
      ...io,
      stdout: {
        write: () => {
          throw new Error('one\ntwo');
        },
      },
    };
    const { runCli } = await import('../../src/cli/runCli');
    assert.equal(await runCli(['index', '--format', 'json'], broken), 2);
    assert.match(stderr(), /^wavemark: something went wrong that should not have: one two; [^\n]*\n$/);
    remove(folder);
  });
});
