/** Records and links, held against the files of the work tree. */
import assert from 'node:assert/strict';
import { git, remove, run, temporaryFolder } from './support';

const PLAN = `# To decide

1. ~~Decide on the gauge.~~ → ADR-001.
2. ~~Decide on the siren.~~ → ADR-002.
3. Decide on the lamp: [built](../out/lamp.md), [planned](../plan.md), [theirs](../../secret.md).
`;

describe('wavemark check: reference/record', () => {
  let folder: string;
  afterEach(() => remove(folder));

  it('looks in the whole work tree, at ignored files too, and never outside', async () => {
    folder = temporaryFolder({
      'docs/TODO.md': PLAN,
      'adr/0001-gauge.md': '',
      'out/lamp.md': '',
      '.gitignore': 'out\n',
    });
    git(folder, 'init', '-q');
    const { stdout } = await run(['check', 'docs', '--format', 'json'], folder);
    const { problems } = JSON.parse(stdout) as {
      problems: { rule: string; line: number; message: string }[];
    };
    const told = problems.filter(({ rule }) => rule === 'reference/record');
    assert.deepEqual(
      told.map(({ line, message }) => `${String(line)} ${message.split(' ').slice(0, 3).join(' ')}`),
      ['4 The record ADR-002', '5 The file ../plan.md', '5 The link ../../secret.md'],
    );
  });
});
