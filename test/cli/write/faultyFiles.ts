/** A file system of which one call fails, or before each call of which something else happens. */
import { NODE_FILE_SYSTEM, type FileSystem } from '../../../src/cli/write/fileSystem';

type Call = keyof FileSystem;

/** Does not wait for the disk: for tests of many rounds. */
export const UNSYNCED: FileSystem = {
  ...NODE_FILE_SYSTEM,
  sync: () => undefined,
  syncFolder: () => undefined,
};

/** `before` is told of every call; what it throws, the call throws. */
export function interrupted(
  before: (call: Call, at: number) => void,
  files: FileSystem = NODE_FILE_SYSTEM,
): FileSystem {
  let at = 0;
  return new Proxy(files, {
    get:
      (target, call: Call) =>
      (...args: unknown[]): unknown => {
        before(call, at++);
        return (target[call] as (...all: unknown[]) => unknown)(...args);
      },
  });
}

export function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: made up`), { code });
}
