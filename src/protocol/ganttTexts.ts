/**
 * The texts of the page of the Gantt, in English. The host translates each value with `vscode.l10n.t` and sends all of
 * them with the snapshot; the page has no other dictionary. `{0}`, `{1}` … stand for what the page fills in. Where a
 * number decides the form there are two, `…One` and `…Many`; a language with more forms chooses a wording that fits all.
 */
export const GANTT_TEXTS = {
  // Toolbar and header
  agents: 'Agents',
} as const;

export type GanttTexts = Readonly<Record<keyof typeof GANTT_TEXTS, string>>;

/** A text with its places filled in. */
export function fillIn(template: string, ...values: readonly (string | number)[]): string {
  return template.replace(/\{(\d)\}/g, (whole, digit: string) => String(values[Number(digit)] ?? whole));
}
