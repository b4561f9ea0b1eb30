/** Whatever happens, in whatever order, the index comes to equal a fresh scan. */
import * as vscode from 'vscode';
import type { Wavemark } from '../../src/extension/activate';
import { closeAll, equalsFreshScan, open, Scratch, sleep, wavemark } from './support';

const SEEDS = [1, 2_025, 77_003];
const STEPS = 45;

const FOLDERS = ['', 'a/', 'a/b/', 'c.d/'];
const NAMES = ['TODO.md', 'BACKLOG.md', 'notes.md', 'my-tasks.MD', 'plain.txt'];
const TEXTS = [
  '# A\n\n- [ ] T001 one\n- [x] T002 two (after T001)\n',
  '- [ ] T001 same id\n- [?] strange\n',
  '---\nwavemark: true\n---\n1. first\n2. second\n',
  '---\nwavemark: false\n---\n- [ ] T009 hidden\n',
  '\uFEFF- [ ] T003 marked\r\n- [ ] T004 file\r\n',
  '```\n- [ ] T005 behind a fence\n',
  'No task at all.\n',
  '',
];

describe('random events', () => {
  let live: Wavemark;

  before(async () => {
    live = await wavemark();
  });

  for (const seed of SEEDS) {
    it(`leave the index equal to a fresh scan (seed ${seed})`, async function () {
      this.timeout(120_000);
      const scratch = await Scratch.make(`random-${seed}`);
      const history: string[] = [];
      let state = seed;
      const random = (below: number): number => {
        state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
        return (state >>> 8) % below;
      };
      const pick = <T>(list: readonly T[]): T => list[random(list.length)]!;
      const file = (): string => `${pick(FOLDERS)}${pick(NAMES)}`;

      const steps: Record<string, () => Promise<void> | void> = {
        write: () => void scratch.write(note(file()), pick(TEXTS)),
        writeAgain: () => void scratch.write(note(file()), pick(TEXTS)),
        deleteFile: () => scratch.delete(note(file())),
        deleteFolder: () => scratch.delete(note(pick(FOLDERS.slice(1)))),
        move: () => {
          try {
            scratch.move(note(file()), note(file()));
          } catch {
            note('(no such file)');
          }
        },
        moveFolder: () => {
          try {
            scratch.move(note('a'), note(pick(['moved', 'moved.d', 'c.d/in'])));
          } catch {
            note('(cannot)');
          }
        },
        edit: async () => {
          const uri = scratch.at(note(file()));
          try {
            const editor = await open(uri);
            const line = random(editor.document.lineCount);
            await editor.edit((edit) =>
              edit.insert(new vscode.Position(line, 0), pick(['- [ ] T007 typed\n', 'x', '## H\n'])),
            );
          } catch {
            note('(not there)');
          }
        },
        save: async () => void (await vscode.workspace.saveAll()),
        undo: async () => void (await vscode.commands.executeCommand('undo')),
        close: () => closeAll(),
        ignore: () => void scratch.write('.gitignore', pick(['a/\n', 'notes.md\n', '', '*.MD\n!a/*.MD\n'])),
        wait: () => sleep(random(400)),
      };
      const note = (what: string): string => {
        history.push(what);
        return what;
      };

      try {
        for (let step = 0; step < STEPS; step++) {
          const name = pick(Object.keys(steps));
          history.push(`\n${step}. ${name}:`);
          await steps[name]!();
        }
        await equalsFreshScan(live, () => `history of seed ${seed}: ${history.join(' ')}`);
      } finally {
        await scratch.remove();
      }
    });
  }
});
