/** One document in, what the index says of it out. */
import assert from 'node:assert/strict';
import {
  collapseItems,
  filesOfCollapse,
  pathsToLookFor,
  readTracker,
  TaskIndex,
  type FileBaseline,
  type Fix,
  type Problem,
  type TaskDocument,
  type TextEdit,
} from '../../src/core';

export interface Indexed {
  readonly index: TaskIndex;
  readonly document: TaskDocument;
}

/**
 * @param tracker text of a tracker file for the whole root, its shape to be recognised
 * @param baseline the file in the commit that it is compared with; null: it is not compared
 */
export function indexText(
  text: string,
  path = 'docs/TODO.md',
  tracker: string | null = null,
  baseline: string | null = null,
): Indexed {
  const index = new TaskIndex();
  if (tracker !== null) {
    const { items } = readTracker(tracker, null);
    index.setTracker('tracker', { path: '.arw/tasks.json', serves: 'file:///root', items });
  }
  const uri = `file:///root/${path}`;
  const document = index.set(uri, path, text);
  if (baseline !== null) index.setBaseline(uri, baselineOf(baseline, path));
  const files = filesBeside(text);
  if (files.length > 0) {
    index.files.set([path, ...files], {});
    for (const missing of pathsToLookFor(index)) index.files.markAbsent(missing);
  }
  return { index, document };
}

/** A file as of a commit that is called HEAD. */
export function baselineOf(text: string, path: string): FileBaseline {
  return { kind: 'known', ref: 'HEAD', commit: '0'.repeat(40), path, text };
}

const FILES = /<!-- files: ([^>]*?) -->/;

/** `<!-- files: docs/adr/0001-logs.md, README.md -->`: what else there is in the workspace of a fixture. */
export function filesBeside(text: string): string[] {
  const [, files] = FILES.exec(text) ?? [];
  return files?.trim().split(/\s*,\s*/) ?? [];
}

/** A problem as fixtures name it. */
export interface Place {
  readonly rule: string;
  /** From 1. */
  readonly line: number;
}

const EXPECT = /<!-- expect(-next)? ([a-z/, -]+?) -->/g;

/**
 * The problems that a fixture announces by comments: `<!-- expect RULE -->` in the line itself, or
 * `<!-- expect-next RULE -->` in the line before, where a comment would change what the line is.
 * Several rules are separated by commas.
 */
export function expectedPlaces(text: string): Place[] {
  const places: Place[] = [];
  text.split(/\r\n|\r|\n/).forEach((content, at) => {
    for (const [, next, rules] of content.matchAll(EXPECT)) {
      const line = at + (next === undefined ? 1 : 2);
      for (const rule of (rules ?? '').split(',')) places.push({ rule: rule.trim(), line });
    }
  });
  return inOrder(places);
}

export function foundPlaces({ index, document }: Indexed): Place[] {
  return inOrder(index.problems(document.uri).map((problem) => placeOf(document, problem)));
}

export function placeOf(document: TaskDocument, { rule, range }: Problem): Place {
  return { rule, line: document.positionAt(range.start).line + 1 };
}

function inOrder(places: readonly Place[]): Place[] {
  return [...places].sort((a, b) => a.line - b.line || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0));
}

/**
 * The text after the edits, all of which are planned on `text`. Fails where one does not find what it expects,
 * reaches out of the text, or overlaps another.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const sorted = [...edits].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  let result = '';
  let at = 0;
  for (const { range, expected, text: fresh } of sorted) {
    assert.ok(
      at <= range.start && range.start <= range.end && range.end <= text.length,
      'edits do not overlap',
    );
    assert.equal(text.slice(range.start, range.end), expected, 'the edit finds what it expects');
    result += text.slice(at, range.start) + fresh;
    at = range.end;
  }
  return result + text.slice(at);
}

/** The first fix of each problem of the document, or of those of some rules, all applied at once. */
export function applyFirstFixes({ index, document }: Indexed, rules?: ReadonlySet<string>): string {
  const problems = index.problems(document.uri).filter(({ rule }) => rules?.has(rule) ?? true);
  const fixes = problems.flatMap(({ fixes: [first] }) => first ?? []);
  return applyFixes(document, fixes);
}

export function applyFixes(document: TaskDocument, fixes: readonly Fix[]): string {
  const edits = distinct(fixes.flatMap((fix) => [...fix.edits, ...collapsing(document, fix)]));
  for (const { uri } of edits) assert.equal(uri, document.uri, 'the fix stays in its document');
  return applyEdits(document.text, edits);
}

/** What a fix that collapses items does to their own file; there is no ledger yet. */
function collapsing(document: TaskDocument, { collapses = [] }: Fix): readonly TextEdit[] {
  if (collapses.length === 0) return [];
  const index = new TaskIndex();
  index.set(document.uri, document.path, document.text);
  const beside = filesBeside(document.text);
  if (beside.length > 0) index.files.set([document.path, ...beside], {});
  const tasks = collapses.map((key) => index.byKey(key) ?? assert.fail(`there is a task ${key}`));
  const files = new Map(
    filesOfCollapse(index, tasks, () => '', true).map((path) => [
      path,
      { uri: `file:///root/${path}`, text: beside.includes(path) ? '' : null },
    ]),
  );
  const plan = collapseItems(index, tasks, { ledger: () => '', files, wanted: true });
  assert.equal(plan.kind, 'edits', plan.kind === 'refused' ? plan.reason : '');
  return plan.kind === 'edits' ? plan.edits.filter(({ uri }) => uri === document.uri) : [];
}

/** One mend may serve several problems. */
function distinct(edits: readonly TextEdit[]): TextEdit[] {
  const known = new Map<string, TextEdit>();
  for (const edit of edits) known.set(JSON.stringify([edit.range, edit.text]), edit);
  return [...known.values()];
}
