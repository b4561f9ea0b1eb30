import assert from 'node:assert/strict';
import fc from 'fast-check';
import { taskFileGlobs } from '../../../src/core';

describe('globs of wavemark.files', () => {
  const table: [string, string, boolean][] = [
    ['PLAN.md', 'PLAN.md', true],
    ['PLAN.md', 'a/b/PLAN.md', true],
    ['PLAN.md', 'a/MYPLAN.md', false],
    ['/PLAN.md', 'PLAN.md', true],
    ['/PLAN.md', 'a/PLAN.md', false],
    ['./PLAN.md', 'PLAN.md', true],
    ['*.todo', 'x/y.todo', true],
    ['docs/*.md', 'docs/a.md', true],
    ['docs/*.md', 'docs/a/b.md', false],
    ['docs/*.md', 'x/docs/a.md', false],
    ['docs/**', 'docs/a/b.md', true],
    ['docs/**/*.md', 'docs/a.md', true],
    ['docs/**/*.md', 'docs/x/y/a.md', true],
    ['**/plans/*.md', 'plans/a.md', true],
    ['**/plans/*.md', 'x/y/plans/a.md', true],
    ['**/plans/*.md', 'x/myplans/a.md', false],
    ['docs/a?.md', 'docs/ab.md', true],
    ['docs/a?.md', 'docs/a/.md', false],
    ['{a,b}/*.{md,txt}', 'b/x.txt', true],
    ['{a,b}/*.{md,txt}', 'c/x.txt', false],
    ['{a,{b,c}}/x.md', 'c/x.md', true],
    ['{a/x.md', '{a/x.md', true],
    ['[ab].md', 'b.md', true],
    ['[!a-c].md', 'b.md', false],
    ['[!a-c].md', 'd.md', true],
    ['[a.md', '[a.md', true],
    ['a**b/x', 'a/c/b/x', true],
    ['日本*.md', '日本語.md', true],
    ['*.md', 'a\ud83d\ude00.md', true],
    ['?.md', '\ud83d\ude00.md', true],
  ];
  for (const [glob, path, expected] of table) {
    it(`${glob} ${expected ? 'matches' : 'does not match'} ${path}`, () => {
      assert.equal(taskFileGlobs([glob])(path), expected ? true : null);
    });
  }

  it('lets the last glob that matches decide', () => {
    const answer = taskFileGlobs(['!**', 'plan/*.md', '!plan/old.md']);
    assert.equal(answer('TODO.md'), false);
    assert.equal(answer('plan/new.md'), true);
    assert.equal(answer('plan/old.md'), false);
    assert.equal(taskFileGlobs([])('TODO.md'), null);
  });

  it('takes a time that does not explode with hostile globs', () => {
    const path = `${'a'.repeat(2000)}!`;
    const globs = ['*a'.repeat(200), `**/${'*a*'.repeat(150)}b`, '{a,b}'.repeat(90), '{'.repeat(400)];
    const start = performance.now();
    for (const glob of globs) taskFileGlobs([glob])(path);
    assert.ok(performance.now() - start < 2000);
  });

  it('never throws, and finds a path written as its own glob', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (glob, path) => taskFileGlobs([glob])(path) !== undefined),
    );
    const plain = fc.stringMatching(/^[a-z]{1,5}(\/[a-z.]{1,5}){0,3}$/);
    fc.assert(fc.property(plain, (path) => taskFileGlobs([path])(path) === true));
  });
});
