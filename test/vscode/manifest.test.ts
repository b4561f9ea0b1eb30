/** `package.json`, its words and the code must agree. */
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { GROUPINGS } from '../../src/core';
import { RULES } from '../../src/core/rules/registry';
import { GANTT_TEXTS } from '../../src/protocol/ganttTexts';
import { wavemark } from './support';

interface Setting {
  readonly type: string;
  readonly default: unknown;
  readonly order: number;
  readonly scope: string;
  readonly markdownDescription: string;
  readonly enum?: readonly string[];
}
interface Manifest {
  readonly activationEvents: readonly string[];
  readonly icon: string;
  readonly contributes: {
    readonly commands: readonly {
      readonly command: string;
      readonly title: string;
      readonly category: string;
    }[];
    readonly menus: Readonly<
      Record<string, readonly { readonly command: string; readonly when?: string; readonly group?: string }[]>
    >;
    readonly configuration: readonly { readonly properties: Readonly<Record<string, Setting>> }[];
    readonly keybindings?: unknown;
  };
}

/** Hidden: of no use without an argument, or on the wrong thing. */
const HIDDEN = ['wavemark.revealTask', 'wavemark.openRuleDoc', 'wavemark.copyTitle', 'wavemark.showInGantt'];

describe('the manifest', () => {
  let folder: string;
  let manifest: Manifest;
  let commands: string[];
  let settings: [string, Setting][];
  const read = <T>(name: string): T => JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8')) as T;

  before(async () => {
    await wavemark();
    folder = vscode.extensions.getExtension('wavemark.wavemark')!.extensionPath;
    manifest = read<Manifest>('package.json');
    commands = manifest.contributes.commands.map(({ command }) => command);
    settings = manifest.contributes.configuration.flatMap(({ properties }) => Object.entries(properties));
  });

  it('names the commands that are registered, and no others', async () => {
    const registered = (await vscode.commands.getCommands(true)).filter(
      // The editor adds commands of its own for each view.
      (name) => name.startsWith('wavemark.') && !name.startsWith('wavemark.tasks.'),
    );
    assert.deepEqual(registered.sort(), [...commands].sort());
  });

  it('puts every command in one category, and hides those that need an argument', () => {
    for (const { command, category } of manifest.contributes.commands)
      assert.equal(category, 'Wavemark', command);
    const hidden = manifest.contributes.menus['commandPalette']!.filter(({ when }) => when === 'false');
    assert.deepEqual(hidden.map(({ command }) => command).sort(), [...HIDDEN].sort());
  });

  it('names only commands that there are, in its menus', () => {
    for (const items of Object.values(manifest.contributes.menus)) {
      for (const { command } of items) assert.ok(commands.includes(command), command);
    }
  });

  it('takes no keys and no room: three icons at most at a time', () => {
    assert.equal(manifest.contributes.keybindings, undefined);
    const places = manifest.contributes.menus['view/title']!.map(({ group }) => group ?? '');
    // One stands in the place of another, such as the filter that is on.
    const icons = new Set(places.filter((place) => place.startsWith('navigation')));
    assert.ok(icons.size <= 3);
  });

  it('starts the extension on demand', () => {
    assert.ok(!manifest.activationEvents.includes('*'));
    assert.ok(!manifest.activationEvents.some((event) => event.includes('**')), 'no search of the workspace');
  });

  it('has every setting that the code reads, with its default', () => {
    const sources = walk(path.join(folder, 'src', 'extension'));
    const asked = new Set<string>();
    for (const source of sources) {
      for (const [, name] of source.matchAll(/(?:read|isOn|number)\(\s*'([\w.]+)'/g))
        asked.add(`wavemark.${name}`);
    }
    const known = settings.map(([name]) => name).filter((name) => !name.startsWith('wavemark.rules.'));
    assert.deepEqual([...asked].sort(), known.sort());
  });

  it('has a setting for each rule', () => {
    const rules = settings.filter(([name]) => name.startsWith('wavemark.rules.'));
    assert.deepEqual(
      rules.map(([name]) => name.slice('wavemark.rules.'.length)).sort(),
      RULES.map(({ meta }) => meta.id).sort(),
    );
    for (const [name, { enum: values, default: value }] of rules) {
      assert.deepEqual(values, ['default', 'error', 'warning', 'info', 'hint', 'off'], name);
      assert.equal(value, 'default');
    }
  });

  it('describes, orders and scopes every setting', () => {
    for (const [name, setting] of settings) {
      assert.match(setting.markdownDescription, /^%.+%$/, name);
      assert.equal(typeof setting.order, 'number', name);
      assert.match(setting.scope, /^(resource|window)$/, name);
    }
  });

  it('has words for everything, and no words for nothing', () => {
    const words = read<Record<string, string>>('package.nls.json');
    const used = new Set([...JSON.stringify(manifest).matchAll(/"%([^%"]+)%"/g)].map(([, name]) => name!));
    assert.deepEqual(Object.keys(words).sort(), [...used].sort());
  });

  it('has every sentence of the code in the bundle for translators', () => {
    const bundle = read<Record<string, string>>('l10n/bundle.l10n.json');
    // The page of the Gantt has its texts in a table, which is translated as a whole.
    const said = new Set<string>(Object.values(GANTT_TEXTS));
    for (const source of walk(path.join(folder, 'src', 'extension'))) {
      for (const [, text] of source.matchAll(/l10n\.t\(\s*'((?:[^'\\]|\\.)*)'/g))
        said.add(text!.replace(/\\'/g, "'"));
    }
    assert.deepEqual(Object.keys(bundle).sort(), [...said].sort());
  });

  it('names files that there are', () => {
    assert.ok(fs.existsSync(path.join(folder, manifest.icon)));
    for (const [, icon] of JSON.stringify(manifest).matchAll(/"icon":"(media\/[^"]+)"/g)) {
      assert.ok(fs.existsSync(path.join(folder, icon!)), icon);
    }
  });

  it('offers every arrangement of the tree', () => {
    assert.deepEqual([...GROUPINGS].sort(), ['file', 'priority', 'ready', 'section', 'status', 'wave']);
  });
});

function walk(folder: string): string[] {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const at = path.join(folder, entry.name);
    if (entry.isDirectory()) return walk(at);
    return entry.name.endsWith('.ts') ? [fs.readFileSync(at, 'utf8')] : [];
  });
}
