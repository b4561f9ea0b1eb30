/** The fonts of the README's pictures: the same on every Linux, with the emoji that task files are full of. */
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { withLock } from '../lib/lock.mjs';
import { npm } from '../lib/npm.mjs';
import { cacheDir } from '../lib/paths.mjs';
import { beat } from '../lib/report.mjs';

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

/** @returns {Promise<string>} the fontconfig file that knows them */
export async function ensureFonts() {
  const folder = join(cacheDir, 'fonts');
  const marker = join(folder, 'complete');
  const complete = async () => (await readFile(marker, 'utf8').catch(() => '')) === packages.join();
  if (!(await complete())) {
    await withLock(`${folder}.lock`, 'fetching fonts', async () => {
      if (await complete()) return;
      const partial = `${folder}.partial`;
      await rm(partial, { recursive: true, force: true });
      await mkdir(join(partial, 'ttf'), { recursive: true });
      await writeFile(join(partial, 'package.json'), '{ "private": true }\n');
      const done = beat(`Fetching the fonts of the pictures from the npm registry (kept in ${folder})`);
      await npm('fonts', ['install', '--no-save', ...packages], { cwd: partial }).finally(done);
      for (const path of await readdir(join(partial, 'node_modules'), { recursive: true })) {
        if (wanted.test(path))
          await cp(join(partial, 'node_modules', path), join(partial, 'ttf', basename(path)));
      }
      await rm(join(partial, 'node_modules'), { recursive: true });
      await writeFile(join(partial, 'complete'), packages.join());
      await rm(folder, { recursive: true, force: true });
      await rename(partial, folder);
    });
  }
  return writeFontConfig(folder, [join(folder, 'ttf')]);
}
