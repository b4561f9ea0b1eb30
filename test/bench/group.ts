/** A process of its own for one group of measurements, so that none inherits the heap of another. */
import type { GROUPS } from './context';
import { type Context, type Group } from './context';
import { alignment } from './groups/alignment';
import { citations } from './groups/citations';
import { coldStart } from './groups/coldStart';
import { discovery } from './groups/discovery';
import { gantt } from './groups/gantt';
import { growth } from './groups/growth';
import { hostileInput } from './groups/hostileInput';
import { keystroke } from './groups/keystroke';
import { largeFile } from './groups/largeFile';
import { manyFiles } from './groups/manyFiles';
import { oneFile } from './groups/oneFile';
import { plan } from './groups/plan';
import { thread } from './groups/thread';
import { toggles } from './groups/toggles';
import { variants } from './groups/variants';
import { Noise } from './measure';
import type { GroupResult } from './row';

const groups: Readonly<Record<string, Group>> = {
  A: manyFiles,
  B1: oneFile,
  B10: largeFile,
  variants,
  keystroke,
  alignment,
  toggles,
  growth,
  hostile: hostileInput,
  discovery,
  cold: coldStart,
  citations,
  gantt,
  plan,
  thread,
} satisfies Record<keyof typeof GROUPS, Group>;

async function main(): Promise<void> {
  const [, , name = '', given = '{}'] = process.argv;
  const run = groups[name];
  if (run === undefined) throw new Error(`no group ${name}`);
  const noise = new Noise();
  const started = performance.now();
  const rows = await run(JSON.parse(given) as Context, noise);
  const seconds = (performance.now() - started) / 1000;
  const result: GroupResult = { group: name, rows, calibration: noise.samples, seconds };
  await new Promise((resolve) => process.send?.(result, resolve));
}

void main();
