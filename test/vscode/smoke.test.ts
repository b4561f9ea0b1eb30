/** The least that must hold. Also run on the packaged extension, so it may not reach into the sources. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('the extension', () => {
  it('activates', async () => {
    const extension = vscode.extensions.getExtension('wavemark.wavemark');
    assert.ok(extension, 'VS Code knows it');
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  it('contributes the commands that it registers', async () => {
    const registered = (await vscode.commands.getCommands(true)).filter((name) =>
      name.startsWith('wavemark.'),
    );
    assert.ok(registered.length > 0);
  });
});
