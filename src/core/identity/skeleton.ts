/**
 * What an id looks like, by the idea of Unicode Technical Standard #39 (skeletons of confusable strings). The
 * standard's table has thousands of entries; this one has the letters that are in use beside Latin ones in the
 * languages of task files, and occur in ids.
 */

const LOOKS_LIKE = new Map<string, string>();

/** Two strings of the same length: each character of the first looks like that of the second. */
function add(characters: string, latin: string): void {
  Array.from(characters).forEach((character, index) => LOOKS_LIKE.set(character, latin.charAt(index)));
}
// Cyrillic
add('АВЕЅІЈКМНОРСТУХҮԚԜЗ', 'ABESIJKMHOPCTYXYQW3');
add('аеорсухіјѕԁһԛԝ', 'aeopcyxijsdhqw');
// Greek
add('ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ', 'ABEZHIKMNOPTYX');
add('αικνορ', 'aikvop');
// Armenian, a dotless i, hyphens and dashes, the minus sign
add('ՕՍօսı', 'OUoui');
add('\u2010\u2011\u2012\u2013\u2014\u2015\u2212', '-------');

const ASCII = /^[\x20-\x7e]*$/;
/** Zero-width and other characters without a look of their own. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;

/** The id in the plainest characters that look the same: composed, of ordinary width, Latin, nothing invisible. */
export function plainLook(id: string): string {
  if (ASCII.test(id)) return id;
  const text = id.normalize('NFKC').replace(INVISIBLE, '');
  let plain = '';
  for (const character of text) plain += LOOKS_LIKE.get(character) ?? character;
  return plain.normalize('NFC');
}

/** The same for all ids that differ by the letters O, I and l in place of the digits 0 and 1. */
export function digitLook(id: string): string {
  return plainLook(id).replace(/O/g, '0').replace(/[Il]/g, '1');
}

/** The first character of an id that is not what it looks like, as `U+0420`; null where all are. */
export function disguised(id: string): string | null {
  for (const character of id) {
    if (plainLook(character) === character && !/\p{M}/u.test(character)) continue;
    const code = character.codePointAt(0) ?? 0;
    return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  }
  return null;
}
