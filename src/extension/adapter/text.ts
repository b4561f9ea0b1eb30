/** Text of a file, or why it is not read as text. */
export type Decoded = { readonly text: string } | { readonly fault: 'nul' | 'encoding' };

/** A byte order mark is dropped, as an editor's buffer drops it: offsets are the same in both. */
export function decodeText(bytes: Uint8Array): Decoded {
  if (bytes.includes(0)) return { fault: 'nul' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { fault: 'encoding' };
  }
}

/** Whether a file has front matter at all: decided on its first bytes, before anything is decoded. */
export function mayHaveFrontMatter(bytes: Uint8Array): boolean {
  const at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  return bytes[at] === 0x2d && bytes[at + 1] === 0x2d && bytes[at + 2] === 0x2d;
}

/** An editor that saves such a text rewrites every line: edits to it are refused. */
export function hasMixedLineEnds(text: string): boolean {
  let seen: string | null = null;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    let end: string;
    if (code === 10) end = '\n';
    else if (code === 13) end = text.charCodeAt(i + 1) === 10 ? '\r\n' : '\r';
    else continue;
    if (end.length === 2) i++;
    if (seen !== null && seen !== end) return true;
    seen = end;
  }
  return false;
}
