import assert from 'node:assert/strict';
import { remove, run, temporaryFolder } from './support';

const FILES = {
  'TODO.md': `# To do

## Wave 1: Ground — 2 hours with 2 agents

- [ ] T001 Dig (2h)
- [ ] T002 Measure (1h)

## Wave 2: Walls — 2 hours

- [ ] T003 Lay bricks (after T001) (4h)
- [ ] T004 Paint (after T003) (3h)
`,
};

describe('wavemark plan', () => {
  let folder = '';
  before(() => (folder = temporaryFolder(FILES)));
  after(() => remove(folder));

  it('says what the waves need, and how short it could be', async () => {
    const { code, stdout } = await run(['plan', '--agents', '2'], folder);
    assert.equal(code, 0);
    assert.match(stdout, /^4 tasks, 10 h of work, 2 agents\n/);
    assert.match(stdout, /Declared +4 h/);
    assert.match(stdout, /With barriers +9 h/);
    assert.match(stdout, /Pipelined +9 h {2}dependencies alone: the best possible/);
    assert.match(stdout, /Critical path +9 h {2}T001 → T003 → T004/);
    assert.match(stdout, /declared 2 h, needs 7 h/);
    assert.match(stdout, /What holds up the most\n {2}T003: 1 task \(3 h\) waits for it; in half the time/);
    for (const width of [80, 160]) {
      const { stdout: laidOut } = await run(['plan'], folder, { env: { COLUMNS: String(width) } });
      for (const line of laidOut.split('\n')) assert.ok([...line].length <= width, line);
    }
  });

  it('writes JSON for programs', async () => {
    const { stdout } = await run(['plan', 'TODO.md', '--format', 'json'], folder);
    const plan = JSON.parse(stdout) as {
      version: number;
      agents: number;
      hours: unknown;
      whatIf: unknown;
      bottlenecks: unknown;
    };
    assert.deepEqual([plan.version, plan.agents], [1, 2]);
    assert.deepEqual(plan.hours, {
      work: 10,
      criticalPath: 9,
      declared: 4,
      barriers: 9,
      pipelined: 9,
      lowerBound: 9,
    });
    assert.deepEqual(plan.whatIf, [
      { agents: 1, hours: 10 },
      { agents: 2, hours: 9 },
    ]);
    assert.deepEqual(plan.bottlenecks, [
      { id: 'T003', key: 'TODO.md#T003', unblocks: 1, unblockedHours: 3, gainHours: 2 },
      { id: 'T001', key: 'TODO.md#T001', unblocks: 2, unblockedHours: 7, gainHours: 1 },
    ]);
  });

  it('writes a diagram, a table, a picture and a sheet', async () => {
    const text = async (format: string): Promise<string> =>
      (await run(['plan', '--format', format], folder)).stdout;
    assert.match(await text('mermaid'), /^flowchart LR\n {2}subgraph w1\["Wave 1: Ground"\]/);
    assert.match(await text('markdown'), /^\| Task \| Title \|/);
    assert.match(await text('svg'), /^<svg /);
    assert.match(await text('csv'), /^id,title,path,line/);
  });

  it('refuses numbers of agents and hours that are none', async () => {
    for (const [option, value] of [
      ['--agents', '0'],
      ['--agents', '1.5'],
      ['--agents', 'many'],
      ['--default-hours', '-1'],
      ['--default-hours', ''],
    ] as const) {
      const { code, stderr } = await run(['plan', option, value], folder);
      assert.equal(code, 2, `${option} ${value}`);
      assert.match(stderr, /Give a (?:whole )?number/);
      assert.equal(stderr.trim().split('\n').length, 1);
    }
  });
});

describe('wavemark next', () => {
  let folder = '';
  before(() => (folder = temporaryFolder(FILES)));
  after(() => remove(folder));

  it('says what to take up, and why', async () => {
    const { code, stdout } = await run(['next'], folder);
    assert.equal(code, 0);
    assert.match(
      stdout,
      /^○ T001 {2}Dig\n {4}Ready and critical: 2 tasks \(7 h\) wait for it\.\n {4}TODO\.md:5\n/,
    );
    assert.match(stdout, /What holds up the most\n/);
  });

  it('gives each of so many something to do', async () => {
    const { stdout } = await run(['next', '--agents', '1', '--format', 'json'], folder);
    const { tasks } = JSON.parse(stdout) as { tasks: { id: string; line: number; tailHours: number }[] };
    assert.deepEqual(
      tasks.map(({ id, line, tailHours }) => [id, line, tailHours]),
      [['T001', 5, 9]],
    );
  });

  it('says that nothing is ready', async () => {
    const empty = temporaryFolder({ 'TODO.md': '# To do\n\n- [x] done\n' });
    const { code, stdout } = await run(['next'], empty);
    remove(empty);
    assert.equal(code, 0);
    assert.match(stdout, /^Nothing is open/);
  });

  it('says that what is open waits', async () => {
    const stuck = temporaryFolder({ 'TODO.md': '# To do\n\n- [ ] T1 a (after T2)\n- [ ] T2 b (after T1)\n' });
    const [next, plan] = [await run(['next'], stuck), await run(['plan'], stuck)];
    remove(stuck);
    assert.match(next.stdout, /^Nothing is ready: 2 tasks are open, and all of that waits for something/);
    assert.match(plan.stdout, /A cycle: T1 → T2 → T1\./);
    assert.match(plan.stdout, /2 tasks are left out of all these figures/);
  });
});
