/** The fonts of the README's pictures: the same on every Linux, with the emoji that task files are full of. */
import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { cached } from '../lib/cached.mjs';
import { npm } from '../lib/npm.mjs';
import { cacheDir } from '../lib/paths.mjs';

const packages = [
  '@expo-google-fonts/inter@0.4.2',
  '@expo-google-fonts/jetbrains-mono@0.4.1',
  '@expo-google-fonts/noto-color-emoji@0.4.6',
];
const wanted =
  /(Inter_(400Regular|600SemiBold|700Bold)|JetBrainsMono_(400Regular|700Bold)|NotoColorEmoji_400Regular)\.ttf$/;

/** @param {string} folder @param {readonly string[]} fonts folders of fonts */
export async function writeFontConfig(folder, fonts) {
  const file = join(folder, 'fonts.conf');
  await writeFile(
    file,
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
${fonts.map((font) => `  <dir>${font}</dir>\n`).join('')}  <cachedir>${join(folder, 'fonts-cache')}</cachedir>
  <alias binding="strong"><family>system-ui</family><prefer><family>Inter</family></prefer></alias>
  <alias binding="strong"><family>sans-serif</family><prefer><family>Inter</family></prefer></alias>
  <alias binding="strong"><family>monospace</family><prefer><family>JetBrains Mono</family></prefer></alias>
</fontconfig>
`,
  );
  return file;
}

/** @param {string} folder */
async function fetchInto(folder) {
  await npm('fonts', ['install', '--no-save', ...packages], { cwd: folder });
  await mkdir(join(folder, 'ttf'));
  for (const path of await readdir(join(folder, 'node_modules'), { recursive: true })) {
    if (wanted.test(path)) await cp(join(folder, 'node_modules', path), join(folder, 'ttf', basename(path)));
  }
  await rm(join(folder, 'node_modules'), { recursive: true });
}

/** @returns {Promise<string>} the fontconfig file that knows them */
export async function ensureFonts() {
  const folder = join(cacheDir, 'fonts');
  await cached({
    folder,
    version: packages.join(),
    what: 'fonts',
    about: 'for the pictures',
    fill: fetchInto,
  });
  return writeFontConfig(folder, [join(folder, 'ttf')]);
}
