/**
 * What a message must look like, said once: a shape is a guard, and the type is read off it. What is not of its
 * shape is rejected as a whole. Properties that a shape does not name are ignored.
 */
export type Shape<T> = (value: unknown) => value is T;

/** The type that a shape lets through. */
export type Told<S> = S extends (value: unknown) => value is infer T ? T : never;

type Fields = Readonly<Record<string, Shape<unknown>>>;
type Recorded<F extends Fields> = { readonly [K in keyof F]: Told<F[K]> };
type Tagged<F extends Readonly<Record<string, Fields>>> = {
  [K in keyof F]: { readonly type: K } & Recorded<F[K]>;
}[keyof F];

/** A text longer than this was not made by us. UTF-16 code units. */
const MAX_TEXT = 10_000;
/** A list longer than this was not made by us. */
const MAX_LIST = 1_000_000;

export const text: Shape<string> = (value): value is string =>
  typeof value === 'string' && value.length <= MAX_TEXT;

/** Text as long as its list is: for numbers that are packed into a text. */
export const packed: Shape<string> = (value): value is string => typeof value === 'string';

export const flag: Shape<boolean> = (value): value is boolean => typeof value === 'boolean';

/** A whole number, at least 0, that a double holds exactly. */
export const count: Shape<number> = (value): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

export function literal<const T extends string | number>(...allowed: readonly T[]): Shape<T> {
  return (value): value is T => (allowed as readonly unknown[]).includes(value);
}

export function orNull<T>(shape: Shape<T>): Shape<T | null> {
  return (value): value is T | null => value === null || shape(value);
}

export function listOf<T>(shape: Shape<T>): Shape<readonly T[]> {
  return (value): value is readonly T[] =>
    Array.isArray(value) && value.length <= MAX_LIST && value.every((item) => shape(item));
}

export function record<const F extends Fields>(fields: F): Shape<Recorded<F>> {
  const entries = Object.entries(fields);
  return (value): value is Recorded<F> =>
    isObject(value) && entries.every(([name, shape]) => Object.hasOwn(value, name) && shape(value[name]));
}

/** One of several records, told apart by their `type`. */
export function tagged<const F extends Readonly<Record<string, Fields>>>(kinds: F): Shape<Tagged<F>> {
  const shapes = new Map(Object.entries(kinds).map(([type, fields]) => [type, record(fields)]));
  return (value): value is Tagged<F> => {
    if (!isObject(value) || !Object.hasOwn(value, 'type')) return false;
    const { type } = value;
    return typeof type === 'string' && (shapes.get(type)?.(value) ?? false);
  };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
