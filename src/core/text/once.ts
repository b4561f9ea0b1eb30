/**
 * A constant that is worked out when it is first asked for: what the program is made of is loaded each time it
 * starts, and most of its runs need few of the word lists.
 */
export function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | null = null;
  return () => (made ??= { value: make() }).value;
}
