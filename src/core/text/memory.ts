/**
 * What functions remember from one text to the next, for as long as an index lives: each has one thing, which it
 * makes when it first asks. What is remembered must change no answer, and must not grow without end.
 */
export class Memory {
  private readonly things = new Map<() => unknown, unknown>();

  /** What `make` made the first time. It must be the same function each time. */
  of<Thing>(make: () => Thing): Thing {
    if (!this.things.has(make)) this.things.set(make, make());
    return this.things.get(make) as Thing;
  }
}
