/** Computed waves in a file: its own lists, its own words. */
import assert from 'node:assert/strict';
import { applyEdits, writeWavesInSteps } from '../../../src/core';
import { finish } from '../../../src/core/text/steps';
import { indexOf } from '../features/indexOf';

/** The text with its waves written, or why they are not. */
function written(text: string, agents = 2): string {
  const index = indexOf({ 'TODO.md': text });
  const [document] = index.documents();
  const plan = finish(writeWavesInSteps(index, document!, agents));
  if (plan.kind === 'refused') return plan.reason;
  const applied = applyEdits(text, plan.edits);
  assert.ok('text' in applied);
  return applied.text;
}

const TASKS = `# Backlog

### A-1: Ground

**Effort:** 2h

### A-2: Walls

**Effort:** 4h
**Dependencies:** A-1

### A-3: Roof

**Effort:** 3h
**Dependencies:** A-2

### A-4: Garden

**Effort:** 1h
`;

describe('writing computed waves into a file', () => {
  it('appends a section where there is none', () => {
    assert.equal(
      written(TASKS),
      `${TASKS}
## Implementation Waves

### Wave 1

- A-1: Ground
- A-4: Garden

### Wave 2

- A-2: Walls

### Wave 3

- A-3: Roof
`,
    );
  });

  it('speaks the language of the file, and has its bullets', () => {
    const german = TASKS.replace(
      '# Backlog\n',
      '# Aufgaben\n\nDas ist die Liste der Arbeiten, die für das Haus nötig sind.\n\n* Eins\n* Zwei\n',
    );
    assert.match(written(german), /\n## Wellen\n\n### Welle 1\n\n\* A-1: Ground\n\* A-4: Garden\n/);
    const russian = TASKS.replace(
      '# Backlog\n',
      '# Задачи\n\nЭто список всех работ, которые нужны для постройки дома.\n',
    );
    assert.match(written(russian), /\n## Волны\n\n### Волна 1\n\n- A-1/);
    const chinese = TASKS.replace(
      '# Backlog\n',
      '# 任务清单\n\n待办事项，按领域划分，全部任务都在这里，需要完成的工作。\n',
    );
    assert.match(written(chinese), /\n## 波次\n\n### 第 1 波\n\n- A-1/);
  });

  it('moves lines with what they say, and states what the waves need', () => {
    const text = `${TASKS}
## Implementation Waves

### Wave 1: Start — 2 hours with 2 agents

- A-1: Ground ⭐
- A-2: Walls (needs A-1)

### Wave 2: End — 3 hours with 2 agents

- A-3: Roof
`;
    assert.equal(
      written(text),
      `${TASKS}
## Implementation Waves

### Wave 1: Start — 2 hours with 2 agents

- A-1: Ground ⭐
- A-4: Garden

### Wave 2 — 4 hours with 2 agents

- A-2: Walls (needs A-1)

### Wave 3 — 3 hours with 2 agents

- A-3: Roof
`,
    );
  });

  it('leaves waves alone that are over, and takes away what is too many', () => {
    const done = TASKS.replace('### A-1: Ground\n', '### A-1: Ground\n\n**Status:** Done\n').replace(
      '**Dependencies:** A-2\n',
      '',
    );
    const text = `${done}
## Waves

### Wave 1: Ground work

- A-1: Ground

### Wave 2: House

- A-2: Walls
- A-4

### Wave 3: Top

- A-3: Roof

## Notes

Words.
`;
    assert.equal(
      written(text),
      text.replace('- A-4\n', '- A-4\n- A-3: Roof\n').replace('### Wave 3: Top\n\n- A-3: Roof\n\n', ''),
    );
  });

  it('refuses where it would have to guess', () => {
    assert.match(
      written('# Todo\n\n- [ ] Dig\n'),
      /“Dig” \(line 3\) has no id, by which a wave could list it; assign ids first/,
    );
    assert.match(
      written(
        TASKS.replace(
          '**Effort:** 1h\n',
          '**Dependencies:** A-5\n\n### A-5: Round\n\n**Dependencies:** A-4\n',
        ),
      ),
      /wait for each other .*break the cycle first/,
    );
    assert.match(written('# Todo\n\n- [x] T001 Dig\n'), /has no open task to be planned/);
    assert.match(
      written('## Wave 1\n\n- [ ] T001 Dig\n\n## Wave 2\n\n- [ ] T002 Build\n'),
      /stands under its title; move it/,
    );
    assert.match(
      written(`${TASKS}\n## Waves\n\n### Wave 1\n\n- A-1\n\nWords between.\n\n- A-2\n`),
      /is more than a list of ids; write its tasks by hand/,
    );
  });
});
