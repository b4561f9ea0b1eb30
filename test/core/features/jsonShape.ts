/** A check of published JSON against its shape, written out by hand from the contract. */
import assert from 'node:assert/strict';

export type Check = (value: unknown, at: string) => void;

export const text: Check = (value, at) => assert.equal(typeof value, 'string', at);
export const flag: Check = (value, at) => assert.equal(typeof value, 'boolean', at);

/** A whole number from `least` on. */
export function count(least: number): Check {
  return (value, at) =>
    assert.ok(Number.isSafeInteger(value) && Number(value) >= least, `${at}: ${String(value)}`);
}

export const hours: Check = (value, at) => {
  assert.ok(Number.isFinite(value) && Number(value) >= 0, `${at}: ${String(value)}`);
};

export function oneOf(...values: readonly (string | number)[]): Check {
  return (value, at) => assert.ok(values.includes(value as string), `${at}: ${String(value)}`);
}

export function orNull(check: Check): Check {
  return (value, at) => {
    if (value !== null) check(value, at);
  };
}

export function list(check: Check): Check {
  return (value, at) => {
    assert.ok(Array.isArray(value), at);
    value.forEach((entry, index) => check(entry, `${at}[${String(index)}]`));
  };
}

/** Just these keys, in this order; those that end in `?` may be missing. */
export function object(shape: Readonly<Record<string, Check>>): Check {
  return (value, at) => {
    assert.ok(typeof value === 'object' && value !== null && !Array.isArray(value), at);
    const given = Object.keys(value);
    const expected = Object.keys(shape)
      .filter((key) => !key.endsWith('?') || given.includes(key.slice(0, -1)))
      .map((key) => key.replace(/\?$/, ''));
    assert.deepEqual(given, expected, `${at}: keys and their order`);
    for (const [key, check] of Object.entries(shape)) {
      const name = key.replace(/\?$/, '');
      if (Object.hasOwn(value, name)) check((value as Record<string, unknown>)[name], `${at}.${name}`);
    }
  };
}

const severity = oneOf('error', 'warning', 'info', 'hint');
const kind = oneOf('heading', 'checkbox', 'numbered', 'bullet', 'row', 'document');
const path: Check = (value, at) => {
  text(value, at);
  assert.doesNotMatch(String(value), /^\/|\\|^\.\.?\//, at);
};

const problem = object({
  rule: (value, at) => assert.match(String(value), /^[a-z]+\/[a-z-]+$/, at),
  severity,
  path,
  line: count(1),
  column: count(1),
  endLine: count(1),
  endColumn: count(1),
  message: text,
  task: orNull(text),
  related: list(object({ path, line: count(1), message: text })),
  fixes: list(text),
});

const document = object({
  path,
  forms: list(kind),
  tasks: count(0),
  bytes: count(0),
  lines: count(0),
  'skipped?': text,
  'explain?': list(
    object({
      form: kind,
      line: count(1),
      section: list(text),
      items: count(0),
      taken: flag,
      reason: text,
    }),
  ),
});

const oneLine: Check = (value, at) => {
  text(value, at);
  assert.doesNotMatch(String(value), /[\r\n]/, at);
};

const task = object({
  key: text,
  id: orNull(text),
  idKind: oneOf('explicit', 'number', 'none'),
  kind,
  title: oneLine,
  path,
  line: count(1),
  endLine: count(1),
  parent: orNull(text),
  section: list(text),
  status: oneOf('todo', 'doing', 'blocked', 'done', 'decided', 'dropped', 'unknown'),
  marker: orNull(text),
  priority: orNull(text),
  effortHours: orNull(object({ min: hours, max: hours })),
  dependsOn: list(text),
  unresolved: list(text),
  wave: orNull(text),
  criteria: orNull(object({ done: count(0), total: count(0) })),
  decision: orNull(object({ pointer: orNull(text), collapsed: flag })),
  tracker: orNull(object({ id: text, status: orNull(text), found: flag })),
});

export const INDEX = object({
  version: oneOf(1),
  root: text,
  documents: list(document),
  tasks: list(task),
  problems: list(problem),
});

export const CHECK = object({
  version: oneOf(1),
  root: text,
  problems: list(problem),
  summary: object({ error: count(0), warning: count(0), info: count(0), hint: count(0) }),
  // The command line adds what it compared with.
  'baseline?': object({
    state: oneOf('known', 'unknown', 'off'),
    ref: orNull(text),
    commit: orNull(text),
    reason: orNull(text),
    files: list(object({ path, reason: text })),
  }),
});
