import assert from 'node:assert/strict';
import { openTerminal, wantsColor, wantsUnicode, type ColorChoice } from '../../../src/cli/pretty/terminal';
import { fakeIo, type Circumstances } from '../support';

const plain = { LANG: undefined };

describe('colours', () => {
  const table: [ColorChoice, Circumstances, boolean][] = [
    ['auto', { terminal: 80 }, true],
    ['auto', {}, false],
    ['auto', { terminal: 80, env: { NO_COLOR: '1' } }, false],
    ['auto', { terminal: 80, env: { NO_COLOR: '' } }, true],
    ['auto', { terminal: 80, env: { TERM: 'dumb' } }, false],
    ['auto', { env: { FORCE_COLOR: '1' } }, true],
    ['auto', { terminal: 80, env: { FORCE_COLOR: '0' } }, false],
    ['auto', { env: { FORCE_COLOR: '1', NO_COLOR: '1' } }, false],
    ['always', { env: { NO_COLOR: '1' } }, true],
    ['never', { terminal: 80, env: { FORCE_COLOR: '1' } }, false],
  ];
  for (const [choice, circumstances, expected] of table) {
    it(`${choice} with ${JSON.stringify(circumstances)}: ${String(expected)}`, () => {
      assert.equal(wantsColor(choice, fakeIo('/', circumstances).io), expected);
    });
  }
});

describe('signs', () => {
  const table: [Circumstances, boolean][] = [
    [{ terminal: 80, env: { LANG: 'de_DE.UTF-8' } }, true],
    [{ terminal: 80, env: { LANG: 'de_DE.utf8' } }, true],
    [{ terminal: 80, env: { LANG: 'C' } }, false],
    [{ terminal: 80, env: { LANG: 'C', LC_ALL: 'C.UTF-8' } }, true],
    [{ terminal: 80, env: { LANG: 'C.UTF-8', LC_ALL: 'POSIX' } }, false],
    [{ terminal: 80, env: plain }, false],
    [{ env: plain }, true],
    [{ env: { LANG: 'C' } }, false],
    [{ terminal: 80, env: { TERM: 'linux' } }, false],
    [{ terminal: 80, platform: 'win32', env: plain }, false],
    [{ terminal: 80, platform: 'win32', env: { ...plain, WT_SESSION: 'x' } }, true],
  ];
  for (const [circumstances, expected] of table) {
    it(`${JSON.stringify(circumstances)}: ${expected ? 'Unicode' : 'ASCII'}`, () => {
      assert.equal(wantsUnicode(fakeIo('/', circumstances).io), expected);
    });
  }

  it('are as wide as they say', async () => {
    for (const LANG of ['C', 'C.UTF-8']) {
      const { signs, measure } = await openTerminal(fakeIo('/', { env: { LANG } }).io, 'never');
      for (const sign of Object.values(signs.status)) assert.equal(measure.width(sign), signs.statusWidth);
      // eslint-disable-next-line no-control-regex
      if (LANG === 'C') assert.match(JSON.stringify(signs), /^[\x00-\x7f]*$/);
    }
  });
});

describe('width', () => {
  const table: [Circumstances, number][] = [
    [{ terminal: 100 }, 100],
    [{ terminal: 100, env: { COLUMNS: '60' } }, 100],
    [{ terminal: 20 }, 40],
    [{ terminal: 300 }, 160],
    [{ terminal: 0 }, 80],
    [{}, 80],
    [{ env: { COLUMNS: '120' } }, 120],
    [{ env: { COLUMNS: 'wide' } }, 80],
  ];
  for (const [circumstances, expected] of table) {
    it(`${JSON.stringify(circumstances)}: ${String(expected)}`, async () => {
      assert.equal((await openTerminal(fakeIo('/', circumstances).io, 'auto')).width, expected);
    });
  }
});
