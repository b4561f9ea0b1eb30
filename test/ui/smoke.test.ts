/** The workbench loads with the extension in it. Also run on the packaged extension. */
import * as assert from 'node:assert/strict';
import { pictureOnFailure, Workbench } from './workbench.js';

describe('the workbench', () => {
  let workbench: Workbench | undefined;

  before(async () => {
    workbench = await Workbench.launch();
  });
  after(() => workbench?.close());
  afterEach(pictureOnFailure(() => workbench));

  it('runs a command of the extension', async () => {
    assert.ok(workbench);
    await workbench.command('Wavemark: Show Log');
    await workbench.page.locator('.part.panel', { hasText: 'Output' }).waitFor();
    await workbench.screenshot('smoke');
  });
});
