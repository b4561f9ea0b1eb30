/** Integers (of 4 bytes) in a chunk. */
const CHUNK = 4096;
/** A result beyond this length has a buffer of its own. */
const SHARED = CHUNK / 4;
/** A chunk up to this length (16 MB) is kept for later results. */
const KEPT = 1 << 22;
/** Share of a longer chunk that a result must fill to be handed out without a copy. */
const FULL = 0.75;

/**
 * A growable array of integers that is filled, taken and begun anew, many times. What is taken is compact; but
 * short results share a buffer of 16 KB, which lives as long as one of them: a buffer each would cost a stretch of
 * a task file more than reading it does.
 */
export class IntArena {
  /** Where the array begins in `data`. */
  base = 0;
  data = new Int32Array(CHUNK);

  /** Makes room for `length` integers after `base`; `filled` of them are kept. May replace `base` and `data`. */
  reserve(length: number, filled: number): void {
    if (this.base + length <= this.data.length) return;
    const data = new Int32Array(Math.max(CHUNK, length * 2));
    data.set(this.data.subarray(this.base, this.base + filled));
    this.data = data;
    this.base = 0;
  }

  /** The first `length` integers; the next array begins after them. */
  take(length: number): Int32Array {
    const { base, data } = this;
    if (length <= SHARED) {
      this.base = base + length;
      return data.subarray(base, base + length);
    }
    // Where one file is one stretch, the next keystroke needs as much room again.
    if (data.length <= KEPT) return data.slice(base, base + length);
    this.data = new Int32Array(CHUNK);
    this.base = 0;
    const full = base === 0 && length >= data.length * FULL;
    return full ? data.subarray(0, length) : data.slice(base, base + length);
  }
}
