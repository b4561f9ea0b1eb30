/** Where a link in a document leads, worked out from paths alone. */

export type LinkTarget =
  | { readonly kind: 'path'; readonly path: string }
  /** Out of the workspace: `../..`, a drive, a share, `file:`. */
  | { readonly kind: 'outside' }
  /** Another protocol, a place in the same document, or no path at all. */
  | { readonly kind: 'none' };

const NONE: LinkTarget = { kind: 'none' };
const OUTSIDE: LinkTarget = { kind: 'outside' };

/**
 * @param link as written in a Markdown link: percent-encoded or not, with or without a fragment
 * @param folder that it is relative to, from the top of the workspace; `` for the top itself
 */
export function linkTarget(link: string, folder: string): LinkTarget {
  if (/^[\\/]{2}|^[A-Za-z]:[\\/]|^file:/i.test(link)) return OUTSIDE;
  if (/^[A-Za-z][A-Za-z0-9+.-]*:/.test(link)) return NONE;
  const plain = decoded(link.replace(/[?#].*$/s, ''));
  if (plain === '' || /[\0\r\n]/.test(plain)) return NONE;
  // A leading slash means the top of the repository to the hosts that render these files.
  const path = joinPath(plain.startsWith('/') ? '' : folder, plain.replaceAll('\\', '/'));
  return path === null ? OUTSIDE : { kind: 'path', path };
}

/** The path without `.` and `..`, or null where it leads above the top. */
export function joinPath(folder: string, path: string): string | null {
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return parts.join('/');
}

export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A lone percent sign is one.
    return text;
  }
}

/** The link from a folder to a path, both from the top of the workspace, as a Markdown link is written. */
export function linkTo(path: string, folder: string): string {
  const to = path.split('/');
  const from = folder === '' ? [] : folder.split('/');
  let same = 0;
  while (same < from.length && same < to.length - 1 && from[same] === to[same]) same++;
  const way = [...from.slice(same).map(() => '..'), ...to.slice(same)].join('/');
  return way.replace(/[\s()<>%\\"#?]/g, (character) =>
    encodeURIComponent(character).replace('(', '%28').replace(')', '%29'),
  );
}
