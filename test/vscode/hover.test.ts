/** Hovers on ids. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Wavemark } from '../../src/extension/activate';
import { indexed, open, Scratch, wavemark } from './support';

const PLAN = `# Plan

## Wave 1: Ground

- [x] T901 Buy the ground
- [ ] T902 Fence it in (after T901, T999)
- [ ] T903 Move in (after T902)
- [ ] T904 [evil](command:workbench.action.quit) <img src=x> $(zap) &lt; \`**code**\` https://example.com
- [ ] T905 twice
- [ ] T905 twice
`;

describe('hover', () => {
  let live: Wavemark;
  let scratch: Scratch;

  before(async () => {
    live = await wavemark();
    scratch = await Scratch.make('hover-scratch');
    await indexed(live.index.reader, scratch.write('TODO.md', PLAN));
    scratch.write('README.md', 'As T902 says.\nT999 is nobody. SHA-256.\n');
  });
  after(() => scratch.remove());

  /** The text of our hovers at a text of a file. */
  async function hover(name: string, text: string): Promise<vscode.MarkdownString[]> {
    const { document } = await open(scratch.at(name));
    const at = document.positionAt(document.getText().indexOf(text) + 1);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      at,
    );
    return hovers.flatMap(({ contents }) => contents as vscode.MarkdownString[]);
  }
  /** As a reader sees it, more or less. */
  const plain = (text: string): string =>
    text
      .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
      .replace(/&nbsp;/g, ' ')
      .replace(/\\([^\w\s])/g, '$1');

  it('tells of the task behind an id in any Markdown file', async () => {
    const [card] = await hover('README.md', 'T902');
    const text = plain(card?.value ?? '');
    for (const part of [
      'T902 Fence it in',
      'to do',
      'Wave 1: Ground',
      'Waits for',
      'T901',
      'T999: no task has this id',
      'Unblocks',
      'T903',
      'hover-scratch/TODO.md:6',
    ]) {
      assert.ok(text.includes(part), `"${part}" in ${text}`);
    }
  });

  it('links to tasks by the one command that it is trusted with', async () => {
    const [card] = await hover('TODO.md', 'T903');
    assert.match(
      card?.value ?? '',
      /\]\(command:wavemark\.revealTask\?%5B%22hover-scratch%2FTODO\.md%23T902%22%5D\)/,
    );
    assert.notEqual(card?.supportHtml, true);
  });

  it('shows what somebody wrote as text', async () => {
    const [card] = await hover('TODO.md', 'T904');
    const value = card?.value ?? '';
    assert.doesNotMatch(value, /<img|\]\(command:workbench|\$\(zap\)|https:\/\//);
    assert.doesNotMatch(value, /\*\*code\*\*/);
  });

  it('shows both tasks that share an id', async () => {
    const [scope, ...cards] = await hover('TODO.md', 'T905');
    assert.match(scope?.value ?? '', /T905 is ambiguous here\S* 2 tasks have this id/);
    assert.equal(cards.length, 2);
  });

  it('is silent where no task is meant, and when it is switched off', async () => {
    for (const text of ['T999 is', 'SHA-256', 'nobody'])
      assert.deepEqual(await hover('README.md', text), [], text);
    const settings = vscode.workspace.getConfiguration('wavemark');
    await settings.update('hover.enabled', false, vscode.ConfigurationTarget.Workspace);
    try {
      assert.deepEqual(await hover('README.md', 'T902'), []);
    } finally {
      await settings.update('hover.enabled', undefined, vscode.ConfigurationTarget.Workspace);
    }
  });
});
