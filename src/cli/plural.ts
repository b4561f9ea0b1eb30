/** `1 task`, `3 tasks`. By itself, so that a command may be named without loading what prints its answer. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${String(count)} ${count === 1 ? one : many}`;
}
