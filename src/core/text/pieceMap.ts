import { detach } from './characters';

/** Entries that share a hash, at most: a hostile text must not make looking one up slow. */
const LONGEST_CHAIN = 8;

interface Entry<Value> {
  readonly key: string;
  readonly value: Value;
  readonly next: Entry<Value> | null;
}

/**
 * A bounded memory of pieces of texts, in which a piece is looked up where it stands: to cut out each word only to
 * see that it is known costs more than the look. What finds no room is not remembered.
 */
export class PieceMap<Value> {
  private readonly entries = new Map<number, Entry<Value>>();
  private size = 0;

  constructor(private readonly capacity: number) {}

  get(text: string, start: number, end: number): Value | undefined {
    let entry = this.entries.get(hashOf(text, start, end)) ?? null;
    for (; entry; entry = entry.next) {
      if (entry.key.length === end - start && text.startsWith(entry.key, start)) return entry.value;
    }
    return undefined;
  }

  /** Remembers a value for a piece that is not known yet. */
  set(text: string, start: number, end: number, value: Value): void {
    if (this.size >= this.capacity) return;
    const hash = hashOf(text, start, end);
    const next = this.entries.get(hash) ?? null;
    let chain = 0;
    for (let entry = next; entry; entry = entry.next) chain++;
    if (chain >= LONGEST_CHAIN) return;
    this.entries.set(hash, { key: detach(text.slice(start, end)), value, next });
    this.size++;
  }
}

function hashOf(text: string, start: number, end: number): number {
  let hash = end - start;
  // 30 bits: an integer that engines keep without a box.
  for (let at = start; at < end; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) & 0x3fffffff;
  return hash;
}
