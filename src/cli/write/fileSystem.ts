/** The calls to the operating system that writing a file takes: a port, so that a test can let each of them fail. */
import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  type Stats,
} from 'node:fs';

export interface FileSystem {
  /** The path without symbolic links. */
  realPath(path: string): string;
  stat(path: string): Stats;
  /** Throws where the file may not be written. */
  checkWritable(path: string): void;
  read(path: string): Buffer;
  /** Opens a new file for writing; throws EEXIST where there is one. */
  create(path: string): number;
  write(descriptor: number, bytes: Buffer): void;
  setMode(descriptor: number, mode: number): void;
  setOwner(descriptor: number, user: number, group: number): void;
  /** Waits until what was written is on the disk. */
  sync(descriptor: number): void;
  close(descriptor: number): void;
  /** Makes a folder, and those above it that are not there. */
  makeFolder(path: string): void;
  /** A second name for a file; throws EEXIST where there is a file of that name. */
  link(path: string, name: string): void;
  /** Puts a file in the place of another, in one step. */
  rename(from: string, to: string): void;
  remove(path: string): void;
  /** Waits until the names in a folder are on the disk, where the system can be asked to. */
  syncFolder(path: string): void;
}

export const NODE_FILE_SYSTEM: FileSystem = {
  realPath: (path) => realpathSync.native(path),
  stat: (path) => statSync(path),
  checkWritable: (path) => accessSync(path, constants.W_OK),
  read: (path) => readFileSync(path),
  create: (path) => openSync(path, 'wx', 0o600),
  // A descriptor is written to the end, however many calls that takes.
  write: (descriptor, bytes) => writeFileSync(descriptor, bytes),
  setMode: (descriptor, mode) => fchmodSync(descriptor, mode),
  setOwner: (descriptor, user, group) => fchownSync(descriptor, user, group),
  sync: (descriptor) => fsyncSync(descriptor),
  close: (descriptor) => closeSync(descriptor),
  makeFolder: (path) => void mkdirSync(path, { recursive: true }),
  link: (path, name) => linkSync(path, name),
  rename: (from, to) => renameSync(from, to),
  remove: (path) => rmSync(path),
  syncFolder: (path) => {
    const descriptor = openSync(path, 'r');
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  },
};
