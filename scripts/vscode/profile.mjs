/** The settings every test begins with: nothing that moves, greets, phones or saves by itself. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tempFolder } from '../lib/tempFolder.mjs';

const quietSettings = {
  // The web workbench would save after a delay, and no test could hold a dirty buffer.
  'files.autoSave': 'off',
  'files.simpleDialog.enable': true,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.reduceMotion': 'on',
  'workbench.editor.enablePreview': false,
  'workbench.enableExperiments': false,
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'git.autofetch': false,
  'git.openRepositoryInParentFolders': 'never',
  'window.commandCenter': false,
  'editor.cursorBlinking': 'solid',
  'editor.minimap.enabled': false,
  'security.workspace.trust.startupPrompt': 'never',
};

/**
 * @typedef {object} Profile
 * @property {string} folder all of it
 * @property {string} data
 * @property {string} extensions
 * @property {() => Promise<void>} remove
 */

/**
 * @param {Record<string, unknown>} [settings] on top of the quiet ones
 * @returns {Promise<Profile>}
 */
export async function createProfile(settings = {}) {
  const { path: folder, remove } = await tempFolder('vscode');
  const user = join(folder, 'server', 'data', 'User');
  await mkdir(user, { recursive: true });
  await mkdir(join(folder, 'extensions'));
  await writeFile(join(user, 'settings.json'), JSON.stringify({ ...quietSettings, ...settings }, null, 2));
  return { folder, data: join(folder, 'server'), extensions: join(folder, 'extensions'), remove };
}
