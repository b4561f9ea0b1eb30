import * as assert from 'node:assert/strict';
import { TaskIndex } from '../../../src/core';

const PLAN = `# Harbour

## Log

- **S6 (pull request 25, merged)** — the basin is deep enough again.
- **S7 (pull request 26, merged)** — new fenders on both sides.
- **S8 (pull request 27)** — the crane.

## Order

| Leg | What | Why | Status |
| --- | --- | --- | --- |
| **S6** | Dredge the basin | ships run aground | ✅ done |
| **S7** | Renew the fenders | the old ones are torn | ✅ done |
| **S8** | Paint the crane | rust | todo |

## Notes

${'The harbour was founded by the fishers of the old town.\n\n'.repeat(100)}## More notes

${'Nobody knows who laid the first stone.\n\n'.repeat(150)}## Last notes

`;

describe('a table of tasks that a list cites', () => {
  it('stays one when the document is read again', () => {
    const index = new TaskIndex();
    const read = (text: string): string[] =>
      index.set('file:///status.md', 'status.md', text).tasks.map(({ kind, id }) => `${kind} ${id}`);
    const fresh = read(PLAN);
    assert.deepEqual(fresh, ['row S6', 'row S7', 'row S8']);
    assert.deepEqual(read(`${PLAN}More.\n`), fresh);
    assert.deepEqual(read(`${PLAN}More.\n\n- and more\n`), fresh);
  });
});
