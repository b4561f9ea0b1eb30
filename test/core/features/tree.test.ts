import assert from 'node:assert/strict';
import fc from 'fast-check';
import { GROUPINGS, TaskTree, type Grouping, type TaskIndex, type TreeNode } from '../../../src/core';
import { indexOf, taskOf } from './indexOf';

const PLAN = `# Plan

## Wave 2: Build

- [ ] T010 Lay the pipes
  - [x] T011 Dig
  - [ ] T012 Fill in
- [/] T013 Draw the wires (after T010)

## Wave 1: Ground

- [x] T001 Buy the ground

### Fences

- [ ] T002 Fence it
`;

const OTHER = `# Later

- [ ] X-1 Paint the shed
- [¿] X-2 Ask the neighbour
`;

/** The tree as indented lines, whatever is folded. */
function draw(tree: TaskTree, nodes: readonly TreeNode[] = tree.roots, indent = ''): string[] {
  return nodes.flatMap((node) => [
    `${indent}${lineOf(node)}`,
    ...draw(tree, tree.children(node), `${indent}  `),
  ]);
}

function lineOf(node: TreeNode): string {
  switch (node.type) {
    case 'document':
      return `${node.document.path} ${node.counts.finished}/${node.counts.total}`;
    case 'section':
      return `# ${node.title} ${node.counts.finished}/${node.counts.total}`;
    case 'group':
      return `${node.by} ${node.value ?? '-'} ${node.counts.finished}/${node.counts.total}`;
    case 'range':
      return `${node.first}-${node.last}`;
    case 'task':
      return node.task.id ?? node.task.title;
  }
}

function tree(index: TaskIndex, grouping: Grouping, filter = '', rangeSize?: number): TaskTree {
  return TaskTree.of(index, { grouping, filter, ...(rangeSize && { rangeSize }) });
}

function allNodes(of: TaskTree, nodes: readonly TreeNode[] = of.roots): TreeNode[] {
  return nodes.flatMap((node) => [node, ...allNodes(of, of.children(node))]);
}

describe('the tree of tasks', () => {
  const index = indexOf({ 'a/TODO.md': PLAN, 'b/TODO.md': OTHER });

  it('groups by file, with subtasks under their tasks', () => {
    assert.deepEqual(draw(tree(index, 'file')), [
      'a/TODO.md 2/6',
      '  T010',
      '    T011',
      '    T012',
      '  T013',
      '  T001',
      '  T002',
      'b/TODO.md 0/2',
      '  X-1',
      '  X-2',
    ]);
  });

  it('groups by section', () => {
    assert.deepEqual(draw(tree(index, 'section')), [
      'a/TODO.md 2/6',
      '  # Wave 2: Build 1/4',
      '    T010',
      '      T011',
      '      T012',
      '    T013',
      '  # Wave 1: Ground 1/2',
      '    # Fences 0/1',
      '      T002',
      '    T001',
      'b/TODO.md 0/2',
      '  X-1',
      '  X-2',
    ]);
  });

  it('groups by wave, in the order of their numbers, what has none last', () => {
    assert.deepEqual(draw(tree(index, 'wave')), [
      'wave Wave 1: Ground 1/2',
      '  T001',
      '  T002',
      'wave Wave 2: Build 1/4',
      '  T010',
      '    T011',
      '    T012',
      '  T013',
      'wave - 0/2',
      '  X-1',
      '  X-2',
    ]);
  });

  it('tells waves of the same name in different files apart', () => {
    const two = indexOf({ 'TODO.md': PLAN, 'b/TODO.md': PLAN.replaceAll('T0', 'U0') });
    const waves = tree(two, 'wave').roots.map((node) => node.type === 'group' && node.document?.path);
    assert.deepEqual(waves, ['TODO.md', 'TODO.md', 'b/TODO.md', 'b/TODO.md']);
  });

  it('groups by status, what is being done first; a subtask leaves its parent for another status', () => {
    assert.deepEqual(draw(tree(index, 'status')), [
      'status doing 0/1',
      '  T013',
      'status todo 0/4',
      '  T010',
      '    T012',
      '  T002',
      '  X-1',
      'status unknown 0/1',
      '  X-2',
      'status done 2/2',
      '  T011',
      '  T001',
    ]);
  });

  it('groups by priority, the most urgent first, whatever the case', () => {
    const fields = (...priorities: string[]): string =>
      priorities.map((p, i) => `### T-${i + 1}: Do it\n\n**Priority:** ${p}\n`).join('\n');
    const groups = tree(
      indexOf({ 'TODO.md': `${fields('low', 'P1', 'High', 'P0', 'high')}` }),
      'priority',
    ).roots;
    assert.deepEqual(
      groups.map((node) => node.type === 'group' && [node.value, node.counts.total]),
      [
        ['P0', 1],
        ['High', 2],
        ['P1', 1],
        ['low', 1],
      ],
    );
  });

  it('takes the signs of a common notation for the words they stand for', () => {
    const text = '- [ ] T001 one ⏫\n- [ ] T002 two 🔽\n- [ ] T003 three\n';
    const groups = tree(indexOf({ 'TODO.md': text }), 'priority').roots;
    assert.deepEqual(
      groups.map((node) => node.type === 'group' && [node.value, node.open]),
      [
        ['High', true],
        ['Low', true],
        [null, false],
      ],
    );
  });

  it('lists what is ready, flat and in the order of the index', () => {
    assert.deepEqual(
      draw(tree(index, 'ready')),
      index.ready().map((task) => task.id),
    );
    assert.ok(index.ready().length > 0);
    assert.ok(!index.ready().includes(taskOf(index, 'T013')));
  });

  it('shows task files that hold no task, and such as were not read', () => {
    const odd = indexOf({ 'TODO.md': '# Nothing yet\n' });
    odd.skip('file:///root/BACKLOG.md', 'BACKLOG.md', 'It is too large.');
    assert.deepEqual(draw(tree(odd, 'file')), ['BACKLOG.md 0/0', 'TODO.md 0/0']);
  });

  describe('filtered', () => {
    it('keeps the matches, and the tasks above them', () => {
      const found = tree(index, 'file', 'FILL');
      assert.deepEqual(draw(found), ['a/TODO.md 0/2', '  T010', '    T012']);
      assert.equal(found.shown, 1);
      assert.ok(found.roots[0]?.open, 'what it found is open');
    });

    it('takes words in any order, from the section and the status too', () => {
      assert.deepEqual(draw(tree(index, 'file', 'ground done')), ['a/TODO.md 1/1', '  T001']);
    });

    it('does not put a task under one that is in another group', () => {
      assert.deepEqual(draw(tree(index, 'status', 'dig')), ['status done 1/1', '  T011']);
    });

    it('may leave nothing', () => {
      for (const grouping of GROUPINGS) assert.deepEqual(tree(index, grouping, 'nothing like it').roots, []);
    });
  });

  describe('of very many siblings', () => {
    const lines = Array.from({ length: 1234 }, (_, i) => `- [ ] T-${i + 1} do`).join('\n');
    const many = indexOf({ 'TODO.md': `${lines}\n` });

    it('shows ranges', () => {
      const one = tree(many, 'file');
      const rows = one.children(one.roots[0]!);
      assert.deepEqual(rows.map(lineOf), ['1-500', '501-1000', '1001-1234']);
      assert.equal(one.children(rows[2]!).length, 234);
    });

    it('finds a task in its range', () => {
      const one = tree(many, 'file');
      const node = one.find(taskOf(many, 'T-1200'));
      assert.equal(node?.parent?.type, 'range');
      assert.equal(node?.parent?.parent?.type, 'document');
    });

    it('shows ranges at the top as well', () => {
      assert.equal(tree(many, 'ready').roots[0]?.type, 'range');
      assert.equal(tree(many, 'ready').roots.length, 3);
    });
  });

  it('finds the node of every task that it shows, and of no other', () => {
    for (const grouping of GROUPINGS) {
      for (const filter of ['', 'the', 'dig']) {
        const one = tree(index, grouping, filter);
        const shown = new Set(allNodes(one).flatMap((node) => (node.type === 'task' ? [node.task] : [])));
        for (const task of index.tasks()) {
          assert.equal(one.find(task)?.task ?? null, shown.has(task) ? task : null, `${grouping} ${filter}`);
        }
      }
    }
  });

  it('gives rows ids that outlive edits elsewhere', () => {
    const ids = (text: string): Map<string, string> => {
      const one = tree(indexOf({ 'TODO.md': text }), 'section');
      return new Map(
        allNodes(one).flatMap((n) => (n.type === 'task' ? [[n.task.title, n.id] as const] : [])),
      );
    };
    const before = ids('# A\n\n- [ ] one\n- [ ] T002 two\n- [ ] three\n');
    const after = ids('# A\n\nSome words.\n\n- [ ] zero\n- [ ] one\n- [x] T002 two\n- [ ] three\n');
    for (const title of ['one', 'two', 'three']) assert.equal(after.get(title), before.get(title), title);
  });

  it('gives every row an id of its own, and shows no task twice, for any file', () => {
    const line = fc
      .tuple(
        fc.constantFrom('', '  ', '    '),
        fc.constantFrom('- [ ]', '- [x]', '- [?]', '-', '1.'),
        fc.constantFrom('T001', 'T002', '', '__proto__'),
        fc.constantFrom('same', 'other', ''),
      )
      .map((parts) => parts.join(' '));
    const text = fc
      .array(
        fc.oneof({ weight: 5, arbitrary: line }, fc.constantFrom('## Wave 1', '## Same', '### Same', '')),
      )
      .map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(
        text,
        text,
        fc.constantFrom(...GROUPINGS),
        fc.constantFrom('', 'same'),
        (a, b, grouping, filter) => {
          const both = indexOf({ 'TODO.md': a, 'x/TODO.md': b });
          const one = tree(both, grouping, filter, 3);
          const nodes = allNodes(one);
          assert.equal(new Set(nodes.map(({ id }) => id)).size, nodes.length);
          const tasks = nodes.flatMap((node) => (node.type === 'task' ? [node.task] : []));
          assert.equal(new Set(tasks).size, tasks.length);
          if (filter === '' && grouping !== 'ready') assert.equal(tasks.length, both.tasks().length);
          for (const node of nodes) if (node.type === 'task') assert.equal(one.find(node.task), node);
        },
      ),
    );
  });
});
