/** Where fixtures are, and reading them without touching a byte. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Tests run at the root of the repository. */
const FIXTURES = resolve('test/fixtures');

export function fixturePath(...path: readonly string[]): string {
  return join(FIXTURES, ...path);
}

export function fixtureBytes(...path: readonly string[]): Buffer {
  return readFileSync(fixturePath(...path));
}

/** UTF-8, with its byte order mark if it has one. */
export function fixtureText(...path: readonly string[]): string {
  return fixtureBytes(...path).toString('utf8');
}

/** Names of the files and folders in a folder of fixtures, sorted. */
export function fixtureNames(...path: readonly string[]): string[] {
  return readdirSync(fixturePath(...path)).sort();
}
