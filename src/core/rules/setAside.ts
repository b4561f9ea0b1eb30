import type { TaskDocument, TextRange } from '../model/task';

/** Code units to each side of an id that tell how it is meant. */
const AROUND = 60;

/** Words in front of an id that has not been given yet, or is given no more. */
const BEFORE =
  /\b(?:next|free|new (?:ids?|tasks?|items?)|reserved?|reserving|unused|starting (?:at|from|with)|from now on|e\.?g|example|such as|format|pattern|removed|deleted|dropped|retired|obsolete|formerly|renamed|renumbered|merged|superseded|was|were|old|nächste|frei|reserviert|entfernt|gelöscht|siguiente|libre|próxim|suivant|следующ|наступн|次の|下一|예약)\p{L}*\b[^.;|]*$/iu;

const AFTER =
  /^[^.;|\r\n]{0,32}\b(?:reserved|removed|deleted|dropped|retired|obsolete|unused|free|renamed|merged|and later|and up|onwards?|upwards?|reserviert|entfernt|gelöscht|frei)\b/iu;

/** Whether the words in front of an id say that it has not been given yet, or is given no more. */
export function isAnnounced(document: TaskDocument, start: number): boolean {
  return BEFORE.test(lineBefore(document, start));
}

/** Whether the words behind an id say that nobody has it now, or it is struck through. */
export function isSetAside(document: TaskDocument, { start, end }: TextRange): boolean {
  if (AFTER.test(document.slice(end, end + AROUND))) return true;
  return (lineBefore(document, start).match(/~~/g)?.length ?? 0) % 2 === 1;
}

/** The end of the line in front of an offset: so many code units of it at most. */
export function lineBefore(document: TaskDocument, at: number, most = AROUND): string {
  const from = Math.max(0, at - most);
  const piece = document.slice(from, at);
  return piece.slice(Math.max(piece.lastIndexOf('\n'), piece.lastIndexOf('\r')) + 1);
}
