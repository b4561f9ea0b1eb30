/** Decided items become a name and a pointer, and their texts reach a record or the ledger first. */
import assert from 'node:assert/strict';
import { decidedItems, type CollapsePlan } from '../../../src/core';
import { Folder, type Texts } from '../../support/ledgers';

const LEAD = '# Decision backlog\n\nNever renumber.\n\n';

/** The items of one file, collapsed. */
function collapsed(items: string, id = '1', others: Texts = {}): Folder {
  const folder = new Folder({ 'docs/TODO.md': LEAD + items, ...others });
  assert.equal(folder.collapse(`docs/TODO.md#${id}`), '');
  return folder;
}

const itemsOf = (folder: Folder): string => folder.text('docs/TODO.md').slice(LEAD.length);

describe('collapsing a decided item', () => {
  const others = '2. **Open.** More.\n3. ~~Old one.~~ → ADR-001.\n';

  const forms: [name: string, before: string, after: string][] = [
    [
      'a struck name with its explanation behind it',
      '1. ~~**Logs.**~~ We take Loki,\n   because.\n\n   More of it.\n',
      '1. ~~**Logs.**~~ → [DECISIONS.md](DECISIONS.md#1-logs).\n',
    ],
    [
      'a paragraph that is struck as a whole',
      `1. ~~**Logs and metrics.** We take Loki${', and so on and so forth'.repeat(4)},\n   because.~~\n`,
      '1. ~~**Logs and metrics.**~~ → [DECISIONS.md](DECISIONS.md#1-logs-and-metrics).\n',
    ],
    [
      'a word that says so',
      '1. **Logs** — DECIDED: Loki.\n   Because it is small.\n',
      '1. ~~**Logs**.~~ → [DECISIONS.md](DECISIONS.md#1-logs).\n',
    ],
    [
      'a name over two lines',
      '1. ~~Where do the logs of all\n   the nodes go?~~ To Loki. It is small, and we know it. It is also rather well documented, and free.\n',
      '1. ~~Where do the logs of all the nodes go?~~ → [DECISIONS.md](DECISIONS.md#1-where-do-the-logs-of-all-the-nodes-go).\n',
    ],
  ];
  for (const [name, before, after] of forms) {
    it(`leaves its name and a pointer: ${name}`, () => {
      const folder = collapsed(before + others);
      assert.equal(itemsOf(folder), after + others);
      const [task] = folder.tasks('docs/TODO.md#1');
      assert.equal(task?.status, 'decided');
      assert.equal(task?.decision?.collapsed, true);
      assert.ok(folder.text('docs/DECISIONS.md').includes(before.trimEnd()));
    });
  }

  it('makes the ledger, with a heading and the way back', () => {
    const folder = collapsed('1. ~~Logs.~~ Loki: see `loki.yml`.\n   Because.\n');
    assert.equal(
      folder.text('docs/DECISIONS.md'),
      '# Decisions\n\nWhat was decided in [TODO.md](TODO.md), in the words of the items that point here.\n\n' +
        '## 1: Logs\n\nFrom [TODO.md](TODO.md), item 1: <!-- wavemark:collapsed 1 -->\n\n' +
        '```text\n1. ~~Logs.~~ Loki: see `loki.yml`.\n   Because.\n```\n',
    );
  });

  it('keeps an existing ledger as it is, and its line ends', () => {
    const ledger = '\ufeff# Ledger\r\n\r\n## 1: Logs\r\n\r\nOld.';
    const folder = collapsed('1. ~~Logs.~~ Loki.\n   Because ``` of it.\n', '1', {
      'docs/DECISIONS.md': ledger,
    });
    const text = folder.text('docs/DECISIONS.md');
    assert.ok(text.startsWith(`${ledger}\r\n\r\n## 1: Logs\r\n`));
    assert.ok(!/[^\r]\n/.test(text));
    assert.match(text, /\r\n````text\r\n1\. ~~Logs/);
    assert.match(itemsOf(folder), /DECISIONS\.md#1-logs-1\)\.\n$/, 'the second heading of the name');
  });

  const body =
    '1. ~~Logs.~~ → ADR-018. We take Loki.\n   It is small. It costs nothing. We know it well. And there is more to say.\n\n   Much more.\n';

  it('adds its text to the record that it names', () => {
    const folder = collapsed(body, '1', { 'docs/adr/0018-logs.md': '# ADR-018: Logs\n' });
    assert.equal(itemsOf(folder), '1. ~~Logs.~~ → ADR-018.\n');
    const record = folder.text('docs/adr/0018-logs.md');
    assert.ok(record.startsWith('# ADR-018: Logs\n\n## 1: Logs\n\nFrom [TODO.md](../TODO.md), item 1: '));
    assert.ok(record.includes(body.trimEnd()));
    assert.ok(!folder.texts.has('docs/DECISIONS.md'));
  });

  it('adds nothing to a record that says it already', () => {
    const record =
      '# ADR-018: Logs\n\nWe take **Loki**. It is\nsmall. It costs nothing. We know it well.\nAnd there is more to say.\n\nMuch more.\n';
    const folder = collapsed(body, '1', { 'docs/adr/0018-logs.md': record });
    assert.equal(folder.text('docs/adr/0018-logs.md'), record);
    assert.equal(itemsOf(folder), '1. ~~Logs.~~ → ADR-018.\n');
    assert.match(folder.expand('docs/TODO.md#1'), /^the text of 1 is not kept word for word in docs\/adr\//);
  });

  it('takes the ledger where the record is not there, or it cannot be said which it is', () => {
    for (const files of [
      {},
      { 'docs/adr/0017-x.md': '' },
      { 'docs/adr/0018-a.md': '', 'docs/adr/0018-b.md': '' },
    ] as Texts[]) {
      const folder = collapsed(body, '1', files);
      assert.match(itemsOf(folder), /^1\. ~~Logs\.~~ → \[DECISIONS\.md\]\(DECISIONS\.md#1-logs\)\.\n$/);
    }
    const several =
      '1. ~~Logs.~~ As ADR-001 and ADR-002 have it, but\n   otherwise. At length, and with all the reasons for it.\n';
    const adrs = { 'adr/ADR-001.md': '', 'adr/ADR-002.md': '' };
    assert.match(itemsOf(collapsed(several, '1', adrs)), /DECISIONS/);
    const only = several.replace(' and ADR-002', '');
    assert.equal(itemsOf(collapsed(only, '1', adrs)), '1. ~~Logs.~~ → ADR-001.\n');
  });

  it('writes the pointer as the file does', () => {
    const habit = '2. ~~Old one~~ -> ADR-001\n3. ~~Another~~ -> ADR-002\n';
    const folder = collapsed('1. **Logs** — DECIDED: Loki.\n   Because.\n' + habit);
    assert.match(itemsOf(folder), /^1\. ~~\*\*Logs\*\*~~ -> \[DECISIONS\.md\]\(\S+\)\n2\./);
  });

  it('keeps the subtasks that have ids in their places, and takes along what has none', () => {
    const before =
      '1. ~~Logs.~~ We take Loki. It is small, and we know it. We have used it before.\n   - one reason\n   - another\n\n   1. ~~Where?~~ → ADR-001.\n   2. ~~How?~~ With an agent. It is small, and we know it. We have used it before.\n2. Open.\n';
    const folder = collapsed(before);
    assert.match(
      itemsOf(folder),
      /^1\. ~~Logs\.~~ → \[D[^\n]*\n\n {3}1\. ~~Where\?~~ → ADR-001\.\n {3}2\. ~~How\?~~ With/,
    );
    assert.ok(folder.text('docs/DECISIONS.md').includes('   - one reason\n   - another\n```'));
    assert.equal(folder.tasks('docs/TODO.md#1')[0]?.decision?.collapsed, true);
    assert.equal(folder.collapse('docs/TODO.md#1.2'), '');
    assert.equal(folder.expand('docs/TODO.md#1'), '');
    assert.equal(folder.expand('docs/TODO.md#1.2'), '');
    assert.equal(itemsOf(folder), before);
  });

  it('works on boxes and bullets, and keeps boxes and ids', () => {
    const before =
      '# Tasks\n\n- [x] **T001** Choose a database.\n  We take SQLite.\n- [ ] T002 Open\n- [x] Without an id\n  - a remark\n';
    const folder = new Folder({ 'TODO.md': before });
    assert.equal(folder.collapse('TODO.md#T001'), '');
    assert.match(
      folder.text('TODO.md'),
      /^- \[x\] \*\*T001\*\* ~~Choose a database\.~~ → \[DEC[^\n]*\n- \[ \] T002/m,
    );
    const [, , task] = folder.index.tasks();
    assert.ok(task);
    assert.equal(folder.apply(folder.plan([task])), '');
    assert.match(
      folder.text('TODO.md'),
      /^- \[x\] ~~Without an id\.~~ → \[DECISIONS\.md\]\(DECISIONS\.md#without-an-id\)\.\n$/m,
    );
    assert.equal(folder.expand('TODO.md#T001'), '');
    assert.equal(folder.apply(folder.planBack([folder.index.tasks()[2]!])), '');
    assert.equal(folder.text('TODO.md'), before);
  });

  it('is refused, with the reason, where something of it is open or it cannot be done safely', () => {
    const cases: [items: string, id: string, reason: RegExp, others?: Texts][] = [
      [
        '1. **Logs.** Loki or not?\n   Perhaps.\n',
        '1',
        /^1 is not decided; strike its title out, or write DECIDED/,
      ],
      [
        '1. ~~Logs.~~ Loki; the rest\n   remains open.\n',
        '1',
        /^1 is not wholly decided: its text says “remains open”; /,
      ],
      [
        '1. ~~Logs.~~ Loki. It is small. It is known.\n   1. Where?\n   2. ~~How?~~ → x\n   3. When?\n',
        '1',
        /^1 has open subtasks \(1\.1, 1\.3\); decide them first$/,
      ],
      ['1. **Logs** — DECIDED: Loki. Remaining:\n   1. Where?\n', '1', /^1 has open subtasks \(1\.1\)/],
      [
        '1. ~~Logs.~~ Loki.\n   1. ~~How?~~ → x\n\n   More of 1, and more, which is the text of it.\n',
        '1',
        /^1 has text of its own below its subtasks/,
      ],
      [
        '1. ~~Logs.~~ Loki.\n   Because.\n',
        '1',
        /DECISIONS\.md has a code fence that is never closed/,
        { 'docs/DECISIONS.md': '```\nx\n' },
      ],
    ];
    for (const [items, id, reason, files = {}] of cases) {
      const folder = new Folder({ 'docs/TODO.md': LEAD + items, ...files });
      const before = folder.all;
      assert.match(folder.collapse(`docs/TODO.md#${id}`), reason);
      assert.deepEqual(folder.all, before);
    }
    const heading = new Folder({
      'TODO.md': '# Tasks\n\n## P0-001: One\n\n**Status**: Done\n\nText.\n\n## P0-002: Two\n\nText.\n',
    });
    assert.match(heading.collapse('TODO.md#P0-001'), /^P0-001 is no item of a list/);
  });

  it('has the ledger where the setting says, inside the workspace', () => {
    const items = `${LEAD}1. ~~Logs.~~ Loki.\n   Because.\n`;
    const cases: [setting: string, path: string, link: string][] = [
      ['LEDGER.md', 'a/docs/LEDGER.md', 'LEDGER.md'],
      ['./log/L.md', 'a/docs/log/L.md', 'log/L.md'],
      ['log/my decisions.md', 'log/my decisions.md', '../../log/my%20decisions.md'],
      ['/L.md', 'L.md', '../../L.md'],
    ];
    for (const [setting, path, link] of cases) {
      const folder = new Folder({ 'a/docs/TODO.md': items }, setting);
      assert.equal(folder.collapse('a/docs/TODO.md#1'), '');
      assert.ok(folder.texts.has(path), [...folder.texts.keys()].join());
      assert.ok(folder.text('a/docs/TODO.md').includes(`](${link}#1-logs).`), folder.text('a/docs/TODO.md'));
      assert.equal(folder.expand('a/docs/TODO.md#1'), '');
      assert.equal(folder.text('a/docs/TODO.md'), items);
    }
    const faults: [setting: string, reason: RegExp][] = [
      ['../../../L.md', /is not in the workspace; give another path in wavemark\.ledger$/],
      ['https://example.org/L.md', /is not in the workspace/],
      ['ledger.txt', /is no Markdown file/],
      ['./TODO.md', /is a task file itself/],
    ];
    for (const [setting, reason] of faults)
      assert.match(new Folder({ 'a/docs/TODO.md': items }, setting).collapse('a/docs/TODO.md#1'), reason);
  });

  it('is done once', () => {
    const folder = collapsed('1. ~~Logs.~~ Loki.\n   Because.\n');
    const before = folder.all;
    const plan = folder.plan(folder.tasks('docs/TODO.md#1')) as CollapsePlan;
    assert.deepEqual([plan.kind, plan.edits, plan.created], ['edits', [], []]);
    assert.equal(folder.collapse('docs/TODO.md#1'), '');
    assert.deepEqual(folder.all, before);
  });

  it('ends what was interrupted between the two files: nothing is added twice', () => {
    const items = '1. ~~Logs.~~ Loki.\n   Because.\n2. Open.\n';
    const folder = new Folder({ 'docs/TODO.md': LEAD + items });
    const plan = folder.plan(folder.tasks('docs/TODO.md#1'));
    assert.ok(plan.kind === 'edits');
    assert.equal(
      folder.apply(plan, (uri) => plan.first.has(uri)),
      '',
    );
    assert.equal(itemsOf(folder), items, 'the item is whole');
    const ledger = folder.text('docs/DECISIONS.md');
    assert.ok(ledger.includes('1. ~~Logs.~~ Loki.\n   Because.'));
    assert.equal(folder.collapse('docs/TODO.md#1'), '');
    assert.equal(folder.text('docs/DECISIONS.md'), ledger);
    assert.match(itemsOf(folder), /^1\. ~~Logs\.~~ → \[DECISIONS\.md\]\(DECISIONS\.md#1-logs\)\.\n2\./);
    assert.equal(folder.expand('docs/TODO.md#1'), '');
    assert.equal(itemsOf(folder), items);
  });

  it('takes several at once, and says which it leaves', () => {
    const items =
      '1. ~~Logs.~~ Loki.\n   Because.\n2. Open.\n3. ~~Metrics.~~ The rest stays open,\n   as they say.\n4. ~~Alerts.~~ Mail.\n   Because.\n5. ~~Old.~~ → ADR-1.\n';
    const folder = new Folder({ 'docs/TODO.md': LEAD + items });
    assert.deepEqual(
      decidedItems(folder.index).map(({ id }) => id),
      ['1', '4'],
    );
    const plan = folder.plan(folder.index.tasks(), false) as CollapsePlan;
    assert.deepEqual(
      plan.collapsed.map(({ task }) => task.id),
      ['1', '4'],
    );
    assert.deepEqual(
      plan.left.map(({ task }) => task.id),
      ['3'],
    );
    assert.equal(folder.apply(plan), '');
    assert.equal([...folder.text('docs/DECISIONS.md').matchAll(/^## /gm)].length, 2);
    assert.equal(folder.expand('docs/TODO.md#1', 'docs/TODO.md#4'), '');
    assert.equal(itemsOf(folder), items);
    assert.doesNotMatch(folder.text('docs/DECISIONS.md'), /Loki|Mail/);
  });

  it('keeps line ends and a byte order mark', () => {
    for (const lineEnd of ['\n', '\r\n', '\r']) {
      const text = `\ufeff1. ~~Logs.~~ Loki.\n   Because.\n2. Open, never renumber.`.replaceAll(
        '\n',
        lineEnd,
      );
      const folder = new Folder({ 'TODO.md': text, 'DECISIONS.md': '# Log\n' });
      assert.equal(folder.collapse('TODO.md#1'), '');
      assert.equal(
        folder.text('TODO.md'),
        `\ufeff1. ~~Logs.~~ → [DECISIONS.md](DECISIONS.md#1-logs).\n2. Open, never renumber.`.replaceAll(
          '\n',
          lineEnd,
        ),
      );
      assert.doesNotMatch(folder.text('DECISIONS.md'), /\r/);
      assert.equal(folder.expand('TODO.md#1'), '');
      assert.equal(folder.text('TODO.md'), text);
      assert.equal(folder.text('DECISIONS.md'), '# Log\n');
    }
  });
});

describe('expanding a collapsed item', () => {
  const before = `${LEAD}1. ~~Logs.~~ Loki.\n   Because.\n2. Open.\n`;
  const kept = (): Folder => {
    const folder = new Folder({ 'docs/TODO.md': before });
    folder.collapse('docs/TODO.md#1');
    return folder;
  };

  it('leaves what somebody has written to the entry', () => {
    const folder = kept();
    const remark = '\nIt turned out well.\n';
    folder.texts.set('docs/DECISIONS.md', folder.text('docs/DECISIONS.md') + remark);
    assert.equal(folder.expand('docs/TODO.md#1'), '');
    assert.equal(folder.text('docs/TODO.md'), before);
    assert.match(folder.text('docs/DECISIONS.md'), /## 1: Logs\n\nIt turned out well\.\n$/);
  });

  it('follows the item where it has moved', () => {
    const folder = kept();
    const moved = folder.text('docs/TODO.md').replace('1. ~~', '0. First.\n   1. ~~');
    folder.index.set('file:///root/docs/TODO.md', 'docs/TODO.md', moved);
    folder.texts.set('docs/TODO.md', moved);
    assert.equal(folder.expand('docs/TODO.md#0.1'), '');
    assert.ok(
      folder.text('docs/TODO.md').includes('0. First.\n   1. ~~Logs.~~ Loki.\n      Because.\n2. Open.\n'),
    );
  });

  it('is refused where something was written to the item since', () => {
    const folder = kept();
    const text = folder.text('docs/TODO.md').replace('#1-logs).', '#1-logs). Built in May.');
    folder.index.set('file:///root/docs/TODO.md', 'docs/TODO.md', text);
    folder.texts.set('docs/TODO.md', text);
    assert.match(
      folder.expand('docs/TODO.md#1'),
      /^“Built in May” was written to 1 since it was collapsed, and /,
    );
  });

  it('is refused where the text is not kept', () => {
    const folder = kept();
    folder.texts.set('docs/DECISIONS.md', '# Decisions\n');
    assert.match(
      folder.expand('docs/TODO.md#1'),
      /^the text of 1 is not kept word for word in docs\/DECISIONS\.md/,
    );
    assert.match(folder.expand('docs/TODO.md#2'), /^2 is not collapsed/);
  });
});
