import assert from 'node:assert/strict';
import fc from 'fast-check';
import { frontMatterSwitch, isTaskFileName } from '../../../src/core';

describe('names of task files', () => {
  const yes = [
    'TODO.md',
    'todo.md',
    'Todo.markdown',
    'TODO.MD',
    'ToDo.md',
    'TODOS.md',
    'TASKS.md',
    'task.md',
    'BACKLOG.md',
    'backlogs.md',
    'docs/BACKLOG.md',
    'my-todo.md',
    'todo_list.md',
    'project todo 2026.md',
    'TODO.zh-CN.md',
    '.todo.md',
    'task-58 - Analyse.md',
    'myTodo.md',
    'TodoList.md',
    'TODOList.md',
    'TODOlist.md',
    'sprintTasksQ3.md',
    'v2Tasks.md',
    'TASKSdone.md',
    'открыто-todo.md',
    '任务-TODO.md',
  ];
  const no = [
    'README.md',
    'mytodo.md',
    'todolist.md',
    'tasking.md',
    'Multitasking.md',
    'TODO2.md',
    'TODO.txt',
    'TODO.md.bak',
    'TODO',
    'todo/README.md',
    'tasks.d/plan.md',
    'stodo.md',
    'autodoc.md',
    'TaskForceX.mdx',
    '.md',
    '任务TODO.md'.replace('TODO', 'todo'),
    '',
  ];
  for (const path of yes) it(`${path} is one`, () => assert.equal(isTaskFileName(path), true));
  for (const path of no)
    it(`${path || 'an empty path'} is none`, () => assert.equal(isTaskFileName(path), false));

  it('is any name with one of the words between other characters, whatever the case', () => {
    const word = fc.constantFrom('todo', 'todos', 'backlog', 'backlogs', 'task', 'tasks');
    const other = fc.constantFrom('-', '_', ' ', '.', '(', '+');
    const part = fc.stringMatching(/^[a-z0-9]{0,6}$/);
    fc.assert(
      fc.property(part, other, word, fc.infiniteStream(fc.boolean()), other, part, (a, b, w, cases, c, d) => {
        const written = Array.from(w, (letter) => (cases.next().value ? letter.toUpperCase() : letter)).join(
          '',
        );
        return isTaskFileName(`x/${a}${b}${written}${c}${d}.md`);
      }),
    );
  });
});

describe('front matter switch', () => {
  const table: [string, boolean | null][] = [
    ['---\nwavemark: true\n---\n', true],
    ['---\nwavemark: false\n---\n', false],
    ['---\r\ntitle: x\r\nwavemark: TRUE   # yes\r\n---\r\n', true],
    ['\ufeff---\nwavemark: true\n...\nx', true],
    ['---\n"wavemark": false\n---', false],
    ['---\nwavemark: true\nwavemark: false\n---\n', true],
    ['---\ntitle: x\n---\nwavemark: true\n', null],
    ['---\nwavemark: true\n', null],
    ['---\nwavemark: maybe\n---\n', null],
    ['---\nwavemark:true\n---\n', null],
    ['---\nother:\n  wavemark: true\n---\n', null],
    ['\n---\nwavemark: true\n---\n', null],
    ['----\nwavemark: true\n---\n', null],
    ['# wavemark: true', null],
    ['', null],
  ];
  for (const [text, expected] of table) {
    it(`${JSON.stringify(text)} says ${String(expected)}`, () =>
      assert.equal(frontMatterSwitch(text), expected));
  }

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string(), (text) => [true, false, null].includes(frontMatterSwitch(`---\n${text}`))),
    );
  });
});
