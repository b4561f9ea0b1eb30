/** Records and links, held against the files of the workspace. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Wavemark } from '../../src/extension/activate';
import { taskMarkdown } from '../../src/extension/features/taskMarkdown';
import { indexed, open, Scratch, until, wavemark } from './support';

const PLAN = `# To decide

1. ~~Decide on the gauge.~~ → ADR-9801.
2. ~~Decide on the siren.~~ → ADR-9802.
3. Decide on the lamp, as [planned](notes/plan.md) and [before](other.md).
`;

describe('records', () => {
  let live: Wavemark;
  let scratch: Scratch;
  let plan: vscode.Uri;

  before(async () => {
    live = await wavemark();
    scratch = await Scratch.make('records-scratch');
    await scratch.folder('docs/adr');
    scratch.write('docs/adr/9801-gauge.md', '# The gauge\n');
    scratch.write('other.md', 'Words.\n');
    plan = scratch.write('TODO.md', PLAN);
    await indexed(live.index.reader, plan);
  });
  after(() => scratch.remove());

  const told = (): string[] =>
    vscode.languages
      .getDiagnostics(plan)
      .filter(({ code }) => typeof code === 'object' && code.value === 'reference/record')
      .map(({ message }) => message);
  const tells = (...names: string[]) =>
    until(
      () => {
        const messages = told();
        return messages.length === names.length && names.every((name, at) => messages[at]?.includes(name));
      },
      `told of ${names.join(', ')}`,
    );

  it('are missed where they are not there, and found when they come', async () => {
    scratch.delete('notes');
    scratch.delete('docs/adr/9802-siren.md');
    await tells('ADR-9802', 'notes/plan.md');
    scratch.write('notes/plan.md', 'Words.\n');
    await tells('ADR-9802');
    scratch.write('docs/adr/9802-siren.md', '# The siren\n');
    await tells();
    scratch.delete('notes');
    await tells('notes/plan.md');
    scratch.delete('docs/adr/9802-siren.md');
    await tells('ADR-9802', 'notes/plan.md');
  });

  it('are gone to from their ids, and linked in the card of what they decide', async () => {
    const { document } = await open(plan);
    const at = document.positionAt(PLAN.indexOf('ADR-9801') + 2);
    const [link] = await vscode.commands.executeCommand<vscode.LocationLink[]>(
      'vscode.executeDefinitionProvider',
      plan,
      at,
    );
    assert.equal(link?.targetUri.toString(), scratch.key('docs/adr/9801-gauge.md'));
    assert.deepEqual(
      [link.originSelectionRange?.start.character, link.originSelectionRange?.end.character],
      [30, 38],
    );
    const nowhere = await vscode.commands.executeCommand<vscode.LocationLink[]>(
      'vscode.executeDefinitionProvider',
      plan,
      document.positionAt(PLAN.indexOf('ADR-9802') + 2),
    );
    assert.deepEqual(nowhere, []);
    const task = live.index.reader.document(plan.toString())?.tasks[0];
    assert.ok(task);
    const card = taskMarkdown(live.index.reader, task).value;
    assert.ok(card.includes(`](${scratch.key('docs/adr/9801-gauge.md')})`), card);
  });
});
