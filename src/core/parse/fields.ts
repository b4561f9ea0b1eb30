import { fieldOfLabel, type FieldKind } from '../words/fieldLabels';
import { normalizeWords } from '../words/lookup';
import { Char, isSpace, isWord, skipSpaces, trimEnd } from '../text/characters';
import { PieceMap } from '../text/pieceMap';

/** A line such as `**Depends on**: T012`, `- Effort: 2h` or `_Requirements: 1.1_`. Offsets from a base. */
export interface Field {
  readonly kind: FieldKind;
  readonly labelStart: number;
  readonly valueStart: number;
  /** May be before `valueStart` + 1 where the value is empty: the field then announces a list. */
  readonly valueEnd: number;
}

/** UTF-16 code units from the start of a line within which a label's colon must stand. */
const LABEL_REACH = 56;
/** Labels remembered; a file has few, and a hostile one must not fill the memory. */
const CACHE_SIZE = 4096;

const NO_FIELDS: readonly Field[] = [];

/** Reads labelled fields; remembers the labels it has met, for looking one up is what costs. */
export class FieldReader {
  private readonly known = new PieceMap<FieldKind | null>(CACHE_SIZE);

  kindOfLabel(label: string): FieldKind | null {
    return this.kindOfPiece(label, 0, label.length);
  }

  private kindOfPiece(text: string, start: number, end: number): FieldKind | null {
    const cached = this.known.get(text, start, end);
    if (cached !== undefined) return cached;
    const kind = fieldOfLabel(normalizeWords(text.slice(start, end))) ?? null;
    this.known.set(text, start, end, kind);
    return kind;
  }

  /** The field that the line between the offsets begins with, or null. Its offsets are relative to `base`. */
  fieldAt(text: string, start: number, end: number, base: number): Field | null {
    const from = skipSpaces(text, start, end);
    const colon = labelColon(text, from, end);
    if (colon < 0) return null;
    const kind = this.kindOfPiece(text, from, colon);
    if (kind === null) return null;
    let valueStart = colon + 1;
    // The emphasis may close before the colon or after it.
    while (valueStart < end && isEmphasis(text.charCodeAt(valueStart))) valueStart++;
    // `Label:: value`
    if (text.charCodeAt(valueStart) === Char.Colon) valueStart++;
    valueStart = skipSpaces(text, valueStart, end);
    let valueEnd = trimEnd(text, valueStart, end);
    // `_Requirements: 1.1_`: the emphasis holds label and value.
    const opener = text.charCodeAt(from);
    if (
      isEmphasis(opener) &&
      valueEnd > valueStart &&
      text.charCodeAt(valueEnd - 1) === opener &&
      text.charCodeAt(from + 1) !== opener
    ) {
      valueEnd--;
    }
    return { kind, labelStart: from - base, valueStart: valueStart - base, valueEnd: valueEnd - base };
  }

  /** The fields of one line, several where `|` or `·` parts them: `**Effort**: 2d | **Agent**: X`. */
  fieldsIn(text: string, start: number, end: number, base: number): readonly Field[] {
    let current = this.fieldAt(text, start, end, base);
    if (!current) return NO_FIELDS;
    let before: Field[] | null = null;
    for (let at = base + current.valueStart; at < end; at++) {
      const code = text.charCodeAt(at);
      if (code !== Char.Pipe && code !== 0xb7) continue;
      const next = this.fieldAt(text, at + 1, end, base);
      if (!next) continue;
      before ??= [];
      before.push({ ...current, valueEnd: trimEnd(text, base + current.valueStart, at) - base });
      current = next;
      at = base + next.valueStart - 1;
    }
    return before ? [...before, current] : [current];
  }
}

function isEmphasis(code: number): boolean {
  return code === Char.Asterisk || code === Char.Underscore;
}

/** Offset of the colon that ends a label beginning at `from`, or -1. */
function labelColon(text: string, from: number, end: number): number {
  const limit = Math.min(end, from + LABEL_REACH);
  let letters = 0;
  for (let at = from; at < limit; at++) {
    const code = text.charCodeAt(at);
    if (code === Char.Colon || code === Char.WideColon) {
      if (letters === 0 || text.charCodeAt(at + 1) === Char.Slash) return -1;
      // A time (`12:30`) or an id part (`a:b`) is no label.
      const next = text.charCodeAt(at + 1);
      const loose =
        at + 1 >= end || isSpace(next) || isEmphasis(next) || next === Char.Colon || code === Char.WideColon;
      return loose || !isWord(next) ? at : -1;
    }
    if (code === Char.LineFeed || code === Char.CarriageReturn || code === Char.Pipe) return -1;
    // `**Files to modify** (3):` is a label; a sentence with a full stop before its colon is none.
    if (code === Char.Dot && isSpace(text.charCodeAt(at + 1))) return -1;
    if (code > 64 || (code >= Char.Digit0 && code <= Char.Digit9)) letters++;
  }
  return -1;
}
