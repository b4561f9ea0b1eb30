/** What ids offer where they stand: in any language, by scope. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Wavemark } from '../../src/extension/activate';
import { indexed, open, Scratch, until, wavemark } from './support';

const PLAN = `# Plan

- [ ] M-101 One
- [ ] M-102 Two (after M-101)
- [x] M-103 Three, see [M-101](#one) and M-101
  **Depends on**: M-102, M-404
- [x] ~~M-104 Four.~~ → ADR-001.
`;

describe('an id in any text', () => {
  let live: Wavemark;
  let scratch: Scratch;

  before(async () => {
    live = await wavemark();
    scratch = await Scratch.make('mentions-scratch');
    await indexed(live.index.reader, scratch.write('TODO.md', PLAN));
    await indexed(live.index.reader, scratch.write('a/tasks.md', '- [ ] T001 Near\n'));
    await indexed(
      live.index.reader,
      scratch.write('b/tasks.md', '- [ ] T001 Far\n- [ ] K1: a\n- [ ] K2: b\n'),
    );
    scratch.write('main.ts', '// M-101 first, then T001\nconst K2 = 1; // M-101, K2\n');
    scratch.write('a/notes.txt', 'T001 and M-102\n');
  });
  after(() => scratch.remove());

  async function at(name: string, text: string): Promise<[vscode.Uri, vscode.Position]> {
    const { document } = await open(scratch.at(name));
    return [document.uri, document.positionAt(document.getText().indexOf(text) + 1)];
  }
  const ask = async <T>(command: string, name: string, text: string): Promise<T[]> =>
    vscode.commands.executeCommand<T[]>(`vscode.execute${command}`, ...(await at(name, text)));
  const hover = async (name: string, text: string): Promise<string[]> => {
    const found = await ask<vscode.Hover>('HoverProvider', name, text);
    return found
      .flatMap(({ contents }) => contents as vscode.MarkdownString[])
      .map(({ value }) =>
        value.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code))).replace(/\\/g, ''),
      )
      .filter((value) => /M-1|T001|K2/.test(value) && !/const /.test(value));
  };

  it('has its definition and its card in comments and plain text, and none in code', async () => {
    const [link] = await ask<vscode.LocationLink>('DefinitionProvider', 'main.ts', 'M-101');
    assert.equal(link?.targetUri.toString(), scratch.key('TODO.md'));
    assert.equal((await hover('main.ts', 'M-101 first')).length, 1);
    assert.equal((await hover('main.ts', 'K2 = 1')).length, 0);
    assert.equal((await ask('DefinitionProvider', 'main.ts', 'K2\n')).length > 0, true);
    assert.equal((await ask('DefinitionProvider', 'a/notes.txt', 'M-102')).length, 1);
    const untitled = await vscode.workspace.openTextDocument({ language: 'plaintext', content: 'see M-101' });
    const links = await vscode.commands.executeCommand<vscode.LocationLink[]>(
      'vscode.executeDefinitionProvider',
      untitled.uri,
      new vscode.Position(0, 6),
    );
    assert.equal(links.length, 1, 'in what is not saved yet');
  });

  it('means the nearest task, which the hover says, and that it is ambiguous where it is', async () => {
    const near = await hover('a/notes.txt', 'T001');
    assert.match(near[0] ?? '', /T001 of .*a\/tasks\.md/);
    assert.equal(near.length, 2);
    const unclear = await hover('main.ts', 'T001');
    assert.match(unclear[0] ?? '', /ambiguous.*2 tasks/);
    assert.equal(unclear.length, 3);
  });

  it('is found wherever it is cited, in code too', async () => {
    await live.texts.whenIdle();
    await until(
      () => live.index.reader.citations('M-101').some(({ path }) => path.endsWith('main.ts')),
      'the citation in code',
    );
    const found = await ask<vscode.Location>('ReferenceProvider', 'TODO.md', 'M-101 One');
    const others = found.filter(({ uri }) => uri.toString() === scratch.key('main.ts'));
    assert.deepEqual(
      others.map(({ range }) => [range.start.line, range.start.character]),
      [
        [0, 3],
        [1, 17],
      ],
    );
    const lines = found
      .filter(({ uri }) => uri.toString() === scratch.key('TODO.md'))
      .map(({ range }) => [range.start.line, range.start.character]);
    assert.deepEqual(
      lines.filter(([line]) => line !== 4),
      [
        [2, 6],
        [3, 23],
      ],
    );
    assert.equal(lines.filter(([line]) => line === 4).length, 2);
  });

  it('is marked everywhere in its document, its declaration as such', async () => {
    const marks = await ask<vscode.DocumentHighlight>('DocumentHighlights', 'TODO.md', 'M-101 One');
    const written = marks.filter(({ kind }) => kind === vscode.DocumentHighlightKind.Write);
    assert.deepEqual(
      written.map(({ range }) => range.start.line),
      [2],
    );
    assert.equal(marks.length, 4);
    const inCode = await ask<vscode.DocumentHighlight>('DocumentHighlights', 'main.ts', 'M-101 first');
    assert.deepEqual(
      inCode.map(({ range }) => range.start.line),
      [0, 1],
    );
  });

  it('is a link where a task waits for it, and is none where it is declared, unknown or linked already', async () => {
    const uri = scratch.at('TODO.md');
    const links = (): Thenable<vscode.DocumentLink[]> =>
      vscode.commands.executeCommand('vscode.executeLinkProvider', uri, 100);
    const ours = async (): Promise<vscode.DocumentLink[]> =>
      (await links()).filter(({ target }) => /TODO\.md#L/.test(target?.toString(true) ?? ''));
    const found = await until(async () => {
      const all = await ours();
      return all.length > 0 ? all : undefined;
    }, 'links');
    assert.deepEqual(
      found.map(({ range, target }) => [range.start.line, range.start.character, target?.fragment]),
      [
        [3, 23, 'L3,7'],
        [5, 18, 'L4,7'],
      ],
    );
    const settings = vscode.workspace.getConfiguration('wavemark');
    await settings.update('links.enabled', false, vscode.ConfigurationTarget.Workspace);
    try {
      await until(async () => (await ours()).length === 0, 'no links');
    } finally {
      await settings.update('links.enabled', undefined, vscode.ConfigurationTarget.Workspace);
    }
  });
});
