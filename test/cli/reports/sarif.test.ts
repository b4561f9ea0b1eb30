import assert from 'node:assert/strict';
import { chmodSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import Ajv from 'ajv';
import { RULES } from '../../../src/core';
import { applyEdits, filesBeside } from '../../support/check';
import { fixtureBytes, fixtureNames, fixtureText } from '../../support/fixtures';
import { git, remove, run, temporaryFolder, withoutPrivileges, write } from '../support';

interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

interface Location {
  readonly id?: number;
  readonly message?: { readonly text: string };
  readonly physicalLocation: {
    readonly artifactLocation: { readonly uri: string; readonly uriBaseId: string };
    readonly region: Region;
  };
}

interface Replacement {
  readonly deletedRegion: Region;
  readonly insertedContent?: { readonly text: string };
}

interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly Location[];
  readonly relatedLocations?: readonly Location[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly fixes?: readonly {
    readonly description: { readonly text: string };
    readonly artifactChanges: readonly { readonly replacements: readonly Replacement[] }[];
  }[];
}

interface Rule {
  readonly id: string;
  readonly help: { readonly text: string; readonly markdown: string };
  readonly defaultConfiguration: { readonly level: string };
}

interface Run {
  readonly tool: { readonly driver: { readonly version: string; readonly rules: readonly Rule[] } };
  readonly columnKind: string;
  readonly originalUriBaseIds: Readonly<Record<string, { readonly uri: string }>>;
  readonly invocations: readonly {
    readonly executionSuccessful: boolean;
    readonly toolExecutionNotifications: readonly { readonly message: { readonly text: string } }[];
  }[];
  readonly properties: { readonly baseline: { readonly ref: string | null; readonly commit: string | null } };
  readonly results: readonly Result[];
}

const require = createRequire(import.meta.url);
const json = (path: string): object => JSON.parse(readFileSync(require.resolve(path), 'utf8')) as object;

/** The published schema of SARIF 2.1.0, which is written in draft 4 of JSON Schema. */
function compileSchema(): (log: unknown) => string | null {
  const ajv = new Ajv({ schemaId: 'auto', allErrors: true, unknownFormats: 'ignore', logger: false });
  ajv.addMetaSchema(json('ajv/lib/refs/json-schema-draft-04.json'));
  const validate = ajv.compile(json('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'));
  return (log) => (validate(log) === true ? null : ajv.errorsText(validate.errors));
}

describe('wavemark check --format sarif', () => {
  let folder = '';
  let problemsOf: (log: unknown) => string | null;
  before(() => (problemsOf = compileSchema()));
  beforeEach(() => (folder = temporaryFolder()));
  afterEach(() => remove(folder));

  async function check(cwd: string, ...argv: string[]): Promise<Run & { readonly code: number }> {
    const { code, stdout } = await run(['check', ...argv, '--format', 'sarif'], cwd);
    const log = JSON.parse(stdout) as { readonly version: string; readonly runs: readonly Run[] };
    assert.equal(problemsOf(log), null);
    assert.equal(log.version, '2.1.0');
    const [only] = log.runs;
    assert.ok(only && log.runs.length === 1);
    return { ...only, code };
  }

  it('is told from what is no SARIF', () => {
    assert.match(problemsOf({ version: '2.1.0' }) ?? '', /runs/);
    assert.match(problemsOf({ version: '2.1.0', runs: [{ tool: {} }] }) ?? '', /driver/);
  });

  it('is valid, with the exit codes of the other formats', async () => {
    write(folder, { 'TODO.md': '- [ ] T001 a\n' });
    const clean = await check(folder);
    assert.deepEqual([clean.code, clean.results], [0, []]);
    write(folder, { 'TODO.md': '- [ ] T001 a\n- [z] T002 b\n' });
    assert.equal((await check(folder)).code, 1);
    assert.equal((await check(folder, '--max-severity-ok', 'warning')).code, 0);
    write(folder, { 'TODO.md': Uint8Array.of(0xff) });
    const skipped = await check(folder);
    assert.deepEqual([skipped.code, skipped.results[0]?.level], [0, 'note']);
  });

  it('explains every rule', async () => {
    const { tool, columnKind } = await check(folder);
    assert.equal(columnKind, 'utf16CodeUnits');
    const { rules } = tool.driver;
    assert.deepEqual(
      rules.map(({ id }) => id),
      RULES.map(({ meta }) => meta.id),
    );
    for (const [at, { id, help, defaultConfiguration }] of rules.entries()) {
      assert.match(help.text, /^\S.*\.$/, id);
      const page = readFileSync(`docs/rules/${id.replace('/', '-')}.md`, 'utf8');
      assert.equal(help.markdown.replace(/\{\{/g, '{').replace(/\}\}/g, '}'), page.replaceAll('\r\n', '\n'));
      const levels = { error: 'error', warning: 'warning', info: 'note', hint: 'note' };
      assert.equal(defaultConfiguration.level, levels[RULES[at]?.meta.severity ?? 'hint']);
    }
  });

  it('tells places, related places and replacements in UTF-16 columns', async () => {
    write(folder, { 'docs/TODO.md': '- [ ] T001 a\n- [ ] 😀 T002: b\n- [ ] T001 c\n' });
    const { results, tool } = await check(folder);
    const [result] = results;
    assert.ok(result && results.length === 1);
    assert.equal(tool.driver.rules[result.ruleIndex]?.id, 'id/duplicate');
    const place = (startLine: number, startColumn: number, endColumn: number): Location => ({
      physicalLocation: {
        artifactLocation: { uri: 'docs/TODO.md', uriBaseId: '%SRCROOT%' },
        region: { startLine, startColumn, endLine: startLine, endColumn },
      },
    });
    assert.deepEqual(result.locations, [place(3, 7, 11)]);
    assert.deepEqual(result.relatedLocations, [
      { id: 1, ...place(1, 7, 11), message: { text: 'T001 is declared here first' } },
    ]);
    assert.deepEqual(result.fixes, [
      {
        description: { text: 'Give this task the next free id T003' },
        artifactChanges: [
          {
            artifactLocation: { uri: 'docs/TODO.md', uriBaseId: '%SRCROOT%' },
            replacements: [
              {
                deletedRegion: { startLine: 3, startColumn: 7, endLine: 3, endColumn: 11 },
                insertedContent: { text: 'T003' },
              },
            ],
          },
        ],
      },
    ]);
  });

  it('names files from the top of the repository', async () => {
    git(folder, 'init', '-q');
    const text = '- [ ] T001 a\n- [z] T002 b\n';
    write(folder, { 'a b/ü#?%/TODO.md': text });
    for (const cwd of [folder, `${folder}/a b`]) {
      const { results, originalUriBaseIds } = await check(cwd);
      const { uri = '' } = originalUriBaseIds['%SRCROOT%'] ?? {};
      assert.equal(fileURLToPath(uri), `${folder}/`);
      const location = results[0]?.locations[0]?.physicalLocation.artifactLocation;
      assert.equal(location?.uri, 'a%20b/%C3%BC%23%3F%25/TODO.md');
      const file = fileURLToPath(new URL(location.uri, uri));
      assert.equal(readFileSync(file, 'utf8'), text);
    }
  });

  it('gives a problem the same fingerprint after it has moved, and no other problem that one', async () => {
    const body = '- [ ] T001 a\n- [z] T002 b\n- [z] T003 c\n- [z]   T003 c\n';
    write(folder, { 'TODO.md': body });
    const prints = async (): Promise<string[]> =>
      (await check(folder)).results.map(({ partialFingerprints }) => JSON.stringify(partialFingerprints));
    const before = await prints();
    assert.equal(new Set(before).size, 4);
    write(folder, { 'TODO.md': `# Tasks\r\n\r\nMore words.\r\n\r\n${body.replaceAll('\n', '\r\n')}` });
    assert.deepEqual(await prints(), before);
  });

  it('quotes tasks as they are: no placeholder, no link', async () => {
    write(folder, { 'TODO.md': '- [ ] T002 a\n- [z] T001 take {0} to \\[here](https://example.org)\n' });
    const { results } = await check(folder);
    assert.match(results[0]?.message.text ?? '', /take \{\{0\}\} to \[here\\\]\(https:/);
  });

  it('says when something could not be read', async () => {
    write(folder, { 'TODO.md': '- [ ] T001 a\n', 'TASKS.md': '- [ ] T002 a\n' });
    const paths = ['TODO.md', 'TASKS.md'];
    assert.equal((await check(folder, ...paths)).invocations[0]?.executionSuccessful, true);
    chmodSync(`${folder}/TASKS.md`, 0);
    await withoutPrivileges(folder, async () => {
      const { code, invocations } = await check(folder, ...paths);
      assert.deepEqual([code, invocations[0]?.executionSuccessful], [2, false]);
    });
  });

  it('says what it has compared with, and when it could not', async () => {
    git(folder, 'init', '-q');
    write(folder, { 'TODO.md': '- [ ] T001 a\n- [ ] T002 b\n' });
    const unknown = await check(folder);
    assert.match(
      unknown.invocations[0]?.toolExecutionNotifications[0]?.message.text ?? '',
      /unknown: there is no commit/,
    );
    assert.deepEqual(unknown.properties.baseline, { ref: 'HEAD', commit: null });
    git(folder, 'add', '-A');
    git(folder, 'commit', '-qm', 'one');
    const known = await check(folder);
    assert.deepEqual(known.invocations[0]?.toolExecutionNotifications, []);
    assert.deepEqual(known.properties.baseline, {
      ref: 'HEAD',
      commit: git(folder, 'rev-parse', 'HEAD').trim(),
    });
    const off = await check(folder, '--baseline', 'none');
    assert.deepEqual(off.invocations[0]?.toolExecutionNotifications, []);
  });

  it('mends each fixture with its replacements as the fixes do', async () => {
    let mended = 0;
    for (const { meta } of RULES) {
      const rule = meta.id.replace('/', '-');
      for (const name of fixtureNames(rule)) {
        if (!name.endsWith('.md') || /\.(?:fixed|baseline)\.md$/.test(name)) continue;
        // What is compared with a commit needs one.
        if (fixtureNames(rule).includes(name.replace(/\.md$/, '.baseline.md'))) continue;
        write(folder, { 'docs/TODO.md': fixtureBytes(rule, name) });
        // What is beside a fixture, such as a tracker, belongs to it.
        const fixed = name.replace(/\.md$/, '.fixed.md');
        const alike = fixtureNames(rule).filter((each) => each.startsWith(name.replace(/md$/, '')));
        if (!alike.includes(fixed) || alike.length > 2) continue;
        const beside = filesBeside(fixtureBytes(rule, name).toString('latin1'));
        for (const path of beside) write(folder, { [path]: '' });
        const { results } = await check(folder);
        for (const path of beside) remove(`${folder}/${path}`);
        const text = fixtureText(rule, name);
        // What goes to another file first is no replacement.
        if (rule === 'decision-not-collapsed') {
          assert.ok(results.every(({ fixes }) => fixes === undefined));
          continue;
        }
        const edits = results.flatMap(({ fixes }) =>
          (fixes?.[0]?.artifactChanges ?? []).flatMap(({ replacements }) =>
            replacements.map((each) => edit(text, each)),
          ),
        );
        assert.equal(applyEdits(text, edits), fixtureText(rule, fixed), `${rule}/${name}`);
        mended += 1;
      }
    }
    assert.ok(mended > 0);
  });
});

function edit(text: string, { deletedRegion, insertedContent }: Replacement) {
  const { startLine, startColumn, endLine, endColumn } = deletedRegion;
  // A byte order mark is no column.
  const first = text.startsWith('\ufeff') ? 1 : 0;
  const starts = [first, ...Array.from(text.matchAll(/\r\n|\r|\n/g), (end) => end.index + end[0].length)];
  const start = (starts[startLine - 1] ?? NaN) + startColumn - 1;
  const end = (starts[endLine - 1] ?? NaN) + endColumn - 1;
  return {
    uri: '',
    range: { start, end },
    expected: text.slice(start, end),
    text: insertedContent?.text ?? '',
  };
}
