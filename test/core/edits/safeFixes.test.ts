import assert from 'node:assert/strict';
import { safeFixes } from '../../../src/core';
import { RULES } from '../../../src/core/rules/registry';
import { fixtureNames, fixtureText } from '../../support/fixtures';
import { indexTexts } from '../../support/edits';

describe('safeFixes', () => {
  const FENCE = '# Tasks\n\n```md\n```sh\nls\n```\n```\n\n- [ ] T001 One\n';

  it('mends what leaves no choice, and nothing else', () => {
    const index = indexTexts({ 'a/TODO.md': FENCE, 'b/TODO.md': '- [z] T001 One\n- [ ] T001 Two\n' });
    const { texts, applied, after } = safeFixes(index);
    assert.deepEqual([...texts.keys()], ['file:///root/a/TODO.md']);
    assert.deepEqual(
      applied.map(({ rule, path, line }) => [rule, path, line]),
      [['structure/stray-fence', 'a/TODO.md', 2]],
    );
    assert.deepEqual(
      after.problems().map(({ uri }) => uri),
      index.problems('file:///root/b/TODO.md').map(({ uri }) => uri),
    );
    assert.equal(index.document('file:///root/a/TODO.md')?.text, FENCE, 'the index is as it was');
  });

  it('does all there is to do, and leaves the same tasks', () => {
    for (const { meta } of RULES) {
      const folder = meta.id.replace('/', '-');
      for (const name of fixtureNames(folder).filter((each) => each.endsWith('.md'))) {
        const index = indexTexts({ 'docs/TODO.md': fixtureText(folder, name) });
        const { after, texts } = safeFixes(index);
        const again = safeFixes(after);
        assert.equal(again.texts.size, 0, `${folder}/${name}`);
        assert.ok(after.problems().length < index.problems().length || texts.size === 0, `${folder}/${name}`);
        assert.deepEqual(
          after.tasks().map(({ id, status, title }) => [id, status, title]),
          index.tasks().map(({ id, status, title }) => [id, status, title]),
        );
      }
    }
  });
});
