/** What belongs to a rule: a page, fixtures, a setting with its words, a line in the README. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { SEVERITIES } from '../../../src/core';
import { RULES } from '../../../src/core/rules/registry';
import { fixtureNames } from '../../support/fixtures';

interface Manifest {
  readonly contributes: {
    readonly configuration: readonly {
      readonly properties: Readonly<
        Record<string, { readonly enum?: readonly string[]; readonly default?: unknown }>
      >;
    }[];
  };
}

const PREFIX = 'wavemark.rules.';
const fileOf = (id: string): string => id.replace('/', '-');
const page = (id: string): string => readFileSync(`docs/rules/${fileOf(id)}.md`, 'utf8');
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
const words = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Readonly<Record<string, string>>;
const settings = Object.assign(
  {},
  ...manifest.contributes.configuration.map(({ properties }) => properties),
) as Manifest['contributes']['configuration'][number]['properties'];
const ids = RULES.map(({ meta }) => meta.id);

describe('the registry of rules', () => {
  it('names each rule once, as area/name', () => {
    assert.equal(new Set(ids).size, ids.length);
    for (const id of ids) assert.match(id, /^[a-z]+\/[a-z]+(?:-[a-z]+)*$/);
  });

  it('has a page for each rule, and a rule for each page', () => {
    const pages = readdirSync('docs/rules').filter((name) => name.endsWith('.md'));
    assert.deepEqual(pages.sort(), ids.map((id) => `${fileOf(id)}.md`).sort());
  });

  it('has a setting for each rule, and a rule for each setting', () => {
    const names = Object.keys(settings).filter((name) => name.startsWith(PREFIX));
    assert.deepEqual(names.sort(), ids.map((id) => PREFIX + id).sort());
    for (const name of names) {
      assert.deepEqual(settings[name]?.enum, ['default', ...SEVERITIES, 'off']);
      assert.equal(settings[name]?.default, 'default');
    }
  });

  const readme = readFileSync('README.md', 'utf8');

  for (const { meta } of RULES) {
    describe(meta.id, () => {
      it('has a page that says what a reader needs', () => {
        const text = page(meta.id);
        assert.ok(text.startsWith(`# ${meta.id}\n`), 'its title is the rule');
        assert.ok(text.includes(`Default severity: **${meta.severity}**`), 'its default severity is stated');
        assert.ok(text.includes(`\`${PREFIX}${meta.id}\``), 'its setting is named');
        for (const heading of ['Why it matters', 'How to fix it', 'What is not reported', 'Settings']) {
          assert.ok(text.includes(`\n## ${heading}\n`), `it has the section “${heading}”`);
        }
      });

      it('has fixtures that raise it and fixtures that do not', () => {
        const names = fixtureNames(fileOf(meta.id)).filter((name) => !name.endsWith('.fixed.md'));
        assert.ok(names.some((name) => name.startsWith('silent-')));
        assert.ok(names.some((name) => !name.startsWith('silent-')));
      });

      it('is explained where settings are, and listed in the README', () => {
        assert.ok(words[`setting.rules.${meta.id}`]);
        assert.ok(readme.includes(`(docs/rules/${fileOf(meta.id)}.md)`));
      });
    });
  }

  it('lists every setting in the README, with its default', () => {
    for (const [name, { default: value }] of Object.entries(settings)) {
      const shown = typeof value === 'string' ? value : JSON.stringify(value);
      assert.ok(readme.includes(`| \`${name}\` | \`${shown}\` |`), name);
    }
  });

  it('states the severities in the README', () => {
    for (const { meta } of RULES) {
      assert.match(
        readme,
        new RegExp(`\\(docs/rules/${fileOf(meta.id)}\\.md\\) \\|.*\\| ${meta.severity} \\|`),
      );
    }
  });

  it('has no fixtures without a rule', () => {
    const others = new Set(['alignment', 'citations', 'forms', 'sample', 'bench', 'gantt']);
    const known = new Set(ids.map(fileOf));
    assert.deepEqual(
      fixtureNames().filter((name) => !others.has(name) && !known.has(name)),
      [],
    );
  });
});
