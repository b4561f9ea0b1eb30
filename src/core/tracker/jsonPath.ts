/**
 * Paths to the fields of a tracker's tasks: a part of JSONPath (RFC 9535) in which every path takes time in
 * proportion to what it finds. Names (`a.b`, `['a b']`), `[*]` or `*` for every entry, and at the end `~` for the
 * key under which an entry stands, which JSONPath lacks. No filters, no `..`, no regular expressions.
 */
export type Step =
  { readonly kind: 'name'; readonly name: string } | { readonly kind: 'each' } | { readonly kind: 'key' };

/** `$`, a name after a dot or at the start, `[*]`, `.*`, `['name']`, `~`. */
const STEP =
  /(?:^|\.)([\p{L}_$][\p{L}\p{N}_$-]*)|(?:^|\.)\*|\[\*\]|\[(?:'([^'\\\]]+)'|"([^"\\\]]+)")\]|(~)$/uy;

/** Null for what is no path of this kind. */
export function parseJsonPath(path: string): readonly Step[] | null {
  const text = path.trim().replace(/^\$(?:\.(?!\.)|(?=\[)|$)/, '');
  const steps: Step[] = [];
  for (let at = 0; at < text.length; at = STEP.lastIndex) {
    STEP.lastIndex = at;
    const match = STEP.exec(text);
    if (!match) return null;
    const name = match[1] ?? match[2] ?? match[3];
    if (name !== undefined) steps.push({ kind: 'name', name });
    else steps.push({ kind: match[4] === undefined ? 'each' : 'key' });
  }
  return steps.length === 0 ? null : steps;
}

/** A value with the key or the place under which it stands in what holds it. */
export interface Place {
  readonly key: string;
  readonly value: unknown;
}

/** Every place that the steps lead to, in the order of the file. */
export function* placesAt(value: unknown, steps: readonly Step[], key = ''): Generator<Place> {
  const [step, ...rest] = steps;
  if (!step) {
    yield { key, value };
  } else if (step.kind === 'each') {
    if (!isContainer(value)) return;
    // No list of pairs: there may be 100,000.
    for (const name of Object.keys(value)) yield* placesAt(value[name], rest, name);
  } else if (step.kind === 'key') {
    yield { key, value: key };
  } else if (isContainer(value) && !Array.isArray(value) && Object.hasOwn(value, step.name)) {
    yield* placesAt(value[step.name], rest, step.name);
  }
}

/** An object or a list, as parsed from JSON. */
export function isContainer(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
