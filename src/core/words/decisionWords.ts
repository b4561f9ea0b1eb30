/** How documents say that they gather decisions, and items that they are decided, or not wholly. */

const BACKLOGS: readonly RegExp[] = [
  /\b(?:decisions?|adr)[ -](?:backlog|list|queue|register|log|ledger)\b/i,
  /\b(?:backlog|list|register|log) of (?:open |pending )?decisions\b/i,
  /\b(?:open|pending|outstanding) decisions\b/i,
  /\bcollapse\b[^.\n]{0,80}\bpointer\b/i,
  /\b(?:offene|anstehende) Entscheidungen\b|\bEntscheidungs(?:backlog|liste|register)\b/i,
  /\bdécisions? (?:ouvertes?|en attente|à prendre)\b/i,
  /\bdecisiones (?:abiertas|pendientes)\b|\bdecisões (?:abertas|pendentes)\b/i,
];

/** The beginning of a text that may say what it is for, in UTF-16 code units. */
const PREAMBLE = 2_000;

/** Whether a document says that it is a list of decisions. */
export function saysItGathersDecisions(text: string): boolean {
  const preamble = text.slice(0, PREAMBLE);
  return BACKLOGS.some((backlog) => backlog.test(preamble));
}

/** The word by itself, in capitals or set off in bold, behind a name. */
const MARK =
  /(?:^|[—–:.!?*_~)`-]\s*|\s{2,}|\n\s*)(?:\*\*|__)?(?:DECIDED|DECISION MADE|BUILT|ENTSCHIEDEN|GEBAUT|DÉCIDÉ|DECIDIDO|DECIDIDA|DECISO|РЕШЕНО|已决定|已決定|決定済み|결정됨)(?:\*\*|__)?(?=$|[\s:：.,;*_)—–-])|(?:\*\*|__)(?:Decided|Built|Decision made|Entschieden)[.:]?(?:\*\*|__)/u;

/** Whether a text says in a word of its own that the thing is decided or built. */
export function saysDecided(text: string): boolean {
  return MARK.test(text);
}

const OPEN_PARTS: readonly RegExp[] = [
  /\b(?:remains?|stays?|still|left)[ \r\n\t]+(?:\w+[ \r\n\t]+)?(?:open|undecided|unresolved|pending|to be (?:decided|done|built))\b/i,
  /\b(?:remaining|still to do|left to do)\s*:/i,
  /\bnoch (?:offen|zu (?:tun|entscheiden))\b|\bbleib(?:t|en) offen\b/i,
  /\b(?:reste(?:nt)? ouvert|queda(?:n)? (?:abierto|pendiente)|fica(?:m)? em aberto)/i,
  /(?:остаётся|остается) откры|仍未决定|尚未决定|未決定|未解決の|아직 미정/u,
];

/** The words by which a text says that a part of the thing is open, or null. */
export function openPartIn(text: string): string | null {
  for (const part of OPEN_PARTS) {
    const found = part.exec(text);
    if (found) return found[0].replace(/\s+/g, ' ');
  }
  return null;
}
