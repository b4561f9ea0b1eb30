/** Definitions and symbols. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Wavemark } from '../../src/extension/activate';
import { indexed, open, Scratch, until, wavemark } from './support';

const PLAN = `# Plan

### P8-001: Walls

- [ ] T801 North wall
  - [x] T802 bricks $(zap)
- [ ] T803 South wall
`;

describe('navigation', () => {
  let live: Wavemark;
  let scratch: Scratch;

  before(async () => {
    live = await wavemark();
    scratch = await Scratch.make('navigation-scratch');
    await indexed(live.index.reader, scratch.write('TODO.md', PLAN));
    scratch.write('README.md', 'First T803, then P8-001; nothing else.\n');
  });
  after(() => scratch.remove());

  async function definition(name: string, text: string): Promise<vscode.LocationLink[]> {
    const { document } = await open(scratch.at(name));
    const at = document.positionAt(document.getText().lastIndexOf(text) + 1);
    return vscode.commands.executeCommand('vscode.executeDefinitionProvider', document.uri, at);
  }

  it('goes from an id to the task, from any Markdown file', async () => {
    const [link] = await definition('README.md', 'T803');
    assert.equal(link?.targetUri.toString(), scratch.key('TODO.md'));
    assert.equal(link?.targetRange.start.line, 6);
    assert.deepEqual(
      [link?.originSelectionRange?.start.character, link?.originSelectionRange?.end.character],
      [6, 10],
    );
    assert.deepEqual(
      [link?.targetSelectionRange?.start.character, link?.targetSelectionRange?.end.character],
      [6, 10],
    );
    assert.equal((await definition('TODO.md', 'T801'))[0]?.targetRange.start.line, 4);
  });

  it('goes nowhere from other words', async () => {
    assert.deepEqual(await definition('README.md', 'nothing'), []);
  });

  async function outline(): Promise<vscode.DocumentSymbol[]> {
    const { document } = await open(scratch.at('TODO.md'));
    const all = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      document.uri,
    );
    return all.filter(({ kind }) => kind === vscode.SymbolKind.Event);
  }

  it('lists the tasks of a document that are not headings, nested', async () => {
    const symbols = await until(async () => {
      const found = await outline();
      return found.length > 0 ? found : undefined;
    }, 'symbols');
    assert.deepEqual(
      symbols.map(({ name, detail }) => [name, detail]),
      [
        ['T801 North wall', 'to do'],
        ['T803 South wall', 'to do'],
      ],
    );
    const [bricks] = symbols[0]!.children;
    assert.equal(bricks?.detail, 'done');
    assert.ok(!bricks.name.includes('$('), 'no pictures');
  });

  it('leaves the outline alone when told so', async () => {
    const settings = vscode.workspace.getConfiguration('wavemark');
    await settings.update('symbols.outline', false, vscode.ConfigurationTarget.Workspace);
    try {
      await until(async () => (await outline()).length === 0, 'an outline without tasks');
    } finally {
      await settings.update('symbols.outline', undefined, vscode.ConfigurationTarget.Workspace);
    }
  });

  it('finds tasks of the workspace by a part of id or title', async () => {
    const find = async (query: string): Promise<string[]> => {
      const found = await vscode.commands.executeCommand<vscode.SymbolInformation[]>(
        'vscode.executeWorkspaceSymbolProvider',
        query,
      );
      return found.map(({ name, containerName }) => `${name} | ${containerName}`);
    };
    assert.deepEqual((await find('T803')).slice(0, 1), [
      'T803 South wall | navigation-scratch/TODO.md › P8-001: Walls',
    ]);
    assert.ok((await find('nrthwll')).some((line) => line.startsWith('T801 North wall')));
    assert.ok((await find('P8-001')).some((line) => line.startsWith('P8-001 Walls')));
  });
});
