/** How documents say that their numbers are not to be changed, in the languages of the other word lists. */
const STATEMENTS: readonly RegExp[] = [
  /\b(?:never|not|don['’]t|no)\s+(?:\w+\s+){0,2}re-?number/i,
  /\bre-?number(?:ing|ed)?\b[^.\n]{0,40}\b(?:never|not|forbidden|prohibited)\b/i,
  /\b(?:numbers?|numbering|ids?|identifiers?)\s+(?:are|is|stay|stays|remain|remains|must\s+(?:be|stay|remain))\s+(?:\w+\s+)?(?:stable|permanent|immutable|fixed|unchanged)\b/i,
  /\bstable\s+(?:\w+\s+)?(?:numbers?|numbering|ids?|identifiers?|(?:cross-)?references?)\b/i,
  /\b(?:numbers?|ids?|identifiers?)\s+(?:are|is)\s+never\s+(?:changed|re-?used)\b/i,
  /\b(?:nicht|nie|niemals|keinesfalls)\s+(?:neu\s+|um)nummerier/i,
  /\bne\s+(?:jamais|pas)\s+renum[ée]rot/i,
  /\b(?:no|nunca|jamás|não)\s+(?:se\s+)?re(?:numerar|numere|numeren|enumer)/i,
  /\b(?:non|mai)\s+rinumer/i,
  /(?:не|никогда|ніколи)\s+(?:не\s+)?(?:перенум|менять\s+номер|змінюва\p{L}*\s+номер)/iu,
  /(?:不要|请勿|勿|不得|禁止)(?:重新)?编号|编号(?:不变|固定|不得更改)/u,
  /(?:不要|請勿|勿|不得|禁止)(?:重新)?編號|編號(?:不變|固定)/u,
  /番号(?:は|を)(?:変更しない|変えない|振り直さない)|(?:再採番|振り直し)(?:しない|禁止)/u,
  /번호(?:를|는)?\s*(?:변경하지|바꾸지)/u,
];

/** Whether a text says that its numbers stay what they are: "never renumber". */
export function saysNumbersAreStable(text: string): boolean {
  return STATEMENTS.some((statement) => statement.test(text));
}
