/** A browser to show the workbench in: `CHROME_PATH`, an installed one, else one from npm in the cache. */
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { cached } from '../lib/cached.mjs';
import { npm } from '../lib/npm.mjs';
import { cacheDir } from '../lib/paths.mjs';
import { run } from '../lib/processes.mjs';
import { Failure } from '../lib/report.mjs';
import { writeFontConfig } from './fonts.mjs';
import { chromium } from './versions.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'];
/** @type {Partial<Record<NodeJS.Platform, string[]>>} */
const places = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap((name) => [
    join(process.env[name] ?? '', 'Google/Chrome/Application/chrome.exe'),
    join(process.env[name] ?? '', 'Microsoft/Edge/Application/msedge.exe'),
  ]),
};

/**
 * @typedef {object} Browser
 * @property {string} executablePath
 * @property {Record<string, string>} env what it needs besides ours
 */

function installed() {
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)));
  return [...onPath, ...(places[process.platform] ?? [])].find((path) => existsSync(path));
}

/** Unpacks with the package's own code, which writes to the temporary folder: so that is the target. */
const unpack = `import('@sparticuz/chromium').then((m) => m.default.executablePath())`;

/** @param {string} folder */
async function fetchInto(folder) {
  await npm('a test browser', ['install', '--no-save', '--force', `@sparticuz/chromium@${chromium}`], {
    cwd: folder,
  });
  // Named as on Lambda, it also unpacks the libraries (NSS) that a bare Linux may lack.
  const env = { ...process.env, TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' };
  const { code, output } = await run(process.execPath, ['-e', unpack], { cwd: folder, env, capture: true });
  if (code !== 0) throw new Failure(`the test browser could not be unpacked:\n${output.trim()}`);
  await rm(join(folder, 'node_modules'), { recursive: true });
}

/** @param {string} folder */
async function describe(folder) {
  const executablePath = join(folder, 'chromium');
  const env = { FONTCONFIG_FILE: await writeFontConfig(folder, [join(folder, 'fonts')]) };
  // The machine's own libraries are preferred; the unpacked ones stand in when they are missing.
  const { code } = await run(executablePath, ['--version'], { capture: true });
  return code === 0
    ? { executablePath, env }
    : { executablePath, env: { ...env, LD_LIBRARY_PATH: join(folder, 'al2023/lib') } };
}

/** @returns {Promise<Browser>} */
export async function ensureBrowser() {
  const named = process.env.CHROME_PATH;
  if (named) {
    if (!existsSync(named)) throw new Failure(`CHROME_PATH names ${named}, which does not exist.`);
    return { executablePath: named, env: {} };
  }
  const found = installed();
  if (found) return { executablePath: found, env: {} };
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Failure('no browser was found; install Chrome or Chromium, or name one in CHROME_PATH.');
  }
  const folder = join(cacheDir, `chromium-${chromium}`);
  await cached({
    folder,
    version: chromium,
    what: 'a headless Chromium',
    about: 'about 70 MB',
    fill: fetchInto,
  });
  return describe(folder);
}
