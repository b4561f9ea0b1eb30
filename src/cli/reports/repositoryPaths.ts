/** Where a file is inside its repository: what GitHub and SARIF viewers know files by. */
import { relative } from 'node:path';
import { isWithin } from '../discover';
import { workTreeTop } from '../git';
import { slashes } from '../walk';

export interface RepositoryPaths {
  /** The top of the git work tree; outside git the current folder, or the root where that does not hold it. Absolute. */
  readonly top: string;
  /** @param path relative to the root of the index */
  readonly of: (path: string) => string;
}

/**
 * @param root what paths of the index are relative to; absolute
 * @param cwd absolute
 */
export function repositoryPaths(root: string, cwd: string): RepositoryPaths {
  const top = workTreeTop(root) ?? (isWithin(root, cwd) ? cwd : root);
  const way = slashes(relative(top, root));
  return { top, of: (path) => (way === '' ? path : `${way}/${path}`) };
}
